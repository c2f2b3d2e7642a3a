using PledgeTracker.Domain.Claims;
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
        .. Group<LadderStep>("ladder", ClaimWords.Of), .. Group<FindingGroup>("finding-group", ClaimWords.Of), .. Group<FindingClass>("finding", ClaimWords.Of),
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
        [typeof(LadderStep)] = "ladder",
        [typeof(FindingGroup)] = "finding-group",
        [typeof(FindingClass)] = "finding",
    }.SelectMany(g => Enum.GetValues(g.Key).Cast<object>().Zip(All.Where(t => t.Group == g.Value), (value, term) => ((g.Key, value), term))).ToDictionary(p => p.Item1, p => p.term);

    private static IEnumerable<GlossaryTerm> Group<T>(string group, Func<T, string> of)
        where T : struct, Enum
        => Enum.GetValues<T>().Select(v => new GlossaryTerm(group, Domain.Values.Code.Of(v), Said(v), of(v)));

    /// <summary>A word as it stands on pages, in English: its code in words, but where a reader would not understand that.</summary>
    public static string Said<T>(T value)
        where T : struct, Enum
        => value is Pace.NothingCounted ? "No qualifying figure" : value is Pace.NoCountSince ? "No count from after the announcement yet" : ClaimWords.Said(value) ?? Domain.Values.Code.Label(value);

    public static string Of(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Kept => "Fulfilled, mostly or completely. The reason names the figure it is based on.",
        VerdictKind.PartlyKept => "Clearly less than promised, but still significant and in line with the promise.",
        VerdictKind.InProgress => "Under way, and the deadline has not passed.",
        VerdictKind.Stalled => "No movement where there should be some.",
        VerdictKind.Missed => "Not fulfilled by its deadline, undone later, or replaced by a smaller promise.",
        VerdictKind.Withdrawn => "Taken back by the company itself.",
        VerdictKind.Disputed => "Credible sources contradict each other on whether it was kept. We take no side, and the page shows both.",
        VerdictKind.Lapsed => "It no longer holds, but nobody broke it or took it back. A stated condition was never met, the company became insolvent, or a court or a law made it void. The page says which.",
        _ => "Nobody has judged it yet, or the figures found do not settle it. This says nothing about what the company did.",
    };

    public static string Of(Checkability checkability) => checkability switch
    {
        Checkability.Measurable => "A defined number, a baseline or a definition, and a deadline.",
        Checkability.PartlyMeasurable => "One of these is missing: a defined number, a baseline or a definition, a deadline.",
        _ => "Too much is missing for anyone to prove or disprove it.",
    };

    public static string Of(LapseReason reason) => reason switch
    {
        LapseReason.ConditionNotMet => "A condition that the promise stated was never met.",
        LapseReason.Insolvency => "The company became insolvent or was wound up.",
        _ => "A court or a law made it void.",
    };

    public static string Of(QuoteVoice voice) => voice switch
    {
        QuoteVoice.Promiser => "Somebody who made the promise, or who speaks for those who did.",
        QuoteVoice.Beneficiary => "Somebody to whom it was promised, or who gains from it.",
        QuoteVoice.Critic => "Somebody who doubts or contradicts it.",
        _ => "Somebody who reports on it or examines it, and has no part in it.",
    };

    public static string Of(Counting counting) => counting switch
    {
        Counting.Counted => "It measures what was pledged, in the pledged scope. Only these figures move a bar or a total. A verdict may rest on more, and its reason says so.",
        Counting.Context => "It measures something else: jobs supported instead of jobs created, one state instead of the nation, or a forecast. It is shown hollow, with the reason.",
        _ => "Sources contradict each other, and the editors take no side. It is shown but never counted.",
    };

    public static string Of(Basis basis) => basis switch
    {
        Basis.CompanyStatement => "The company says so.",
        Basis.CommissionedStudy => "A study that the company paid for.",
        Basis.CompanyFiling => "The company told a regulator, and a false report carries a penalty.",
        Basis.GovernmentRecord => "A government agency counted or certified it.",
        Basis.IndependentResearch => "Somebody other than the company or a government counted it.",
        _ => "A newsroom counted it, or reported it without naming a source.",
    };

    public static string Of(FunnelStep step) => step switch
    {
        FunnelStep.Reported => "Somebody reported it, usually the company.",
        FunnelStep.Verified => "Somebody who is not the company confirmed it.",
        FunnelStep.New => "It had not been planned before the promise.",
        _ => "It would not have happened otherwise.",
    };

    public static string Of(Pace pace) => pace switch
    {
        Pace.Reached => "The counted value is the original target or more.",
        Pace.Ahead => "Above the straight line from the announcement to the deadline.",
        Pace.OnPace => "On the straight line, or no more than a tenth below it.",
        Pace.Behind => "More than a tenth below the straight line.",
        Pace.Overdue => "The original deadline has passed, and the last count is below the original target.",
        Pace.NoDeadline => "A figure counts, but no original deadline is recorded.",
        Pace.NoPath => "A figure counts for jobs to be kept. Those jobs exist from the start, so no straight line leads up to them.",
        Pace.NoCountSince => "A figure counts, but it may be from the day of the announcement or before, so nothing can be expected of it.",
        Pace.Undated => "The date of the counted figure is unknown, so nothing can be expected of it.",
        Pace.NothingCounted => "No figure counts. We say it in these words and never as 0%.",
        _ => "The company promised a direction, but no number.",
    };

    public static string Of(Span span) => span switch
    {
        Span.Total => "Everything since the announcement. Each figure includes those before it.",
        Span.Level => "How many on that day. Progress is that level minus the level before the promise.",
        _ => "What happened between two dates. Periods add up if they do not overlap.",
    };

    public static string Of(IncentiveState state) => state switch
    {
        IncentiveState.Offered => "Offered or authorized, but not agreed, as far as sources show.",
        IncentiveState.Awarded => "Agreed by contract or decision.",
        IncentiveState.Paid => "The money or benefit has been given.",
        IncentiveState.ClawedBack => "Returned, or agreed to be returned.",
        IncentiveState.Threatened => "Somebody who can revoke it said that they would. It has not been revoked, as far as sources show.",
        _ => "Dropped, replaced, or lost because the conditions were not met.",
    };

    public static string Of(LookupSubject sought) => sought switch
    {
        LookupSubject.Count => "How many there were.",
        LookupSubject.StartingLevel => "How many there were before the promise.",
        LookupSubject.Deadline => "The date by which it was promised.",
        LookupSubject.Document => "A document that settles something: a contract, a filing, a record.",
        _ => "Any news since the page was last worked on.",
    };

    public static string Of(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.Found => "It was found and is on the page.",
        LookupOutcome.NothingFound => "It was not found in the material that was searched. It may exist elsewhere.",
        _ => "The search found nothing beyond what was already on the page.",
    };
}
