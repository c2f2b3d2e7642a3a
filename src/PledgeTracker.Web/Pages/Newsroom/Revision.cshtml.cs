using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>One saved state of a document as the page that readers would see of it, or its values where that cannot be drawn.</summary>
public sealed class RevisionModel(Drafts drafts, Review review, DraftViews views, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options) : PageModel
{
    public OpenDraft Open { get; private set; } = null!;

    /// <summary>The revision that is shown.</summary>
    public Revision Shown { get; private set; } = null!;

    /// <summary>The page; null where it cannot be drawn.</summary>
    public DrawnDraft? Drawn { get; private set; }

    /// <summary>What is missing before it reads as a page.</summary>
    public IReadOnlyList<ReviewProblem> Missing { get; private set; } = [];

    /// <summary>Its values, with their sources, where there is no page.</summary>
    public CitedChanges? Values { get; private set; }

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task<IActionResult> OnGetAsync(string section, int id, int number, CancellationToken cancel)
    {
        if (Subject.All.FirstOrDefault(s => s.Section == section) is not { } subject || await drafts.OpenAsync(subject.Kind, id, cancel) is not { } open)
        {
            return this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");
        }

        if (await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.DocumentId == id && r.Number == number, cancel) is not { } revision)
        {
            return this.NothingThere($"There is no revision {number} of this {subject.Noun}. Choose one from the list of its revisions.");
        }

        (Open, Shown) = (open, revision);
        new Head("Revision", "", null, ReviewModel.SectionOf(open.Kind)) { NoIndex = true }.On(this);
        var draft = subject.Read(revision);
        var isTooLarge = subject.Shape is not null && DraftBounds.CheckParts(draft).Count > 0;
        var result = await review.ReadAsync(open, draft);
        Missing = result.Problems;
        Drawn = isTooLarge ? null : await views.DrawAsync(open, number, draft, result, cancel) ?? (revision.PublishedAt is null ? null : await views.DrawPublishedAsync(open, number, cancel));
        if (Drawn is null && !isTooLarge)
        {
            var metrics = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, m => m.Label, cancel);
            Values = new CitedChanges(Difference.Of(subject.Nothing, draft), open.Kind, null, new Citations(draft, metrics));
        }

        return Page();
    }

    /// <summary>A place of the draft as editors call it.</summary>
    public string NameOf(string field) => field.Length > 0 ? FieldNames.Of(Open.Kind, field) : "The draft";
}
