using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Account;
using PledgeTracker.Web.Tips;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Tips;

/// <summary>
/// What a reader sends to the newsroom, without an account and without a cookie. There is nobody signed in whose name a
/// forged form could use, so it carries no token; forms of other sites are refused by what the browser says of them.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestFormLimits(ValueLengthLimit = FormLimits.FormBytes)]
[SitePage("/tips/new", IsInSitemap = false)]
public sealed class NewModel(TipDesk tips, AttemptLimits limits, PledgeTrackerDbContext context) : FormPage
{
    // More than is kept, so that what a reader wrote comes back with the sentence on its length.
    private const int TextTaken = 20_000;

    public string? Pledge { get; private set; }

    public string? PledgeTitle { get; private set; }

    public string Kind { get; private set; } = Code.Of(TipKind.Figure);

    public string? Text { get; private set; }

    public string? Quantity { get; private set; }

    public string? Link { get; private set; }

    public string? Contact { get; private set; }

    public bool IsSent { get; private set; }

    public async Task OnGetAsync(string? pledge)
    {
        IsSent = Request.Query.ContainsKey("sent");
        await ShowAsync(pledge);
    }

    public async Task<IActionResult> OnPostAsync(string? pledge, string? kind, [StringLength(TextTaken)] string? text, string? quantity, [StringLength(FormLimits.LongText)] string? link, string? contact, string? website)
    {
        (Text, Quantity, Link, Contact) = (Clean(text, keepLines: true), Clean(quantity), Clean(link), Clean(contact));
        Kind = Code.TryParse<TipKind>(kind, out var wanted) ? Code.Of(wanted) : Code.Of(TipKind.Other);
        await ShowAsync(pledge);
        if (Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            Problem("", T("This form was sent from another site. Send it from here."));
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (!string.IsNullOrEmpty(website))
        {
            // A field that people do not see: a program filled it in, and learns nothing.
            return OwnRedirect.To(Language.Current.Prefix + "/tips/new?sent=1");
        }

        Check();
        if (Problems.Count > 0)
        {
            return Page();
        }

        if (!limits.TryTakeTip(HttpContext, out var wait))
        {
            return this.TooMany(wait);
        }

        await tips.ReceiveAsync(wanted, Pledge, Text!, Quantity, Link, Contact);
        return OwnRedirect.To(Language.Current.Prefix + (Pledge is null ? "/tips/new?sent=1" : $"/tips/new?sent=1&pledge={Pledge}"));
    }

    private void Check()
    {
        if (Text is null)
        {
            Problem("text", T("Write what you want to tell the newsroom."));
        }
        else if (Text.Length > Tip.TextMaxLength)
        {
            Problem("text", Plural(Tip.TextMaxLength, "Shorten this to {0} character; it has {1:N0}. A link says more.", "Shorten this to {0} characters; it has {1:N0}. A link says more.", Text.Length));
        }

        if (Link is not null && WebAddress.ProblemOf(Link) is not null)
        {
            Problem("link", T("Enter a web address that begins with https:// or http://."));
        }

        if (Quantity?.Length > 100)
        {
            Problem("quantity", T("Enter the number alone, like 256,000."));
        }

        if (Contact?.Length > 254)
        {
            Problem("contact", T("Enter an e-mail address or a telephone number."));
        }
    }

    /// <summary>Without what cannot be shown: control and invisible characters, and halves of characters.</summary>
    private static string? Clean(string? typed, bool keepLines = false)
    {
        var text = new StringBuilder();
        foreach (var rune in (typed ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) || (keepLines && rune.Value == '\n'))
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString().Trim() is { Length: > 0 } clean ? clean : null;
    }

    private async Task ShowAsync(string? slug)
    {
        new Head(T("Send a tip"), T("Send a figure, a source or a correction to the newsroom."), "/tips/new") { NoIndex = true, HasCharts = false }.On(this);
        if (slug is { Length: <= Slug.MaxLength } && Slug.IsWellFormed(slug)
            && await context.Summaries.AsNoTracking().Where(s => s.Slug == slug).Select(s => s.Title).FirstOrDefaultAsync() is { } title)
        {
            (Pledge, PledgeTitle) = (slug, title);
        }
    }
}
