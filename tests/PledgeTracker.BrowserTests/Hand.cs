using System.Globalization;
using Microsoft.Playwright;

namespace PledgeTracker.BrowserTests;

/// <summary>
/// Somebody at mouse and keyboard: what is clicked and typed is counted. The time is that of the keystroke-level model (Card, Moran and
/// Newell 1980): 1.1 s to point, 0.2 s to press, 0.28 s a key, 1.35 s to think before each click and each field.
/// </summary>
internal sealed class Hand(IPage page)
{
    private int _keys;
    private int _fields;

    public int Clicks { get; private set; }

    public async Task ClickAsync(ILocator what)
    {
        await ReachAsync(what);
        await what.ClickAsync();
        Clicks++;
    }

    /// <summary>Opens the section and the part that something stands in, the outer first, as somebody who looks for it.</summary>
    public async Task ReachAsync(ILocator what)
    {
        while (await what.EvaluateAsync<string?>("""
            control => {
              const closed = [];
              for (let at = control.parentElement; at; at = at.parentElement) {
                if (at.tagName === "DETAILS" && !at.open && at.id && !at.querySelector(":scope > summary")?.contains(control)) closed.push(at.id);
              }
              return closed.at(-1) ?? null;
            }
            """) is { } closed)
        {
            await page.Locator($"[id='{closed}'] > summary").ClickAsync();
            Clicks++;
        }
    }

    public async Task TypeAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await field.FillAsync(text);
        (_keys, _fields) = (_keys + text.Length, _fields + 1);
    }

    public async Task PasteAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await field.FillAsync(text);
        (_keys, _fields) = (_keys + 2, _fields + 1);
    }

    public async Task ChooseAsync(ILocator field, string value)
    {
        await ReachAsync(field);
        await field.SelectOptionAsync(value);
        (_keys, _fields) = (_keys + 2, _fields + 1);
    }

    public async Task FillAsync(string prefix, params (string Field, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            var field = page.Locator($"[name='{prefix}{name}']");
            await (await field.EvaluateAsync<bool>("c => c.tagName === 'SELECT'") ? ChooseAsync(field, value) : TypeAsync(field, value));
        }
    }

    /// <summary>Presses the button that adds a part, and opens the part.</summary>
    public async Task AddAsync(string list)
    {
        await ClickAsync(page.Locator($"button[value='add {list}']"));
        await page.Locator($"#{list}-0").WaitForAsync();
        await OpenAsync(list + "-0");
    }

    public async Task OpenAsync(string part)
    {
        await page.Locator("#" + part).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (!await page.Locator("#" + part).EvaluateAsync<bool>("d => d.tagName !== 'DETAILS' || d.open"))
        {
            await ClickAsync(page.Locator($"#{part} > summary"));
        }
    }

    public override string ToString()
    {
        var seconds = (Clicks * (1.1 + 0.2 + 1.35)) + (_fields * (1.1 + 0.2 + 1.35)) + (_keys * 0.28);
        return string.Create(CultureInfo.InvariantCulture, $"{Clicks} clicks, {_fields} fields, {_keys} keys, {seconds / 60:0.0} minutes");
    }
}
