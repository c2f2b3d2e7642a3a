using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Editing;

/// <summary>What the sources of any document are held to besides their fields: no excerpt is too long, and no address stands twice.</summary>
internal static class SourceRules
{
    public static void Check(IReadOnlyList<SourceDraft> sources, List<ReviewProblem> problems)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i].Excerpt?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length is { } words && words > Source.ExcerptMaxWords)
            {
                problems.Add(new($"sources[{i}].excerpt", $"Shorten the excerpt to {Source.ExcerptMaxWords} words. It has {words}."));
            }

            if (sources[i].Url is { Length: > 0 } url && !seen.TryAdd(url.Trim(), i))
            {
                problems.Add(new($"sources[{i}].url", $"Source {seen[url.Trim()] + 1} has the same address. Use that source, or enter a different page or section."));
            }
        }
    }
}
