using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Caching;
using PledgeTracker.Web.Companies;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Pledges;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Tips;
using PledgeTracker.Web.Ui;
using Serilog;

namespace PledgeTracker.Web.Operations;

/// <summary>The web application, put together: what it uses, and the way of a request through it.</summary>
public static class Tracker
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRootOf(args) });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!Listening.IsSaid(builder.Configuration))
        {
            builder.WebHost.UseUrls(Listening.Default);
        }

        AddLogging(builder);
        AddDatabase(builder);

        builder.Services.Configure<PledgeTrackerOptions>(builder.Configuration.GetSection(PledgeTrackerOptions.Section));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ContentVersion>();
        builder.Services.AddSingleton<DatabaseFile>();
        builder.AddAccounts();
        builder.Services.AddScoped<Publication>();
        builder.Services.AddScoped<Drafts>();
        builder.Services.AddScoped<Vouching>();
        builder.Services.AddScoped<Review>();
        builder.Services.AddScoped<NewsroomLog>();
        builder.Services.AddScoped<EvidenceStore>();
        builder.Services.AddSingleton<EvidenceChecks>();
        builder.Services.AddHostedService<EvidenceClosing>();
        builder.Services.AddScoped<Upkeep>();
        builder.Services.AddSingleton<Mailer>();
        builder.Services.AddHostedService<Links.LinkChecker>();
        builder.Services.AddScoped<TipDesk>();
        builder.Services.AddScoped<Importer>();
        builder.Services.AddScoped<ImportDesk>();
        builder.Services.AddSingleton<ImportProgress>();
        builder.Services.AddHostedService<ImportWorker>();
        builder.Services.AddHostedService<ScheduledPublishing>();

        builder.Services.AddFormLimits();
        builder.Services.AddSingleton<PledgeQueries>();
        builder.Services.AddScoped<PublishedPledges>();
        builder.Services.AddScoped<PledgePages>();
        builder.Services.AddSingleton<PledgeIndexes>();
        builder.Services.AddScoped<PledgeListing>();
        builder.Services.AddScoped<PledgeSearch>();
        builder.Services.AddScoped<SearchIndexer>();
        builder.Services.AddHostedService<SearchReindexing>();
        builder.Services.AddScoped<CompanyListing>();
        builder.AddOpenData();
        builder.AddHealth();
        builder.Services.AddScoped<SiteAddress>();
        builder.Services.AddSingleton<SiteRoot>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddRazorPages();
        builder.Services.AddSingleton(Ui.Markup.Encoder);
        builder.Services.Configure<RouteOptions>(routes =>
        {
            routes.LowercaseUrls = true;

            // A name before an ending has no dot: otherwise "x.feed.json" would be two things at once.
            routes.ConstraintMap["name"] = typeof(NameConstraint);
        });
        builder.Services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(SecurityHeaders.OfPages)
            .AddPolicy(SecurityHeaders.ForCharts, SecurityHeaders.OfCharts)
            .AddPolicy(SecurityHeaders.ForData, SecurityHeaders.OfData)
            .AddPolicy(SecurityHeaders.ForExplorer, SecurityHeaders.OfExplorer)
            .AddPolicy(SecurityHeaders.ForEmbeds, SecurityHeaders.OfEmbeds)
            .AddPolicy(SecurityHeaders.ForEvidence, SecurityHeaders.OfEvidence);
        builder.Services.AddOutputCache(cache => cache.SizeLimit = 64 * 1024 * 1024);
        builder.Services.AddResponseCompression(compression =>
        {
            // Only pages that are the same for everybody come this way: nothing secret stands beside what a reader sent.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes =
            [
                "text/html", "image/svg+xml", "text/plain", "text/csv", "application/json", "application/jsonl", "application/atom+xml", "application/feed+json",
                "application/xml", "text/calendar", "application/csvm+json", "text/javascript", "text/css",
            ];
        });

        // Compressed once and kept: worth a little more work than a compression each time would be.
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);

        // One culture, whatever the server's, so that numbers are read and written as they are meant; a page in another language
        // changes the texts alone, see Language.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        var app = builder.Build();
        SettingsCheck.Hold(app.Configuration);
        if (ProxiesOf(app.Configuration[$"{PledgeTrackerOptions.Section}:{nameof(PledgeTrackerOptions.TrustedProxies)}"]) is { } proxies)
        {
            app.UseForwardedHeaders(proxies);
        }

        app.UseMiddleware<SitePath>();

        // Or else the framework puts both before everything here, and for every address: a member's session would be looked up for
        // public pages too, and where the database is away, outside of what answers for that.
        foreach (var own in (string[])["__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet"])
        {
            ((IApplicationBuilder)app).Properties[own] = true;
        }

        // Before everything that may answer.
        app.UseWhen(IsForEverybody, open => open.UseSecurityHeaders());
        app.UseWhen(SecurityHeaders.IsNewsroom, closed => closed.UseSecurityHeaders(SecurityHeaders.OfNewsroom));
        app.UseMiddleware<KnownHosts>();
        app.UseMiddleware<Ui.LanguagePrefix>();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<Outages>();
        app.UseMiddleware<Negotiation>();
        app.UseMiddleware<DataAccess>();
        app.UseRouting();
        app.UseMiddleware<KnownMethods>();
        app.UseMiddleware<PublicPages>();

        // What is the same for every reader knows nothing of who asks, and only that is compressed: beside a secret, the size
        // of what is compressed tells of it.
        app.UseWhen(IsForEverybody, open =>
        {
            open.UseOutputCache();
            open.UseResponseCompression();
        });
        app.UseWhen(context => SecurityHeaders.IsNewsroom(context) && !Outages.IsAboutAFailure(context), closed =>
        {
            closed.UseAuthentication();
            closed.UseAuthorization();
        });
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        var others = app.MapGroup("").AnswersHead();
        others.MapOpenData();
        others.MapSuggestions();
        others.MapEvidence();
        others.MapHealth();
        return app;
    }

    /// <summary>
    /// The program's own folder where it is started from another one, as an init system does it; null, and so the working folder
    /// or what was named, where the settings lie there.
    /// </summary>
    private static string? ContentRootOf(string[] args)
    {
        var named = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()[HostDefaults.ContentRootKey];
        return named is null && !File.Exists("appsettings.json") ? AppContext.BaseDirectory : null;
    }

    /// <summary>Whom to believe for whom a request is; null where nobody. The host is never taken from a proxy's header.</summary>
    private static ForwardedHeadersOptions? ProxiesOf(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in setting.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPAddress.TryParse(one, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(one, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new StartupException($"'{one}' is no address of a proxy: set PledgeTracker:TrustedProxies to addresses or networks like 10.0.0.5, 192.168.0.0/16.");
            }
        }

        return options;
    }

    private static bool IsForEverybody(HttpContext context) => !SecurityHeaders.IsNewsroom(context);

    /// <summary>The PostgreSQL connection string; null where the tracker keeps its own SQLite file.</summary>
    public static string? PostgresOf(IConfiguration configuration) =>
        configuration.GetConnectionString("PledgeTracker") is { Length: > 0 } connection ? connection : null;

    private static void AddLogging(WebApplicationBuilder builder) => builder.Services.AddSerilog(
        (_, log) => log
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()

            // Each is thrown as well, and told once by whoever answers for it.
            .Filter.ByExcluding(line => line.Exception is { } e && IsOf(line, "Microsoft.EntityFrameworkCore") && Outages.FaultOf(e) is not null)
            .Filter.ByExcluding(line => IsOf(line, "Microsoft.Extensions.Hosting.Internal.Host") && line.MessageTemplate.Text == "Hosting failed to start")
            .Filter.ByExcluding(line => IsOf(line, "Microsoft.EntityFrameworkCore.Database.Connection") || IsOf(line, "Microsoft.Extensions.Diagnostics.HealthChecks"))

            // The page about a refusal is written within the request that was refused: limits of a form that has been read cannot be set
            // any more, and need not.
            .Filter.ByExcluding(line => IsOf(line, "Microsoft.AspNetCore.Mvc.Filters.Request") || IsOf(line, "Microsoft.AspNetCore.Routing.EndpointRoutingMiddleware"))

            // Structured: a value that came with a request cannot pass for a line of its own.
            .WriteTo.Console(new Serilog.Formatting.Compact.RenderedCompactJsonFormatter(), standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose),
        preserveStaticLogger: true);

    private static bool IsOf(Serilog.Events.LogEvent line, string source) =>
        line.Properties.TryGetValue(Serilog.Core.Constants.SourceContextPropertyName, out var from) && from is Serilog.Events.ScalarValue { Value: string name } && name.StartsWith(source, StringComparison.Ordinal);

    private static void AddDatabase(WebApplicationBuilder builder)
    {
        if (PostgresOf(builder.Configuration) is { } connection)
        {
            builder.Services.AddDbContextPool<PledgeTrackerDbContext, PostgresPledgeTrackerDbContext>((services, options) =>
                Databases.Postgres(options, connection, services.GetRequiredService<ILoggerFactory>()));
            return;
        }

        builder.Services.AddDbContextPool<PledgeTrackerDbContext>((services, options) =>
        {
            // Before anything is done with a connection.
            options.AddInterceptors(services.GetRequiredService<DatabaseFile>());
            var settings = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<PledgeTrackerOptions>>().Value;
            var environment = services.GetRequiredService<IHostEnvironment>();
            Databases.Sqlite(options, Path.Combine(settings.DataDirectoryOf(environment), DatabaseStartup.FileName), mayMake: false, log: services.GetRequiredService<ILoggerFactory>());
        });
    }
}

/// <summary>The part of an address that names something: without a dot, which begins an ending.</summary>
public sealed class NameConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string name && !name.Contains('.', StringComparison.Ordinal);
}
