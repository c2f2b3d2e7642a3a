using System.Collections.Concurrent;
using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>What a pledge's page shows: the published pledge, whole or as known on a day; or a draft, as it would look.</summary>
public sealed class PledgeView : IShownPage
{
    private readonly ConcurrentDictionary<string, object?> _made = new(StringComparer.Ordinal);

    /// <param name="published">The pledge.</param>
    /// <param name="on">The day to look back to; null for today.</param>
    /// <param name="today">The day it is.</param>
    /// <param name="site">For the address to cite.</param>
    /// <param name="newest">The revision readers see today, where <paramref name="published"/> is an earlier one.</param>
    public PledgeView(PublishedPledge published, DateOnly? on, DateOnly today, SiteAddress site, PublishedPledge? newest = null)
    {
        Newest = newest;
        Address = site;
        Published = published;
        Today = today;
        LooksBack = on < Today;
        On = LooksBack ? on!.Value : Today;
        WasMade = AsKnownOn.WasMade(published.Pledge, On);
        Pledge = LooksBack ? AsKnownOn.Of(published.Pledge, On) : published.Pledge;
        Progress = [.. Pledge.Targets.Select(t => TargetProgress.Of(Pledge, t, On))];
        Costs = CostPerJob.Of(Pledge, On);
        NewestFigure = Pledge.Figures.Where(f => !f.Undated || f.Published is not null).MaxBy(f => f.KnownSince);
        Site = site.Of("");
        Root = Text.Root;
        Query = PledgePages.QueryOf(LooksBack && newest is null ? On : null, newest is null ? null : published.Revision);
        Paragraph = ReadyToPaste.Of(this);
        Head = new Head(
            LooksBack ? F($"{Pledge.Title}, as known on {On.InWords()}")
                : newest is not null ? F($"{Pledge.Title}, revision {published.Revision}")
                : $"{Pledge.Title} ({Wording.PromiserThen(Pledge, On, inBrackets: true)})",
            ReadyToPaste.Brief(this), $"/pledges/{Pledge.Slug}", "/pledges")
        {
            NoIndex = LooksBack || newest is not null,
            IsEmbeddable = true,
            TwinQuery = Query,
            Modified = published.PublishedAt,
            Image = string.Create(CultureInfo.InvariantCulture, $"/pledges/{Pledge.Slug}/card.png{(LooksBack ? Query : $"?{PledgePages.RevisionKey}={published.Revision}")}"),
        };
    }

    // Of the same pledge on the same day: what was made of the one is true of the other.
    private PledgeView(PledgeView other)
    {
        (Newest, Address, Published, Today, LooksBack, On, WasMade) = (other.Newest, other.Address, other.Published, other.Today, other.LooksBack, other.On, other.WasMade);
        (Pledge, Progress, Costs, NewestFigure, Site, Root, Query) = (other.Pledge, other.Progress, other.Costs, other.NewestFigure, other.Site, other.Root, other.Query);
        (Paragraph, Head, IsPreview, _made) = (other.Paragraph, other.Head, other.IsPreview, other._made);
    }

    /// <summary>What the page calls the company: by its name when it announced the pledge, and by the one on the day that is shown.</summary>
    public string Company => Wording.PromiserThen(Pledge, On);

    public DateOnly Today { get; }

    public PublishedPledge Published { get; }

    /// <summary>The pledge as it is shown: whole, or as known on <see cref="On"/>.</summary>
    public Pledge Pledge { get; }

    /// <summary>The publication as shown, without anything that became known later.</summary>
    public PublishedPledge AsShown => LooksBack ? Published.KnownOn(On) : Published;

    /// <summary>The day the page describes.</summary>
    public DateOnly On { get; }

    /// <summary>Whether <see cref="On"/> was asked for and lies in the past.</summary>
    public bool LooksBack { get; }

    /// <summary>Whether the pledge had been made on <see cref="On"/>.</summary>
    public bool WasMade { get; }

    public IReadOnlyList<TargetProgress> Progress { get; }

    public IReadOnlyList<CostPerJob> Costs { get; }

    /// <summary>Whether there is no final verdict yet, so that any other may follow.</summary>
    public bool IsOpen => Pledge.Verdict is not { } verdict || !PledgeListing.Final.Contains(verdict.Kind);

    /// <summary>The newest thing reported, counted or not.</summary>
    public Figure? NewestFigure { get; }

    /// <summary>The revision readers see today, where this page shows an earlier one; null otherwise.</summary>
    public PublishedPledge? Newest { get; }

    /// <summary>How the whole target narrows down to what is due to the promise.</summary>
    public Funnel Funnel => Once("funnel", view => Funnel.Of(view.Pledge, view.Pledge.Headline, view.On));

    /// <summary>What counts from each figure on, where it is the one that leads.</summary>
    public IReadOnlyDictionary<Figure, CountedPoint> Points => Once("points", view => view.Pledge.Targets.SelectMany(t => CountedFigures.Of(view.Pledge, t, view.On)).ToDictionary(p => p.Figure));

    /// <summary>The days before today on which something became known, whatever day is shown, the earliest first.</summary>
    public IReadOnlyList<(DateOnly Day, string What)> Days => Once("days", view => ChronicleWords.Days(view.Published.Pledge, view.Today));

    /// <summary>The promise as it was, once met; null where it was not, or is still.</summary>
    public Undoing? Undone => Once("undone", view => view.Pledge.Undone);

    /// <summary>What changed since a day that the reader chose; null without one.</summary>
    public SinceView? Since { get; private init; }

    /// <summary>What was corrected on the page, newest first.</summary>
    public IReadOnlyList<(string Note, DateTime At)> Corrections => Published.Corrections;

    /// <summary>The same page with what changed since a day.</summary>
    public PledgeView With(SinceView since) => new(this) { Since = since };

    /// <summary>Whether it is a draft that only the newsroom sees, so that nothing links to its other forms.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The page's absolute address in the current language, without a query.</summary>
    public string Url => Address.Of($"{Language.Current.Prefix}/pledges/{Published.Pledge.Slug}");

    /// <summary>Where the tracker stands.</summary>
    public SiteAddress Address { get; }

    /// <summary>The tracker's address.</summary>
    public string Site { get; }

    /// <summary>The beginning of links that it was made with.</summary>
    public string Root { get; }

    /// <summary>The query of the page: the day or the revision; empty for today's page.</summary>
    public string Query { get; }

    /// <inheritdoc/>
    public string Name => $"{Company}: {Pledge.Title}";

    /// <summary>The address of exactly this page, for citing.</summary>
    public string CiteAddress => Url + Query;

    /// <summary>
    /// The pledge in a few sentences, made from stored fields only: for copying, and wherever one paragraph is needed.
    /// </summary>
    public string Paragraph { get; }

    public Head Head { get; }

    /// <summary>
    /// What follows from the view alone, made when it is first asked for: a view is kept, and shown to many readers at once.
    /// </summary>
    /// <param name="name">What it is called among all that is made of a view.</param>
    /// <param name="make">Makes it. Where two readers ask at once, either result may be kept.</param>
    public T Once<T>(string name, Func<PledgeView, T> make)
        where T : class?
    {
        ArgumentNullException.ThrowIfNull(make);
        return (T)_made.GetOrAdd(name, static (_, asked) => asked.make(asked.view), (view: this, make))!;
    }

    /// <summary>The chart of one of the pledge's targets.</summary>
    public TargetChart ChartOf(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return (TargetChart)_made.GetOrAdd("chart-" + target.Key, static (_, asked) => new TargetChart(asked.view, asked.target), (view: this, target))!;
    }
}

/// <summary>What changed since a day.</summary>
/// <param name="Day">Changes after the end of this day are listed.</param>
/// <param name="Facts">What the world learnt since, newest first.</param>
/// <param name="Publications">How often the page was published since.</param>
public sealed record SinceView(DateOnly Day, IReadOnlyList<ChronicleEntry> Facts, int Publications);

/// <summary>One target at the head of a pledge's page.</summary>
/// <param name="View">The page.</param>
/// <param name="Progress">The target, and how far it is.</param>
public sealed record TargetView(PledgeView View, TargetProgress Progress)
{
    /// <summary>When the target would be reached; a projected date makes no sense for a pledge that was dropped.</summary>
    // A computed day that lies behind the day looked at tells nothing.
    public Projection? Projection => View.IsOpen && Progress.Projection is { } projection && !(projection.Reached < Progress.On) ? projection : null;
}
