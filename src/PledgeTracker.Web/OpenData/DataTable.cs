using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.OpenData;

/// <summary>The type of a column's values, the same in every format.</summary>
public enum ColumnType
{
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>A decimal number.</summary>
    Number,
    Boolean,

    /// <summary>A day, a month or a year: EDTF level 0.</summary>
    PartialDate,

    /// <summary>A day: <c>2017-01-09</c>.</summary>
    Day,

    /// <summary>A moment in UTC: <c>2026-11-23T12:00:00Z</c>.</summary>
    Instant,

    /// <summary>An absolute address.</summary>
    Url,

    /// <summary>Whole numbers; in CSV with a blank between them.</summary>
    WholeList,

    /// <summary>Texts; in CSV with a semicolon between them.</summary>
    TextList,
}

/// <summary>One column of a table: its name is the same in CSV, JSON, SQLite and the data dictionary, and never changes.</summary>
/// <param name="Name">In lower case, with underscores.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Description">What it means, with its unit.</param>
public sealed record Column(string Name, ColumnType Type, string Description)
{
    /// <summary>Whether every row has a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The only possible values, where they are words of the domain.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>A reference from columns to those of another table, in the same order. Where one of them is empty, it refers to nothing.</summary>
public sealed record ForeignKey(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> TableColumns)
{
    /// <summary>A reference from one column.</summary>
    public ForeignKey(string column, string table, string tableColumn)
        : this([column], table, [tableColumn])
    {
    }
}

/// <summary>
/// One table of the open data: its name, and what its columns mean. All formats of the data, and all descriptions of them,
/// are made from these.
/// </summary>
public abstract class DataTable(string name, string title, string description, IReadOnlyList<Column> columns)
{
    public string Name => name;

    public string Title => title;

    /// <summary>What one row is.</summary>
    public string Description => description;

    public IReadOnlyList<Column> Columns => columns;

    /// <summary>The columns that identify its rows.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>The indexes of the columns with these names; all columns where no names are given.</summary>
    /// <exception cref="DataRequestException">There is no such column, or one is named twice.</exception>
    public IReadOnlyList<int> Choose(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return [.. Enumerable.Range(0, columns.Count)];
        }

        var chosen = new List<int>(names.Count);
        foreach (var wanted in names)
        {
            var at = columns.ToList().FindIndex(c => c.Name == wanted);
            if (at < 0)
            {
                throw new DataRequestException($"There is no field “{PledgeFilter.Shorten(wanted)}”. The fields are: {string.Join(", ", columns.Select(c => c.Name))}.");
            }

            if (chosen.Contains(at))
            {
                throw new DataRequestException($"The field “{wanted}” is asked for twice. Name it once.");
            }

            chosen.Add(at);
        }

        return chosen;
    }
}

/// <summary>A table whose rows are parts of pledges.</summary>
public sealed class PledgeDataTable(string name, string title, string description, IReadOnlyList<Column> columns, Func<PledgeRecord, IEnumerable<object?[]>> rowsOf)
    : DataTable(name, title, description, columns)
{
    /// <summary>The rows of one pledge, in the editors' order.</summary>
    public IEnumerable<object?[]> RowsOf(PledgeRecord pledge) => rowsOf(pledge);
}

/// <summary>A table about the site as a whole, small enough to be read at once.</summary>
public class SiteDataTable(string name, string title, string description, IReadOnlyList<Column> columns)
    : DataTable(name, title, description, columns);

/// <summary>A table of what is published of claimed totals. It is a table about the site as a whole, and can be had of a part of it.</summary>
public sealed class ClaimDataTable(string name, string title, string description, IReadOnlyList<Column> columns, Func<ClaimRecord, IEnumerable<object?[]>> rowsOf)
    : SiteDataTable(name, title, description, columns)
{
    /// <summary>The rows of what the record holds, in its order.</summary>
    public IEnumerable<object?[]> RowsOf(ClaimRecord record) => rowsOf(record);
}

/// <summary>Something published on its way into the open data.</summary>
public interface IDataRecord
{
    /// <summary>What a column with numbers of sources says of itself.</summary>
    static abstract string NumbersOfSources { get; }
}

/// <summary>A published pledge on its way into the open data.</summary>
/// <param name="Id">Its number in this tracker, which stays when the address changes.</param>
/// <param name="Published">The pledge.</param>
/// <param name="Site">The tracker's address, without a slash at the end.</param>
public sealed record PledgeRecord(int Id, PublishedPledge Published, string Site) : IDataRecord
{
    public static string NumbersOfSources => "Numbers of the pledge's sources for it.";

    private readonly Dictionary<Target, IReadOnlyList<CountedPoint>> _counted = [];
    private readonly Dictionary<Target, TargetProgress> _progress = [];

    public Pledge Pledge => Published.Pledge;

    public string Url { get; } = $"{Site}/pledges/{Published.Pledge.Slug}";

    /// <summary>What counts toward a target over all time, computed once for all columns and rows that need it.</summary>
    internal IReadOnlyList<CountedPoint> CountedOf(Target target) =>
        _counted.TryGetValue(target, out var points) ? points : _counted[target] = CountedFigures.Of(Pledge, target, DateOnly.MaxValue);

    /// <inheritdoc cref="CountedOf"/>
    internal TargetProgress ProgressOf(Target target) =>
        _progress.TryGetValue(target, out var progress) ? progress : _progress[target] = TargetProgress.Of(Pledge, target, DateOnly.MaxValue);
}

/// <summary>Columns made of the fields of a document's parts, so that a field is described once for form, import and table.</summary>
/// <typeparam name="TRecord">What the rows are made of.</typeparam>
internal static class PartTables<TRecord>
    where TRecord : IDataRecord
{
    /// <summary>A column with the way to its value.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">What its values are.</param>
    /// <param name="Description">What it means.</param>
    /// <param name="Value">The value of an item, which has this place among the items of its record, from 1.</param>
    public sealed record PartColumn<T>(string Name, ColumnType Type, string Description, Func<TRecord, T, int, object?> Value)
    {
        public bool IsRequired { get; init; }

        public IReadOnlyList<string> Words { get; init; } = [];

        public Column Described => new(Name, Type, Description) { IsRequired = IsRequired, Words = Words };
    }

    /// <summary>The columns for a part's fields, in the order of the document; its sources come last.</summary>
    /// <param name="part">The part.</param>
    /// <param name="names">The fields, by their names in the document; all for none.</param>
    public static IEnumerable<PartColumn<TPart>> ColumnsOf<TDraft, TPart>(DraftPart<TDraft, TPart> part, params string[] names) =>
        ColumnsWithin(part, (TPart item) => item, names);

    /// <summary>The columns for a part that is included in the row of something else.</summary>
    public static IEnumerable<PartColumn<T>> ColumnsWithin<T, TDraft, TPart>(DraftPart<TDraft, TPart> part, Func<T, TPart> of, params string[] names) =>
        part.Fields.Where(f => names.Length == 0 || names.Contains(f.Name)).SelectMany(field => ColumnsOf<T>(field, item => field.ValueOf(of(item))));

    /// <summary>A column with one of the domain's words.</summary>
    public static PartColumn<T> Word<T, TWord>(string name, string means, Func<T, TWord> value)
        where TWord : struct, Enum
        => new(name, ColumnType.Text, means, (_, item, _) => Code.Of(value(item))) { IsRequired = true, Words = Code.Codes<TWord>().ToList() };

    /// <summary>A row for each item.</summary>
    public static IEnumerable<object?[]> RowsOf<T>(TRecord record, IEnumerable<T> items, IReadOnlyList<PartColumn<T>> columns)
    {
        var position = 0;
        foreach (var item in items)
        {
            position++;
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = columns[i].Value(record, item, position);
            }

            yield return row;
        }
    }

    private static IEnumerable<PartColumn<T>> ColumnsOf<T>(DraftField field, Func<T, object?> value) => field.Kind switch
    {
        FieldKind.Quantity => QuantityColumns<T>(field.Column, field.Means, item => (Quantity?)value(item)),
        FieldKind.Hedged =>
        [
            new(field.Column, ColumnType.Whole, field.Means, (_, item, _) => ((Quantity?)value(item))?.Low),
            new(field.Column + "_hedge", ColumnType.Text, "The source's hedge, like “about”. Empty for a plain number.", (_, item, _) => ((Quantity?)value(item))?.Hedge),
        ],
        FieldKind.Sources => [new(field.Column, ColumnType.WholeList, TRecord.NumbersOfSources, (_, item, _) => value(item))],
        _ => [new(field.Column, TypeOf(field.Kind), field.Means, (_, item, _) => value(item)) { IsRequired = field.IsAlwaysThere, Words = [.. field.Codes] }],
    };

    private static ColumnType TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Date => ColumnType.PartialDate,
        FieldKind.Day => ColumnType.Day,
        FieldKind.Address => ColumnType.Url,
        FieldKind.Words or FieldKind.Evidence => ColumnType.TextList,
        FieldKind.Tick => ColumnType.Boolean,
        _ => ColumnType.Text,
    };

    private static IEnumerable<PartColumn<T>> QuantityColumns<T>(string name, string means, Func<T, Quantity?> quantity) =>
    [
        new(name, ColumnType.Text, means, (_, item, _) => quantity(item)?.ToString()),
        new(name + "_hedge", ColumnType.Text, "The source's hedge, like “about”. Empty for a plain number and for a range.", (_, item, _) => quantity(item)?.Hedge),
        new(name + "_kind", ColumnType.Text, "How exactly it is stated.", (_, item, _) => quantity(item) is { } q ? Code.Of(q.Kind) : null) { Words = Code.Codes<QuantityKind>().ToList() },
        new(name + "_low", ColumnType.Whole, "The least it can mean. For “up to” and “fewer than” it is never above 0.", (_, item, _) => quantity(item)?.LowestReading),
        new(name + "_high", ColumnType.Whole, "The most it can mean. Empty where there is no upper limit.", (_, item, _) => quantity(item)?.HighestReading),
    ];
}
