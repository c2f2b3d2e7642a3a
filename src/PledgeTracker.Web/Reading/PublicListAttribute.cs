using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// Marks a public page that shows a list of pledges. The page reads every key of a <see cref="PledgeFilter"/>, so the cache
/// varies by all of them.
/// </summary>
public sealed class PublicListAttribute() : PublicPageAttribute(PledgeFilter.Keys);
