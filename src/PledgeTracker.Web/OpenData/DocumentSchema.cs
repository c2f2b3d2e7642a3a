using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;

namespace PledgeTracker.Web.OpenData;

/// <summary>The JSON Schema (draft-07) of a document, made from the description of its parts.</summary>
public static class DocumentSchema
{
    private const string DatePattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
    private const string DayPattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What stands at the head of each: a title, and what the document is.
    private static readonly Dictionary<DocumentShape, (string Title, string Description)> Heads = new()
    {
        [DocumentShape.Pledge] = ("A pledge of PledgeTracker", "One corporate promise and everything known about it."),
        [DocumentShape.Claimant] = ("A claimant of PledgeTracker", "A person or body that claims totals of companies' pledges, with every number that is recorded of it."),
        [DocumentShape.List] = ("A list of PledgeTracker", "A list of announcements that claims are based on. It has its states over time, its entries, what was found of them, and the pledges that they are."),
        [DocumentShape.Check] = ("A check of PledgeTracker", "An examination of claims or of a list by reporters, an institute or an auditor, with its results."),
    };

    private static readonly Dictionary<DocumentShape, string> Texts = DocumentShape.All.ToDictionary(s => s, s => Whole(s).ToJsonString(Indented) + "\n");

    /// <summary>The schema of documents of that shape, as it is served; the copies in <c>StarterData</c> are for editors of the starter files.</summary>
    public static string Of(DocumentShape shape) => Texts[shape];

    /// <summary>The name of its file: <c>pledge.schema.json</c>.</summary>
    public static string FileOf(DocumentShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Noun + ".schema.json";
    }

    private static JsonObject Whole(DocumentShape shape)
    {
        var (required, properties) = Fields(shape.Parts[0], "");
        properties.Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        foreach (var part in shape.Parts.Skip(1))
        {
            properties[part.Name] = part.One is null ? Object(part, part.Name) : List(part, part.Name);
            if (part.One is null || part.Least is not null)
            {
                required.Add(part.Name);
            }
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = Heads[shape].Title,
            ["description"] = Heads[shape].Description + " The tracker's method page explains the words. Dates are EDTF level 0.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = required,
            ["properties"] = properties,
        };
    }

    private static JsonObject Object(DraftPart part, string path)
    {
        var (required, properties) = Fields(part, path + ".");
        foreach (var inner in part.Parts)
        {
            properties[inner.Name] = List(inner, $"{path}.{inner.Name}");
        }

        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["required"] = required, ["properties"] = properties };
    }

    private static JsonObject List(DraftPart part, string path) =>
        List(Object(part, path + "[0]"), path, part.Means, part.Least ?? 0);

    private static JsonObject List(JsonObject items, string path, string means, int least)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = items, ["maxItems"] = DraftBounds.MostOf(path), ["description"] = means };
        if (least > 0)
        {
            list["minItems"] = least;
        }

        return list;
    }

    private static (JsonArray Required, JsonObject Properties) Fields(DraftPart part, string prefix)
    {
        var required = new JsonArray();
        var properties = new JsonObject();
        foreach (var field in part.Fields)
        {
            properties[field.Name] = Of(field, prefix + field.Name);
            if (field.IsNeeded)
            {
                required.Add(field.Name);
            }
        }

        return (required, properties);
    }

    private static JsonObject Of(DraftField field, string path) => field.Kind switch
    {
        FieldKind.Date => Text(field, " A day, a month or a year (EDTF level 0).", DatePattern),
        FieldKind.Day => Text(field, "", DayPattern),
        FieldKind.Hedged => Text(field, " Like \"7,000\", \"about 9,000\" or \"more than 180,000\".", atMost: 100),
        FieldKind.Quantity => Text(field, " Like \"1,454\", \"about 600\", \"at least 600\", \"more than 256,000\", \"up to 4,000\" or \"1,300 to 1,400\".", atMost: 100),
        FieldKind.Address => Text(field, "", "^https?://", DraftField.TextMaxLength),
        FieldKind.Tick => new JsonObject { ["type"] = "boolean", ["description"] = field.Means },
        FieldKind.Words => List(new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = field.MaxLength }, path, field.Means, 0),
        FieldKind.Sources => List(new JsonObject { ["type"] = "string" }, path, field.Means, field.Missing is null ? 0 : 1),
        FieldKind.Evidence => Copies(List(new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" }, path, field.Means, 0)),
        _ when field.Codes.Count > 0 => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. field.Codes.Select(c => (JsonNode)c)]), ["description"] = field.Means },
        _ when field.Pattern is { } pattern => Text(field, "", pattern, field.AtMost),
        _ => Text(field, "", atMost: field.AtMost ?? field.MaxLength),
    };

    private static JsonObject Text(DraftField field, string form, string? pattern = null, int? atMost = null)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (pattern is null)
        {
            text["minLength"] = 1;
        }
        else
        {
            text["pattern"] = pattern;
        }

        if (atMost is { } most)
        {
            text["maxLength"] = most;
        }

        text["description"] = field.Means + form;
        return text;
    }

    private static JsonObject Copies(JsonObject list)
    {
        list["uniqueItems"] = true;
        return list;
    }
}
