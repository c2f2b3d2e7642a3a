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

    /// <summary>Stands in the form for a column that is left out.</summary>
    public const string LeftOut = "-";

    private const int MostColumns = 300;
    private const int NameMaxLength = 500;

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

    /// <summary>How the file is to be read.</summary>
    public ImportForm Typed { get; private set; } = new();

    /// <summary>The beginning of the file as it is read; null where it is no table, cannot be read, or is not asked about.</summary>
    public ImportSample? Sample { get; private set; }

    /// <summary>Why there is no beginning.</summary>
    public string? SampleProblem { get; private set; }

    /// <summary>Whether the page asks how the file is to be read.</summary>
    public bool IsMatching { get; private set; }

    /// <summary>The sentences of a text that has one a line.</summary>
    public static IReadOnlyList<string> Lines(string? text) => text?.Split('\n') ?? [];

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

    public async Task<IActionResult> OnPostAsync(int id, string? act, [StringLength(FormLimits.LongText)] string? note, ImportForm typed, string[]? own, string[]? ours, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(typed);
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
            case "read" or "show":
                var choices = typed.Choices with { Columns = ColumnsOf(own ?? [], ours ?? []) };
                if (choices.Matching?.Length > ImportRun.MatchingMaxLength)
                {
                    Problem("", "The names of the columns are too long together. Shorten them in the file.");
                    break;
                }

                if (act == "read")
                {
                    await desk.ReadAgainAsync(id, choices);
                    return OwnRedirect.To(address);
                }

                return await ShowAsync(id, cancel, choices);
            default:
                Problem("", "The request was not understood. Use one of the buttons on the page.");
                break;
        }

        return await ShowAsync(id, cancel);
    }

    private static Dictionary<string, string> ColumnsOf(string[] own, string[] ours)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (theirs, name) in own.Zip(ours).Take(MostColumns).Where(c => c is { First.Length: > 0 and <= NameMaxLength, Second.Length: > 0 and <= NameMaxLength }))
        {
            columns[theirs] = name == LeftOut ? "" : name;
        }

        return columns;
    }

    // Only what cannot be compared as it is, or what somebody asks about, is read for the page.
    private async Task MatchAsync(ImportRun run, ImportChoices? shown, CancellationToken cancel)
    {
        IsMatching = shown is not null || run.State == ImportState.Failed || (run.State == ImportState.Ready && Request.Query["read"] == "1");
        if (!IsMatching || await desk.ContentAsync(run.Id, cancel) is not { } content)
        {
            IsMatching = false;
            return;
        }

        var choices = shown ?? ImportDesk.ChoicesOf(run);
        Typed = ImportForm.Of(choices);
        try
        {
            Sample = ImportSample.Of(content, choices);
            IsMatching = Sample is not null;
        }
        catch (ImportException e)
        {
            SampleProblem = e.Message;
        }
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancel, ImportChoices? shown = null)
    {
        if (await desk.FindAsync(id, cancel) is not { } run)
        {
            return this.NothingThere("There is no such import. Choose one from the list of imports.");
        }

        Run = run;
        new Head("Import of " + run.FileName, "", null, "/newsroom/import") { NoIndex = true, HasCharts = false }.On(this);
        await MatchAsync(run, shown, cancel);
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
