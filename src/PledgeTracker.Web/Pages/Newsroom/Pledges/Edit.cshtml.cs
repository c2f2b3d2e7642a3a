using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Tips;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>
/// The form of a whole pledge. Every button saves first, so that nothing typed is lost by what it does then; adding and
/// moving parts are buttons too and need no script.
/// </summary>
[RequestSizeLimit(120 * 1024 * 1024)]
[RequestFormLimits(ValueLengthLimit = ValueBytes, ValueCountLimit = MostFields)]
public sealed class EditModel(Drafts drafts, Review review, PledgeTrackerDbContext context, EvidenceStore evidence, TipDesk tips, IOptions<PledgeTrackerOptions> options) : FormPage
{
    /// <summary>The most bytes of one value as it is sent: the longest text of a draft, at nine to a character.</summary>
    public const int ValueBytes = 256 * 1024;

    /// <summary>The most fields. A pledge of 500 figures is a form of ten thousand.</summary>
    public const int MostFields = 50_000;

    /// <summary>The stored document.</summary>
    public OpenDraft Open { get; private set; } = null!;

    /// <summary>What the form shows: the stored draft, or what was posted and could not be saved.</summary>
    public PledgeDraft Draft { get; private set; } = null!;

    /// <summary>The revision that the form is based on.</summary>
    public int Base { get; private set; }

    /// <summary>Set where somebody else saved in between.</summary>
    public ConflictForm? Conflict { get; private set; }

    /// <summary>What is missing before the draft can go to review.</summary>
    public IReadOnlyList<ReviewProblem> Missing { get; private set; } = [];

    /// <summary>The lists of the stored draft that are longer than the form takes.</summary>
    public IReadOnlyList<ReviewProblem> TooMany { get; private set; } = [];

    public bool ShowAll { get; private set; }

    public string? Done { get; private set; }

    /// <summary>The reader's tip from which this draft began.</summary>
    public Tip? Tip { get; private set; }

    public DraftFormView Form { get; private set; } = null!;

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        if (await drafts.OpenAsync(id, cancel) is not { } open)
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        ShowAll = Request.Query.ContainsKey("check");
        Done = Request.Query["done"].ToString() switch
        {
            "saved" => "Saved.",
            "sent" => "Sent to review. A reviewer sees it in the worklist.",
            "returned" => "Returned with your comment.",
            "published" => "Published. Readers see it now.",
            "looked" => "Saved: looked, nothing new. Readers see it now.",
            "restored" => "Restored as a new draft. Nothing is public yet.",
            "back" => "Withdrawn from review.",
            _ => null,
        };
        Tip = int.TryParse(Request.Query["tip"], NumberStyles.None, CultureInfo.InvariantCulture, out var tip) ? await tips.FindAsync(tip, cancel) : null;
        await ShowAsync(open, open.Draft, open.Number, Request.Query["at"]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id)
    {
        if (await drafts.OpenAsync(id) is not { } open)
        {
            return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }

        var form = await Request.ReadFormAsync();
        var by = LogActor.Of(HttpContext);
        string act = form["act"].ToString();
        var autosave = act == "autosave";
        if (!int.TryParse(form["base"], NumberStyles.None, CultureInfo.InvariantCulture, out var baseNumber))
        {
            return this.NotUnderstood("The form does not say which revision it changes. Open the pledge again.");
        }

        PledgeDraft draft;
        if (act == "resolve")
        {
            if (ConflictForm.Resolve<PledgeDraft>(form, open, baseNumber) is not { } chosen)
            {
                return this.NotUnderstood("Your choice could not be read. Open the pledge again and choose once more.");
            }

            draft = chosen;
        }
        else
        {
            draft = act == "cut" ? DraftBounds.Cut(open.Draft) : DraftForm.Read(form);
        }

        if (TooLarge(draft) is { } tooLarge)
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
        if (DraftForm.Rearrange(draft, act) is var (arranged, path))
        {
            (draft, at) = (arranged, path);
        }
        else if (act.StartsWith("fill sources[", StringComparison.Ordinal))
        {
            draft = await FillAsync(draft, act);
            at = act["fill ".Length..];
        }

        var result = await drafts.SaveAsync(id, baseNumber, draft, by, autosave);
        switch (result)
        {
            case SaveResult.Conflict conflict when autosave:
                return new JsonResult(new { conflict = conflict.Author }) { StatusCode = StatusCodes.Status409Conflict };
            case SaveResult.Conflict conflict:
                Conflict = new ConflictForm(conflict, DocumentKind.Pledge, draft);

                // The page of the conflict has no file fields, and nothing is saved.
                SayOfFiles("After saving, choose the file again.", atField: false);
                await ShowAsync(open, draft, baseNumber, null);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case SaveResult.Saved saved when autosave:
                return new JsonResult(new { number = saved.Number });
            case SaveResult.Saved when Problems.Count > 0:
                SayOfFiles("Everything else is saved.", atField: true);
                var now = (await drafts.OpenAsync(id))!;
                await ShowAsync(now, now.Draft, now.Number, at);
                return Page();
            case SaveResult.Saved saved:
                return await AfterSaveAsync(id, saved.Number, act, at, by);
            default:
                return this.NothingThere("There is no such pledge in the newsroom. Look for it in the list of pledges.");
        }
    }

    /// <summary>Why a draft is too large to save, in a sentence; null where it is not.</summary>
    private static string? TooLarge(PledgeDraft draft)
    {
        if (DraftBounds.Check(draft) is [var first, ..])
        {
            return $"This draft is too large and is not saved yet. {DraftShape.NameOf(first.Field)}: {first.Message}";
        }

        return DraftJson.Write(draft).Length is var length && length > DraftBounds.Document
            ? string.Create(CultureInfo.InvariantCulture, $"This draft is too long and is not saved yet. It has {length:N0} characters, and the most is {DraftBounds.Document:N0}. Shorten it and save again.")
            : null;
    }

    private async Task<IActionResult> AfterSaveAsync(int id, int number, string act, string? at, LogActor by)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{id}");
        switch (act)
        {
            case "preview":
                return OwnRedirect.To(address + "/preview");
            case "check":
                return OwnRedirect.To(address + "?check=1");
            case "send":
                var outcome = await review.SendAsync(id, number, by);
                if (outcome.Done)
                {
                    return OwnRedirect.To(address + "?done=sent");
                }

                if (outcome.Refusal is null)
                {
                    return OwnRedirect.To(address + "?check=1");
                }

                Problem("", outcome.Refusal);
                var open = (await drafts.OpenAsync(id))!;
                await ShowAsync(open, open.Draft, open.Number, null);
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
    private async Task<PledgeDraft> StoreAsync(IFormCollection form, PledgeDraft draft, LogActor by)
    {
        for (var i = 0; i < draft.Sources.Count && form.Files.Count > 0; i++)
        {
            foreach (var file in form.Files.GetFiles(DraftForm.FileNameOf(i)))
            {
                var upload = await evidence.AddAsync(file, by);
                if (upload.File is { Sha256: var sha256 })
                {
                    var sources = draft.Sources.ToList();
                    sources[i] = sources[i] with { Evidence = [.. sources[i].Evidence.Where(e => e != sha256), sha256] };
                    draft = draft with { Sources = sources };
                }
                else
                {
                    Problem(DraftForm.IdOf($"sources[{i.ToString(CultureInfo.InvariantCulture)}].evidence"), upload.Refusal!);
                }
            }
        }

        return draft;
    }

    /// <summary>Describes a source as another pledge does.</summary>
    private async Task<PledgeDraft> FillAsync(PledgeDraft draft, string act)
    {
        var number = act["fill sources[".Length..].TrimEnd(']');
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= draft.Sources.Count
            || (await OffersAsync([draft.Sources[index]])).GetValueOrDefault(draft.Sources[index].Url ?? "") is not { } known)
        {
            return draft;
        }

        var sources = draft.Sources.ToList();
        sources[index] = known with { Id = sources[index].Id, Role = sources[index].Role ?? known.Role };
        return draft with { Sources = sources };
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

    private async Task ShowAsync(OpenDraft open, PledgeDraft draft, int baseNumber, string? at)
    {
        (Open, Draft, Base) = (open, draft, baseNumber);
        new Head(draft.Title ?? "Untitled pledge", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        TooMany = ReferenceEquals(draft, open.Content) ? DraftBounds.CheckParts(draft) : [];
        if (TooMany.Count > 0 || Conflict is not null)
        {
            return;
        }

        Missing = await review.CheckAsync(open, draft);
        var companies = await context.Companies.AsNoTracking().OrderBy(c => c.Name).ToListAsync();
        var metrics = await context.Metrics.AsNoTracking().OrderBy(m => m.Code).ToListAsync();
        var tree = (JsonObject)JsonNode.Parse(DraftJson.Write(draft))!;
        Form = new DraftFormView(draft)
        {
            DayOf = utc => options.Value.DayAt(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))),

            // While somebody writes, an empty field is no mistake, but a wrong value is reported at once.
            Problems = ShowAll ? Missing : [.. Missing.Where(p => DraftJson.IsFilled(tree, p.Field))],
            Companies = companies,
            Metrics = metrics,
            Offers = await OffersAsync(draft.Sources),
            Evidence = await evidence.FindAllAsync(draft.Sources.SelectMany(s => s.Evidence)),
            Open = at,
        };
    }
}
