using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Followers;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Following;

/// <summary>
/// What the addresses in e-mails to readers lead to: confirm, stop, never write again. Each asks once more, since programs that look at e-mails for their
/// readers open every address. The request of a mail program that stops everything by one click (RFC 8058) is a form without a page before it.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class AnswerModel(FollowDesk desk, IOptions<PledgeTrackerOptions> options) : PageModel
{
    public string Heading { get; private set; } = "";

    /// <summary>What is asked, in a sentence.</summary>
    public string Question { get; private set; } = "";

    public string Button { get; private set; } = "";

    /// <summary>What was done; null before.</summary>
    public string? Done { get; private set; }

    /// <summary>The reader's own page, where there is one now; null otherwise.</summary>
    public string? Own { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] string act, [FromRoute] string secret, [FromRoute] int? id, CancellationToken cancel)
    {
        if (Begin(act) is { } refused)
        {
            return refused;
        }

        // Looked up so that an address that is over says so before anything is pressed.
        var own = await desk.OwnAsync(secret, cancel);
        var asked = own?.Follows.FirstOrDefault(f => f.Follow.Id == id)?.Follow;
        return (act == "confirm" ? asked is null : own is null)
            ? Over(act)
            : Show(act == "confirm" ? F($"Do you want e-mails about “{asked!.Name}”? {FollowMail.PaceOf(asked.Pace)}") : null);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string act, [FromRoute] string secret, [FromRoute] int? id, CancellationToken cancel)
    {
        if (Begin(act) is { } refused)
        {
            return refused;
        }

        switch (act)
        {
            case "confirm":
                if (id is not { } follow || await desk.ConfirmAsync(secret, follow, HttpContext.Connection.RemoteIpAddress?.ToString(), cancel) is not { } confirmed)
                {
                    return Over(act);
                }

                Own = "/follow/own/" + secret;
                return Show(null, F($"You follow “{confirmed.Name}” now. {FollowMail.PaceOf(confirmed.Pace)}"));
            case "never":
                await desk.NeverAsync(secret, cancel);
                return Show(null, T("Nothing is sent to this address for two years, whoever enters it. A code made from it is kept, with its language and the day."));
            default:
                await desk.StopAsync(secret, followId: null, cancel);
                return Show(null, T("The e-mails have ended, and your address is deleted."));
        }
    }

    private IActionResult? Begin(string act)
    {
        Response.Headers.CacheControl = "no-store";
        Heading = act switch { "confirm" => T("Follow by e-mail"), "never" => T("Block this address for two years"), _ => T("Stop the e-mails") };
        Question = act == "never" ? T("Should nothing be sent to this address for two years, whoever enters it?") : T("Should all e-mails to you end, and your address be deleted?");
        Button = act switch { "confirm" => T("Yes, send me this news"), "never" => T("Block this address for two years"), _ => T("Stop all e-mails") };

        // Whoever was told once can stop, also where the newsroom has switched following off since.
        return act == "confirm" && !options.Value.TakesFollowers ? this.NothingThere(T("Pages cannot be followed by e-mail here. Follow them by feed.")) : null;
    }

    private PageResult Show(string? question, string? done = null)
    {
        (Question, Done) = (question ?? Question, done);
        new Head(Heading, "", null) { NoIndex = true, HasCharts = false }.On(this);
        return Page();
    }

    private IActionResult Over(string act) => act == "confirm"
        ? this.NothingThere(T("There is nothing to confirm at this address any more: a request is deleted after two days. Follow the page again."))
        : this.NothingThere(T("Nobody is e-mailed by this address any more. Nothing has to be done."));
}
