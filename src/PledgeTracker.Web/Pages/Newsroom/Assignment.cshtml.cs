using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>Who is to look after a document, as it is typed.</summary>
public sealed class AssignmentForm : SmallForm
{
    /// <summary>The account, by its id; empty for nobody in particular.</summary>
    public string? Member { get; set => field = Trimmed(value); }

    /// <summary>The day, as people write a date; empty for none.</summary>
    public string? Due { get; set => field = Trimmed(value); }

    /// <summary>The account that the page showed.</summary>
    public int? WasMember { get; set; }

    /// <summary>The day that the page showed.</summary>
    public DateOnly? WasDue { get; set; }
}

/// <summary>Gives a document of any kind to a member, with a day by which to be done.</summary>
public sealed class AssignmentModel(Drafts drafts, Assignments assignments, NewsroomCalendar calendar) : FormPage
{
    public OpenDraft Open { get; private set; } = null!;

    /// <summary>Who can be chosen.</summary>
    public IReadOnlyList<(string Value, string Text)> Members { get; private set; } = [];

    /// <summary>What holds now.</summary>
    public Assignment Was { get; private set; } = new(null, null);

    /// <summary>What the form shows.</summary>
    public AssignmentForm Typed { get; private set; } = new();

    public Task<IActionResult> OnGetAsync(string section, int id, CancellationToken cancel) => ShowAsync(section, id, null, cancel);

    public async Task<IActionResult> OnPostAsync(string section, int id, string? act, AssignmentForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (await OpenAsync(section, id) is not { } open)
        {
            return this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");
        }

        if (!Holds(typed))
        {
            return await ShowAsync(section, id, typed);
        }

        var member = act == "mine" ? User.MemberId() : int.TryParse(typed.Member, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : (int?)null;
        var day = typed.Due is null ? null : TypedDate.Read(typed.Due, new TypedOptions { Today = calendar.Today }).Value;
        if (typed.Due is not null && day is not { Day: not null })
        {
            Problem("due", "Enter a day, like 2026-12-05 or 5 December 2026.");
        }
        else if (typed.Member is not null && member is null)
        {
            Problem("member", "There is no such account. Choose somebody else.");
        }
        else if (await assignments.AssignAsync(open, new(typed.WasMember, typed.WasDue), new(member, day?.Earliest), LogActor.Of(HttpContext)) is { } refusal)
        {
            Problem(refusal.StartsWith("This day", StringComparison.Ordinal) ? "due" : "member", refusal);
        }

        return Problems.Count > 0 ? await ShowAsync(section, id, typed) : OwnRedirect.To(open.Subject.AddressOf(open.Id, open.Key));
    }

    private async Task<OpenDraft?> OpenAsync(string section, int id, CancellationToken cancel = default) =>
        Subject.All.FirstOrDefault(s => s.Section == section) is { } subject ? await drafts.OpenAsync(subject.Kind, id, cancel) : null;

    private async Task<IActionResult> ShowAsync(string section, int id, AssignmentForm? typed, CancellationToken cancel = default)
    {
        if (await OpenAsync(section, id, cancel) is not { } open)
        {
            return this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");
        }

        Open = open;
        Was = new(open.AssigneeId, open.DueOn);
        Members = [.. (await assignments.MembersAsync(cancel)).Select(m => (m.Id.ToString(CultureInfo.InvariantCulture), m.Id == User.MemberId() ? $"{m.Name} (you)" : m.Name))];
        Typed = typed ?? new AssignmentForm { Member = open.AssigneeId?.ToString(CultureInfo.InvariantCulture), Due = open.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        new Head("Who looks after it", "", null, ReviewModel.SectionOf(open.Kind)) { NoIndex = true, HasCharts = false }.On(this);
        return Page();
    }
}
