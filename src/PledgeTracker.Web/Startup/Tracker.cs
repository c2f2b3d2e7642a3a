using System.Globalization;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Api;
using PledgeTracker.Web.Assistants;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.Embeds;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Followers;
using PledgeTracker.Web.Health;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Links;
using PledgeTracker.Web.Notices;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Pictures;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.SourceTexts;
using PledgeTracker.Web.Tips;
using PledgeTracker.Web.Ui;
using PledgeTracker.Web.Upkeep;

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

        // One culture, whatever the server's, so that numbers are read and written as intended. A page in another language
        // changes only the texts, see Language.
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
        services.AddSingleton<NewsroomCalendar>();
        builder.AddLogging();
        builder.AddData();
        services.AddHttp();
        builder.AddAccounts();
        builder.AddHealth();
        services.AddNotices();
        services.AddPublishing();
        services.AddDesk();
        services.AddReading();
        services.AddEvidence();
        services.AddLinks();
        services.AddSourceTexts();
        services.AddUpkeep();
        services.AddTips();
        services.AddOpenData();
        services.AddFollowers();
        services.AddImport();
        services.AddEmbeds();
        builder.AddApi();
        services.AddAssistants();
        services.AddRazorPages();
        services.AddSingleton(Markup.Encoder);
    }

    /// <summary>The middleware, from the server to what answers a request. The order matters.</summary>
    private static void UseWay(WebApplication app)
    {
        if (TrustedProxies.Of(app.Configuration[$"{PledgeTrackerOptions.Section}:{nameof(PledgeTrackerOptions.TrustedProxies)}"]) is { } proxies)
        {
            app.UseForwardedHeaders(proxies);
        }

        app.UseMiddleware<SitePath>();

        // Otherwise the framework runs both first and for every address: a member's session would be looked up even for
        // public pages and, where the database is away, outside of the code that handles outages.
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
        app.UseMiddleware<AssistantDoor>();
        app.UseRouting();
        app.UseMiddleware<KnownMethods>();
        app.UseMiddleware<PublicPages>();

        // These pages do not depend on who asks, and only they are compressed: compressed together with a secret, their
        // size would give it away.
        app.UseWhen(IsForEverybody, open =>
        {
            open.UseOutputCache();
            open.UseResponseCompression();
            open.UseMiddleware<SmallHtml>();
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
        others.MapAssistants();
        others.MapEvidence();
        others.MapHealth();
    }

    private static bool IsForEverybody(HttpContext context) => !SecurityHeaders.IsNewsroom(context);

    /// <summary>
    /// Where appsettings.json lies when the program is started from another folder, as an init system does: the program's
    /// own folder. Null where the working folder has one, or a root was named.
    /// </summary>
    private static string? ContentRootOf(string[] args)
    {
        var named = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()[HostDefaults.ContentRootKey];
        return named is null && !File.Exists("appsettings.json") ? AppContext.BaseDirectory : null;
    }
}
