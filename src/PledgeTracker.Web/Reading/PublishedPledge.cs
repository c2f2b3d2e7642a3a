using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>A pledge as readers see it, with what its page needs beside it.</summary>
public sealed record PublishedPledge
{
    /// <summary>Its number in this tracker, which stays when the address changes.</summary>
    public required int Id { get; init; }

    public required Pledge Pledge { get; init; }

    /// <summary>The published revision's number.</summary>
    public required int Revision { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>The newsroom's day of it.</summary>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>This pledge's relations to others that are published, and theirs to this one.</summary>
    public required IReadOnlyList<RelatedPledge> Related { get; init; }

    /// <summary>
    /// The numbers by which the figures are cited, in their order; null where an earlier program published the pledge and
    /// no numbers were given yet.
    /// </summary>
    public IReadOnlyList<int>? FigureNumbers { get; init; }

    /// <summary>The number by which a figure is cited; also found for a figure of the pledge as known on a day.</summary>
    public int NumberOf(Figure figure)
    {
        var position = Pledge.Figures.FindIndex(f => f.AsOf == figure.AsOf && f.Quantity == figure.Quantity && f.Metric == figure.Metric && f.ReportedBy == figure.ReportedBy);
        return FigureNumbers?[position] ?? position + 1;
    }

    /// <summary>The same publication with what the world knew on a day.</summary>
    public PublishedPledge KnownOn(DateOnly day)
    {
        var known = AsKnownOn.Of(Pledge, day);
        return this with { Pledge = known, FigureNumbers = [.. known.Figures.Select(NumberOf)] };
    }

    /// <summary>What was corrected up to this revision, newest first.</summary>
    public IReadOnlyList<(string Note, DateTime At)> Corrections { get; init; } = [];

    /// <summary>What is known of the stored copies of its sources, by their SHA-256.</summary>
    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; init; } = new Dictionary<string, EvidenceFile>();
}

/// <summary>
/// Another pledge to see together with this one. <c>Kind</c> says how the pledge that names the relation stands to the
/// other; <c>IsNamedThere</c> says that the other pledge names it.
/// </summary>
public sealed record RelatedPledge(RelationKind Kind, bool IsNamedThere, string Slug, string Title, string Company, string? Note);

/// <summary>What an address leads to.</summary>
public abstract record PledgeAddress
{
    private PledgeAddress()
    {
    }

    /// <param name="Pledge">The pledge.</param>
    /// <param name="Kept">What was made of it before; null where nothing is kept.</param>
    public sealed record Found(PublishedPledge Pledge, KeptPledge? Kept = null) : PledgeAddress;

    /// <summary>The pledge has another address now.</summary>
    public sealed record Moved(string Slug) : PledgeAddress;

    /// <summary>The pledge was taken off the site.</summary>
    public sealed record Gone(string Reason, DateTime? At) : PledgeAddress;

    public sealed record Unknown : PledgeAddress;
}
