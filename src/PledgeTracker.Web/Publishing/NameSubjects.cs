using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Names of tags. A new name applies to all pledges that have the tag, the name of another tag merges the two, and an empty
/// name removes the tag. The document's key changes to the new name.
/// </summary>
public sealed class TagSubject : Subject<TagDraft>
{
    private const int Named = 10;

    public override DocumentKind Kind => DocumentKind.Tag;

    public override string Noun => "tag";

    public override string Section => "tags";

    public override string TitleOf(string key, Draft draft) => Renaming.Words(key, ((TagDraft)draft).Name ?? "none");

    public override string AddressOf(int id, string key) => "/newsroom/tags?name=" + Uri.EscapeDataString(key);

    public override (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst) => (LogAction.TagRenamed, Renaming.Words(key, ((TagDraft)draft).Name ?? "none"));

    public override async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default)
    {
        var tag = (TagDraft)draft;
        return new(null, [.. tag.Problems(), .. await context.Tags.AnyAsync(t => t.Tag == key, cancel) ? Renaming.Same(key, tag.Name) : [new("", "There is no such tag. Choose one from the list of tags.")]]);
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(PledgeTrackerDbContext context, string key, Draft draft, CancellationToken cancel = default)
    {
        var name = ((TagDraft)draft).Name;
        var pledges = context.Summaries.AsNoTracking().Where(s => context.Tags.Any(t => t.PledgeId == s.PledgeId && t.Tag == key));
        var count = await pledges.CountAsync(cancel);
        var effects = new List<Effect> { new(string.Create(CultureInfo.InvariantCulture, $"Published pledges that have the tag: {count:N0}. Each gets a published revision with a note.")) };
        effects.AddRange((await pledges.OrderBy(s => s.Title).Take(Named).Select(s => new { s.Title, s.Slug }).ToListAsync(cancel)).Select(s => new Effect(s.Title, "/pledges/" + s.Slug)));
        Renaming.AddRest(effects, count, Named);
        var drafts = await Rewriting.InWork(context, DocumentKind.Pledge, DraftJson.Quoted(key)).CountAsync(cancel);
        if (drafts > 0)
        {
            effects.Add(new(string.Create(CultureInfo.InvariantCulture, $"Open drafts that have the word and are changed too: {drafts:N0}.")));
        }

        if (name is not null && await context.Tags.AnyAsync(t => t.Tag == name, cancel))
        {
            effects.Add(new($"There is already a tag “{name}”. The two will be merged."));
        }

        return effects;
    }

    public override async Task<Standing?> StandingAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) =>
        await context.Tags.AnyAsync(t => t.Tag == key, cancel) ? new(new TagDraft { Name = key }, IsPublic: true) : null;

    internal override async Task<IReadOnlyList<ReviewProblem>> PutAsync(
        PledgeTrackerDbContext context, Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel)
    {
        var (from, to) = (document.Key, revision.Read<TagDraft>().Name);
        await Renaming.MoveKeyAsync(context, document, to, cancel);
        await context.SaveChangesAsync(cancel);
        var published = await context.Tags.Where(t => t.Tag == from).Select(t => t.PledgeId).ToListAsync(cancel);
        var problem = await new Rewriting(context, terms).AllAsync<PledgeDraft>(DocumentKind.Pledge, published, DraftJson.Quoted(from), draft => draft.Tags.Contains(from)
            ? draft with { Tags = [.. draft.Tags.Select(t => t == from ? to : t).OfType<string>().Distinct(StringComparer.Ordinal)] }
            : draft, to is null ? $"The tag “{from}” was removed." : $"The tag “{from}” is now called “{to}”.", cancel);
        return problem is null ? [] : [problem];
    }
}

/// <summary>Names of the sectors of companies. The document's key changes to the new name.</summary>
public sealed class SectorSubject : Subject<SectorDraft>
{
    private const int Named = 10;

    public override DocumentKind Kind => DocumentKind.Sector;

    public override string Noun => "sector";

    public override string Section => "sectors";

    public override string TitleOf(string key, Draft draft) => Renaming.Words(key, ((SectorDraft)draft).Name ?? "none");

    public override string AddressOf(int id, string key) => "/newsroom/sectors?name=" + Uri.EscapeDataString(key);

    public override (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst) => (LogAction.SectorRenamed, Renaming.Words(key, ((SectorDraft)draft).Name ?? "none"));

    public override async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default)
    {
        var sector = (SectorDraft)draft;
        return new(null, [.. sector.Problems(), .. await context.Companies.AnyAsync(c => c.Sector == key, cancel) ? Renaming.Same(key, sector.Name) : [new("", "There is no such sector. Choose one from the list of sectors.")]]);
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(PledgeTrackerDbContext context, string key, Draft draft, CancellationToken cancel = default)
    {
        var name = ((SectorDraft)draft).Name;
        var companies = context.Companies.AsNoTracking().Where(c => c.Sector == key);
        var count = await companies.CountAsync(cancel);
        var effects = new List<Effect> { new(string.Create(CultureInfo.InvariantCulture, $"Companies of this sector: {count:N0}.")) };
        effects.AddRange((await companies.OrderBy(c => c.SortName).ThenBy(c => c.Slug).Take(Named).Select(c => new { c.Name, c.Slug }).ToListAsync(cancel)).Select(c => new Effect(c.Name, "/newsroom/companies/" + c.Slug)));
        Renaming.AddRest(effects, count, Named);
        if (name is not null && await context.Companies.AnyAsync(c => c.Sector == name, cancel))
        {
            effects.Add(new($"There is already a sector “{name}”. The two will be merged."));
        }

        return effects;
    }

    public override async Task<Standing?> StandingAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) =>
        await context.Companies.AnyAsync(c => c.Sector == key, cancel) ? new(new SectorDraft { Name = key }, IsPublic: true) : null;

    internal override async Task<IReadOnlyList<ReviewProblem>> PutAsync(
        PledgeTrackerDbContext context, Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel)
    {
        var (from, to) = (document.Key, revision.Read<SectorDraft>().Name!);
        await Renaming.MoveKeyAsync(context, document, to, cancel);
        await context.SaveChangesAsync(cancel);
        var slugs = await context.Companies.Where(c => c.Sector == from).Select(c => c.Slug).ToListAsync(cancel);
        await context.Companies.Where(c => c.Sector == from).ExecuteUpdateAsync(set => set.SetProperty(c => c.Sector, to), cancel);

        // Companies with a document get the change in their history; the history of the others starts later, with the new
        // name.
        var known = await context.Documents.Where(d => d.Kind == DocumentKind.Company && slugs.Contains(d.Key)).Select(d => d.Id).ToListAsync(cancel);
        var problem = await new Rewriting(context, terms).AllAsync<CompanyDraft>(
            DocumentKind.Company, known, "\"sector\":" + DraftJson.Quoted(from), draft => draft.Sector == from ? draft with { Sector = to } : draft, $"The sector “{from}” is now called “{to}”.", cancel);
        return problem is null ? [] : [problem];
    }
}

/// <summary>What renaming tags and sectors has in common.</summary>
file static class Renaming
{
    public static string Words(string from, string to) => from == to ? from : $"{from} → {to}";

    public static ReviewProblem[] Same(string key, string? name) => key == name ? [new("name", "The name is the same as before. Enter another.")] : [];

    public static void AddRest(List<Effect> effects, int count, int named)
    {
        if (count > named)
        {
            effects.Add(new(string.Create(CultureInfo.InvariantCulture, $"And more: {count - named:N0}.")));
        }
    }

    /// <summary>The document gets the new name as its key, unless that name already has a document of its own.</summary>
    public static async Task MoveKeyAsync(PledgeTrackerDbContext context, Document document, string? to, CancellationToken cancel)
    {
        if (to is not null && !await context.Documents.AnyAsync(d => d.Kind == document.Kind && d.Key == to, cancel))
        {
            document.Key = to;
        }
    }
}
