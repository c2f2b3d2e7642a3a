using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;

namespace PledgeTracker.Web.Ui;

/// <summary>A word of the tracker and what it means.</summary>
/// <param name="Group">What kind of word it is, by code: <c>verdict</c>, <c>basis</c>.</param>
/// <param name="Code">The word as it stands in addresses and data.</param>
/// <param name="Label">As it stands on pages, in English.</param>
/// <param name="Meaning">In English.</param>
public sealed record GlossaryTerm(string Group, string Code, string Label, string Meaning)
{
    /// <summary>Its anchor on the page about the method.</summary>
    public string Anchor => Group + "-" + Code;
}

/// <summary>
/// What the tracker's words mean: one text each, which the page of the method, the hints beside the words, the table of data
/// and the description of the API all show.
/// </summary>
public static class Glossary
{
    /// <summary>All words, by group in the order of the page.</summary>
    public static IReadOnlyList<GlossaryTerm> All { get; } =
    [
        .. Group<Counting>("counting", Of), .. Group<Span>("span", Of), .. Group<Basis>("basis", Of), .. Group<Pace>("pace", Of), .. Group<VerdictKind>("verdict", Of), .. Group<LapseReason>("lapse", Of),
        .. Group<Checkability>("checkability", Of), .. Group<FunnelStep>("step", Of), .. Group<IncentiveState>("incentive-state", Of),
        .. Group<LookupSubject>("sought", Of), .. Group<LookupOutcome>("lookup-outcome", Of),
        .. Group<QuoteVoice>("voice", Of),
    ];

    /// <summary>A word with what it means; null where the type of word has no entry.</summary>
    public static GlossaryTerm? Term<T>(T value)
        where T : struct, Enum
        => ByWord.GetValueOrDefault((typeof(T), value));

    private static readonly Dictionary<(Type, object), GlossaryTerm> ByWord = new Dictionary<Type, string>
    {
        [typeof(Counting)] = "counting",
        [typeof(Span)] = "span",
        [typeof(Basis)] = "basis",
        [typeof(Pace)] = "pace",
        [typeof(VerdictKind)] = "verdict",
        [typeof(LapseReason)] = "lapse",
        [typeof(Checkability)] = "checkability",
        [typeof(FunnelStep)] = "step",
        [typeof(IncentiveState)] = "incentive-state",
        [typeof(LookupSubject)] = "sought",
        [typeof(LookupOutcome)] = "lookup-outcome",
        [typeof(QuoteVoice)] = "voice",
    }.SelectMany(g => Enum.GetValues(g.Key).Cast<object>().Zip(All.Where(t => t.Group == g.Value), (value, term) => ((g.Key, value), term))).ToDictionary(p => p.Item1, p => p.term);

    private static IEnumerable<GlossaryTerm> Group<T>(string group, Func<T, string> of)
        where T : struct, Enum
        => Enum.GetValues<T>().Select(v => new GlossaryTerm(group, Domain.Values.Code.Of(v), Domain.Values.Code.Label(v), of(v)));

    public static string Of(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Kept => "Fulfilled, mostly or completely. The reason names the figure it rests on.",
        VerdictKind.PartlyKept => "Substantially less than promised, yet significant and in line with the promise.",
        VerdictKind.InProgress => "Under way, and the deadline has not passed.",
        VerdictKind.Stalled => "No movement where there should be some.",
        VerdictKind.Missed => "Not fulfilled by its deadline, or undone afterwards.",
        VerdictKind.Withdrawn => "Taken back by the company itself.",
        VerdictKind.Disputed => "Credible sources contradict each other on whether it was kept. We take no side, and both stand on the page.",
        VerdictKind.Lapsed => "It fell away without being broken or taken back: a stated condition never came about, the company became insolvent, or a court or a law made it void. The page says which.",
        _ => "Nobody has judged it yet, or the figures found do not decide it. Says nothing about what the company did.",
    };

    public static string Of(Checkability checkability) => checkability switch
    {
        Checkability.Measurable => "A defined number, a baseline or a definition, and a deadline.",
        Checkability.PartlyMeasurable => "One of these is missing: a defined number, a baseline or a definition, a deadline.",
        _ => "So much is missing that nobody could prove or disprove it.",
    };

    public static string Of(LapseReason reason) => reason switch
    {
        LapseReason.ConditionNotMet => "A condition that the promise itself stated never came about.",
        LapseReason.Insolvency => "The company became insolvent or was wound up.",
        _ => "A court or a law made it void.",
    };

    public static string Of(QuoteVoice voice) => voice switch
    {
        QuoteVoice.Promiser => "Whoever made the promise, or speaks for those who did.",
        QuoteVoice.Beneficiary => "Somebody to whom it was promised, or who gains by it.",
        QuoteVoice.Critic => "Somebody who doubts or contradicts it.",
        _ => "Somebody who reports or examines it without a part in it.",
    };

    public static string Of(Counting counting) => counting switch
    {
        Counting.Counted => "It measures what was pledged, in the pledged scope. Only such figures move a bar, a total or a verdict.",
        Counting.Context => "It measures something else: jobs supported where jobs created were pledged, one state where the nation was pledged, a forecast. Shown hollow, with the reason.",
        _ => "Sources contradict each other and the editors take no side. Shown, and never counted.",
    };

    public static string Of(Basis basis) => basis switch
    {
        Basis.CompanyStatement => "The company says so.",
        Basis.CommissionedStudy => "A study that the company paid for.",
        Basis.CompanyFiling => "The company told a regulator, under penalty.",
        Basis.GovernmentRecord => "A public authority counted or certified it.",
        Basis.IndependentResearch => "Somebody who is neither the company nor a public authority counted it.",
        _ => "A newsroom counted it, or stated it without naming its source.",
    };

    public static string Of(FunnelStep step) => step switch
    {
        FunnelStep.Reported => "Somebody reported it, usually the company.",
        FunnelStep.Verified => "Somebody who is not the company confirmed it.",
        FunnelStep.New => "It had not been planned before the promise.",
        _ => "It would not have come otherwise.",
    };

    public static string Of(Pace pace) => pace switch
    {
        Pace.Reached => "The counted value is the original target or more.",
        Pace.Ahead => "Above the straight line from the announcement to the deadline.",
        Pace.OnPace => "On the straight line, or no more than a tenth below it.",
        Pace.Behind => "More than a tenth below the straight line.",
        Pace.Overdue => "The original deadline has passed, and the last count is below the original target.",
        Pace.NoDeadline => "Something counts, and no deadline is recorded.",
        Pace.NoPath => "Something counts toward jobs that were to be kept. They are there from the start, so no straight line leads up to them.",
        Pace.Undated => "What counts describes no known day, so nothing can be expected of it.",
        Pace.NothingCounted => "No figure counts. Shown in these words and never as 0%.",
        _ => "A direction was promised without a number.",
    };

    public static string Of(Span span) => span switch
    {
        Span.Total => "Everything since the announcement; each figure includes those before it.",
        Span.Level => "How many on that day. Progress is the level less the level before the promise.",
        _ => "What came about between two dates. Periods add up where they do not overlap.",
    };

    public static string Of(IncentiveState state) => state switch
    {
        IncentiveState.Offered => "Offered or authorised; not agreed, as far as sources show.",
        IncentiveState.Awarded => "Agreed by contract or decision.",
        IncentiveState.Paid => "Handed over.",
        IncentiveState.ClawedBack => "Returned, or agreed to be returned.",
        IncentiveState.Threatened => "Somebody who can revoke it said that it would be revoked; it has not been, as far as sources show.",
        _ => "Dropped, superseded or lost because the conditions were not met.",
    };

    public static string Of(LookupSubject sought) => sought switch
    {
        LookupSubject.Count => "A number of what came about.",
        LookupSubject.StartingLevel => "How many there were before the promise.",
        LookupSubject.Deadline => "By when it was promised.",
        LookupSubject.Document => "A paper that settles something: a contract, a filing, a record.",
        _ => "Whatever became known since the page was last worked on.",
    };

    public static string Of(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.Found => "It was found, and stands on the page.",
        LookupOutcome.NothingFound => "It was not found in what was looked through. Says nothing about what lies beyond that, and not that it does not exist.",
        _ => "Nothing was found beyond what already stood on the page.",
    };
}
