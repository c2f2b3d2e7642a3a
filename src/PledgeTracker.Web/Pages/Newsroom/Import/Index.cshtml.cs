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

namespace PledgeTracker.Web.Pages.Newsroom.Import;

/// <summary>How a file is read, and what becomes of what is in it.</summary>
public sealed class ImportForm : SmallForm
{
    /// <summary>The code of its encoding; null where it is found out.</summary>
    public string? Encoding { get; set => field = ImportText.Encodings.Any(e => e.Code == value) ? value : null; }

    /// <summary>The code of what stands between its cells; null where it is found out.</summary>
    public string? Delimiter { get; set => field = ImportText.Delimiters.Any(d => d.Code == value) ? value : null; }

    /// <summary>The code of the order of day and month; null where nobody chose one.</summary>
    public string? Order { get; set => field = Code.TryParse<DateOrder>(value, out _) ? value : null; }

    /// <summary>The code of the mark before decimals; null where nobody chose one.</summary>
    public string? Mark { get; set => field = Code.TryParse<DecimalMark>(value, out _) ? value : null; }

    /// <summary>The sheet of a workbook, by name or number.</summary>
    public string? Sheet { get; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim()[..Math.Min(value.Trim().Length, ImportRun.SheetMaxLength)]; }

    /// <summary>The code of what one row of a table is; null where the columns tell.</summary>
    public string? Table { get; set => field = ImportColumns.Tables.Any(t => Code.Of(t.Kind) == value) ? value : null; }

    /// <summary>All of it, without what was said about single columns.</summary>
    public ImportChoices Choices => new()
    {
        Encoding = Encoding,
        Delimiter = Delimiter,
        Sheet = Sheet,
        Kind = Code.TryParse<ImportKind>(Table, out var kind) ? kind : null,
        Written = new TypedOptions { Order = Code.TryParse<DateOrder>(Order, out var order) ? order : null, Mark = Code.TryParse<DecimalMark>(Mark, out var mark) ? mark : null },
    };

    /// <summary>The form that says what was chosen.</summary>
    public static ImportForm Of(ImportChoices choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return new()
        {
            Encoding = choices.Encoding,
            Delimiter = choices.Delimiter,
            Sheet = choices.Sheet,
            Table = choices.Kind is { } kind ? Code.Of(kind) : null,
            Order = choices.Written.Order is { } order ? Code.Of(order) : null,
            Mark = choices.Written.Mark is { } mark ? Code.Of(mark) : null,
        };
    }

    /// <summary>Whether pledges that pass the checks are published instead of made drafts.</summary>
    public bool Publish { get; set; }
}

[RequestSizeLimit(ImportDesk.MostBytes + (1024 * 1024))]
public sealed class IndexModel(ImportDesk desk, IOptions<PledgeTrackerOptions> options) : FormPage
{
    private const int Shown = 20;

    public IReadOnlyList<ImportRun> Latest { get; private set; } = [];

    public ImportForm Typed { get; private set; } = new();

    /// <summary>An instant as the newsroom's clock shows it.</summary>
    public string Local(DateTime utc) => NewsroomTime.Words(utc, options.Value.Zone);

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, ImportForm typed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Typed = typed;
        if (file is null)
        {
            Problem("file", "Choose a file.");
        }
        else if (file.Length == 0)
        {
            Problem("file", "The file is empty. Save it again, then choose it again.");
        }
        else if (file.Length > ImportDesk.MostBytes)
        {
            Problem("file", string.Create(CultureInfo.InvariantCulture, $"The file has {file.Length / 1e6:0} MB. The most is {ImportDesk.MostBytes / 1e6:0} MB. Split it into smaller files."));
        }
        else
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancel);
            var id = await desk.UploadAsync(file.FileName, content.ToArray(), typed.Choices, typed.Publish && User.IsInRole(Policies.Reviewer), LogActor.Of(HttpContext));
            return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/import/{id}"));
        }

        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        new Head("Import", "", null, "/newsroom/import") { NoIndex = true, HasCharts = false }.On(this);
        Latest = await desk.LatestAsync(Shown, cancel);
    }
}
