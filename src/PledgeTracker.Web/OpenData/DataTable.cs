using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
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

/// <summary>A reference from one column to a column of another table.</summary>
public sealed record ForeignKey(string Column, string Table, string TableColumn);

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
public sealed class SiteDataTable(string name, string title, string description, IReadOnlyList<Column> columns)
    : DataTable(name, title, description, columns);

/// <summary>A published pledge on its way into the open data.</summary>
/// <param name="Id">Its number in this tracker, which stays when the address changes.</param>
/// <param name="Published">The pledge.</param>
/// <param name="Site">The tracker's address, without a slash at the end.</param>
public sealed record PledgeRecord(int Id, PublishedPledge Published, string Site)
{
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
