using PledgeTracker.Domain.Claims;
using FindingField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ItemFindingDraft, PledgeTracker.Domain.Claims.ItemFinding>;
using ItemField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ListItemDraft, PledgeTracker.Domain.Claims.ListItem>;
using ListField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ClaimListDraft, PledgeTracker.Domain.Claims.ClaimList>;
using MatchField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ItemMatchDraft, PledgeTracker.Domain.Claims.ItemMatch>;
using VersionField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.ListVersionDraft, PledgeTracker.Domain.Claims.ListVersion>;

namespace PledgeTracker.Domain.Editing;

/// <summary>A list that claims rest on, as an editor wrote it, without the address: that is fixed when the list is added.</summary>
public sealed record ClaimListDraft : Draft, ISourcedDraft
{
    public string? Title { get; init; }

    public string? Keeper { get; init; }

    public string? What { get; init; }

    public string? CreditFrom { get; init; }

    public string? Collected { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<ListVersionDraft> Versions { get; init; } = [];

    public IReadOnlyList<ListItemDraft> Items { get; init; } = [];

    public IReadOnlyList<LookupDraft> Lookups { get; init; } = [];

    public IReadOnlyList<InquiryDraft> Inquiries { get; init; } = [];

    public IReadOnlyList<SourceDraft> Sources { get; init; } = [];

    Draft ISourcedDraft.With(IReadOnlyList<SourceDraft> sources) => this with { Sources = sources };
}

/// <summary>A state of the list, as an editor wrote it.</summary>
public sealed record ListVersionDraft
{
    public string? Date { get; init; }

    public string? Total { get; init; }

    public string? Currency { get; init; }

    public string? Entries { get; init; }

    public string? Jobs { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>An entry of the list, as an editor wrote it.</summary>
public sealed record ListItemDraft
{
    public string? Id { get; init; }

    public string? AsListed { get; init; }

    public string? Companies { get; init; }

    public string? Country { get; init; }

    public string? Amount { get; init; }

    public string? AmountInWords { get; init; }

    public string? Currency { get; init; }

    public string? Jobs { get; init; }

    public string? JobsInWords { get; init; }

    public string? Announced { get; init; }

    public string? Place { get; init; }

    public string? AmountHistory { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<ItemMatchDraft> Matches { get; init; } = [];

    public IReadOnlyList<ItemFindingDraft> Findings { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>How a pledge stands to an entry, as an editor wrote it.</summary>
public sealed record ItemMatchDraft
{
    public string? Pledge { get; init; }

    public string? Kind { get; init; }

    public string? Note { get; init; }
}

/// <summary>What was found of an entry, as an editor wrote it.</summary>
public sealed record ItemFindingDraft
{
    public string? Class { get; init; }

    public string? Text { get; init; }

    public string? Check { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of a list itself, and how the whole is read.</summary>
public static class ClaimListPart
{
    private static readonly ListField Title = new("title", FieldKind.Line, "Title", "What the list is called.", d => d.Title, l => l.Title)
    {
        Missing = "Enter the title of the list.",
        MaxLength = ClaimList.TitleMaxLength,
    };

    private static readonly ListField Keeper = new("keeper", FieldKind.Line, "Kept by", "Who keeps it.", d => d.Keeper, l => l.Keeper)
    {
        Missing = "Say who keeps the list.",
        MaxLength = Claimant.NameMaxLength,
        IsShort = true,
    };

    private static readonly ListField What = new("what", FieldKind.Text, "What it lists", "What it lists.", d => d.What, l => l.What)
    {
        Missing = "Say what it lists.",
    };

    private static readonly ListField CreditFrom = new("creditFrom", FieldKind.Date, "Credited from", "The first day of the time that its keeper credits.", d => d.CreditFrom, l => l.CreditFrom)
    {
        Hint = "A day, a month or a year: what was announced before it is not new.",
        IsShort = true,
    };

    private static readonly ListField Collected = ListField.Word("collected", "Entries copied", "How many of its entries are copied here.", "Say whether all entries, some or none are copied.", d => d.Collected, l => l.Collected);

    private static readonly ListField Note = new("note", FieldKind.Text, "Note", "What a reader should know of how it was read.", d => d.Note, l => l.Note);

    /// <summary>The list itself.</summary>
    public static DraftPart<ClaimListDraft, ClaimList> Part { get; } = new("", "The list", "The list itself.", [Title, Keeper, What, CreditFrom, Collected, Note]);

    internal static ClaimList Read(PartReader<ClaimListDraft, ClaimList> read)
    {
        var whole = read.Whole;
        var draft = read.Draft;
        var sources = whole.Items(draft.Sources, SourcePart.Part, SourcePart.Read);
        return new ClaimList
        {
            Slug = whole.Context.Key,
            Title = read.Text(Title),
            Keeper = read.Text(Keeper),
            What = read.Text(What),
            CreditFrom = read.OptionalDate(CreditFrom),
            Collected = read.Word<ItemsCollected>(Collected),
            Note = read.Optional(Note),
            Versions = whole.Items(draft.Versions, ListVersionPart.Part, ListVersionPart.Read),
            Items = whole.Items(draft.Items, ListItemPart.Part, ListItemPart.Read),
            Lookups = whole.Items(draft.Lookups, LookupPart.Part, LookupPart.Read),
            Inquiries = whole.Items(draft.Inquiries, InquiryPart.Part, InquiryPart.Read),
            Sources = sources,
        };
    }
}

/// <summary>The fields of a state of the list, and how they are read.</summary>
public static class ListVersionPart
{
    private static readonly VersionField Date = new("date", FieldKind.Date, "Day", "The day of this state.", d => d.Date, v => v.Date)
    {
        Hint = "A day, a month or a year.",
        Missing = "Enter the day of this state.",
        IsShort = true,
    };

    private static readonly VersionField Total = new("total", FieldKind.Quantity, "Total", "The sum that stands on it.", d => d.Total, v => v.Total)
    {
        Hint = "Only the sum that the list itself gives.",
        IsShort = true,
    };

    private static readonly VersionField Currency = new("currency", FieldKind.Line, "Currency", "ISO 4217, of the total.", d => d.Currency, v => v.Currency)
    {
        Hint = "Like USD.",
        Pattern = Values.Money.CurrencyPattern,
        IsShort = true,
    };

    private static readonly VersionField Entries = new("entries", FieldKind.Quantity, "Entries", "How many entries it has.", d => d.Entries, v => v.Entries) { IsShort = true };

    private static readonly VersionField Jobs = new("jobs", FieldKind.Quantity, "Jobs", "How many jobs it gives.", d => d.Jobs, v => v.Jobs) { IsShort = true };

    private static readonly VersionField Note = new("note", FieldKind.Text, "Note", "A note for readers.", d => d.Note, v => v.Note);

    private static readonly VersionField Sources = VersionField.Sources(v => v.Sources, needed: true);

    /// <summary>What the list said of itself over time.</summary>
    public static DraftPart<ListVersionDraft, ListVersion> Part { get; } = new("versions", "The list over time", "What the list said of itself, state by state.", [Date, Total, Currency, Entries, Jobs, Note, Sources])
    {
        One = "state",
        Hint = "A later state may be smaller.",
        Shown = ["date", "total", "entries"],
    };

    internal static ListVersion Read(PartReader<ListVersionDraft, ListVersion> read)
    {
        var total = read.OptionalQuantity(Total);
        return new ListVersion
        {
            Date = read.Date(Date),
            Total = total,
            Currency = read.CurrencyOf(Currency, total is not null, !string.IsNullOrWhiteSpace(read.Draft.Total)),
            Entries = read.OptionalQuantity(Entries),
            Jobs = read.OptionalQuantity(Jobs),
            Note = read.Optional(Note),
            Sources = read.Sources(read.Draft.Sources),
        };
    }
}

/// <summary>The fields of an entry, and how they are read.</summary>
public static class ListItemPart
{
    private static readonly ItemField Id = new("id", FieldKind.Line, "Short name", "Short name within the list.", d => d.Id, i => i.Key)
    {
        Missing = "Give the entry a short name.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly ItemField AsListed = new("asListed", FieldKind.Line, "As listed", "Its words on the list.", d => d.AsListed, i => i.AsListed)
    {
        Missing = "Enter the words of the list.",
        MaxLength = 500,
    };

    private static readonly ItemField Companies = new("companies", FieldKind.Line, "Companies", "The companies. Empty for a state’s.", d => d.Companies, i => i.Companies)
    {
        Hint = "With commas between them. Empty for a state’s pledge.",
        MaxLength = 300,
        IsShort = true,
    };

    private static readonly ItemField Country = new("country", FieldKind.Line, "Country", "The country whose pledge it is.", d => d.Country, i => i.Country)
    {
        Hint = "Only where a country pledges, not a company. Its two letters, like JP.",
        MaxLength = 100,
        IsShort = true,
    };

    private static readonly ItemField Amount = new("amount", FieldKind.Quantity, "Amount", "The amount on the list.", d => d.Amount, i => i.Amount) { IsShort = true };

    private static readonly ItemField AmountInWords = new("amountInWords", FieldKind.Line, "Amount in words", "What stands there if it is no number.", d => d.AmountInWords, i => i.AmountInWords)
    {
        MaxLength = 200,
        IsShort = true,
    };

    private static readonly ItemField Currency = new("currency", FieldKind.Line, "Currency", "ISO 4217, of the amount.", d => d.Currency, i => i.Currency)
    {
        Hint = "Like USD.",
        Pattern = Values.Money.CurrencyPattern,
        IsShort = true,
    };

    private static readonly ItemField Jobs = new("jobs", FieldKind.Quantity, "Jobs", "The jobs on the list.", d => d.Jobs, i => i.Jobs) { IsShort = true };

    private static readonly ItemField JobsInWords = new("jobsInWords", FieldKind.Line, "Jobs in words", "What the list says of jobs, where that is more or other than a number.", d => d.JobsInWords, i => i.JobsInWords)
    {
        MaxLength = 200,
        IsShort = true,
    };

    private static readonly ItemField Announced = new("announced", FieldKind.Date, "Announced", "When it was announced.", d => d.Announced, i => i.Announced) { IsShort = true };

    private static readonly ItemField Place = new("place", FieldKind.Line, "Place", "Where.", d => d.Place, i => i.Place)
    {
        MaxLength = 200,
        IsShort = true,
    };

    private static readonly ItemField AmountHistory = new("amountHistory", FieldKind.Line, "Other amounts", "What other amounts it had on the list, and until when.", d => d.AmountHistory, i => i.AmountHistory)
    {
        Hint = "Like 500,000,000,000 until August 2025.",
        MaxLength = 300,
    };

    private static readonly ItemField Note = new("note", FieldKind.Text, "Note", "A note for readers.", d => d.Note, i => i.Note);

    private static readonly ItemField Sources = ItemField.Sources(i => i.Sources, needed: true);

    /// <summary>The entries of the list.</summary>
    public static DraftPart<ListItemDraft, ListItem> Part { get; } = new(
        "items", "Entries", "The entries of the list.",
        [Id, AsListed, Companies, Country, Amount, AmountInWords, Currency, Jobs, JobsInWords, Announced, Place, AmountHistory, Note, Sources])
    {
        One = "entry",
        Hint = "As they stand on the list. What was found of them stands below each.",
        Shown = ["asListed", "amount", "jobs"],
        Parts = [ItemMatchPart.Part, ItemFindingPart.Part],
    };

    internal static ListItem Read(PartReader<ListItemDraft, ListItem> read)
    {
        var amount = read.OptionalQuantity(Amount);
        var words = read.Optional(AmountInWords);
        if (amount is not null && words is not null)
        {
            read.Problem(AmountInWords, "Words stand here only where the list gives no number.");
        }

        var companies = read.Optional(Companies);
        var country = read.Optional(Country);
        if (companies is null == country is null)
        {
            read.Problem(Companies, companies is null ? "Enter the companies, or the state whose pledge it is." : "Either companies pledge or a state. Leave one empty.");
        }

        return new ListItem
        {
            Key = read.Key(Id),
            AsListed = read.Text(AsListed),
            Companies = companies,
            Country = country,
            Amount = amount,
            AmountInWords = words,
            Currency = read.CurrencyOf(Currency, amount is not null, words is not null || !string.IsNullOrWhiteSpace(read.Draft.Amount)),
            Jobs = read.OptionalQuantity(Jobs),
            JobsInWords = read.Optional(JobsInWords),
            Announced = read.OptionalDate(Announced),
            Place = read.Optional(Place),
            AmountHistory = read.Optional(AmountHistory),
            Note = read.Optional(Note),
            Matches = read.Items(read.Draft.Matches, ItemMatchPart.Part, ItemMatchPart.Read),
            Findings = read.Items(read.Draft.Findings, ItemFindingPart.Part, ItemFindingPart.Read),
            Sources = read.Sources(read.Draft.Sources),
        };
    }
}

/// <summary>The fields of a match, and how they are read.</summary>
public static class ItemMatchPart
{
    private static readonly MatchField Pledge = new("pledge", FieldKind.Choice, "Pledge", "The pledge, by its address.", d => d.Pledge, m => m.Pledge)
    {
        Missing = "Choose the pledge.",
        From = ChoicesOf.Pledges,
        AtMost = Values.Slug.MaxLength,
    };

    private static readonly MatchField Kind = MatchField.Word("kind", "It is", "How the pledge stands to the entry.", "Say how the pledge stands to the entry.", d => d.Kind, m => m.Kind);

    private static readonly MatchField Note = new("note", FieldKind.Line, "Note", "A note for readers.", d => d.Note, m => m.Note);

    /// <summary>The pledges that the entry is.</summary>
    public static DraftPart<ItemMatchDraft, ItemMatch> Part { get; } = new("matches", "Pledges of this tracker", "Which pledges of this tracker the entry is.", [Pledge, Kind, Note])
    {
        One = "match",
        Shown = ["pledge", "kind"],
    };

    internal static ItemMatch Read(PartReader<ItemMatchDraft, ItemMatch> read)
    {
        _ = read.Text(Pledge);
        return new(read.Known(Pledge, read.Whole.Context.Pledges, "pledge") ?? "", read.Word<MatchKind>(Kind), read.Optional(Note));
    }
}

/// <summary>The fields of a finding, and how they are read.</summary>
public static class ItemFindingPart
{
    private static readonly FindingField Class = FindingField.Word("class", "Class", "Which class of finding it is.", "Choose the class of the finding.", d => d.Class, f => f.Class);

    private static readonly FindingField Text = new("text", FieldKind.Text, "What was found", "What was found.", d => d.Text, f => f.Text)
    {
        Missing = "Say what was found.",
        MaxLength = 500,
    };

    private static readonly FindingField Check = new("check", FieldKind.Choice, "Found by", "The check that found it, by its address. Empty for the editors.", d => d.Check, f => f.Check)
    {
        Hint = "Empty where the editors read it off the words of the list or of the company.",
        From = ChoicesOf.Checks,
        AtMost = Values.Slug.MaxLength,
        IsShort = true,
    };

    private static readonly FindingField Sources = FindingField.Sources(f => f.Sources, needed: true);

    /// <summary>What was found of the entry.</summary>
    public static DraftPart<ItemFindingDraft, ItemFinding> Part { get; } = new("findings", "What was found", "What was found of the entry. Findings may disagree.", [Class, Text, Check, Sources])
    {
        One = "finding",
        Shown = ["class", "check", "text"],
    };

    internal static ItemFinding Read(PartReader<ItemFindingDraft, ItemFinding> read) => new()
    {
        Class = read.Word<FindingClass>(Class),
        Text = read.Text(Text),
        Check = read.Known(Check, read.Whole.Context.Checks, "check"),
        Sources = read.Sources(read.Draft.Sources),
    };
}
