using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Reading;

/// <summary>Marks a public page that shows a list of pledges: it reads every key of a <see cref="PledgeFilter"/>, and so the cache tells pages apart by all of them.</summary>
public sealed class PublicListAttribute() : PublicPageAttribute(PledgeFilter.Keys);
