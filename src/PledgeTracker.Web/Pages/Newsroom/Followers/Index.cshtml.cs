using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Followers;

/// <summary>How many readers follow, and what could not be delivered to them.</summary>
public sealed class IndexModel(DeliveryReport report, IOptions<PledgeTrackerOptions> options) : PageModel
{
    public DeliveryFacts Facts { get; private set; } = null!;

    /// <summary>Whether readers can follow pages now.</summary>
    public bool IsOn => options.Value.TakesFollowers;

    /// <summary>What was done; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>What an e-mail was for.</summary>
    public string NameOf(DeliveryKind kind) => kind switch { DeliveryKind.Confirmation => "A question to confirm", DeliveryKind.StillWanted => "A question whether it is still wanted", _ => "News" };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Done = Request.Query["done"].ToString() switch { "again" => "They are tried again, in a few seconds.", "drop" => "They are deleted.", _ => null };
        Facts = await report.ReadAsync(cancel);
        new Head("Followers", "", null, "/newsroom/people") { HasCharts = false }.On(this);
    }

    public async Task<IActionResult> OnPostAsync(string? act, int? id)
    {
        if (act == "again")
        {
            await report.TryAgainAsync(id);
        }
        else if (act == "drop")
        {
            await report.DropAsync(id);
        }

        return OwnRedirect.To("/newsroom/followers" + (act is "again" or "drop" ? "?done=" + act : ""));
    }
}
