using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Words;

/// <summary>The words that pledges share: metrics, tags, and the sectors of companies. Everybody sees them; reviewers change them.</summary>
public sealed class IndexModel(PledgeTrackerDbContext context, Upkeep upkeep) : FormPage
{
    /// <summary>What the form of a metric holds.</summary>
    public sealed record MetricFields(string Code, string Label, string Singular, string Plural, string Family, bool IsLevel, string Definition);

    public IReadOnlyList<Metric> Metrics { get; private set; } = [];

    public IReadOnlyList<(string Tag, int Pledges)> Tags { get; private set; } = [];

    public IReadOnlyList<(string Sector, int Companies)> Sectors { get; private set; } = [];

    /// <summary>The metric whose words are changed; null while a new one is added.</summary>
    public Metric? Editing { get; private set; }

    public MetricFields Typed { get; private set; } = new("", "", "", "", Code.Of(MetricFamily.Jobs), false, "");

    public string? From { get; private set; }

    public string? To { get; private set; }

    public bool IsDone { get; private set; }

    public bool MayChange => User.IsInRole(Policies.Reviewer);

    public async Task OnGetAsync(string? metric, CancellationToken cancel)
    {
        IsDone = Request.Query.ContainsKey("done");
        await ShowAsync(metric, cancel);
        if (Editing is { } m)
        {
            Typed = new MetricFields(m.Code, m.Label, m.Singular, m.Plural, Code.Of(m.Family), m.IsLevel, m.Definition);
        }
    }

    public async Task<IActionResult> OnPostAsync(string? act, string? metric, string? code, string? label, string? singular, string? plural, string? family, string? level, [StringLength(FormLimits.LongText)] string? definition,
        string? tag, string? tagname, string? sector, string? sectorname, CancellationToken cancel)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        var by = LogActor.Of(HttpContext);
        switch (act)
        {
            case "metric":
                Typed = new MetricFields(metric ?? code?.Trim() ?? "", label?.Trim() ?? "", singular?.Trim() ?? "", plural?.Trim() ?? "", family ?? "", level == "true", definition?.Trim().ReplaceLineEndings(" ") ?? "");
                var problems = Code.TryParse<MetricFamily>(family, out var of)
                    ? await upkeep.SaveMetricAsync(new Metric
                    {
                        Code = Typed.Code,
                        Label = Typed.Label,
                        Singular = Typed.Singular,
                        Plural = Typed.Plural,
                        Family = of,
                        IsLevel = Typed.IsLevel,
                        Definition = Typed.Definition,
                    }, metric is null, by)
                    : [("family", "Choose what it counts.")];
                foreach (var (field, message) in problems)
                {
                    Problem(field, message);
                }

                break;
            case "tag":
                (From, To) = (tag, tagname);
                if (await upkeep.RenameTagAsync(tag, tagname ?? "", by) is { } refusal)
                {
                    Problem("tagname", refusal);
                }

                break;
            case "sector":
                (From, To) = (sector, sectorname);
                if (await upkeep.RenameSectorAsync(sector, sectorname, by) is { } why)
                {
                    Problem("sectorname", why);
                }

                break;
            default:
                Problem("", "This was not understood. Choose one of the buttons.");
                break;
        }

        if (Problems.Count == 0)
        {
            return OwnRedirect.To("/newsroom/words?done=1");
        }

        await ShowAsync(metric, cancel);
        return Page();
    }

    private async Task ShowAsync(string? metric, CancellationToken cancel)
    {
        new Head("Words", "", null, "/newsroom/words") { NoIndex = true, HasCharts = false }.On(this);
        Metrics = await context.Metrics.AsNoTracking().OrderBy(m => m.Label).ToListAsync(cancel);
        Editing = Metrics.FirstOrDefault(m => m.Code == metric);
        Tags = await upkeep.TagsAsync(cancel);
        Sectors = await upkeep.SectorsAsync(cancel);
    }
}
