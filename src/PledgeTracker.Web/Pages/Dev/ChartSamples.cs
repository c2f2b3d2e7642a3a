using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Pages.Dev;

/// <summary>A case the charts must draw well.</summary>
/// <param name="Key">A word for ids and addresses.</param>
/// <param name="Heading">What is hard about it.</param>
/// <param name="Pledge">An invented pledge.</param>
/// <param name="On">The day looked at.</param>
public sealed record ChartSample(string Key, string Heading, Pledge Pledge, DateOnly On);

/// <summary>Every hard case of the charts, invented, for the gallery and for the tests.</summary>
public static class ChartSamples
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Metric Created = Jobs("jobs-created", "jobs created");
    private static readonly Metric Supported = Jobs("jobs-supported", "jobs supported");
    private static readonly Metric Headcount = new()
    {
        Code = "headcount",
        Label = "headcount",
        Singular = "employee",
        Plural = "employees",
        Family = MetricFamily.Jobs,
        IsLevel = true,
        Definition = "A level.",
    };

    private static readonly Metric Investment = new()
    {
        Code = "investment",
        Label = "investment",
        Singular = "invested",
        Plural = "invested",
        Family = MetricFamily.Money,
        Definition = "Money spent.",
    };

    /// <summary>All of them, each made anew.</summary>
    public static IReadOnlyList<ChartSample> All() =>
    [
        Normal(), Withdrawn(), Revised(), Single("nothing", "No figure, no context", Target("5,000", "2022")),
        Single("one", "One figure", Target("5,000", "2022"), F("1,200", "2020-06-30")),
        Forty(), ContextOnly(), Disputed(), Ranges(),
        Single("level", "A level measured from its baseline, and falling under it", Target("14,000", "2023-12", Headcount, 12_000),
            F("12,400", "2019-12-31", Basis.CompanyFiling, Span.Level), F("12,900", "2020-12-31", Basis.CompanyFiling, Span.Level),
            F("11,300", "2021-12-31", Basis.CompanyFiling, Span.Level), F("10,900", "2022-12-31", Basis.CompanyFiling, Span.Level)),
        Single("tiny", "Tiny beside huge", Target("1,000,000", "2022-01"), F("281", "2018-12-31", Basis.GovernmentRecord)),
        Single("huge", "As large as numbers go", Target("9,223,372,036,854,775,807", "2025"),
            F("4,000,000,000,000,000,000", "2021"), F("9,223,372,036,854,775,807", "2024", Basis.CompanyFiling)),
        Single("overshot", "Far above the target", Target("1,000", "2021"), F("900", "2019"), F("4,800", "2020-12-31")),
        Single("far", "A deadline in 2050", Target("20,000", "2050"), F("800", "2019"), F("1,500", "2021-06"), F("2,100", "2023-12-31")),
        Single("open", "No deadline", Target("3,000", null), F("400", "2018-12-31"), F("1,100", "2020-12-31")),
        Single("no-number", "No number promised", Target(null, "2021", Headcount, 80_000),
            F("79,000", "2019-12-31", Basis.CompanyFiling, Span.Level), F("75,000", "2021-12-31", Basis.CompanyFiling, Span.Level)),
        Single("no-number-no-figure", "No number promised, nothing reported", Target(null, null)),
        Single("partial", "Dates known to the year and the month", Target("2,000", "2023"),
            F("300", "2018", Basis.MediaCount), F("900", "2020-05", Basis.GovernmentRecord), F("1,300", "2022", Basis.IndependentResearch)),
        Single("before", "Figures before the announcement", Target("45,000", "2021"), F("9,000", "2013"), F("16,000", "2015"), F("23,000", "2018")),
        Single("overnight", "Due the next day", Target("100", "2018-01-16"), F("80", "2018-01-16")),
        Single("money", "Money", Target("$10 billion", "2023", Investment), Money("717,000,000", "2019-12-31"), Money("2,850,000,000", "2021-12-31")),
        Crowded(),
        Single("periods", "Periods that add up, and six bases", Target("6,000", "2024"),
            Period("700", "2018-01-01", "2018-12-31", Basis.CompanyStatement), Period("900", "2019-01-01", "2019-12-31", Basis.CommissionedStudy),
            Period("1,100", "2020-01-01", "2020-12-31", Basis.CompanyFiling), Period("600", "2021-01-01", "2021-12-31", Basis.GovernmentRecord),
            Period("400", "2022-01-01", "2022-12-31", Basis.IndependentResearch), Period("300", "2023-01-01", "2023-12-31", Basis.MediaCount)),
    ];

    private static ChartSample Normal() => Single("normal", "A pledge on its way", Target("13,000", "2027-12-31"),
        F("1,454", "2020-12-31", Basis.GovernmentRecord), F("3,900", "2022-12-31", Basis.CompanyFiling), F("about 6,200", "2024-12-31"),
        F("more than 7,100", "2025-12-31", Basis.CompanyFiling));

    private static ChartSample Withdrawn() => Make("withdrawn", "Withdrawn, with context only (Alibaba)", "2017-01-09", Target("1,000,000", "2022-01-09"),
        [
            F("more than 256,000", "2020", Basis.CommissionedStudy, counting: Counting.Context, metric: Supported),
            F("170,867", "2022", Basis.CommissionedStudy, counting: Counting.Context, metric: Supported),
        ],
        [Event("2018-09-19", EventKind.Withdrawn)]);

    private static ChartSample Revised() => Make("revised", "Revised twice, disputed (Foxconn)", "2017-07-26",
        Target("13,000", "2022-12-31", revisions:
        [
            new TargetRevision { Date = PartialDate.Parse("2021-04-20"), Quantity = Quantity.Exactly(1_454), Deadline = PartialDate.Parse("2025") },
            new TargetRevision { Date = PartialDate.Parse("2023-06"), Quantity = Quantity.Exactly(2_500) },
        ]),
        [
            F("156", "2018-12-31", Basis.GovernmentRecord), F("281", "2019-12-31", Basis.GovernmentRecord),
            F("550", "2019-12-31", counting: Counting.Disputed), F("800", "2019-12-31", Basis.MediaCount, counting: Counting.Disputed),
            F("768", "2021-12-31", Basis.GovernmentRecord), F("1,029", "2022-12-31", Basis.GovernmentRecord),
            F("1,242", "2024-12-31", Basis.GovernmentRecord),
        ],
        [Event("2021-04-20", EventKind.Revised), Event("2020-10-12", EventKind.Disputed)]);

    private static ChartSample Forty() => Single("forty", "Forty figures", Target("40,000", "2026-12-31"),
        [.. Enumerable.Range(0, 40).Select(i => F(
            (400 + (i * 790) + (i % 5 * 120)).ToString(CultureInfo.InvariantCulture),
            new DateOnly(2018, 3, 31).AddMonths(2 * i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            (Basis)(i % 6)))]);

    private static ChartSample ContextOnly() => Single("context", "Context only, one figure on another scale", Target("10,000", "2022"),
        F("2,500", "2019-12-31", Basis.CompanyStatement, counting: Counting.Context), F("6,100", "2021-12-31", Basis.CommissionedStudy, counting: Counting.Context, metric: Supported),
        F("480,000", "2021-12-31", Basis.CommissionedStudy, counting: Counting.Context, metric: Supported));

    private static ChartSample Disputed() => Single("disputed", "Three sources, one day", Target("1,000", "2021"),
        F("281", "2019-12-31", Basis.GovernmentRecord, counting: Counting.Disputed), F("550", "2019-12-31", counting: Counting.Disputed),
        F("800", "2019-12-31", Basis.MediaCount, counting: Counting.Disputed));

    private static ChartSample Ranges() => Single("ranges", "Between, up to, at least", Target("2,000", "2023"),
        F("400 to 650", "2019-06-30"), F("at least 700", "2020-06-30", Basis.CompanyFiling), F("900 to 1,400", "2021-06-30", Basis.IndependentResearch),
        F("up to 1,800", "2022-06-30", Basis.CompanyStatement, counting: Counting.Context), F("up to 1,500", "2023-06-30"));

    private static ChartSample Crowded() => Make("crowded", "Many events, close together", "2018-01-15", Target("4,000", "2021-12-31"),
        [F("120", "2018-12-31"), F("300", "2019-12-31", Basis.GovernmentRecord)],
        [
            Event("2019-09-02", EventKind.Disputed), Event("2019-09-20", EventKind.Verified), Event("2019-10-11", EventKind.Cancelled),
            Event("2019-10-30", EventKind.Withdrawn), Event("2019-11-15", EventKind.Revised), Event("2019-12", EventKind.Verified),
        ]);

    private static ChartSample Single(string key, string heading, Target target, params Figure[] figures) =>
        Make(key, heading, "2018-01-15", target, figures, []);

    private static ChartSample Make(
        string key, string heading, string announced, Target target, IReadOnlyList<Figure> figures, List<PledgeEvent> events)
    {
        var pledge = new Pledge
        {
            Slug = key,
            Company = new Company { Slug = "acme", Name = "Acme" },
            Title = heading,
            Summary = "Invented.",
            AnnouncedOn = PartialDate.Parse(announced),
            AnnouncedBy = "Nobody",
            Checkability = Checkability.Measurable,
            CheckabilityReason = "Invented.",
            Targets = [target],
            Figures = [.. figures.Select(f => Belonging(f, target))],
            Events = events,
        };
        return new ChartSample(key, heading, pledge, Today);
    }

    private static Figure Belonging(Figure f, Target target) => new()
    {
        Target = target,
        Metric = f.Counting == Counting.Counted || f.Metric.Family != target.Metric.Family ? target.Metric : f.Metric,
        Quantity = f.Quantity,
        Currency = f.Currency,
        Span = f.Span,
        From = f.From,
        AsOf = f.AsOf,
        Basis = f.Basis,
        Counting = f.Counting,
        Reason = f.Reason,
        Shows = f.Shows,
    };

    private static Target Target(
        string? quantity, string? deadline, Metric? metric = null, long? baseline = null, List<TargetRevision>? revisions = null) => new()
        {
            Key = "main",
            Metric = metric ?? Created,
            Quantity = quantity is null ? null : Quantity.Parse(quantity.TrimStart('$')),
            Currency = metric == Investment ? "USD" : null,
            Baseline = baseline,
            Deadline = deadline is null ? null : PartialDate.Parse(deadline),
            DeadlineBasis = deadline is null ? DeadlineBasis.NoneGiven : DeadlineBasis.Stated,
            Revisions = revisions ?? [],
        };

    private static Figure F(
        string quantity, string asOf, Basis basis = Basis.CompanyStatement, Span span = Span.Total, Counting counting = Counting.Counted, Metric? metric = null) => new()
        {
            Metric = metric ?? Created,
            Quantity = Quantity.Parse(quantity),
            Span = span,
            AsOf = PartialDate.Parse(asOf),
            Basis = basis,
            Counting = counting,
            Reason = counting == Counting.Counted ? null : "Invented.",
            Shows = FunnelStep.Reported,
        };

    private static Figure Money(string quantity, string asOf) => new()
    {
        Metric = Investment,
        Quantity = Quantity.Parse(quantity),
        Currency = "USD",
        Span = Span.Total,
        AsOf = PartialDate.Parse(asOf),
        Basis = Basis.CompanyFiling,
        Counting = Counting.Counted,
        Shows = FunnelStep.Reported,
    };

    private static Figure Period(string quantity, string from, string to, Basis basis) => new()
    {
        Metric = Created,
        Quantity = Quantity.Parse(quantity),
        Span = Span.Period,
        From = PartialDate.Parse(from),
        AsOf = PartialDate.Parse(to),
        Basis = basis,
        Counting = Counting.Counted,
        Shows = FunnelStep.Reported,
    };

    private static PledgeEvent Event(string date, EventKind kind) =>
        new() { Date = PartialDate.Parse(date), Kind = kind, Text = "Invented." };

    private static Metric Jobs(string code, string label) => new()
    {
        Code = code,
        Label = label,
        Singular = "job",
        Plural = "jobs",
        Family = MetricFamily.Jobs,
        Definition = "Invented.",
    };
}
