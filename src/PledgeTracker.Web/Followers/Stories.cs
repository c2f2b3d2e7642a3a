using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Followers;

/// <summary>One piece of news in words, in one language.</summary>
/// <param name="NewsId">The news.</param>
/// <param name="Kind">What the publication is to readers; null for the first, and for a page that was taken off.</param>
/// <param name="Label">That in a word: Correction.</param>
/// <param name="Title">Whose pledge it is, and what that is called.</param>
/// <param name="Note">What the publication tells readers; for a page that was taken off, why. Null for nothing.</param>
/// <param name="Changes">What changed, field by field.</param>
/// <param name="MoreChanges">How many further fields changed.</param>
/// <param name="Paragraph">The page's own paragraph as it stands after the publication; null for a page that was taken off.</param>
/// <param name="Sources">The first sources of the page.</param>
/// <param name="Address">The page, absolute.</param>
/// <param name="CiteAddress">The address of the page as this publication left it, which never changes; null for a page that was taken off.</param>
/// <param name="At">When it was published, UTC.</param>
public sealed record Story(
    int NewsId, PublicationKind? Kind, string Label, string Title, string? Note, IReadOnlyList<StoryChange> Changes, int MoreChanges, string? Paragraph, IReadOnlyList<Source> Sources,
    string Address, string? CiteAddress, DateTime At)
{
    /// <summary>Corrections first, then what the company changed, then what is new.</summary>
    public int Order => Kind switch
    {
        PublicationKind.Correction => 0,
        null when Paragraph is null => 1,
        PublicationKind.Clarification => 2,
        PublicationKind.RevisedByTheCompany => 3,
        PublicationKind.Update => 4,
        _ => 5,
    };

    /// <summary>The kind as programs read it: <c>correction</c>, <c>new</c>, <c>taken-off</c>.</summary>
    public string Code => Kind is { } kind ? Domain.Values.Code.Of(kind) : Paragraph is null ? "taken-off" : "new";
}

/// <summary>One field that changed.</summary>
/// <param name="Field">What editors call it, and what happened to it.</param>
/// <param name="Before">The earlier value; empty for none.</param>
/// <param name="After">The later value; empty for none.</param>
public sealed record StoryChange(string Field, string Before, string After);

/// <summary>
/// Tells news in the page's own sentences: nothing is said in an e-mail or a chat room that the page does not say. Told once for each language and kept
/// for the thousands who are told the same.
/// </summary>
public sealed class Stories(PledgeTrackerDbContext context, PublishedPledges pledges, SiteRoot root, NewsroomCalendar calendar, IHttpContextAccessor accessor)
{
    private const int MostChanges = 8, MostLength = 300, Lead = 60, MostSources = 3, MostKept = 2000;

    private readonly Dictionary<(int News, string Language), Story?> _told = [];

    /// <summary>Some news in one language; what is no longer on the site is left out.</summary>
    public async Task<IReadOnlyList<Story>> TellAsync(IReadOnlyList<int> news, Language language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(news);
        ArgumentNullException.ThrowIfNull(language);
        if (_told.Count > MostKept)
        {
            _told.Clear();
        }

        var missing = news.Where(id => !_told.ContainsKey((id, language.Code))).ToList();
        var items = missing.Count == 0 ? [] : await context.News.AsNoTracking().Where(n => missing.Contains(n.Id)).ToListAsync(cancel);
        foreach (var id in missing)
        {
            _told[(id, language.Code)] = items.Find(n => n.Id == id) is { } item ? await OfAsync(item, language, cancel) : null;
        }

        return [.. news.Select(id => _told[(id, language.Code)]).OfType<Story>().OrderBy(s => s.Order).ThenByDescending(s => s.At)];
    }

    private async Task<Story?> OfAsync(NewsItem item, Language language, CancellationToken cancel)
    {
        var document = await context.Documents.AsNoTracking().Where(d => d.Id == item.DocumentId).Select(d => new { d.Kind, d.Key, d.PublishedRevisionId, d.UnpublishedReason }).FirstOrDefaultAsync(cancel);
        if (document is null || (item.Number is not null) == (document.PublishedRevisionId is null))
        {
            // Taken off since it was published, or published again since it was taken off: the other news tells of that.
            return null;
        }

        var subject = Subject.Of(document.Kind);
        var revision = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == item.DocumentId && r.PublishedAt != null && (item.Number == null || r.Number == item.Number))
            .OrderByDescending(r => r.Number).Select(r => new { r.Number, r.Document, r.Kind, r.NoteToReaders, r.PublishedAt }).FirstOrDefaultAsync(cancel);
        if (revision is null)
        {
            return null;
        }

        var page = root.Known + language.Prefix + subject.PageOf(document.Key);
        if (item.Number is not { } number)
        {
            return language.While(() => new Story(item.Id, null, T("Taken off the site"), subject.TitleOf(document.Key, subject.Read(revision.Document)), document.UnpublishedReason, [], 0, null, [], page, null, item.At));
        }

        var before = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == item.DocumentId && r.PublishedAt != null && r.Number < number)
            .OrderByDescending(r => r.Number).Select(r => r.Document).FirstOrDefaultAsync(cancel);
        var changes = before is null ? [] : Difference.Of(subject.Read(before), subject.Read(revision.Document));
        var pledge = document.Kind == DocumentKind.Pledge ? await pledges.FindRevisionAsync(item.DocumentId, number, cancel) : null;
        if (document.Kind == DocumentKind.Pledge && pledge is null)
        {
            return null;
        }

        return language.While(() =>
        {
            var (title, paragraph, sources) = AboutOf(document.Kind, document.Key, revision.Document, pledge, calendar.DayOf(item.At));
            return new Story(
                item.Id, revision.Kind, revision.Kind is { } kind ? Wording.Label(kind) : T("New"), title, revision.NoteToReaders is { Length: > 0 } note ? note : null,
                [.. changes.Take(MostChanges).Select(c => ChangeOf(c, subject.Shape))], Math.Max(0, changes.Count - MostChanges),
                paragraph, [.. sources.Take(MostSources)], page, string.Create(CultureInfo.InvariantCulture, $"{page}?{PledgePages.RevisionKey}={number}"), item.At);
        });
    }

    private (string Title, string Paragraph, IReadOnlyList<Source> Sources) AboutOf(DocumentKind kind, string key, string document, PublishedPledge? pledge, DateOnly day)
    {
        if (pledge is null)
        {
            var about = ClaimSection.All.First(s => s.Kind == kind).About(document, key);
            return (about.Title, about.About, about.Sources);
        }

        // There is no request here whose address could be meant.
        var site = new SiteAddress(Options.Create(new PledgeTrackerOptions { PublicAddress = root.Known ?? "http://localhost" }), accessor);
        var view = new PledgeView(pledge, null, day, site);
        return ($"{view.Company}: {pledge.Pledge.Title}", view.Paragraph, pledge.Pledge.Sources);
    }

    private static StoryChange ChangeOf(DraftChange change, DocumentShape? shape)
    {
        var (before, after) = DifferenceHtml.Plain(change, shape);
        (before, after) = (before.ReplaceLineEndings(", "), after.ReplaceLineEndings(", "));

        // Of a long text that part is told in which the two begin to differ, with a few words before it.
        var same = before.AsSpan().CommonPrefixLength(after);
        var start = same <= Lead || (before.Length <= MostLength && after.Length <= MostLength) ? 0 : before.LastIndexOf(' ', same - Lead) + 1;
        return new StoryChange($"{DraftShape.NameOf(change.Path, shape)}, {DifferenceHtml.Words(change)}", Part(before, start), Part(after, start));
    }

    private static string Part(string text, int start)
    {
        var rest = text[start..];
        if (rest.Length > MostLength)
        {
            rest = string.Concat(rest.AsSpan(0, char.IsHighSurrogate(rest[MostLength - 2]) ? MostLength - 2 : MostLength - 1), "…");
        }

        return start > 0 ? "…" + rest : rest;
    }
}
