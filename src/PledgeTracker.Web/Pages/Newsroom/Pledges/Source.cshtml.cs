using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Mentions;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.SourceTexts;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>What an editor says of a source that is read.</summary>
public sealed class SourceForm : SmallForm
{
    [StringLength(FormLimits.LongText)]
    public string? Address { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Title { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Publisher { get; set => field = Trimmed(value); }

    /// <summary>When it was published, as people write a date.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Published { get; set => field = Trimmed(value); }

    /// <summary>The code of its kind.</summary>
    public string? Kind { get; set => field = Trimmed(value); }

    /// <summary>The stored picture of the page, by its SHA-256.</summary>
    public string? Picture { get; set => field = Trimmed(value) is { } hash && EvidenceStore.IsHash(hash) ? hash : null; }
}

/// <summary>A stretch of the text with what it says.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Mentions">What it says, in its order.</param>
public sealed record SourcePassage(TextSpan Span, IReadOnlyList<Mention> Mentions);

/// <summary>
/// A source read for a pledge: its text beside what can be entered of it. Nothing is entered without a click, and each click enters one
/// thing with its source, excerpt and page.
/// </summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(ValueLengthLimit = TextBytes)]
public sealed class SourceModel(Drafts drafts, EvidenceStore evidence, SourceDesk desk, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar) : FormPage
{
    /// <summary>The most bytes of pasted text as it is sent, as of a pasted table: a long text comes as a file.</summary>
    private const int TextBytes = 900 * 1024;

    private const int MostBytes = WholeDraftPage.MostBytes;

    /// <summary>About how many characters of the text are on one page, so that a report of 600 pages is read in parts.</summary>
    private const int CharactersAtOnce = 25_000;

    /// <summary>The pledge.</summary>
    public OpenDraft Open { get; private set; } = null!;

    /// <summary>The pledge’s content as it stands.</summary>
    public PledgeDraft Draft => (PledgeDraft)Open.Content;

    /// <summary>The copy that is read; null before one is chosen.</summary>
    public EvidenceFile? Copy { get; private set; }

    /// <summary>The picture that was made of it; null where there is none.</summary>
    public EvidenceFile? Picture { get; private set; }

    /// <summary>The copy as it was read.</summary>
    public SourceReading? Reading { get; private set; }

    /// <summary>The source of the draft that holds the copy; null where nothing of it was entered yet.</summary>
    public SourceDraft? Known { get; private set; }

    /// <summary>What is known of the source.</summary>
    public SourceForm Typed { get; private set; } = new();

    /// <summary>The part of the text that is shown, from 1.</summary>
    public int Part { get; private set; } = 1;

    /// <summary>How many parts the text has.</summary>
    public int Parts { get; private set; } = 1;

    /// <summary>What is shown of the text.</summary>
    public IReadOnlyList<SourcePassage> Passages { get; private set; } = [];

    /// <summary>What was entered last, and where.</summary>
    public (string Noun, string Path)? Added { get; private set; }

    /// <summary>Whether an address is fetched.</summary>
    public bool Fetches => options.Value.FetchSources;

    /// <summary>An example of a day.</summary>
    public DateOnly Today => calendar.Today;

    public async Task<IActionResult> OnGetAsync(int id, string? copy, SourceForm typed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!await OpenAsync(id, cancel))
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        Typed = typed;
        if (copy is not null && !await ReadAsync(copy, cancel))
        {
            return this.NothingThere("There is no such stored copy. Choose the file again.");
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, string? copy, string? act, SourceForm typed, IFormFile? file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!await OpenAsync(id, cancel))
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        Typed = typed;
        Holds(typed);
        if (copy is null)
        {
            return await TakeAsync(file, (await Request.ReadFormAsync(cancel))["text"].ToString(), cancel);
        }

        if (!await ReadAsync(copy, cancel))
        {
            return this.NothingThere("There is no such stored copy. Choose the file again.");
        }

        return Problems.Count == 0 && Reading!.Text.Problem is null && Chosen(act) is var (kind, mention) ? await AddAsync(kind, mention) : Page();
    }

    /// <summary>The address of this page with what is known of the source, at a part of its text.</summary>
    public string AddressAt(int part) => WithQuery(part, null);

    /// <summary>Where the draft has what a mention says; null where it does not.</summary>
    public string? EnteredAt(Mention mention) => SourceOffers.In(Draft, Known?.Id, mention, Reading!.Text.Text);

    // Keeps what was given as a copy, and goes on to reading it.
    private async Task<IActionResult> TakeAsync(IFormFile? file, string text, CancellationToken cancel)
    {
        var address = Typed.Address is { } typed ? WebAddress.ProblemOf(typed) is { } wrong ? Wrong(wrong) : new Uri(typed) : null;
        var given = (file is { Length: > 0 } ? 1 : 0) + (string.IsNullOrWhiteSpace(text) ? 0 : 1);
        if (given == 2)
        {
            Problem("text", "A file was chosen and text was pasted. Leave one of them empty: they are read one after the other.");
        }
        else if (given == 0 && address is null && Problems.Count == 0)
        {
            Problem("", Fetches ? "Type an address, choose a file, or paste the text." : "Choose a file, or paste the text.");
        }
        else if (given == 0 && !Fetches && Problems.Count == 0)
        {
            Problem("address", "This tracker fetches no pages. Save the page in a browser and choose the file, or paste its text: the address is kept with it.");
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        var by = LogActor.Of(HttpContext);
        EvidenceUpload kept;
        if (file is { Length: > 0 })
        {
            kept = await evidence.AddAsync(file, by, cancel);
        }
        else if (given == 1)
        {
            kept = await desk.StoreTextAsync(text, by);
        }
        else
        {
            (kept, var found) = await desk.StorePageAsync(address!, by, cancel);
            Typed.Address = found.AbsoluteUri;
            Typed.Picture = kept.File is { } page ? (await desk.StorePictureAsync(page, by, cancel))?.Sha256 : null;
        }

        if (kept.File is not { } stored)
        {
            Problem(file is { Length: > 0 } ? "file" : given == 1 ? "text" : "address", kept.Refusal!);
            return Page();
        }

        Copy = stored;
        return OwnRedirect.To(WithQuery(1, null));

        Uri? Wrong(string why)
        {
            Problem("address", why);
            return null;
        }
    }

    private async Task<IActionResult> AddAsync(MentionKind kind, Mention mention)
    {
        var published = Typed.Published is null ? default : TypedDate.Read(Typed.Published, new TypedOptions { Today = calendar.Today });
        var details = new SourceDraft
        {
            Kind = Typed.Kind,
            Publisher = Typed.Publisher,
            Title = Typed.Title,
            Url = Typed.Address,
            Published = published?.Value?.ToString() ?? Typed.Published,
            Accessed = calendar.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Evidence = Picture is { } picture ? [Copy!.Sha256, picture.Sha256] : [Copy!.Sha256],
        };
        var (draft, path) = SourceOffers.Add(Draft, mention, kind, Reading!.Text, details);
        if (WholeDraftPage.TooLarge(draft, DocumentShape.Pledge) is { } tooLarge)
        {
            Problem("", tooLarge);
            return Page();
        }

        switch (await drafts.SaveAsync(Open.Id, Open.Number, draft, LogActor.Of(HttpContext)))
        {
            case SaveResult.Saved:
                return OwnRedirect.To(WithQuery(Part, path) + "#" + AnchorOf(mention));
            case SaveResult.Conflict conflict:
                Problem("", $"{conflict.Author} saved this pledge at the same moment. Nothing of yours is lost: click again.");
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }
    }

    /// <summary>The id of what is offered of a mention.</summary>
    public static string AnchorOf(Mention mention) => string.Create(CultureInfo.InvariantCulture, $"at-{mention.Span.Start}-{mention.Span.Length}");

    /// <summary>What the button says to the program that enters a mention as a kind of part.</summary>
    public static string ActOf(MentionKind kind, Mention mention) => string.Create(CultureInfo.InvariantCulture, $"{kind} {mention.Span.Start} {mention.Span.Length} {mention.Kind}");

    private (MentionKind Kind, Mention Mention)? Chosen(string? act)
    {
        if (act?.Split(' ') is not [var kind, var start, var length, var own] || !Enum.TryParse<MentionKind>(kind, out var chosen)
            || Reading!.Mentions.FirstOrDefault(m => ActOf(chosen, m) == $"{chosen} {start} {length} {own}") is not { } mention || !mention.MayBe.Contains(chosen))
        {
            return null;
        }

        return (chosen, mention);
    }

    private async Task<bool> OpenAsync(int id, CancellationToken cancel)
    {
        if (await drafts.OpenAsync(id, cancel) is not { } open)
        {
            return false;
        }

        Open = open;
        new Head("Read a source", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        return true;
    }

    private async Task<bool> ReadAsync(string copy, CancellationToken cancel)
    {
        if (!EvidenceStore.IsHash(copy) || await evidence.FindAsync(copy, cancel) is not { } file)
        {
            return false;
        }

        Copy = file;
        Known = SourceOffers.SourceOf(Draft, copy);
        Picture = Typed.Picture is { } picture ? await evidence.FindAsync(picture, cancel) : null;
        Typed.Address ??= Known?.Url;
        var address = Uri.TryCreate(Typed.Address, UriKind.Absolute, out var found) && found.Scheme is "http" or "https" ? found : null;
        var company = Draft.Company is { } slug ? await context.Companies.AsNoTracking().Where(c => c.Slug == slug).Select(c => c.Name).FirstOrDefaultAsync(cancel) : null;
        var published = TypedDate.Read(Typed.Published ?? Known?.Published, new TypedOptions { Today = calendar.Today }).Value;
        Reading = await desk.ReadAsync(file, address, company, published, cancel);
        Typed.Title ??= Known?.Title ?? Reading.Text.Title;
        Typed.Publisher ??= Known?.Publisher ?? Reading.Text.Publisher;
        Typed.Published ??= Known?.Published ?? Reading.Text.Published?.ToString();
        Typed.Kind ??= Known?.Kind ?? (Reading.Text.Kind is { } kind ? Code.Of(kind) : null);
        Part = int.TryParse(Request.Query["part"], NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : 1;
        Show();
        if (Request.Query["added"].ToString() is { Length: > 0 } path && DocumentShape.Pledge.Parts.FirstOrDefault(p => path.StartsWith(p.Name + "[", StringComparison.Ordinal) && p.One is not null) is { } added)
        {
            Added = (added.One!, path);
        }

        return true;
    }

    // The paragraphs of the text, gathered to parts of about the same length, each with what it says.
    private void Show()
    {
        var text = Reading!.Text.Text;
        var parts = new List<List<TextSpan>> { new() };
        var held = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf("\n\n", at, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end;

            // A paragraph without end is cut where a line or a word ends.
            if (end - at > CharactersAtOnce)
            {
                var cut = text.LastIndexOfAny(['\n', ' '], at + CharactersAtOnce, CharactersAtOnce / 2);
                end = cut > at ? cut : at + CharactersAtOnce;
            }

            if (held > 0 && held + end - at > CharactersAtOnce)
            {
                parts.Add([]);
                held = 0;
            }

            if (!text.AsSpan(at, end - at).IsWhiteSpace())
            {
                parts[^1].Add(new TextSpan(at, end - at));
                held += end - at;
            }

            at = end;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        Parts = parts.Count;
        Part = Math.Clamp(Part, 1, Parts);
        Passages = [.. parts[Part - 1].Select(span => new SourcePassage(span, [.. Reading.Mentions.Where(m => m.Span.Start >= span.Start && m.Span.Start < span.End).OrderBy(m => m.Span.Start).ThenByDescending(m => m.Span.Length)]))];
    }

    private string WithQuery(int part, string? added)
    {
        var query = QueryString.Empty.Add("copy", Copy!.Sha256);

        // No longer than every server takes an address. What is left out is read from the copy again, and stands in the draft with the first thing added.
        foreach (var (name, value, most) in new[] { ("address", Typed.Address, 1500), ("title", Typed.Title, 200), ("publisher", Typed.Publisher, 100), ("published", Typed.Published, 40), ("kind", Typed.Kind, 40), ("picture", Typed.Picture, 64), ("part", part > 1 ? part.ToString(CultureInfo.InvariantCulture) : null, 10), ("added", added, 40) })
        {
            query = value is { Length: > 0 } && value.Length <= most ? query.Add(name, value) : query;
        }

        return string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{Open.Id}/source{query}");
    }
}
