using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Claims;

/// <summary>Adds entries to a list from a table: shown as they were read, and added only when an editor says so.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(ValueLengthLimit = TableBytes)]
public sealed class TableModel(Drafts drafts, IOptions<PledgeTrackerOptions> options, TimeProvider clock) : FormPage
{
    /// <summary>The most bytes of the table: 5,000 rows of 180 characters.</summary>
    public const int TableBytes = 900 * 1024;

    /// <summary>The most bytes of the form.</summary>
    public const int MostBytes = 2 * TableBytes;

    /// <summary>The list.</summary>
    public OpenDraft Open { get; private set; } = null!;

    public string? Typed { get; private set; }

    public string? Sources { get; private set; }

    /// <summary>What was read; null before that.</summary>
    public EntryTable? Table { get; private set; }

    /// <summary>The short names of the list’s sources.</summary>
    public IReadOnlyList<string> Known { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (!await OpenAsync(id, cancel))
        {
            return this.NothingThere("There is no such list in the newsroom.");
        }

        // Most entries rest on the list itself, which is its first source.
        Sources = Known.Count > 0 ? Known[0] : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, string? act, [FromForm(Name = "base")] int baseNumber, [StringLength(FormLimits.LongText)] string? sources, IFormFile? file)
    {
        if (!await OpenAsync(id, default))
        {
            return this.NothingThere("There is no such list in the newsroom.");
        }

        // Not a parameter: the table is longer than any text of a form, and bounded by the form’s own limit.
        var typed = (await Request.ReadFormAsync())["table"].ToString();
        if (file is { Length: > TableBytes })
        {
            Problem("table", string.Create(CultureInfo.InvariantCulture, $"The file has {file.Length / 1024:N0} KB, and the most is {TableBytes / 1024:N0} KB. Add the entries in parts."));
        }
        else if (file is { Length: > 0 })
        {
            try
            {
                using var content = new MemoryStream((int)file.Length);
                await file.CopyToAsync(content);
                typed = EntryTable.TextOf(content.ToArray());
                act = "read";
            }
            catch (ImportException unreadable)
            {
                Problem("table", unreadable.Message);
            }
        }

        (Typed, Sources) = (typed, sources);
        var list = (ClaimListDraft)Open.Content;
        string[] names = [.. (sources ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            Problem("sources", "Say which source shows these entries.");
        }

        foreach (var name in names.Where(n => !Known.Contains(n) && !(Uri.TryCreate(n, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")))
        {
            Problem("sources", $"There is no source '{name}' in the list of sources. Write its address, and it is added.");
        }

        Table = EntryTable.Read(typed, list, names, options.Value.DayAt(clock.GetUtcNow()));
        Problem("table", Table.Problems);
        var wrong = Table.Rows.Count(r => r.Problems.Count > 0);
        if (wrong > 0)
        {
            Problem("table", wrong == 1 ? "1 row cannot be read. The reason is below." : string.Create(CultureInfo.InvariantCulture, $"{wrong} rows cannot be read. The reasons are below."));
        }

        if (act != "add" || Problems.Count > 0)
        {
            return Page();
        }

        var draft = DraftForm.WithPastedSources(list with
        {
            Items = [.. list.Items, .. Table.Rows.Select(r => r.Entry)],

            // A list of which nothing was copied now has entries; whether these are all, only the editor knows.
            Collected = list.Collected == Code.Of(ItemsCollected.None) || string.IsNullOrWhiteSpace(list.Collected) ? Code.Of(ItemsCollected.Some) : list.Collected,
        });
        if (WholeDraftPage.TooLarge(draft, DocumentShape.List) is { } tooLarge)
        {
            Problem("", tooLarge);
            return Page();
        }

        switch (await drafts.SaveAsync(id, baseNumber, draft, LogActor.Of(HttpContext)))
        {
            case SaveResult.Saved:
                return OwnRedirect.To($"{Open.Subject.AddressOf(Open.Id, Open.Key)}?done=added&at=items#items");
            case SaveResult.Conflict conflict:
                // The rows are added to whatever stands there, so that there is nothing to choose between.
                Problem("", $"{conflict.Author} saved this list after you opened the table. Nothing of yours is saved yet. The rows below are read against the newest state: add them again.");
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return this.NothingThere("There is no such list in the newsroom.");
        }
    }

    private async Task<bool> OpenAsync(int id, CancellationToken cancel)
    {
        if (await drafts.OpenAsync(DocumentKind.List, id, cancel) is not { } open)
        {
            return false;
        }

        Open = open;
        Known = [.. ((ClaimListDraft)open.Content).Sources.Select(s => s.Id).OfType<string>()];
        new Head("Add entries from a table", "", null, "/newsroom/claims") { NoIndex = true, HasCharts = false }.On(this);
        return true;
    }
}
