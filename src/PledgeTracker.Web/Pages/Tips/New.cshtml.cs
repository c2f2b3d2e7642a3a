using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Tips;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Tips;

/// <summary>
/// What a reader types, without characters that cannot be shown: control and invisible characters, and halves of
/// characters.
/// </summary>
public sealed class TipForm : SmallForm
{
    // More than is stored, so that a text that is too long comes back with a sentence about its length.
    private const int TextTaken = 20_000;

    /// <summary>The address of the pledge it is about; null for none.</summary>
    public string? Pledge { get; set; }

    public string? Kind { get; set; }

    [StringLength(TextTaken)]
    public string? Text { get; set => field = Clean(value, keepLines: true); }

    public string? Quantity { get; set => field = Clean(value); }

    [StringLength(FormLimits.LongText)]
    public string? Link { get; set => field = Clean(value); }

    public string? Contact { get; set => field = Clean(value); }

    /// <summary>A field that people do not see: only a program fills it in.</summary>
    public string? Website { get; set; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Text is null)
        {
            yield return new(T("Write what you want to tell the newsroom."), [nameof(Text)]);
        }
        else if (Text.Length > Tip.TextMaxLength)
        {
            yield return new(Plural(Tip.TextMaxLength, "Shorten this to {0} character. It has {1:N0}. A link says more.", "Shorten this to {0} characters. It has {1:N0}. A link says more.", Text.Length), [nameof(Text)]);
        }

        if (Quantity?.Length > 100)
        {
            yield return new(T("Enter the number alone, like 256,000."), [nameof(Quantity)]);
        }

        if (Link is not null && WebAddress.ProblemOf(Link) is not null)
        {
            yield return new(T("Enter a web address that begins with https:// or http://."), [nameof(Link)]);
        }

        if (Contact?.Length > 254)
        {
            yield return new(T("Enter an e-mail address or a telephone number."), [nameof(Contact)]);
        }
    }

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
}

/// <summary>
/// Lets a reader send something to the newsroom, without an account or a cookie. The form has no token, since there is no
/// session that a forged form could abuse; forms of other sites are refused by the headers that the browser sends.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestFormLimits(ValueLengthLimit = FormLimits.FormBytes)]
[SitePage("/tips/new", IsInSitemap = false)]
public sealed class NewModel(TipDesk tips, AttemptLimits limits, PledgeTrackerDbContext context) : FormPage
{
    public TipForm Typed { get; private set; } = new();

    /// <summary>The address of the pledge it is about, where such a pledge exists.</summary>
    public string? Pledge { get; private set; }

    public string? PledgeTitle { get; private set; }

    public string Kind { get; private set; } = Code.Of(TipKind.Figure);

    public bool IsSent { get; private set; }

    public async Task OnGetAsync(string? pledge)
    {
        IsSent = Request.Query.ContainsKey("sent");
        await ShowAsync(pledge);
    }

    public async Task<IActionResult> OnPostAsync(TipForm typed)
    {
        Typed = typed;
        Kind = Code.TryParse<TipKind>(typed.Kind, out var wanted) ? Code.Of(wanted) : Code.Of(TipKind.Other);
        await ShowAsync(typed.Pledge);
        if (Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            Problem("", T("This form was sent from another site. Send it from here."));
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (!string.IsNullOrEmpty(typed.Website))
        {
            // A program that fills in the hidden field gets the usual answer, so it learns nothing.
            return OwnRedirect.To(Language.Current.Prefix + "/tips/new?sent=1");
        }

        if (!Holds(typed))
        {
            return Page();
        }

        if (!limits.TryTakeTip(HttpContext, out var wait))
        {
            return TooManyAttempts(wait);
        }

        await tips.ReceiveAsync(wanted, Pledge, typed.Text!, typed.Quantity, typed.Link, typed.Contact);
        return OwnRedirect.To(Language.Current.Prefix + (Pledge is null ? "/tips/new?sent=1" : $"/tips/new?sent=1&pledge={Pledge}"));
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
