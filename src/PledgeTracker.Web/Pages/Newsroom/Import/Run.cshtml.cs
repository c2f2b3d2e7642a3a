using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Newsroom.Import;

public sealed class RunModel(ImportDesk desk, ImportProgress progress, IOptions<PledgeTrackerOptions> options) : FormPage
{
    public const int PageSize = 100;

    public ImportRun Run { get; private set; } = null!;

    public IReadOnlyList<ImportRow> Rows { get; private set; } = [];

    public ImportOutcome? Outcome { get; private set; }

    public int Number { get; private set; } = 1;

    /// <summary>How many rows match the filter.</summary>
    public int Count { get; private set; }

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);

    /// <summary>How many rows are done; null where this program is not working on it.</summary>
    public int? Done { get; private set; }

    public string? Refusal { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Whether the page reloads by itself.</summary>
    public bool IsWaiting => Run.State is ImportState.Waiting or ImportState.Confirmed;

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    /// <summary>How far an import is, in words.</summary>
    public static string Words(ImportRun run) => run.State switch
    {
        ImportState.Waiting => "being compared",
        ImportState.Ready when run.Wrong > 0 => Text.Plural(run.Wrong, "{0} mistake", "{0} mistakes"),
        ImportState.Ready => "compared, waiting for confirmation",
        ImportState.Confirmed => "being saved",
        ImportState.Done => run.Publish ? "published" : "saved as drafts",
        ImportState.Failed => "nothing was saved",
        _ => "dropped",
    };

    /// <summary>How many pledges or other documents an import holds, in words.</summary>
    public static string Documents(ImportRun run) => run.HoldsClaims ? Text.Plural(run.Pledges, "{0} document", "{0} documents") : Text.Plural(run.Pledges, "{0} pledge", "{0} pledges");

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel) => await ShowAsync(id, cancel);

    public async Task<IActionResult> OnPostAsync(int id, string? act, [StringLength(FormLimits.LongText)] string? note, CancellationToken cancel)
    {
        Note = note;
        Bound("note", note, Publishing.Review.NoteMaxLength);
        if (Problems.Count > 0)
        {
            return await ShowAsync(id, cancel);
        }

        var address = string.Create(CultureInfo.InvariantCulture, $"/newsroom/import/{id}");
        switch (act)
        {
            case "confirm":
                if (await desk.ConfirmAsync(id, note, User.IsInRole(Policies.Reviewer), LogActor.Of(HttpContext)) is not { } refusal)
                {
                    return OwnRedirect.To(address);
                }

                Problem(refusal.StartsWith("Say what changed", StringComparison.Ordinal) ? "note" : "", refusal);
                break;
            case "drop":
                await desk.DropAsync(id);
                return OwnRedirect.To("/newsroom/import");
            case "again":
                await desk.CompareAgainAsync(id);
                return OwnRedirect.To(address);
            default:
                Problem("", "The request was not understood. Use one of the buttons on the page.");
                break;
        }

        return await ShowAsync(id, cancel);
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } run)
        {
            return this.NothingThere("There is no such import. Choose one from the list of imports.");
        }

        Run = run;
        new Head("Import of " + run.FileName, "", null, "/newsroom/import") { NoIndex = true, HasCharts = false }.On(this);
        Done = progress.Of(id);
        Refusal = desk.RefusalOf(run, LogActor.Of(HttpContext), User.IsInRole(Policies.Reviewer));
        Outcome = Code.TryParse<ImportOutcome>(Request.Query["show"], out var outcome) ? outcome : null;
        Count = Outcome switch
        {
            ImportOutcome.New => run.New,
            ImportOutcome.Changed => run.Changed,
            ImportOutcome.Same => run.Same,
            ImportOutcome.Wrong => run.Wrong,
            _ => run.New + run.Changed + run.Same + run.Wrong,
        };
        Number = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, Pages) : 1;
        Rows = await desk.RowsAsync(id, Outcome, (Number - 1) * PageSize, PageSize, cancel);
        return Page();
    }
}
