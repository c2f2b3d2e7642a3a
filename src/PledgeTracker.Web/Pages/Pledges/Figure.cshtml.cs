using Microsoft.AspNetCore.Html;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>
/// The record of one number: what it says, its sources, how it enters progress, and what was ever changed in it.
/// </summary>
[PublicPage]
[SitePage("/pledges/{slug}/figures/{number}", Examples = ["/pledges/foxconn-wisconsin-13000-2017/figures/12"])]
public sealed class FigureModel(PledgePages pages, PublishedPledges published, PledgeTrackerDbContext context, NewsroomCalendar calendar) : PageModel
{
    /// <summary>
    /// A publication that changed the figure. <c>Changes</c> is empty where the figure was added (<c>IsFirst</c>) or
    /// removed (<c>IsRemoval</c>).
    /// </summary>
    public sealed record Change(int Revision, DateTime At, PublicationKind? Kind, string? Note, bool IsFirst, bool IsRemoval, IReadOnlyList<DraftChange> Changes);

    /// <summary>The pledge in the newest publication that has the figure.</summary>
    public PledgeView View { get; private set; } = null!;

    public Figure Figure { get; private set; } = null!;

    public int Number { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Change> Changes { get; private set; } = [];

    /// <summary>Whether the figure was taken out of the pledge since.</summary>
    public bool IsGone { get; private set; }

    /// <summary>What counts from this figure on; null where it does not count, or another figure takes precedence.</summary>
    public CountedPoint? Point { get; private set; }

    /// <summary>The figure that sets the target's bar today; null where none counts.</summary>
    public Figure? Deciding { get; private set; }

    /// <summary>What counts from this figure on, of what was promised; null where it does not count, or no number was promised.</summary>
    public string? Share => Point is { } point && Figure.Target is { Quantity: not null } target ? Wording.Share(point.Reading, target) : null;

    /// <summary>What the straight line had reached on the day the figure describes.</summary>
    public double? Expected => Figure is { Undated: false, Target: { } target } && TargetProgress.DayAfter(View.Pledge.AnnouncedOn, Figure.AsOf, DateOnly.MaxValue) is { } day
        ? TargetProgress.ExpectedOn(View.Pledge.AnnouncedOn, TargetProgress.PathEnd(target), day) : null;

    public async Task<IActionResult> OnGetAsync(string slug, int number, CancellationToken cancel)
    {
        switch (await pages.FindAsync(slug, new QueryCollection(), cancel))
        {
            case PledgeAnswer.Shown shown:
                View = shown.View;
                break;
            case PledgeAnswer.Moved moved:
                return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"{Language.Current.Prefix}/pledges/{moved.Slug}/figures/{number}"), permanent: true);
            case PledgeAnswer.Refused { Status: StatusCodes.Status410Gone } gone:
                return this.TakenOff(gone.Sentence);
            case PledgeAnswer.Refused refused:
                return this.NothingThere(refused.Sentence);
        }

        Number = number;
        var id = View.Published.Id;
        var revisions = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == id && r.PublishedAt != null)
            .OrderBy(r => r.PublishedAt).ThenBy(r => r.Number)
            .Select(r => new { r.Number, At = r.PublishedAt!.Value, r.Kind, r.NoteToReaders, r.Document, r.FigureNumbers }).ToListAsync(cancel);
        var drafts = revisions.ConvertAll(r => DraftJson.Read(r.Document));
        var numbers = revisions.TrueForAll(r => r.FigureNumbers is not null) ? revisions.ConvertAll(r => FigureNumbers.Parse(r.FigureNumbers!)) : FigureNumbers.OfAll(drafts);
        var last = -1;
        var position = -1;
        var changes = new List<Change>();
        FigureDraft? before = null;
        for (var i = 0; i < revisions.Count; i++)
        {
            var at = numbers[i].Numbers.ToList().IndexOf(number);
            var now = at < 0 ? null : drafts[i].Figures[at];
            if (now is not null)
            {
                (last, position) = (i, at);
            }

            var difference = before is null || now is null ? [] : Difference.Of(new PledgeDraft { Figures = [before] }, new PledgeDraft { Figures = [now] });
            if (before is null != now is null || difference.Count > 0)
            {
                var revision = revisions[i];
                changes.Add(new Change(revision.Number, revision.At, revision.Kind, revision.NoteToReaders, before is null && changes.Count == 0, now is null, difference));
            }

            before = now;
        }

        if (last < 0)
        {
            return this.NothingThere(F($"The pledge “{View.Pledge.Title}” never had a figure of the number {number}."));
        }

        IsGone = before is null;
        if (IsGone)
        {
            var earlier = (await published.FindRevisionAsync(id, revisions[last].Number, cancel))!;
            View = new PledgeView(earlier, null, View.Today, View.Address, View.Published);
        }

        Figure = View.Pledge.Figures[position];
        changes.Reverse();
        Changes = changes;
        if (Figure.Target is { } target)
        {
            var counted = CountedFigures.Of(View.Pledge, target, View.Today);
            Point = counted.FirstOrDefault(p => p.Figure == Figure);
            Deciding = counted.Count > 0 ? counted[^1].Figure : null;
        }

        new Head(F($"{Wording.Of(Figure.Quantity, Figure.Currency, Figure.Metric)}: {View.Company}"), Sentence,
            string.Create(CultureInfo.InvariantCulture, $"/pledges/{View.Pledge.Slug}/figures/{number}"), "/pledges")
        {
            HasCharts = false,
            Image = View.Head.Image,
            Modified = changes[0].At,
        }.On(this);
        return Page();
    }

    /// <summary>The figure in a sentence.</summary>
    public string Sentence => Said(by => by);

    /// <summary>The same for the page, where the words of editors are marked as theirs.</summary>
    public IHtmlContent Standfirst => new HtmlString(Said(by => (WrittenIn is null ? Markup.Text(by) : Inline.In(Language.English, by)).ToString()!));

    private string Said(Func<string, string> written) => Figure.From is { } from
        ? Wording.IsOne(from, Figure.AsOf) ? Figure.AsOf.Day is null ? F($"In {Figure.AsOf.InWords()}: {What(written)}.") : F($"On {Figure.AsOf.InWords()}: {What(written)}.") : F($"From {from.InWords()} to {Figure.AsOf.InWords()}: {What(written)}.")
        : Figure.Undated ? F($"Known by {Figure.AsOf.InWords()}, date unknown: {What(written)}.")
        : F($"As of {Figure.AsOf.InWords()}: {What(written)}.");

    private string What(Func<string, string> written) => Figure.ReportedBy is { } by
        ? F($"{Wording.Of(Figure.Quantity, Figure.Currency, Figure.Metric)}, reported by {written(by)} ({Wording.Words(Figure.Basis)})")
        : F($"{Wording.Of(Figure.Quantity, Figure.Currency, Figure.Metric)} ({Wording.Words(Figure.Basis)})");

    /// <summary>A sentence to cite the number with.</summary>
    public string Citation => F($"{View.Company}, “{View.Pledge.Title}”, figure {Number}, revision {Changes[0].Revision} of {calendar.DayOf(Changes[0].At).InWords()}, PledgeTracker, {View.Url}/figures/{Number}.");
}
