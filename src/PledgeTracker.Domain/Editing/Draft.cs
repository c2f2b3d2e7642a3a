namespace PledgeTracker.Domain.Editing;

/// <summary>What an editor wrote of one thing that readers see: a pledge, a company, a metric, the name of a tag or sector, a claimant, a list, a check.</summary>
public abstract record Draft;
