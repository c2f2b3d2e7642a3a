using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Claims;

/// <summary>A list of announcements that somebody keeps and that claims rest on.</summary>
public sealed class ClaimList
{
    /// <summary>The most characters of the title.</summary>
    public const int TitleMaxLength = 200;

    /// <summary>What stands after /lists/.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>Who keeps it.</summary>
    public required string Keeper { get; init; }

    /// <summary>What it lists.</summary>
    public required string What { get; init; }

    /// <summary>The first day of the time that its keeper credits; null where none is named. Findings of “before” are before it.</summary>
    public PartialDate? CreditFrom { get; init; }

    public required ItemsCollected Collected { get; init; }

    public string? Note { get; init; }

    /// <summary>Its states over time, in the editors’ order. A later one may be smaller.</summary>
    public required IReadOnlyList<ListVersion> Versions { get; init; }

    public required IReadOnlyList<ListItem> Items { get; init; }

    public required IReadOnlyList<Lookup> Lookups { get; init; }

    public required IReadOnlyList<Inquiry> Inquiries { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>The newest state that was there on a day; null before the first. Of a month and a day in it, the day is the newer one.</summary>
    public ListVersion? VersionOn(DateOnly on) => Versions.Where(v => v.Date.Earliest <= on).OrderBy(v => v.Date).LastOrDefault();
}

/// <summary>What a list said of itself on a day.</summary>
public sealed class ListVersion
{
    public required PartialDate Date { get; init; }

    /// <summary>The sum that stands on it; null where it gives none.</summary>
    public Quantity? Total { get; init; }

    /// <summary>ISO 4217, of <see cref="Total"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>How many entries it has.</summary>
    public Quantity? Entries { get; init; }

    /// <summary>How many jobs it gives.</summary>
    public Quantity? Jobs { get; init; }

    public string? Note { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }
}

/// <summary>One entry of a list.</summary>
public sealed class ListItem
{
    /// <summary>Unique within the list.</summary>
    public required string Key { get; init; }

    /// <summary>Its words on the list.</summary>
    public required string AsListed { get; init; }

    /// <summary>The companies, as readers know them; null for a state’s.</summary>
    public string? Companies { get; init; }

    /// <summary>The state whose pledge it is; null for companies’.</summary>
    public string? Country { get; init; }

    public Quantity? Amount { get; init; }

    /// <summary>What stands on the list where an amount would, if that is no number.</summary>
    public string? AmountInWords { get; init; }

    /// <summary>ISO 4217, of <see cref="Amount"/>.</summary>
    public string? Currency { get; init; }

    public Quantity? Jobs { get; init; }

    /// <summary>What the list says of jobs, where that is more or other than a number.</summary>
    public string? JobsInWords { get; init; }

    public PartialDate? Announced { get; init; }

    public string? Place { get; init; }

    /// <summary>What other amounts it had on the list, and until when.</summary>
    public string? AmountHistory { get; init; }

    public string? Note { get; init; }

    public required IReadOnlyList<ItemMatch> Matches { get; init; }

    public required IReadOnlyList<ItemFinding> Findings { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }
}

/// <summary>How a pledge of the tracker stands to an entry.</summary>
/// <param name="Pledge">The pledge’s slug.</param>
/// <param name="Kind">How it stands to the entry.</param>
/// <param name="Note">What is to be known of it.</param>
public sealed record ItemMatch(string Pledge, MatchKind Kind, string? Note);

/// <summary>What somebody found of an entry.</summary>
public sealed class ItemFinding
{
    public required FindingClass Class { get; init; }

    /// <summary>What was found, in a sentence without its stop.</summary>
    public required string Text { get; init; }

    /// <summary>The slug of the check that found it; null where the editors read it off the list’s or the company’s own words.</summary>
    public string? Check { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }
}
