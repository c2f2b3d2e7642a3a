using System.Globalization;
using System.Text;

namespace PledgeTracker.Domain.Pledges;

/// <summary>Who promises.</summary>
public sealed class Company
{
    public const int NameMaxLength = 200;

    public required string Slug { get; init; }

    /// <summary>The name readers know.</summary>
    public required string Name { get; init; }

    /// <summary>The name as lists are sorted by it: without accents and in lower case, so that adidas stands among the A.</summary>
    public string SortName
    {
        get => SortNameOf(Name);

        // The database needs a column to sort by; its value always follows from the name.
        private init => _ = value;
    }

    public string? LegalName { get; init; }

    /// <summary>Names it had before or took later, where a source uses them.</summary>
    public List<string> OtherNames { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? HeadquartersCountry { get; init; }

    public string? Sector { get; init; }

    public string? Website { get; init; }

    /// <summary>The item's number at Wikidata, with its Q.</summary>
    public string? WikidataId { get; init; }

    public List<Listing> Listings { get; init; } = [];

    private static string SortNameOf(string name)
    {
        var builder = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                builder.Append(char.ToLowerInvariant(c));
            }
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }
}

/// <summary>Where a company's shares are traded.</summary>
public sealed class Listing
{
    public required string Exchange { get; init; }

    public required string Ticker { get; init; }
}

/// <summary>
/// What a target or a figure counts. Data and not an enumeration, so that a newsroom can add one without a release.
/// </summary>
public sealed class Metric
{
    /// <summary>The written form, such as <c>jobs-created</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The name within a sentence: <c>jobs created</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What one of it is called: <c>job</c>.</summary>
    public required string Singular { get; init; }

    /// <summary>What several are called: <c>jobs</c>.</summary>
    public required string Plural { get; init; }

    public required MetricFamily Family { get; init; }

    /// <summary>Whether the metric is itself a level (a headcount), so that a target is a level to reach.</summary>
    public bool IsLevel { get; init; }

    /// <summary>What is meant, in one or two sentences: the method page and the tooltips say it in these words.</summary>
    public required string Definition { get; init; }
}
