using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>What became known on a day, in words.</summary>
public static class ChronicleWords
{
    /// <summary>One fact in a few words.</summary>
    public static string Of(ChronicleEntry entry) => entry.Fact switch
    {
        Figure { Counting: Counting.Counted } figure => F($"{Wording.Of(figure.Quantity, figure.Currency, figure.Metric)}, counted"),
        Figure figure => F($"{Wording.Of(figure.Quantity, figure.Currency, figure.Metric)}, not counted"),
        PledgeEvent happening => Wording.Words(happening.Kind),
        Verdict verdict => F($"verdict: {Wording.Verdict(verdict)}"),
        TargetRevision => T("target changed"),
        Incentive incentive => F($"public money: {Wording.Words(incentive.State)}"),
        _ => T("announced"),
    };

    /// <summary>The days before a day on which something of a pledge became known, the earliest first, each with up to three things.</summary>
    public static IReadOnlyList<(DateOnly Day, string What)> Days(Pledge pledge, DateOnly before) =>
        [.. Chronicle.Of(pledge).Where(e => e.KnownOn < before).GroupBy(e => e.KnownOn).Select(g => (g.Key, string.Join("; ", g.Select(Of).Distinct().Take(3))))];

    /// <summary>What became known of a pledge after one day and up to another, in one line; empty for nothing.</summary>
    public static string Since(Pledge pledge, DateOnly since)
    {
        var news = Chronicle.Of(pledge).Where(e => e.KnownOn > since).ToList();
        return string.Join(", ", ((string?[])
        [
            Number(ChronicleKind.Announced) > 0 ? T("announced") : null,
            Number(ChronicleKind.Figure) is > 0 and var figures ? Plural(figures, "{0} figure", "{0} figures") : null,
            Number(ChronicleKind.Event) is > 0 and var events ? Plural(events, "{0} event", "{0} events") : null,
            Number(ChronicleKind.TargetRevision) is > 0 and var changes ? Plural(changes, "{0} change of a target", "{0} changes of targets") : null,
            Number(ChronicleKind.Incentive) is > 0 and var incentives ? Plural(incentives, "{0} public incentive", "{0} public incentives") : null,
            news.LastOrDefault(e => e.Kind == ChronicleKind.Verdict)?.Fact is Verdict verdict ? F($"verdict: {Wording.Verdict(verdict)}") : null,
        ]).Where(part => part is not null));

        int Number(ChronicleKind kind) => news.Count(e => e.Kind == kind);
    }
}
