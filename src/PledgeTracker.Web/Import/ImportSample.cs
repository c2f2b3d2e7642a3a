using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Import;

/// <summary>One column of a file, with what it is taken for.</summary>
/// <param name="Own">Its name in the file, or its number where it has none.</param>
/// <param name="Examples">Its first values.</param>
/// <param name="Ours">The tracker's column; empty where it is left out, null where nobody knows it.</param>
/// <param name="Proposal">The tracker's column that it is likely to be; null where none is.</param>
public sealed record SampleColumn(string Own, IReadOnlyList<string> Examples, string? Ours, string? Proposal);

/// <summary>The beginning of a table as it is read, so that somebody sees what the choices do before anything is compared.</summary>
/// <param name="Kind">What one row is.</param>
/// <param name="ReadAs">What the file was read as.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its first rows, each with the cells as they are read.</param>
/// <param name="Said">What was done on the way.</param>
public sealed record ImportSample(ImportKind Kind, string ReadAs, IReadOnlyList<SampleColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Said)
{
    private const int MostRows = 5;
    private const int MostExamples = 3;
    private const int Shown = 60;

    /// <summary>Reads the beginning of a file; null where it is no table.</summary>
    /// <exception cref="ImportException">It cannot be read.</exception>
    public static ImportSample? Of(byte[] bytes, ImportChoices choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (ImportFile.Open(bytes, choices).Sheet is not { } sheet)
        {
            return null;
        }

        using var rows = sheet.Rows.GetEnumerator();
        var (header, begin) = ImportTable.HeaderOf(rows, choices, sheet.Said);
        while (begin.Count < MostRows && rows.MoveNext())
        {
            begin.Add(rows.Current);
        }

        var matched = ColumnMatch.Of(header.Cells, choices);
        var taken = matched.Columns.Where(c => ImportColumns.IsKnown(matched.Kind, c)).ToHashSet(StringComparer.Ordinal);
        var columns = new List<SampleColumn>();
        for (var i = 0; i < matched.Columns.Count; i++)
        {
            var name = matched.Columns[i];
            var isKnown = name.Length == 0 || ImportColumns.IsKnown(matched.Kind, name);
            var proposal = isKnown ? null : ColumnMatch.Proposal(header.Cells[i], matched.Kind, taken);
            if (proposal is not null)
            {
                taken.Add(proposal);
            }

            var own = header.Cells[i].Trim() is { Length: > 0 } text ? text : ColumnMatch.NameOf("", i);
            columns.Add(new(own, [.. begin.Select(r => Cell(r, i)).Where(c => c.Length > 0).Distinct().Take(MostExamples).Select(Short)], isKnown ? name : null, proposal));
        }

        return new(matched.Kind, sheet.ReadAs, columns, [.. begin.Take(MostRows).Select(r => columns.Select((c, i) => Short(Read(c, Cell(r, i)))).ToList())], sheet.Said);

        string Read(SampleColumn column, string cell) => ImportColumns.Of(matched.Kind).FirstOrDefault(c => c.Name == (column.Ours ?? column.Proposal)) is { Kind: ImportCell.Date or ImportCell.Quantity or ImportCell.Hedged } known && cell.Length > 0
            ? Said(known, cell) : cell;

        string Said(ImportColumn column, string cell)
        {
            if (column.Currency is not null && TypedQuantity.ReadMoney(cell, choices.Written).Value is { } amount)
            {
                return amount.ToString();
            }

            var problem = column.Kind == ImportCell.Date ? TypedDate.Read(cell, choices.Written).Problem : TypedQuantity.Read(cell, choices.Written).Problem;
            return problem is null ? ImportColumns.Written(column, cell, choices.Written) : cell + " (?)";
        }

        static string Cell(SheetRow row, int at) => row.At?.Where(a => a.Column == at).Select(a => a.Why).FirstOrDefault() ?? (at < row.Cells.Length ? ImportColumns.Clean(row.Cells[at]) : "");

        static string Short(string text) => text.Length > Shown ? text[..Shown] + "…" : text;
    }
}
