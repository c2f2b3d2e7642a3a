namespace PledgeTracker.Web.Import;

/// <summary>One row of a table as it stands in the file.</summary>
/// <param name="Line">The line of the file, or the row of the sheet, on which it begins; from 1.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Wrong">Why it cannot be read; null where it can.</param>
/// <param name="At">The cells that cannot be read, with the reason of each.</param>
internal sealed record SheetRow(int Line, string[] Cells, string? Wrong = null, IReadOnlyList<(int Column, string Why)>? At = null);

/// <summary>The rows of a table, whatever kind of file holds them. They are read one after the other, once.</summary>
/// <param name="ReadAs">What it was read as, in words for people.</param>
/// <param name="Rows">Its rows, without those that are empty.</param>
internal sealed record Sheet(string ReadAs, IEnumerable<SheetRow> Rows)
{
    /// <summary>What whoever imports it should know, in sentences; complete once all rows are read.</summary>
    public List<string> Said { get; init; } = [];

    /// <summary>The merged cells that a cell belongs to without being their first, by line from 1 and column from 0; null where it belongs to none.</summary>
    public Func<int, int, string?> Merged { get; init; } = (_, _) => null;

    /// <summary>What stands between its cells, in a word; null where nothing does.</summary>
    public string? Delimiter { get; init; }
}
