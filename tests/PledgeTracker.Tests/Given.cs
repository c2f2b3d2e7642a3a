using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests;

/// <summary>
/// Pledges, drafts and their parts, complete and valid as they stand, so that a test states only the fact it is about. Unless
/// it says otherwise: 1,000 jobs, promised on 1 January 2017, due at the end of 2020.
/// </summary>
internal static class Given
{
    public const string Announced = "2017-01-01";

    public const string Deadline = "2020-12-31";

    /// <summary>The day on which reviews take place.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    /// <summary>The metrics that the domain's description names, by code.</summary>
    public static readonly IReadOnlyDictionary<string, Metric> Metrics = new[]
    {
        Metric("jobs-created", "jobs created", "job", "jobs", MetricFamily.Jobs),
        Metric("jobs-retained", "jobs retained", "job", "jobs", MetricFamily.Jobs),
        Metric("jobs-supported", "jobs supported", "job", "jobs", MetricFamily.Jobs),
        Metric("headcount", "headcount", "employee", "employees", MetricFamily.Jobs, isLevel: true),
        Metric("people-hired", "people hired", "person", "people", MetricFamily.People),
        Metric("small-businesses-supported", "small businesses supported", "business", "businesses", MetricFamily.Businesses),
        Metric("investment", "investment", "unit of currency", "units of currency", MetricFamily.Money),
    }.ToDictionary(m => m.Code);

    public static DateOnly Day(string day) => PartialDate.Parse(day) is { Day: not null } known
        ? known.Earliest
        : throw new ArgumentException($"'{day}' is not a day.", nameof(day));

    public static Company Company(string slug = "acme") => new() { Slug = slug, Name = "Acme" };

    public static Target Target(
        string? quantity = "1,000",
        string? deadline = Deadline,
        string metric = "jobs-created",
        long? baseline = null,
        string key = "jobs",
        IEnumerable<TargetRevision>? revisions = null,
        IEnumerable<Source>? sources = null,
        string? partOf = null,
        string? baselineHedge = null) => new()
        {
            Key = key,
            PartOf = partOf,
            BaselineHedge = baselineHedge,
            Metric = Metrics[metric],
            Quantity = quantity is null ? null : Quantity.Parse(quantity),
            Currency = Metrics[metric].Family == MetricFamily.Money ? "USD" : null,
            Baseline = baseline,
            Deadline = Date(deadline),
            DeadlineBasis = deadline is null ? DeadlineBasis.NoneGiven : DeadlineBasis.Stated,
            Revisions = [.. revisions ?? []],
            Sources = [.. sources ?? []],
        };

    public static TargetRevision TargetRevision(string date, string quantity, IEnumerable<Source>? sources = null, string? announced = null) =>
        new() { Date = PartialDate.Parse(date), Announced = Date(announced), Quantity = Quantity.Parse(quantity), Sources = [.. sources ?? []] };

    public static Figure Figure(
        Target? target,
        string quantity,
        string asOf = "2018-12-31",
        string? published = null,
        Span span = Span.Total,
        string? from = null,
        Counting counting = Counting.Counted,
        FunnelStep shows = FunnelStep.Reported,
        Basis basis = Basis.CompanyStatement,
        IEnumerable<Source>? sources = null,
        bool undated = false) => new()
        {
            Undated = undated,
            Target = target,
            Metric = target?.Metric ?? Metrics["jobs-created"],
            Quantity = Quantity.Parse(quantity),
            Currency = target?.Currency,
            Span = span,
            From = Date(from),
            AsOf = PartialDate.Parse(asOf),
            Published = Date(published),
            Basis = basis,
            Counting = counting,
            Reason = counting == Counting.Counted ? null : "It measures something else.",
            Shows = shows,
            Sources = [.. sources ?? []],
        };

    /// <summary>What came about between two dates.</summary>
    public static Figure Period(
        Target target, string quantity, string from, string to, string? published = null, FunnelStep shows = FunnelStep.Reported) =>
        Figure(target, quantity, to, published, Span.Period, from, shows: shows);

    public static PledgeEvent Event(string date, EventKind kind = EventKind.Progress, IEnumerable<Source>? sources = null) =>
        new() { Date = PartialDate.Parse(date), Kind = kind, Text = "Something happened.", Sources = [.. sources ?? []] };

    public static Verdict Verdict(VerdictKind kind, string date, IEnumerable<Source>? sources = null) =>
        new() { Kind = kind, Date = PartialDate.Parse(date), Reason = "The facts bear it out.", Sources = [.. sources ?? []] };

    public static Incentive Incentive(string? amount, IncentiveState state = IncentiveState.Awarded, string? currency = "USD", string? date = null, IEnumerable<Source>? sources = null, bool atTheTime = false, string? offered = null) =>
        new()
        {
            Offered = Date(offered),
            Grantor = "The state",
            Kind = IncentiveKind.Grant,
            Amount = amount is null ? null : Quantity.Parse(amount),
            Currency = currency,
            State = state,
            AtTheTime = atTheTime,
            Date = Date(date),
            Sources = [.. sources ?? []],
        };

    /// <summary>Somebody looked in the Gazette, which reaches to March 2026.</summary>
    public static Lookup Lookup(string date, LookupOutcome outcome = LookupOutcome.NothingFound, LookupSubject soughtFor = LookupSubject.Count, string? target = null) => new()
    {
        Date = Day(date),
        SoughtFor = soughtFor,
        TargetKey = target,
        Where = "The Gazette",
        Reach = "news pages published up to March 2026",
        Outcome = outcome,
    };

    public static Source Source(int number, string? published = null) => new()
    {
        Key = $"s{number}",
        Number = number,
        Role = SourceRole.Proof,
        Kind = SourceKind.NewsReport,
        Publisher = "The Gazette",
        Title = "A report",
        Url = $"https://example.org/{number}",
        Published = Date(published),
    };

    public static Pledge Pledge(params Figure[] figures) =>
        Pledge(figures.Select(f => f.Target).FirstOrDefault(t => t is not null), figures);

    public static Pledge Pledge(
        Target? target,
        IEnumerable<Figure>? figures = null,
        string announced = Announced,
        string slug = "acme-jobs",
        IEnumerable<PledgeEvent>? events = null,
        IEnumerable<Verdict>? verdicts = null,
        IEnumerable<Incentive>? incentives = null,
        IEnumerable<Quote>? quotes = null,
        IEnumerable<Inquiry>? inquiries = null,
        IEnumerable<Lookup>? lookups = null,
        IEnumerable<EditorsNote>? notes = null,
        IEnumerable<Source>? sources = null,
        IEnumerable<Source>? checkabilitySources = null,
        IEnumerable<Target>? furtherTargets = null,
        IEnumerable<Source>? announcementSources = null,
        IEnumerable<Criterion>? criteria = null,
        string? lastChecked = null) => new()
        {
            Slug = slug,
            Company = Company(),
            Title = "Acme promises jobs",
            Summary = "Acme promised jobs.",
            AnnouncedOn = PartialDate.Parse(announced),
            AnnouncedBy = "Acme's chief executive",
            AnnouncementSources = [.. announcementSources ?? []],
            Checkability = Checkability.Measurable,
            CheckabilityReason = "A number, a definition and a deadline.",
            CheckabilitySources = [.. checkabilitySources ?? []],
            LastChecked = lastChecked is null ? null : Day(lastChecked),
            Targets = [target ?? Target(), .. furtherTargets ?? []],
            Figures = [.. figures ?? []],
            Events = [.. events ?? []],
            Verdicts = [.. verdicts ?? []],
            Incentives = [.. incentives ?? []],
            Quotes = [.. quotes ?? []],
            Criteria = [.. criteria ?? []],
            Lookups = [.. lookups ?? []],
            Inquiries = [.. inquiries ?? []],
            Notes = [.. notes ?? []],
            Sources = [.. sources ?? []],
        };

    /// <summary>A draft that passes the review; what is given replaces the figures.</summary>
    public static PledgeDraft Draft(params FigureDraft[] figures) => new()
    {
        Slug = "acme-jobs",
        Company = "acme",
        Title = "Acme promises 1,000 jobs",
        Summary = "Acme promised 1,000 jobs by the end of 2020.",
        Announced = new AnnouncementDraft { Date = Announced, By = "Acme's chief executive", Sources = ["promise"] },
        Checkability = new CheckabilityDraft { Rating = "measurable", Reason = "A number, a definition and a deadline." },
        Targets = [TargetDraft()],
        Figures = figures,
        Sources = [SourceDraft("promise"), SourceDraft("proof")],
    };

    public static TargetDraft TargetDraft(string? quantity = "1,000", string? deadline = Deadline) => new()
    {
        Id = "jobs",
        Metric = "jobs-created",
        Quantity = quantity,
        Deadline = deadline,
        DeadlineBasis = deadline is null ? "none-given" : "stated",
        Sources = ["promise"],
    };

    public static FigureDraft FigureDraft(string quantity = "500", string asOf = "2018-12-31", string counting = "counted") => new()
    {
        Target = "jobs",
        Quantity = quantity,
        Span = "total",
        AsOf = asOf,
        Basis = "company-statement",
        Counting = counting,
        Reason = counting == "counted" ? null : "It measures something else.",
        Sources = ["proof"],
    };

    public static EventDraft EventDraft(string kind = "progress", string date = "2018-06-30") =>
        new() { Date = date, Kind = kind, Text = "Something happened.", Sources = ["proof"] };

    public static LookupDraft LookupDraft(string date = "2026-06-01", string outcome = "nothing-found", string soughtFor = "count") =>
        new() { Date = date, SoughtFor = soughtFor, Where = "The Gazette", Reach = "news pages published up to March 2026", Outcome = outcome };

    public static VerdictDraft VerdictDraft(string verdict = "in-progress", string date = "2019-01-01") =>
        new()
        {
            Verdict = verdict,
            Date = date,
            Reason = "The facts bear it out.",
            NotAsked = verdict is "missed" or "stalled" or "partly-kept" or "disputed" ? "The verdict rests on published sources alone." : null,
            Sources = ["proof"],
        };

    public static SourceDraft SourceDraft(string id) => new()
    {
        Id = id,
        Role = id == "promise" ? "promise" : "proof",
        Kind = "news-report",
        Publisher = "The Gazette",
        Title = "A report",
        Url = $"https://example.org/{id}",
    };

    public static ReviewContext ReviewContext(params string[] otherSlugs) => new()
    {
        Companies = new Dictionary<string, Company> { ["acme"] = Company() },
        Metrics = Metrics,
        Today = Today,
        OtherSlugs = otherSlugs.ToHashSet(),
    };

    private static PartialDate? Date(string? date) => date is null ? null : PartialDate.Parse(date);

    private static Metric Metric(string code, string label, string singular, string plural, MetricFamily family, bool isLevel = false) =>
        new()
        {
            Code = code,
            Label = label,
            Singular = singular,
            Plural = plural,
            Family = family,
            IsLevel = isLevel,
            Definition = "What the editors mean by it.",
        };
}
