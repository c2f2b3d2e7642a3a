using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;

namespace PledgeTracker.Web.Import;

/// <summary>
/// Puts rows of a table into a draft. An empty cell changes nothing. Two figures are the same where target, metric,
/// currency, span, dates and reporter are equal and both name the source.
/// </summary>
public sealed partial class ImportMerge(IReadOnlyList<string> columns, string draft, Func<string, string?, Company?> findCompany, TypedOptions? written = null)
{
    private readonly JsonObject _root = (JsonObject)JsonNode.Parse(draft)!;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    // What each column of the file is; the rows of one draft are all of one table.
    private ImportColumn?[]? _known;
    private readonly Dictionary<string, (int Line, string Text)> _said = new(StringComparer.Ordinal);

    /// <summary>The result of one row.</summary>
    public sealed record Result(ImportOutcome Outcome, string Text, string? Column = null);

    /// <summary>The draft with all rows so far.</summary>
    public PledgeDraft Draft => DraftJson.Read(_root.ToJsonString());

    /// <summary>The list with all rows so far, where the draft is one.</summary>
    public ClaimListDraft List => DraftJson.Read<ClaimListDraft>(_root.ToJsonString());

    /// <summary>The parts that rows added or changed.</summary>
    public List<(string Prefix, ImportedRow Row)> Touched { get; } = [];

    /// <summary>A row of the table of figures.</summary>
    public Result Figure(ImportedRow row)
    {
        var cells = Cells(ImportColumns.Figures, row);
        if (OfSourceElsewhere(cells, row) is { } other)
        {
            return other;
        }

        var source = Source(cells, row, out var sourceChanged);
        var figures = ListOf(_root, "figures");
        var typed = new JsonObject();
        foreach (var (column, text) in cells.Where(c => c.Column.Field is not null && !ImportColumns.IsOfSource(c.Column.Name)))
        {
            typed[column.Field!] = column.Kind == ImportCell.Yes ? IsYes(text) : text;
        }

        // What follows from the target is not repeated: a figure without a metric has its target's.
        var target = ListOf(_root, "targets").OfType<JsonObject>().FirstOrDefault(t => Text(t, "id") == Text(typed, "target"));
        foreach (var (name, otherwise) in ((string, string?)[])[("metric", target is null ? null : Text(target, "metric")), ("currency", target is null ? null : Text(target, "currency")), ("shows", "reported")])
        {
            if (otherwise is not null && Text(typed, name) == otherwise)
            {
                typed.Remove(name);
            }
        }

        if (source is not null)
        {
            typed["sources"] = new JsonArray(JsonValue.Create(source));
        }

        var at = FindFigure(figures, typed, source, target);
        if (at < 0)
        {
            figures.Add(typed);
            at = figures.Count - 1;
            _lines[Path(at)] = row.Line;
            Touched.Add((Path(at), row));
            return new Result(ImportOutcome.New, string.Join(", as of ", new[] { Text(typed, "quantity"), Text(typed, "asOf") }.Where(t => t is not null)));
        }

        var figure = (JsonObject)figures[at]!;
        var changes = Put(figure, typed);
        if (source is not null && !Strings(figure, "sources").Contains(source))
        {
            ListOf(figure, "sources").Add(JsonValue.Create(source));
            changes.Add("sources");
        }

        if (changes.Count == 0 && !sourceChanged)
        {
            return new Result(ImportOutcome.Same, "");
        }

        if (_lines.TryGetValue(Path(at), out var line))
        {
            return new Result(ImportOutcome.Wrong, string.Create(CultureInfo.InvariantCulture, $"Line {line} is about the same figure but differs from this one ({string.Join(", ", changes)})."));
        }

        _lines[Path(at)] = row.Line;
        Touched.Add((Path(at), row));
        return new Result(ImportOutcome.Changed, string.Join("; ", changes.DefaultIfEmpty("its source")));

        static string Path(int index) => string.Create(CultureInfo.InvariantCulture, $"figures[{index}]");
    }

    /// <summary>A row of the table of pledges.</summary>
    public Result Pledge(ImportedRow row, bool isNew)
    {
        var cells = Cells(ImportColumns.Pledges, row);
        var by = cells.ToDictionary(c => c.Column.Name, c => c.Text, StringComparer.Ordinal);
        if (by.TryGetValue("company", out var company) || by.TryGetValue("company_name", out company))
        {
            if (findCompany(company, by.GetValueOrDefault("company_name")) is not { } found)
            {
                return new Result(ImportOutcome.Wrong, $"There is no company “{company}”. Add it first, or give its name in a column “company_name”.", "company");
            }

            by["company"] = found.Slug;
        }

        if (isNew && cells.Count == 1)
        {
            return new Result(ImportOutcome.Wrong, "There is no pledge at this address, and the row says nothing else. If it is a heading or a note, delete the row.", "slug");
        }

        // Everything that can stand in the way is looked for before anything is put in.
        var typedTarget = Target(by);
        var (at, inTheWay) = typedTarget.Count == 0 ? (-1, null) : FindTarget(by.GetValueOrDefault("target"), typedTarget);
        if (inTheWay is not null)
        {
            return inTheWay;
        }

        foreach (var (name, text) in by.Where(c => c.Key is not "slug" and not "target" && !ImportColumns.IsOfSource(c.Key)))
        {
            var ofTarget = ImportColumns.Pledges.First(c => c.Name == name).Field?.StartsWith("target.", StringComparison.Ordinal) == true;
            if (Otherwise(ofTarget ? string.Create(CultureInfo.InvariantCulture, $"targets[{at}].{name}") : name, name, text, row) is { } differs)
            {
                return differs;
            }
        }

        if (OfSourceElsewhere(cells, row) is { } other)
        {
            return other;
        }

        var source = Source(cells, row, out var sourceChanged);
        var changes = new List<string>();
        var root = new JsonObject();
        foreach (var (name, text) in by.Where(c => c.Key is not "slug" and not "company_name" && !ImportColumns.IsOfSource(c.Key)))
        {
            var field = ImportColumns.Pledges.First(c => c.Name == name).Field!;
            switch (field.Split('.'))
            {
                case ["tags"]:
                    root["tags"] = new JsonArray([.. text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Select(t => JsonValue.Create(t))]);
                    break;
                case [var only]:
                    root[only] = text;
                    break;
                case [("announced" or "checkability") and var owner, var inner]:
                    changes.AddRange(Put(Object(_root, owner), new JsonObject { [inner] = text }).Select(c => $"{owner}: {c}"));
                    break;
                case ["places[0]", var inner]:
                    var places = ListOf(_root, "places");
                    if (places.Count == 0)
                    {
                        places.Add(new JsonObject());
                    }

                    changes.AddRange(Put((JsonObject)places[0]!, new JsonObject { [inner] = text }));
                    break;
            }
        }

        changes.AddRange(Put(_root, root));
        Touched.Add(("", row));
        if (at >= 0)
        {
            var targets = ListOf(_root, "targets");
            if (at == targets.Count)
            {
                targets.Add(new JsonObject { ["id"] = by.GetValueOrDefault("target") ?? Text(typedTarget, "metric")?.Split('-')[0] ?? "target" });
            }

            changes.AddRange(Put((JsonObject)targets[at]!, typedTarget).Select(c => "target: " + c));
            Touched.Add((string.Create(CultureInfo.InvariantCulture, $"targets[{at}]"), row));
        }

        if (by.TryGetValue("verdict", out var verdict))
        {
            var verdicts = ListOf(_root, "verdicts");
            if (verdicts.Count == 0 || Text((JsonObject)verdicts[^1]!, "verdict") != verdict)
            {
                verdicts.Add(new JsonObject { ["verdict"] = verdict });
                changes.Add("verdict: " + verdict);
            }

            var given = new JsonObject { ["date"] = by.GetValueOrDefault("verdict_date"), ["reason"] = by.GetValueOrDefault("verdict_reason"), ["lapsedBecause"] = by.GetValueOrDefault("verdict_lapsed_because"), ["despiteFigures"] = by.GetValueOrDefault("verdict_despite_figures"), ["notAsked"] = by.GetValueOrDefault("verdict_not_asked") };
            changes.AddRange(Put((JsonObject)verdicts[^1]!, given).Select(c => "verdict: " + c));
            Touched.Add((string.Create(CultureInfo.InvariantCulture, $"verdicts[{verdicts.Count - 1}]"), row));
        }

        if (source is not null && !Strings(Object(_root, "announced"), "sources").Contains(source))
        {
            ListOf(Object(_root, "announced"), "sources").Add(JsonValue.Create(source));
            changes.Add("sources of the announcement");
        }

        return isNew ? new Result(ImportOutcome.New, by.GetValueOrDefault("title") ?? "")
            : changes.Count > 0 || sourceChanged ? new Result(ImportOutcome.Changed, string.Join("; ", changes.DefaultIfEmpty("its source")))
            : new Result(ImportOutcome.Same, "");
    }

    private static JsonObject Target(Dictionary<string, string> by)
    {
        var target = new JsonObject();
        foreach (var column in ImportColumns.Pledges.Where(c => c.Field?.StartsWith("target.", StringComparison.Ordinal) == true && c.Name != "target"))
        {
            if (by.TryGetValue(column.Name, out var text))
            {
                target[column.Field!["target.".Length..]] = text;
            }
        }

        return target;
    }

    /// <summary>Where the target of a row stands, or is to be added. A target is never turned into one of another metric.</summary>
    private (int At, Result? InTheWay) FindTarget(string? id, JsonObject typed)
    {
        var targets = ListOf(_root, "targets");
        var metric = Text(typed, "metric");
        if (id is null && targets.Count > 1)
        {
            var ofMetric = Enumerable.Range(0, targets.Count).Where(i => metric is not null && Text((JsonObject)targets[i]!, "metric") == metric).ToList();
            return ofMetric.Count == 1 ? (ofMetric[0], null)
                : (-1, new Result(ImportOutcome.Wrong, $"The pledge has several targets: {string.Join(", ", targets.Select(t => Named((JsonObject)t!)))}. Name the one that is meant in a column “target”, or give a new short name to add one.", "target"));
        }

        var at = id is null ? 0 : targets.ToList().FindIndex(t => Text((JsonObject)t!, "id") == id);
        if (at < 0 || at == targets.Count)
        {
            return (targets.Count, null);
        }

        var target = (JsonObject)targets[at]!;
        return metric is null || Text(target, "metric") is not { } before || before == metric ? (at, null)
            : (-1, new Result(ImportOutcome.Wrong, id is null
                ? $"This row is about {metric}, and the pledge has the target {Named(target)}. Give this row a short name of its own in a column “target” to add a second target."
                : $"The target {Named(target)} would become one of {metric}. Give this row another short name in “target” to add a second target, or change the metric in the form.", "metric"));

        static string Named(JsonObject target) => $"“{Text(target, "id")}”{(Text(target, "metric") is { } of ? $" ({of})" : "")}";
    }

    /// <summary>What another row of the file says otherwise about the same thing; null where none does.</summary>
    private Result? Otherwise(string about, string column, string text, ImportedRow row)
    {
        if (_said.TryAdd(about, (row.Line, text)) || _said[about].Text == text)
        {
            return null;
        }

        return new Result(ImportOutcome.Wrong, string.Create(CultureInfo.InvariantCulture, $"Line {_said[about].Line} says “{Quoted(_said[about].Text)}” here, and this row says “{Quoted(text)}”. Correct one of them, or leave one empty."), column);

        static string Quoted(string text) => text.Length > 80 ? text[..80] + "…" : text;
    }

    private Result? OfSourceElsewhere(List<(ImportColumn Column, string Text)> cells, ImportedRow row)
    {
        var url = cells.Find(c => c.Column.Name == "source_url").Text;
        return url is null ? null
            : cells.Where(c => ImportColumns.IsOfSource(c.Column.Name) && c.Column.Name != "source_url").Select(c => Otherwise($"{c.Column.Name} of {url}", c.Column.Name, c.Text, row)).FirstOrDefault(r => r is not null);
    }

    /// <summary>The source of a row, among those of the pledge or added to them.</summary>
    /// <returns>Its short name; null where the row names none.</returns>
    private string? Source(List<(ImportColumn Column, string Text)> cells, ImportedRow row, out bool changed)
    {
        changed = false;
        var typed = new JsonObject();
        foreach (var (column, text) in cells.Where(c => ImportColumns.IsOfSource(c.Column.Name)))
        {
            typed[column.Field!] = text;
        }

        if (Text(typed, "url") is not { } url)
        {
            return null;
        }

        var sources = ListOf(_root, "sources");
        var at = sources.ToList().FindIndex(s => Text((JsonObject)s!, "url") == url);
        if (at < 0)
        {
            typed["id"] = NewSourceId(sources, url);
            typed["role"] ??= Code.Of(columns.Contains("slug") ? SourceRole.Promise : SourceRole.Proof);
            sources.Add(typed);
            Touched.Add((string.Create(CultureInfo.InvariantCulture, $"sources[{sources.Count - 1}]"), row));
            changed = true;
            return Text(typed, "id");
        }

        var source = (JsonObject)sources[at]!;
        if (Put(source, typed).Count > 0)
        {
            Touched.Add((string.Create(CultureInfo.InvariantCulture, $"sources[{at}]"), row));
            changed = true;
        }

        return Text(source, "id");
    }

    private static string NewSourceId(JsonArray sources, string url)
    {
        var known = sources.Select(s => new SourceDraft { Id = Text((JsonObject)s!, "id") }).ToList();
        return Uri.TryCreate(url, UriKind.Absolute, out var address) ? DraftForm.NewSourceId(known, address) : $"source-{(sources.Count + 1).ToString(CultureInfo.InvariantCulture)}";
    }

    private static int FindFigure(JsonArray figures, JsonObject typed, string? source, JsonObject? target)
    {
        // A value that is written out counts as equal to one that is left out because the target implies it.
        static bool IsOfTarget(JsonObject figure, JsonObject typed, string name, JsonObject? target) =>
            target is not null && (Text(figure, name) ?? Text(target, name)) == (Text(typed, name) ?? Text(target, name));

        // The date first: figures of one pledge differ in it more than in anything else.
        var said = Array.ConvertAll((string[])["asOf", "target", "metric", "currency", "span", "from", "reportedBy"], name => (Name: name, Text: Text(typed, name)));
        var same = new List<int>();
        for (var i = 0; i < figures.Count; i++)
        {
            var figure = (JsonObject)figures[i]!;
            if (Array.TrueForAll(said, one => Text(figure, one.Name) == one.Text || (one.Name is "metric" or "currency" && IsOfTarget(figure, typed, one.Name, target)))
                && (source is null || Strings(figure, "sources").Contains(source)))
            {
                same.Add(i);
            }
        }

        var equal = same.FindIndex(i => Text((JsonObject)figures[i]!, "quantity") == Text(typed, "quantity"));
        return equal >= 0 ? same[equal] : same.Count == 1 ? same[0] : -1;
    }

    /// <summary>Sets typed values that differ, and says what changed.</summary>
    private static List<string> Put(JsonObject part, JsonObject typed)
    {
        var changes = new List<string>();
        foreach (var (name, value) in typed.ToList())
        {
            if (value is null || name == "sources" || JsonNode.DeepEquals(part[name], value) || (name == "baseline" && IsSameNumber(Text(part, name), value.ToString())) || (value.GetValueKind() == JsonValueKind.False && part[name] is null))
            {
                continue;
            }

            changes.Add(part[name] is JsonValue before && value is JsonValue ? $"{name} {Show(before)} → {Show(value)}" : name);
            part[name] = value.DeepClone();
        }

        return changes;

        static string Show(JsonNode value) => value.ToString() is { Length: > 80 } text ? text[..80] + "…" : value.ToString();
    }

    // An old document may say 7000 where 7,000 is written today.
    private static bool IsSameNumber(string? one, string other) => TypedQuantity.Read(one).Value is { } before && before == TypedQuantity.Read(other).Value;

    private List<(ImportColumn Column, string Text)> Cells(IReadOnlyList<ImportColumn> known, ImportedRow row)
    {
        _known ??= [.. columns.Select(name => known.FirstOrDefault(c => c.Name == name))];
        var cells = new List<(ImportColumn, string)>(columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            if (row.Cells[i].Length > 0 && _known[i] is { } column)
            {
                // A number that says its hedge itself is left as it is.
                var beside = column.Kind == ImportCell.Hedged && char.IsAsciiDigit(row.Cells[i][0]) ? Enumerable.Range(0, columns.Count).FirstOrDefault(k => columns[k] == column.Name + "_hedge", -1) : -1;
                var hedge = beside < 0 ? "" : row.Cells[beside];
                if (Amount(known, row, column, row.Cells[i]) is { } amount)
                {
                    cells.AddRange(amount);
                    continue;
                }

                cells.Add((column, ImportColumns.Written(column, $"{hedge} {row.Cells[i]}".Trim(), written)));
            }
        }

        return cells;
    }

    // An amount with the sign of its currency fills the column of the currency, where that is empty or says the same; null for any other cell.
    private List<(ImportColumn Column, string Text)>? Amount(IReadOnlyList<ImportColumn> known, ImportedRow row, ImportColumn column, string text)
    {
        if (column.Currency is null || known.FirstOrDefault(c => c.Name == column.Currency) is not { } currency)
        {
            return null;
        }

        var named = Enumerable.Range(0, columns.Count).Where(i => columns[i] == currency.Name).Select(i => row.Cells[i]).FirstOrDefault("");
        return TypedQuantity.ReadMoney(text, beside: named.Length == 0 ? null : named).Value is not { Currency: { } code } amount || (named.Length > 0 && code != named) ? null
            : named.Length > 0 ? [(column, amount.Quantity.ToString())] : [(column, amount.Quantity.ToString()), (currency, code)];
    }

    private static bool IsYes(string text) => text.ToLowerInvariant() is "yes" or "true" or "1" or "x";

    private static string? Text(JsonObject part, string name) => part[name] is JsonValue value ? value.ToString() : null;

    private static IEnumerable<string> Strings(JsonObject part, string name) => (part[name] as JsonArray ?? []).Select(s => s!.GetValue<string>());

    private static JsonArray ListOf(JsonObject part, string name)
    {
        if (part[name] is not JsonArray list)
        {
            part[name] = list = [];
        }

        return list;
    }

    private static JsonObject Object(JsonObject part, string name)
    {
        if (part[name] is not JsonObject inner)
        {
            part[name] = inner = [];
        }

        return inner;
    }
}
