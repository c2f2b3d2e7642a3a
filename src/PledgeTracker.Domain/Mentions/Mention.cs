using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Mentions;

/// <summary>A stretch of a text, in UTF-16 characters as <see cref="string"/> counts them.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The character behind the last one.</summary>
    public int End => Start + Length;

    /// <summary>The words themselves, with the line breaks that the text has in them.</summary>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Substring(Start, Length);
    }

    internal static TextSpan Between(int start, int end) => new(start, end - start);

    internal bool Holds(TextSpan other) => Start <= other.Start && other.End <= End;
}

/// <summary>As what part of a pledge a mention is offered.</summary>
public enum MentionKind
{
    /// <summary>A number that was promised.</summary>
    Target,

    /// <summary>A number that was reported.</summary>
    Figure,

    /// <summary>Something that happened.</summary>
    Event,

    /// <summary>Somebody's own words.</summary>
    Quote,

    /// <summary>Public money or relief.</summary>
    Incentive,
}

/// <summary>
/// Something in a source's text that an editor may want to enter: a number, a quotation, an event, public money. It is offered and never
/// taken: whoever reads the source decides.
/// </summary>
public sealed record Mention
{
    /// <summary>What it is offered as first.</summary>
    public required MentionKind Kind { get; init; }

    /// <summary>Everything that it may sensibly be entered as; <see cref="Kind"/> comes first.</summary>
    public required IReadOnlyList<MentionKind> MayBe { get; init; }

    /// <summary>The words that say it: a number with its hedge and its noun, a quotation without its marks, the clause of an event.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The sentence that it stands in; of a quotation over several sentences, all of them.</summary>
    public required TextSpan Sentence { get; init; }

    /// <summary>The sentence, or as many whole words of it around <see cref="Span"/> as an excerpt may have.</summary>
    public required TextSpan Excerpt { get; init; }

    /// <summary>The number with its hedge; null where none is meant, and for what no reader of numbers understands.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The ISO 4217 code where the number is money and a currency is said.</summary>
    public string? Currency { get; init; }

    /// <summary>What is counted, as the text says it: jobs, employees.</summary>
    public string? Noun { get; init; }

    /// <summary>The code of the tracker's metric, where the words are plain; null elsewhere.</summary>
    public string? Metric { get; init; }

    /// <summary>The day, month or year that it is about: a promise's deadline, a figure's as-of date, the day of an event or of a quotation.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>The words of the date.</summary>
    public TextSpan? DateSpan { get; init; }

    /// <summary>Whose statement it is, as the text names them, with single spaces.</summary>
    public string? Speaker { get; init; }

    /// <summary>The words that name the speaker; they may stand in an earlier sentence.</summary>
    public TextSpan? SpeakerSpan { get; init; }

    /// <summary>In what role they speak, as the text says it.</summary>
    public string? Role { get; init; }

    /// <summary>The form of public support, for public money.</summary>
    public IncentiveKind? Incentive { get; init; }

    /// <summary>Where the public money stands, where the words are plain.</summary>
    public IncentiveState? State { get; init; }

    /// <summary>Who gives the public money, as the text names them.</summary>
    public string? Grantor { get; init; }

    /// <summary>What kind of thing happened, for an event.</summary>
    public EventKind? Event { get; init; }

    /// <summary>What the reader of the text is unsure about, as one sentence for an editor; null where the words are plain.</summary>
    public string? Doubt { get; init; }
}

/// <summary>What is known about a text beside the text.</summary>
public sealed record MentionContext
{
    internal static MentionContext None { get; } = new();

    /// <summary>The day the text was published. Words such as "last month" mean nothing without it.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>The day on which it is read: what lies after it cannot have been reported.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>The company that the text is read for. Its name is a speaker's, also where it is written in small letters.</summary>
    public string? Company { get; init; }
}
