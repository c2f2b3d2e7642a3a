namespace PledgeTracker.Web.Data;

/// <summary>What a reviewer adds to a publication.</summary>
/// <param name="Note">What changed, for readers; needed from the second publication on.</param>
/// <param name="Kind">What it is to readers.</param>
/// <param name="Despite">Why it is published although a guard rail warned.</param>
/// <param name="Company">
/// The revision of a company new to readers that the review showed beside its first pledge: 0 for one without a revision,
/// null where it showed none.
/// </param>
public sealed record ReviewerTerms(string? Note, PublicationKind? Kind, string? Despite, int? Company = null);

/// <summary>How a scheduled revision is published at its time, and on whose word.</summary>
/// <param name="Terms">What the reviewer said with it.</param>
/// <param name="MemberId">Who scheduled it, as an account; null for the command line.</param>
/// <param name="Name">The reviewer's name on that day.</param>
public sealed record ScheduledPublication(ReviewerTerms Terms, int? MemberId, string Name);
