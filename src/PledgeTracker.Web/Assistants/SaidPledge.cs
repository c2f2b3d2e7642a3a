using System.Globalization;
using System.Text;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Assistants;

/// <summary>A number as firmly as its source states it.</summary>
internal sealed record HedgedNumber(
    [property: Means("The number in words with its hedge. Repeat it as it stands.")] string Said,
    [property: Means("The word before the number, like “more than” or “up to”. Null for a plain number and for a range.")] string? Hedge,
    [property: Means("The number, or the lower end of a range.")] long Low,
    [property: Means("The number, or the upper end of a range.")] long High)
{
    public static HedgedNumber Of(Quantity quantity, string said) => new(said, quantity.Hedge, quantity.Low, quantity.High);
}

/// <summary>Where something is from.</summary>
internal sealed record SaidSource(
    [property: Means("Its number on the page, which the text has in square brackets.")] int Number,
    string Publisher, string Title, string Url,
    [property: Means("When it was published: a day, a month or a year. Null where that is not known.")] string? Published,
    [property: Means("An archived copy.")] string? ArchiveUrl)
{
    public static SaidSource Of(Source source) => new(source.Number, source.Publisher, source.Title, source.Url, source.Published?.ToString(), source.ArchiveUrl);

    /// <summary>Some sources, each once, by their number.</summary>
    public static IReadOnlyList<SaidSource> Of(IEnumerable<Source> sources) => [.. sources.DistinctBy(s => s.Number).OrderBy(s => s.Number).Select(Of)];

    /// <summary>Writes sources, one a line.</summary>
    public static void Write(StringBuilder text, IEnumerable<SaidSource> sources)
    {
        foreach (var source in sources)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{source.Number}] {source.Publisher}: {source.Title}{(source.Published is { } day ? $", {day}" : "")}. {source.Url}\n");
        }
    }

    /// <summary>The numbers of sources as they stand after what rests on them.</summary>
    public static string Marks(IEnumerable<Source> sources) => string.Concat(sources.Select(s => s.Number).Distinct().Order().Select(n => string.Create(CultureInfo.InvariantCulture, $"[{n}]")));
}

/// <summary>How a pledge was judged on the day of the answer.</summary>
internal sealed record SaidJudgement(
    [property: Means("The verdict’s code, or not-yet-rated.")] string Code,
    [property: Means("The state of judgement in the tracker’s own words. Quote it, and never put it more strongly.")] string Sentence,
    [property: Means("From when it holds: a day, a month or a year. Null without a verdict.")] string? Since,
    [property: Means("What the word means here.")] string Meaning,
    [property: Means("The editors’ reason. Null without a verdict.")] string? Reason,
    [property: Means("Whether the company was asked, and whether it answered.")] string CompanySide);

/// <summary>A pledge as assistants are told of it, wherever one is named.</summary>
internal sealed record SaidPledge(
    [property: Means("What stands at the end of its address. Other tools take it as “pledge”.")] string Slug,
    string Title, string Company,
    [property: Means("The pledge in a few sentences: who promised what by when, what counts as of when and on whose word, and the verdict. Quote it whole where you can.")] string Sentence,
    [property: Means("The day the answer describes.")] string Day,
    [property: Means("Whether it is what was known on a day in the past.")] bool LooksBack,
    [property: Means("Whether the pledge had been made by that day.")] bool WasMade,
    [property: Means("The number that was promised in the main target. Null where none was.")] HedgedNumber? Promised,
    [property: Means("What counts toward it. Null where nothing does, which is never a zero.")] HedgedNumber? Counted,
    [property: Means("The day that the count describes.")] string? CountedAsOf,
    [property: Means("The share of what was promised, with its hedge.")] string? Share,
    [property: Means("The deadline of the main target: a day, a month or a year. Null where none is recorded.")] string? Deadline,
    [property: Means("The pace on that day, computed and no verdict.")] string Pace,
    SaidJudgement Judgement,
    [property: Means("What became known of it after the day that was sent as “since”. Null where none was, and where it is nothing.")] string? News,
    [property: Means("The sources of what the sentence says.")] IReadOnlyList<SaidSource> Sources,
    [property: Means("The address to cite. A revision never changes. A day shows what is known today to have been public by then.")] string Cite,
    [property: Means("The citation in words.")] string Citation,
    [property: Means("The page as it is today.")] string Page)
{
    private string Paste { get; init; } = "";

    private string? Since { get; init; }

    /// <summary>A pledge as a page shows it.</summary>
    /// <param name="view">The page.</param>
    /// <param name="publisher">Who publishes the tracker, for the citation.</param>
    /// <param name="since">The day of which the reader wants to know what became known after it; null for none.</param>
    public static SaidPledge Of(PledgeView view, string publisher, DateOnly? since = null)
    {
        var (pledge, headline) = (view.Pledge, view.Progress[0]);
        var (target, citation) = (headline.Target, OpenData.Citation.Of(view, publisher));
        return new(
            pledge.Slug, pledge.Title, view.Company, view.Paragraph, DataText.Of(view.On)!, view.LooksBack, view.WasMade,
            target.Quantity is { } promised ? HedgedNumber.Of(promised, Wording.PromisedOnly(target)) : null,
            headline.Stated is { } stated ? HedgedNumber.Of(stated, Wording.Of(stated, target.Currency, target.Metric)) : null,
            headline.Latest?.AsOf.ToString(),
            headline.Share is null ? null : Wording.Share(headline.Reading!, target),
            target.Deadline?.ToString(), Wording.Pace(headline), JudgementOf(view),
            since is { } day && ChronicleWords.Since(pledge, day) is { Length: > 0 } news ? news : null, SaidSource.Of(RestsOn(view)), citation.Url, citation.InWords, view.Url)
        {
            Paste = ReadyToPaste.WithAddress(view, citation.Url),
            Since = DataText.Of(since),
        };
    }

    // All that the paragraph says: the promise with its changes, what counts, what is said beside it, and the verdict.
    private static IEnumerable<Source> RestsOn(PledgeView view)
    {
        var (pledge, headline) = (view.Pledge, view.Progress[0]);
        Target[] counted = headline.FromParts.Count > 0 ? [.. headline.FromParts] : [headline.Target];
        var figures = counted.SelectMany(target => Leading(pledge, target, view.On)).Concat(((Figure?[])[headline.Height?.Figure, headline.Stronger, headline.LevelWithoutStart]).OfType<Figure>());
        return pledge.AnnouncementSources.Concat(headline.Target.Sources).Concat(headline.Target.Revisions.SelectMany(r => r.Sources)).Concat(headline.FromParts.SelectMany(part => part.Sources))
            .Concat(figures.SelectMany(f => f.Sources)).Concat(pledge.Verdict?.Sources ?? []);
    }

    // The figure that leads. Periods add up, on top of the total before them.
    private static IEnumerable<Figure> Leading(Pledge pledge, Target target, DateOnly on)
    {
        foreach (var point in CountedFigures.Of(pledge, target, on).Reverse())
        {
            yield return point.Figure;
            if (point.Figure.Span != Span.Period)
            {
                yield break;
            }
        }
    }

    private static SaidJudgement JudgementOf(PledgeView view)
    {
        var (pledge, verdict) = (view.Pledge, view.Pledge.Verdict);
        return new(Code.Of(pledge.VerdictKind), ReadyToPaste.Judgement(view), verdict?.Date.ToString(), Glossary.Of(pledge.VerdictKind), verdict?.Reason is { Length: > 0 } reason ? reason : null, Wording.CompanySide(pledge));
    }

    /// <summary>Writes the pledge as a paragraph that stands alone, with its sources.</summary>
    public void Write(StringBuilder text, bool withSources = true)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Company}: {Title}\n{Paste}\n{Text.T("The company’s side.")} {Judgement.CompanySide}\n");
        if (News is { } news)
        {
            text.Append(CultureInfo.InvariantCulture, $"Known after {Since}: {news}.\n");
        }

        if (withSources)
        {
            SaidSource.Write(text, Sources);
        }
    }
}
