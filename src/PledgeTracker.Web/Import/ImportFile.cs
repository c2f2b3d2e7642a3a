using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Import;

/// <summary>What kind of rows an imported file holds.</summary>
public enum ImportKind
{
    /// <summary>A table with one figure a row.</summary>
    Figures,

    /// <summary>A table with one target of one pledge a row.</summary>
    Pledges,

    /// <summary>A table with one incentive a row.</summary>
    Incentives,

    /// <summary>A table with one source of one pledge a row.</summary>
    Sources,

    /// <summary>A table with one entry of a list a row.</summary>
    Entries,

    /// <summary>Whole pledges, claimants, lists or checks as JSON, in the format of the starter files.</summary>
    Documents,
}

/// <summary>One row of a table, or one document of a JSON file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Cells">The cells of a table's row, in the order of the header.</param>
/// <param name="Document">The whole document of a JSON file.</param>
public sealed record ImportedRow(int Line, string[] Cells, Draft? Document);

/// <summary>A file that was read, before it is compared with what is stored.</summary>
public sealed class ImportFile
{
    public required ImportKind Kind { get; init; }

    /// <summary>What it was read as, in words for people.</summary>
    public required string ReadAs { get; init; }

    /// <summary>The columns of a table, by their names in lower case.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The rows of each pledge or other document, in the order in which the file first names it; pledges first, since entries of lists name them.</summary>
    public required IReadOnlyList<(DocumentKind Kind, string Slug, List<ImportedRow> Rows)> Groups { get; init; }

    /// <summary>What several of its documents are called.</summary>
    public string Noun => Groups.Any(g => g.Kind != DocumentKind.Pledge) ? "documents" : "pledges";

    /// <summary>Rows that could not be read, with what is wrong.</summary>
    public required IReadOnlyList<ImportRow> Broken { get; init; }

    /// <summary>Companies that the file brings along.</summary>
    internal IReadOnlyList<CompanyFile> Companies { get; init; } = [];

    /// <summary>Metrics that the file brings along.</summary>
    internal IReadOnlyList<MetricFile> Metrics { get; init; } = [];

    /// <summary>What was done with it on the way and whoever imports it should know, in sentences: rows left out, other sheets.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <summary>How its dates and numbers are written, as far as somebody said so.</summary>
    internal TypedOptions Written { get; init; } = new();

    /// <summary>How many rows it has, including those that could not be read.</summary>
    public int RowCount => Groups.Sum(g => g.Rows.Count) + Broken.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="encoding">The encoding that was asked for; null to find it.</param>
    /// <param name="delimiter">The delimiter that was asked for, by name; null to find it.</param>
    /// <param name="fileName">Its name, which is the address of a claimant, list or check that does not say its own; null where it has none.</param>
    /// <param name="written">How dates and numbers of a table are written, as far as somebody said so.</param>
    /// <exception cref="ImportException">The file as a whole cannot be read.</exception>
    public static ImportFile Read(byte[] bytes, string? encoding, string? delimiter, string? fileName = null, TypedOptions? written = null) =>
        Of(bytes, new ImportChoices { Encoding = encoding, Delimiter = delimiter, Written = written ?? new TypedOptions() }, fileName);

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="choices">How it is to be read, as far as somebody said so.</param>
    /// <param name="fileName">Its name, which is the address of a claimant, list or check that does not say its own; null where it has none.</param>
    /// <exception cref="ImportException">The file as a whole cannot be read.</exception>
    public static ImportFile Of(byte[] bytes, ImportChoices choices, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return Open(bytes, choices) switch
        {
            (Sheet sheet, _, _) => ImportTable.Read(sheet, choices),
            (null, var text, var encoding) => ImportJson.Read(text, encoding, fileName),
        };
    }

    /// <summary>The rows of a table; or the text of a file of documents, with its encoding.</summary>
    internal static (Sheet? Sheet, string Text, string Encoding) Open(byte[] bytes, ImportChoices choices)
    {
        bytes = ImportText.Unpack(bytes);
        if (FileForms.IsWorkbook(bytes))
        {
            return (XlsxSheet.Open(bytes, choices.Sheet), "", "");
        }

        var (text, name) = ImportText.Decode(bytes, choices.Encoding);
        var begin = text.AsSpan().TrimStart();
        if (begin.IsEmpty)
        {
            throw new ImportException(1, "The file is empty.");
        }

        FileForms.RefuseMarkup(begin);
        return begin[0] is '{' or '[' ? (null, text, name) : (CsvSheet.Open(text, name, choices.Delimiter), "", "");
    }

    internal static ImportRow Wrong(int line, string? column, string text) => new() { Line = line, Column = column, Outcome = ImportOutcome.Wrong, Text = text };
}
