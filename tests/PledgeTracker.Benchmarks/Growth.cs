using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Benchmarks;

/// <summary>
/// What each step of an editor, and the first look at pages after a publication, costs a server in processor time: on several
/// folders one after the other, so that what grows with the number of pledges is seen. The server is a process of its own.
/// </summary>
internal static class Growth
{
    private const string Email = "growth@example.org", Alibaba = "alibaba-million-us-jobs-2017";

    private const string LookingBack = "looking back to another day", AfterAll = "memory after twenty and an export";

    private const int Rounds = 15, WarmUp = 5, Days = 10;

    // The rows of targets.tsv that a step has: how its cost grows from the first folder to the last, and what it is on the last.
    private static readonly Dictionary<string, Action<double, double>> Promised = new()
    {
        ["open a draft"] = (growth, cost) => Note(("open-growth", growth), ("open-cpu", cost)),
        ["save it"] = (growth, cost) => Note(("save-growth", growth), ("save-cpu", cost)),
        ["send it"] = (growth, cost) => Note(("send-growth", growth), ("send-cpu", cost)),
        ["publish it"] = (growth, cost) => Note(("publish-growth", growth), ("publish-cpu", cost)),
        [LookingBack] = (_, cost) => Note(("looking-back", cost)),
        [AfterAll] = (_, megabytes) => Note(("memory", megabytes)),
    };

    public static async Task RunAsync(string[] directories)
    {
        var columns = new List<List<(string Step, double Cost, string Unit)>>();
        foreach (var directory in directories)
        {
            columns.Add(await MeasureAsync(directory, await AddEditorAsync(directory)));
        }

        Console.WriteLine("| | " + string.Join(" | ", directories.Select(Path.GetFileName)) + " | last / first |");
        Console.WriteLine("| --- |" + string.Concat(Enumerable.Repeat(" ---: |", directories.Length + 1)));
        for (var i = 0; i < columns[0].Count; i++)
        {
            var costs = columns.ConvertAll(c => c[i].Cost);
            var growth = costs[^1] / Math.Max(costs[0], 0.01);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {columns[0][i].Step} | {string.Join(" | ", costs.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c:0.0} {columns[0][i].Unit}")))} | {growth:0.00} |"));
            if (directories.Length > 1 && Promised.TryGetValue(columns[0][i].Step, out var note))
            {
                note(growth, costs[^1]);
            }
        }
    }

    private static void Note(params ReadOnlySpan<(string Name, double Value)> measures)
    {
        foreach (var (name, value) in measures)
        {
            Measures.Note(name, value);
        }
    }

    // Gives the address of the draft that is worked on.
    private static async Task<string> AddEditorAsync(string directory)
    {
        await using var app = Serving.Build(directory);
        using var database = await Serving.OpenAsync(app, directory);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Members>().AddAsync(Email, "Gro Wth", MemberRole.Administrator, FormBrowser.UsualPassword, LogActor.CommandLine);
        return "/newsroom/pledges/" + (await scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>().Documents.Where(d => d.Kind == DocumentKind.Pledge && d.Key == Alibaba).Select(d => d.Id).SingleAsync()).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<List<(string, double, string)>> MeasureAsync(string directory, string draft)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", directory, "--urls", address, "--page", Alibaba, "--PledgeTracker:RequireSecondFactor", "false", "--PledgeTracker:FourEyes", "false"]) { RedirectStandardOutput = true })!;
        try
        {
            while (await server.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("ready", StringComparison.Ordinal))
            {
            }

            using var handler = new HttpClientHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler) { BaseAddress = new Uri(address) };
            var results = new List<(string, double, string)> { ("memory once it serves", Memory(server), "MB") };
            results.Add(("the first list, with the index read whole", await CostAsync(client, () => OpenAsync(client, "/pledges")), "ms"));
            await StepsAsync(server, client, draft, results);
            return results;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task StepsAsync(Process server, HttpClient client, string draft, List<(string, double, string)> results)
    {
        var editor = new FormBrowser(client);
        await editor.SignInAsync(Email);
        string[] pages = ["/pledges", "/", "/places", "/companies", "/pledges/" + Alibaba];
        var steps = new Dictionary<string, List<double>>();
        var memory = 0.0;
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            if (round == WarmUp)
            {
                steps.Clear();
                memory = Memory(server);
            }

            var title = string.Create(CultureInfo.InvariantCulture, $"One million U.S. jobs, told for the {round}th time at {Stopwatch.GetTimestamp()}");
            await AddAsync("open a draft", async () => await editor.GoAsync(draft));
            await AddAsync("save it", async () => await editor.SendAsync(new Dictionary<string, string> { ["title"] = title }, "save", "form#draft"));
            await AddAsync("send it", async () => await editor.SendAsync(new Dictionary<string, string>(), "send", "form#draft"));
            await AddAsync("open it for review", async () => await editor.GoAsync(draft + "/review"));
            await AddAsync("publish it", async () => await editor.SendAsync(new Dictionary<string, string> { ["note"] = "Another title.", ["kind"] = "update" }, "publish"));
            if (!editor.At.EndsWith("?done=published", StringComparison.Ordinal))
            {
                throw new ArgumentException($"It was not published: {editor.At} {editor.Page.QuerySelector("[role=alert]")?.TextContent.Trim()}");
            }

            foreach (var page in pages)
            {
                await AddAsync($"{page} after it", () => OpenAsync(client, page));
            }
        }

        var twenty = Memory(server);
        var export = await CostAsync(client, () => OpenAsync(client, "/data/figures.csv"));
        var afterAll = Memory(server);

        // Looked back to after the memory was read: the indexes of four days are kept.
        for (var day = 0; day < WarmUp + Days; day++)
        {
            if (day == WarmUp)
            {
                steps.Remove(LookingBack);
            }

            var on = new DateOnly(2018, 1, 1).AddDays(37 * day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await AddAsync(LookingBack, () => OpenAsync(client, "/pledges?on=" + on));
        }

        results.AddRange(steps.Select(step => (step.Key, Measures.Median(step.Value), "ms")));
        results.Add(("all figures as CSV", export, "ms"));
        results.Add(("memory after five publications", memory, "MB"));
        results.Add(("memory after twenty", twenty, "MB"));
        results.Add((AfterAll, afterAll, "MB"));
        results.Add(("memory after looking back to fifteen days", Memory(server), "MB"));

        async Task AddAsync(string name, Func<Task> step)
        {
            if (!steps.TryGetValue(name, out var costs))
            {
                steps.Add(name, costs = []);
            }

            costs.Add(await CostAsync(client, step));
        }
    }

    // What comes is read and not kept: an export is larger than this process should be.
    private static async Task OpenAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
    }

    // Milliseconds of processor time, of the program and of the system on its behalf, that the server took.
    private static async Task<double> CostAsync(HttpClient client, Func<Task> step)
    {
        var before = await UsedAsync(client);
        await step();
        return (await UsedAsync(client) - before) / 1000;
    }

    private static async Task<double> UsedAsync(HttpClient client) =>
        double.Parse((await client.GetStringAsync(new Uri(Serving.Used, UriKind.Relative))).Split(' ')[0], CultureInfo.InvariantCulture);

    // The server takes the next one too.
    private static int FreePort()
    {
        while (true)
        {
            using var one = new TcpListener(IPAddress.Loopback, 0);
            one.Start();
            var port = ((IPEndPoint)one.LocalEndpoint).Port;
            using var next = new TcpListener(IPAddress.Loopback, port + 1);
            try
            {
                next.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another pair.
            }
        }
    }

    private static double Memory(Process server)
    {
        server.Refresh();
        return server.WorkingSet64 / 1024.0 / 1024.0;
    }
}
