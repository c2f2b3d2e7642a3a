using System.Globalization;
using System.Text;
using PledgeTracker.Domain.Values;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Rows as an Excel workbook: typed cells under a header that stays and filters, further sheets where one is full, and a last one that says what
/// the columns mean, where the file came from and under which licence. It is written as the rows come, and only the sheet's current part is held.
/// </summary>
public sealed class XlsxSink : RowSink
{
    /// <summary>The most rows of a sheet, with its header.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>The most characters of a cell.</summary>
    public const int MostCharacters = 32_767;

    /// <summary>The last sheet.</summary>
    public const string NotesName = "About";

    // Beyond it a spreadsheet drops digits: such a number is written as text.
    private const long MostExact = 999_999_999_999_999;

    private const string Cut = " … [cut: a cell holds no more; the CSV file has all of it]";

    // Excel takes 1900 for a leap year, so that days before its end are a day off.
    private static readonly DateTime FirstDay = new(1900, 3, 1);

    private readonly Spreadsheet _book;
    private readonly SinkTerms _terms;
    private readonly StyleId _header, _day, _instant;
    private readonly Cell[] _cells;
    private readonly int _mostRows;
    private int _sheets, _rows, _cut;

    /// <param name="terms">What is written.</param>
    /// <param name="mostRows">The most rows of a sheet, with its header.</param>
    public XlsxSink(SinkTerms terms, int mostRows = MostRows)
    {
        ArgumentNullException.ThrowIfNull(terms);
        (_terms, _mostRows, _cells) = (terms, mostRows, new Cell[terms.Chosen.Count]);
        _book = Outlet.Now(Spreadsheet.CreateNewAsync(new Outlet(Buffer), new SpreadCheetahOptions { PreserveStringWhitespace = true }));
        _header = _book.AddStyle(new Style { Font = { Bold = true } });
        _day = _book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });
        _instant = _book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm:ss") });
        BeginSheet();
    }

    public override void Write(object?[] row)
    {
        if (_rows == _mostRows)
        {
            BeginSheet();
        }

        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = CellOf(row[_terms.Chosen[i]]);
        }

        Outlet.Now(_book.AddRowAsync(_cells));
        _rows++;
    }

    public override void End(string? next, string? nextUrl)
    {
        var notes = _terms.Notes;
        Outlet.Now(_book.StartWorksheetAsync(NotesName, Wide(24, 22, 90, 40)));
        Note(_terms.Table.Title, _terms.Table.Description);
        Note("From", notes.Address);
        Note("Made on", DataText.Of(notes.Day)!);
        Note("Published by", notes.Publisher);
        Note("License", $"{notes.Licence}, {notes.LicenceAddress}");
        Note("Empty cells", "Empty means unknown.");
        Note("Dates", "A day is a date. A month or a year alone is a text, like 2017-05 or 2017. Moments are in UTC.");
        if (_cut > 0)
        {
            Note("Cut texts", string.Create(CultureInfo.InvariantCulture, $"{_cut}. A cell holds {MostCharacters} characters. The whole texts are in {CsvOf(notes.Address)}"));
        }

        Outlet.Now(_book.AddRowAsync(Array.Empty<Cell>()));
        Outlet.Now(_book.AddHeaderRowAsync(["Column", "Type", "What it means", "Values"], _header));
        foreach (var column in _terms.Chosen.Select(at => _terms.Table.Columns[at]))
        {
            Outlet.Now(_book.AddRowAsync([new Cell(column.Name), new Cell(TypeOf(column.Type)), new Cell(Text(column.Description)), new Cell(Text(string.Join(", ", column.Words)))]));
        }

        Outlet.Now(_book.FinishAsync());
    }

    public override void Dispose()
    {
        _book.Dispose();
        base.Dispose();
    }

    protected override void Flush()
    {
    }

    /// <summary>A text as a cell can hold it: without signs that no XML has, and cut where it is too long.</summary>
    internal static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters)
        {
            var end = MostCharacters - Cut.Length;
            text = string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), Cut);
        }

        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var isBad = (text[i] < ' ' && text[i] is not ('\t' or '\n' or '\r')) || (char.IsSurrogate(text[i]) && !isPair) || text[i] is '\uFFFE' or '\uFFFF';
            if (isBad)
            {
                clean ??= new StringBuilder(text, 0, i, text.Length);
            }

            clean?.Append(isBad ? '\uFFFD' : text[i]);
            if (isPair)
            {
                clean?.Append(text[i + 1]);
                i++;
            }
        }

        return clean?.ToString() ?? text;
    }

    private void BeginSheet()
    {
        var columns = _terms.Chosen.Select(at => _terms.Table.Columns[at]).ToList();
        var options = Wide([.. columns.Select(c => Math.Max(c.Name.Length + 4, c.Type is ColumnType.Text or ColumnType.TextList or ColumnType.Url ? 20 : 12))]);
        options.FrozenRows = 1;

        // How many rows there will be is not known yet.
        options.AutoFilter = new AutoFilterOptions($"A1:{ColumnName(columns.Count)}{_mostRows.ToString(CultureInfo.InvariantCulture)}");
        var name = _terms.Table.Name + (++_sheets == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {_sheets}"));
        Outlet.Now(_book.StartWorksheetAsync(name, options));
        Outlet.Now(_book.AddHeaderRowAsync([.. columns.Select(c => c.Name)], _header));
        _rows = 1;
    }

    private void Note(string name, string value) => Outlet.Now(_book.AddRowAsync([new Cell(name, _header), new Cell(Text(value))]));

    private static WorksheetOptions Wide(params IReadOnlyList<int> widths)
    {
        var options = new WorksheetOptions();
        for (var i = 0; i < widths.Count; i++)
        {
            options.Column(i + 1).Width = widths[i];
        }

        return options;
    }

    private static string CsvOf(string address)
    {
        var end = address.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? at : address.Length;
        return address[..(end - RowFormat.Xlsx.Name.Length)] + RowFormat.Csv + address[end..];
    }

    private Cell CellOf(object? value) => value switch
    {
        null => default,
        long whole when Math.Abs((decimal)whole) <= MostExact => new Cell(whole),
        double number when double.IsFinite(number) => new Cell(number),
        bool yes => new Cell(yes),
        PartialDate { Day: not null } date => DayOf(date.Earliest),
        DateOnly day => DayOf(day),
        DateTime instant when instant >= FirstDay => new Cell(DataText.ToTheSecond(instant), _instant),
        _ => TextOf(DataText.Of(value)!),
    };

    private Cell TextOf(string text)
    {
        _cut += text.Length > MostCharacters ? 1 : 0;
        return new Cell(Text(text));
    }

    private Cell DayOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue) is var date && date >= FirstDay ? new Cell(date, _day) : new Cell(DataText.Of(day));

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Whole => "whole number",
        ColumnType.Number => "number",
        ColumnType.Boolean => "true or false",
        ColumnType.PartialDate => "day, month or year",
        ColumnType.Day => "day",
        ColumnType.Instant => "moment in UTC",
        ColumnType.Url => "address",
        ColumnType.WholeList => "whole numbers with blanks between them",
        ColumnType.TextList => "texts with semicolons between them",
        _ => "text",
    };

    private static string ColumnName(int number)
    {
        var name = "";
        for (; number > 0; number = (number - 1) / 26)
        {
            name = (char)('A' + ((number - 1) % 26)) + name;
        }

        return name;
    }
}
