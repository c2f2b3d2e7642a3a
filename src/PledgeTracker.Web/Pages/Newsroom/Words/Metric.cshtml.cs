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

/// <summary>A metric as it is typed.</summary>
public sealed class MetricForm : SmallForm
{
    /// <summary>The code of a new one.</summary>
    public string? ShortName { get; set => field = Trimmed(value); }

    public string? Label { get; set => field = Trimmed(value); }

    public string? Singular { get; set => field = Trimmed(value); }

    public string? Plural { get; set => field = Trimmed(value); }

    public string? Promise { get; set => field = Trimmed(value); }

    public string? Family { get; set => field = Trimmed(value); }

    /// <summary>Whether it is a level, like a headcount.</summary>
    public bool Level { get; set; }

    [StringLength(FormLimits.LongText)]
    public string? Definition { get; set => field = Trimmed(value)?.ReplaceLineEndings(" "); }

    /// <summary>The metric.</summary>
    public MetricDraft Draft => new() { Label = Label, Singular = Singular, Plural = Plural, Promise = Promise, Family = Family, IsLevel = Level, Definition = Definition };
}

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

    public async Task<IActionResult> OnPostAsync(string? code, string? act, MetricForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (code is not null && !await OpenAsync(code))
        {
            return this.NothingThere("There is no such metric. Choose one from the list of metrics.");
        }

        TypedCode = typed.ShortName;
        return await SaveAsync(code ?? TypedCode ?? "", typed.Draft, act);
    }

    protected override string InputOf(string field) => field == "key" ? "shortName" : field;

    protected override Task ShowAsync()
    {
        new Head(Open?.Title ?? "Add a metric", "", null, "/newsroom/words") { NoIndex = true, HasCharts = false }.On(this);
        return Task.CompletedTask;
    }
}
