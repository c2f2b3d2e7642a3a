using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Tips;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>The form of a whole pledge, with what only pledges have: a preview, a look-up at once, the reader's tip it began with.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(ValueLengthLimit = ValueBytes, ValueCountLimit = MostFields)]
public sealed class EditModel(Drafts drafts, Review review, PledgeTrackerDbContext context, EvidenceStore evidence, TipDesk tips, PledgeIndexes indexes, IOptions<PledgeTrackerOptions> options)
    : WholeDraftPage(drafts, review, context, evidence, options)
{
    // With more companies than this the form offers those with the most pledges. Any other is found by its whole name or its address.
    private const int MostCompanies = 500, MostTags = 200;

    private static readonly Subject Pledge = Subject.Of(DocumentKind.Pledge);

    /// <summary>The reader's tip from which this draft began.</summary>
    public Tip? Tip { get; private set; }

    public override bool HasPreview => true;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        Tip = int.TryParse(Request.Query["tip"], NumberStyles.None, CultureInfo.InvariantCulture, out var tip) ? await tips.FindAsync(tip, cancel) : null;
        return await OpenAsync(Pledge, id, cancel);
    }

    public Task<IActionResult> OnPostAsync(int id) => SaveAsync(Pledge, id);

    protected override string TitleOf(Draft draft) => ((PledgeDraft)draft).Title ?? "Untitled pledge";

    protected override async Task<DraftFormView> WithChoicesAsync(DraftFormView form)
    {
        var index = await indexes.GetAsync(HttpContext.RequestAborted);
        var companies = Context.Companies.AsNoTracking();
        if (index.CompanyNames.Count > MostCompanies)
        {
            var typed = ((PledgeDraft)form.Draft).Company ?? "";
            string[] offered =
            [
                .. index.CompaniesByPledges.Take(MostCompanies), typed,
                .. index.CompanyNames.ContainsKey(typed) ? [] : index.NamesOfCompanies.Where(c => c.Value.Contains(typed, StringComparer.OrdinalIgnoreCase)).Select(c => c.Key),
            ];
            companies = companies.Where(c => offered.Contains(c.Slug));
        }

        return form with
        {
            ReadAt = string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{Open.Id}/source"),
            Companies = await companies.OrderBy(c => c.Name).ToListAsync(),
            Metrics = await Context.Metrics.AsNoTracking().OrderBy(m => m.Code).ToListAsync(),
            Tags = [.. index.TagsByPledges.Take(MostTags)],
        };
    }
}
