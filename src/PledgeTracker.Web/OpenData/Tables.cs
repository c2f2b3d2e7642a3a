using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// The data dictionary: every table and column in which the tracker's content leaves it. Names are added and never changed
/// or taken away; the columns an import reads have the same names.
/// </summary>
public static class Tables
{
    /// <summary>One row a pledge, with its headline target.</summary>
    public static readonly PledgeDataTable Pledges = Of<Pledge>(
        "pledges", "Pledges", "One promise of one company, with its headline target.", false, r => [r.Pledge],
        [
            new("slug", ColumnType.Text, "Its address: what stands after /pledges/. Changes seldom; the old one redirects.", (r, p, _) => p.Slug) { IsRequired = true },
            new("company", ColumnType.Text, "Address of the company that promised.", (r, p, _) => p.Company.Slug) { IsRequired = true },
            new("company_name", ColumnType.Text, "Name of the company.", (r, p, _) => p.Company.Name) { IsRequired = true },
            new("title", ColumnType.Text, "What was promised.", (r, p, _) => p.Title) { IsRequired = true },
            new("summary", ColumnType.Text, "What was promised and what became of it.", (r, p, _) => p.Summary) { IsRequired = true },
            new("announced_date", ColumnType.PartialDate, "When it was announced.", (r, p, _) => p.AnnouncedOn) { IsRequired = true },
            new("announced_by", ColumnType.Text, "The person or body that spoke the promise.", (r, p, _) => p.AnnouncedBy) { IsRequired = true },
            new("announced_role", ColumnType.Text, "In what role.", (r, p, _) => p.AnnouncedByRole),
            new("announced_to", ColumnType.Text, "To whom; empty where it was said to the public.", (r, p, _) => p.AnnouncedTo),
            new("occasion", ColumnType.Text, "On what occasion.", (r, p, _) => p.Occasion),
            new("country", ColumnType.Text, "Country of the first place, ISO 3166-1; the table places has all.", (r, p, _) => p.Places.FirstOrDefault()?.Country),
            new("subdivision", ColumnType.Text, "State or province of the first place, ISO 3166-2.", (r, p, _) => p.Places.FirstOrDefault()?.Subdivision),
            new("locality", ColumnType.Text, "City, county or site of the first place.", (r, p, _) => p.Places.FirstOrDefault()?.Locality),
            new("conditions", ColumnType.Text, "What the promise was made to depend on.", (r, p, _) => p.Conditions),
            Word<Pledge, Checkability>("checkability", "Whether it can be checked at all.", p => p.Checkability),
            new("checkability_reason", ColumnType.Text, "Why.", (r, p, _) => p.CheckabilityReason) { IsRequired = true },
            new("tags", ColumnType.TextList, "Its tags.", (r, p, _) => p.Tags),
            new("last_checked", ColumnType.Day, "The day an editor last checked it, even if nothing had changed; empty where nobody has.", (r, p, _) => p.LastChecked),
            new("target", ColumnType.Text, "Short name of the headline target.", (r, p, _) => p.Headline.Key) { IsRequired = true },
            .. TargetColumns<Pledge>(p => p.Headline),
            .. ProgressColumns<Pledge>(p => p.Headline),
            Word<Pledge, VerdictKind>("verdict", "The editors' judgement that holds.", p => p.VerdictKind),
            new("verdict_date", ColumnType.PartialDate, "From when the facts bear it out.", (r, p, _) => p.Verdict?.Date),
            new("verdict_reason", ColumnType.Text, "Why.", (r, p, _) => p.Verdict?.Reason),
            new("targets", ColumnType.Whole, "How many targets it has.", (r, p, _) => (long)p.Targets.Count) { IsRequired = true },
            new("figures", ColumnType.Whole, "How many figures were reported, counted or not.", (r, p, _) => (long)p.Figures.Count) { IsRequired = true },
            new("part_of", ColumnType.Text, "Address of the pledge that contains this one: never add the two.", (r, p, _) => p.Relations.FirstOrDefault(o => o.Kind == RelationKind.PartOf)?.OtherSlug),
            new("revision", ColumnType.Whole, "Number of the published revision.", (r, p, _) => (long)r.Published.Revision) { IsRequired = true },
            new("published_at", ColumnType.Instant, "When this revision was published.", (r, p, _) => r.Published.PublishedAt) { IsRequired = true },
            new("url", ColumnType.Url, "Its page.", (r, p, _) => r.Url) { IsRequired = true },
            new("json_url", ColumnType.Url, "Everything of it as JSON.", (r, p, _) => r.Url + ".json") { IsRequired = true },
        ],
        key: "slug");

    /// <summary>One row a target.</summary>
    public static readonly PledgeDataTable Targets = Of<Target>(
        "targets", "Targets", "One number that was promised by one date. The first of a pledge is its headline.", true, r => r.Pledge.Targets,
        [
            new("target", ColumnType.Text, "Short name within the pledge; figures point at it.", (r, t, _) => t.Key) { IsRequired = true },
            .. TargetColumns<Target>(t => t),
            .. ProgressColumns<Target>(t => t),
            Sources<Target>(t => t.Sources),
        ]);

    /// <summary>One row a change of a target by those who made it.</summary>
    public static readonly PledgeDataTable TargetRevisions = Of<(Target Target, TargetRevision Revision)>(
        "target_revisions", "Target revisions", "A later change of a target by those who made it. Progress is measured against the original target.", true,
        r => r.Pledge.Targets.SelectMany(t => t.Revisions.Select(v => (t, v))),
        [
            new("target", ColumnType.Text, "Short name of the target.", (r, t, _) => t.Target.Key) { IsRequired = true },
            new("date", ColumnType.PartialDate, "From when it holds.", (r, t, _) => t.Revision.Date) { IsRequired = true },
            .. QuantityColumns<(Target Target, TargetRevision Revision)>("quantity", "The new number; empty where only the date moved", t => t.Revision.Quantity),
            new("deadline", ColumnType.PartialDate, "The new deadline; empty where only the number moved.", (r, t, _) => t.Revision.Deadline),
            new("note", ColumnType.Text, "What was said about it.", (r, t, _) => t.Revision.Note),
            Sources<(Target Target, TargetRevision Revision)>(t => t.Revision.Sources),
        ]);

    /// <summary>One row a figure, with its first source.</summary>
    public static readonly PledgeDataTable Figures = Of<Figure>(
        "figures", "Figures", "Something reported after the promise, with its first source.", true, r => r.Pledge.Figures,
        [
            new("target", ColumnType.Text, "Short name of the target it belongs to; empty for context of the pledge as a whole.", (r, f, _) => f.Target?.Key),
            new("metric", ColumnType.Text, "What it measures.", (r, f, _) => f.Metric.Code) { IsRequired = true },
            .. QuantityColumns<Figure>("quantity", "The number as the source states it", f => f.Quantity),
            new("currency", ColumnType.Text, "ISO 4217, for money in whole units.", (r, f, _) => f.Currency),
            Word<Figure, Span>("span", "Whether it is a total since the announcement, a level on a day, or the sum of a period.", f => f.Span),
            new("from", ColumnType.PartialDate, "Where a period begins.", (r, f, _) => f.From),
            new("as_of", ColumnType.PartialDate, "The date it describes; of a period, the end.", (r, f, _) => f.AsOf) { IsRequired = true },
            new("published", ColumnType.PartialDate, "When it became public; empty where no source shows it.", (r, f, _) => f.Published),
            Word<Figure, Basis>("basis", "What it rests on.", f => f.Basis),
            new("reported_by", ColumnType.Text, "Who reported it.", (r, f, _) => f.ReportedBy),
            Word<Figure, Counting>("counting", "Whether it counts toward the target; context and disputed figures never do.", f => f.Counting),
            new("reason", ColumnType.Text, "Why it does not count.", (r, f, _) => f.Reason),
            Word<Figure, FunnelStep>("shows", "The narrowest thing it shows.", f => f.Shows),
            new("derived", ColumnType.Boolean, "Whether the arithmetic is the newsroom's own.", (r, f, _) => f.Derived) { IsRequired = true },
            new("note", ColumnType.Text, "A note for readers.", (r, f, _) => f.Note),
            new("share", ColumnType.Number, "What counts from this figure on, as a share of the original target (1 is all of it); empty where it does not count.", (r, f, _) => ShareOf(r, f)),
            Sources<Figure>(f => f.Sources),
            new("source_url", ColumnType.Url, "Address of the first source.", (r, f, _) => f.Sources.FirstOrDefault()?.Url),
            new("source_title", ColumnType.Text, "Its title.", (r, f, _) => f.Sources.FirstOrDefault()?.Title),
            new("source_publisher", ColumnType.Text, "Its publisher.", (r, f, _) => f.Sources.FirstOrDefault()?.Publisher),
            new("source_published", ColumnType.PartialDate, "When it was published.", (r, f, _) => f.Sources.FirstOrDefault()?.Published),
            new("source_kind", ColumnType.Text, "Who speaks in it.", (r, f, _) => f.Sources.FirstOrDefault() is { } s ? Code.Of(s.Kind) : null) { Words = Code.Codes<SourceKind>().ToList() },
            new("source_role", ColumnType.Text, "What it is used for.", (r, f, _) => f.Sources.FirstOrDefault() is { } s ? Code.Of(s.Role) : null) { Words = Code.Codes<SourceRole>().ToList() },
            new("source_archive_url", ColumnType.Url, "An archived copy of it.", (r, f, _) => f.Sources.FirstOrDefault()?.ArchiveUrl),
            new("source_accessed", ColumnType.Day, "When the newsroom read it.", (r, f, _) => f.Sources.FirstOrDefault()?.Accessed),
            new("revision", ColumnType.Whole, "Number of the pledge's published revision.", (r, f, _) => (long)r.Published.Revision) { IsRequired = true },
            new("url", ColumnType.Url, "Its place on the pledge's page.", (r, f, position) => $"{r.Url}#figure-{NumberOf(r, position)}") { IsRequired = true },
            new("number", ColumnType.Whole, "The number it is cited by; it stays through every correction and is never given to another.", (r, f, position) => (long)NumberOf(r, position)) { IsRequired = true },
            new("page_url", ColumnType.Url, "The figure's own page, with its revisions.", (r, f, position) => $"{r.Url}/figures/{NumberOf(r, position)}") { IsRequired = true },
        ]);

    public static readonly PledgeDataTable Events = Of<PledgeEvent>(
        "events", "Events", "A dated fact in a pledge's life.", true, r => r.Pledge.Events,
        [
            new("date", ColumnType.PartialDate, "When it happened.", (r, e, _) => e.Date) { IsRequired = true },
            Word<PledgeEvent, EventKind>("kind", "What kind of thing it is.", e => e.Kind),
            new("text", ColumnType.Text, "What happened.", (r, e, _) => e.Text) { IsRequired = true },
            Sources<PledgeEvent>(e => e.Sources),
        ]);

    public static readonly PledgeDataTable Quotes = Of<Quote>(
        "quotes", "Quotes", "A speaker's own words, at most 50.", true, r => r.Pledge.Quotes,
        [
            new("text", ColumnType.Text, "The words.", (r, q, _) => q.Text) { IsRequired = true },
            new("speaker", ColumnType.Text, "Who said them.", (r, q, _) => q.Speaker) { IsRequired = true },
            new("role", ColumnType.Text, "In what role.", (r, q, _) => q.Role),
            new("date", ColumnType.PartialDate, "When.", (r, q, _) => q.Date),
            Sources<Quote>(q => q.Sources),
        ]);

    public static readonly PledgeDataTable Incentives = Of<Incentive>(
        "incentives", "Incentives", "Public money or relief tied to a pledge.", true, r => r.Pledge.Incentives,
        [
            new("grantor", ColumnType.Text, "Who gives it.", (r, i, _) => i.Grantor) { IsRequired = true },
            Word<Incentive, IncentiveKind>("kind", "The form it takes.", i => i.Kind),
            new("description", ColumnType.Text, "What it is.", (r, i, _) => i.Description),
            .. QuantityColumns<Incentive>("amount", "In whole units of the currency; empty where no source states an amount", i => i.Amount),
            new("currency", ColumnType.Text, "ISO 4217.", (r, i, _) => i.Currency),
            Word<Incentive, IncentiveState>("state", "Where it stands.", i => i.State),
            new("date", ColumnType.PartialDate, "Since when.", (r, i, _) => i.Date),
            Sources<Incentive>(i => i.Sources),
        ]);

    public static readonly PledgeDataTable Criteria = Of<Criterion>(
        "criteria", "Criteria", "What would count as kept, partly kept or missed, as the editors wrote it down.", true, r => r.Pledge.Criteria,
        [
            Word<Criterion, VerdictKind>("outcome", "The verdict this would lead to.", c => c.Outcome),
            new("text", ColumnType.Text, "What would have to be so.", (r, c, _) => c.Text) { IsRequired = true },
            new("written", ColumnType.Day, "The day it was written down.", (r, c, _) => c.Written) { IsRequired = true },
        ]);

    public static readonly PledgeDataTable Inquiries = Of<Inquiry>(
        "inquiries", "Inquiries", "A question of the newsroom to the company.", true, r => r.Pledge.Inquiries,
        [
            new("asked", ColumnType.Day, "When it was asked.", (r, i, _) => i.Asked) { IsRequired = true },
            new("question", ColumnType.Text, "What was asked.", (r, i, _) => i.Question) { IsRequired = true },
            Word<Inquiry, InquiryOutcome>("outcome", "What came of it.", i => i.Outcome),
            new("answered", ColumnType.Day, "When the company answered.", (r, i, _) => i.Answered),
            new("answer", ColumnType.Text, "The company's words.", (r, i, _) => i.Answer),
        ]);

    public static readonly PledgeDataTable Notes = Of<EditorsNote>(
        "notes", "Editors' notes", "What the editors tell readers that is no figure, event or quote.", true, r => r.Pledge.Notes,
        [
            Word<EditorsNote, NoteKind>("kind", "What it is about.", n => n.Kind),
            new("text", ColumnType.Text, "The note.", (r, n, _) => n.Text) { IsRequired = true },
            Sources<EditorsNote>(n => n.Sources),
        ]);

    public static readonly PledgeDataTable Relations = Of<Relation>(
        "relations", "Relations", "How one pledge stands to another. What is part of another never counts twice in a total.", true, r => r.Pledge.Relations,
        [
            Word<Relation, RelationKind>("kind", "How it stands to the other.", o => o.Kind),
            new("other", ColumnType.Text, "Address of the other pledge, which need not be published.", (r, o, _) => o.OtherSlug) { IsRequired = true },
            new("note", ColumnType.Text, "A note for readers.", (r, o, _) => o.Note),
        ]);

    public static readonly PledgeDataTable Verdicts = Of<Verdict>(
        "verdicts", "Verdicts", "Every verdict ever given, oldest first; the last one holds.", true, r => r.Pledge.Verdicts,
        [
            Word<Verdict, VerdictKind>("verdict", "The judgement.", v => v.Kind),
            new("date", ColumnType.PartialDate, "From when the facts bear it out.", (r, v, _) => v.Date) { IsRequired = true },
            new("reason", ColumnType.Text, "Why.", (r, v, _) => v.Reason) { IsRequired = true },
            new("despite_figures", ColumnType.Text, "Why “kept” holds although less than the whole is counted.", (r, v, _) => v.DespiteFigures),
            Sources<Verdict>(v => v.Sources),
        ]);

    public static readonly PledgeDataTable Places = Of<Place>(
        "places", "Places", "Where the promised thing was to come about.", true, r => r.Pledge.Places,
        [
            new("country", ColumnType.Text, "ISO 3166-1.", (r, p, _) => p.Country) { IsRequired = true },
            new("subdivision", ColumnType.Text, "ISO 3166-2.", (r, p, _) => p.Subdivision),
            new("locality", ColumnType.Text, "City, county or site.", (r, p, _) => p.Locality),
        ]);

    public static readonly PledgeDataTable SourceList = Of<Source>(
        "sources", "Sources", "Where a pledge's facts come from; other tables point here by number.", true, r => r.Pledge.Sources,
        [
            new("id", ColumnType.Text, "Short name within the pledge.", (r, s, _) => s.Key) { IsRequired = true },
            Word<Source, SourceRole>("role", "What it is used for.", s => s.Role),
            Word<Source, SourceKind>("kind", "Who speaks in it.", s => s.Kind),
            new("publisher", ColumnType.Text, "Its publisher.", (r, s, _) => s.Publisher) { IsRequired = true },
            new("title", ColumnType.Text, "Its title.", (r, s, _) => s.Title) { IsRequired = true },
            new("source_url", ColumnType.Url, "Its address.", (r, s, _) => s.Url) { IsRequired = true },
            new("published", ColumnType.PartialDate, "When it was published.", (r, s, _) => s.Published),
            new("accessed", ColumnType.Day, "When the newsroom read it.", (r, s, _) => s.Accessed),
            new("archive_url", ColumnType.Url, "An archived copy.", (r, s, _) => s.ArchiveUrl),
            new("excerpt", ColumnType.Text, "At most 50 of its words.", (r, s, _) => s.Excerpt),
            new("section", ColumnType.Text, "Page, section or paragraph.", (r, s, _) => s.Section),
            new("note", ColumnType.Text, "What a reader should know of the copy.", (r, s, _) => s.Note),
            new("evidence", ColumnType.TextList, "Stored copies by their SHA-256; each is at /evidence/ and its hash.", (r, s, _) => s.Evidence),
            new("url", ColumnType.Url, "Its place on the pledge's page.", (r, s, _) => $"{r.Url}#source-{s.Number}") { IsRequired = true },
        ],
        position: "number");

    public static readonly SiteDataTable Companies = new(
        "companies", "Companies", "A company that made at least one published pledge.",
        [
            new("company", ColumnType.Text, "Its address: what stands after /companies/.") { IsRequired = true },
            new("name", ColumnType.Text, "The name readers know.") { IsRequired = true },
            new("legal_name", ColumnType.Text, "Its legal name."),
            new("other_names", ColumnType.TextList, "Names it had before or took later."),
            new("country", ColumnType.Text, "Country of its headquarters, ISO 3166-1."),
            new("sector", ColumnType.Text, "What it works in."),
            new("website", ColumnType.Url, "Its website."),
            new("wikidata_id", ColumnType.Text, "Its item at Wikidata."),
            new("listings", ColumnType.TextList, "Where its shares are traded: exchange and ticker."),
            new("pledges", ColumnType.Whole, "How many of its pledges are published.") { IsRequired = true },
            new("url", ColumnType.Url, "Its page.") { IsRequired = true },
        ])
    { PrimaryKey = ["company"] };

    public static readonly SiteDataTable Metrics = new(
        "metrics", "Metrics", "What a target or a figure can measure.",
        [
            new("metric", ColumnType.Text, "Its short name.") { IsRequired = true },
            new("label", ColumnType.Text, "Its name in a sentence.") { IsRequired = true },
            new("singular", ColumnType.Text, "What one of it is called.") { IsRequired = true },
            new("plural", ColumnType.Text, "What several are called.") { IsRequired = true },
            new("family", ColumnType.Text, "What kind of thing it counts; totals never mix families.") { IsRequired = true, Words = Code.Codes<MetricFamily>().ToList() },
            new("is_level", ColumnType.Boolean, "Whether it is a level, like a headcount.") { IsRequired = true },
            new("definition", ColumnType.Text, "What is meant.") { IsRequired = true },
        ])
    { PrimaryKey = ["metric"] };

    public static readonly SiteDataTable Words = new(
        "glossary", "Glossary", "The words that stand in other tables, and what they mean: the same texts as on the page of the method.",
        [
            new("group", ColumnType.Text, "What kind of word it is: verdict, basis, pace and so on.") { IsRequired = true },
            new("word", ColumnType.Text, "The word as it stands in data.") { IsRequired = true },
            new("label", ColumnType.Text, "As it stands on pages.") { IsRequired = true },
            new("meaning", ColumnType.Text, "What is meant.") { IsRequired = true },
            new("url", ColumnType.Url, "Its place on the page of the method.") { IsRequired = true },
        ])
    { PrimaryKey = ["group", "word"] };

    public static readonly SiteDataTable Changes = new(
        "changes", "Changes", "A publication of a pledge: its first, or a later one.",
        [
            new("pledge_id", ColumnType.Whole, "Number of the pledge in this tracker.") { IsRequired = true },
            new("pledge", ColumnType.Text, "Address of the pledge.") { IsRequired = true },
            new("revision", ColumnType.Whole, "Number of the revision.") { IsRequired = true },
            new("published_at", ColumnType.Instant, "When it was published.") { IsRequired = true },
            new("kind", ColumnType.Text, "What it is to readers; empty for the first publication.") { Words = Code.Codes<PublicationKind>().ToList() },
            new("note", ColumnType.Text, "What readers were told."),
            new("despite", ColumnType.Text, "Why it was published although a check warned."),
            new("title", ColumnType.Text, "Title of the pledge today.") { IsRequired = true },
            new("company_name", ColumnType.Text, "Name of the company.") { IsRequired = true },
            new("url", ColumnType.Url, "What changed, on the page of the pledge's history.") { IsRequired = true },
        ])
    { PrimaryKey = ["pledge_id", "revision"] };

    /// <summary>The tables whose rows are parts of pledges, the pledges themselves first.</summary>
    public static readonly IReadOnlyList<PledgeDataTable> OfPledges =
        [Pledges, Targets, TargetRevisions, Figures, Events, Quotes, Incentives, Criteria, Inquiries, Notes, Relations, Verdicts, Places, SourceList];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<DataTable> All = [.. OfPledges, Companies, Metrics, Words, Changes];

    /// <summary>The row of a company.</summary>
    public static object?[] RowOf(Company company, int pledges, string site) =>
    [
        company.Slug, company.Name, company.LegalName, company.OtherNames, company.HeadquartersCountry, company.Sector, company.Website,
        company.WikidataId, company.Listings.Select(l => $"{l.Exchange}: {l.Ticker}").ToList(), (long)pledges, $"{site}/companies/{company.Slug}",
    ];

    /// <summary>The row of a metric.</summary>
    public static object?[] RowOf(Metric metric) =>
        [metric.Code, metric.Label, metric.Singular, metric.Plural, Code.Of(metric.Family), metric.IsLevel, metric.Definition];

    private static IEnumerable<PartColumn<T>> QuantityColumns<T>(string name, string means, Func<T, Quantity?> quantity) =>
    [
        new(name, ColumnType.Text, means + ".", (_, item, _) => quantity(item)?.ToString()),
        new(name + "_kind", ColumnType.Text, "How firmly it is stated.", (_, item, _) => quantity(item) is { } q ? Code.Of(q.Kind) : null) { Words = Code.Codes<QuantityKind>().ToList() },
        new(name + "_low", ColumnType.Whole, "The least it can mean; of “up to”, nothing certain.", (_, item, _) => quantity(item)?.LowestReading),
        new(name + "_high", ColumnType.Whole, "The most it can mean; empty where it is open upwards.", (_, item, _) => quantity(item)?.HighestReading),
    ];

    private static IEnumerable<PartColumn<T>> TargetColumns<T>(Func<T, Target> target) =>
    [
        new("metric", ColumnType.Text, "What was promised.", (_, item, _) => target(item).Metric.Code) { IsRequired = true },
        .. QuantityColumns<T>("quantity", "The number as it was first promised; empty where none was", item => target(item).Quantity),
        new("currency", ColumnType.Text, "ISO 4217, for money in whole units.", (_, item, _) => target(item).Currency),
        new("baseline", ColumnType.Whole, "The level before the promise.", (_, item, _) => target(item).Baseline),
        new("deadline", ColumnType.PartialDate, "By when.", (_, item, _) => target(item).Deadline),
        Word<T, DeadlineBasis>("deadline_basis", "Where the deadline comes from.", item => target(item).DeadlineBasis),
        new("scope", ColumnType.Text, "Who and where the number covers.", (_, item, _) => target(item).Scope),
        new("qualifiers", ColumnType.Text, "The promise's own hedges.", (_, item, _) => target(item).Qualifiers),
    ];

    // Nothing here depends on the day it is read: a file that was downloaded stays true.
    private static IEnumerable<PartColumn<T>> ProgressColumns<T>(Func<T, Target> target)
    {
        TargetProgress Of(PledgeRecord r, T item) => r.ProgressOf(target(item));
        return
        [
            new("promised", ColumnType.Whole, "What the target is held to: of a level, less the baseline; of a range, its lower end.", (_, item, _) => target(item).Quantity is null ? null : TargetProgress.PromisedBy(target(item))),
            new("counted", ColumnType.Whole, "What counts toward it, at its lowest reading; of a level, less the baseline. Empty where nothing counts.", (r, item, _) => Of(r, item).Counted),
            new("counted_high", ColumnType.Whole, "The same at its highest reading; empty where open upwards.", (r, item, _) => Of(r, item).CountedHigh),
            new("counted_as_of", ColumnType.PartialDate, "The date the newest counted figure describes.", (r, item, _) => Of(r, item).Latest?.AsOf),
            new("share", ColumnType.Number, "Counted over promised (1 is all of it).", (r, item, _) => Of(r, item).Share),
        ];
    }

    private static PartColumn<T> Word<T, TWord>(string name, string means, Func<T, TWord> value)
        where TWord : struct, Enum
        => new(name, ColumnType.Text, means, (_, item, _) => Code.Of(value(item))) { IsRequired = true, Words = Code.Codes<TWord>().ToList() };

    private static PartColumn<T> Sources<T>(Func<T, IEnumerable<Source>> sources) =>
        new("sources", ColumnType.WholeList, "Numbers of the pledge's sources it rests on.", (_, item, _) => sources(item).Select(s => (long)s.Number).ToList());

    private static int NumberOf(PledgeRecord record, int position) => record.Published.FigureNumbers?[position - 1] ?? position;

    private static double? ShareOf(PledgeRecord record, Figure figure)
    {
        if (figure is not { Counting: Counting.Counted, Target: { Quantity: not null } target } || TargetProgress.PromisedBy(target) is not (> 0 and var promised))
        {
            return null;
        }

        var point = record.CountedOf(target).FirstOrDefault(p => p.Figure == figure);
        return point is null ? null : point.Low / (double)promised;
    }

    private static PledgeDataTable Of<T>(
        string name, string title, string description, bool isPart, Func<PledgeRecord, IEnumerable<T>> items, PartColumn<T>[] columns, string? key = null, string? position = null)
    {
        position ??= name is "pledges" ? null : "position";
        List<Column> all = [new("pledge_id", ColumnType.Whole, "Number of the pledge in this tracker; it stays when the address changes.") { IsRequired = true }];
        if (isPart)
        {
            all.Add(new("pledge", ColumnType.Text, "Address of the pledge.") { IsRequired = true });
            all.Add(new(position!, ColumnType.Whole, "Its place in the editors' order, from 1.") { IsRequired = true });
        }

        all.AddRange(columns.Select(c => c.Described));
        return new PledgeDataTable(name, title, description, all, record => RowsOf(record, items(record), columns, isPart))
        {
            PrimaryKey = isPart ? ["pledge_id", position!] : ["pledge_id"],
            ForeignKeys = isPart
                ? [new("pledge_id", "pledges", "pledge_id"), .. name is "figures" or "targets" ? [new ForeignKey("metric", "metrics", "metric")] : Array.Empty<ForeignKey>()]
                : [new("company", "companies", "company"), new("metric", "metrics", "metric")],
        };
    }

    private static IEnumerable<object?[]> RowsOf<T>(PledgeRecord record, IEnumerable<T> items, PartColumn<T>[] columns, bool isPart)
    {
        var position = 0;
        var fixedColumns = isPart ? 3 : 1;
        foreach (var item in items)
        {
            position++;
            var row = new object?[fixedColumns + columns.Length];
            row[0] = (long)record.Id;
            if (isPart)
            {
                row[1] = record.Pledge.Slug;
                row[2] = (long)position;
            }

            for (var i = 0; i < columns.Length; i++)
            {
                row[fixedColumns + i] = columns[i].Value(record, item, position);
            }

            yield return row;
        }
    }

    private sealed record PartColumn<T>(string Name, ColumnType Type, string Description, Func<PledgeRecord, T, int, object?> Value)
    {
        public bool IsRequired { get; init; }

        public IReadOnlyList<string> Words { get; init; } = [];

        public Column Described => new(Name, Type, Description) { IsRequired = IsRequired, Words = Words };
    }
}
