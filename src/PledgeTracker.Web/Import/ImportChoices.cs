using System.Text.Json;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Import;

/// <summary>How a file is to be read, as far as somebody said so. What nobody said is found in the file, or asked about.</summary>
public sealed record ImportChoices
{
    /// <summary>The code of its encoding; null to find it.</summary>
    public string? Encoding { get; init; }

    /// <summary>The code of what stands between its cells; null to find it.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The sheet of a workbook, by its name or its number from 1; null for the first visible one.</summary>
    public string? Sheet { get; init; }

    /// <summary>What one row of a table is; null to find it by the names of the columns.</summary>
    public ImportKind? Kind { get; init; }

    /// <summary>How dates and numbers of a table are written.</summary>
    public TypedOptions Written { get; init; } = new();

    /// <summary>The tracker's name for columns of the file, by the file's own; empty for a column that is left out.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>What was said about the table and its columns as one text, to be kept; null for nothing.</summary>
    public string? Matching => Kind is null && Columns.Count == 0 ? null : JsonSerializer.Serialize(new Kept(Kind is { } kind ? Code.Of(kind) : null, Columns.ToDictionary()));

    /// <summary>These choices, with what <see cref="Matching"/> kept.</summary>
    public ImportChoices With(string? matching)
    {
        var kept = matching is null ? null : JsonSerializer.Deserialize<Kept>(matching);
        return kept is null ? this : this with { Kind = Code.TryParse<ImportKind>(kept.Kind, out var kind) ? kind : null, Columns = kept.Columns };
    }

    private sealed record Kept(string? Kind, Dictionary<string, string> Columns);
}
