using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Tips;

namespace PledgeTracker.Web.Pages.Newsroom.Tips;

public sealed class IndexModel(TipDesk desk, IOptions<PledgeTrackerOptions> options) : FormPage
{
    private const int Shown = 50;

    public IReadOnlyList<OpenTip> Open { get; private set; } = [];

    public int Count { get; private set; }

    public string? Done { get; private set; }

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Done = Request.Query["done"] == "dismissed" ? "The tip was put away." : null;
        await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? act, int tip, string? pledge, CancellationToken cancel)
    {
        var by = LogActor.Of(HttpContext);
        switch (act)
        {
            case "figure" or "source":
                var (id, at, refusal) = await desk.UseAsync(tip, act == "figure", pledge, by);
                if (refusal is null)
                {
                    return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{id}?tip={tip}&at={Uri.EscapeDataString(at)}#{DraftForm.IdOf(at)}"));
                }

                Problem("", refusal);
                break;
            case "dismiss":
                if (await desk.DismissAsync(tip, by))
                {
                    return OwnRedirect.To("/newsroom/tips?done=dismissed");
                }

                Problem("", "Somebody has already dealt with this tip. Open the page again to see those that are left.");
                break;
            default:
                Problem("", "The request was not understood. Use one of the buttons on the page.");
                break;
        }

        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        new Head("Tips", "", null, "/newsroom/tips") { NoIndex = true, HasCharts = false }.On(this);
        Open = await desk.OpenAsync(0, Shown, cancel);
        Count = await desk.CountAsync(cancel);
    }
}
