using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Words;

/// <summary>The form for renaming a tag or sector that many pledges or companies share.</summary>
/// <typeparam name="T">The draft of its kind.</typeparam>
public abstract class NameModel<T>(PledgeTrackerDbContext context, Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options) : DraftPage<T>(drafts, review, options)
    where T : Draft, new()
{
    /// <summary>The name as typed.</summary>
    public string? Name => NameOf(Typed);

    protected override PledgeTrackerDbContext Context => context;

    public async Task<IActionResult> OnGetAsync(string? name, CancellationToken cancel) =>
        name is null || !await OpenAsync(name, cancel) ? this.NothingThere($"There is no such {Subject.Of(Kind).Noun}.") : await PageAsync();

    public async Task<IActionResult> OnPostAsync([FromQuery] string? name, string? act, string? called) =>
        name is null || !await OpenAsync(name) ? this.NothingThere($"There is no such {Subject.Of(Kind).Noun}.") : await SaveAsync(name, Called(string.IsNullOrWhiteSpace(called) ? null : called.Trim()), act);

    protected abstract T Called(string? name);

    protected abstract string? NameOf(T draft);

    protected override string InputOf(string field) => field == "name" ? "called" : field;

    protected override Task ShowAsync()
    {
        new Head(Open!.Key, "", null, "/newsroom/words") { NoIndex = true, HasCharts = false }.On(this);
        return Task.CompletedTask;
    }
}

/// <summary>A tag's name.</summary>
public sealed class TagModel(PledgeTrackerDbContext context, Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options) : NameModel<TagDraft>(context, drafts, review, options)
{
    protected override DocumentKind Kind => DocumentKind.Tag;

    protected override TagDraft Called(string? name) => new() { Name = name };

    protected override string? NameOf(TagDraft draft) => draft.Name;
}

/// <summary>A sector's name.</summary>
public sealed class SectorModel(PledgeTrackerDbContext context, Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options) : NameModel<SectorDraft>(context, drafts, review, options)
{
    protected override DocumentKind Kind => DocumentKind.Sector;

    protected override SectorDraft Called(string? name) => new() { Name = name };

    protected override string? NameOf(SectorDraft draft) => draft.Name;
}
