using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.DraftForms;

/// <summary>A pledge that an entry of a list may be.</summary>
/// <param name="Pledge">Its address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Why">What speaks for it, in words.</param>
public sealed record OfferedMatch(string Pledge, string Title, string Why);

/// <summary>What the form of a draft shows.</summary>
public sealed record DraftFormView(Draft Draft)
{
    /// <summary>The problems, each shown beside the field it is about.</summary>
    public IReadOnlyList<ReviewProblem> Problems { get; init; } = [];

    /// <summary>All that is missing before the review, also where nothing was typed; how much there is to do is shown by section.</summary>
    public IReadOnlyList<ReviewProblem> Todo { get; init; } = [];

    /// <summary>The tags in use, the most used first.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Company> Companies { get; init; } = [];

    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>The published pledges, by address.</summary>
    public IReadOnlyList<(string Value, string Text)> Pledges { get; init; } = [];

    /// <summary>The lists of the newsroom, by address.</summary>
    public IReadOnlyList<(string Value, string Text)> Lists { get; init; } = [];

    /// <summary>The checks of the newsroom, by address.</summary>
    public IReadOnlyList<(string Value, string Text)> Checks { get; init; } = [];

    /// <summary>Which pledges an entry may be, by its place in the list.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<OfferedMatch>> Matches { get; init; } = new Dictionary<int, IReadOnlyList<OfferedMatch>>();

    /// <summary>How pledges describe a source that is also in this draft, by address.</summary>
    public IReadOnlyDictionary<string, SourceDraft> Offers { get; init; } = new Dictionary<string, SourceDraft>();

    /// <summary>What is known of the stored copies that the draft names.</summary>
    public IReadOnlyDictionary<string, EvidenceFile> Evidence { get; init; } = new Dictionary<string, EvidenceFile>();

    /// <summary>Where a stored copy of the draft is read; null where none is.</summary>
    public string? ReadAt { get; init; }

    /// <summary>Says on which day of the newsroom something stored happened.</summary>
    public Func<DateTime, DateOnly> DayOf { get; init; } = DateOnly.FromDateTime;

    /// <summary>The path of the part that the editor has just added or moved.</summary>
    public string? Open { get; init; }

    /// <summary>What members said about it; null where the form has none.</summary>
    public CommentHtml? Comments { get; init; }
}

/// <summary>
/// Draws the form that a <see cref="DocumentShape"/> describes. A pledge of 500 figures has ten thousand fields, so it is written
/// straight into one text and not by partial views.
/// </summary>
public sealed class DraftFormHtml
{
    /// <summary>A list with more choices than this becomes a field with suggestions.</summary>
    private const int MostChoices = 300;

    /// <summary>What the act begins with that makes a pledge the match of an entry; the entry's path and the pledge's address follow.</summary>
    public const string MatchPrefix = "match ";

    private readonly StringBuilder _html = new();
    private readonly DraftFormView _view;
    private readonly DocumentShape _shape;
    private readonly ILookup<string, string> _problems;

    /// <summary>What a text that was not understood can mean, by its field.</summary>
    private readonly Dictionary<string, IReadOnlyList<Offer>> _readings = new(StringComparer.Ordinal);

    /// <summary>What is wrong within a list of words: with the list itself, or with one of its words.</summary>
    private readonly ILookup<string, string> _within;

    /// <summary>The parts in which anything is wrong.</summary>
    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);

    /// <summary>How much is missing in each section and part.</summary>
    private readonly Dictionary<string, int> _todo = new(StringComparer.Ordinal);

    /// <summary>The section that stands open; the others are a line each.</summary>
    private readonly DraftPart? _opened;
    private readonly List<(string Value, string Text)> _companies;
    private readonly List<(string Value, string Text)> _metrics;
    private readonly List<(string Value, string Text)> _targets;
    private readonly Dictionary<string, (int Number, SourceDraft Source)> _sources = new(StringComparer.Ordinal);

    private DraftFormHtml(DraftFormView view)
    {
        _view = view;
        _shape = DocumentShape.Of(view.Draft);
        _problems = view.Problems.ToLookup(p => p.Field, p => p.Message);
        _within = view.Problems.ToLookup(p => p.Field.EndsWith(']') ? p.Field[..p.Field.LastIndexOf('[')] : p.Field, p => p.Message);
        foreach (var problem in view.Problems.Where(p => p.Offers.Count > 0))
        {
            _readings.TryAdd(problem.Field, problem.Offers);
        }

        foreach (var field in view.Problems.Select(p => p.Field))
        {
            for (var at = field.IndexOf(']', StringComparison.Ordinal); at >= 0; at = field.IndexOf(']', at + 1))
            {
                _wrong.Add(field[..(at + 1)]);
            }
        }

        foreach (var field in view.Todo.Select(p => p.Field))
        {
            var section = field.Split('.', '[')[0];
            Count(_shape.Parts.Any(p => p.Name == section) ? section : "");
            for (var at = field.IndexOf(']', StringComparison.Ordinal); at >= 0; at = field.IndexOf(']', at + 1))
            {
                Count(field[..(at + 1)]);
            }
        }

        bool IsIn(DraftPart part, string field) => part.Name.Length == 0
            ? !_shape.Parts.Any(p => p.Name.Length > 0 && p.Name == field.Split('.', '[')[0])
            : field.Split('.', '[')[0] == part.Name;
        _opened = (view.Open is { } open ? _shape.Parts.FirstOrDefault(p => IsIn(p, open)) : null)
            ?? _shape.Parts.FirstOrDefault(p => view.Problems.Any(w => w.Field.Length > 0 && IsIn(p, w.Field)))
            ?? _shape.Parts.FirstOrDefault(p => _todo.ContainsKey(p.Name));

        _companies = [.. view.Companies.Select(c => (c.Slug, c.Name))];
        _metrics = [.. view.Metrics.Select(m => (m.Code, m.Label))];
        _targets = view.Draft is not PledgeDraft pledge ? [] : [.. pledge.Targets.Where(t => !string.IsNullOrWhiteSpace(t.Id)).Select(t => (t.Id!, Join(t.Id, t.Quantity)))];
        var number = 0;
        foreach (var source in ((ISourcedDraft)view.Draft).Sources)
        {
            number++;
            if (source.Id is { Length: > 0 } id)
            {
                _sources.TryAdd(id, (number, source));
            }
        }
    }

    /// <summary>The sections of the form, without the form element and its buttons to save.</summary>
    public static IHtmlContent Render(DraftFormView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var form = new DraftFormHtml(view);
        var root = (JsonObject)JsonNode.Parse(DraftJson.Write(view.Draft))!;
        foreach (var part in form._shape.Parts)
        {
            form.Section(part, root);
        }

        form.Suggestions();
        return new HtmlString(form._html.ToString());
    }

    /// <summary>
    /// What is said beside fields of what was typed, by the id of the line: how a date or number is read, the names of sources, what a figure
    /// does for its target. A script puts it where it belongs while somebody writes; without one it comes with the next save.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ReadIn(DraftFormView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (form, read) = (new DraftFormHtml(view), new Dictionary<string, string>(StringComparer.Ordinal));
        var root = (JsonObject)JsonNode.Parse(DraftJson.Write(view.Draft))!;
        foreach (var part in form._shape.Parts)
        {
            Visit(part, part.Name.Length == 0 ? root : root[part.Name], part.Name);
        }

        return read;

        void Visit(DraftPart part, JsonNode? node, string path)
        {
            var items = node is JsonArray list ? [.. list.Select((item, i) => ((JsonObject)item!, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))] : node is JsonObject one ? [(one, path)] : Array.Empty<(JsonObject, string)>();
            foreach (var (item, at) in items)
            {
                foreach (var field in part.Fields)
                {
                    var name = at.Length == 0 ? field.Name : $"{at}.{field.Name}";
                    if (item[field.Name] is { } value && field.Kind is not (FieldKind.Tick or FieldKind.Evidence or FieldKind.Words) && form.Understood(field, value, value is JsonValue ? value.GetValue<string>() : "sources") is { } said)
                    {
                        read[DraftForm.IdOf(name) + "-read"] = said;
                    }
                }

                if (form.Enters(part, at) is { } enters)
                {
                    read[DraftForm.IdOf(at) + "-enters"] = enters;
                }

                foreach (var inner in part.Parts)
                {
                    Visit(inner, item[inner.Name], $"{at}.{inner.Name}");
                }
            }
        }
    }

    private static string SectionId(DocumentShape shape, DraftPart part) => part.Name.Length == 0 ? shape.Noun : part.Name;

    private void Section(DraftPart part, JsonObject root)
    {
        var id = SectionId(_shape, part);
        Raw($"<details class=\"form-part\" name=\"part\" id=\"{id}\"{(part == _opened ? " open" : "")}><summary><h2>").Text(part.Heading).Raw("</h2>");
        State(part, root);
        Raw("</summary>");
        if (part.Hint is not null)
        {
            Raw("<p class=\"hint\">").Text(part.Hint).Raw("</p>");
        }

        foreach (var message in _problems[part.Name])
        {
            if (part.Name.Length > 0)
            {
                Problem(message, null);
            }
        }

        if (part.One is null)
        {
            Raw("<div class=\"fields\">");
            var item = part.Name.Length == 0 ? root : root[part.Name] as JsonObject ?? [];
            Fields(part, item, part.Name.Length == 0 ? "" : part.Name + ".");
            Raw("</div>");
            Comment(part.Name, $"Comment on {part.Heading}");
        }
        else
        {
            Items(part, root[part.Name] as JsonArray ?? [], part.Name);
        }

        Raw("</details>\n");
    }

    /// <summary>How a section stands, in a few words, and what is in it, as far as a line goes.</summary>
    private void State(DraftPart part, JsonObject root)
    {
        var node = part.Name.Length == 0 ? root : root[part.Name];
        var items = node is JsonArray list ? list.OfType<JsonObject>().ToList() : [];
        var isEmpty = part.One is null ? part.Fields.All(f => DraftForm.IsEmpty((node as JsonObject)?[f.Name])) : items.Count == 0;
        var todo = _todo.GetValueOrDefault(part.Name);
        var count = items.Count == 0 ? "" : $"{Ui.Text.Plural(items.Count, "{0} entry", "{0} entries")}, ";
        Raw($"<span class=\"how {(todo > 0 ? "todo" : isEmpty ? "none" : "filled")}\">").Text(todo > 0 ? count + string.Create(CultureInfo.InvariantCulture, $"{todo} to do") : isEmpty ? "Empty, which is allowed" : count + "nothing missing").Raw("</span>");
        var words = part.One is null ? Said(part, node as JsonObject ?? [], part.Asked.Where(f => f.Kind is not FieldKind.Sources)) : string.Join("; ", items.Take(3).Select(item => Shown(part, item)).Where(w => w.Length > 0));
        Raw("<span class=\"in-words\">").Text(Cut(words, 150)).Raw("</span>");
        Commented(part.Name.Length > 0 ? _view.Comments?.Within(part.Name) : part.Fields.Sum(f => _view.Comments?.Within(f.Name)));
    }

    /// <summary>Says that something closed has comments.</summary>
    private void Commented(int? count)
    {
        if (count > 0)
        {
            Raw(" <span class=\"how spoken\">").Text(count == 1 ? "1 comment" : string.Create(CultureInfo.InvariantCulture, $"{count} comments")).Raw("</span>");
        }
    }

    /// <summary>What was said about a place, and, for a part, the way to say something.</summary>
    private void Comment(string path, string? button = null)
    {
        if (_view.Comments is not { } comments)
        {
            return;
        }

        comments.Write(_html, path);
        if (button is not null)
        {
            Raw("<p class=\"item-acts\">").Button(CommentHtml.Prefix + path, button, "quiet").Raw("</p>");
        }
    }

    private void Count(string place) => _todo[place] = _todo.GetValueOrDefault(place) + 1;

    private void Items(DraftPart part, JsonArray items, string path)
    {
        // Of each field that often says the same, how many of the list have none: counted once, since a list may have thousands.
        var without = items.Count < 2 ? [] : part.Fields.Where(DraftForm.Repeats).ToDictionary(f => f.Name, f => items.OfType<JsonObject>().Count(item => DraftForm.IsEmpty(item[f.Name])), StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            Item(part, (JsonObject)items[i]!, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", i, items, without);
        }

        if (DraftBounds.MostOf(path) is var most && items.Count >= most)
        {
            Raw("<p class=\"hint\">").Text(string.Create(CultureInfo.InvariantCulture, $"There are {items.Count:N0}. The most is {most:N0}.")).Raw("</p>");
            return;
        }

        Raw("<p>").Button("add " + path, items.Count > 0 ? $"Add another {part.One}" : $"Add {("aeiou".Contains(part.One![0], StringComparison.Ordinal) ? "an" : "a")} {part.One}", "quiet").Raw("</p>");
    }

    private void Item(DraftPart part, JsonObject item, string path, int index, JsonArray items, Dictionary<string, int> without)
    {
        var count = items.Count;
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        var wrong = _wrong.Contains(path);
        var open = wrong || item.Count == 0 || _view.Open?.StartsWith(path, StringComparison.Ordinal) == true;
        Raw($"<details class=\"item{(wrong ? " wrong" : "")}\" name=\"{path[..path.LastIndexOf('[')]}\" id=\"{DraftForm.IdOf(path)}\"{(open ? " open" : "")}><summary><span class=\"which\">");
        Text(char.ToUpperInvariant(part.One![0]) + part.One[1..]).Raw(" ").Raw(number).Raw("</span> ");
        Text(Shown(part, item));
        if (_todo.TryGetValue(path, out var todo))
        {
            Raw(" <span class=\"how todo\">").Text(string.Create(CultureInfo.InvariantCulture, $"{todo} to do")).Raw("</span>");
        }

        Commented(_view.Comments?.Within(path));
        Raw("</summary><div class=\"fields\" role=\"group\" aria-label=\"").Text($"{part.One} {number}").Raw("\">");
        foreach (var message in _problems[path])
        {
            Problem(message, null);
        }

        Fields(part, item, path + ".", without);
        if (part == FigurePart.Part)
        {
            Raw($"<p class=\"read wide\" id=\"{DraftForm.IdOf(path)}-enters\" role=\"status\">").Text(Enters(part, path) ?? "").Raw("</p>");
        }

        Offer(part, item, path);
        Raw("</div>");
        Comment(path);
        foreach (var inner in part.Parts)
        {
            Raw("<div class=\"inner\"><h3>").Text(inner.Heading).Raw("</h3>");
            Items(inner, item[inner.Name] as JsonArray ?? [], $"{path}.{inner.Name}");
            if (inner.Name == "matches")
            {
                MayBe(index, path);
            }

            Raw("</div>");
        }

        Raw("<p class=\"item-acts\">");
        if (index > 0 && DraftForm.Repeating(part, item, (JsonObject)items[index - 1]!).Any())
        {
            Button(DraftForm.CopyPrefix + path, $"Fill what is empty from {part.One} {index.ToString(CultureInfo.InvariantCulture)}", "quiet");
        }

        if (index > 0)
        {
            Button("up " + path, $"Move {part.One} {number} up", "quiet");
        }

        if (index < count - 1)
        {
            Button("down " + path, $"Move {part.One} {number} down", "quiet");
        }

        if (_view.Comments is not null)
        {
            Button(CommentHtml.Prefix + path, $"Comment on {part.One} {number}", "quiet");
        }

        Button("remove " + path, $"Remove {part.One} {number}", "quiet danger").Raw("</p></details>");
    }

    /// <summary>The pledges that an entry may be; only an editor's click makes one of them a match.</summary>
    private void MayBe(int index, string path)
    {
        foreach (var offer in _view.Matches.GetValueOrDefault(index) ?? [])
        {
            Raw($"<p class=\"offer wide\">May be: <a href=\"{Ui.Text.Root}/pledges/").Text(offer.Pledge).Raw("\">").Text(offer.Title).Raw("</a> (").Text(offer.Why).Raw("). ");
            Button($"{MatchPrefix}{path} {offer.Pledge}", "It is this pledge", "quiet").Raw("</p>");
        }
    }

    /// <summary>Offers the description that a pledge has of the same source.</summary>
    private void Offer(DraftPart part, JsonObject item, string path)
    {
        if (part.Name == "sources" && item["title"] is null && item["url"]?.GetValue<string>() is { } url && _view.Offers.TryGetValue(url, out var known))
        {
            Raw($"<p class=\"offer wide\">{(_view.Draft is PledgeDraft ? "Another" : "A")} pledge cites this address as ").Text(Join(known.Publisher, known.Title)).Raw(". ");
            Button("fill " + path, "Use its details", "quiet").Raw("</p>");
        }
    }

    private void Fields(DraftPart part, JsonObject item, string prefix, Dictionary<string, int>? without = null)
    {
        foreach (var field in part.Asked)
        {
            Field(field, item[field.Name], prefix + field.Name, DraftForm.IsEmpty(item[field.Name]) ? 0 : without?.GetValueOrDefault(field.Name) ?? 0, part.One);
            Comment(prefix + field.Name);
        }
    }

    private void Field(DraftField field, JsonNode? value, string path, int without, string? one)
    {
        var id = DraftForm.IdOf(path);
        var typed = value switch
        {
            null => "",
            JsonArray words => string.Join(", ", words.Select(w => w!.GetValue<string>())),
            _ when field.Kind == FieldKind.Tick => value.GetValue<bool>() ? "true" : "",
            _ => value.GetValue<string>(),
        };
        List<string> messages = field.Kind is FieldKind.Words or FieldKind.Sources or FieldKind.Evidence
            ? [.. _within[path]]
            : _problems[path].ToList();
        if (field.Kind == FieldKind.Evidence)
        {
            Copies(field, value as JsonArray ?? [], path, id, messages);
            return;
        }

        var read = Understood(field, value, typed);
        var described = string.Join(' ', new[]
        {
            field.Hint is null ? null : id + "-hint",
            messages.Count == 0 ? null : id + "-problem",
            read is null ? null : id + "-read",
        }.Where(d => d is not null));
        var attributes = $"id=\"{id}\" name=\"{path}\""
            + (described.Length > 0 ? $" aria-describedby=\"{described}\"" : "")
            + (messages.Count > 0 ? " aria-invalid=\"true\"" : "");

        Raw($"<div class=\"field{(field.IsShort ? "" : " wide")}{(messages.Count > 0 ? " wrong" : "")}\">");
        if (field.Kind == FieldKind.Tick)
        {
            Raw($"<label class=\"tick\"><input type=\"checkbox\" value=\"true\" {attributes}{(typed.Length > 0 ? " checked" : "")}> ").Text(field.Label).Raw("</label>");
            if (field.Hint is not null)
            {
                Raw($"<p class=\"hint\" id=\"{id}-hint\">").Text(field.Hint).Raw("</p>");
            }

            if (messages.Count > 0)
            {
                Problem(string.Join(" ", messages), id + "-problem");
            }

            Raw("</div>");
            return;
        }

        Raw($"<label for=\"{id}\">").Text(field.Label).Raw(field.IsNeeded ? " <span class=\"needed\">needed</span></label>" : "</label>");
        if (field.Hint is not null)
        {
            Raw($"<p class=\"hint\" id=\"{id}-hint\">").Text(field.Hint).Raw("</p>");
        }

        if (messages.Count > 0)
        {
            Problem(string.Join(" ", messages), id + "-problem");
        }

        Control(field, typed, attributes);
        if (_readings.TryGetValue(path, out var readings))
        {
            Raw("<p class=\"read readings\">");
            foreach (var reading in readings)
            {
                Button($"{DraftForm.PutPrefix}{path} {reading.Written}", reading.Said, "quiet");
            }

            Raw("</p>");
        }
        else if (read is not null)
        {
            Raw($"<p class=\"read\" id=\"{id}-read\">").Text(read).Raw("</p>");
        }

        if (field.From == ChoicesOf.Companies && typed.Length > 0 && CompanyEntry.Named(_view.Companies, typed).Count == 0)
        {
            Raw("<p class=\"read\">").Button(DraftForm.BeginCompany, $"Add “{Cut(typed, 80)}” as a company", "quiet").Raw("</p>");
        }

        if (without > 0)
        {
            Raw("<p class=\"read same\">").Button(DraftForm.SamePrefix + path, without == 1 ? $"The same for the {one} that has none" : string.Create(CultureInfo.InvariantCulture, $"The same for the {without} others that have none"), "quiet").Raw("</p>");
        }

        Raw("</div>");
    }

    /// <summary>The stored copies of a source, each with a tick to keep it, and a field to choose another file.</summary>
    private void Copies(DraftField field, JsonArray copies, string path, string id, List<string> messages)
    {
        Raw($"<div class=\"field wide{(messages.Count > 0 ? " wrong" : "")}\"><label for=\"{id}\">").Text(field.Label).Raw($"</label><p class=\"hint\" id=\"{id}-hint\">").Text(field.Hint!).Raw("</p>");
        if (messages.Count > 0)
        {
            Problem(string.Join(" ", messages), id + "-problem");
        }

        foreach (var sha256 in copies.Select(c => c!.GetValue<string>()))
        {
            Raw($"<label class=\"tick\"><input type=\"checkbox\" name=\"{path}\" value=\"").Text(sha256).Raw("\" checked> Keep ");
            if (_view.Evidence.TryGetValue(sha256, out var file))
            {
                Raw($"<a href=\"{Ui.Text.Root}/newsroom/evidence/").Text(sha256).Raw("\">").Text(file.Name).Raw("</a>").Text(", " + PledgeWords.Copy(file, _view.DayOf(file.AddedAt)));
                if (_view.ReadAt is { } at)
                {
                    Raw($" · <a href=\"{Ui.Text.Root}{at}?copy=").Text(sha256).Raw("\">read it</a>");
                }
            }
            else
            {
                Text(sha256);
            }

            Raw("</label>");
        }

        Raw($"<input type=\"file\" id=\"{id}\" name=\"{DraftForm.FilePrefix}{path}\" accept=\"{EvidenceForm.Accepted}\" aria-describedby=\"{id}-hint{(messages.Count > 0 ? $" {id}-problem" : "")}\"></div>");
    }

    private void Control(DraftField field, string typed, string attributes)
    {
        var choices = ChoicesFor(field);
        switch (field.Kind)
        {
            case FieldKind.Text:
                // Browsers drop the first line break after the tag, so one is added that may be lost.
                var rows = Math.Clamp(2 + (typed.Length / 90) + typed.Count(c => c == '\n'), 2, 12);
                Raw($"<textarea rows=\"{rows.ToString(CultureInfo.InvariantCulture)}\" {attributes}>\n").Text(typed).Raw("</textarea>");
                break;
            case FieldKind.Choice when field.From is not (ChoicesOf.Pledges or ChoicesOf.Companies or ChoicesOf.Metrics) && choices.Count <= MostChoices:
                Raw($"<select {attributes}><option value=\"\"></option>");
                if (typed.Length > 0 && choices.All(c => c.Value != typed))
                {
                    Raw("<option selected>").Text(typed).Raw("</option>");
                }

                foreach (var (choice, text) in choices)
                {
                    Raw("<option value=\"").Text(choice).Raw(choice == typed ? "\" selected>" : "\">").Text(text).Raw("</option>");
                }

                Raw("</select>");
                break;
            default:
                Raw(field.Kind == FieldKind.Address ? "<input type=\"url\" " : "<input type=\"text\" ").Raw(attributes);
                Raw(field.Kind == FieldKind.Sources ? " list=\"known-sources\"" : field.From switch
                {
                    ChoicesOf.Companies => " list=\"known-companies\"",
                    ChoicesOf.Metrics => " list=\"known-metrics\"",
                    ChoicesOf.Pledges => " list=\"known-pledges\"",
                    ChoicesOf.Lists => " list=\"known-lists\"",
                    ChoicesOf.Checks => " list=\"known-checks\"",
                    ChoicesOf.Countries => " list=\"known-countries\"",
                    ChoicesOf.Regions => " list=\"known-regions\"",
                    ChoicesOf.Tags => " list=\"known-tags\"",
                    _ => "",
                });
                Raw(field.Kind is FieldKind.Sources or FieldKind.Words ? " data-many" : "").Raw(" autocomplete=\"off\" value=\"").Text(field.From is ChoicesOf.Companies or ChoicesOf.Metrics ? Named(choices, typed) : typed).Raw("\">");
                break;
        }
    }

    // A company or a metric by its name, where only one has it; as it is stored otherwise.
    private static string Named(IReadOnlyList<(string Value, string Text)> choices, string typed) =>
        choices.FirstOrDefault(c => c.Value == typed).Text is { } name && choices.Count(c => c.Text.Equals(name, StringComparison.OrdinalIgnoreCase)) == 1 ? name : typed;

    private IReadOnlyList<(string Value, string Text)> ChoicesFor(DraftField field) => field.From switch
    {
        ChoicesOf.Companies => _companies,
        ChoicesOf.Metrics => _metrics,
        ChoicesOf.Targets => _targets,
        ChoicesOf.Pledges => _view.Pledges,
        ChoicesOf.Lists => _view.Lists,
        ChoicesOf.Checks => _view.Checks,
        _ => field.Choices,
    };

    /// <summary>How the program reads what was typed, in words; null where that is plain or nothing was typed.</summary>
    private string? Understood(DraftField field, JsonNode? value, string typed)
    {
        if (typed.Length == 0)
        {
            return null;
        }

        switch (field.Kind)
        {
            case FieldKind.Line when field.From == ChoicesOf.Countries:
                return PlaceCodes.AllCountries.TryGetValue(typed, out var country) ? country + "." : null;
            case FieldKind.Line when field.From == ChoicesOf.Regions:
                return PlaceCodes.RegionName(typed) is { } region ? region + "." : null;
            case FieldKind.Date or FieldKind.Day:
                return PartialDate.TryParse(typed, out var date) ? "Read as " + date.ToWords() + "." : null;
            case FieldKind.Quantity or FieldKind.Hedged:
                return TypedQuantity.Read(typed).Value is { } quantity ? "Read as " + quantity + "." : null;
            case FieldKind.Sources:
                var named = ((JsonArray)value!).Select(w => w!.GetValue<string>()).Where(_sources.ContainsKey)
                    .Select(w => $"[{_sources[w].Number.ToString(CultureInfo.InvariantCulture)}] {Join(_sources[w].Source.Publisher, _sources[w].Source.Title)}");
                return string.Join(" · ", named) is { Length: > 0 } list ? list : null;
            default:
                return null;
        }
    }

    /// <summary>What a figure does for its target, as the page will say it; null where too little is typed to tell.</summary>
    private string? Enters(DraftPart part, string path)
    {
        if (part != FigurePart.Part || _view.Draft is not PledgeDraft pledge || !int.TryParse(path.AsSpan("figures[".Length).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var at) || pledge.Figures[at] is not { Counting: { } counting } figure)
        {
            return null;
        }

        if (string.IsNullOrEmpty(figure.Target))
        {
            return counting == Code.Of(Counting.Counted) ? "It counts for no target: choose one, or say that it is context." : "Context about the whole pledge. It changes no progress.";
        }

        if (counting != Code.Of(Counting.Counted))
        {
            return $"Shown beside the target “{figure.Target}” and not counted.";
        }

        var target = pledge.Targets.FirstOrDefault(t => t.Id == figure.Target);
        if (target is null || _view.Metrics.FirstOrDefault(m => m.Code == target.Metric) is not { } metric || TypedQuantity.Read(figure.Quantity).Value is not { } reported)
        {
            return null;
        }

        var promised = TypedQuantity.Read(target.Quantity).Value;
        var start = TypedQuantity.Read(target.Baseline).Value;
        if (promised is null)
        {
            return $"Counts for the target “{figure.Target}”, which names no number.";
        }

        if (!Code.TryParse<Span>(figure.Span, out var span) || TypedDate.Read(figure.AsOf).Value is not { } asOf)
        {
            return null;
        }

        if (span == Span.Level && start is null)
        {
            return "A level. It counts once the target says the level before the promise.";
        }

        // The pledge with this figure alone, so that what is said is reckoned where the page reckons.
        var whole = new Target { Key = figure.Target, Metric = metric, Quantity = promised, Baseline = start?.Low, BaselineHedge = start?.Hedge, DeadlineBasis = DeadlineBasis.NoneGiven };
        var alone = new Pledge
        {
            Slug = "",
            Title = "",
            Summary = "",
            AnnouncedBy = "",
            CheckabilityReason = "",
            Checkability = Checkability.Measurable,
            Company = new Company { Slug = "", Name = "" },
            AnnouncedOn = TypedDate.Read(pledge.Announced?.Date).Value ?? asOf,
            Targets = [whole],
            Figures = [new Figure { Target = whole, Metric = metric, Quantity = reported, Span = span, From = TypedDate.Read(figure.From).Value, AsOf = asOf, Basis = Basis.MediaCount, Counting = Counting.Counted, Shows = FunnelStep.Reported }],
        };
        return TargetProgress.Of(alone, whole, DateOnly.MaxValue) is { Reading: { } reading, Share: not null } ? $"By itself it makes {reading} of {TargetProgress.PromisedIn(whole)}: {Wording.Share(reading, whole)}." : null;
    }

    private string Shown(DraftPart part, JsonObject item) =>
        Cut(Said(part, item, part.Shown.Select(name => part.Fields.First(f => f.Name == name))), 110);

    // In words and not in codes: a word of the domain by its label, a place by its name, a date as it is read.
    private string Said(DraftPart part, JsonObject item, IEnumerable<DraftField> fields) => string.Join(" · ", fields.Select(field =>
    {
        var typed = item[field.Name] switch
        {
            JsonArray words => string.Join(", ", words.Select(w => w!.GetValue<string>())),
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => "",
        };
        return field switch
        {
            { Name: "metric" } when typed.Length == 0 && part == FigurePart.Part && _view.Draft is PledgeDraft pledge && item["target"]?.GetValue<string>() is { } key && pledge.Targets.FirstOrDefault(t => t.Id == key) is { Metric: { } own }
                => _metrics.Find(m => m.Value == own).Text ?? own,
            { Kind: FieldKind.Choice } => ChoicesFor(field).FirstOrDefault(c => c.Value == typed).Text ?? typed,
            { From: ChoicesOf.Countries } => PlaceCodes.AllCountries.GetValueOrDefault(typed, typed),
            { From: ChoicesOf.Regions } => PlaceCodes.RegionName(typed) ?? typed,
            { Kind: FieldKind.Date or FieldKind.Day } => PartialDate.TryParse(typed, out var date) ? date.ToWords() : typed,
            { Kind: FieldKind.Quantity or FieldKind.Hedged } => TypedQuantity.Read(typed).Value?.ToString() ?? typed,
            _ => typed,
        };
    }).Where(w => !string.IsNullOrWhiteSpace(w))).ReplaceLineEndings(" ");

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 2).TrimEnd(), "…");

    private static string Join(string? first, string? second) => string.Join(": ", new[] { first, second }.Where(w => !string.IsNullOrWhiteSpace(w)));

    private void Suggestions()
    {
        Raw("<datalist id=\"known-sources\">");
        foreach (var (id, (_, source)) in _sources)
        {
            Raw("<option value=\"").Text(id).Raw("\">").Text(Join(source.Publisher, source.Title)).Raw("</option>");
        }

        Raw("</datalist>");
        var isPledge = _shape == DocumentShape.Pledge;
        Known("companies", isPledge ? [.. _view.Companies.Select(c => (Named(_companies, c.Slug), string.Join("; ", c.OtherNames)))] : [], isPledge);
        Known("metrics", isPledge ? [.. _metrics.Select(m => (Named(_metrics, m.Value), ""))] : [], isPledge);

        // Each of hundreds of entries may name pledges: suggestions stand on the page once, a list of choices with each entry.
        Known("pledges", _view.Pledges, _shape == DocumentShape.List);
        Known("lists", _view.Lists, _view.Lists.Count > MostChoices);
        Known("checks", _view.Checks, _view.Checks.Count > MostChoices);
        Known("countries", isPledge ? [.. PlaceCodes.AllCountries.OrderBy(c => c.Value, StringComparer.InvariantCulture).Select(c => (c.Key, c.Value))] : [], isPledge);
        Known("regions", isPledge ? [.. PlaceCodes.OfferedRegions.OrderBy(r => r.Value, StringComparer.InvariantCulture).Select(r => (r.Key, $"{r.Value}, {PlaceCodes.AllCountries[r.Key[..2]]}"))] : [], isPledge);
        Known("tags", [.. _view.Tags.Select(t => (t, t))], isPledge);
    }

    private void Known(string name, IReadOnlyList<(string Value, string Text)> choices, bool isUsed)
    {
        if (!isUsed)
        {
            return;
        }

        Raw($"<datalist id=\"known-{name}\">");
        foreach (var (value, text) in choices)
        {
            Raw("<option value=\"").Text(value).Raw("\">").Text(text).Raw("</option>");
        }

        Raw("</datalist>");
    }

    private void Problem(string message, string? id) =>
        Raw($"<p class=\"problem\"{(id is null ? "" : $" id=\"{id}\"")}><span class=\"unseen\">Problem: </span>").Text(message).Raw("</p>");

    private DraftFormHtml Button(string action, string label, string style) =>
        Raw($"<button class=\"{style}\" name=\"act\" value=\"").Text(action).Raw("\">").Text(label).Raw("</button> ");

    private DraftFormHtml Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    private DraftFormHtml Text(string text)
    {
        _html.Append(Markup.Encoder.Encode(text));
        return this;
    }
}
