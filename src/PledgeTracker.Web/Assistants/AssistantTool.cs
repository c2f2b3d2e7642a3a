using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Assistants;

/// <summary>What an assistant is told: values for programs, and the same as a text that stands alone.</summary>
internal abstract record AssistantAnswer
{
    /// <summary>The answer in words: with its day, its state of judgement, its sources and the address to cite.</summary>
    public abstract string InWords();

    /// <summary>How an answer in parts ends: that it is the end, or how to go on.</summary>
    /// <param name="next">What to send as “after”; null at the end.</param>
    /// <param name="continues">Whether other parts came before this one.</param>
    protected static string End(string? next, bool continues) =>
        next is not null ? $"\nThere are more. Ask again with “after”: “{next}”." : continues ? "\nThese are the last." : "\nThese are all.";
}

/// <summary>What an assistant asks: its arguments as the query of an address, so that they are read and refused as there.</summary>
/// <param name="Query">The arguments.</param>
/// <param name="Services">The services of the request.</param>
internal sealed record AssistantQuestion(IQueryCollection Query, IServiceProvider Services)
{
    public T Get<T>()
        where T : notnull
        => Services.GetRequiredService<T>();

    /// <summary>An argument that may be there once; null where it is not.</summary>
    /// <exception cref="DataRequestException">It is there several times.</exception>
    public string? One(string key)
    {
        var problem = "";
        return Reading.PledgeFilter.TryOne(Query, key, out var value, ref problem) ? value : throw new DataRequestException(problem);
    }

    /// <summary>Whether it asks for what follows a part that was answered before.</summary>
    public bool Continues => One(AssistantParameter.AfterKey) is not null;

    /// <summary>That “after” is no “next” of an answer to this question.</summary>
    public static DataRequestException NoNext() => new("This is no “next” of such an answer. Use it without changing it, with the same other arguments, or start again without “after”.");

    /// <summary>How many things the answer may hold.</summary>
    /// <exception cref="DataRequestException">It is no number that is offered.</exception>
    public int Limit() => One(AssistantParameter.LimitKey) is not { } text ? AssistantParameter.UsualLimit
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= AssistantParameter.MostAtOnce ? limit
        : throw new DataRequestException($"“{Reading.PledgeFilter.Shorten(text)}” is not a number that one answer can hold. Write 1 to {AssistantParameter.MostAtOnce}, and continue with “next” from the answer. Complete files are at {Get<SiteAddress>().Of("/data")}.");
}

/// <summary>
/// One thing that assistants can ask for. Everything is read only. What is not understood is refused with the sentence that an address of
/// the site would refuse it with, as an error that the assistant may read and correct.
/// </summary>
/// <param name="name">What assistants call it.</param>
/// <param name="title">What people call it.</param>
/// <param name="description">When to use it, and what it answers.</param>
/// <param name="parameters">Its arguments.</param>
/// <param name="answer">Finds the answer.</param>
internal sealed class AssistantTool<TAnswer>(string name, string title, string description, IReadOnlyList<AssistantParameter> parameters, Func<AssistantQuestion, CancellationToken, Task<TAnswer>> answer) : McpServerTool
    where TAnswer : AssistantAnswer
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private readonly string[] _known = [.. parameters.Select(p => p.Name)];

    public override Tool ProtocolTool { get; } = new()
    {
        Name = name,
        Title = title,
        Description = description,
        InputSchema = AssistantParameter.SchemaOf(parameters),
        OutputSchema = AIJsonUtilities.CreateJsonSchema(typeof(TAnswer), serializerOptions: Written),
        Annotations = new ToolAnnotations { Title = title, ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
    };

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        // Answers are the same for everybody, and their addresses are those of the English pages.
        Language.English.Speak();
        try
        {
            var query = AssistantParameter.Read(request.Params?.Arguments, _known);
            foreach (var missing in parameters.Where(p => p.IsRequired && query[p.Name].All(string.IsNullOrWhiteSpace)))
            {
                throw new DataRequestException($"“{missing.Name}” is needed: {missing.Meaning}");
            }

            var found = await answer(new AssistantQuestion(query, request.Services!), cancellationToken);
            return new CallToolResult { Content = [new TextContentBlock { Text = found.InWords() }], StructuredContent = JsonSerializer.SerializeToElement(found, Written) };
        }
        catch (DataRequestException problem)
        {
            return Refused(problem.Message);
        }
        catch (Exception e) when (Outages.FaultOf(e) is not null)
        {
            return Refused("The database is not available now. Try again in a few seconds.");
        }
    }

    private static CallToolResult Refused(string sentence) => new() { IsError = true, Content = [new TextContentBlock { Text = sentence }] };
}

/// <summary>An argument of a tool.</summary>
/// <param name="Name">Its name, which is that of the query key where the site has one.</param>
/// <param name="Meaning">What it is for, in a sentence.</param>
internal sealed record AssistantParameter(string Name, string Meaning)
{
    /// <summary>The arguments by which a long answer is read in parts.</summary>
    public const string LimitKey = "limit", AfterKey = Reading.PledgeFilter.AfterKey;

    /// <summary>How many things an answer holds where nobody says how many, and the most it can hold.</summary>
    public const int UsualLimit = 10, MostAtOnce = 25;

    /// <summary>The most characters of one argument, and the most values of all together.</summary>
    public const int LongestValue = 2_000, MostValues = 200;

    public bool IsRequired { get; init; }

    /// <summary>Whether it may have several values.</summary>
    public bool IsList { get; init; }

    /// <summary>The type of one value in JSON Schema.</summary>
    public string Type { get; init; } = "string";

    /// <summary>The words that it can be; null for any.</summary>
    public IEnumerable<string>? Words { get; init; }

    public static readonly AssistantParameter Limit = new(LimitKey, $"How many, 1 to {MostAtOnce}. It is {UsualLimit} where you do not say.") { Type = "integer" };

    public static readonly AssistantParameter After = new(AfterKey, "Where to continue: “next” from the previous answer, unchanged, with the same other arguments.");

    public static readonly AssistantParameter On = new(Reading.PledgePages.OnKey, "A day in the past, like 2018-01-01. The answer is then what was public by that day. Leave it out for today.");

    public static readonly AssistantParameter Revision = new(Reading.PledgePages.RevisionKey, "The number of a published revision, which never changes. Leave it out for the newest. Not together with “on”.") { Type = "integer" };

    /// <summary>The JSON Schema of arguments.</summary>
    public static JsonElement SchemaOf(IReadOnlyList<AssistantParameter> parameters)
    {
        var properties = new JsonObject();
        foreach (var parameter in parameters)
        {
            var one = new JsonObject { ["type"] = parameter.Type };
            if (parameter.Words is { } words)
            {
                one["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]);
            }

            var schema = parameter.IsList ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
            schema["description"] = parameter.Meaning;
            properties[parameter.Name] = schema;
        }

        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. parameters.Where(p => p.IsRequired).Select(p => (JsonNode)p.Name)]),
            ["additionalProperties"] = false,
        });
    }

    /// <summary>Reads arguments as the query of an address: a list is a key that occurs several times, and null is none.</summary>
    /// <exception cref="DataRequestException">An argument is not known, too long, or of a kind that no address has.</exception>
    public static QueryCollection Read(IEnumerable<KeyValuePair<string, JsonElement>>? arguments, string[] known)
    {
        var query = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(StringComparer.Ordinal);
        var count = 0;
        foreach (var (key, value) in arguments ?? [])
        {
            // Refused below, by name.
            var values = !known.Contains(key) ? [""] : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Take(MostValues + 1).Select(v => Text(key, v)).OfType<string>()] : Text(key, value) is { } one ? (string[])[one] : [];
            if ((count += values.Length) > MostValues)
            {
                throw new DataRequestException($"One question may have at most {MostValues} values. Ask for less at once.");
            }

            if (values.Length > 0)
            {
                query[key] = values;
            }
        }

        var read = new QueryCollection(query);
        DataRequest.RefuseOthers(read, known);
        return read;
    }

    private static string? Text(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > LongestValue } text => throw new DataRequestException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"“{key}” has {text.Length:N0} characters here. Write at most {LongestValue:N0}.")),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.GetRawText() is { Length: <= 40 } number => number,
        JsonValueKind.True => "1",
        JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => throw new DataRequestException($"“{key}” is not understood. Write a text, a number, or a list of these."),
    };
}

/// <summary>What a value of an answer means, for assistants that read the schema.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class MeansAttribute(string meaning) : DescriptionAttribute(meaning);
