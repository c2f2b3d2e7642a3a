using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PledgeTracker.Benchmarks;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Startup;

[assembly: HostingStartup(typeof(Uncached))]

namespace PledgeTracker.Benchmarks;

/// <summary>
/// The real program on a data folder, with what its pages are compared to in the same process: the same bytes from memory
/// through the program's own middleware (<c>/raw/page</c>, <c>/raw/page.br</c>), the same bytes from a Kestrel with nothing
/// else in it (the next port: <c>/page</c>, <c>/page.br</c>), and the page rendered anew each time (<c>/uncached/…</c>).
/// </summary>
internal static class Serving
{
    /// <summary>Where the server says what it used until now: microseconds of processor time, and bytes allocated.</summary>
    public const string Used = "/raw/used";

    private const string Urls = "--urls";
    private const string Page = "--page";

    /// <summary>The founding case.</summary>
    private const string RealPledge = "alibaba-million-us-jobs-2017";

    public static async Task RunAsync(string directory, string[] args)
    {
        var address = new Uri(Option(args, Urls) ?? "http://127.0.0.1:5090");
        await using var app = Build(directory, [Urls, address.ToString(), .. args]);
        var plain = new Answer("text/html; charset=utf-8", null);
        var brotli = new Answer("text/html; charset=utf-8", "br");
        app.MapGet("/raw/page", plain.WriteAsync);
        app.MapGet("/raw/page.br", brotli.WriteAsync);
        app.MapGet(Used, () => string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMicroseconds:0} {GC.GetTotalAllocatedBytes(precise: true)}"));
        using var database = await OpenAsync(app, directory);
        await app.StartAsync();

        await using var bare = Bare(new UriBuilder(address) { Port = address.Port + 1 }.Uri, plain, brotli);
        await bare.StartAsync();

        var slug = Option(args, Page) ?? await SlugAsync(app);
        using var client = new HttpClient { BaseAddress = address };
        plain.Bytes = await client.GetByteArrayAsync(new Uri("/pledges/" + slug, UriKind.Relative));
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        brotli.Bytes = await client.GetByteArrayAsync(new Uri("/pledges/" + slug, UriKind.Relative));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ready {Environment.ProcessId} /pledges/{slug} {plain.Bytes.Length} {brotli.Bytes.Length}"));
        await app.WaitForShutdownAsync();
    }

    /// <summary>The real program as it runs in production.</summary>
    public static WebApplication Build(string directory, params string[] args)
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(Uncached).Assembly.GetName().Name);
        return Tracker.Build(
        [
            "--environment", Environments.Production,
            "--applicationName", typeof(Tracker).Assembly.GetName().Name!,
            "--contentRoot", Path.Combine(Repository(), "src", "PledgeTracker.Web"),
            "--PledgeTracker:DataDirectory", Path.GetFullPath(directory),

            // As published: a program run from its build looks on the disk for a newer style sheet at every request.
            "--ReloadStaticAssetsAtRuntime", "false",

            // Nothing is made in the background while something is measured, and nobody is told to wait.
            "--PledgeTracker:DataSetsKept", "0",
            "--PledgeTracker:DataRequestsByAddress", "1000000",
            .. args,
        ]);
    }

    /// <summary>The database as a start of the program leaves it.</summary>
    public static async Task<IDisposable> OpenAsync(WebApplication app, string directory)
    {
        var startup = DatabaseStartup.Take(Path.GetFullPath(directory));
        startup.BringUpToDate();
        await using var scope = app.Services.CreateAsyncScope();
        await StarterData.LoadAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), withPledges: true, TimeProvider.System);
        return startup;
    }

    /// <summary>Makes the files of the whole data set once.</summary>
    public static async Task MakeDataSetAsync(string directory)
    {
        await using var app = Build(directory);
        using var database = await OpenAsync(app, directory);
        await using var scope = app.Services.CreateAsyncScope();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var set = await scope.ServiceProvider.GetRequiredService<DataSetMaker>().MakeAsync("http://127.0.0.1", default);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"data set of {set.Pledges} pledges and {set.Figures} figures: {watch.Elapsed.TotalSeconds:0.0} s, peak {process.PeakWorkingSet64 / 1024 / 1024} MB"));
        foreach (var file in set.Files)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {file.Name} {file.Bytes / 1e6:0.0} MB"));
        }
    }

    /// <summary>The pledge to look at: the real one where the database has it.</summary>
    public static async Task<string> SlugAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        return await context.Documents.AnyAsync(d => d.Key == RealPledge)
            ? RealPledge
            : await context.Documents.OrderBy(d => d.Id).Select(d => d.Key).FirstAsync();
    }

    private static WebApplication Bare(Uri address, Answer plain, Answer brotli)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var bare = builder.Build();
        bare.MapGet("/page", plain.WriteAsync);
        bare.MapGet("/page.br", brotli.WriteAsync);
        return bare;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PledgeTracker.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new ArgumentException("Run this from within the repository: the pages' style sheets are read from there.");
    }

    /// <summary>An answer that lies ready in memory.</summary>
    private sealed class Answer(string type, string? encoding)
    {
        public byte[] Bytes { get; set; } = [];

        public async Task WriteAsync(HttpContext context)
        {
            context.Response.ContentType = type;
            context.Response.ContentLength = Bytes.Length;
            if (encoding is not null)
            {
                context.Response.Headers.ContentEncoding = encoding;
            }

            await context.Response.Body.WriteAsync(Bytes, context.RequestAborted);
        }
    }
}

/// <summary>
/// Every page again under <c>/uncached</c>: the same page through the same middleware, found, rendered, made small and sent anew each time,
/// neither stored nor compressed nor shared with a request that came beside it.
/// </summary>
internal sealed class Uncached : MatcherPolicy, IEndpointSelectorPolicy, IHostingStartup, IStartupFilter
{
    private const string Prefix = "/uncached";

    private static readonly object Asked = new();

    private readonly ConcurrentDictionary<Endpoint, Endpoint> _unmarked = new();

    // Pages are compiled when they are first found, and only then carry their marks.
    public override int Order => 1000;

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        services.AddSingleton<MatcherPolicy>(this);
        services.AddSingleton<IStartupFilter>(this);
    });

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            if (context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var page))
            {
                context.Request.Path = page;
                context.Items[Asked] = Asked;
            }

            return rest(context);
        });
        next(app);
    };

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        if (httpContext.Items.ContainsKey(Asked))
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                if (candidates.IsValidCandidate(i))
                {
                    var candidate = candidates[i];
                    candidates.ReplaceEndpoint(i, _unmarked.GetOrAdd(candidate.Endpoint, Unmark), candidate.Values);
                }
            }
        }

        return Task.CompletedTask;
    }

    private static Endpoint Unmark(Endpoint endpoint) => endpoint is RouteEndpoint route
        ? new RouteEndpoint(
            route.RequestDelegate!, route.RoutePattern, route.Order,
            new EndpointMetadataCollection(route.Metadata.Where(m => m is not PublicPageAttribute).Append(new Anew())), route.DisplayName)
        : endpoint;

    // Public, and never stored.
    private sealed class Anew : PublicPageAttribute, IOutputCachePolicy
    {
        ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.EnableOutputCaching = false;
            return ValueTask.CompletedTask;
        }
    }
}
