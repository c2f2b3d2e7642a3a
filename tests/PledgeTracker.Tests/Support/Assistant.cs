using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using NJsonSchema;

namespace PledgeTracker.Tests.Support;

/// <summary>An assistant: the protocol's own client, by another's hand than the server's answers.</summary>
public sealed class Assistant : IAsyncDisposable
{
    private Assistant(McpClient client, IList<McpClientTool> tools) => (Client, Tools) = (client, tools);

    public McpClient Client { get; }

    /// <summary>What it was offered.</summary>
    public IList<McpClientTool> Tools { get; }

    /// <summary>Connects as an assistant does that was given the address alone.</summary>
    public static async Task<Assistant> ConnectAsync(TrackerApp app, string address = "http://localhost/mcp")
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(address), TransportMode = HttpTransportMode.StreamableHttp }, app.Visitor(), null, ownsHttpClient: true);
        var client = await McpClient.CreateAsync(transport);
        return new Assistant(client, await client.ListToolsAsync());
    }

    /// <summary>Asks, and gives the text and the values; these are what the tool promised.</summary>
    public async Task<(string Text, JsonElement Values)> AskAsync(string tool, object arguments)
    {
        var result = await CallAsync(tool, arguments);
        var text = result.Content.OfType<TextContentBlock>().Single().Text;
        (result.IsError ?? false).Should().BeFalse(text);
        var schema = await JsonSchema.FromJsonAsync(Tools.Single(t => t.Name == tool).ProtocolTool.OutputSchema!.Value.GetRawText());
        schema.Validate(JsonSerializer.Serialize(result.StructuredContent)).Should().BeEmpty();
        return (text, JsonSerializer.SerializeToElement(result.StructuredContent));
    }

    /// <summary>Asks what is refused, and gives the sentence.</summary>
    public async Task<string> RefusedAsync(string tool, object arguments)
    {
        var result = await CallAsync(tool, arguments);
        (result.IsError ?? false).Should().BeTrue();
        result.StructuredContent.Should().BeNull();
        return result.Content.OfType<TextContentBlock>().Single().Text;
    }

    /// <summary>A question as bytes, for what no client of the protocol would send.</summary>
    public static HttpRequestMessage Question(string body, string address = "/mcp")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return request;
    }

    /// <summary>Asks for one part after another until the end, and gives each with its text.</summary>
    public async Task<IReadOnlyList<(string Text, JsonElement Values)>> PartsAsync(string tool, IReadOnlyDictionary<string, object> arguments)
    {
        var parts = new List<(string Text, JsonElement Values)>();
        string? next = null;
        do
        {
            parts.Add(await AskAsync(tool, next is null ? arguments : new Dictionary<string, object>(arguments) { ["after"] = next }));
            next = parts[^1].Values.GetProperty("next").GetString();
        }
        while (next is not null && parts.Count < 200);
        next.Should().BeNull("parts come to an end");
        return parts;
    }

    private async Task<CallToolResult> CallAsync(string tool, object arguments) =>
        await Client.CallToolAsync(tool, JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value));

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
