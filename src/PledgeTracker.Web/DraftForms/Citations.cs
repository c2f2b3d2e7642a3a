using System.Globalization;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.DraftForms;

/// <summary>A source as it stands beside what rests on it.</summary>
/// <param name="Number">Its number for readers: its place in the list, from 1.</param>
/// <param name="Source">What was written of it.</param>
public sealed record CitedSource(int Number, SourceDraft Source)
{
    /// <summary>Publisher and title, as far as they are known.</summary>
    public string Name => string.Join(": ", new[] { Source.Publisher, Source.Title }.Where(t => !string.IsNullOrWhiteSpace(t))) is { Length: > 0 } name ? name : Source.Url ?? "A source without a title";

    /// <summary>Where it can be read; null where what was typed is no address of the web.</summary>
    public string? Address => Web(Source.Url);

    /// <summary>Its archived copy; null where what was typed is no address of the web.</summary>
    public string? Archived => Web(Source.ArchiveUrl);

    /// <summary>Its stored copies, each by its SHA-256.</summary>
    public IEnumerable<string> Copies => Source.Evidence.Where(e => e.Length == 64 && e.All(char.IsAsciiHexDigitLower));

    // A draft can hold anything: an address that is a script must not become a link.
    private static string? Web(string? typed) => Uri.TryCreate(typed?.Trim(), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address.AbsoluteUri : null;
}

/// <summary>Something that a draft says, with the sources it names.</summary>
/// <param name="Path">Where it stands in the draft.</param>
/// <param name="Words">What it says, in words: the number or the name first.</param>
/// <param name="Sources">Its sources.</param>
public sealed record CitedStatement(string Path, IReadOnlyList<string> Words, IReadOnlyList<CitedSource> Sources);

/// <summary>What a draft says, and what it rests on: for whoever holds one against the other.</summary>
public sealed class Citations
{
    private readonly JsonObject _tree;
    private readonly DocumentShape? _shape;
    private readonly IReadOnlyDictionary<string, string> _metrics;
    private readonly List<CitedSource> _sources;
    private readonly ILookup<string, CitedSource> _named;

    /// <param name="draft">The draft.</param>
    /// <param name="metrics">The names of metrics by their codes.</param>
    public Citations(Draft draft, IReadOnlyDictionary<string, string> metrics)
    {
        ArgumentNullException.ThrowIfNull(draft);
        _metrics = metrics;
        _shape = DocumentShape.All.FirstOrDefault(s => s.Draft.IsInstanceOfType(draft));
        _tree = (JsonObject)JsonNode.Parse(DraftJson.Write(draft))!;
        _sources = draft is ISourcedDraft sourced ? [.. sourced.Sources.Select((s, i) => new CitedSource(i + 1, s))] : [];
        _named = _sources.ToLookup(s => s.Source.Id?.Trim() ?? "", StringComparer.Ordinal);
    }

    /// <summary>Every statement that names sources, or should, in the order of the form.</summary>
    public IEnumerable<CitedStatement> Statements => (_shape?.Parts ?? []).SelectMany(part => In(part, _tree[part.Name], part.Name));

    /// <summary>The sources that nothing names.</summary>
    public IReadOnlyList<CitedSource> Unused()
    {
        var used = Statements.SelectMany(s => s.Sources).Select(s => s.Number).ToHashSet();
        return _sources.FindAll(s => !used.Contains(s.Number));
    }

    /// <summary>The sources that the names in a list stand for; a name that stands for none is left out.</summary>
    public IReadOnlyList<CitedSource> Named(JsonNode? names) =>
        [.. (names as JsonArray ?? []).OfType<JsonValue>().SelectMany(n => _named[n.ToString().Trim()].Take(1)).Distinct()];

    /// <summary>The innermost place around a path that names sources, and the names; null where none does.</summary>
    /// <param name="path">A path in this draft.</param>
    public (string Place, JsonNode Names)? NamesAt(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        (string, JsonNode)? found = null;
        JsonNode? at = _tree;
        var place = "";
        foreach (var step in path.Split('.'))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            at = (at as JsonObject)?[bracket < 0 ? step : step[..bracket]];
            at = bracket < 0 ? at : (at as JsonArray)?.ElementAtOrDefault(int.Parse(step.AsSpan(bracket + 1, step.Length - bracket - 2), CultureInfo.InvariantCulture));
            place += (place.Length > 0 ? "." : "") + step;
            found = (at as JsonObject)?["sources"] is { } names ? (place, names) : found;
        }

        return found;
    }

    private IEnumerable<CitedStatement> In(DraftPart part, JsonNode? node, string path)
    {
        var cites = part.Fields.Any(f => f.Kind == FieldKind.Sources);
        if (node is JsonObject one && cites)
        {
            yield return new(path, Words(part, one), Named(one["sources"]));
        }

        foreach (var (i, item) in (node as JsonArray ?? []).OfType<JsonObject>().Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            if (cites)
            {
                yield return new(at, Words(part, item), Named(item["sources"]));
            }

            foreach (var inner in part.Parts.SelectMany(p => In(p, item[p.Name], $"{at}.{p.Name}")))
            {
                yield return inner;
            }
        }
    }

    private List<string> Words(DraftPart part, JsonObject item)
    {
        if (part == FigurePart.Part)
        {
            var metric = Metric(item) ?? ((_tree["targets"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(t => Text(t, "id") == Text(item, "target")) is { } target ? Metric(target) : null);
            return Said(Together(Amount(part, item, "quantity"), metric), Prefixed("as of ", Said(part, item, "asOf")), Prefixed("from ", Said(part, item, "from")),
                Said(part, item, "counting"), Prefixed("toward ", Text(item, "target")), Prefixed("reported by ", Text(item, "reportedBy")), Text(item, "reason"));
        }

        if (part == TargetPart.Part)
        {
            return Said(Together(Amount(part, item, "quantity"), Metric(item)), Prefixed("by ", Said(part, item, "deadline")) ?? Said(part, item, "deadlineBasis"), Said(part, item, "firmness"), Text(item, "qualifiers"), Text(item, "scope"));
        }

        // A part that stands once shows all it says, one of a list what it is known by.
        var fields = part.One is null ? part.Asked.Where(f => f.Kind is not FieldKind.Sources).Select(f => f.Name) : part.Shown.Where(name => name != "currency");
        return Said([.. fields.Select(name => name == part.Amount?.Name ? Amount(part, item, name) : Said(part, item, name))]);
    }

    private string? Metric(JsonObject item) => Text(item, "metric") is { } code ? _metrics.GetValueOrDefault(code, code) : null;

    // Money in the words of large numbers, which cut nothing off; a count in its digits, as the record has it.
    private static string? Amount(DraftPart part, JsonObject item, string name) =>
        Text(item, part.Currency?.Name ?? "") is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper) && TypedQuantity.Read(Text(item, name)).Value is { } money
            ? Wording.AsSaid(money, currency)
            : Together(Said(part, item, name), Text(item, part.Currency?.Name ?? ""));

    private static string? Said(DraftPart part, JsonObject item, string name)
    {
        if (Text(item, name) is not { } typed || part.Fields.FirstOrDefault(f => f.Name == name) is not { } field)
        {
            return null;
        }

        return field.Kind switch
        {
            FieldKind.Choice => field.Choices.FirstOrDefault(c => c.Value == typed).Text ?? typed,
            FieldKind.Date or FieldKind.Day => PartialDate.TryParse(typed, out var date) ? date.ToWords() : typed,
            FieldKind.Quantity or FieldKind.Hedged => TypedQuantity.Read(typed).Value?.ToString() ?? typed,
            _ => typed,
        };
    }

    private static string? Text(JsonObject item, string name) => item[name] is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string? Prefixed(string before, string? text) => text is null ? null : before + text;

    private static string? Together(string? first, string? second) => first is null ? second : second is null ? first : $"{first} {second}";

    private static List<string> Said(params string?[] words) => words.OfType<string>().ToList() is { Count: > 0 } said ? said : ["Nothing is said yet"];
}

/// <summary>Changes as the newsroom reads them: with the sources of what changed, as links and excerpts instead of short names.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Kind">The kind of document.</param>
/// <param name="Before">What the earlier draft rests on; null where there was none.</param>
/// <param name="After">What the later draft rests on.</param>
public sealed record CitedChanges(IReadOnlyList<DraftChange> Changes, DocumentKind Kind, Citations? Before, Citations After)
{
    private const string Sources = "sources";

    /// <summary>Whether the change is one of the sources that something names.</summary>
    public static bool NamesSources(DraftChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Kind == ChangeKind.Changed && change.Path.EndsWith("." + Sources, StringComparison.Ordinal);
    }

    /// <summary>The same change without the short names of sources.</summary>
    public static DraftChange WithoutSources(DraftChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Kind is ChangeKind.Added or ChangeKind.Removed ? change with { Before = Without(change.Before), After = Without(change.After) } : change;
    }

    /// <summary>The sources that stand beside the earlier text: where they are what changed, or went with it.</summary>
    public IReadOnlyList<CitedSource> SourcesBefore(DraftChange change) => Before is null ? []
        : NamesSources(change) ? Before.Named(change.Before)
        : change is { Kind: ChangeKind.Removed, Before: JsonObject gone } ? Before.Named(gone[Sources])
        : [];

    /// <summary>The sources that stand beside the later text, which is to be held against them.</summary>
    public IReadOnlyList<CitedSource> SourcesAfter(DraftChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change switch
        {
            { Kind: ChangeKind.Added, After: JsonObject added } => After.Named(added[Sources]),
            { Kind: ChangeKind.Changed } when NamesSources(change) => After.Named(change.After),
            { Kind: ChangeKind.Changed } when Before?.NamesAt(change.Path) is var (place, names) => After.Named(Changes.FirstOrDefault(c => c.Kind == ChangeKind.Changed && c.Path == $"{place}.{Sources}") is { } moved ? moved.After : names),
            _ => [],
        };
    }

    private static JsonNode? Without(JsonNode? node)
    {
        if (node is not JsonObject item)
        {
            return node;
        }

        var copy = (JsonObject)item.DeepClone();
        copy.Remove(Sources);
        foreach (var inner in copy.Select(p => p.Value).OfType<JsonArray>().SelectMany(a => a).OfType<JsonObject>())
        {
            inner.Remove(Sources);
        }

        return copy;
    }
}
