using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using ClaimantField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ClaimantDraft, PledgeTracker.Domain.Claims.Claimant>;
using ClaimField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ClaimDraft, PledgeTracker.Domain.Claims.Claim>;
using SeriesField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ClaimSeriesDraft, PledgeTracker.Domain.Claims.ClaimSeries>;

namespace PledgeTracker.Domain.Editing;

/// <summary>Somebody who claims totals of pledges, as an editor wrote it, without the address: that is fixed when the claimant is added.</summary>
public sealed record ClaimantDraft : Draft, ISourcedDraft
{
    public string? Name { get; init; }

    public string? Kind { get; init; }

    public string? Summary { get; init; }

    public IReadOnlyList<ClaimSeriesDraft> Series { get; init; } = [];

    public IReadOnlyList<ClaimDraft> Claims { get; init; } = [];

    public IReadOnlyList<LookupDraft> Lookups { get; init; } = [];

    public IReadOnlyList<InquiryDraft> Inquiries { get; init; } = [];

    public IReadOnlyList<SourceDraft> Sources { get; init; } = [];

    Draft ISourcedDraft.With(IReadOnlyList<SourceDraft> sources) => this with { Sources = sources };
}

/// <summary>One number of a claimant over time, as an editor wrote it.</summary>
public sealed record ClaimSeriesDraft
{
    public string? Id { get; init; }

    public string? Label { get; init; }

    public string? Note { get; init; }
}

/// <summary>A total that somebody claimed, as an editor wrote it.</summary>
public sealed record ClaimDraft
{
    public string? Id { get; init; }

    public string? Date { get; init; }

    public string? Speaker { get; init; }

    public string? Role { get; init; }

    public string? Quantity { get; init; }

    public string? InWords { get; init; }

    public string? Unit { get; init; }

    public string? Currency { get; init; }

    public string? Verb { get; init; }

    public string? Says { get; init; }

    public string? Quote { get; init; }

    public string? CreditFor { get; init; }

    public string? List { get; init; }

    public string? Item { get; init; }

    public string? ListNote { get; init; }

    public string? Series { get; init; }

    public string? Remarks { get; init; }

    public bool Featured { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of a claimant itself, and how the whole is read.</summary>
public static class ClaimantPart
{
    private static readonly ClaimantField Name = new("name", FieldKind.Line, "Name", "Who claims.", d => d.Name, c => c.Name)
    {
        Hint = "As readers know them. An office says under whom: The White House under Donald Trump.",
        Missing = "Enter the name.",
        MaxLength = Claimant.NameMaxLength,
    };

    private static readonly ClaimantField Kind = ClaimantField.Word("kind", "Kind", "Whether it is a person or a body.", "Say whether it is a person or a body.", d => d.Kind, c => c.Kind);

    private static readonly ClaimantField Summary = new("summary", FieldKind.Text, "Standfirst", "Who that is and what the numbers are about.", d => d.Summary, c => c.Summary)
    {
        Hint = "Who that is and what the numbers are about, without judging.",
        Missing = "Enter a summary.",
        AtMost = Pledge.SummaryMaxLength,
    };

    /// <summary>The claimant itself.</summary>
    public static DraftPart<ClaimantDraft, Claimant> Part { get; } = new("", "The claimant", "The claimant itself.", [Name, Kind, Summary]);

    internal static Claimant Read(PartReader<ClaimantDraft, Claimant> read)
    {
        var whole = read.Whole;
        var draft = read.Draft;
        var sources = whole.Items(draft.Sources, SourcePart.Part, SourcePart.Read);
        return new Claimant
        {
            Slug = whole.Context.Key,
            Name = read.Text(Name),
            Kind = read.Word<ClaimantKind>(Kind),
            Summary = read.Text(Summary),
            Series = whole.Items(draft.Series, ClaimSeriesPart.Part, ClaimSeriesPart.Read),
            Claims = whole.Items(draft.Claims, ClaimPart.Part, ClaimPart.Read),
            Lookups = whole.Items(draft.Lookups, LookupPart.Part, LookupPart.Read),
            Inquiries = whole.Items(draft.Inquiries, InquiryPart.Part, InquiryPart.Read),
            Sources = sources,
        };
    }
}

/// <summary>The fields of a series, and how they are read.</summary>
public static class ClaimSeriesPart
{
    private static readonly SeriesField Id = new("id", FieldKind.Line, "Short name", "Short name within the claimant.", d => d.Id, s => s.Key)
    {
        Hint = "A word by which claims point here.",
        Missing = "Give the series a short name.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly SeriesField Label = new("label", FieldKind.Line, "What the number is", "What the number is.", d => d.Label, s => s.Label)
    {
        Hint = "As a heading: investment since January 2025.",
        Missing = "Say what the number is.",
        MaxLength = 200,
    };

    private static readonly SeriesField Note = new("note", FieldKind.Text, "Note", "A note for readers.", d => d.Note, s => s.Note);

    /// <summary>Numbers that change over time.</summary>
    public static DraftPart<ClaimSeriesDraft, ClaimSeries> Part { get; } = new("series", "Series", "Numbers of the claimant that change over time.", [Id, Label, Note])
    {
        One = "series",
        Hint = "A number that is claimed again and again. It may rise and fall.",
        Shown = ["id", "label"],
    };

    internal static ClaimSeries Read(PartReader<ClaimSeriesDraft, ClaimSeries> read) => new() { Key = read.Key(Id), Label = read.Text(Label), Note = read.Optional(Note) };
}

/// <summary>The fields of a claim, and how they are read.</summary>
public static class ClaimPart
{
    private static readonly ClaimField Id = new("id", FieldKind.Line, "Short name", "Short name within the claimant.", d => d.Id, c => c.Key)
    {
        Hint = "A word by which checks point here.",
        Missing = "Give the claim a short name.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly ClaimField Date = new("date", FieldKind.Date, "Said on", "When it was said.", d => d.Date, c => c.Date)
    {
        Hint = "A day, a month or a year.",
        Missing = "Enter when it was said.",
        IsShort = true,
    };

    private static readonly ClaimField Speaker = new("speaker", FieldKind.Line, "Speaker", "Who said it, where that was not the claimant.", d => d.Speaker, c => c.Speaker)
    {
        Hint = "Only where somebody spoke for the claimant.",
        MaxLength = Claimant.NameMaxLength,
        IsShort = true,
    };

    private static readonly ClaimField Role = new("role", FieldKind.Line, "Role", "The speaker’s role on that day.", d => d.Role, c => c.Role)
    {
        Hint = "On that day: President of the United States.",
        Missing = "Enter the speaker’s role on that day.",
        MaxLength = 200,
        IsShort = true,
    };

    private static readonly ClaimField Quantity = new("quantity", FieldKind.Quantity, "Number", "The number, as firmly as it was said.", d => d.Quantity, c => c.Quantity)
    {
        Hint = "As it was said: nearly 3 trillion, more than 18,000,000,000,000.",
        IsShort = true,
    };

    private static readonly ClaimField InWords = new("inWords", FieldKind.Line, "In words", "The words that stood where a number would.", d => d.InWords, c => c.InWords)
    {
        Hint = "Where no number was said: tens of thousands.",
        MaxLength = 200,
        IsShort = true,
    };

    private static readonly ClaimField Unit = ClaimField.Word("unit", "It counts", "What the number counts.", "Say what the number counts.", d => d.Unit, c => c.Unit);

    private static readonly ClaimField Currency = new("currency", FieldKind.Line, "Currency", "ISO 4217, for money.", d => d.Currency, c => c.Currency)
    {
        Hint = "For money, like USD.",
        Pattern = Values.Money.CurrencyPattern,
        IsShort = true,
    };

    private static readonly ClaimField Verb = new("verb", FieldKind.Line, "Verb", "The verb, as it was said.", d => d.Verb, c => c.Verb)
    {
        Hint = "As it was said: secured, committed, announced, being invested, created.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly ClaimField Says = new("says", FieldKind.Line, "Said to be", "What the number is said to be.", d => d.Says, c => c.Says)
    {
        Hint = "Without judging: new investments secured by the second day in office.",
        Missing = "Say what the number is said to be.",
    };

    private static readonly ClaimField Quote = new("quote", FieldKind.Text, "Word for word", "Word for word, at most 50 words.", d => d.Quote, c => c.Quote)
    {
        Hint = "At most 50 words, only from a source that has them word for word.",
    };

    private static readonly ClaimField CreditFor = new("creditFor", FieldKind.Line, "Credited to", "What the claimant credits, where that is narrower than the list.", d => d.CreditFor, c => c.CreditFor);

    private static readonly ClaimField List = new("list", FieldKind.Choice, "Based on the list", "The list it is based on, by its address.", d => d.List, c => c.List)
    {
        From = ChoicesOf.Lists,
        AtMost = Values.Slug.MaxLength,
        IsShort = true,
    };

    private static readonly ClaimField Item = new("item", FieldKind.Line, "Only about the entry", "The one entry of that list that it is about.", d => d.Item, c => c.Item)
    {
        Hint = "The entry’s short name. Empty where the claim is about the whole list.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly ClaimField ListNote = new("listNote", FieldKind.Text, "How it is based on it", "What is to be known of how it is based on the list.", d => d.ListNote, c => c.ListNote);

    private static readonly ClaimField Series = new("series", FieldKind.Line, "Belongs to the series", "The series it belongs to.", d => d.Series, c => c.Series)
    {
        Hint = "The short name of a series above.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly ClaimField Remarks = new("remarks", FieldKind.Text, "Remarks", "What a reader should know of it.", d => d.Remarks, c => c.Remarks);

    private static readonly ClaimField Featured = new("featured", FieldKind.Tick, "Show it on the home page", "Whether the editors put it on the home page.", null, c => c.Featured)
    {
        Hint = "Home shows the newest three that are ticked, and no other claim.",
    };

    private static readonly ClaimField Sources = ClaimField.Sources(c => c.Sources, needed: true);

    /// <summary>What was claimed, number by number.</summary>
    public static DraftPart<ClaimDraft, Claim> Part { get; } = new(
        "claims", "Claims", "What was claimed, number by number.",
        [Id, Date, Speaker, Role, Quantity, InWords, Unit, Currency, Verb, Says, Quote, CreditFor, List, Item, ListNote, Series, Remarks, Featured, Sources])
    {
        One = "claim",
        Least = 1,
        Hint = "One for each number. Two units in one sentence are two claims.",
        Shown = ["date", "quantity", "inWords", "says"],
    };

    internal static Claim Read(PartReader<ClaimDraft, Claim> read)
    {
        var unit = read.Word<ClaimUnit>(Unit);

        // A unit that is missing or mistyped is one problem, and not a second one of the currency.
        var isKnown = Code.TryParse<ClaimUnit>(read.Draft.Unit, out _);
        var isMoney = unit is ClaimUnit.Investment or ClaimUnit.TradeAndPurchases;
        var quantity = read.OptionalQuantity(Quantity);
        var words = read.Optional(InWords);
        if (quantity is not null && words is not null)
        {
            read.Problem(InWords, "Words stand here only where no number was said.");
        }

        return new Claim
        {
            Key = read.Key(Id),
            Date = read.Date(Date),
            Speaker = read.Optional(Speaker),
            Role = read.Text(Role),
            Quantity = quantity,
            InWords = words,
            Unit = unit,
            Currency = read.CurrencyOf(Currency, quantity is not null && isKnown && isMoney, !isKnown || isMoney),
            Verb = read.Optional(Verb),
            Says = read.Text(Says),
            Quote = read.Optional(Quote),
            CreditFor = read.Optional(CreditFor),
            List = read.Known(List, read.Whole.Context.Lists, "list"),
            Item = read.Optional(Item),
            ListNote = read.Optional(ListNote),
            Series = read.Optional(Series),
            Remarks = read.Optional(Remarks),
            Featured = read.Draft.Featured,
            Sources = read.Sources(read.Draft.Sources),
        };
    }
}
