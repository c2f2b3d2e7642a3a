using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Claims;

/// <summary>The form of a whole claimant, list or check.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(ValueLengthLimit = ValueBytes, ValueCountLimit = MostFields)]
public sealed partial class EditModel(Drafts drafts, Review review, PledgeTrackerDbContext context, EvidenceStore evidence, IOptions<PledgeTrackerOptions> options)
    : WholeDraftPage(drafts, review, context, evidence, options)
{
    /// <summary>The most pledges that are read to be compared with the entries of a list.</summary>
    private const int MostCompared = 1_000;

    /// <summary>The most pledges that are suggested where one is named; any other can be typed.</summary>
    private const int MostSuggested = 2_000;

    public Task<IActionResult> OnGetAsync(string section, int id, CancellationToken cancel) => Of(section) is { } subject ? OpenAsync(subject, id, cancel) : Nothing;

    public Task<IActionResult> OnPostAsync(string section, int id) => Of(section) is { } subject ? SaveAsync(subject, id) : Nothing;

    protected override async Task<DraftFormView> WithChoicesAsync(DraftFormView form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form with
        {
            Pledges = form.Draft is not ClaimListDraft ? [] : (await Context.Summaries.AsNoTracking().OrderBy(s => s.Slug).Take(MostSuggested).Select(s => new { s.Slug, s.Title, s.CompanyName }).ToListAsync())
                .ConvertAll(s => (s.Slug, $"{s.CompanyName}: {s.Title}")),
            Lists = await NamedAsync(DocumentKind.List),
            Checks = await NamedAsync(DocumentKind.Check),
            Matches = form.Draft is ClaimListDraft list ? await MatchesAsync(list) : new Dictionary<int, IReadOnlyList<OfferedMatch>>(),
        };
    }

    protected override (Draft Draft, string Path)? Act(Draft draft, string act)
    {
        if (draft is not ClaimListDraft list || Match().Match(act) is not { Success: true } match
            || !int.TryParse(match.Groups["at"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= list.Items.Count)
        {
            return null;
        }

        var items = list.Items.ToList();
        var pledge = match.Groups["pledge"].Value;
        if (items[at].Matches.All(m => m.Pledge != pledge))
        {
            items[at] = items[at] with { Matches = [.. items[at].Matches, new ItemMatchDraft { Pledge = pledge, Kind = Code.Of(MatchKind.Same) }] };
        }

        return (list with { Items = items }, $"items[{match.Groups["at"].Value}]");
    }

    private Task<IActionResult> Nothing => Task.FromResult<IActionResult>(this.NothingThere("There is no such document in the newsroom."));

    private static Subject? Of(string section) => Subject.All.FirstOrDefault(s => s is ClaimantSubject or ListSubject or CheckSubject && s.Section == section);

    private async Task<IReadOnlyList<(string, string)>> NamedAsync(DocumentKind kind)
    {
        var documents = await Context.WithNewest(Context.Documents.Where(d => d.Kind == kind && d.State != WorkState.Discarded)).AsNoTracking().ToListAsync();
        return [.. documents.Select(d => (d.Document.Key, Subject.Of(kind).TitleOf(d.Document.Key, Subject.Of(kind).Read(d.Newest)))).OrderBy(d => d.Item2, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<IReadOnlyDictionary<int, IReadOnlyList<OfferedMatch>>> MatchesAsync(ClaimListDraft list)
    {
        var open = list.Items.Select((item, at) => (Item: item, At: at)).Where(i => i.Item.Matches.Count == 0 && !string.IsNullOrWhiteSpace(i.Item.Companies)).ToList();
        if (open.Count == 0)
        {
            return new Dictionary<int, IReadOnlyList<OfferedMatch>>();
        }

        var companies = await Context.Companies.AsNoTracking().Where(c => Context.Summaries.Any(s => s.CompanySlug == c.Slug)).ToListAsync();
        var named = companies.FindAll(c => open.Exists(i => MatchProposals.Names(i.Item, c))).ConvertAll(c => c.Slug);
        var pledges = new List<Pledge>();
        foreach (var some in named.Chunk(500))
        {
            pledges.AddRange(await Context.Pledges.AsNoTracking().Include(p => p.Company).Include(p => p.Targets).ThenInclude(t => t.Metric).AsSplitQuery()
                .Where(p => some.Contains(p.Company.Slug)).OrderBy(p => p.Slug).Take(MostCompared - pledges.Count).ToListAsync());
        }

        return open.ToDictionary(i => i.At, i => (IReadOnlyList<OfferedMatch>)[.. MatchProposals.Of(i.Item, pledges).Select(m => new OfferedMatch(m.Pledge.Slug, $"{m.Pledge.Company.Name}: {m.Pledge.Title}", Why(m)))]);
    }

    private static string Why(ProposedMatch match) => string.Join(", ", new[]
    {
        match.SameAmount ? "the same amount" : null,
        match.SameJobs ? "the same number of jobs" : null,
        match.IsNear ? $"announced within {MatchProposals.MostDays} days of each other" : null,
    }.Where(w => w is not null));

    [GeneratedRegex(@"^match items\[(?<at>[0-9]{1,4})\] (?<pledge>[a-z0-9-]{1,100})$", RegexOptions.CultureInvariant)]
    private static partial Regex Match();
}
