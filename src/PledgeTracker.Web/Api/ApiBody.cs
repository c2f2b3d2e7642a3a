using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Api;

/// <summary>
/// Reads what a program sent. Everything that does not fit is named with its place and in the words of the field, and not only the
/// first of it: whoever wrote the program corrects it once.
/// </summary>
internal static class ApiBody
{
    private const string Schema = "$schema";

    // The most that a refusal lists; whoever sends more wrong than that sends something else than a document.
    private const int MostProblems = 100;

    /// <summary>A body as JSON.</summary>
    /// <exception cref="ApiRefusal">It is none; the message names the line.</exception>
    public static JsonNode? Parse(byte[] body)
    {
        // Programs on Windows put a mark before the text.
        var text = body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsMemory(3) : body;
        if (!Utf8.IsValid(text.Span))
        {
            throw new ApiRefusal(StatusCodes.Status400BadRequest, "This is not JSON, because it is not in UTF-8. Send it in UTF-8.");
        }

        try
        {
            // A node reads its names late; a name that is there twice is told here.
            using (var whole = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false }))
            {
                RefuseHalfCharacters(whole.RootElement);
            }

            return JsonNode.Parse(text.Span);
        }
        catch (JsonException problem)
        {
            var place = problem.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $", at line {line + 1}, byte {problem.BytePositionInLine + 1}") : "";
            throw new ApiRefusal(StatusCodes.Status400BadRequest, $"This is not JSON{place}: {problem.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0]}");
        }
    }

    /// <summary>A body as the document of a subject.</summary>
    /// <exception cref="ApiRefusal">It is none; the refusal has every place that does not fit.</exception>
    public static Draft Read(Subject subject, byte[] body)
    {
        var root = Parse(body);
        if (root is null)
        {
            throw new ApiRefusal(StatusCodes.Status400BadRequest, "The document is empty. Send an object with its fields.");
        }

        var problems = new List<DataProblem>();
        (root as JsonObject)?.Remove(Schema);
        var fitting = Fit(subject, subject.Nothing.GetType(), root, "", "", problems);
        if (problems.Count == 0)
        {
            try
            {
                return DraftJson.Read(subject.Nothing.GetType(), fitting!.ToJsonString());
            }
            catch (JsonException)
            {
                problems.Add(new($"The document cannot be read. Compare it with /data/{subject.Noun}.schema.json.", ""));
            }
        }

        throw new ApiRefusal(StatusCodes.Status400BadRequest, $"This is not a {subject.Noun} document: {problems[0].Detail}") { Problems = problems };
    }

    // A copy of a value in which everything has the type that its field has; null where it has not, which was then told.
    private static JsonNode? Fit(Subject subject, Type type, JsonNode? value, string field, string pointer, List<DataProblem> problems)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if ((value is null && pointer.Length > 0) || problems.Count >= MostProblems)
        {
            return null;
        }

        if (DraftJson.ItemOf(type) is { } item)
        {
            if (value is not JsonArray list)
            {
                return Wrong(item == typeof(string) ? "must be a list of texts: [\"…\"]." : "must be a list: [ … ].");
            }

            var copy = new JsonArray();
            for (var i = 0; i < list.Count; i++)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}");
                if (problems.Count >= MostProblems)
                {
                    return null;
                }

                if (list[i] is not { } one)
                {
                    problems.Add(new("A list holds null. Remove it.", at) { Label = Label() });
                    continue;
                }

                copy.Add(Fit(subject, item, one, string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"), at, problems));
            }

            return copy;
        }

        if (type == typeof(string))
        {
            return value!.GetValueKind() switch
            {
                JsonValueKind.String => value.DeepClone(),

                // A number where a number is wanted, as programs hold it; its text is read like one that was typed.
                JsonValueKind.Number when IsNumber(subject, field) => JsonValue.Create(value.ToJsonString()),
                JsonValueKind.Number => Wrong("must be a text in quotation marks, not a number."),
                _ => Wrong("must be a text in quotation marks."),
            };
        }

        if (type == typeof(bool))
        {
            return value!.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.DeepClone() : Wrong("must be true or false, without quotation marks.");
        }

        if (value is not JsonObject whole)
        {
            return pointer.Length == 0 ? Wrong($"A {subject.Noun} must be a JSON object: {{ … }}.") : Wrong("must be an object: { … }.");
        }

        var (fields, fitting) = (DraftJson.FieldsOf(type), new JsonObject());
        foreach (var (name, inner) in whole)
        {
            var at = pointer + "/" + ApiProblem.Step(name);
            if (fields.TryGetValue(name, out var of))
            {
                fitting[name] = Fit(subject, of, inner, field.Length == 0 ? name : field + "." + name, at, problems);
            }
            else if (problems.Count < MostProblems)
            {
                problems.Add(new($"There is no field “{Reading.PledgeFilter.Shorten(name)}”{(pointer.Length == 0 ? "" : $" in “{Label()}”")}. The fields are: {string.Join(", ", fields.Keys)}.", at));
            }
        }

        return fitting;

        JsonNode? Wrong(string must)
        {
            problems.Add(new(Label() is { } label ? $"“{label}” {must}" : must, pointer) { Label = Label() });
            return null;
        }

        string? Label() => field.Length == 0 ? null : FieldNames.Of(subject.Kind, field);
    }

    // Whether a text field holds a number or a date, which programs write without quotation marks.
    private static bool IsNumber(Subject subject, string field)
    {
        var (of, name) = field.LastIndexOf('.') is var dot and >= 0 ? (field[..dot], field[(dot + 1)..]) : ("", field);
        var part = of.Length == 0 ? subject.Shape?.Parts[0] : subject.Shape is { } shape ? DraftShape.PartOf(of, shape) : null;
        return part?.Fields.FirstOrDefault(f => f.Name == name)?.Kind is FieldKind.Quantity or FieldKind.Hedged or FieldKind.Date or FieldKind.Day;
    }

    // Half a character, written as an escape, is valid JSON and no text.
    private static void RefuseHalfCharacters(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    element.GetString();
                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray())
                    {
                        RefuseHalfCharacters(item);
                    }

                    break;
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject())
                    {
                        _ = property.Name;
                        RefuseHalfCharacters(property.Value);
                    }

                    break;
            }
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("A text holds half a character. Send whole ones.");
        }
    }
}
