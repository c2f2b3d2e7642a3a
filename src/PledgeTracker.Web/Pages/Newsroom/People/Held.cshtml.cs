using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.People;

/// <summary>What one member holds, for an administrator who hands it over when somebody leaves.</summary>
public sealed class HeldModel(Drafts drafts, Assignments assignments, PledgeTrackerDbContext context) : FormPage
{
    private const int Most = 200;

    public Member Member { get; private set; } = null!;

    public IReadOnlyList<DraftLine> Lines { get; private set; } = [];

    public int Found { get; private set; }

    /// <summary>Who can take it over.</summary>
    public IReadOnlyList<(string Value, string Text)> Others { get; private set; } = [];

    /// <summary>How many programs act with the member's word.</summary>
    public int Tokens { get; private set; }

    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        Done = int.TryParse(Request.Query["handed"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} handed over.") : null;
        return await ShowAsync(id, cancel);
    }

    public async Task<IActionResult> OnPostAsync(int id, string? act, string? to)
    {
        if (act != "hand-over")
        {
            Problem("", "The request was not understood. Use one of the buttons on the page.");
        }
        else if (!int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var taker))
        {
            Problem("to", "Choose who gets it.");
        }
        else
        {
            var (count, refusal) = await assignments.HandOverAsync(id, taker, LogActor.Of(HttpContext));
            if (refusal is null)
            {
                return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/people/{id}?handed={count}"));
            }

            Problem("to", refusal);
        }

        return await ShowAsync(id);
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancel = default)
    {
        if (await context.Set<Member>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancel) is not { } member)
        {
            return this.NothingThere("There is no such account. Look for it under People.");
        }

        Member = member;
        new Head("What somebody holds", "", null, "/newsroom/people") { NoIndex = true, HasCharts = false }.On(this);
        var held = assignments.Held(id);
        Found = await held.CountAsync(cancel);
        Lines = await drafts.ListAsync(await held.OrderByDescending(d => d.SavedAt).Select(d => d.Id).Take(Most).ToListAsync(cancel), cancel);
        Others = [.. (await assignments.MembersAsync(cancel)).Where(m => m.Id != id).Select(m => (m.Id.ToString(CultureInfo.InvariantCulture), m.Name))];
        Tokens = await context.ApiTokens.CountAsync(t => t.MemberId == id && t.RevokedAt == null, cancel);
        return Page();
    }
}
