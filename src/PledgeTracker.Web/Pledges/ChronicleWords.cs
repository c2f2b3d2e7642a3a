using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pledges;

/// <summary>What became known on a day, in words.</summary>
public static class ChronicleWords
{
    /// <summary>One fact in a few words.</summary>
    public static string Of(ChronicleEntry entry) => entry.Fact switch
    {
        Figure { Counting: Counting.Counted } figure => F($"{Wording.Quantity(figure.Quantity, figure.Currency)} {T(figure.Metric.Label)}, counted"),
        Figure figure => F($"{Wording.Quantity(figure.Quantity, figure.Currency)} {T(figure.Metric.Label)}, not counted"),
        PledgeEvent happening => T(Code.Words(happening.Kind)),
        Verdict verdict => F($"verdict: {T(Code.Words(verdict.Kind))}"),
        TargetRevision => T("target changed"),
        Incentive incentive => F($"public money: {T(Code.Words(incentive.State))}"),
        _ => T("announced"),
    };

    /// <summary>What became known of a pledge after a day, and by another, in one line; empty for nothing.</summary>
    public static string Since(Pledge pledge, DateOnly since)
    {
        var news = Chronicle.Of(pledge).Where(e => e.KnownOn > since).ToList();
        return string.Join(", ", ((string?[])
        [
            Some(ChronicleKind.Announced, "announced", ""),
            Some(ChronicleKind.Figure, "figure", "figures"),
            Some(ChronicleKind.Event, "event", "events"),
            Some(ChronicleKind.TargetRevision, "change of a target", "changes of targets"),
            Some(ChronicleKind.Incentive, "public incentive", "public incentives"),
            news.LastOrDefault(e => e.Kind == ChronicleKind.Verdict)?.Fact is Verdict verdict ? F($"verdict: {T(Code.Words(verdict.Kind))}") : null,
        ]).Where(part => part is not null));

        string? Some(ChronicleKind kind, string singular, string plural) => news.Count(e => e.Kind == kind) switch
        {
            0 => null,
            _ when plural.Length == 0 => T(singular),
            var count => Wording.Count(count, singular, plural),
        };
    }
}
