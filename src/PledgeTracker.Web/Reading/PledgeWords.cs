using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>How what is stored of a pledge is put into words, in the language of the page that is written.</summary>
public static class PledgeWords
{
    /// <summary>How the pledge of this page is related to another, as the beginning of a sentence.</summary>
    public static string Relation(RelatedPledge related) => (related.Kind, related.IsNamedThere) switch
    {
        (RelationKind.PartOf, false) => T("This pledge is part of"),
        (RelationKind.PartOf, true) => T("Contains"),
        (RelationKind.Replaces, false) => T("Replaces"),
        (RelationKind.Replaces, true) => T("Was replaced by"),
        (RelationKind.Follows, false) => T("Follows"),
        (RelationKind.Follows, true) => T("Was followed by"),
        _ => T("Related:"),
    };

    /// <summary>What stands under a pledge's bar in a list: 1,242 of up to 13,000 jobs.</summary>
    public static string Row(PledgeSummary row)
    {
        var target = row.TargetText is { } promised ? Wording.Brief(Quantity.Parse(promised), row.Currency) : null;
        if (row.Counted is not { } counted)
        {
            return target is null ? T("No number promised") : F($"{Wording.NoFigure} for {target}");
        }

        var reading = row.CountedText is { } text ? Quantity.Parse(text) : Quantity.Exactly(counted);
        var value = Wording.Brief(reading, row.Currency);
        return target is null ? F($"{value} counted, with no number promised")
            : row.Share is { } part && reading.IsRange && row.Target is > 0 and { } whole && row.CountedHigh is { } most ? F($"{value} of {target}, {F($"{Wording.Percent(part)} to {Wording.Percent(most / (double)whole)}")}")
            : row.Share is { } share ? F($"{value} of {target}, {(reading.IsRange ? Wording.Percent(share) : Wording.Share(reading, Quantity.Parse(row.TargetText!), share))}")
            : F($"{value} of {target}");
    }

    /// <summary>The share that was to be expected on the day that the counted figure describes; on the day looked at where none counts; null where none counts from after the announcement.</summary>
    public static double? Expected(PledgeSummary row, DateOnly today) => (row.Counted, row.CountedAsOf) switch
    {
        _ when !Metric.HasPath(row.Metric) => null,
        (null, _) => TargetProgress.ExpectedOn(row.AnnouncedOn, row.TargetDeadline, today),
        (_, { } asOf) when TargetProgress.DayAfter(row.AnnouncedOn, asOf, today) is { } day => TargetProgress.ExpectedOn(row.AnnouncedOn, row.TargetDeadline, day),
        _ => null,
    };

    /// <summary>A stored copy in a few words: "PDF, 1.2 MB, stored 3 May 2026".</summary>
    public static string Copy(EvidenceFile file, DateOnly stored) => F($"{(file.Kind == EvidenceKind.Text ? T("text") : Code.Of(file.Kind).ToUpperInvariant())}, {Wording.Size(file.Size)}, stored {stored.InWords()}");
}
