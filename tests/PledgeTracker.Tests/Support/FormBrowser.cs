using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace PledgeTracker.Tests.Support;

/// <summary>Reads pages and sends their forms, as a browser without scripts does.</summary>
public sealed class FormBrowser(HttpClient client)
{
    /// <summary>The password of members whom tests and measurements add.</summary>
    public const string UsualPassword = "several violet umbrellas";

    /// <summary>The page it shows.</summary>
    public IDocument Page { get; private set; } = null!;

    public HttpResponseMessage Answer { get; private set; } = null!;

    /// <summary>The path and query it is at.</summary>
    public string At { get; private set; } = "/";

    public HttpClient Client => client;

    public async Task<FormBrowser> GoAsync(string address)
    {
        await ShowAsync(address, await client.GetAsync(address));
        return this;
    }

    /// <summary>Fills in fields of the form that has them, and presses one of its buttons.</summary>
    public async Task<FormBrowser> SendAsync(
        IReadOnlyDictionary<string, string> fields, string? act = null, string form = "main form[method=post]", params (string Field, string Name, byte[] Content)[] files)
    {
        var sent = Page.QuerySelectorAll(form).Cast<IHtmlFormElement>().First(f =>
            fields.Keys.All(name => f.QuerySelector($"[name='{name}']") is not null) && (act is null || f.QuerySelector($"button[value='{act}']") is not null));
        var values = FieldsOf(sent);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        if (act is not null)
        {
            values["act"] = act;
        }

        var action = sent.GetAttribute("action") ?? At;
        HttpContent content = new FormUrlEncodedContent(values);
        if (files.Length > 0)
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in values)
            {
                parts.Add(new StringContent(value), name);
            }

            foreach (var (field, name, bytes) in files)
            {
                parts.Add(new ByteArrayContent(bytes), field, name);
            }

            content = parts;
        }

        await ShowAsync(action, await client.PostAsync(action, content));
        return this;
    }

    public async Task SignInAsync(string email, string password = UsualPassword, string back = "/newsroom")
    {
        await GoAsync("/account/sign-in?return=" + Uri.EscapeDataString(back));
        await SendAsync(new Dictionary<string, string> { ["email"] = email, ["password"] = password });
    }

    /// <summary>What the form would send as it stands.</summary>
    public static Dictionary<string, string> FieldsOf(IElement form)
    {
        var values = new Dictionary<string, string>();
        foreach (var control in form.QuerySelectorAll("input, select, textarea"))
        {
            var value = control switch
            {
                IHtmlInputElement { Type: "file" } => null,
                IHtmlInputElement { Type: "checkbox" or "radio" } tick => tick.IsChecked ? tick.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlSelectElement select => select.Value ?? "",
                IHtmlTextAreaElement text => text.Value,
                _ => null,
            };
            if (value is not null && control.GetAttribute("name") is { } name)
            {
                values[name] = value;
            }
        }

        return values;
    }

    /// <summary>Shows an answer that was fetched otherwise.</summary>
    public async Task ShowAsync(string address, HttpResponseMessage answer)
    {
        for (var hops = 0; hops < 5 && (int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } to; hops++)
        {
            address = to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString;
            answer = await client.GetAsync(address);
        }

        (Answer, At) = (answer, address);
        var text = await answer.Content.ReadAsStringAsync();
        Page = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(text).Address("http://localhost" + address));
    }
}
