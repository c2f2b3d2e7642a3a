using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;

namespace PledgeTracker.Web.Ui;

/// <summary>What the tracker's words mean: one text each, wherever it is shown.</summary>
public static class Glossary
{
    public static string Of(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Kept => "Fulfilled, mostly or completely. The reason names the figure it rests on.",
        VerdictKind.PartlyKept => "Substantially less than promised, yet significant and in line with the promise.",
        VerdictKind.InProgress => "Under way, and the deadline has not passed.",
        VerdictKind.Stalled => "No movement where there should be some.",
        VerdictKind.Missed => "Not fulfilled by its deadline, or undone afterwards.",
        VerdictKind.Withdrawn => "Taken back by the company itself.",
        _ => "Nobody has judged it yet, or the figures found do not decide it. Says nothing about what the company did.",
    };

    public static string Of(Checkability checkability) => checkability switch
    {
        Checkability.Measurable => "A defined number, a baseline or a definition, and a deadline.",
        Checkability.PartlyMeasurable => "One of these is missing: a defined number, a baseline or a definition, a deadline.",
        _ => "So much is missing that nobody could prove or disprove it.",
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
        Pace.Overdue => "The original deadline has passed and the original target is not reached.",
        Pace.NoDeadline => "Something counts, and no deadline was given.",
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
        _ => "Dropped, superseded or lost because the conditions were not met.",
    };
}
