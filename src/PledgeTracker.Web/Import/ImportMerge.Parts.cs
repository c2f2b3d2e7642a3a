using System.Globalization;
using System.Text.Json.Nodes;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Import;

/// <content>Rows of the tables of incentives and of sources.</content>
public sealed partial class ImportMerge
{
    /// <summary>
    /// A row of the table of incentives. Two are the same where grantor, kind, description and the day of the offer are equal and both
    /// name the source.
    /// </summary>
    public Result Incentive(ImportedRow row)
    {
        var cells = Cells(ImportColumns.Incentives, row);
        if (OfSourceElsewhere(cells, row) is { } other)
        {
            return other;
        }

        var source = Source(cells, row, out var sourceChanged);
        var typed = Typed(cells.Where(c => !ImportColumns.IsOfSource(c.Column.Name)));
        if (source is not null)
        {
            typed["sources"] = new JsonArray(JsonValue.Create(source));
        }

        var incentives = List(_root, "incentives");
        var same = Enumerable.Range(0, incentives.Count).Where(i => ((string[])["grantor", "kind", "description", "offered"]).All(n => Text((JsonObject)incentives[i]!, n) == Text(typed, n))
            && (source is null || Strings((JsonObject)incentives[i]!, "sources").Contains(source))).ToList();
        var equal = same.FindIndex(i => ((string[])["amount", "currency", "state", "date"]).All(n => Text((JsonObject)incentives[i]!, n) == Text(typed, n)));
        var at = equal >= 0 ? same[equal] : same.Count == 1 ? same[0] : -1;
        return Place(incentives, "incentives", at, typed, row, sourceChanged, string.Join(", ", new[] { Text(typed, "grantor"), Text(typed, "amount"), Text(typed, "currency") }.Where(t => t is not null)), "incentive");
    }

    /// <summary>A row of the table of sources. One is found again by its short name, or by its address where the row has no short name.</summary>
    public Result SourceOfPledge(ImportedRow row)
    {
        var typed = Typed(Cells(ImportColumns.Sources, row));
        var sources = List(_root, "sources");
        var (id, url) = (Text(typed, "id"), Text(typed, "url"));
        if (id is null && url is null)
        {
            return new Result(ImportOutcome.Wrong, "Name the source by its address.", "source_url");
        }

        var at = sources.ToList().FindIndex(s => id is not null ? Text((JsonObject)s!, "id") == id : Text((JsonObject)s!, "url") == url);
        if (at < 0 && id is null)
        {
            typed["id"] = NewSourceId(sources, url!);
        }

        return Place(sources, "sources", at, typed, row, false, Text(typed, "title") ?? url ?? id!, "source");
    }

    private static JsonObject Typed(IEnumerable<(ImportColumn Column, string Text)> cells)
    {
        var typed = new JsonObject();
        foreach (var (column, text) in cells.Where(c => c.Column.Field is not null))
        {
            typed[column.Field!] = column.Kind == ImportCell.Yes ? IsYes(text) : text;
        }

        return typed;
    }

    // Adds a part or changes the one that is there, unless another row of the file did so already.
    private Result Place(JsonArray list, string name, int at, JsonObject typed, ImportedRow row, bool sourceChanged, string words, string noun)
    {
        if (at < 0)
        {
            list.Add(typed);
            _lines[Path(list.Count - 1)] = row.Line;
            Touched.Add((Path(list.Count - 1), row));
            return new Result(ImportOutcome.New, words);
        }

        var changes = Put((JsonObject)list[at]!, typed);
        if (changes.Count == 0 && !sourceChanged)
        {
            return new Result(ImportOutcome.Same, "");
        }

        if (_lines.TryGetValue(Path(at), out var line) && changes.Count > 0)
        {
            return new Result(ImportOutcome.Wrong, string.Create(CultureInfo.InvariantCulture, $"Line {line} is about the same {noun} but differs from this one ({string.Join(", ", changes)})."));
        }

        _lines[Path(at)] = row.Line;
        Touched.Add((Path(at), row));
        return new Result(ImportOutcome.Changed, string.Join("; ", changes.DefaultIfEmpty("its source")));

        string Path(int index) => string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]");
    }
}
