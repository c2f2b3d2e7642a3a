using System.Globalization;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Api;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Embeds;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Health;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Links;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Pictures;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Tips;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Startup;

/// <summary>The web application, put together: what it uses, the way of a request through it, and what answers at its end.</summary>
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

        // One culture, whatever the server's, so that numbers are read and written as they are meant; a page in another language
        // changes the texts alone, see Language.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        AddServices(builder);
        var app = builder.Build();
        SettingsCheck.Hold(app.Configuration);
        UseWay(app);
        Map(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<PledgeTrackerOptions>(builder.Configuration.GetSection(PledgeTrackerOptions.Section));
        services.AddSingleton(TimeProvider.System);
        builder.AddLogging();
        builder.AddData();
        services.AddHttp();
        builder.AddAccounts();
        builder.AddHealth();
        services.AddPublishing();
        services.AddReading();
        services.AddEvidence();
        services.AddLinks();
        services.AddTips();
        services.AddOpenData();
        services.AddImport();
        services.AddEmbeds();
        builder.AddApi();
        services.AddRazorPages();
        services.AddSingleton(Markup.Encoder);
    }

    /// <summary>The way of a request, from the server to what answers it. The order is what matters.</summary>
    private static void UseWay(WebApplication app)
    {
        if (TrustedProxies.Of(app.Configuration[$"{PledgeTrackerOptions.Section}:{nameof(PledgeTrackerOptions.TrustedProxies)}"]) is { } proxies)
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
        app.UseMiddleware<LanguagePrefix>();
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
    }

    private static void Map(WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        var others = app.MapGroup("").AnswersHead();
        others.MapOpenData();
        others.MapPictures();
        others.MapReading();
        others.MapEmbeds();
        others.MapApi();
        others.MapEvidence();
        others.MapHealth();
    }

    private static bool IsForEverybody(HttpContext context) => !SecurityHeaders.IsNewsroom(context);

    /// <summary>
    /// The program's own folder where it is started from another one, as an init system does it; null, and so the working folder
    /// or what was named, where the settings lie there.
    /// </summary>
    private static string? ContentRootOf(string[] args)
    {
        var named = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()[HostDefaults.ContentRootKey];
        return named is null && !File.Exists("appsettings.json") ? AppContext.BaseDirectory : null;
    }
}
