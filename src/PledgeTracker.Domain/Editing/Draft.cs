namespace PledgeTracker.Domain.Editing;

/// <summary>What an editor wrote of one thing that readers see: a pledge, a company, a metric, the name of a tag or sector, a claimant, a list, a check.</summary>
public abstract record Draft;

/// <summary>A draft with a list of sources, at which its parts point: every one of <see cref="DocumentShape.All"/>.</summary>
public interface ISourcedDraft
{
    /// <summary>Its sources, in the order in which readers see their numbers.</summary>
    IReadOnlyList<SourceDraft> Sources { get; }

    /// <summary>The same draft with other sources.</summary>
    Draft With(IReadOnlyList<SourceDraft> sources);
}
