using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// How much public money a pledge has, by the sum its page shows: what was on offer at the announcement, or, where nothing is marked so, what
/// was paid. The two are never added, and currencies are never converted.
/// </summary>
public enum MoneyBand
{
    /// <summary>No public money is recorded. Says nothing about whether there was any.</summary>
    None,

    /// <summary>Public money is recorded, and the page shows no sum of it.</summary>
    WithoutSum,
    BelowTenMillion,
    FromTenMillion,
    FromHundredMillion,
    FromBillion,

    /// <summary>The sum is in another currency than U.S. dollars.</summary>
    OtherCurrency,
}

/// <summary>What public money on offer came to for each job pledged (<see cref="Domain.Progress.CostPerJob"/>).</summary>
public enum PerJobBand
{
    /// <summary>No such sum is computed.</summary>
    None,
    BelowTenThousand,
    FromTenThousand,
    FromFiftyThousand,
    FromHundredThousand,
    FromHalfMillion,

    /// <summary>The sum is in another currency than U.S. dollars.</summary>
    OtherCurrency,
}

/// <summary>What was done about a deadline by the calendar alone.</summary>
public enum DeadlineState
{
    Passed,
    Ahead,
    None,
}

/// <summary>The bands in words, and the band of a sum.</summary>
public static class MoneyWords
{
    /// <summary>The currency the bands are in; ISO 4217.</summary>
    public const string Currency = "USD";

    public static string Of(MoneyBand band) => band switch
    {
        MoneyBand.None => T("None recorded"),
        MoneyBand.WithoutSum => T("Recorded, without a sum"),
        MoneyBand.BelowTenMillion => T("Less than $10 million"),
        MoneyBand.FromTenMillion => T("$10 million to $100 million"),
        MoneyBand.FromHundredMillion => T("$100 million to $1 billion"),
        MoneyBand.FromBillion => T("$1 billion or more"),
        _ => T("In another currency"),
    };

    public static string Of(PerJobBand band) => band switch
    {
        PerJobBand.None => T("Not computed"),
        PerJobBand.BelowTenThousand => T("Less than $10,000"),
        PerJobBand.FromTenThousand => T("$10,000 to $50,000"),
        PerJobBand.FromFiftyThousand => T("$50,000 to $100,000"),
        PerJobBand.FromHundredThousand => T("$100,000 to $500,000"),
        PerJobBand.FromHalfMillion => T("$500,000 or more"),
        _ => T("In another currency"),
    };

    /// <summary>The band of a sum of public money.</summary>
    public static MoneyBand BandOf(long amount, string currency) => currency != Currency ? MoneyBand.OtherCurrency : amount switch
    {
        < 10_000_000 => MoneyBand.BelowTenMillion,
        < 100_000_000 => MoneyBand.FromTenMillion,
        < 1_000_000_000 => MoneyBand.FromHundredMillion,
        _ => MoneyBand.FromBillion,
    };

    /// <summary>The band of an amount for each job.</summary>
    public static PerJobBand PerJobBandOf(long amount, string currency) => currency != Currency ? PerJobBand.OtherCurrency : amount switch
    {
        < 10_000 => PerJobBand.BelowTenThousand,
        < 50_000 => PerJobBand.FromTenThousand,
        < 100_000 => PerJobBand.FromFiftyThousand,
        < 500_000 => PerJobBand.FromHundredThousand,
        _ => PerJobBand.FromHalfMillion,
    };
}
