using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>The company that an editor types where a pledge is entered: found by its names, or begun there.</summary>
public static class CompanyEntry
{
    /// <summary>
    /// The companies that a text names: the one at that address; else those of that name, in capitals or not; else those with that earlier,
    /// later or legal name.
    /// </summary>
    public static IReadOnlyList<Company> Named(IReadOnlyCollection<Company> all, string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var name = typed.Trim();
        bool Same(string other) => string.Equals(other, name, StringComparison.OrdinalIgnoreCase);
        return all.FirstOrDefault(c => c.Slug == name) is { } addressed ? [addressed]
            : all.Where(c => Same(c.Name)).ToList() is [_, ..] own ? own
            : [.. all.Where(c => c.BareNames().Any(Same) || (c.LegalName is { } legal && Same(legal)))];
    }

    /// <summary>What an editor is told who typed the name of several companies.</summary>
    public static string SeveralOf(IEnumerable<Company> named) =>
        $"Several companies have this name: {string.Join(", ", named.Select(c => $"{c.Name} ({c.Slug})"))}. Write the word in parentheses of the one that is meant.";

    /// <summary>Begins a company of which only the name is known. It is reviewed with its first pledge.</summary>
    /// <returns>Its address, and why it cannot be begun there; null where it is.</returns>
    public static async Task<(string Slug, string? Problem)> BeginAsync(PledgeTrackerDbContext context, Drafts drafts, Review review, string name, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        ArgumentNullException.ThrowIfNull(review);
        var (slug, company) = (Slug.Of(name), new CompanyDraft { Name = name.Trim() });
        var problem = (await review.CheckAsync(DocumentKind.Company, 0, slug, company)).Select(p => p.Message).FirstOrDefault() ?? await Subject.Of(DocumentKind.Company).KeyProblemAsync(context, slug);
        if (problem is null)
        {
            await drafts.StartAsync(DocumentKind.Company, slug, company, by);
        }

        return (slug, problem);
    }
}
