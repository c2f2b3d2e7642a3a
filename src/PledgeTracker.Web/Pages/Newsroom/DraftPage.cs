using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>
/// The form of a document with few fields: a company, a metric, a name. Errors are shown beside their fields before
/// anything is saved. Each save is a revision; where somebody else saved in between, the editor chooses.
/// </summary>
/// <typeparam name="T">The draft of its kind.</typeparam>
public abstract class DraftPage<T>(Drafts drafts, Review review, IOptions<PledgeTrackerOptions> options) : FormPage, IProposes
    where T : Draft, new()
{
    /// <summary>The stored document; null while a new one is written.</summary>
    public OpenDraft? Open { get; private set; }

    /// <inheritdoc/>
    public Proposal Proposed { get; private set; } = Proposal.None;

    /// <summary>What the form shows: the stored draft, or what was posted and could not be saved.</summary>
    public T Typed { get; protected set; } = new();

    /// <summary>The revision that the form is based on; 0 where there is none.</summary>
    public int Base { get; private set; }

    /// <summary>Set where somebody else saved in between.</summary>
    public ConflictForm? Conflict { get; private set; }

    public string? Done { get; private set; }

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    /// <summary>The kind of document.</summary>
    protected abstract DocumentKind Kind { get; }

    /// <summary>The database of the page.</summary>
    protected abstract PledgeTrackerDbContext Context { get; }

    /// <summary>The name of the form field for a field of the draft.</summary>
    protected abstract string InputOf(string field);

    /// <summary>Loads what the page shows besides the form.</summary>
    protected abstract Task ShowAsync();

    /// <summary>Opens the document with a key; false where there is none.</summary>
    protected async Task<bool> OpenAsync(string key, CancellationToken cancel = default)
    {
        Open = await drafts.OpenAsync(Kind, key, cancel);
        if (Open is null)
        {
            return false;
        }

        (Typed, Base, Proposed) = ((T)Open.Content, Open.Number, Open.Proposal);
        Done = Request.Query["done"] == "saved" ? "Saved." : null;
        return true;
    }

    /// <summary>Saves what was posted, and sends it to review or publishes it where the button says so.</summary>
    /// <param name="key">The key; that of a new document where none is open.</param>
    /// <param name="typed">What was posted.</param>
    /// <param name="act">Which button was pressed.</param>
    protected async Task<IActionResult> SaveAsync(string key, T typed, string? act)
    {
        var form = await Request.ReadFormAsync();
        Base = int.TryParse(form["base"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (act == "resolve" && Open is not null)
        {
            if (ConflictForm.Resolve(form, Open, Base) is not T chosen)
            {
                return this.NotUnderstood("Your choice could not be read. Open the page again and choose once more.");
            }

            typed = chosen;
        }

        var proposal = ProposalForm.Read(form);
        (Typed, Proposed) = (typed, proposal ?? Proposed);
        Bound(ProposalForm.Note, proposal?.Note, Publishing.Review.NoteMaxLength);
        var isNew = Open is null;
        foreach (var problem in (await review.CheckAsync(Kind, Open?.Id ?? 0, key, typed)).Where(p => Problems.TrueForAll(q => q.Field != InputOf(p.Field))))
        {
            Problem(InputOf(problem.Field), problem.Message);
        }

        if (isNew && Problems.Count == 0 && await Subject.Of(Kind).KeyProblemAsync(Context, key) is { } taken)
        {
            Problem(InputOf("key"), taken);
        }

        if (Problems.Count > 0)
        {
            return await PageAsync();
        }

        var by = LogActor.Of(HttpContext);
        var (id, result) = isNew ? (await drafts.StartAsync(Kind, key, typed, by), new SaveResult.Saved(1)) : await drafts.SaveAsync(Kind, key, Base, typed, by, proposal);
        switch (result)
        {
            case SaveResult.Conflict conflict:
                Conflict = new ConflictForm(conflict, Kind, typed) { Proposed = proposal };
                Response.StatusCode = StatusCodes.Status409Conflict;
                return await PageAsync();
            case SaveResult.Saved saved when act == "send":
                var outcome = await review.SendAsync(id, saved.Number, by);
                var to = string.Create(CultureInfo.InvariantCulture, $"/newsroom/{Subject.Of(Kind).Section}/{id}/review");
                if (outcome.Refusal is not { } refusal)
                {
                    return OwnRedirect.To(outcome.Done ? to + "?done=sent" : to);
                }

                await OpenAsync(key);
                Problem("", refusal);
                return await PageAsync();
            case SaveResult.Saved:
                var address = Subject.Of(Kind).AddressOf(id, key);
                return OwnRedirect.To($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done=saved");
            default:
                return this.NothingThere($"There is no such {Subject.Of(Kind).Noun}.");
        }
    }

    /// <summary>The page as it stands.</summary>
    protected async Task<IActionResult> PageAsync()
    {
        await ShowAsync();
        return Page();
    }

    /// <summary>The state of drafts in work of this kind, by key.</summary>
    protected Task<Dictionary<string, WorkState>> InWorkAsync() => drafts.InWorkAsync(Kind);

}
