using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Upkeep;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>A look-up of the round, with what was looked at.</summary>
public sealed class RoundForm : LookedForm
{
    /// <summary>The pledge.</summary>
    public int Id { get; set; }

    /// <summary>The number of its published revision as the page showed it.</summary>
    public int Number { get; set; }
}

/// <summary>What became of the pledge that was just on the page.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Slug">Its address on the site.</param>
/// <param name="Words">What became of it: the rest of a sentence that begins with the title.</param>
public sealed record RoundNews(string Title, string Slug, string Words);

/// <summary>
/// The checking round: the pledge that was looked at longest ago, what one needs to look, and one key for "nothing new", which leads to the next.
/// </summary>
public sealed class RoundModel(
    CheckingRound round, Review review, PublishedPledges published, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options, TimeProvider clock) : LookedPage
{
    // What was published when the order was read may be off the site a moment later.
    private const int MostPassed = 20;

    public RoundChoice Choice { get; private set; } = new(false, RoundChoice.Choices[0], null);

    public RoundState State { get; private set; } = null!;

    /// <summary>The pledge to look at; null at the end of the round.</summary>
    public PublishedPledge? Pledge { get; private set; }

    /// <summary>What lists know of it.</summary>
    public PledgeSummary Summary { get; private set; } = null!;

    /// <summary>What the member just noted; null for nothing.</summary>
    public RoundNews? Noted { get; private set; }

    /// <summary>Why nothing was noted of what was just looked at; null where something was.</summary>
    public RoundNews? Meanwhile { get; private set; }

    public DateOnly Today => options.Value.DayAt(clock.GetUtcNow());

    /// <summary>The last look-up that is written down, from which the form is filled in; null where none is.</summary>
    public Lookup? Last => Pledge?.Pledge.Lookups.LastOrDefault();

    /// <summary>Whether the last look-up was one of these, whose words say where the newsroom looks; another one may have been made in its own way.</summary>
    public bool IsOneOfThese => Last is { Outcome: LookupOutcome.NothingNew };

    public override bool BeginsWithFields => true;

    /// <inheritdoc/>
    public override string? FocusOn => base.FocusOn ?? (IsOneOfThese ? null : "where");

    public async Task<IActionResult> OnGetAsync(
        [FromQuery] string? after, [FromQuery] int? days, [FromQuery] string? all, [FromQuery] int? noted, [FromQuery] int? meanwhile, CancellationToken cancel)
    {
        if (!Choose(after, days, all))
        {
            return this.NothingThere("There is no such place in the round. Begin it again from the worklist.");
        }

        Noted = noted is { } done ? await NotedAsync(done, cancel) : null;
        Meanwhile = meanwhile is { } missed ? await MeanwhileAsync(missed, cancel) : null;
        State = await round.NextAsync(Choice, cancel);
        for (var passed = 0; State.Next is { } next && !await ShowAsync(next.PledgeId, cancel) && passed < MostPassed; passed++)
        {
            State = State with { Next = (await round.NextAsync(Choice with { After = next }, cancel)).Next };
        }

        if (Pledge is not null)
        {
            // Whoever made the starter data looked elsewhere, in their own way: nobody here is to say so with one key.
            var offered = await IsOfStarterDataAsync(Pledge.Id, cancel) ? null : Last;
            Typed = LookedForm.Offered(offered?.Where, offered?.Reach, Today);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] RoundForm typed, [FromQuery] string? after, [FromQuery] int? days, [FromQuery] string? all)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!Choose(after, days, all))
        {
            return this.NothingThere("There is no such place in the round. Begin it again from the worklist.");
        }

        Typed = typed.DraftOn(Today);
        var outcome = await review.LookedAsync(typed.Id, Typed, LogActor.Of(HttpContext), typed.Number);
        var id = typed.Id.ToString(CultureInfo.InvariantCulture);
        if (outcome.Done || outcome is { Problems.Count: 0 })
        {
            return OwnRedirect.To(AddressOf(Choice, outcome.Done ? "noted=" + id : "meanwhile=" + id));
        }

        State = await round.NextAsync(Choice, HttpContext.RequestAborted);
        if (!await ShowAsync(typed.Id, HttpContext.RequestAborted))
        {
            return OwnRedirect.To(AddressOf(Choice, "meanwhile=" + id));
        }

        if (outcome.Refusal is { } refusal)
        {
            Problem("", refusal);
        }
        else
        {
            Tell(outcome.Problems);
        }

        return Page();
    }

    /// <summary>The address of a round.</summary>
    /// <param name="choice">Which one, and where in it.</param>
    /// <param name="more">What else it says; null for nothing.</param>
    public static string AddressOf(RoundChoice choice, string? more = null)
    {
        ArgumentNullException.ThrowIfNull(choice);
        string?[] said =
        [
            choice.WithDecided ? "all=1" : null,
            choice.Days == RoundChoice.Choices[0] ? null : string.Create(CultureInfo.InvariantCulture, $"days={choice.Days}"),
            choice.After is { } place ? "after=" + place : null,
            more,
        ];
        return "/newsroom/round" + (string.Join('&', said.OfType<string>()) is { Length: > 0 } query ? "?" + query : "");
    }

    /// <summary>How far the round is, in sentences.</summary>
    public string HowFar
    {
        get
        {
            var (open, since) = (Choice.WithDecided ? "" : "open ", Choice.Days switch { 0 => "today", 365 => "in the last year", _ => string.Create(CultureInfo.InvariantCulture, $"in the last {Choice.Days} days") });
            var (pledges, were) = State.Total == 1 ? ("pledge", "was") : ("pledges", "were");
            var words = string.Create(CultureInfo.InvariantCulture, $"{State.Looked:N0} of {State.Total:N0} {open}{pledges} {were} looked at {since}.");
            words += State.ToGo > 0 ? string.Create(CultureInfo.InvariantCulture, $" {State.ToGo:N0} to go.") : "";
            return words + (State.InWork == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {State.InWork:N0} {(State.InWork == 1 ? "has an open draft and is" : "have open drafts and are")} passed over."));
        }
    }

    /// <summary>What a choice of days is called.</summary>
    public static string NameOf(int days) => days switch { 0 => "Not today", 365 => "Not for a year", _ => string.Create(CultureInfo.InvariantCulture, $"Not looked at for {days} days") };

    private bool Choose(string? after, int? days, string? all)
    {
        new Head("Checking round", "", null, "/newsroom") { NoIndex = true, HasCharts = false }.On(this);
        var place = RoundPlace.Parse(after);
        Choice = new(all == "1", days is { } chosen && RoundChoice.Choices.Contains(chosen) ? chosen : RoundChoice.Choices[0], place);
        return after is null || place is not null;
    }

    private async Task<bool> ShowAsync(int id, CancellationToken cancel)
    {
        if (await context.Summaries.AsNoTracking().FirstOrDefaultAsync(s => s.PledgeId == id, cancel) is not { } summary || await published.FindAsync(summary.Slug, cancel) is not PledgeAddress.Found found)
        {
            return false;
        }

        (Summary, Pledge) = (summary, found.Pledge);
        return true;
    }

    private async Task<bool> IsOfStarterDataAsync(int id, CancellationToken cancel) =>
        Last is { } last && (await context.Revisions.AsNoTracking().Where(r => r.DocumentId == id && r.Author == StarterData.Author).ToListAsync(cancel))
            .Exists(r => r.Read<PledgeDraft>().Lookups.Any(l => l.Where == last.Where && l.Reach == last.Reach));

    // From what is stored and not from the address, so that the page never says what is not so.
    private async Task<RoundNews?> NotedAsync(int id, CancellationToken cancel) =>
        await NewestAsync(id, cancel) is { Published: { } revision } newest && revision.MemberId == User.MemberId()
            ? new(newest.Title, newest.Slug, revision.NoteToReaders ?? "It was published.") : null;

    private async Task<RoundNews?> MeanwhileAsync(int id, CancellationToken cancel)
    {
        if (await NewestAsync(id, cancel) is not { } newest)
        {
            return null;
        }

        var zone = options.Value.Zone;
        return newest switch
        {
            { Published: null } => new(newest.Title, newest.Slug, "is not on the site any more."),
            { State: not WorkState.Published } => new(newest.Title, newest.Slug, "has an open draft by now. Add the look-up to it."),
            { Published: { } revision } when revision.MemberId == User.MemberId() => null,
            { Published: { } revision } => new(newest.Title, newest.Slug, $"has a new revision, published by {revision.Reviewer ?? revision.Author} on {NewsroomTime.Words(revision.PublishedAt!.Value, zone)}. {revision.NoteToReaders}".TrimEnd()),
        };
    }

    private async Task<(string Title, string Slug, WorkState State, Revision? Published)?> NewestAsync(int id, CancellationToken cancel) =>
        await context.Documents.AsNoTracking().Include(d => d.PublishedRevision).FirstOrDefaultAsync(d => d.Id == id && d.Kind == DocumentKind.Pledge, cancel) is { } document
            ? (await context.Summaries.Where(s => s.PledgeId == id).Select(s => s.Title).FirstOrDefaultAsync(cancel) ?? document.Key, document.Key, document.State, document.PublishedRevision) : null;
}
