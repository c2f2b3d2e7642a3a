using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

public sealed class IndexModel(Drafts drafts) : PageModel
{
    private const int PageSize = 50;

    public WorkState? State { get; private set; }

    public int PageNumber { get; private set; } = 1;

    public bool HasMore { get; private set; }

    public IReadOnlyList<DraftLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(string? state, CancellationToken cancel)
    {
        new Head("Pledges", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        State = Code.TryParse<WorkState>(state, out var wanted) ? wanted : null;
        PageNumber = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : 1;
        var found = await drafts.ListAsync(State, PageNumber, PageSize, cancel);
        HasMore = found.Count == PageSize;
        Lines = found;
    }

    public string Address(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges?{(State is { } s ? $"state={Code.Of(s)}&" : "")}page={page}");
}
