using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Words;

/// <summary>The form of a metric.</summary>
public sealed class MetricModel(PledgeTrackerDbContext context, Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options) : DraftPage<MetricDraft>(drafts, review, options)
{
    /// <summary>The short name that was typed for a new one.</summary>
    public string? TypedCode { get; private set; }

    protected override DocumentKind Kind => DocumentKind.Metric;

    protected override PledgeTrackerDbContext Context => context;

    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken cancel)
    {
        Typed = new MetricDraft { Family = Code.Of(MetricFamily.Jobs) };
        return code is not null && !await OpenAsync(code, cancel) ? this.NothingThere("There is no such metric. Choose one from the list of metrics.") : await PageAsync();
    }

    public async Task<IActionResult> OnPostAsync(string? code, string? act, string? shortName, string? label, string? singular, string? plural, string? promise, string? family, string? level, [StringLength(FormLimits.LongText)] string? definition)
    {
        if (code is not null && !await OpenAsync(code))
        {
            return this.NothingThere("There is no such metric. Choose one from the list of metrics.");
        }

        TypedCode = shortName?.Trim();
        return await SaveAsync(code ?? TypedCode ?? "", new MetricDraft
        {
            Label = Trimmed(label),
            Singular = Trimmed(singular),
            Plural = Trimmed(plural),
            Promise = Trimmed(promise),
            Family = Trimmed(family),
            IsLevel = level == "true",
            Definition = Trimmed(definition)?.ReplaceLineEndings(" "),
        }, act);
    }

    protected override string InputOf(string field) => field == "key" ? "shortName" : field;

    protected override Task ShowAsync()
    {
        new Head(Open?.Title ?? "Add a metric", "", null, "/newsroom/words") { NoIndex = true, HasCharts = false }.On(this);
        return Task.CompletedTask;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
