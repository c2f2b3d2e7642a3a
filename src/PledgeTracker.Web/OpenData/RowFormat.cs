using System.Text.Json;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.OpenData;

/// <summary>What a file says of itself.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Day">The newsroom's day on which it was made.</param>
/// <param name="Publisher">Who publishes the tracker.</param>
/// <param name="Licence">The licence, by its title.</param>
/// <param name="LicenceAddress">Where the licence stands.</param>
public sealed record FileNotes(string Address, DateOnly Day, string Publisher, string Licence, string LicenceAddress);

/// <summary>What a writer of rows needs to know.</summary>
/// <param name="Table">The table.</param>
/// <param name="Chosen">Which of its columns, in the order asked for.</param>
/// <param name="HasMark">Whether a file begins with a byte-order mark.</param>
/// <param name="About">Writes a description of the list, in a format that has room for it.</param>
/// <param name="Notes">What a file says of itself, in a format that has room for it.</param>
public sealed record SinkTerms(DataTable Table, IReadOnlyList<int> Chosen, bool HasMark, Action<Utf8JsonWriter> About, FileNotes Notes);

/// <summary>
/// A format for rows. Everything the program knows about a format is in its object here: the addresses of the tables, what
/// they answer, the page about the data and the description of the API are made from <see cref="All"/>. A new ending must
/// also be added to <c>Http/DataAnswers</c>, which tells data from pages before anything is looked up.
/// </summary>
/// <param name="Name">What addresses end in, without the dot.</param>
/// <param name="MediaType">As an answer says it.</param>
/// <param name="Open">Makes a writer of rows.</param>
/// <param name="Label">What readers call it.</param>
public sealed record RowFormat(string Name, string MediaType, Func<SinkTerms, RowSink> Open, Func<string> Label)
{
    public static readonly RowFormat Csv = new("csv", CsvRows.MediaType, terms => new CsvSink(terms.Table, terms.Chosen, terms.HasMark), () => "CSV") { IsOfPages = true, IsDescribed = true };

    public static readonly RowFormat Json = new("json", "application/json; charset=utf-8", terms => new JsonSink(terms.Table, terms.Chosen, terms.About), () => "JSON") { IsOfPages = true, IsPaged = true };

    public static readonly RowFormat JsonLines = new("jsonl", "application/jsonl; charset=utf-8", terms => new JsonLinesSink(terms.Table, terms.Chosen), () => T("JSON lines"));

    public static readonly RowFormat Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", terms => new XlsxSink(terms), () => "Excel\u00A0(.xlsx)") { IsOfPages = true };

    public static readonly RowFormat Parquet = new("parquet", "application/vnd.apache.parquet", terms => new ParquetSink(terms), () => "Parquet");

    /// <summary>The formats of every table, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<RowFormat> All = [Csv, Xlsx, Json, JsonLines, Parquet];

    /// <summary>Those that pages are also offered in.</summary>
    public static readonly IReadOnlyList<RowFormat> OfPages = [.. All.Where(f => f.IsOfPages)];

    /// <summary>Those of them that are a file of rows, whatever else the page has.</summary>
    public static readonly IReadOnlyList<RowFormat> Files = [.. OfPages.Where(f => !f.IsPaged)];

    /// <summary>Whether pages are also offered in it, besides the tables.</summary>
    public bool IsOfPages { get; private init; }

    /// <summary>
    /// Whether an answer is one page of the list and says where the next one is; otherwise it is a file of all rows.
    /// </summary>
    public bool IsPaged { get; private init; }

    /// <summary>Whether its columns are described by a CSVW document beside it.</summary>
    public bool IsDescribed { get; private init; }

    /// <summary>The media type without its parameters.</summary>
    public string PlainMediaType => MediaType.Split(';')[0];

    public override string ToString() => Name;
}
