using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.OpenData;

/// <summary>How values are written, the same in every format.</summary>
public static class DataText
{
    /// <summary>JSON for programs: letters of every language are not escaped.</summary>
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as text; null for none.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        PartialDate date => date.ToString(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => Instant(instant),
        IEnumerable<long> numbers => string.Join(' ', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))),
        IEnumerable<string> texts => string.Join(';', texts),
        _ => throw new NotSupportedException($"No column holds a {value.GetType().Name}."),
    };

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment in UTC as every form has it, without what is below a second.</summary>
    public static DateTime ToTheSecond(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    /// <summary>Writes a value as JSON.</summary>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case bool yes:
                json.WriteBooleanValue(yes);
                break;
            case IEnumerable<long> numbers:
                json.WriteStartArray();
                foreach (var one in numbers)
                {
                    json.WriteNumberValue(one);
                }

                json.WriteEndArray();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case IEnumerable<string> texts:
                json.WriteStartArray();
                foreach (var one in texts)
                {
                    json.WriteStringValue(one);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Of(value));
                break;
        }
    }

    /// <summary>Writes a row as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, DataTable table, IReadOnlyList<int> chosen, object?[] row)
    {
        json.WriteStartObject();
        foreach (var at in chosen)
        {
            json.WritePropertyName(table.Columns[at].Name);
            Write(json, row[at]);
        }

        json.WriteEndObject();
    }
}

/// <summary>
/// Writes rows as CSV (RFC 4180): a line of names, CRLF, quotes where they are needed. A text that a spreadsheet would run
/// as a formula gets an apostrophe before it; numbers stay numbers.
/// </summary>
public sealed partial class CsvRows : IDisposable
{
    /// <summary>The media type, with the parameters of RFC 7111 and of the registration.</summary>
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    // The characters of OWASP ASVS 5.0, 1.2.10, and the full-width forms that spreadsheets treat the same way.
    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");

    // By itself the writer quotes a line end only where it is the file's own, CRLF, and a text of several lines would end its row.
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => cell.Field is { Length: > 0 } text && (text.AsSpan().ContainsAny(Quoted) || text[0] == ' ' || text[^1] == ' '),
    };

    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;
    private readonly DataTable _table;
    private readonly IReadOnlyList<int> _chosen;

    /// <param name="to">Where to; it is left open.</param>
    /// <param name="table">What is written.</param>
    /// <param name="chosen">Which columns.</param>
    /// <param name="mark">Whether the file begins with a byte-order mark, which Excel wants.</param>
    public CsvRows(Stream to, DataTable table, IReadOnlyList<int> chosen, bool mark = false)
    {
        (_table, _chosen) = (table, chosen);
        _text = new StreamWriter(to, new UTF8Encoding(mark), 16 * 1024, leaveOpen: true);
        _csv = new CsvWriter(_text, Configuration, leaveOpen: true);
        foreach (var at in chosen)
        {
            _csv.WriteField(table.Columns[at].Name);
        }

        _csv.NextRecord();
    }

    public void Write(object?[] row)
    {
        foreach (var at in _chosen)
        {
            var text = DataText.Of(row[at]);
            _csv.WriteField(text is { Length: > 0 } && IsText(_table.Columns[at].Type) ? Harmless(text) : text);
        }

        _csv.NextRecord();
    }

    /// <summary>Passes on everything that was written.</summary>
    public void Flush()
    {
        _csv.Flush();
        _text.Flush();
    }

    /// <summary>
    /// The text in a form that no spreadsheet runs: an apostrophe before it. A text that has such an apostrophe of its own gets one
    /// more, so that <see cref="AsItWas"/> knows which of them is the text's. A negative number stays as it is: there is nothing in it to run.
    /// </summary>
    public static string Harmless(string text) => IsGuarded(text) || (Dangerous.Contains(text[0]) && !NegativeNumber().IsMatch(text)) ? "'" + text : text;

    /// <summary>The text that <see cref="Harmless"/> was given.</summary>
    public static string AsItWas(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    // One apostrophe or more, and then what a spreadsheet would run.
    private static bool IsGuarded(string text) => text.AsSpan().TrimStart('\'') is { Length: > 0 } rest && rest.Length < text.Length && Dangerous.Contains(rest[0]);

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }

    [GeneratedRegex(@"^-(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NegativeNumber();

    private static bool IsText(ColumnType type) => type is ColumnType.Text or ColumnType.TextList or ColumnType.Url;
}

/// <summary>Takes rows one after another and writes them in one format.</summary>
public abstract class RowSink : IDisposable
{
    private const int Full = 64 * 1024;

    /// <summary>What was written and not passed on yet.</summary>
    protected MemoryStream Buffer { get; } = new(Full + (16 * 1024));

    public abstract void Write(object?[] row);

    /// <summary>Ends the list.</summary>
    /// <param name="next">The cursor of the next page; null where there is none.</param>
    /// <param name="nextUrl">Its address.</param>
    public abstract void End(string? next, string? nextUrl);

    /// <summary>Passes on what was written, once there is enough of it or at the end.</summary>
    public async ValueTask DrainAsync(Stream to, bool all, CancellationToken cancel)
    {
        Flush();
        if (all || Buffer.Length >= Full)
        {
            await to.WriteAsync(Buffer.GetBuffer().AsMemory(0, (int)Buffer.Length), cancel);
            Buffer.SetLength(0);
        }
    }

    /// <summary>Everything that was written and not passed on yet.</summary>
    public byte[] ToArray()
    {
        Flush();
        return Buffer.ToArray();
    }

    public virtual void Dispose()
    {
        Buffer.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract void Flush();
}

/// <summary>Rows as CSV.</summary>
public sealed class CsvSink : RowSink
{
    private readonly CsvRows _csv;

    public CsvSink(DataTable table, IReadOnlyList<int> chosen, bool mark) => _csv = new CsvRows(Buffer, table, chosen, mark);

    public override void Write(object?[] row) => _csv.Write(row);

    public override void End(string? next, string? nextUrl)
    {
    }

    protected override void Flush() => _csv.Flush();

    public override void Dispose()
    {
        _csv.Dispose();
        base.Dispose();
    }
}

/// <summary>Rows as JSON, one object a line.</summary>
public sealed class JsonLinesSink(DataTable table, IReadOnlyList<int> chosen) : RowSink
{
    public override void Write(object?[] row)
    {
        using (var json = new Utf8JsonWriter(Buffer, DataText.Json))
        {
            DataText.Write(json, table, chosen, row);
        }

        Buffer.WriteByte((byte)'\n');
    }

    public override void End(string? next, string? nextUrl)
    {
    }

    protected override void Flush()
    {
    }
}

/// <summary>Rows as one JSON object: what the list is, its rows, and where the next ones are.</summary>
public sealed class JsonSink : RowSink
{
    private readonly Utf8JsonWriter _json;
    private readonly DataTable _table;
    private readonly IReadOnlyList<int> _chosen;

    /// <param name="table">What is written.</param>
    /// <param name="chosen">Which columns.</param>
    /// <param name="about">Writes what the list is.</param>
    public JsonSink(DataTable table, IReadOnlyList<int> chosen, Action<Utf8JsonWriter> about)
    {
        (_table, _chosen) = (table, chosen);
        _json = new Utf8JsonWriter(Buffer, DataText.Json);
        _json.WriteStartObject();
        about(_json);
        _json.WriteStartArray("data");
    }

    public override void Write(object?[] row) => DataText.Write(_json, _table, _chosen, row);

    public override void End(string? next, string? nextUrl)
    {
        _json.WriteEndArray();
        _json.WriteString("next", next);
        _json.WriteString("next_url", nextUrl);
        _json.WriteEndObject();
    }

    protected override void Flush() => _json.Flush();

    public override void Dispose()
    {
        _json.Dispose();
        base.Dispose();
    }
}
