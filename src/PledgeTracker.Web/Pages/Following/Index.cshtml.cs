using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Following;

/// <summary>A reader's wish to be told of news by e-mail.</summary>
public sealed class FollowForm : SmallForm
{
    /// <summary>The page to follow.</summary>
    [StringLength(Follow.QueryMaxLength)]
    public string? Of { get; set; }

    public string? Email { get; set => field = Trimmed(value); }

    /// <summary>How often, as a code of <see cref="FollowPace"/>.</summary>
    public string? Pace { get; set => field = Code.TryParse<FollowPace>(value, out _) ? value : Code.Of(FollowPace.AtOnce); } = Code.Of(FollowPace.AtOnce);

    /// <summary>A field that people do not see: only a program fills it in.</summary>
    public string? Website { get; set; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FollowDesk.AddressOf(Email) is null)
        {
            yield return new(T("Enter your e-mail address, like name@example.org."), [nameof(Email)]);
        }
    }
}

/// <summary>
/// Lets a reader follow a page by e-mail, without an account or a cookie. Whatever address is typed gets the same answer, so that nobody learns who follows
/// what.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class IndexModel(FollowTargets targets, FollowDesk desk, AttemptLimits limits, IOptions<PledgeTrackerOptions> options) : FormPage
{
    public FollowForm Typed { get; private set; } = new();

    /// <summary>What would be followed.</summary>
    public FollowTarget? Target { get; private set; }

    /// <summary>What the reader agrees to, which is kept as proof.</summary>
    public string Words => F($"By sending this you ask {options.Value.Publisher} to e-mail you when this page changes, until you stop it.");

    /// <summary>The feed of the same page.</summary>
    public string Feed => Target is not { } target ? "/changes.atom" : target.Page.Split('?') is [var path, var query] ? $"{path}.atom?{query}" : target.Page.StartsWith("/places/", StringComparison.Ordinal) ? "/pledges.atom" + target.Query : target.Page + ".atom";

    /// <summary>Whether the form was sent.</summary>
    public bool IsAsked { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? of, CancellationToken cancel)
    {
        IsAsked = Request.Query.ContainsKey("asked");
        return await ShowAsync(of, cancel) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(FollowForm typed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Typed = typed;
        if (await ShowAsync(typed.Of, cancel) is { } refused)
        {
            return refused;
        }

        if (Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            Problem("", T("This form was sent from another site. Send it from here."));
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var done = OwnRedirect.To($"{Language.Current.Prefix}/follow?asked=1&of={Uri.EscapeDataString(Target!.Page)}");
        if (!string.IsNullOrEmpty(typed.Website))
        {
            // A program that fills in the hidden field gets the usual answer, so it learns nothing.
            return done;
        }

        if (!Holds(typed))
        {
            return Page();
        }

        if (!limits.TryTakeFollow(HttpContext, out var wait))
        {
            return TooManyAttempts(wait);
        }

        var pace = Code.TryParse<FollowPace>(typed.Pace, out var chosen) ? chosen : FollowPace.AtOnce;
        await desk.AskAsync(FollowDesk.AddressOf(typed.Email)!, Target, pace, Words, HttpContext.Connection.RemoteIpAddress?.ToString(), cancel);
        return done;
    }

    private async Task<IActionResult?> ShowAsync(string? page, CancellationToken cancel)
    {
        if (!options.Value.TakesFollowers)
        {
            return this.NothingThere(T("Pages cannot be followed by e-mail here. Follow them by feed."));
        }

        var (target, problem) = await targets.FindAsync(string.IsNullOrEmpty(page) ? "/changes" : page, cancel);
        if (target is null)
        {
            return this.NothingThere(problem);
        }

        Target = target;
        Response.Headers.CacheControl = "no-store";
        new Head(Problems.Count > 0 ? T("Error: Follow by e-mail") : T("Follow by e-mail"), T("Be told by e-mail when a page changes."), "/follow") { NoIndex = true, HasCharts = false }.On(this);
        return null;
    }
}
