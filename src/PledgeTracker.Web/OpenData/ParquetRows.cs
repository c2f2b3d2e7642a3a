using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Writes rows as Parquet, for programs that compute with columns: whole numbers, numbers, truths, days, moments and lists are such, and a date
/// that may be a month or a year is a text. The dictionary, licence, address and day are in the file's own notes. Rows are held until there are
/// enough for a group, so that memory depends neither on their number nor on the length of their texts.
/// </summary>
public sealed class ParquetRows : IDisposable
{
    /// <summary>The most rows of a group.</summary>
    public const int MostRows = 25_000;

    // Of the texts of a group, at two bytes each.
    private const int MostCharacters = 6_000_000;

    private readonly ParquetWriter _file;
    private readonly DataField[] _fields;
    private readonly Values[] _columns;
    private readonly IReadOnlyList<int> _chosen;
    private int _rows, _characters;
    private bool _isEnded;

    /// <param name="to">Where to; it is left open.</param>
    /// <param name="table">What is written.</param>
    /// <param name="chosen">Which columns.</param>
    /// <param name="notes">What the file says of itself.</param>
    public ParquetRows(Stream to, DataTable table, IReadOnlyList<int> chosen, FileNotes notes)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(notes);
        _chosen = chosen;
        var columns = chosen.Select(at => table.Columns[at]).ToList();
        var schema = new ParquetSchema([.. columns.Select(FieldOf)]);
        _fields = schema.GetDataFields();
        _columns = [.. columns.Select(c => ValuesOf(c.Type))];
        _file = Outlet.Now(new ValueTask<ParquetWriter>(ParquetWriter.CreateAsync(schema, new Outlet(to), new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = System.IO.Compression.CompressionLevel.Optimal })));
        _file.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = table.Title,
            ["description"] = table.Description,
            ["source"] = notes.Address,
            ["made"] = DataText.Of(notes.Day)!,
            ["publisher"] = notes.Publisher,
            ["license"] = $"{notes.Licence}, {notes.LicenceAddress}",
            ["dictionary"] = DictionaryOf(columns),
        };
    }

    public void Write(object?[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        for (var i = 0; i < _columns.Length; i++)
        {
            _characters += _columns[i].Add(row[_chosen[i]]);
        }

        if (++_rows == MostRows || _characters >= MostCharacters)
        {
            EndGroup();
        }
    }

    /// <summary>Writes what is left, and what the file is.</summary>
    public void End()
    {
        EndGroup();
        _isEnded = true;
        Outlet.Now(_file.DisposeAsync());
    }

    public void Dispose()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            Outlet.Now(_file.DisposeAsync());
        }
    }

    private void EndGroup()
    {
        if (_rows == 0)
        {
            return;
        }

        using var group = _file.CreateRowGroup();
        for (var i = 0; i < _columns.Length; i++)
        {
            Outlet.Now(_columns[i].WriteAsync(group, _fields[i]));
            _columns[i].Clear();
        }

        group.CompleteValidate();
        (_rows, _characters) = (0, 0);
    }

    private static Field FieldOf(Column column) => column.Type switch
    {
        ColumnType.Whole => new DataField<long>(column.Name, true),
        ColumnType.Number => new DataField<double>(column.Name, true),
        ColumnType.Boolean => new DataField<bool>(column.Name, true),
        ColumnType.Day => new DateTimeDataField(column.Name, DateTimeFormat.Date, isNullable: true),
        ColumnType.Instant => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis, isNullable: true),
        ColumnType.WholeList => new ListField(column.Name, new DataField<long>(ListField.ElementName, false)),
        ColumnType.TextList => new ListField(column.Name, new DataField(ListField.ElementName, typeof(string), false)),
        _ => new DataField(column.Name, typeof(string), true),
    };

    private static Values ValuesOf(ColumnType type) => type switch
    {
        ColumnType.Whole => new Plain<long>(value => (long)value),
        ColumnType.Number => new Plain<double>(value => (double)value),
        ColumnType.Boolean => new Plain<bool>(value => (bool)value),
        ColumnType.Day => new Plain<DateTime>(value => ((DateOnly)value).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
        ColumnType.Instant => new Plain<DateTime>(value => DataText.ToTheSecond((DateTime)value)),
        ColumnType.WholeList => new Lists<long>(value => (IEnumerable<long>)value, _ => 0),
        ColumnType.TextList => new Lists<ReadOnlyMemory<char>>(value => ((IEnumerable<string>)value).Select(text => text.AsMemory()), text => text.Length),
        _ => new Texts(),
    };

    private static string DictionaryOf(IEnumerable<Column> columns)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, DataText.Json))
        {
            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WriteString(column.Name, column.Description);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The values of one column that wait for their group.</summary>
    private abstract class Values
    {
        /// <summary>Adds a value, and says how many characters that is.</summary>
        public abstract int Add(object? value);

        public abstract Task WriteAsync(ParquetRowGroupWriter to, DataField field);

        public abstract void Clear();
    }

    private sealed class Texts : Values
    {
        private readonly List<string?> _values = [];

        public override int Add(object? value)
        {
            var text = DataText.Of(value);
            _values.Add(text);
            return text?.Length ?? 0;
        }

        public override Task WriteAsync(ParquetRowGroupWriter to, DataField field) => to.WriteAsync(field, _values!);

        public override void Clear() => _values.Clear();
    }

    private sealed class Plain<T>(Func<object, T> of) : Values
        where T : struct
    {
        private readonly List<T?> _values = [];

        public override int Add(object? value)
        {
            _values.Add(value is null ? null : of(value));
            return 0;
        }

        public override Task WriteAsync(ParquetRowGroupWriter to, DataField field) => to.WriteAsync<T>(field, _values.ToArray());

        public override void Clear() => _values.Clear();
    }

    /// <summary>Lists, as Parquet takes them apart: what is in them, how much of the way to it is there, and where the next row begins.</summary>
    private sealed class Lists<T>(Func<object, IEnumerable<T>> of, Func<T, int> lengthOf) : Values
        where T : struct
    {
        private const int NoList = 0, NothingInIt = 1, Something = 2;

        private readonly List<T> _values = [];
        private readonly List<int> _there = [], _repeated = [];

        public override int Add(object? value)
        {
            var characters = 0;
            var first = true;
            foreach (var one in value is null ? [] : of(value))
            {
                _values.Add(one);
                _there.Add(Something);
                _repeated.Add(first ? 0 : 1);
                first = false;
                characters += lengthOf(one);
            }

            if (first)
            {
                _there.Add(value is null ? NoList : NothingInIt);
                _repeated.Add(0);
            }

            return characters;
        }

        public override Task WriteAsync(ParquetRowGroupWriter to, DataField field) =>
            to.WriteAllPartsAsync<T>(field, _values.ToArray(), _there.ToArray(), _repeated.ToArray(), CancellationToken.None);

        public override void Clear()
        {
            _values.Clear();
            _there.Clear();
            _repeated.Clear();
        }
    }
}

/// <summary>Rows as Parquet.</summary>
public sealed class ParquetSink : RowSink
{
    private readonly ParquetRows _rows;

    public ParquetSink(SinkTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        _rows = new ParquetRows(Buffer, terms.Table, terms.Chosen, terms.Notes);
    }

    public override void Write(object?[] row) => _rows.Write(row);

    public override void End(string? next, string? nextUrl) => _rows.End();

    protected override void Flush()
    {
    }

    public override void Dispose()
    {
        _rows.Dispose();
        base.Dispose();
    }
}
