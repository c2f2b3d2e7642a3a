using System.Globalization;
using System.Text;
using PledgeTracker.Domain.Values;

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

    /// <summary>
    /// Names it had before or took later, where a source uses them; each with its time where that is known, as
    /// <see cref="NameInTime"/> writes it.
    /// </summary>
    public List<string> OtherNames { get; init; } = [];

    /// <summary>The other names, each with its time.</summary>
    public IEnumerable<NameInTime> NamesInTime() => OtherNames.Select(NameInTime.Of);

    /// <summary>The other names without their times.</summary>
    public IEnumerable<string> BareNames() => NamesInTime().Select(n => n.Name).Distinct(StringComparer.Ordinal);

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? HeadquartersCountry { get; init; }

    public string? Sector { get; init; }

    public string? Website { get; init; }

    /// <summary>The item's number at Wikidata, with its Q.</summary>
    public string? WikidataId { get; init; }

    public List<Listing> Listings { get; init; } = [];

    /// <summary>
    /// The name that the company used at a date: the one other name whose time certainly holds all of the date, and
    /// <see cref="Name"/> where none is known to.
    /// </summary>
    /// <remarks>
    /// This answers what a company is called today too, so that <see cref="Name"/> need not be the newest one: a company that is
    /// listed as Fiat Chrysler, with “Stellantis (from 2021-01-17)” among its other names, was Fiat Chrysler in 2017 and is Stellantis
    /// on any day from then on. Lists, addresses and the company's own page keep <see cref="Name"/>.
    /// </remarks>
    public string NameOn(PartialDate date) => NamesInTime().Where(n => n.WasUsedOn(date)).Select(n => n.Name).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : Name;

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

    /// <summary>The metric of jobs that an estimate says to depend on something.</summary>
    public const string Supported = "jobs-supported";

    /// <summary>The metric of jobs that exist already and are to be kept.</summary>
    public const string Retained = "jobs-retained";

    /// <summary>
    /// Whether a straight path leads from nothing at the announcement to the target. Jobs that are to be kept are all there from the start.
    /// </summary>
    public static bool HasPath(string code) => code != Retained;

    /// <summary>
    /// What somebody promises who promises a number of it, with <c>{0}</c> for the number: <c>hire {0} people</c>. Null where it
    /// is only reported, and where nobody wrote it down: then a promise is put with the label.
    /// </summary>
    public string? Promise { get; init; }

    /// <summary>What is meant, in one or two sentences: the method page and the tooltips say it in these words.</summary>
    public required string Definition { get; init; }
}
