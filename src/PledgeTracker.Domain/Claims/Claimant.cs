using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Claims;

/// <summary>A person or body that claims totals of companies’ pledges, and every number that is recorded of it.</summary>
public sealed class Claimant
{
    /// <summary>The most characters of the name.</summary>
    public const int NameMaxLength = 200;

    /// <summary>What stands after /claims/.</summary>
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required ClaimantKind Kind { get; init; }

    /// <summary>Who that is and what the numbers are about, in a sentence or two, without judging.</summary>
    public required string Summary { get; init; }

    public required IReadOnlyList<ClaimSeries> Series { get; init; }

    /// <summary>In the editors’ order.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    public required IReadOnlyList<Lookup> Lookups { get; init; }

    public required IReadOnlyList<Inquiry> Inquiries { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }
}

/// <summary>One number of a claimant over time. It may rise and fall.</summary>
public sealed class ClaimSeries
{
    /// <summary>The word by which claims point at it.</summary>
    public required string Key { get; init; }

    /// <summary>What the number is, as a heading.</summary>
    public required string Label { get; init; }

    public string? Note { get; init; }
}

/// <summary>A total that somebody said or printed on a day.</summary>
public sealed class Claim
{
    /// <summary>The word by which it is pointed at; unique within the claimant.</summary>
    public required string Key { get; init; }

    public required PartialDate Date { get; init; }

    /// <summary>Who said it, where that was not the claimant; null where it was.</summary>
    public string? Speaker { get; init; }

    /// <summary>The speaker’s role on that day.</summary>
    public required string Role { get; init; }

    /// <summary>The number as firmly as it was said; null where there was none.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The words that stood where a number would: “tens of thousands”. Null beside a number, and where nothing of the kind was said.</summary>
    public string? InWords { get; init; }

    public required ClaimUnit Unit { get; init; }

    /// <summary>ISO 4217; null for what is no money.</summary>
    public string? Currency { get; init; }

    /// <summary>The verb, as it was said: “secured”, “announced”, “being invested”; null where none was.</summary>
    public string? Verb { get; init; }

    /// <summary>What the number is said to be.</summary>
    public required string Says { get; init; }

    /// <summary>Word for word; at most <see cref="Pledges.Quote.MaxWords"/> words. Null where only a report of it is known.</summary>
    public string? Quote { get; init; }

    /// <summary>What the claimant credits, where that is narrower than the list.</summary>
    public string? CreditFor { get; init; }

    /// <summary>The slug of the list it rests on; null where it names none.</summary>
    public string? List { get; init; }

    /// <summary>The key of the one entry of that list that it is about; null where it is about the whole.</summary>
    public string? Item { get; init; }

    /// <summary>What is to be known of how it rests on the list.</summary>
    public string? ListNote { get; init; }

    /// <summary>The key of the series it belongs to.</summary>
    public string? Series { get; init; }

    public string? Remarks { get; init; }

    /// <summary>Whether the editors put it on the home page; none is there by itself.</summary>
    public bool Featured { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }
}
