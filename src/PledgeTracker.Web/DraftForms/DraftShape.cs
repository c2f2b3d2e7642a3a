using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using static PledgeTracker.Web.Ui.Text;
using Span = PledgeTracker.Domain.Pledges.Span;

namespace PledgeTracker.Web.DraftForms;

/// <summary>How a field of the form is typed and shown.</summary>
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
}

/// <summary>One field of the form.</summary>
/// <param name="Name">Its name in the draft's document.</param>
/// <param name="Label">What editors call it.</param>
/// <param name="Kind">How it is typed.</param>
/// <param name="Hint">What to write, where the label does not say it.</param>
public sealed record Field(string Name, string Label, FieldKind Kind, string? Hint = null)
{
    /// <summary>The fixed words a choice is made from, with what is shown for each.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];

    /// <summary>Where else the choices come from.</summary>
    public ChoicesOf? From { get; init; }

    /// <summary>Whether the field takes half a row.</summary>
    public bool IsShort { get; init; }

    /// <summary>A field with one of an enum's words.</summary>
    public static Field Of<T>(string name, string label, string? hint = null, Func<T, bool>? allowed = null)
        where T : struct, Enum => new(name, label, FieldKind.Choice, hint)
        {
            Choices = [.. Enum.GetValues<T>().Where(v => allowed?.Invoke(v) ?? true).Select(v => (Code.Of(v), Code.Label(v)))],
            IsShort = true,
        };
}

/// <summary>Fields that belong together: one object of the draft's document, or a list of them.</summary>
/// <param name="Name">Its name in the document; empty for the pledge itself.</param>
/// <param name="Heading">What editors call it.</param>
/// <param name="Fields">What is asked, in this order.</param>
public sealed record Part(string Name, string Heading, IReadOnlyList<Field> Fields)
{
    /// <summary>What one of the list is called; null where there is only one.</summary>
    public string? One { get; init; }

    /// <summary>The fields that tell one of the list from another when it is folded.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    public string? Hint { get; init; }

    /// <summary>Lists within each of the list.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];
}

/// <summary>
/// What the form of a pledge asks, in its order: one description from which the form is drawn and read, so that what is
/// shown is what is saved. A test holds it to the draft, property by property.
/// </summary>
public static class DraftShape
{
    private const string DateHint = "A day, a month or a year.";

    private static readonly Field SourcesField = new("sources", "Sources", FieldKind.Sources);

    private static readonly Field Currency = new("currency", "Currency", FieldKind.Line, "For money: three letters, like USD.") { IsShort = true };

    /// <summary>What editors call the place that a path names: "Figure 3: As of".</summary>
    public static string NameOf(string path)
    {
        var names = new List<string>();
        var parts = Parts;
        var within = Parts[0];
        foreach (var step in path.Split('.'))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? step : step[..bracket];
            if (parts.FirstOrDefault(p => p.Name == name) is { } part)
            {
                names.Add(bracket < 0 || part.One is null
                    ? T(part.Heading)
                    : $"{T(char.ToUpperInvariant(part.One[0]) + part.One[1..])} {int.Parse(step.AsSpan(bracket + 1, step.Length - bracket - 2), System.Globalization.CultureInfo.InvariantCulture) + 1}");
                (within, parts) = (part, part.Parts);
            }
            else
            {
                names.Add(within.Fields.FirstOrDefault(f => f.Name == name)?.Label is { } label ? T(label) : name);
            }
        }

        return string.Join(": ", names);
    }

    /// <summary>The part that a path to one of a list names; null for any other path.</summary>
    public static Part? PartOf(string path)
    {
        Part? found = null;
        var parts = Parts;
        foreach (var step in path.Split('.'))
        {
            found = parts.FirstOrDefault(p => p.Name == step.Split('[')[0]);
            parts = found?.Parts ?? [];
        }

        return found;
    }

    public static IReadOnlyList<Part> Parts { get; } =
    [
        new("", "The pledge",
        [
            new("company", "Company", FieldKind.Choice) { From = ChoicesOf.Companies },
            new("title", "Title", FieldKind.Line, "What was promised, without a verdict."),
            new("slug", "Address of the page", FieldKind.Line, "Lower-case letters, digits and hyphens: what stands after /pledges/."),
            new("summary", "Standfirst", FieldKind.Text, "What was promised and what became of it, in two or three sentences."),
            new("conditions", "Conditions", FieldKind.Text, "What the promise was made to depend on, in the promiser’s terms."),
            new("tags", "Tags", FieldKind.Words, "With commas between them."),
            new("lastChecked", "Last checked", FieldKind.Day, "The day an editor last looked, even if nothing had changed."),
        ]),
        new("announced", "The announcement",
        [
            new("date", "Date", FieldKind.Date, DateHint) { IsShort = true },
            new("by", "Announced by", FieldKind.Line) { IsShort = true },
            new("role", "Role", FieldKind.Line) { IsShort = true },
            new("to", "Promised to", FieldKind.Line, "Leave empty where it was the public.") { IsShort = true },
            new("occasion", "Occasion", FieldKind.Line),
            SourcesField,
        ]),
        new("places", "Places",
        [
            new("country", "Country", FieldKind.Line, "Two letters, like US.") { IsShort = true },
            new("subdivision", "State or region", FieldKind.Line, "With its country, like US-WI.") { IsShort = true },
            new("locality", "City, county or site", FieldKind.Line),
        ])
        {
            One = "place",
            Shown = ["locality", "subdivision", "country"],
        },
        new("targets", "Targets",
        [
            new("id", "Short name", FieldKind.Line, "A word by which figures point here, like jobs.") { IsShort = true },
            new("metric", "What was promised", FieldKind.Choice) { From = ChoicesOf.Metrics, IsShort = true },
            new("quantity", "Number", FieldKind.Quantity, "As it was worded: 1,000,000, up to 13,000, 25k–30k. Empty where no number was named.") { IsShort = true },
            Currency,
            new("baseline", "Level before the promise", FieldKind.Quantity, "0 for a new site. Empty where it is not known.") { IsShort = true },
            new("deadline", "Deadline", FieldKind.Date, DateHint) { IsShort = true },
            Field.Of<DeadlineBasis>("deadlineBasis", "Where the deadline comes from"),
            new("scope", "Scope", FieldKind.Line, "Who and where the number covers."),
            new("qualifiers", "Hedges", FieldKind.Text, "The promise’s own: “up to”, “full-time”, “direct and indirect”."),
            SourcesField,
        ])
        {
            One = "target",
            Hint = "What was promised. The first is the headline.",
            Shown = ["id", "quantity", "metric", "deadline"],
            Parts =
            [
                new("revisions", "Revisions of the target",
                [
                    new("date", "Date of the change", FieldKind.Date, DateHint) { IsShort = true },
                    new("quantity", "New number", FieldKind.Quantity) { IsShort = true },
                    new("deadline", "New deadline", FieldKind.Date) { IsShort = true },
                    new("note", "What was changed", FieldKind.Text),
                    SourcesField,
                ])
                {
                    One = "revision",
                    Shown = ["date", "quantity", "deadline"],
                },
            ],
        },
        new("figures", "Figures",
        [
            new("target", "Target", FieldKind.Choice, "Empty for context that belongs to the pledge as a whole.") { From = ChoicesOf.Targets, IsShort = true },
            new("metric", "What it measures", FieldKind.Choice, "Empty where it is what the target measures.") { From = ChoicesOf.Metrics, IsShort = true },
            new("quantity", "Number", FieldKind.Quantity, "As the source states it: 1,454, more than 256,000, 1.2 million.") { IsShort = true },
            Currency,
            Field.Of<Span>("span", "Stretch of time"),
            new("from", "Period from", FieldKind.Date, "Only for a figure in a period.") { IsShort = true },
            new("asOf", "As of", FieldKind.Date, "The date the figure describes; for a period, its end.") { IsShort = true },
            new("published", "Published", FieldKind.Date, "When it became public.") { IsShort = true },
            Field.Of<Basis>("basis", "Basis"),
            new("reportedBy", "Reported by", FieldKind.Line) { IsShort = true },
            Field.Of<Counting>("counting", "Does it count?", "Only what measures the pledge, in the pledged scope, counts."),
            Field.Of<FunnelStep>("shows", "What it shows", "The narrowest that the source bears out."),
            new("reason", "Why it does not count", FieldKind.Text, "Or who disputes it. Readers see this."),
            new("derived", "The arithmetic is our own", FieldKind.Tick),
            new("note", "Note", FieldKind.Text),
            SourcesField,
        ])
        {
            One = "figure",
            Hint = "What was reported, each number with its source.",
            Shown = ["quantity", "metric", "asOf", "counting"],
        },
        new("events", "What happened",
        [
            new("date", "Date", FieldKind.Date, DateHint) { IsShort = true },
            Field.Of<EventKind>("kind", "Kind"),
            new("text", "What happened", FieldKind.Text),
            SourcesField,
        ])
        {
            One = "event",
            Hint = "A step back is an event, never a deleted figure.",
            Shown = ["date", "kind", "text"],
        },
        new("quotes", "Quotes",
        [
            new("text", "Words", FieldKind.Text, "At most 50 words, letter by letter."),
            new("speaker", "Speaker", FieldKind.Line) { IsShort = true },
            new("role", "Role", FieldKind.Line) { IsShort = true },
            new("date", "Date", FieldKind.Date, DateHint) { IsShort = true },
            SourcesField,
        ])
        {
            One = "quote",
            Shown = ["speaker", "text"],
        },
        new("incentives", "Public incentives",
        [
            new("grantor", "Granted by", FieldKind.Line),
            Field.Of<IncentiveKind>("kind", "Kind"),
            Field.Of<IncentiveState>("state", "State"),
            new("amount", "Amount", FieldKind.Quantity, "In whole units: 10 million. Empty where no source states one.") { IsShort = true },
            new("currency", "Currency", FieldKind.Line, "Three letters, like USD.") { IsShort = true },
            new("date", "Date", FieldKind.Date, DateHint) { IsShort = true },
            new("description", "Description", FieldKind.Text),
            SourcesField,
        ])
        {
            One = "incentive",
            Shown = ["grantor", "amount", "currency", "state"],
        },
        new("checkability", "Can it be checked?",
        [
            Field.Of<Checkability>("rating", "Rating"),
            new("reason", "Why", FieldKind.Text),
            SourcesField,
        ]),
        new("criteria", "What would count",
        [
            Field.Of<VerdictKind>("outcome", "The verdict it would lead to", allowed: v => v is VerdictKind.Kept or VerdictKind.PartlyKept or VerdictKind.Missed),
            new("written", "Written down on", FieldKind.Day) { IsShort = true },
            new("text", "What would count", FieldKind.Text),
        ])
        {
            One = "criterion",
            Hint = "Written down before the outcome is known, with the day.",
            Shown = ["outcome", "text"],
        },
        new("inquiries", "Questions to the company",
        [
            new("asked", "Asked on", FieldKind.Day) { IsShort = true },
            Field.Of<InquiryOutcome>("outcome", "Outcome"),
            new("question", "Question", FieldKind.Text),
            new("answered", "Answered on", FieldKind.Day) { IsShort = true },
            new("answer", "The company’s words", FieldKind.Text),
        ])
        {
            One = "question",
            Shown = ["asked", "outcome", "question"],
        },
        new("notes", "Editors’ notes",
        [
            Field.Of<NoteKind>("kind", "Kind"),
            new("text", "Note", FieldKind.Text),
            SourcesField,
        ])
        {
            One = "note",
            Shown = ["kind", "text"],
        },
        new("relations", "Other pledges",
        [
            Field.Of<RelationKind>("kind", "This pledge is"),
            new("pledge", "The other pledge", FieldKind.Line, "What stands after /pledges/ in its address."),
            new("note", "Note", FieldKind.Line),
        ])
        {
            One = "relation",
            Shown = ["kind", "pledge"],
        },
        new("verdicts", "Verdicts",
        [
            Field.Of<VerdictKind>("verdict", "Verdict"),
            new("date", "Since", FieldKind.Date, "When the decisive fact became public.") { IsShort = true },
            new("reason", "Reason", FieldKind.Text, "With the figure or the words it rests on."),
            new("despiteFigures", "Why, although the figures say less", FieldKind.Text, "Only for Kept with less than all of it counted. Readers see this."),
            SourcesField,
        ])
        {
            One = "verdict",
            Hint = "Oldest first; the last one holds.",
            Shown = ["verdict", "date", "reason"],
        },
        new("sources", "Sources",
        [
            new("id", "Short name", FieldKind.Line, "A word by which the other parts point here.") { IsShort = true },
            Field.Of<SourceRole>("role", "It shows"),
            Field.Of<SourceKind>("kind", "Kind"),
            new("publisher", "Publisher", FieldKind.Line) { IsShort = true },
            new("title", "Title", FieldKind.Line),
            new("url", "Address", FieldKind.Address),
            new("published", "Published", FieldKind.Date, DateHint) { IsShort = true },
            new("accessed", "Read on", FieldKind.Day) { IsShort = true },
            new("archiveUrl", "Archived copy", FieldKind.Address),
            new("section", "Page or section", FieldKind.Line),
            new("excerpt", "Excerpt", FieldKind.Text, "At most 50 words of the source’s own text."),
            new("note", "Note", FieldKind.Text, "What a reader should know of the copy at hand."),
            new("evidence", "Stored copies", FieldKind.Evidence, "A PDF, PNG, JPEG, HTML or text file. Readers get it with its date and SHA-256 once the pledge is published."),
        ])
        {
            One = "source",
            Hint = "Everything that is claimed points at one or more of these.",
            Shown = ["publisher", "title", "published"],
        },
    ];
}
