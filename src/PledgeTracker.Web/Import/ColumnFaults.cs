using System.Globalization;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Import;

/// <summary>What is wrong with a column as a whole, where several of its cells are.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Wrong">How many of its cells are wrong.</param>
/// <param name="Words">All of it in a sentence.</param>
public sealed record ColumnFaults(string Column, int Wrong, string Words)
{
    private const int Shown = 60;

    /// <summary>The columns of a table of which several cells are wrong, the worst first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="results">What its rows come to.</param>
    public static IReadOnlyList<ColumnFaults> Of(ImportFile file, IReadOnlyList<ImportRow> results)
    {
        ArgumentNullException.ThrowIfNull(file);
        var wrong = results.Where(r => r.Outcome == ImportOutcome.Wrong && r.Column is not null && file.Columns.Contains(r.Column)).GroupBy(r => r.Column!)
            .Select(g => (Column: g.Key, Lines: g.Select(r => r.Line).Distinct().Order().ToList())).Where(g => g.Lines.Count > 1).ToList();
        if (wrong.Count == 0)
        {
            return [];
        }

        var rows = file.Groups.SelectMany(g => g.Rows).Where(r => r.Document is null).ToList();
        var byLine = rows.DistinctBy(r => r.Line).ToDictionary(r => r.Line);
        var faults = new List<ColumnFaults>();
        foreach (var (column, lines) in wrong.OrderByDescending(w => w.Lines.Count))
        {
            var at = file.Columns.ToList().IndexOf(column);
            var cells = lines.Where(byLine.ContainsKey).Select(l => byLine[l].Cells[at]).ToList();
            var first = byLine.TryGetValue(lines[0], out var row) ? row.Cells[at] : "";

            // Rows that could not be read at all have no cells, and count as filled here.
            var filled = rows.Count(r => r.Cells[at].Length > 0) + lines.Count(l => !byLine.ContainsKey(l));
            faults.Add(new(column, lines.Count, string.Create(CultureInfo.InvariantCulture,
                $"{lines.Count:N0} of {Math.Max(filled, lines.Count):N0} cells of {column} {What(file, column, cells)}, the first in line {lines[0]}{(first.Length == 0 ? "" : $": “{(first.Length > Shown ? first[..Shown] + "…" : first)}”")}.")));
        }

        return faults;
    }

    private static string What(ImportFile file, string column, List<string> cells) => ImportColumns.Of(file.Kind).FirstOrDefault(c => c.Name == column)?.Kind switch
    {
        ImportCell.Date when cells.TrueForAll(c => TypedDate.Read(c, file.Written).Value is null) => "cannot be read as a date",
        ImportCell.Quantity or ImportCell.Hedged when cells.TrueForAll(c => TypedQuantity.Read(c, file.Written).Value is null) => "cannot be read as a number",
        ImportCell.Word => "are no words of this column",
        _ => "are wrong",
    };
}
