using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.SourceDraft, PledgeTracker.Domain.Pledges.Source>;

namespace PledgeTracker.Domain.Editing;

/// <summary>Where a fact comes from, as an editor wrote it.</summary>
public sealed record SourceDraft
{
    /// <summary>A short word that the pledge's parts use to point at this source; unique within the pledge.</summary>
    public string? Id { get; init; }

    public string? Role { get; init; }

    public string? Kind { get; init; }

    public string? Publisher { get; init; }

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string? Published { get; init; }

    public string? Accessed { get; init; }

    public string? ArchiveUrl { get; init; }

    /// <summary>At most 50 words of the source's own text.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Page, section or paragraph within the source.</summary>
    public string? Section { get; init; }

    /// <summary>What a reader should know of the copy at hand: a reprint, a mirror, a translation.</summary>
    public string? Note { get; init; }

    /// <summary>Stored copies of it, each by the SHA-256 of its content in lower-case hexadecimal.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>The fields of a source, and how they are read.</summary>
public static class SourcePart
{
    private static readonly Field Id = new("id", FieldKind.Line, "Short name", "Short name within the pledge.", d => d.Id, s => s.Key)
    {
        Hint = "A short word, by which the other parts refer to this source.",
        Missing = "Give the source a short name.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly Field Role = Field.Word(
        "role", "It shows", "What it shows: the promise, or what happened since.", "Say whether the source shows the promise or what happened since.",
        d => d.Role, s => s.Role);

    private static readonly Field Kind = Field.Word("kind", "Kind", "What kind of source it is.", "Choose the kind of source.", d => d.Kind, s => s.Kind);

    private static readonly Field Publisher = new("publisher", FieldKind.Line, "Publisher", "Its publisher.", d => d.Publisher, s => s.Publisher)
    {
        Missing = "Enter the publisher.",
        IsShort = true,
    };

    private static readonly Field Title = new("title", FieldKind.Line, "Title", "Its title.", d => d.Title, s => s.Title)
    {
        Missing = "Enter the source's title.",
    };

    private static readonly Field Url = new("url", FieldKind.Address, "Address", "Its address.", d => d.Url, s => s.Url)
    {
        Missing = "Enter the source's address.",
        Column = "source_url",
    };

    private static readonly Field Published = new("published", FieldKind.Date, "Published", "When it was published.", d => d.Published, s => s.Published)
    {
        Hint = "A day, a month or a year.",
        IsShort = true,
    };

    private static readonly Field Accessed = new("accessed", FieldKind.Day, "Read on", "When the newsroom read it.", d => d.Accessed, s => s.Accessed)
    {
        IsShort = true,
    };

    private static readonly Field ArchiveUrl = new("archiveUrl", FieldKind.Address, "Archived copy", "An archived copy.", d => d.ArchiveUrl, s => s.ArchiveUrl);

    private static readonly Field Excerpt = new("excerpt", FieldKind.Text, "Excerpt", "At most 50 of its words.", d => d.Excerpt, s => s.Excerpt)
    {
        Hint = "At most 50 words of the source’s own text.",
        AskedAfter = "section",
    };

    private static readonly Field Section = new("section", FieldKind.Line, "Page or section", "Page, section or paragraph.", d => d.Section, s => s.Section);

    private static readonly Field Note = new("note", FieldKind.Text, "Note", "What a reader should know about the copy.", d => d.Note, s => s.Note)
    {
        Hint = "What a reader should know about the copy.",
    };

    private static readonly Field Evidence = new("evidence", FieldKind.Evidence, "Stored copies", "Stored copies by their SHA-256. Each is at /evidence/ followed by that hash.", null, s => s.Evidence)
    {
        Hint = "A PDF, a picture, a page, a text, an e-mail or an office file without macros. Readers can open it once the pledge is published, with its date and SHA-256.",
    };

    /// <summary>Where the facts come from.</summary>
    public static DraftPart<SourceDraft, Source> Part { get; } = new("sources", "Sources", "Where the facts come from, in the order of their numbers.", [Id, Role, Kind, Publisher, Title, Url, Published, Accessed, ArchiveUrl, Excerpt, Section, Note, Evidence])
    {
        One = "source",
        Least = 1,
        Hint = "Every claim needs one or more of these sources.",
        Shown = ["publisher", "title", "published"],
    };

    internal static Source Read(PartReader<SourceDraft, Source> read)
    {
        var source = new Source
        {
            Key = read.Text(Id),
            Number = read.Whole.Sources.Count + 1,
            Role = read.Word<SourceRole>(Role),
            Kind = read.Word<SourceKind>(Kind),
            Publisher = read.Text(Publisher),
            Title = read.Text(Title),
            Url = read.Text(Url),
            Published = read.OptionalDate(Published),
            Accessed = read.OptionalDay(Accessed),
            ArchiveUrl = read.Optional(ArchiveUrl),
            Excerpt = read.Optional(Excerpt),
            Section = read.Optional(Section),
            Note = read.Optional(Note),
            Evidence = read.Each(Evidence, read.Draft.Evidence, sha256 => ProblemOf(sha256, read.Whole.Context)),
        };
        if (source.Key.AsSpan().IndexOfAny(',', ';', '\n') >= 0)
        {
            read.Problem(Id, "Remove commas, semicolons and line breaks from the source's short name.");
        }

        if (!read.Whole.Sources.TryAdd(source.Key, source))
        {
            read.Problem(Id, $"Two sources are named '{source.Key}'. Rename one.");
        }

        return source;
    }

    private static string? ProblemOf(string sha256, ReviewContext context) =>
        sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower) ? "Name a stored copy by its SHA-256: 64 digits from 0 to 9 and a to f."
        : context.Evidence is { } stored && !stored.Contains(sha256) ? "This copy is not stored here. Upload it, or remove it."
        : null;
}
