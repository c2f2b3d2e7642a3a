using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ExcelDataReader;

namespace PledgeTracker.Web.Import;

/// <summary>Reads the rows of one sheet of an Excel workbook: values as they are, and never a formula.</summary>
internal static partial class XlsxSheet
{
    private const int CellMaxLength = 20_000;

    private const string Damaged = "The workbook is damaged and cannot be read. Open it in a spreadsheet program, save it as .xlsx again, and choose that file.";

    /// <summary>The rows of a sheet.</summary>
    /// <param name="bytes">The workbook.</param>
    /// <param name="asked">The name of the sheet or its number from 1; null for the first visible one.</param>
    public static Sheet Open(byte[] bytes, string? asked) => Whole(() =>
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        XlsxChecks.Bound(archive, bytes.Length);
        var sheets = XlsxChecks.SheetsOf(archive);
        if (sheets.Count == 0)
        {
            throw new ImportException(1, "The workbook has no sheet with a table.");
        }

        var at = IndexOf(sheets, asked);
        var facts = XlsxChecks.FactsOf(archive, sheets[at].Part);
        return new Sheet($"XLSX, sheet “{sheets[at].Name}”", Rows(bytes, sheets[at].Name, facts))
        {
            Said = Said(sheets, at, facts),
            Merged = (line, column) => facts.Merged.Find(m => m.Top < line && line <= m.Bottom + 1 && m.Left <= column && column <= m.Right && (m.Top, m.Left) != (line - 1, column)).Name,
        };
    });

    private static int IndexOf(List<(string Name, bool IsHidden, string Part)> sheets, string? asked)
    {
        if (string.IsNullOrWhiteSpace(asked))
        {
            return Math.Max(0, sheets.FindIndex(s => !s.IsHidden));
        }

        var at = sheets.FindIndex(s => s.Name.Trim().Equals(asked.Trim(), StringComparison.OrdinalIgnoreCase));
        at = at < 0 && int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= sheets.Count ? number - 1 : at;
        return at >= 0 ? at : throw new ImportException(1, $"There is no sheet “{Reading.PledgeFilter.Shorten(asked)}”. The sheets are: {Names(sheets)}.");
    }

    private static string Names(IEnumerable<(string Name, bool IsHidden, string Part)> sheets) => string.Join(", ", sheets.Take(20).Select(s => $"“{s.Name}”"));

    private static List<string> Said(List<(string Name, bool IsHidden, string Part)> sheets, int at, SheetFacts facts)
    {
        var said = new List<string>();
        if (sheets.Count(s => !s.IsHidden) > 1)
        {
            said.Add($"The workbook has several sheets: {Names(sheets.Where(s => !s.IsHidden))}. Only “{sheets[at].Name}” was read.");
        }

        if (sheets.Where((s, i) => s.IsHidden && i != at).ToList() is { Count: > 0 } hidden)
        {
            said.Add($"{(hidden.Count == 1 ? "A hidden sheet was" : "Hidden sheets were")} not read: {Names(hidden)}.");
        }

        if (facts.HiddenRows is [var first, ..])
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{(facts.HiddenRows.Count == 1 ? "A hidden row was" : $"{facts.HiddenRows.Count:N0} hidden rows were")} read like the others, the first in line {first}."));
        }

        if (facts.HasHiddenColumns)
        {
            said.Add("Hidden columns were read like the others.");
        }

        if (facts.Merged is [var merged, ..])
        {
            said.Add($"Cells are merged ({merged.Name}{(facts.Merged.Count > 1 ? " and others" : "")}). Their value counts for the first of them only.");
        }

        return said;
    }

    private static IEnumerable<SheetRow> Rows(byte[] bytes, string sheet, SheetFacts facts)
    {
        using var reader = Whole(() => ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes)));
        while (reader.Name != sheet)
        {
            if (!Whole(reader.NextResult))
            {
                throw new ImportException(1, Damaged);
            }
        }

        for (var row = 0; Whole(reader.Read); row++)
        {
            var cells = new string[Math.Min(reader.FieldCount, facts.Columns)];
            List<(int, string)>? wrong = null;
            var isFilled = false;
            for (var i = 0; i < cells.Length; i++)
            {
                var unreadable = facts.Unreadable.GetValueOrDefault((row, i));
                cells[i] = unreadable is null ? TextOf(reader.GetValue(i), reader.GetNumberFormatString(i)) : "";
                if (cells[i].Length > CellMaxLength)
                {
                    unreadable = string.Create(CultureInfo.InvariantCulture, $"The cell {XlsxChecks.NameOf(row, i)} has more than {CellMaxLength:N0} characters. Shorten it.");
                    cells[i] = "";
                }

                if (unreadable is not null)
                {
                    (wrong ??= []).Add((i, unreadable));
                }

                isFilled |= unreadable is not null || !string.IsNullOrWhiteSpace(cells[i]);
            }

            if (isFilled)
            {
                yield return new SheetRow(row + 1, cells, At: wrong);
            }
        }
    }

    /// <summary>A value as somebody would type it.</summary>
    private static string TextOf(object? value, string? format) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "true" : "false",
        DateTime moment => DateOf(moment, format),
        double number => NumberOf(number, format),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // A cell that shows a month or a year holds its first day, so it says no more than it shows.
    private static string DateOf(DateTime moment, string? format)
    {
        var shown = NotShown().Replace(format ?? "", "").ToLowerInvariant();
        return moment.TimeOfDay != TimeSpan.Zero ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            : moment.ToString(!shown.Contains('y', StringComparison.Ordinal) || shown.Contains('d', StringComparison.Ordinal) || moment.Day != 1 ? "yyyy-MM-dd" : shown.Contains('m', StringComparison.Ordinal) ? "yyyy-MM" : moment.Month == 1 ? "yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    // Fifteen digits are what a spreadsheet shows; those after them come of its binary numbers.
    private static string NumberOf(double number, string? format)
    {
        var percent = NotShown().Replace(format ?? "", "").Contains('%', StringComparison.Ordinal);
        var text = (percent ? number * 100 : number).ToString("G15", CultureInfo.InvariantCulture);
        return (text.Contains('E', StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) ? plain.ToString(CultureInfo.InvariantCulture) : text) + (percent ? "%" : "");
    }

    // The reader meets XML that anybody can write, so whatever goes wrong in it is a damaged file and no fault of the program.
    private static T Whole<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not ImportException and not OutOfMemoryException)
        {
            throw new ImportException(1, Damaged);
        }
    }

    [GeneratedRegex("""("[^"]*"|\[[^\]]*\]|\\.)""", RegexOptions.CultureInvariant)]
    private static partial Regex NotShown();
}
