using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.DraftForms;

/// <summary>
/// What was posted, read as a draft: only the fields of its <see cref="DocumentShape"/>, each under its path in the draft
/// (<c>figures[2].asOf</c>), so that a field that the form does not have changes nothing. Dates and quantities that are
/// understood are kept in their written form, everything else as it was typed.
/// </summary>
public static partial class DraftForm
{
    /// <summary>Reads the fields of the form of a pledge.</summary>
    public static PledgeDraft Read(IFormCollection form) => (PledgeDraft)Read(form, DocumentShape.Pledge);

    /// <summary>Reads the fields of the form.</summary>
    /// <param name="form">What was posted.</param>
    /// <param name="shape">What kind of draft it is.</param>
    /// <param name="today">The newsroom’s day, which "today" means; null where it means none.</param>
    public static Draft Read(IFormCollection form, DocumentShape shape, DateOnly? today = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var root = new JsonObject();
        foreach (var part in shape.Parts)
        {
            if (part.Name.Length == 0)
            {
                ReadFields(form, part, "", root);
            }
            else if (part.One is null)
            {
                var item = new JsonObject();
                ReadFields(form, part, part.Name + ".", item);
                if (item.Count > 0)
                {
                    root[part.Name] = item;
                }
            }
            else
            {
                ReadList(form, part, part.Name, root);
            }
        }

        WriteValues(root, shape, new TypedOptions { Today = today });
        AddPastedSources(root, shape, today);
        return DraftJson.Read(shape.Draft, root.ToJsonString());
    }

    /// <summary>
    /// A draft that another program wrote, with the dates and numbers that are understood in their written form. What is in a form that
    /// documents have stays as it is.
    /// </summary>
    public static Draft WithWrittenValues(Draft draft)
    {
        var (root, shape) = ((JsonObject)JsonNode.Parse(DraftJson.Write(draft))!, DocumentShape.Of(draft));
        return WriteValues(root, shape, new TypedOptions(), isDocument: true) ? DraftJson.Read(shape.Draft, root.ToJsonString()) : draft;
    }

    /// <summary>
    /// Adds, removes or moves a part: <c>add figures</c>, <c>remove figures[2]</c>, <c>up figures[2]</c>, <c>down
    /// figures[2]</c>, also within a target: <c>add targets[0].revisions</c>.
    /// </summary>
    /// <param name="draft">The draft.</param>
    /// <param name="action">What the button says.</param>
    /// <param name="today">The newsroom’s day, on which a new source is read; null where it is not known.</param>
    /// <returns>The draft after it, and the path of the part to look at; null where the words say nothing of the kind.</returns>
    public static (T Draft, string Path)? Rearrange<T>(T draft, string? action, DateOnly? today = null)
        where T : Draft
    {
        if (action is null || Action().Match(action) is not { Success: true } match)
        {
            return null;
        }

        var (verb, within, at, name) = (match.Groups["verb"].Value, match.Groups["within"].Value, match.Groups["at"].Value, match.Groups["name"].Value);
        var shape = DocumentShape.Of(draft);
        if (ListOf(shape, within, name) is null || (verb == "add") == match.Groups["index"].Success)
        {
            return null;
        }

        var root = (JsonObject)JsonNode.Parse(DraftJson.Write(draft))!;
        var owner = root;
        if (within.Length > 0)
        {
            if (root[within] is not JsonArray owners || !TryIndex(at, owners.Count, out var of))
            {
                return null;
            }

            owner = (JsonObject)owners[of]!;
        }

        var prefix = within.Length > 0 ? $"{within}[{at}].{name}" : name;
        var list = owner[name] as JsonArray ?? [];
        owner[name] = list;
        int index;
        if (verb == "add")
        {
            if (list.Count >= DraftBounds.MostOf(prefix))
            {
                return null;
            }

            list.Add(Begun(prefix, root, today));
            index = list.Count - 1;
        }
        else
        {
            if (!TryIndex(match.Groups["index"].Value, list.Count, out index))
            {
                return null;
            }

            var item = list[index];
            list.RemoveAt(index);
            index = verb switch
            {
                "up" => Math.Max(0, index - 1),
                "down" => Math.Min(list.Count, index + 1),
                _ => Math.Min(index, list.Count - 1),
            };
            if (verb != "remove")
            {
                list.Insert(index, item);
            }
        }

        return ((T)DraftJson.Read(shape.Draft, root.ToJsonString()), index < 0 ? prefix : $"{prefix}[{index.ToString(CultureInfo.InvariantCulture)}]");
    }

    /// <summary>What the act begins with that puts a reading into a field; the field's path and what is written follow.</summary>
    public const string PutPrefix = "put ";

    /// <summary>
    /// Puts one of the readings of what was typed into its field: <c>put figures[2].asOf 2021-11-02</c>; empties the field where nothing follows.
    /// </summary>
    /// <returns>The draft after it, and the path of the field; null where the words name no date or number of the draft.</returns>
    public static (T Draft, string Path)? Put<T>(T draft, string? action)
        where T : Draft
    {
        if (action?.StartsWith(PutPrefix, StringComparison.Ordinal) != true || action.IndexOf(' ', PutPrefix.Length) is not (> 0 and var end))
        {
            return null;
        }

        var (path, written) = (action[PutPrefix.Length..end], action[(end + 1)..].Trim());
        var root = (JsonObject)JsonNode.Parse(DraftJson.Write(draft))!;
        if (Find(root, DocumentShape.Of(draft), path) is not { Field: { Kind: FieldKind.Date or FieldKind.Day or FieldKind.Quantity or FieldKind.Hedged } field, Item: var item })
        {
            return null;
        }

        item.Remove(field.Name);
        if (written.Length > 0)
        {
            item[field.Name] = written;
        }

        return ((T)DraftJson.Read(DocumentShape.Of(draft).Draft, root.ToJsonString()), path);
    }

    /// <summary>
    /// The draft with the address of a company that was typed by a name, and the code of a metric that was typed by its label. What names
    /// none, or several, stays as it was typed.
    /// </summary>
    public static PledgeDraft WithCodes(PledgeDraft draft, IReadOnlyCollection<Company> companies, IReadOnlyCollection<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var company = draft.Company is { } typed && CompanyEntry.Named(companies, typed) is [var only] ? only.Slug : draft.Company;
        string? CodeOf(string? metric) => metric is null || metrics.Any(m => m.Code == metric) ? metric
            : metrics.Where(m => m.Label.Equals(metric.Trim(), StringComparison.OrdinalIgnoreCase)).Select(m => m.Code).ToList() is [var code] ? code : metric;
        return draft with
        {
            Company = company,
            Targets = [.. draft.Targets.Select(t => CodeOf(t.Metric) is var own && own == t.Metric ? t : t with { Metric = own })],
            Figures = [.. draft.Figures.Select(f => CodeOf(f.Metric) is var own && own == f.Metric ? f : f with { Metric = own })],
        };
    }

    /// <summary>The act that begins the company which was typed and is not here yet.</summary>
    public const string BeginCompany = "begin company";

    /// <summary>What the act begins with that fills what is empty in an item from the one above; the item's path follows.</summary>
    public const string CopyPrefix = "copy ";

    /// <summary>What the act begins with that gives the other items of a list what a field has, where they have nothing; the field's path follows.</summary>
    public const string SamePrefix = "same ";

    /// <summary>
    /// Fills what is empty: <c>copy figures[2]</c> from the figure above, <c>same sources[0].kind</c> in every other source. What
    /// is different in each item, as its number, its day and its texts, is never copied, and nothing typed is replaced.
    /// </summary>
    /// <returns>The draft after it, and the path to look at; null where the words say nothing of the kind.</returns>
    public static (T Draft, string Path)? Fill<T>(T draft, string? action)
        where T : Draft
    {
        var isCopy = action?.StartsWith(CopyPrefix, StringComparison.Ordinal) == true;
        if (!isCopy && action?.StartsWith(SamePrefix, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var path = action![CopyPrefix.Length..];
        var root = (JsonObject)JsonNode.Parse(DraftJson.Write(draft))!;
        if (Find(root, DocumentShape.Of(draft), isCopy ? path + "." : path) is not { Part: { One: not null } part, Item: { Parent: JsonArray list } item } found)
        {
            return null;
        }

        if (isCopy)
        {
            if (list.IndexOf(item) is var at && at == 0)
            {
                return null;
            }

            foreach (var field in Repeating(part, item, (JsonObject)list[at - 1]!))
            {
                item[field.Name] = list[at - 1]![field.Name]!.DeepClone();
            }
        }
        else
        {
            if (found.Field is not { } field || !Repeats(field) || item[field.Name] is not { } value || IsEmpty(value))
            {
                return null;
            }

            foreach (var other in list.OfType<JsonObject>().Where(o => IsEmpty(o[field.Name])))
            {
                other[field.Name] = value.DeepClone();
            }
        }

        return ((T)DraftJson.Read(DocumentShape.Of(draft).Draft, root.ToJsonString()), path);
    }

    /// <summary>The fields that are empty in an item and that the one above could fill.</summary>
    internal static IEnumerable<DraftField> Repeating(DraftPart part, JsonObject item, JsonObject above) =>
        part.Fields.Where(f => Repeats(f) && IsEmpty(item[f.Name]) && !IsEmpty(above[f.Name]));

    /// <summary>Whether nothing was typed or chosen.</summary>
    internal static bool IsEmpty(JsonNode? value) => value is null or JsonArray { Count: 0 };

    /// <summary>Whether a field often says the same in several items: a word of the domain, a name on one line, the sources.</summary>
    internal static bool Repeats(DraftField field) =>
        field.Kind is FieldKind.Choice or FieldKind.Sources || (field is { Kind: FieldKind.Line, IsShort: true, Name: not "id" });

    // What can be said of a new item before anything is typed. It stands in the form, where it can be changed.
    private static JsonObject Begun(string list, JsonObject root, DateOnly? today)
    {
        var item = new JsonObject();
        if (list == "sources")
        {
            if (root["sources"] is JsonArray { Count: > 0 } sources && sources[^1] is JsonObject last)
            {
                foreach (var name in (string[])["role", "kind"])
                {
                    item[name] = last[name]?.DeepClone();
                }
            }

            item["accessed"] = today is { } day ? PartialDate.OfDay(day).ToString() : null;
        }
        else if (list == "figures" && root["targets"] is JsonArray { Count: 1 } targets && targets[0]!["id"] is { } only)
        {
            item["target"] = only.DeepClone();
        }

        foreach (var name in item.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            item.Remove(name);
        }

        return item;
    }

    // The object and the field that a path names: figures[2].asOf; with a dot at its end, the object alone.
    private static (JsonObject Item, DraftPart Part, DraftField? Field)? Find(JsonObject root, DocumentShape shape, string path)
    {
        var (item, parts, part) = (root, shape.Parts, shape.Parts.FirstOrDefault(p => p.Name.Length == 0));
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            if (Step().Match(step) is not { Success: true } match || parts.FirstOrDefault(p => p.Name == match.Groups["name"].Value) is not { } next)
            {
                return null;
            }

            var owned = item[next.Name];
            if ((owned is JsonArray list ? TryIndex(match.Groups["index"].Value, list.Count, out var index) ? list[index] : null : owned) is not JsonObject found)
            {
                return null;
            }

            (item, part, parts) = (found, next, next.Parts);
        }

        var field = part?.Fields.FirstOrDefault(f => f.Name == steps[^1]);
        return part is null || (field is null && steps[^1].Length > 0) ? null : (item, part, field);
    }

    /// <summary>What the name of a file input begins with; the path of its field follows.</summary>
    public const string FilePrefix = "file ";

    /// <summary>The name of the file input of a source, by the source's place.</summary>
    public static string FileNameOf(int source) => string.Create(CultureInfo.InvariantCulture, $"{FilePrefix}sources[{source}].evidence");

    /// <summary>The id of a field in the page; the characters of a path would have to be escaped in an address.</summary>
    public static string IdOf(string path) => path.Replace("].", "-", StringComparison.Ordinal).Replace('[', '-').Replace(']', '-').Replace('.', '-').TrimEnd('-');

    /// <summary>A short name for a new source: its host, with a number if that name is taken.</summary>
    internal static string NewSourceId(IReadOnlyCollection<SourceDraft> sources, Uri address)
    {
        var host = HostOf(address);
        var id = host;
        for (var i = 2; sources.Any(s => s.Id == id); i++)
        {
            id = $"{host}-{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return id;
    }

    /// <summary>The host of an address as readers know it.</summary>
    internal static string HostOf(Uri address) => address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;

    private static DraftPart? ListOf(DocumentShape shape, string within, string name)
    {
        var parts = shape.Parts;
        if (within.Length > 0)
        {
            parts = parts.FirstOrDefault(p => p.Name == within && p.One is not null)?.Parts ?? [];
        }

        return parts.FirstOrDefault(p => p.Name == name && p.One is not null);
    }

    private static bool TryIndex(string text, int count, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < count;

    private static void ReadList(IFormCollection form, DraftPart part, string path, JsonObject owner)
    {
        var list = new JsonArray();

        // Stops at one more than allowed: that is enough to report that there are too many.
        while (list.Count <= DraftBounds.MostOf(path))
        {
            var prefix = $"{path}[{list.Count.ToString(CultureInfo.InvariantCulture)}]";

            // An empty text field is still posted; a cleared tick or a removed part is not.
            if (!part.Fields.Any(f => form.ContainsKey($"{prefix}.{f.Name}")))
            {
                break;
            }

            var item = new JsonObject();
            ReadFields(form, part, prefix + ".", item);
            foreach (var inner in part.Parts)
            {
                ReadList(form, inner, $"{prefix}.{inner.Name}", item);
            }

            list.Add(item);
        }

        if (list.Count > 0)
        {
            owner[part.Name] = list;
        }
    }

    private static void ReadFields(IFormCollection form, DraftPart part, string prefix, JsonObject item)
    {
        foreach (var field in part.Fields)
        {
            string? typed = form[prefix + field.Name];
            if (string.IsNullOrWhiteSpace(typed))
            {
                continue;
            }

            typed = typed.ReplaceLineEndings("\n").Trim();
            item[field.Name] = field.Kind switch
            {
                FieldKind.Words or FieldKind.Sources or FieldKind.Evidence => new JsonArray([.. Words(typed).Select(w => JsonValue.Create(w))]),
                FieldKind.Tick => typed == "true",
                _ => typed,
            };
        }
    }

    /// <summary>Puts the dates and numbers that are understood into their written form.</summary>
    /// <returns>Whether there were any that had another one.</returns>
    private static bool WriteValues(JsonObject root, DocumentShape shape, TypedOptions options, bool isDocument = false)
    {
        var any = false;
        foreach (var part in shape.Parts)
        {
            Visit(part, part.Name.Length == 0 ? root : root[part.Name]);
        }

        return any;

        void Visit(DraftPart part, JsonNode? node)
        {
            foreach (var item in node is JsonArray items ? items.OfType<JsonObject>() : node is JsonObject one ? [one] : [])
            {
                foreach (var field in part.Fields)
                {
                    if (item[field.Name] is JsonValue value && value.TryGetValue<string>(out var typed) && Written(part, field, item, typed) is { } written && written != typed)
                    {
                        item[field.Name] = written;
                        any = true;
                    }
                }

                foreach (var inner in part.Parts)
                {
                    Visit(inner, item[inner.Name]);
                }
            }
        }

        string? Written(DraftPart part, DraftField field, JsonObject item, string typed)
        {
            switch (field.Kind)
            {
                case FieldKind.Line when field.From == ChoicesOf.Countries:
                    var country = PlaceCodes.Country(typed);
                    if (country is null && PlaceCodes.Region(typed, null) is { } within && item["subdivision"] is null)
                    {
                        // "England" says both.
                        item["subdivision"] = within;
                        any = true;
                        return within[..2];
                    }

                    return country;
                case FieldKind.Line when field.From == ChoicesOf.Regions:
                    return PlaceCodes.Region(typed, item["country"] is JsonValue stated && stated.TryGetValue<string>(out var land) ? PlaceCodes.Country(land) : null);
                case FieldKind.Date:
                    return TypedDate.Read(typed, options).Value?.ToString();
                case FieldKind.Day:
                    return TypedDate.Read(typed, options).Value is { Day: not null } day ? day.ToString() : null;
                case FieldKind.Quantity when isDocument && Quantity.TryParse(typed, out _):
                    return null;
                case FieldKind.Quantity when part.Amount == field:
                    // The sign of the amount says its currency, unless the field beside it says another.
                    var currency = part.Currency!.Name;
                    var beside = item[currency] is JsonValue named && named.TryGetValue<string>(out var code) ? code.Trim() : null;
                    if (TypedQuantity.ReadMoney(typed, options, beside).Value is not { } amount || (amount.Currency is not null && beside is not null && amount.Currency != beside))
                    {
                        return null;
                    }

                    if (amount.Currency is not null && beside is null)
                    {
                        item[currency] = amount.Currency;
                        any = true;
                    }

                    return amount.Quantity.ToString();
                case FieldKind.Hedged when Quantity.TryParse(typed, out _):
                    return null;
                case FieldKind.Quantity or FieldKind.Hedged:
                    return TypedQuantity.Read(typed, options).Value?.ToString();
                default:
                    return null;
            }
        }
    }

    private static IEnumerable<string> Words(string typed) =>
        typed.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);

    /// <summary>The draft with every address among its names of sources made a source.</summary>
    public static T WithPastedSources<T>(T draft)
        where T : Draft
    {
        var (root, shape) = ((JsonObject)JsonNode.Parse(DraftJson.Write(draft))!, DocumentShape.Of(draft));
        AddPastedSources(root, shape);
        return (T)DraftJson.Read(shape.Draft, root.ToJsonString());
    }

    /// <summary>
    /// In a list of source names a number stands for the source in that place, and an address for an existing source or a
    /// new one.
    /// </summary>
    private static void AddPastedSources(JsonObject root, DocumentShape shape, DateOnly? today = null)
    {
        var list = root["sources"] as JsonArray ?? [];
        var sources = list.Select(s => new SourceDraft { Id = s!["id"]?.GetValue<string>(), Url = s["url"]?.GetValue<string>() }).ToList();
        var known = sources.Count;
        foreach (var part in shape.Parts)
        {
            Visit(part, part.Name.Length == 0 ? root : root[part.Name]);
        }

        foreach (var added in sources.Skip(known))
        {
            var source = new JsonObject { ["id"] = added.Id, ["url"] = added.Url, ["publisher"] = added.Publisher };
            if (added.Role is not null)
            {
                source["role"] = added.Role;
            }

            if (today is { } day)
            {
                source["accessed"] = PartialDate.OfDay(day).ToString();
            }

            list.Add(source);
        }

        if (sources.Count > known)
        {
            root["sources"] = list;
        }

        void Visit(DraftPart part, JsonNode? node)
        {
            foreach (var item in node is JsonArray items ? items.OfType<JsonObject>() : node is JsonObject one ? [one] : [])
            {
                foreach (var field in part.Fields.Where(f => f.Kind == FieldKind.Sources && item[f.Name] is JsonArray))
                {
                    item[field.Name] = new JsonArray([.. ((JsonArray)item[field.Name]!).Select(n => Name(n!.GetValue<string>(), part.Name)).Distinct(StringComparer.Ordinal).Select(n => JsonValue.Create(n))]);
                }

                foreach (var inner in part.Parts)
                {
                    Visit(inner, item[inner.Name]);
                }
            }
        }

        string Name(string name, string part)
        {
            if (sources.Exists(s => s.Id == name))
            {
                return name;
            }

            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                && sources.ElementAtOrDefault(number - 1)?.Id is { Length: > 0 } numbered)
            {
                return numbered;
            }

            if (!Uri.TryCreate(name, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                return name;
            }

            if (sources.Find(s => s.Url == name) is { Id: { Length: > 0 } same })
            {
                return same;
            }

            var id = NewSourceId(sources, address);
            sources.Add(new SourceDraft { Id = id, Url = name, Publisher = HostOf(address), Role = shape != DocumentShape.Pledge ? null : part is "announced" or "targets" or "quotes" ? Code.Of(SourceRole.Promise) : Code.Of(SourceRole.Proof) });
            return id;
        }
    }

    [GeneratedRegex(@"^(?<verb>add|remove|up|down) (?:(?<within>[a-z]+)\[(?<at>[0-9]{1,4})\]\.)?(?<name>[a-z]+)(?:\[(?<index>[0-9]{1,4})\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Action();

    [GeneratedRegex(@"^(?<name>[A-Za-z]+)(?:\[(?<index>[0-9]{1,4})\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
