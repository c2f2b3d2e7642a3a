using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PledgeTracker.Domain.Editing;

namespace PledgeTracker.Web.Data;

/// <summary>
/// The one JSON form of a draft: the starter files, the stored revisions, later the import and the download. Strict: an
/// unknown name is an error and not silently lost.
/// </summary>
public static class DraftJson
{
    /// <summary>The version of the shape, kept with every stored revision.</summary>
    public const int Version = 1;

    // Not source-generated: the generator would set a list that the text leaves out to null.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // The document is never put into HTML unescaped; people read it in files and in the database.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    // What is left out is passed over, not kept as text and thrown away.
    private static readonly JsonSerializerOptions OfFigures = new(Strict)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    /// <summary>Reads the document of a pledge.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not of this shape; the message names the place.</exception>
    public static PledgeDraft Read(string json) => Read<PledgeDraft>(json);

    /// <summary>Reads the document of a published pledge without other lists than its targets, figures and sources.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not of this shape; the message names the place.</exception>
    public static PledgeDraft ReadFigures(string json) => JsonSerializer.Deserialize<PledgeDraft>(json, OfFigures) ?? throw new JsonException("The document is empty.");

    /// <summary>Reads a document.</summary>
    /// <typeparam name="T">The draft of the document's kind.</typeparam>
    /// <exception cref="JsonException">The text is not JSON, or not of this shape; the message names the place.</exception>
    public static T Read<T>(string json)
        where T : Draft => (T)Read(typeof(T), json);

    /// <summary>Reads a document of a kind that is known only at that moment.</summary>
    /// <param name="draft">The draft of the document's kind.</param>
    /// <param name="json">The document.</param>
    /// <exception cref="JsonException">The text is not JSON, or not of this shape; the message names the place.</exception>
    public static Draft Read(Type draft, string json)
    {
        RefuseGaps(json);
        return (Draft?)JsonSerializer.Deserialize(json, draft, Strict) ?? throw new JsonException("The document is empty.");
    }

    /// <inheritdoc cref="Read(string)"/>
    public static PledgeDraft Read(Stream json) =>
        JsonSerializer.Deserialize<PledgeDraft>(json, Strict) ?? throw new JsonException("The document is empty.");

    /// <summary>Writes a document on one line.</summary>
    public static string Write(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return JsonSerializer.Serialize(draft, draft.GetType(), Strict);
    }

    /// <summary>The fields that an object of a document may have, each with its type.</summary>
    /// <param name="part">A draft or a part of one.</param>
    public static IReadOnlyDictionary<string, Type> FieldsOf(Type part) =>
        Strict.GetTypeInfo(part).Properties.Where(p => p.Set is not null).ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.Ordinal);

    /// <summary>What a list of a document holds; null for what is no list.</summary>
    public static Type? ItemOf(Type field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.IsGenericType && field.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? field.GetGenericArguments()[0] : null;
    }

    /// <summary>A text as it stands in a document, in its quotes.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Strict);

    /// <summary>Writes a document, a company or a metric in the form that an import reads.</summary>
    internal static void Write<T>(Stream to, T value) => JsonSerializer.Serialize(to, value, Strict);

    private static void LeaveOut(JsonTypeInfo type)
    {
        if (type.Type != typeof(PledgeDraft))
        {
            return;
        }

        foreach (var list in type.Properties.Where(p => ItemOf(p.PropertyType) is not null && p.Name is not ("targets" or "figures" or "sources")).ToList())
        {
            type.Properties.Remove(list);
        }
    }

    // Nothing within a list is null in any document; the serializer would take it and leave the gap to whoever reads the list.
    private static void RefuseGaps(string json)
    {
        if (!json.Contains("null", StringComparison.Ordinal))
        {
            return;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var inLists = new Stack<bool>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    inLists.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    inLists.Pop();
                    break;
                case JsonTokenType.Null when inLists.TryPeek(out var inList) && inList:
                    throw new JsonException($"A list holds null, near the byte {reader.TokenStartIndex}. Remove it.");
            }
        }
    }

    /// <summary>Whether there is a value at a path in a draft, written as in problems: <c>figures[2].asOf</c>.</summary>
    public static bool IsFilled(JsonNode tree, string path)
    {
        JsonNode? node = tree;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            node = (node as JsonObject)?[bracket < 0 ? step : step[..bracket]];
            if (bracket >= 0)
            {
                node = node is JsonArray array && int.TryParse(step.AsSpan(bracket + 1, step.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < array.Count
                    ? array[i] : null;
            }
        }

        return node is JsonValue or JsonArray { Count: > 0 };
    }
}
