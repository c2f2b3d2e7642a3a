using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Caching;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Pledges;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Pledges;

[PublicPage(OnKey)]
public sealed class DetailsModel(PublishedPledges pledges, SiteAddress site, TimeProvider clock) : PageModel
{
    /// <summary>The query key of the day a reader looks back to.</summary>
    public const string OnKey = "on";

    public PledgeView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (!TryReadDay(Request.Query, out var on, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        switch (await pledges.FindAsync(slug, cancel))
        {
            case PledgeAddress.Moved moved:
                return RedirectPermanent($"/pledges/{moved.Slug}{Request.QueryString}");
            case PledgeAddress.Gone gone:
                return this.TakenOff($"It was taken off the site{(gone.At is { } at ? " on " + PartialDate.OfDay(DateOnly.FromDateTime(at)).ToWords() : "")}. {gone.Reason}");
            case PledgeAddress.Found found:
                Show(found.Pledge, on);
                return Page();
            default:
                return this.NothingThere($"There is no pledge at the address “{PledgeFilter.Shorten(slug)}”.");
        }
    }

    /// <summary>Reads <c>?on=2018-09-18</c>; null where none is asked for.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="on">The day.</param>
    /// <param name="problem">What is not understood, in a sentence for the reader.</param>
    public static bool TryReadDay(IQueryCollection query, out DateOnly? on, out string problem)
    {
        on = null;
        problem = "";
        if (!PledgeFilter.TryOne(query, OnKey, out var text, ref problem))
        {
            return false;
        }

        if (text is null)
        {
            return true;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            on = day;
            return true;
        }

        problem = $"“{PledgeFilter.Shorten(text)}” is not a day. Write it like 2018-09-18.";
        return false;
    }

    private void Show(PublishedPledge published, DateOnly? on)
    {
        View = new PledgeView(published, on, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), site);
        View.Head.On(this);
    }
}

/// <summary>What a pledge's page shows: the published pledge, whole or as known on a day; or a draft, as it would look.</summary>
public sealed class PledgeView
{
    /// <param name="published">The pledge.</param>
    /// <param name="on">The day to look back to; null for today.</param>
    /// <param name="today">The day it is.</param>
    /// <param name="site">For the address to cite.</param>
    public PledgeView(PublishedPledge published, DateOnly? on, DateOnly today, SiteAddress site)
    {
        Published = published;
        Today = today;
        LooksBack = on < Today;
        On = LooksBack ? on!.Value : Today;
        WasMade = AsKnownOn.WasMade(published.Pledge, On);
        Pledge = LooksBack ? AsKnownOn.Of(published.Pledge, On) : published.Pledge;
        Progress = [.. Pledge.Targets.Select(t => TargetProgress.Of(Pledge, t, On))];
        Costs = CostPerJob.Of(Pledge, On);
        NewestFigure = Pledge.Figures.MaxBy(f => f.KnownSince);
        var address = $"/pledges/{Pledge.Slug}";
        CiteAddress = site.Of(LooksBack ? $"{address}?on={On:yyyy-MM-dd}" : address);
        Head = new Head(
            LooksBack ? $"{Pledge.Title}, as known on {PartialDate.OfDay(On).ToWords()}" : $"{Pledge.Title} ({Pledge.Company.Name})",
            Sentence(), address, "/pledges")
        { NoIndex = LooksBack };
    }

    public DateOnly Today { get; }

    public PublishedPledge Published { get; }

    /// <summary>The pledge as it is shown: whole, or as known on <see cref="On"/>.</summary>
    public Pledge Pledge { get; }

    /// <summary>The day the page describes.</summary>
    public DateOnly On { get; }

    /// <summary>Whether <see cref="On"/> was asked for and lies in the past.</summary>
    public bool LooksBack { get; }

    /// <summary>Whether the pledge had been made on <see cref="On"/>.</summary>
    public bool WasMade { get; }

    public IReadOnlyList<TargetProgress> Progress { get; }

    public IReadOnlyList<CostPerJob> Costs { get; }

    /// <summary>Whether the verdict may still become any other.</summary>
    public bool IsOpen => Pledge.Verdict is not { } verdict || !PledgeListing.Final.Contains(verdict.Kind);

    /// <summary>The newest thing reported, counted or not.</summary>
    public Figure? NewestFigure { get; }

    /// <summary>The address of exactly this page, for citing.</summary>
    public string CiteAddress { get; }

    public Head Head { get; }

    /// <summary>The page in one sentence, made of stored fields only.</summary>
    private string Sentence()
    {
        var headline = Progress[0];
        var promised = $"{Pledge.Company.Name} promised {Wording.Promised(headline.Target)} in {Pledge.AnnouncedOn.ToWords()}";
        return headline.Stated is { } counted
            ? $"{promised}; as of {headline.Latest!.AsOf.ToWords()}, {Wording.Value(counted, headline.Target.Currency)} counted. Verdict: {Code.Words(Pledge.VerdictKind)}."
            : $"{promised}; nothing has been counted toward it. Verdict: {Code.Words(Pledge.VerdictKind)}.";
    }
}

/// <summary>One target at the head of a pledge's page.</summary>
/// <param name="Progress">The target, and how far it is.</param>
/// <param name="IsOpen">Whether the pledge may still be fulfilled: a date of reaching the target says nothing of one that was dropped.</param>
public sealed record TargetView(TargetProgress Progress, bool IsOpen)
{
    public Projection? Projection => IsOpen ? Progress.Projection : null;
}
