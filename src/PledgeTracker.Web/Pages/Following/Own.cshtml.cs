using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Following;

/// <summary>A reader's own page: what they follow, how often, and all that is kept of them. Its address is the only key to it.</summary>
[IgnoreAntiforgeryToken]
public sealed class OwnModel(FollowDesk desk) : PageModel
{
    public OwnFollows Own { get; private set; } = null!;

    /// <summary>What was done; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>How often there can be e-mails.</summary>
    public static IReadOnlyList<(string Value, string Text)> Paces =>
        [(Code.Of(FollowPace.AtOnce), T("Some minutes after a change")), (Code.Of(FollowPace.Daily), T("Once a day")), (Code.Of(FollowPace.Weekly), T("Once a week"))];

    public async Task<IActionResult> OnGetAsync([FromRoute] string secret, CancellationToken cancel)
    {
        await desk.VisitAsync(secret, cancel);
        Done = Request.Query["done"].ToString() switch { "pace" => T("It is changed."), "stop" => T("This has ended."), _ => null };
        return await ShowAsync(secret, cancel);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret, string? act, int? id, string? pace, CancellationToken cancel)
    {
        switch (act)
        {
            case "pace" when id is { } changed && Code.TryParse<FollowPace>(pace, out var wanted):
                await desk.PaceAsync(secret, changed, wanted, cancel);
                break;
            case "stop" when id is { } stopped:
                await desk.StopAsync(secret, stopped, cancel);
                break;
            case "all":
                return OwnRedirect.To($"{Language.Current.Prefix}/follow/stop/{Uri.EscapeDataString(secret)}");
            default:
                return await ShowAsync(secret, cancel);
        }

        return await desk.OwnAsync(secret, cancel) is null
            ? OwnRedirect.To(Language.Current.Prefix + "/follow/own/over")
            : OwnRedirect.To($"{Language.Current.Prefix}/follow/own/{Uri.EscapeDataString(secret)}?done={act}");
    }

    private async Task<IActionResult> ShowAsync(string secret, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await desk.OwnAsync(secret, cancel) is not { } own)
        {
            return this.NothingThere(T("Nobody follows anything by this address. Everything that was kept is deleted."));
        }

        Own = own;
        new Head(T("What you follow"), "", null) { NoIndex = true, HasCharts = false }.On(this);
        return Page();
    }
}
