using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.QuoteDraft, PledgeTracker.Domain.Pledges.Quote>;

namespace PledgeTracker.Domain.Editing;

/// <summary>A speaker's own words, as an editor took them down.</summary>
public sealed record QuoteDraft
{
    public string? Text { get; init; }

    public string? Speaker { get; init; }

    public string? Role { get; init; }

    /// <summary>How the speaker stands to the promise.</summary>
    public string? Voice { get; init; }

    /// <summary>Whether these words are the promise itself.</summary>
    public bool IsPromise { get; init; }

    public string? Date { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of a quote, and how they are read.</summary>
public static class QuotePart
{
    private static readonly Field Text = new("text", FieldKind.Text, "Words", "The words.", d => d.Text, q => q.Text)
    {
        Hint = "At most 50 words, exactly as they were said.",
        Missing = "Enter the speaker's words.",
    };

    private static readonly Field Speaker = new("speaker", FieldKind.Line, "Speaker", "Who said them.", d => d.Speaker, q => q.Speaker)
    {
        Missing = "Say who spoke.",
        IsShort = true,
    };

    private static readonly Field Role = new("role", FieldKind.Line, "Role", "In what role.", d => d.Role, q => q.Role) { IsShort = true };

    private static readonly Field Voice = Field.OptionalWord(
        "voice", "Voice", "The speaker’s relation to the promise. Empty where it was not recorded.", d => d.Voice, q => q.Voice, hint: "The speaker’s relation to the promise.");

    private static readonly Field IsPromise = new("isPromise", FieldKind.Tick, "The promise itself", "Whether these words are the promise itself. Only the promiser's can be.", null, q => q.IsPromise)
    {
        Hint = "These words are the promise itself. Only for the promiser.",
    };

    private static readonly Field Date = new("date", FieldKind.Date, "Date", "When.", d => d.Date, q => q.Date)
    {
        Hint = "A day, a month or a year.",
        IsShort = true,
    };

    private static readonly Field Sources = Field.Sources(q => q.Sources, needed: true);

    /// <summary>What was said, in the speaker's own words.</summary>
    public static DraftPart<QuoteDraft, Quote> Part { get; } = new("quotes", "Quotes", "What was said.", [Text, Speaker, Role, Voice, IsPromise, Date, Sources])
    {
        One = "quote",
        Shown = ["speaker", "text"],
    };

    internal static Quote Read(PartReader<QuoteDraft, Quote> read)
    {
        var voice = read.OptionalWord<QuoteVoice>(Voice);
        if (read.Draft.IsPromise && voice != QuoteVoice.Promiser)
        {
            read.Problem(IsPromise, "Only the promiser’s words can be the promise. Choose the promiser’s voice, or clear the tick.");
        }

        return new Quote
        {
            Text = read.Text(Text),
            Speaker = read.Text(Speaker),
            Role = read.Optional(Role),
            Voice = voice,
            IsPromise = read.Draft.IsPromise,
            Date = read.OptionalDate(Date),
            Sources = read.Sources(read.Draft.Sources),
        };
    }
}
