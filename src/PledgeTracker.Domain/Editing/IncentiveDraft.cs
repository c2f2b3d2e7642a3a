using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.IncentiveDraft, PledgeTracker.Domain.Pledges.Incentive>;

namespace PledgeTracker.Domain.Editing;

/// <summary>Public money or relief tied to the pledge, as an editor wrote it.</summary>
public sealed record IncentiveDraft
{
    public string? Grantor { get; init; }

    public string? Kind { get; init; }

    public string? Description { get; init; }

    /// <summary>Whole units of the currency, as people write it; empty where no source states an amount.</summary>
    public string? Amount { get; init; }

    public string? Currency { get; init; }

    public string? State { get; init; }

    /// <summary>Whether it was part of what was on offer for the pledge as first announced.</summary>
    public bool AtTheTime { get; init; }

    public string? Offered { get; init; }

    public string? Date { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of an incentive, and how they are read.</summary>
public static class IncentivePart
{
    private static readonly Field Grantor = new("grantor", FieldKind.Line, "Granted by", "Who gives it.", d => d.Grantor, i => i.Grantor)
    {
        Missing = "Say who grants it.",
    };

    private static readonly Field Kind = Field.Word("kind", "Kind", "The form it takes.", "Choose the kind of support.", d => d.Kind, i => i.Kind);

    private static readonly Field Description = new("description", FieldKind.Text, "Description", "What it is.", d => d.Description, i => i.Description)
    {
        AskedAfter = "date",
    };

    private static readonly Field Amount = new("amount", FieldKind.Quantity, "Amount", "In whole units of the currency. Empty where no source states an amount.", d => d.Amount, i => i.Amount)
    {
        Hint = "In whole units, like 10 million. Leave this empty where no source states one.",
        IsShort = true,
    };

    private static readonly Field Currency = new("currency", FieldKind.Line, "Currency", "ISO 4217.", d => d.Currency, i => i.Currency)
    {
        Hint = "Three letters, like USD.",
        Pattern = Money.CurrencyPattern,
        IsShort = true,
    };

    private static readonly Field State = Field.Word(
        "state", "State", "What state it is in.", "Say whether it was offered, awarded, paid, clawed back, cancelled or threatened.",
        d => d.State, i => i.State, askedAfter: "kind");

    private static readonly Field AtTheTime = new("atTheTime", FieldKind.Tick, "On offer when it was announced", "Whether it was offered for the pledge as first announced, even if it was later changed or withdrawn.", null, i => i.AtTheTime)
    {
        Hint = "It was offered for the pledge as first announced, even if it was later changed or withdrawn.",
    };

    private static readonly Field Offered = new("offered", FieldKind.Date, "Offered or agreed on", "When it was offered or agreed, where its state has changed since.", d => d.Offered, i => i.Offered)
    {
        Hint = "Where its state has changed since: a day, a month or a year.",
        IsShort = true,
    };

    private static readonly Field Date = new("date", FieldKind.Date, "In this state since", "Since when it has been in this state.", d => d.Date, i => i.Date)
    {
        Hint = "A day, a month or a year. Leave this empty where no source shows it.",
        IsShort = true,
    };

    private static readonly Field Sources = Field.Sources(i => i.Sources, needed: true);

    /// <summary>Public money or relief tied to the pledge.</summary>
    public static DraftPart<IncentiveDraft, Incentive> Part { get; } = new("incentives", "Public incentives", "Public money or relief.", [Grantor, Kind, Description, Amount, Currency, State, AtTheTime, Offered, Date, Sources])
    {
        One = "incentive",
        Shown = ["grantor", "amount", "currency", "state"],
    };

    internal static Incentive Read(PartReader<IncentiveDraft, Incentive> read)
    {
        var amount = read.OptionalQuantity(Amount);
        if (amount?.Low < 0)
        {
            read.Problem(Amount, "An amount cannot be below zero. Say in the state whether it was clawed back.");
        }

        var currency = read.Optional(Currency);
        if (amount is not null && !Money.IsCurrency(currency))
        {
            read.Problem(Currency, "Enter the currency as its three-letter code, like USD.");
        }

        return new Incentive
        {
            Grantor = read.Text(Grantor),
            Kind = read.Word<IncentiveKind>(Kind),
            Description = read.Optional(Description),
            Amount = amount,
            Currency = amount is null ? null : currency,
            State = read.Word<IncentiveState>(State),
            AtTheTime = read.Draft.AtTheTime,
            Offered = read.OptionalDate(Offered),
            Date = read.OptionalDate(Date),
            Sources = read.Sources(read.Draft.Sources),
        };
    }
}
