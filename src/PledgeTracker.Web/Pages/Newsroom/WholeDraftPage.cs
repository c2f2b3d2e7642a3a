using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>
/// The form of a whole document with parts: a pledge, a claimant, a list, a check. Every button saves first, so that nothing typed
/// is lost by what it does then; adding and moving parts are buttons too and need no script.
/// </summary>
public abstract class WholeDraftPage(Drafts drafts, Review review, PledgeTrackerDbContext context, EvidenceStore evidence, IOptions<PledgeTrackerOptions> options) : FormPage, IProposes
{
    /// <summary>The most bytes of one value as it is sent: the longest text of a draft, at nine to a character.</summary>
    public const int ValueBytes = 256 * 1024;

    /// <summary>The most fields. A pledge of 500 figures is a form of ten thousand, a list of 5,000 entries one of seventy thousand.</summary>
    public const int MostFields = 150_000;

    /// <summary>The fields that the form has besides those of the draft, and some to be on the safe side.</summary>
    private const int OwnFields = 100;

    /// <summary>The most bytes of the form with its files.</summary>
    public const int MostBytes = 120 * 1024 * 1024;

    // What was typed and is not stored, so that the form shows it again.
    private Proposal? _typed;

    /// <summary>The stored document.</summary>
    public OpenDraft Open { get; private set; } = null!;

    /// <inheritdoc/>
    public Proposal Proposed => _typed ?? Open.Proposal;

    /// <summary>What the form shows: the stored draft, or what was posted and could not be saved.</summary>
    public Draft Draft { get; private set; } = null!;

    /// <summary>The revision that the form is based on.</summary>
    public int Base { get; private set; }

    /// <summary>Set where somebody else saved in between.</summary>
    public ConflictForm? Conflict { get; private set; }

    /// <summary>What is missing before the draft can go to review.</summary>
    public IReadOnlyList<ReviewProblem> Missing { get; private set; } = [];

    /// <summary>The lists of the stored draft that are longer than the form takes.</summary>
    public IReadOnlyList<ReviewProblem> TooMany { get; private set; } = [];

    /// <summary>Whether the form of the stored draft would have more fields than a browser may send; it is then changed as a table or a document.</summary>
    public bool IsLongerThanForm { get; private set; }

    public bool ShowAll { get; private set; }

    public string? Done { get; private set; }

    public DraftFormView Form { get; private set; } = null!;

    /// <summary>What members said about it.</summary>
    public IReadOnlyList<CommentThread> Threads { get; private set; } = [];

    /// <summary>Where the document is edited, from the root on.</summary>
    public string Address => Open.Subject.AddressOf(Open.Id, Open.Key);

    /// <summary>Whether it can be looked at as readers will see it.</summary>
    public virtual bool HasPreview => false;

    /// <summary>What editors call a place of the draft.</summary>
    public string NameOf(string path) => DraftShape.NameOf(path, Open.Subject.Shape);

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    /// <summary>The database of the page.</summary>
    protected PledgeTrackerDbContext Context => context;

    /// <summary>What the page is called.</summary>
    protected virtual string TitleOf(Draft draft) => Open.Subject.TitleOf(Open.Key, draft);

    /// <summary>The form with the choices of its kind.</summary>
    protected abstract Task<DraftFormView> WithChoicesAsync(DraftFormView form);

    /// <summary>A button that only drafts of this kind have; null where it is none.</summary>
    /// <returns>The draft after it, and the path of the part to look at.</returns>
    protected virtual (Draft Draft, string Path)? Act(Draft draft, string act) => null;

    /// <summary>Opens the form.</summary>
    protected async Task<IActionResult> OpenAsync(Subject subject, int id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (await drafts.OpenAsync(subject.Kind, id, cancel) is not { } open)
        {
            return NotThere(subject);
        }

        ShowAll = Request.Query.ContainsKey("check");
        Done = Request.Query["done"].ToString() switch
        {
            "saved" => "Saved.",
            "sent" => ProposalForm.Sent(open),
            "returned" => "Returned with your comment.",
            "published" => "Published. Readers see it now.",
            "looked" => "Saved: looked, nothing new. Readers see it now.",
            "restored" => "Restored as a new draft. Nothing is public yet.",
            "back" => "Withdrawn from review.",
            "added" => "The entries were added at the end of the list. Nothing is public yet.",
            _ => null,
        };
        await ShowAsync(open, open.Content, open.Number, Request.Query["at"]);
        return Page();
    }

    /// <summary>Saves what was posted, and does what the button says.</summary>
    protected async Task<IActionResult> SaveAsync(Subject subject, int id)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (await drafts.OpenAsync(subject.Kind, id) is not { } open)
        {
            return NotThere(subject);
        }

        var form = await Request.ReadFormAsync();
        var by = LogActor.Of(HttpContext);
        string act = form["act"].ToString();
        var autosave = act == "autosave";
        if (!int.TryParse(form["base"], NumberStyles.None, CultureInfo.InvariantCulture, out var baseNumber))
        {
            return this.NotUnderstood($"The form does not say which revision it changes. Open the {subject.Noun} again.");
        }

        Draft draft;
        if (act == "resolve")
        {
            if (ConflictForm.Resolve(form, open, baseNumber) is not { } chosen)
            {
                return this.NotUnderstood($"Your choice could not be read. Open the {subject.Noun} again and choose once more.");
            }

            draft = chosen;
        }
        else
        {
            draft = act == "cut" ? DraftBounds.Cut(open.Content) : form["unchanged"] == "true" ? open.Content : await WithCodesAsync(DraftForm.Read(form, subject.Shape!, HttpContext.RequestServices.GetRequiredService<NewsroomCalendar>().Today), open.Content);
        }

        var proposal = ProposalForm.Read(form);
        Bound(ProposalForm.Note, proposal?.Note, Publishing.Review.NoteMaxLength);
        _typed = proposal;
        if (TooLarge(draft, subject.Shape!) is { } tooLarge)
        {
            if (autosave)
            {
                return new JsonResult(new { problem = tooLarge }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
            }

            Problem("", tooLarge);
            await ShowAsync(open, draft, baseNumber, null);
            return Page();
        }

        // Files first, before parts move: a file belongs to the source beside which it was chosen.
        draft = await StoreAsync(form, draft, by);
        string? at = null;
        if ((DraftForm.Rearrange(draft, act, HttpContext.RequestServices.GetRequiredService<NewsroomCalendar>().Today) ?? DraftForm.Put(draft, act) ?? DraftForm.Fill(draft, act) ?? Act(draft, act)) is var (arranged, path))
        {
            (draft, at) = (arranged, path);
        }
        else if (act == DraftForm.BeginCompany && draft is PledgeDraft { Company: { } name } without)
        {
            var (slug, refused) = await CompanyEntry.BeginAsync(context, drafts, review, name, by);
            (draft, at) = (refused is null ? without with { Company = slug } : draft, "company");
            if (refused is not null)
            {
                Problem("company", refused);
            }
        }
        else if (act.StartsWith("fill sources[", StringComparison.Ordinal))
        {
            draft = await FillAsync(draft, act);
            at = act["fill ".Length..];
        }

        var result = await drafts.SaveAsync(id, baseNumber, draft, by, autosave, ProblemOf(ProposalForm.Note) is null ? proposal : null);
        switch (result)
        {
            case SaveResult.Conflict conflict when autosave:
                return new JsonResult(new { conflict = conflict.Author }) { StatusCode = StatusCodes.Status409Conflict };
            case SaveResult.Conflict conflict:
                Conflict = new ConflictForm(conflict, subject.Kind, draft) { Proposed = proposal };

                // The page of the conflict has no file fields, and nothing is saved.
                SayOfFiles("After saving, choose the file again.", atField: false);
                await ShowAsync(open, draft, baseNumber, null);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case SaveResult.Saved saved when autosave:
                return new JsonResult(new { number = saved.Number, read = DraftFormHtml.ReadIn(new DraftFormView(draft) { Metrics = draft is PledgeDraft ? await context.Metrics.AsNoTracking().ToListAsync() : [] }) });
            case SaveResult.Saved when Problems.Count > 0:
                SayOfFiles("Everything else is saved.", atField: true);
                var now = (await drafts.OpenAsync(subject.Kind, id))!;
                await ShowAsync(now, now.Content, now.Number, at);
                return Page();
            case SaveResult.Saved saved:
                return await AfterSaveAsync(open, saved.Number, act, at, by);
            default:
                return NotThere(subject);
        }
    }

    // Companies and metrics are chosen by their names, and kept by address and code. What is neither stays as it was typed, and the review says so.
    private async Task<Draft> WithCodesAsync(Draft draft, Draft before)
    {
        if (draft is not PledgeDraft pledge)
        {
            return draft;
        }

        // Nearly always it is the company that it was, which is found without reading all of them.
        var (typed, was) = (pledge.Company, (before as PledgeDraft)?.Company);
        List<Domain.Pledges.Company> companies = typed is null ? [] : [.. (await context.Companies.AsNoTracking().Where(c => c.Slug == typed || c.Slug == was).ToListAsync()).Where(c => c.Slug == typed || c.Name == typed)];
        if (typed is not null && companies.Count == 0)
        {
            companies = await context.Companies.AsNoTracking().ToListAsync();
            if (CompanyEntry.Named(companies, typed) is { Count: > 1 } several)
            {
                Problem("company", CompanyEntry.SeveralOf(several));
            }
        }

        return DraftForm.WithCodes(pledge, companies, await context.Metrics.AsNoTracking().ToListAsync());
    }

    /// <summary>Why a draft is too large to save, in a sentence; null where it is not.</summary>
    internal static string? TooLarge(Draft draft, DocumentShape shape)
    {
        if (DraftBounds.Check(draft) is [var first, ..])
        {
            return $"This draft is too large and is not saved yet. {DraftShape.NameOf(first.Field, shape)}: {first.Message}";
        }

        return DraftJson.Write(draft).Length is var length && length > DraftBounds.Document
            ? string.Create(CultureInfo.InvariantCulture, $"This draft is too long and is not saved yet. It has {length:N0} characters, and the most is {DraftBounds.Document:N0}. Shorten it and save again.")
            : null;
    }

    private IActionResult NotThere(Subject subject) => this.NothingThere($"There is no such {subject.Noun} in the newsroom. Look for it in the list of {subject.Section}.");

    private async Task<IActionResult> AfterSaveAsync(OpenDraft open, int number, string act, string? at, LogActor by)
    {
        var address = open.Subject.AddressOf(open.Id, open.Key);
        switch (act)
        {
            case "preview" when HasPreview:
                return OwnRedirect.To(address + "/preview");
            case "check":
                return OwnRedirect.To(address + "?check=1");
            case "assign":
                return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/{open.Subject.Section}/{open.Id}/assignment"));
            case "comment":
                return OwnRedirect.To(Comments.AddressOf(open));
            case var _ when act.StartsWith(CommentHtml.Prefix, StringComparison.Ordinal):
                return OwnRedirect.To($"{Comments.AddressOf(open)}?from=form&at={Uri.EscapeDataString(act[CommentHtml.Prefix.Length..])}");
            case "send":
                var outcome = await review.SendAsync(open.Id, number, by);
                if (outcome.Done)
                {
                    return OwnRedirect.To(address + "?done=sent");
                }

                if (outcome.Refusal is null)
                {
                    return OwnRedirect.To(address + "?check=1");
                }

                Problem("", outcome.Refusal);
                var now = (await drafts.OpenAsync(open.Kind, open.Id))!;
                await ShowAsync(now, now.Content, now.Number, null);
                return Page();
            default:
                return at is null
                    ? OwnRedirect.To(address + "?done=saved")
                    : OwnRedirect.To($"{address}?at={Uri.EscapeDataString(at)}#{DraftForm.IdOf(at)}");
        }
    }

    // Called once the fate of the rest of the draft is known.
    private void SayOfFiles(string sentence, bool atField)
    {
        for (var i = 0; i < Problems.Count; i++)
        {
            Problems[i] = (atField ? Problems[i].Field : "", $"{Problems[i].Message} {sentence}");
        }
    }

    /// <summary>
    /// Stores the chosen files. A file that cannot be stored is reported, and the rest of the draft goes on without it.
    /// </summary>
    private async Task<Draft> StoreAsync(IFormCollection form, Draft draft, LogActor by)
    {
        var sources = ((ISourcedDraft)draft).Sources.ToList();
        for (var i = 0; i < sources.Count && form.Files.Count > 0; i++)
        {
            foreach (var file in form.Files.GetFiles(DraftForm.FileNameOf(i)))
            {
                var upload = await evidence.AddAsync(file, by);
                if (upload.File is { Sha256: var sha256 })
                {
                    sources[i] = sources[i] with { Evidence = [.. sources[i].Evidence.Where(e => e != sha256), sha256] };
                    draft = ((ISourcedDraft)draft).With([.. sources]);
                }
                else
                {
                    Problem(DraftForm.IdOf($"sources[{i.ToString(CultureInfo.InvariantCulture)}].evidence"), upload.Refusal!);
                }
            }
        }

        return draft;
    }

    /// <summary>Describes a source as a pledge does.</summary>
    private async Task<Draft> FillAsync(Draft draft, string act)
    {
        var sources = ((ISourcedDraft)draft).Sources.ToList();
        var number = act["fill sources[".Length..].TrimEnd(']');
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= sources.Count
            || (await OffersAsync([sources[index]])).GetValueOrDefault(sources[index].Url ?? "") is not { } known)
        {
            return draft;
        }

        sources[index] = known with { Id = sources[index].Id, Role = sources[index].Role ?? known.Role };
        return ((ISourcedDraft)draft).With(sources);
    }

    private async Task<Dictionary<string, SourceDraft>> OffersAsync(IEnumerable<SourceDraft> sources)
    {
        var wanted = sources.Where(s => string.IsNullOrEmpty(s.Title) && !string.IsNullOrEmpty(s.Url)).Select(s => s.Url!).Distinct().Take(50).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var known = await context.Set<Domain.Pledges.Source>().AsNoTracking().Where(s => wanted.Contains(s.Url)).Take(200).ToListAsync();
        return known.GroupBy(s => s.Url).ToDictionary(g => g.Key, g => g.First() is var s ? new SourceDraft
        {
            Id = s.Key,
            Role = Code.Of(s.Role),
            Kind = Code.Of(s.Kind),
            Publisher = s.Publisher,
            Title = s.Title,
            Url = s.Url,
            Published = s.Published?.ToString(),
            Accessed = s.Accessed?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ArchiveUrl = s.ArchiveUrl,
            Note = s.Note,
        } : null!, StringComparer.Ordinal);
    }

    private async Task ShowAsync(OpenDraft open, Draft draft, int baseNumber, string? at)
    {
        (Open, Draft, Base) = (open, draft, baseNumber);
        new Head(TitleOf(draft), "", null, ReviewModel.SectionOf(open.Kind)) { NoIndex = true, HasCharts = false }.On(this);
        TooMany = ReferenceEquals(draft, open.Content) ? DraftBounds.CheckParts(draft) : [];
        if (TooMany.Count > 0 || Conflict is not null)
        {
            return;
        }

        Missing = await review.CheckAsync(open, draft);
        Threads = await HttpContext.RequestServices.GetRequiredService<Comments>().OfAsync(open);
        IsLongerThanForm = DraftBounds.FieldsOf(draft) > MostFields - OwnFields;
        if (IsLongerThanForm)
        {
            return;
        }

        var sources = ((ISourcedDraft)draft).Sources;
        var tree = (JsonObject)JsonNode.Parse(DraftJson.Write(draft))!;
        Form = await WithChoicesAsync(new DraftFormView(draft)
        {
            DayOf = utc => options.Value.DayAt(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))),

            // While somebody writes, an empty field is no mistake, but a wrong value is reported at once.
            Todo = Missing,
            Problems = ShowAll ? Missing : [.. Missing.Where(p => DraftJson.IsFilled(tree, p.Field))],
            Offers = await OffersAsync(sources),
            Evidence = await evidence.FindAllAsync(sources.SelectMany(s => s.Evidence)),
            Open = at,
            Comments = new CommentHtml(Threads, Local),
        });
    }
}
