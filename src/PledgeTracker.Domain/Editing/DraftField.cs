using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>What a field of a draft holds, and so how it is typed, read and written.</summary>
public enum FieldKind
{
    /// <summary>A few words on one line.</summary>
    Line,

    /// <summary>Sentences, on several lines.</summary>
    Text,

    /// <summary>One of the words the field allows.</summary>
    Choice,

    /// <summary>A day, a month or a year, as people write it.</summary>
    Date,

    /// <summary>A day, as people write it.</summary>
    Day,

    /// <summary>A quantity, as people write it.</summary>
    Quantity,

    /// <summary>One number with the source's hedge, and no range.</summary>
    Hedged,

    /// <summary>A web address.</summary>
    Address,

    /// <summary>Words with commas between them.</summary>
    Words,

    /// <summary>Names of sources with commas between them; the address of a new source stands for it.</summary>
    Sources,

    /// <summary>Yes or no.</summary>
    Tick,

    /// <summary>Stored copies, each by its SHA-256; files are chosen to add one.</summary>
    Evidence,
}

/// <summary>Where the choices of a field come from, when not from fixed words.</summary>
public enum ChoicesOf
{
    Companies,
    Metrics,
    Targets,
    Pledges,
    Lists,
    Checks,

    /// <summary>The countries, of which one can also be named that is not offered.</summary>
    Countries,

    /// <summary>The regions whose names are known; others are written as their codes.</summary>
    Regions,

    /// <summary>The tags in use, to which others can be added.</summary>
    Tags,
}

/// <summary>
/// One field of a part of a pledge, described once: the form, the review, the document's schema, the columns of imports and
/// those of the open data are made of it.
/// </summary>
/// <param name="name">Its name in the draft's document.</param>
/// <param name="kind">What it holds.</param>
/// <param name="label">What editors call it.</param>
/// <param name="means">What it means: for those who read the data, and for those who write documents.</param>
public abstract class DraftField(string name, FieldKind kind, string label, string means)
{
    /// <summary>The most characters a text may have where a field does not say otherwise.</summary>
    public const int TextMaxLength = 2000;

    /// <summary>What an editor is told when a part that needs a source has none.</summary>
    internal const string NoSource = "Add at least one source.";

    /// <summary>Its name in the draft's document.</summary>
    public string Name => name;

    /// <summary>What it holds.</summary>
    public FieldKind Kind => kind;

    /// <summary>What editors call it.</summary>
    public string Label => label;

    /// <summary>What to write, where the label does not say it.</summary>
    public string? Hint { get; init; }

    /// <summary>What it means: for those who read the data, and for those who write documents.</summary>
    public string Means => means;

    /// <summary>What the page about imports says of the field, where that is not <see cref="Means"/>.</summary>
    public string? ImportMeans { get; init; }

    /// <summary>What an editor is told when the field is empty; null where it may be empty.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether another field can stand in for it, so that a document need not have it although a pledge does.</summary>
    public bool MayStandElsewhere { get; init; }

    /// <summary>Whether the review asks for it in every part that can have it.</summary>
    public bool IsNeeded => Missing is not null && !MayStandElsewhere && kind != FieldKind.Words;

    /// <summary>Whether a published pledge always has it.</summary>
    public bool IsAlwaysThere => kind == FieldKind.Tick || (Missing is not null && kind != FieldKind.Words);

    /// <summary>The most characters that the text of the field can have and still be read.</summary>
    public int MaxLength { get; init; } = TextMaxLength;

    /// <summary>The most characters that pass the review, where a rule for this field allows fewer than can be read.</summary>
    public int? AtMost { get; init; }

    /// <summary>The form of its text as a regular expression, for the schema of the document.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether it is short enough to take half a row of the form.</summary>
    public bool IsShort { get; init; }

    /// <summary>The written forms of the words it is one of; empty where it is no word of the domain.</summary>
    public IReadOnlyCollection<string> Codes { get; init; } = [];

    /// <summary>The words that editors choose from, with what is shown for each.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];

    /// <summary>Where else the choices come from.</summary>
    public ChoicesOf? From { get; init; }

    /// <summary>Its column in the open data and in imported tables: its name in lower case with underscores, unless it says otherwise.</summary>
    public string Column
    {
        get => field ?? string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));
        init;
    }

    /// <summary>
    /// The field that the form asks for just before this one, where that is not the previous one in the document.
    /// </summary>
    public string? AskedAfter { get; init; }
}

/// <summary>A field with the way to what was typed, and to what a published pledge has.</summary>
/// <param name="name">Its name in the draft's document.</param>
/// <param name="kind">What it holds.</param>
/// <param name="label">What editors call it.</param>
/// <param name="means">What it means.</param>
/// <param name="typed">What stands in the draft; null for a list or a tick, which are no text.</param>
/// <param name="value">What the pledge has: a text, a word in its written form, a date, a quantity, a number or a list of them.</param>
public sealed class DraftField<TDraft, TPart>(string name, FieldKind kind, string label, string means, Func<TDraft, string?>? typed, Func<TPart, object?> value)
    : DraftField(name, kind, label, means)
{
    /// <summary>What was typed.</summary>
    public string? TypedIn(TDraft draft) => typed!(draft);

    /// <summary>What the pledge has; null where it has nothing.</summary>
    public object? ValueOf(TPart part) => value(part);

    /// <summary>A field with one of the domain's words, which editors choose.</summary>
    /// <param name="name">Its name in the draft's document.</param>
    /// <param name="label">What editors call it.</param>
    /// <param name="means">What it means.</param>
    /// <param name="missing">What an editor is told who leaves it empty.</param>
    /// <param name="typed">What stands in the draft.</param>
    /// <param name="value">The word the pledge has.</param>
    /// <param name="hint">What to choose, where the label does not say it.</param>
    /// <param name="importMeans">What the page about imports says of it.</param>
    /// <param name="askedAfter">The field that the form asks right before it.</param>
    /// <param name="column">Its column in the open data.</param>
    /// <param name="offered">The words that editors are offered; all where none are named.</param>
    /// <param name="hasDefault">Whether an empty one is read as a word of its own, so that a document need not have it.</param>
    internal static DraftField<TDraft, TPart> Word<TWord>(
        string name, string label, string means, string missing, Func<TDraft, string?> typed, Func<TPart, TWord> value,
        string? hint = null, string? importMeans = null, string? askedAfter = null, string? column = null, IReadOnlyList<TWord>? offered = null, bool hasDefault = false)
        where TWord : struct, Enum
        => new(name, FieldKind.Choice, label, means, typed, part => Code.Of(value(part)))
        {
            Missing = missing,
            MayStandElsewhere = hasDefault,
            Hint = hint,
            ImportMeans = importMeans,
            AskedAfter = askedAfter,
            Column = column!,
            IsShort = true,
            Codes = Code.Codes<TWord>(),
            Choices = [.. (offered ?? Enum.GetValues<TWord>()).Select(word => (Code.Of(word), Code.Label(word)))],
        };

    /// <summary>A field with one of the domain's words, which may be left out.</summary>
    /// <param name="name">Its name in the draft's document.</param>
    /// <param name="label">What editors call it.</param>
    /// <param name="means">What it means.</param>
    /// <param name="typed">What stands in the draft.</param>
    /// <param name="value">The word the pledge has; null where it has none.</param>
    /// <param name="hint">What to choose, where the label does not say it.</param>
    internal static DraftField<TDraft, TPart> OptionalWord<TWord>(
        string name, string label, string means, Func<TDraft, string?> typed, Func<TPart, TWord?> value, string? hint = null)
        where TWord : struct, Enum
        => new(name, FieldKind.Choice, label, means, typed, part => value(part) is { } word ? Code.Of(word) : null)
        {
            Hint = hint,
            IsShort = true,
            Codes = Code.Codes<TWord>(),
            Choices = [.. Enum.GetValues<TWord>().Select(word => (Code.Of(word), Code.Label(word)))],
        };

    /// <summary>The sources that a part rests on.</summary>
    /// <param name="value">Those the pledge has.</param>
    /// <param name="needed">Whether it must rest on one.</param>
    internal static DraftField<TDraft, TPart> Sources(Func<TPart, IEnumerable<Source>> value, bool needed = false) =>
        new("sources", FieldKind.Sources, "Sources", "Ids of the sources for it.", null, part => value(part).Select(s => (long)s.Number).ToList())
        {
            Missing = needed ? NoSource : null,
        };
}
