using System.Globalization;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Import;

/// <summary>Finds the header of a table, holds its columns against those of the tracker, and puts its rows together by pledge.</summary>
internal static class ImportTable
{
    /// <summary>How many rows may stand above the header.</summary>
    private const int MostAbove = 10;

    private const int MostNamed = 8;

    /// <summary>Reads a table.</summary>
    /// <exception cref="ImportException">It has no header that is understood.</exception>
    public static ImportFile Read(Sheet sheet, ImportChoices choices)
    {
        using var rows = sheet.Rows.GetEnumerator();
        var (header, first) = HeaderOf(rows, choices, sheet.Said);
        var matched = ColumnMatch.Of(header.Cells, choices);
        Refuse(matched, header.Line);
        var columns = matched.Columns;
        var key = columns.IndexOf(ImportColumns.KeyOf(matched.Kind));
        var reading = new Rows(sheet, matched, header, key);
        foreach (var row in first)
        {
            reading.Add(row);
        }

        while (rows.MoveNext())
        {
            reading.Add(rows.Current);
        }

        reading.End();
        var written = choices.Written;
        return new ImportFile
        {
            Kind = matched.Kind,
            ReadAs = $"{Code.Words(matched.Kind)}, {sheet.ReadAs}{(written.Order is { } days ? days == DateOrder.DayFirst ? ", day first" : ", month first" : "")}{(written.Mark is { } decimals ? decimals == DecimalMark.Point ? ", decimal point" : ", decimal comma" : "")}",
            Written = written,
            Columns = columns,
            Groups = reading.Groups,
            Broken = reading.Broken,
            Said = sheet.Said,
        };
    }

    /// <summary>The header, and the rows that were read beyond it. It is the first row that names columns, since titles may stand above.</summary>
    internal static (SheetRow Header, List<SheetRow> Rows) HeaderOf(IEnumerator<SheetRow> rows, ImportChoices choices, List<string> said)
    {
        var begin = new List<SheetRow>();
        while (begin.Count <= MostAbove && rows.MoveNext())
        {
            begin.Add(rows.Current);
            if (begin.Count == 1 && IsHeader(begin[0]))
            {
                return (begin[0], []);
            }
        }

        if (begin.Count == 0)
        {
            throw new ImportException(1, "The file is empty.");
        }

        var at = begin.FindIndex(IsHeader);
        if (at < 0)
        {
            // Nothing names columns that are known: then what has several cells is the header, and below a title.
            at = Math.Max(0, begin.FindIndex(r => r.Cells.Count(c => !string.IsNullOrWhiteSpace(c)) > 1));
        }

        if (at > 0)
        {
            said.Add(at == 1 ? Line("Line {0} stands above the header and was left out.", begin[0].Line) : string.Create(CultureInfo.InvariantCulture, $"Lines {begin[0].Line} to {begin[at - 1].Line} stand above the header and were left out."));
        }

        return (begin[at], begin[(at + 1)..]);

        bool IsHeader(SheetRow row)
        {
            var match = ColumnMatch.Of(row.Cells, choices);
            return match.HasKey && match.Columns.Count(c => c is { Length: > 0 } && ImportColumns.IsKnown(match.Kind, c)) >= Math.Min(2, row.Cells.Count(c => !string.IsNullOrWhiteSpace(c)));
        }
    }

    private static void Refuse(ColumnMatch matched, int line)
    {
        if (matched.Unnamed is [var at, ..])
        {
            throw new ImportException(line, string.Create(CultureInfo.InvariantCulture, $"A column has no name: number {at + 1}. Name it, or remove it."));
        }

        if (!matched.HasKey)
        {
            throw new ImportException(line, "The first line must name the columns. A table of figures, incentives or sources has a column “pledge”, a table of pledges a column “slug”, a table of entries a column “list”." + Named(matched.Unknown, " Not known are: ", "."));
        }

        if (matched.Unknown is [var first, ..])
        {
            throw new ImportException(line, $"{(matched.Unknown.Count == 1 ? $"There is no column “{Reading.PledgeFilter.Shorten(first)}”" : $"There are no columns {Named(matched.Unknown, "", "")}")}. Say what to do with {(matched.Unknown.Count == 1 ? "it" : "them")}, or rename {(matched.Unknown.Count == 1 ? "it" : "them")}. The columns are: {string.Join(", ", ImportColumns.Of(matched.Kind).Select(c => c.Name))}.", matched.Unknown.Count == 1 ? Reading.PledgeFilter.Shorten(first) : null);
        }

        if (matched.Twice is { } twice)
        {
            throw new ImportException(line, $"The table has the column “{twice}” twice. Remove or rename one.", twice);
        }

        static string Named(IReadOnlyList<string> names, string before, string after) => names.Count == 0 ? "" : before + string.Join(", ", names.Take(30).Select(n => $"“{Reading.PledgeFilter.Shorten(n)}”")) + after;
    }

    private static string Line(string sentence, int line) => string.Format(CultureInfo.InvariantCulture, sentence, line);

    /// <summary>The rows as they come in.</summary>
    private sealed class Rows(Sheet sheet, ColumnMatch matched, SheetRow header, int key)
    {
        private readonly Dictionary<string, List<ImportedRow>> _bySlug = new(StringComparer.Ordinal);
        private readonly Dictionary<RowForm, List<int>> _leftOut = [];
        private readonly List<SheetRow> _alone = [];
        private readonly List<string> _names = matched.Columns;
        private bool _begun;

        public List<(DocumentKind, string, List<ImportedRow>)> Groups { get; } = [];

        public List<ImportRow> Broken { get; } = [];

        public void Add(SheetRow row)
        {
            if (row.Wrong is not null)
            {
                Wrong(row.Line, null, row.Wrong);
                return;
            }

            var form = RowForms.Of(matched.Kind, row.Cells, header.Cells, key, isFirst: !_begun);
            _begun = true;
            switch (form)
            {
                case RowForm.Total or RowForm.Note or RowForm.Header:
                    LeaveOut(form, row.Line);
                    return;
                case RowForm.Alone when row.At is null:
                    _alone.Add(row);
                    return;
                case RowForm.SecondHeader:
                    Wrong(row.Line, null, $"This looks like a second line of the header: “{Reading.PledgeFilter.Shorten(row.Cells.First(c => !string.IsNullOrWhiteSpace(c)).Trim())}”. Leave one line with the names of the columns.");
                    return;
            }

            // What stands alone between rows is no remark at the end, so somebody must say what it is.
            TellAlone();
            AddData(row);
        }

        public void End()
        {
            // Without any row above them they are all there is, and not what stands under a table.
            if (Groups.Count == 0)
            {
                TellAlone();
            }

            foreach (var row in _alone)
            {
                LeaveOut(RowForm.Alone, row.Line);
            }

            foreach (var (form, lines) in _leftOut.OrderBy(l => l.Key))
            {
                var named = string.Join(", ", lines.Take(MostNamed)) + (lines.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {lines.Count - MostNamed} more") : "");
                var what = (form, lines.Count == 1) switch
                {
                    (RowForm.Total, true) => "looks like a total",
                    (RowForm.Total, false) => "look like totals",
                    (RowForm.Header, true) => "repeats the header",
                    (RowForm.Header, false) => "repeat the header",
                    (_, true) => "looks like a note",
                    _ => "look like notes",
                };
                sheet.Said.Add(lines.Count == 1 ? $"Line {named} {what} and was left out." : $"Lines {named} {what} and were left out.");
            }
        }

        private void AddData(SheetRow row)
        {
            foreach (var (at, why) in row.At ?? [])
            {
                if (at < _names.Count && _names[at].Length > 0 && ImportColumns.Of(matched.Kind).Any(c => c.Name == _names[at]))
                {
                    Wrong(row.Line, _names[at], why);
                    return;
                }
            }

            var cells = row.Cells;
            var filled = Array.FindLastIndex(cells, c => !string.IsNullOrWhiteSpace(c)) + 1;
            if (filled > _names.Count)
            {
                Wrong(row.Line, null, string.Create(CultureInfo.InvariantCulture, $"The row has {filled} cells, and the header has {_names.Count}. {(sheet.Delimiter is { } mark ? $"Is a {mark} in a cell without quotation marks?" : "Name the column, or empty the cell.")}"));
                return;
            }

            var clean = new string[_names.Count];
            string? strange = null;
            for (var i = 0; i < clean.Length; i++)
            {
                clean[i] = i < cells.Length ? ImportColumns.Clean(cells[i]) : "";
                if (strange is null && clean[i].AsSpan().ContainsAnyInRange('\u0000', '\u0008'))
                {
                    strange = _names[i];
                }
            }

            if (strange is not null)
            {
                Wrong(row.Line, strange, "The cell holds characters that cannot be shown. Check that the file was read in the right encoding.");
                return;
            }

            var slug = clean[key] = ImportColumns.AddressOf(matched.Kind, clean[key]);
            if (slug.Length == 0)
            {
                Wrong(row.Line, _names[key], ImportColumns.KeyMissing(matched.Kind) + (sheet.Merged(row.Line, key) is { } merged ? $" The cells {merged} are merged, and their value counts for the first only." : ""));
                return;
            }

            if (!_bySlug.TryGetValue(slug, out var rows))
            {
                _bySlug[slug] = rows = [];
                Groups.Add((matched.Kind == ImportKind.Entries ? DocumentKind.List : DocumentKind.Pledge, slug, rows));
            }

            rows.Add(new ImportedRow(row.Line, clean, null));
        }

        private void TellAlone()
        {
            foreach (var row in _alone)
            {
                var text = row.Cells.First(c => !string.IsNullOrWhiteSpace(c)).Trim();
                Wrong(row.Line, key < row.Cells.Length && row.Cells[key].Trim() == text ? _names[key] : null, $"Only one cell is filled: “{Reading.PledgeFilter.Shorten(text)}”. If it is a heading or a note, delete the row. Otherwise: {ImportColumns.KeyMissing(matched.Kind)}");
            }

            _alone.Clear();
        }

        private void LeaveOut(RowForm form, int line)
        {
            if (!_leftOut.TryGetValue(form is RowForm.Alone ? RowForm.Note : form, out var lines))
            {
                _leftOut[form is RowForm.Alone ? RowForm.Note : form] = lines = [];
            }

            lines.Add(line);
        }

        private void Wrong(int line, string? column, string why) => Broken.Add(ImportFile.Wrong(line, column, why));
    }
}
