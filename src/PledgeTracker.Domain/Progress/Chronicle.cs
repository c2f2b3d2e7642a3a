using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Progress;

/// <summary>What a dated fact of a pledge is.</summary>
public enum ChronicleKind
{
    Announced,
    Figure,
    Event,
    Verdict,
    TargetRevision,
    Incentive,
}

/// <summary>One dated fact of a pledge.</summary>
/// <param name="KnownOn">The first day on which <see cref="AsKnownOn"/> shows it.</param>
/// <param name="Date">Its date, as exactly as it is known.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Fact">The figure, event, verdict, target revision or incentive itself; null for the announcement.</param>
public sealed record ChronicleEntry(DateOnly KnownOn, PartialDate Date, ChronicleKind Kind, object? Fact);

/// <summary>The facts of a pledge in the order in which the world learnt of them.</summary>
public static class Chronicle
{
    /// <summary>All of them, the earliest first.</summary>
    public static IReadOnlyList<ChronicleEntry> Of(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        var made = pledge.AnnouncedOn.Earliest;
        return
        [
            .. new[] { new ChronicleEntry(made, pledge.AnnouncedOn, ChronicleKind.Announced, null) }
                .Concat(pledge.Figures.Select(f => Entry(f.KnownSince, ChronicleKind.Figure, f)))
                .Concat(pledge.Events.Select(e => Entry(e.Date, ChronicleKind.Event, e)))
                .Concat(pledge.Verdicts.Select(v => Entry(v.Date, ChronicleKind.Verdict, v)))
                .Concat(pledge.Targets.SelectMany(t => t.Revisions).Select(r => Entry(r.KnownSince, ChronicleKind.TargetRevision, r)))
                .Concat(pledge.Incentives.Where(i => i.Date is not null).Select(i => Entry(i.Date!.Value, ChronicleKind.Incentive, i)))
                .Concat(pledge.Incentives.Where(i => i.Offered is not null && i.Offered != i.Date).Select(i => Entry(i.Offered!.Value, ChronicleKind.Incentive, i.AsOffered())))
                .OrderBy(e => e.KnownOn).ThenBy(e => e.Kind),
        ];

        // No fact is shown before the pledge was made. An event or incentive dated like the announcement became known with
        // it.
        ChronicleEntry Entry(PartialDate date, ChronicleKind kind, object fact)
        {
            var known = date == pledge.AnnouncedOn && kind is ChronicleKind.Event or ChronicleKind.Incentive ? made : date.Latest;
            return new ChronicleEntry(known < made ? made : known, date, kind, fact);
        }
    }
}
