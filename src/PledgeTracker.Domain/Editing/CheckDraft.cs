using PledgeTracker.Domain.Claims;
using CheckField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.CheckDraft, PledgeTracker.Domain.Claims.Check>;
using ResultField = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.CheckResultDraft, PledgeTracker.Domain.Claims.CheckResult>;

namespace PledgeTracker.Domain.Editing;

/// <summary>An examination of claims, as an editor wrote it, without the address: that is fixed when the check is added.</summary>
public sealed record CheckDraft : Draft, ISourcedDraft
{
    public string? By { get; init; }

    public string? Date { get; init; }

    public IReadOnlyList<string> Claims { get; init; } = [];

    public IReadOnlyList<string> Lists { get; init; } = [];

    public string? Of { get; init; }

    public string? Method { get; init; }

    public string? Classes { get; init; }

    public string? Reply { get; init; }

    public string? Limits { get; init; }

    public IReadOnlyList<CheckResultDraft> Results { get; init; } = [];

    public IReadOnlyList<SourceDraft> Sources { get; init; } = [];

    Draft ISourcedDraft.With(IReadOnlyList<SourceDraft> sources) => this with { Sources = sources };
}

/// <summary>A result of a check, as an editor wrote it.</summary>
public sealed record CheckResultDraft
{
    public string? Label { get; init; }

    public string? Step { get; init; }

    public string? Quantity { get; init; }

    public string? InWords { get; init; }

    public string? Unit { get; init; }

    public string? Currency { get; init; }

    public string? Text { get; init; }
}

/// <summary>The fields of a check itself, and how the whole is read.</summary>
public static class CheckPart
{
    private static readonly CheckField By = new("by", FieldKind.Line, "Made by", "The outlet or institute, with the author where one is named.", d => d.By, c => c.By)
    {
        Missing = "Say who made the check.",
        MaxLength = Claimant.NameMaxLength,
        IsShort = true,
    };

    private static readonly CheckField Date = new("date", FieldKind.Date, "Published", "When it was published.", d => d.Date, c => c.Date)
    {
        Hint = "A day, a month or a year.",
        Missing = "Enter when it was published.",
        IsShort = true,
    };

    private static readonly CheckField Claims = new("claims", FieldKind.Words, "Claims examined", "The claims that it examines, each as claimant and short name with a slash between.", null, c => c.Claims)
    {
        Hint = "Each as the claimant’s address, a slash and the claim’s short name, with commas between them.",
        Missing = "Name the claim.",
        MaxLength = 250,
    };

    private static readonly CheckField Lists = new("lists", FieldKind.Words, "Lists examined", "The lists that its numbers are about, by their addresses.", null, c => c.Lists)
    {
        Hint = "By their addresses, with commas between them. Needed only where the claims rest on several lists or on none.",
        Missing = "Name the list.",
        MaxLength = Values.Slug.MaxLength,
    };

    private static readonly CheckField Of = new("of", FieldKind.Choice, "Examines the check", "The check that this one examines, by its address.", d => d.Of, c => c.Of)
    {
        Hint = "Only where it is a check of a check.",
        From = ChoicesOf.Checks,
        AtMost = Values.Slug.MaxLength,
        IsShort = true,
    };

    private static readonly CheckField Method = new("method", FieldKind.Text, "Method", "What was done.", d => d.Method, c => c.Method)
    {
        Missing = "Say what was done.",
    };

    private static readonly CheckField Classes = new("classes", FieldKind.Text, "Its own classes", "The words by which it classes what it finds, one to a line.", d => d.Classes, c => c.Classes)
    {
        Hint = "In its own words, one to a line.",
    };

    private static readonly CheckField Reply = new("reply", FieldKind.Text, "The claimant’s reply", "What the claimant answered.", d => d.Reply, c => c.Reply);

    private static readonly CheckField Limits = new("limits", FieldKind.Text, "Limits", "What the check, or the copy that was read, does not tell.", d => d.Limits, c => c.Limits);

    /// <summary>The check itself.</summary>
    public static DraftPart<CheckDraft, Check> Part { get; } = new("", "The check", "The check itself.", [By, Date, Claims, Lists, Of, Method, Classes, Reply, Limits]);

    internal static Check Read(PartReader<CheckDraft, Check> read)
    {
        var whole = read.Whole;
        var draft = read.Draft;
        var context = whole.Context;
        var sources = whole.Items(draft.Sources, SourcePart.Part, SourcePart.Read);
        if (draft.Of?.Trim() is { Length: > 0 } of && of == context.Key)
        {
            read.Problem(Of, "A check cannot examine itself.");
        }

        return new Check
        {
            Slug = context.Key,
            By = read.Text(By),
            Date = read.Date(Date),
            Claims = read.Each(Claims, read.Texts(Claims, draft.Claims), claim => context.Claims is { } known && !known.Contains(claim) ? $"There is no claim '{claim}'." : null),
            Lists = read.Each(Lists, read.Texts(Lists, draft.Lists), list => context.Lists is { } known && !known.Contains(list) ? $"There is no list '{list}'." : null),
            Of = read.Known(Of, context.Checks, "check"),
            Method = read.Text(Method),
            Classes = read.Optional(Classes),
            Reply = read.Optional(Reply),
            Limits = read.Optional(Limits),
            Results = whole.Items(draft.Results, CheckResultPart.Part, CheckResultPart.Read),
            Sources = sources,
        };
    }
}

/// <summary>The fields of a result, and how they are read.</summary>
public static class CheckResultPart
{
    private static readonly ResultField Label = new("label", FieldKind.Line, "About", "What it is about, in a word or two.", d => d.Label, r => r.Label)
    {
        Missing = "Say what the result is about.",
        MaxLength = 200,
        IsShort = true,
    };

    private static readonly ResultField Step = ResultField.OptionalWord("step", "Step of the ladder", "The step of the ladder that the number belongs to.", d => d.Step, r => r.Step, hint: "Empty where it is of none.");

    private static readonly ResultField Quantity = new("quantity", FieldKind.Quantity, "Number", "The number, as firmly as it was said.", d => d.Quantity, r => r.Quantity) { IsShort = true };

    private static readonly ResultField InWords = new("inWords", FieldKind.Line, "In words", "The words that stood where a number would.", d => d.InWords, r => r.InWords)
    {
        Hint = "Where it is no whole number: nearly 85 percent.",
        MaxLength = 200,
        IsShort = true,
    };

    private static readonly ResultField Unit = ResultField.OptionalWord("unit", "It counts", "What the number counts.", d => d.Unit, r => r.Unit);

    private static readonly ResultField Currency = new("currency", FieldKind.Line, "Currency", "ISO 4217, for money.", d => d.Currency, r => r.Currency)
    {
        Hint = "For money, like USD.",
        Pattern = Values.Money.CurrencyPattern,
        IsShort = true,
    };

    private static readonly ResultField Text = new("text", FieldKind.Text, "What was found", "What was found.", d => d.Text, r => r.Text)
    {
        Missing = "Say what was found.",
        MaxLength = 500,
    };

    /// <summary>What the check found.</summary>
    public static DraftPart<CheckResultDraft, CheckResult> Part { get; } = new("results", "Results", "What the check found.", [Label, Step, Quantity, InWords, Unit, Currency, Text])
    {
        One = "result",
        Least = 1,
        Shown = ["label", "quantity", "inWords", "text"],
    };

    internal static CheckResult Read(PartReader<CheckResultDraft, CheckResult> read)
    {
        var unit = read.OptionalWord<ClaimUnit>(Unit);
        var quantity = read.OptionalQuantity(Quantity);
        if (quantity is not null && unit is null)
        {
            read.Problem(Unit, "Say what the number counts.");
        }

        var words = read.Optional(InWords);
        if (quantity is not null && words is not null)
        {
            read.Problem(InWords, "Words stand here only where there is no number.");
        }

        var isMoney = unit is ClaimUnit.Investment or ClaimUnit.TradeAndPurchases;
        return new CheckResult
        {
            Label = read.Text(Label),
            Step = read.OptionalWord<LadderStep>(Step),
            Quantity = quantity,
            InWords = words,
            Unit = unit,
            Currency = read.CurrencyOf(Currency, quantity is not null && isMoney, isMoney),
            Text = read.Text(Text),
        };
    }
}
