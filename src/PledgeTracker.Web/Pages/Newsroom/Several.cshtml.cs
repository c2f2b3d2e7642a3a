using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>
/// One step of several documents: sent to review, published or returned. Each is a transaction of its own with all its checks, so that one
/// that is refused stops no other, and the page says of each what came of it.
/// </summary>
[RequestSizeLimit(8L * FormLimits.FormBytes)]
[RequestFormLimits(ValueLengthLimit = FormLimits.ValueBytes, ValueCountLimit = 4 * Most)]
public sealed class SeveralModel(Drafts drafts, Review review, PledgeTrackerDbContext context) : FormPage
{
    /// <summary>The most documents of one step.</summary>
    public const int Most = 200;

    /// <summary>The documents that were chosen and are still to be done.</summary>
    public IReadOnlyList<DraftLine> Lines { get; private set; } = [];

    /// <summary>What was done, and why not where it was not.</summary>
    public IReadOnlyList<(DraftLine Line, string? Refusal)> Results { get; private set; } = [];

    /// <summary>Kind and note of each document, as proposed or typed.</summary>
    public Dictionary<int, (string? Kind, string? Note)> Said { get; } = [];

    public string? Comment { get; private set; }

    /// <summary>How many were done, in words.</summary>
    public string Outcome { get; private set; } = "";

    public void OnGet() => Named();

    public async Task<IActionResult> OnPostAsync(string? act, [StringLength(FormLimits.LongText)] string? comment)
    {
        if (act is "publish" or "return" && !User.IsInRole(Policies.Reviewer))
        {
            return Forbid();
        }

        Named();
        Comment = comment;
        Bound("comment", comment, Publishing.Review.NoteMaxLength);
        var form = await Request.ReadFormAsync();
        var picks = form["pick"].Select(Pick).OfType<(int Id, int Number)>().DistinctBy(p => p.Id).ToList();
        if (picks.Count > Most)
        {
            Problem("", $"Choose at most {Most} at once. Nothing was done.");
            return Page();
        }

        var lines = (await drafts.ListAsync(picks.ConvertAll(p => p.Id))).ToDictionary(l => l.Id);
        picks.RemoveAll(p => !lines.ContainsKey(p.Id));
        Lines = picks.ConvertAll(p => lines[p.Id] with { Number = p.Number });
        var ids = Lines.Select(l => l.Id).ToList();
        var proposed = await context.Documents.AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.ProposedKind, d.ProposedNote }).ToDictionaryAsync(d => d.Id);
        foreach (var line in Lines)
        {
            var (kind, note) = ($"kind-{line.Id.ToString(CultureInfo.InvariantCulture)}", $"note-{line.Id.ToString(CultureInfo.InvariantCulture)}");
            Said[line.Id] = form.ContainsKey(note) ? (form[kind], form[note]) : (proposed[line.Id].ProposedKind is { } wanted ? Code.Of(wanted) : null, proposed[line.Id].ProposedNote);
            if (FormLimits.LengthOf(Said[line.Id].Note ?? "") is var length && length > Publishing.Review.NoteMaxLength)
            {
                Problem("", string.Create(CultureInfo.InvariantCulture, $"Shorten the note of “{line.Title}” to {Publishing.Review.NoteMaxLength:N0} characters. It has {length:N0}. Nothing was done."));
            }
        }

        if (act == "return" && string.IsNullOrWhiteSpace(comment))
        {
            Problem("comment", "Say what should change.");
        }

        if (Problems.Count == 0 && act is "send" or "publish" or "return")
        {
            await DoAsync(act, comment);
        }

        return Page();
    }

    private async Task DoAsync(string act, string? comment)
    {
        var (by, results) = (LogActor.Of(HttpContext), new List<(DraftLine, string?)>());
        foreach (var line in Lines)
        {
            string? refusal;
            try
            {
                refusal = RefusalOf(act switch
                {
                    "send" => await review.SendAsync(line.Id, line.Number, by, line.WasPublished ? ProposalOf(line) : null),
                    "return" => await review.ReturnAsync(line.Id, line.Number, comment, by),
                    _ when await IsWithNewCompanyAsync(line) => ReviewOutcome.Refused("Its company is new to readers too. Publish it by itself, where the review shows both."),
                    _ => await review.PublishAsync(line.Id, line.Number, TermsOf(line), by),
                });
            }
            catch (Exception e) when (e is not OperationCanceledException && StorageFaults.Of(e) is not null)
            {
                // Those before it are done, and the page must still say so.
                context.ChangeTracker.Clear();
                refusal = "The database did not answer. Try this one again.";
            }

            results.Add((line, refusal));
        }

        var done = results.Count(r => r.Item2 is null);
        Outcome = string.Create(CultureInfo.InvariantCulture, $"{done} of {results.Count} {act switch { "send" => "sent to review", "return" => "returned", _ => "published" }}");
        Results = results;
        Lines = [.. results.Where(r => r.Item2 is not null).Select(r => r.Item1)];
    }

    private async Task<bool> IsWithNewCompanyAsync(DraftLine line) =>
        line.Kind == DocumentKind.Pledge && await drafts.OpenAsync(line.Kind, line.Id) is { } open && await open.Subject.NewCompanyAsync(context, open.Content) is not null;

    private Proposal ProposalOf(DraftLine line) => new(Said[line.Id].Note, Code.TryParse<PublicationKind>(Said[line.Id].Kind, out var kind) ? kind : null);

    private ReviewerTerms TermsOf(DraftLine line) => new(Said[line.Id].Note, ProposalOf(line).Kind, null);

    private static string? RefusalOf(ReviewOutcome outcome) => outcome.Done ? null
        : outcome.Refusal ?? (outcome.Problems is [var first, ..] ? $"Something is missing: {first.Message}" : "There is something to check before publishing. Publish it by itself, with a reason.");

    private static (int Id, int Number)? Pick(string? text)
    {
        var parts = (text ?? "").Split(':');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (id, number) : null;
    }

    private void Named() => new Head("Several at once", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
}
