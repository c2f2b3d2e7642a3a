using System.Globalization;
using Microsoft.AspNetCore.Html;
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
public sealed record Story
{
    /// <summary>The news.</summary>
    public required int NewsId { get; init; }

    /// <summary>What the publication is to readers; null for the first, and for a page that was taken off.</summary>
    public PublicationKind? Kind { get; init; }

    /// <summary>That in a word: Correction.</summary>
    public required string Label { get; init; }

    /// <summary>Whose pledge it is, and what that is called.</summary>
    public required string Title { get; init; }

    /// <summary>When it was published or taken off, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>That day in a sentence, since what is told may be read a week later.</summary>
    public required string Day { get; init; }

    /// <summary>What the publication tells readers; for a page that was taken off, when and why. Null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Why it was published although a check warned; null where none did.</summary>
    public string? Despite { get; init; }

    /// <summary>Whether the page was taken off the site.</summary>
    public bool IsTakenOff { get; init; }

    /// <summary>Whether the page was published again since: its paragraph is not told then, since it may have been wrong.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>What changed, field by field.</summary>
    public IReadOnlyList<StoryChange> Changes { get; init; } = [];

    /// <summary>How many further fields changed.</summary>
    public int MoreChanges { get; init; }

    /// <summary>The page's own paragraph as the publication left it; null for a page that was taken off or published again.</summary>
    public string? Paragraph { get; init; }

    /// <summary>Whether the company was asked, and whether it answered; null where there is no paragraph, and for claimed totals.</summary>
    public string? CompanySide { get; init; }

    /// <summary>The first sources of the page.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>The page, absolute.</summary>
    public required string Address { get; init; }

    /// <summary>The address of the page as this publication left it, which never changes; null for a page that was taken off.</summary>
    public string? CiteAddress { get; init; }

    /// <summary>Corrections first, then what was taken off, then what the company changed, then what is new.</summary>
    public int Order => Kind switch
    {
        PublicationKind.Correction => 0,
        null when IsTakenOff => 1,
        PublicationKind.Clarification => 2,
        PublicationKind.RevisedByTheCompany => 3,
        PublicationKind.Update => 4,
        _ => 5,
    };

    /// <summary>The kind as programs read it: <c>correction</c>, <c>new</c>, <c>taken-off</c>.</summary>
    public string Code => Kind is { } kind ? Domain.Values.Code.Of(kind) : IsTakenOff ? "taken-off" : "new";

    /// <summary>All that is told of it but the changes and the addresses: paragraphs before the changes, and after them.</summary>
    public (IReadOnlyList<string> Before, IReadOnlyList<string> After) Paragraphs()
    {
        string?[] before = [Day, Note, Despite is { } why ? T("Published although a check warned:") + " " + why : null, IsSuperseded ? T("A later publication changed this page again. What follows is not its state now.") : null];
        string?[] after =
        [
            MoreChanges > 0 ? Plural(MoreChanges, "And {0} more change, in the history of the page.", "And {0} more changes, in the history of the page.") : null,
            Paragraph, CompanySide is { } side ? $"{T("The company’s side.")} {side}" : null,
        ];
        return ([.. before.OfType<string>()], [.. after.OfType<string>()]);
    }
}

/// <summary>One field that changed.</summary>
/// <param name="Field">What editors call it, and what happened to it.</param>
/// <param name="Before">The earlier value; empty for none.</param>
/// <param name="After">The later value; empty for none.</param>
public sealed record StoryChange(string Field, string Before, string After)
{
    /// <summary>The change in words that mark the earlier value as such: without them a wrong number would be repeated bare.</summary>
    public string InWords => (Before.Length, After.Length) switch
    {
        ( > 0, > 0) => F($"{Field}. Before: “{Before}”. Now: “{After}”."),
        ( > 0, _) => F($"{Field}. Before: “{Before}”. Now: nothing."),
        (_, > 0) => F($"{Field}. Now: “{After}”."),
        _ => Field + ".",
    };

    /// <summary>The same as HTML, with the earlier value struck out.</summary>
    public IHtmlContent InHtml => (Before.Length, After.Length) switch
    {
        ( > 0, > 0) => H($"{Field}. Before: “{Marked("del", Before)}”. Now: “{Marked("ins", After)}”."),
        ( > 0, _) => H($"{Field}. Before: “{Marked("del", Before)}”. Now: nothing."),
        (_, > 0) => H($"{Field}. Now: “{Marked("ins", After)}”."),
        _ => new HtmlString(Markup.Encoder.Encode(Field + ".")),
    };

    private static HtmlString Marked(string tag, string text) => new($"<{tag}>{Markup.Encoder.Encode(text)}</{tag}>");
}

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
        var document = await context.Documents.AsNoTracking().Where(d => d.Id == item.DocumentId).Select(d => new { d.Kind, d.Key, Published = (int?)d.PublishedRevision!.Number, d.UnpublishedReason }).FirstOrDefaultAsync(cancel);
        if (document is null || (item.Number is not null) == (document.Published is null))
        {
            // Taken off since it was published, or published again since it was taken off: the other news tells of that.
            return null;
        }

        var subject = Subject.Of(document.Kind);
        var revision = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == item.DocumentId && r.PublishedAt != null && (item.Number == null || r.Number == item.Number))
            .OrderByDescending(r => r.Number).Select(r => new { r.Number, r.Document, r.Kind, r.NoteToReaders, r.Despite }).FirstOrDefaultAsync(cancel);
        if (revision is null)
        {
            return null;
        }

        var page = root.Known + language.Prefix + subject.PageOf(document.Key);
        if (item.Number is not { } number)
        {
            return language.While(() => new Story
            {
                NewsId = item.Id,
                Label = T("Page removed from this website"),
                Title = subject.TitleOf(document.Key, subject.Read(revision.Document)),
                At = item.At,
                Day = F($"Removed on {calendar.DayOf(item.At).InWords()}."),
                Note = document.UnpublishedReason,
                IsTakenOff = true,
                Address = page,
            });
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
            var day = calendar.DayOf(item.At);
            var isSuperseded = document.Published != number;
            var (title, paragraph, sources) = AboutOf(document.Kind, document.Key, revision.Document, pledge, day);
            return new Story
            {
                NewsId = item.Id,
                Kind = revision.Kind,
                Label = revision.Kind is { } kind ? Wording.Label(kind) : T("New"),
                Title = title,
                At = item.At,
                Day = F($"Published on {day.InWords()}."),
                Note = revision.NoteToReaders is { Length: > 0 } note ? note : null,
                Despite = revision.Despite is { Length: > 0 } despite ? despite : null,
                IsSuperseded = isSuperseded,
                Changes = [.. changes.Take(MostChanges).Select(c => ChangeOf(c, subject.Shape))],
                MoreChanges = Math.Max(0, changes.Count - MostChanges),
                Paragraph = isSuperseded ? null : paragraph,
                CompanySide = isSuperseded || pledge is null ? null : Wording.CompanySide(pledge.Pledge),
                Sources = [.. sources.Take(MostSources)],
                Address = page,
                CiteAddress = string.Create(CultureInfo.InvariantCulture, $"{page}?{PledgePages.RevisionKey}={number}"),
            };
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
