using System.Globalization;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Import;

/// <content>Rows of the tables of incentives, of sources and of entries of lists.</content>
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

        var incentives = ListOf(_root, "incentives");
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
        var sources = ListOf(_root, "sources");
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

    /// <summary>
    /// A row of the table of entries. One is found again by its short name, or by its words on the list where the row has no short name;
    /// a new one gets its short name as one that is pasted does.
    /// </summary>
    public Result Entry(ImportedRow row)
    {
        var cells = Cells(ImportColumns.Entries, row);
        if (OfSourceElsewhere(cells, row) is { } other)
        {
            return other;
        }

        var items = ListOf(_root, "items");
        var typed = Typed(cells.Where(c => !ImportColumns.IsOfSource(c.Column.Name)));
        InWords(typed, "amount", "amountInWords");
        InWords(typed, "jobs", "jobsInWords");
        var (id, words) = (cells.Find(c => c.Column.Name == "item").Text, Text(typed, "asListed"));
        var same = Enumerable.Range(0, items.Count).Where(i => (JsonObject)items[i]! is var item && (id is not null ? Text(item, "id") == id
            : words is not null && Text(item, "asListed") == words && ((string[])["companies", "country", "announced"]).All(n => Text(typed, n) is not { } named || Text(item, n) == named))).ToList();
        if (id is null && words is null)
        {
            return new Result(ImportOutcome.Wrong, "Name the entry: its words on the list, or its short name.", "as_listed");
        }

        if (same.Count > 1)
        {
            return new Result(ImportOutcome.Wrong, $"The list has several entries with these words: {string.Join(", ", same.Take(5).Select(i => Text((JsonObject)items[i]!, "id")))}. Name the one that is meant in a column “item”.", "as_listed");
        }

        var source = Source(cells, row, out var sourceChanged);
        if (same.Count == 0)
        {
            typed["id"] = id ?? EntryTable.IdOf(new ListItemDraft { AsListed = words, Companies = Text(typed, "companies"), Country = Text(typed, "country") }, [.. items.Select(i => Text((JsonObject)i!, "id") ?? "")]);
            if (Text(_root, "collected") is not { } collected || collected == Code.Of(ItemsCollected.None))
            {
                // A list of which nothing was copied now has entries; whether these are all, only the editor knows.
                _root["collected"] = Code.Of(ItemsCollected.Some);
            }
        }

        var at = same.Count == 0 ? items.Count : same[0];
        var result = Place(items, "items", same.Count == 0 ? -1 : at, typed, row, sourceChanged, words ?? id!, "entry");
        if (source is not null && result.Outcome != ImportOutcome.Wrong && !Strings((JsonObject)items[at]!, "sources").Contains(source))
        {
            ListOf((JsonObject)items[at]!, "sources").Add(JsonValue.Create(source));
            return result.Outcome == ImportOutcome.Same ? new Result(ImportOutcome.Changed, "sources") : result;
        }

        return result;
    }

    // "Undisclosed" in the column of a number is what stands there instead of one.
    private static void InWords(JsonObject typed, string name, string words)
    {
        if (Text(typed, name) is { } text && typed[words] is null && !text.Any(char.IsAsciiDigit) && TypedQuantity.Read(text) is { Value: null, Offers.Count: 0 })
        {
            typed.Remove(name);
            typed[words] = text;
        }
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
