using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Claims;

/// <summary>An examination of claims or of a list by reporters, an institute or an auditor.</summary>
public sealed class Check
{
    /// <summary>What stands after /checks/.</summary>
    public required string Slug { get; init; }

    /// <summary>The outlet or institute, with the author where one is named.</summary>
    public required string By { get; init; }

    public required PartialDate Date { get; init; }

    /// <summary>The claims that it examines, each as the claimant’s slug, a slash and the claim’s key.</summary>
    public required IReadOnlyList<string> Claims { get; init; }

    /// <summary>
    /// The lists that its numbers are about, by slug. Empty where they are about the one list that all its claims rest on: the numbers of a
    /// check of claims on several lists stand on no ladder but those named here.
    /// </summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>The check that this one examines, by slug; null where it is none of a check.</summary>
    public string? Of { get; init; }

    public required string Method { get; init; }

    /// <summary>The words by which it classes what it finds, as its own, one to a line; null where it has none.</summary>
    public string? Classes { get; init; }

    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>What the claimant answered.</summary>
    public string? Reply { get; init; }

    /// <summary>What the check, or the copy of it that was read, does not tell.</summary>
    public string? Limits { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }
}

/// <summary>One result of a check.</summary>
public sealed class CheckResult
{
    /// <summary>What it is about, in a word or two of the editors’.</summary>
    public required string Label { get; init; }

    /// <summary>The step of the ladder that the number belongs to; null where it belongs to none.</summary>
    public LadderStep? Step { get; init; }

    public Quantity? Quantity { get; init; }

    /// <summary>The words that stood where a number would.</summary>
    public string? InWords { get; init; }

    /// <summary>What the number counts; null without one.</summary>
    public ClaimUnit? Unit { get; init; }

    /// <summary>ISO 4217; null for what is no money.</summary>
    public string? Currency { get; init; }

    /// <summary>What was found, in a sentence.</summary>
    public required string Text { get; init; }
}
