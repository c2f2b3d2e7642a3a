using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>Any two saved states of a document, place by place and word by word.</summary>
public sealed class CompareRevisionsModel(Drafts drafts, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options) : PageModel
{
    public OpenDraft Open { get; private set; } = null!;

    /// <summary>The revision that is compared with; null where the document has only one.</summary>
    public Revision? From { get; private set; }

    /// <summary>The revision that is compared.</summary>
    public Revision To { get; private set; } = null!;

    /// <summary>What changed from one to the other; null where that cannot be shown.</summary>
    public CitedChanges? Changes { get; private set; }

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task<IActionResult> OnGetAsync(string section, int id, CancellationToken cancel)
    {
        if (Subject.All.FirstOrDefault(s => s.Section == section) is not { } subject || await drafts.OpenAsync(subject.Kind, id, cancel) is not { } open)
        {
            return this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");
        }

        Open = open;
        new Head("Compare revisions", "", null, ReviewModel.SectionOf(open.Kind)) { NoIndex = true, HasCharts = false }.On(this);
        if (!TryNumber(Request.Query["to"], open.Number, out var to) || !TryNumber(Request.Query["from"], null, out var from))
        {
            return this.NotUnderstood("The numbers of the two revisions are not understood. Choose them from the list of revisions.");
        }

        var revisions = context.Revisions.AsNoTracking().Where(r => r.DocumentId == id);
        from ??= await revisions.Where(r => r.Number < to).MaxAsync(r => (int?)r.Number, cancel);
        var found = await revisions.Where(r => r.Number == from || r.Number == to).ToListAsync(cancel);
        foreach (var number in new[] { from, to }.OfType<int>().Where(n => !found.Exists(r => r.Number == n)))
        {
            return this.NothingThere($"There is no revision {number} of this {subject.Noun}. Choose one from the list of its revisions.");
        }

        (From, To) = (found.Find(r => r.Number == from), found.Find(r => r.Number == to)!);
        if (From is not null && From != To)
        {
            var (before, after) = (subject.Read(From), subject.Read(To));
            if (subject.Shape is null || (DraftBounds.CheckParts(before).Count == 0 && DraftBounds.CheckParts(after).Count == 0))
            {
                var metrics = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, m => m.Label, cancel);
                Changes = new CitedChanges(Difference.Of(before, after), open.Kind, new Citations(before, metrics), new Citations(after, metrics));
            }
        }

        return Page();
    }

    private static bool TryNumber(StringValues typed, int? otherwise, out int? number)
    {
        number = otherwise;
        if (StringValues.IsNullOrEmpty(typed))
        {
            return true;
        }

        var isNumber = int.TryParse(typed.ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read);
        number = read;
        return isNumber;
    }
}
