using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
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
/// <remarks>
/// Written as bytes by hand and not by CsvHelper, which reads the files of imports: a million figures of 37 columns leave here, and a text
/// for each cell cost more than all else that writing them does.
/// </remarks>
public sealed partial class CsvRows : IDisposable
{
    /// <summary>The media type, with the parameters of RFC 7111 and of the registration.</summary>
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    // The most bytes of a value that is no text: a number of 64 bits, a moment.
    private const int LongestValue = 32;

    // The characters of OWASP ASVS 5.0, 1.2.10, and the full-width forms that spreadsheets treat the same way.
    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    private readonly Stream _to;
    private readonly (int At, bool IsText)[] _chosen;
    private byte[] _bytes = new byte[16 * 1024];
    private int _length;

    /// <param name="to">Where to; it is left open.</param>
    /// <param name="table">What is written.</param>
    /// <param name="chosen">Which columns.</param>
    /// <param name="mark">Whether the file begins with a byte-order mark, which Excel wants.</param>
    public CsvRows(Stream to, DataTable table, IReadOnlyList<int> chosen, bool mark = false)
    {
        _to = to;
        _chosen = [.. chosen.Select(at => (at, IsText(table.Columns[at].Type)))];
        if (mark)
        {
            Put("\uFEFF"u8);
        }

        for (var i = 0; i < chosen.Count; i++)
        {
            Separate(i);
            PutText(table.Columns[chosen[i]].Name, isHarmless: true);
        }

        Put("\r\n"u8);
    }

    /// <summary>Writes a row of all columns of the table.</summary>
    public void Write(object?[] row)
    {
        for (var i = 0; i < _chosen.Length; i++)
        {
            Separate(i);
            var (at, isText) = _chosen[i];
            switch (row[at])
            {
                case null:
                    break;
                case string text:
                    PutText(text, !isText);
                    break;
                case long whole:
                    PutValue(whole);
                    break;
                case bool yes:
                    Put(yes ? "true"u8 : "false"u8);
                    break;
                case PartialDate date:
                    PutDate(date);
                    break;
                case DateOnly day:
                    PutValue(day, "yyyy-MM-dd");
                    break;
                case double number:
                    PutValue(number, "R");
                    break;
                case List<long> numbers:
                    PutNumbers(numbers);
                    break;
                case var other:
                    PutText(DataText.Of(other)!, !isText);
                    break;
            }
        }

        Put("\r\n"u8);
    }

    /// <summary>Passes on everything that was written.</summary>
    public void Flush()
    {
        _to.Write(_bytes, 0, _length);
        _length = 0;
    }

    /// <summary>
    /// The text in a form that no spreadsheet runs: an apostrophe before it. A text that has such an apostrophe of its own gets one
    /// more, so that <see cref="AsItWas"/> knows which of them is the text's. A negative number stays as it is: there is nothing in it to run.
    /// </summary>
    public static string Harmless(string text) => IsHarmless(text) ? text : "'" + text;

    /// <summary>The text that <see cref="Harmless"/> was given.</summary>
    public static string AsItWas(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    /// <summary>Passes on what was not yet passed on.</summary>
    public void Dispose() => Flush();

    private static bool IsHarmless(string text) => text[0] == '\'' ? !IsGuarded(text) : !Dangerous.Contains(text[0]) || NegativeNumber().IsMatch(text);

    // One apostrophe or more, and then what a spreadsheet would run.
    private static bool IsGuarded(string text) => text.AsSpan().TrimStart('\'') is { Length: > 0 } rest && rest.Length < text.Length && Dangerous.Contains(rest[0]);

    [GeneratedRegex(@"^-(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NegativeNumber();

    private static bool IsText(ColumnType type) => type is ColumnType.Text or ColumnType.TextList or ColumnType.Url;

    private void Separate(int column)
    {
        if (column > 0)
        {
            Put(","u8);
        }
    }

    private void PutText(string text, bool isHarmless)
    {
        if (text.Length == 0)
        {
            return;
        }

        // Each character takes three bytes at most, a quotation mark two, and around them stand an apostrophe and two more.
        var room = Room((text.Length * 3) + 3);
        var length = 0;
        var rest = text.AsSpan();
        var isQuoted = text[0] == ' ' || text[^1] == ' ' || rest.ContainsAny(Quoted);
        if (isQuoted)
        {
            room[length++] = (byte)'"';
        }

        if (!isHarmless && !IsHarmless(text))
        {
            room[length++] = (byte)'\'';
        }

        if (isQuoted)
        {
            for (var mark = rest.IndexOf('"'); mark >= 0; mark = rest.IndexOf('"'))
            {
                length += Encoding.UTF8.GetBytes(rest[..(mark + 1)], room[length..]);
                room[length++] = (byte)'"';
                rest = rest[(mark + 1)..];
            }
        }

        length += Encoding.UTF8.GetBytes(rest, room[length..]);
        if (isQuoted)
        {
            room[length++] = (byte)'"';
        }

        _length += length;
    }

    private void PutDate(PartialDate date)
    {
        PutValue(date.Year, "D4");
        if (date.Month is { } month)
        {
            Put("-"u8);
            PutValue(month, "D2");
        }

        if (date.Day is { } day)
        {
            Put("-"u8);
            PutValue(day, "D2");
        }
    }

    private void PutNumbers(List<long> numbers)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (i > 0)
            {
                Put(" "u8);
            }

            PutValue(numbers[i]);
        }
    }

    private void PutValue<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(Room(LongestValue), out var length, format, CultureInfo.InvariantCulture);
        _length += length;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Flush();
            if (_bytes.Length < bytes)
            {
                _bytes = new byte[bytes];
            }
        }

        return _bytes.AsSpan(_length);
    }
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
