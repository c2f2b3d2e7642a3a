using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The description of the API as other people's programs read it: those that find faults, and those that make clients which then ask a running tracker.</summary>
public sealed class DescriptionTests(DescribedApp app) : IClassFixture<DescribedApp>
{
    [Fact]
    public async Task Every_part_of_an_address_that_varies_is_named_described_and_shown_by_an_example_and_every_operation_says_what_it_needs()
    {
        foreach (var (path, method, operation) in Operations(await app.DescriptionAsync()))
        {
            var named = (operation["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.GetValue<string>() == "path").ToList();
            named.Select(p => p!["name"]!.GetValue<string>()).Should().BeEquivalentTo(PartsOf(path), path);
            named.Where(p => !p!["required"]!.GetValue<bool>() || !p["description"]!.GetValue<string>().EndsWith('.') || p["example"] is null || p["schema"]?["type"] is null).Should().BeEmpty(path);
            operation["security"]!.AsArray().Single()!.AsObject().ContainsKey("token").Should().Be(method == "post" || path.StartsWith("/api/", StringComparison.Ordinal), path);
            operation["operationId"]!.GetValue<string>().Should().MatchRegex("^[a-z][A-Za-z0-9]+$", "programs make names of it");
        }
    }

    [Fact]
    public async Task The_description_has_a_tag_that_a_second_request_names_and_answers_HEAD()
    {
        var client = app.Open();
        var first = await client.GetAsync("/openapi/v1.json");
        using var head = new HttpRequestMessage(HttpMethod.Head, "/openapi/v1.json");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var headed = await client.SendAsync(head);

        headed.StatusCode.Should().Be(HttpStatusCode.OK);
        headed.Headers.ETag.Should().Be(first.Headers.ETag).And.NotBeNull();
        headed.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await headed.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        (await client.SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [NpmFact("@redocly/cli")]
    public async Task Redocly_finds_no_error()
    {
        var (code, output) = await NpmProgram.BinAsync("redocly", "lint", await app.FileAsync(), "--format=summary");

        code.Should().Be(0, output);
    }

    [NpmFact("@stoplight/spectral-cli")]
    public async Task Spectral_finds_no_error()
    {
        var rules = Path.Combine(app.Made, "spectral.yaml");
        await File.WriteAllTextAsync(rules, "extends: [\"spectral:oas\"]\n");
        var (code, output) = await NpmProgram.BinAsync("spectral", "lint", await app.FileAsync(), "-r", rules, "--fail-severity", "error");

        code.Should().Be(0, output);
    }

    [NpmFact("openapi-typescript")]
    public async Task A_client_of_openapi_typescript_compiles_and_fetches_every_address()
    {
        var folder = Directory.CreateDirectory(Path.Combine(app.Made, "typescript")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), NpmProgram.Folder);
        var (made, said) = await NpmProgram.BinAsync("openapi-typescript", await app.FileAsync(), "-o", Path.Combine(folder, "tracker.d.ts"));
        made.Should().Be(0, said);
        var calls = Readings(await app.DescriptionAsync()).ToList();
        var lines = calls.Select(c =>
        {
            var parameters = new JsonObject();
            if (PartsOf(c.Path) is { Count: > 0 } parts)
            {
                parameters["path"] = new JsonObject([.. parts.Select(p => KeyValuePair.Create(p, (JsonNode?)c.Examples[p]))]);
            }

            if (QueryOf(c.Path, app.Address) is { } query)
            {
                parameters["query"] = JsonSerializer.SerializeToNode(query);
            }

            return $"await told({JsonSerializer.Serialize(c.Path)}, client.GET({JsonSerializer.Serialize(c.Path)}, {{ params: {parameters.ToJsonString()}, parseAs: {(c.IsJson ? "\"json\"" : "\"text\"")} }}), {(c.IsJson ? "true" : "false")});";
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), "{\"type\": \"module\"}");
        await File.WriteAllTextAsync(Path.Combine(folder, "ask.ts"), $$"""
            import createClient from "openapi-fetch";
            import type { paths } from "./tracker.d.ts";
            declare const process: { env: Record<string, string>; exitCode: number };
            const client = createClient<paths>({ baseUrl: process.env.TRACKER, headers: { Authorization: "Bearer " + process.env.TOKEN } });
            let answered = 0;
            async function told(path: string, asked: Promise<{ data?: unknown; response: Response }>, isJson: boolean) {
              const { data, response } = await asked;
              if (!response.ok || (isJson && (typeof data !== "object" || data === null))) { console.log(path, response.status); process.exitCode = 1; }
              answered++;
            }
            {{string.Join('\n', lines)}}
            const pledge = (await client.GET("/pledges/{slug}.json", { params: { path: { slug: "alibaba-million-us-jobs-2017" } } })).data;
            const title: string | undefined = pledge?.pledge?.title;
            console.log(answered, title);
            """);
        var (compiled, complaints) = await NpmProgram.BinAsync("tsc", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", "--skipLibCheck", "--allowImportingTsExtensions", "--rewriteRelativeImportExtensions", "--outDir", folder, Path.Combine(folder, "ask.ts"));
        compiled.Should().Be(0, complaints);
        var (asked, answers) = await NpmProgram.NodeAsync($"process.env.TRACKER = {JsonSerializer.Serialize(app.Address)}; process.env.TOKEN = {JsonSerializer.Serialize(await app.TokenAsync())}; import({JsonSerializer.Serialize(Path.Combine(folder, "ask.js"))});");

        asked.Should().Be(0, answers);
        answers.Trim().Should().Be($"{calls.Count} One million U.S. jobs through one million U.S. small businesses");
    }

    [ClientFact("nswag")]
    public async Task A_client_of_NSwag_compiles_and_fetches_every_address()
    {
        var folder = Directory.CreateDirectory(Path.Combine(app.Made, "nswag")).FullName;
        var library = await ClientMaker.MakeAsync("nswag", folder, "openapi2csclient", "/input:" + await app.FileAsync(), "/output:" + Path.Combine(folder, "Client.cs"), "/namespace:Made", "/className:Tracker");
        var http = app.Open(await app.TokenAsync());
        var type = library.GetType("Made.Tracker")!;
        var client = Activator.CreateInstance(type, type.GetConstructors().Single().GetParameters().Length == 1 ? [http] : [app.Address, http])!;
        type.GetProperty("BaseUrl")?.SetValue(client, app.Address + "/");
        var methods = type.GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal) && m.GetParameters().LastOrDefault()?.ParameterType == typeof(CancellationToken)).ToDictionary(m => m.Name, StringComparer.OrdinalIgnoreCase);
        var failed = new List<string>();
        foreach (var (path, id, isJson, examples) in Readings(await app.DescriptionAsync()))
        {
            var method = methods[id + "Async"];
            var query = QueryOf(path, app.Address);
            var arguments = method.GetParameters().Select(p => examples.TryGetValue(p.Name!, out var example) ? example
                : query?.GetValueOrDefault(p.Name!) ?? (p.ParameterType == typeof(CancellationToken) ? CancellationToken.None : null)).ToArray();
            await TryAsync(failed, path, isJson, () => (Task)method.Invoke(client, arguments)!);
        }

        failed.Should().BeEmpty();
    }

    [ClientFact("kiota")]
    public async Task A_client_of_Kiota_compiles_and_fetches_every_address_that_Kiota_tells_apart()
    {
        var folder = Path.Combine(app.Made, "kiota");
        var library = await ClientMaker.MakeAsync("kiota", folder, "generate", "-l", "CSharp", "-d", await app.FileAsync(), "-o", folder, "-c", "Tracker", "-n", "Made", "--log-level", "Error");
        using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: app.Open(await app.TokenAsync())) { BaseUrl = app.Address };
        var client = (BaseRequestBuilder)Activator.CreateInstance(library.GetType("Made.Tracker")!, adapter)!;
        var readings = Readings(await app.DescriptionAsync()).ToDictionary(r => r.Path);
        var (failed, asked) = (new List<string>(), new HashSet<string>());
        foreach (var builder in Below(client, readings.Values))
        {
            var path = readings.Keys.FirstOrDefault(known => Plain(known) == PathOf(builder));
            if (path is null || !readings.TryGetValue(path, out var reading) || !asked.Add(path))
            {
                continue;
            }

            var get = builder.GetType().GetMethods().Where(m => m.Name.StartsWith("Get", StringComparison.Ordinal) && m.Name.EndsWith("Async", StringComparison.Ordinal)).OrderByDescending(m => m.Name.Contains("As", StringComparison.Ordinal)).Last();
            await TryAsync(failed, path, reading.IsJson, () => (Task)get.Invoke(builder, [Chosen(get.GetParameters()[0].ParameterType, QueryOf(path, app.Address)), CancellationToken.None])!);
        }

        failed.Should().BeEmpty();

        readings.Keys.Except(asked).Should().BeEquivalentTo(NotToldApart).And.HaveCount(10);
    }

    // Kiota takes addresses that differ in the ending after a name, /pledges/{slug}.csv and .json, for one, and asks for neither by its own.
    private static readonly string[] NotToldApart =
    [
        "/checks/{slug}.csv", "/checks/{slug}.json", "/claims/{slug}.csv", "/claims/{slug}.json", "/companies/{slug}.csv", "/companies/{slug}.json",
        "/lists/{slug}.csv", "/lists/{slug}.json", "/pledges/{slug}.csv", "/pledges/{slug}.json",
    ];

    // Everything that a client offers below one of its addresses. A name in an address is given the example of the first one that begins so.
    private static IEnumerable<BaseRequestBuilder> Below(BaseRequestBuilder builder, IReadOnlyCollection<Reading> readings)
    {
        var type = builder.GetType();
        var next = type.GetProperties().Where(p => typeof(BaseRequestBuilder).IsAssignableFrom(p.PropertyType)).Select(p => p.GetIndexParameters().Length == 0 ? p.GetValue(builder) : p.GetIndexParameters()[0].ParameterType == typeof(string) ? Named(value => p.GetValue(builder, [value])) : null)
            .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.Name != "WithUrl" && !m.IsSpecialName && typeof(BaseRequestBuilder).IsAssignableFrom(m.ReturnType) && m.GetParameters() is [{ ParameterType: var of }] && of == typeof(string)).Select(m => Named(value => m.Invoke(builder, [value]))));
        return [builder, .. next.OfType<BaseRequestBuilder>().SelectMany(b => Below(b, readings))];

        object? Named(Func<string, object?> of)
        {
            var path = PathOf((BaseRequestBuilder)of("any")!);
            var last = PartsOf(path).Count - 1;
            return readings.FirstOrDefault(r => Plain(r.Path).StartsWith(path, StringComparison.Ordinal)) is { } reading ? of(reading.Examples[PartsOf(reading.Path)[last]]) : null;
        }
    }

    // Of the address, the template has the path and then the query, in braces as far as it may be left out.
    private static string PathOf(BaseRequestBuilder builder)
    {
        var template = (string)typeof(BaseRequestBuilder).GetProperty("UrlTemplate", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(builder)!;
        return Plain(template.Replace("{+baseurl}", "", StringComparison.Ordinal).Split(["{?", "?"], StringSplitOptions.None)[0].Replace("%2D", "-", StringComparison.Ordinal));
    }

    // What varies in an address, without the name that it has there.
    private static string Plain(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "{}");

    // The query of a request as Kiota's clients are told of it; null where none is needed.
    private static object? Chosen(Type configure, Dictionary<string, object>? query)
    {
        if (query is null)
        {
            return null;
        }

        var configuration = configure.GetGenericArguments()[0];
        return Delegate.CreateDelegate(configure, query, typeof(DescriptionTests).GetMethod(nameof(Fill), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(configuration));
    }

    private static void Fill<T>(Dictionary<string, object> query, T configuration)
    {
        var parameters = typeof(T).GetProperty("QueryParameters")!.GetValue(configuration)!;
        foreach (var (key, value) in query)
        {
            parameters.GetType().GetProperty(key, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!.SetValue(parameters, value);
        }
    }

    private static async Task TryAsync(List<string> failed, string path, bool isJson, Func<Task> ask)
    {
        try
        {
            var task = ask();
            await task;
            if (isJson && task.GetType().GetProperty("Result")?.GetValue(task) is null)
            {
                failed.Add($"{path}: nothing was read");
            }
        }
        catch (Exception problem)
        {
            failed.Add($"{path}: {(problem.InnerException ?? problem).Message.ReplaceLineEndings(" ")}");
        }
    }

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonNode description) =>
        description["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Key, o.Value!)));

    private static IEnumerable<Reading> Readings(JsonNode description) => Operations(description).Where(o => o.Method == "get").Select(o => new Reading(
        o.Path, o.Operation["operationId"]!.GetValue<string>(), o.Operation["responses"]!["200"]!["content"]!.AsObject().Single().Value?["schema"]?["properties"] is not null,
        (o.Operation["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.GetValue<string>() == "path").ToDictionary(p => p!["name"]!.GetValue<string>(), p => p!["example"]!.GetValue<string>())));

    private static IReadOnlyList<string> PartsOf(string path) => [.. path.Split('{').Skip(1).Select(p => p[..p.IndexOf('}', StringComparison.Ordinal)])];

    private static Dictionary<string, object>? QueryOf(string path, string root) => path switch
    {
        "/oembed" => new() { ["url"] = root + "/pledges/alibaba-million-us-jobs-2017" },
        "/compare/embed" => new() { ["pledge"] = new[] { "alibaba-million-us-jobs-2017", "foxconn-wisconsin-13000-2017" } },
        _ => null,
    };

    // An address that can be read, whether the description says which values come, and an example for each part of it that varies.
    private sealed record Reading(string Path, string Id, bool IsJson, IReadOnlyDictionary<string, string> Examples);
}
