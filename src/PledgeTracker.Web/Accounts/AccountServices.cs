using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// Sets up Identity for this newsroom: its own pages, stricter sessions, and the gaps of the defaults closed.
/// </summary>
public static class AccountServices
{
    public const string SignInPath = "/account/sign-in";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<Member>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = "";
                // Identity's own rules are switched off: PasswordRules checks passwords, and says in one sentence what is
                // wrong.
                identity.Password = new PasswordOptions
                {
                    RequiredLength = 1,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 1,
                };
                identity.Lockout.MaxFailedAccessAttempts = 10;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
                identity.Tokens.AuthenticatorTokenProvider = Totp.Name;
            })
            .AddSignInManager<MemberSignIn>()
            .AddClaimsPrincipalFactory<MemberClaimsFactory>()
            .AddUserStore<MemberStore>()
            .AddUserManager<MemberManager>()
            .AddPasswordValidator<PasswordRules>()
            .AddTokenProvider<Totp>(Totp.Name)
            .AddDefaultTokenProviders();

        // Registered after the default providers, so that it replaces the one of the same name.
        services.Configure<IdentityOptions>(identity => identity.Tokens.ProviderMap[Totp.Name] = new TokenProviderDescriptor(typeof(Totp)));
        services.AddScoped(provider => (MemberStore)provider.GetRequiredService<IUserStore<Member>>());
        services.AddScoped<Totp>();
        services.AddScoped<Members>();
        services.AddScoped<Sessions>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<Vouching>();
        services.AddSingleton<Mailer>();
        services.AddScoped<SecondFactorFilter>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<AttemptLimits>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add<RefusedForms>());
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PledgeTrackerOptions>>((passkeys, options) =>
        {
            // The name a passkey is bound to. Without a public address it is the host of the request, which a proxy may
            // have changed.
            passkeys.ServerDomain = Uri.TryCreate(options.Value.PublicAddress, UriKind.Absolute, out var address) ? address.Host : null;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(Session);
            cookies.ApplicationCookie.Configure<IOptions<PledgeTrackerOptions>>((cookie, options) => Bound(cookie.Cookie, "pledgetracker", options.Value));
            cookies.TwoFactorUserIdCookie!.Configure<IOptions<PledgeTrackerOptions>>((cookie, options) =>
            {
                Bound(cookie.Cookie, "pledgetracker-code", options.Value);
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Editor, policy => policy.RequireRole(Policies.Editor))
            .AddPolicy(Policies.Reviewer, policy => policy.RequireRole(Policies.Reviewer))
            .AddPolicy(Policies.Administrator, policy => policy.RequireRole(Policies.Administrator));
        services.AddAntiforgery();
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<IOptions<PledgeTrackerOptions>>((antiforgery, options) =>
            Bound(antiforgery.Cookie, "pledgetracker-form", options.Value));
        // After Razor Pages made its own settings, which would drop these. A test visits every address in every role.
        services.PostConfigure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Newsroom", Policies.Editor);
            pages.Conventions.AuthorizeFolder("/Newsroom/People", Policies.Administrator);
            pages.Conventions.AuthorizeFolder("/Newsroom/Starter", Policies.Administrator);
            pages.Conventions.AuthorizeFolder("/Newsroom/Followers", Policies.Administrator);
            pages.Conventions.AuthorizeFolder("/Account/Own");
            pages.Conventions.AddPageRoute("/Account/NewPassword", "/account/invitation/{token}");
            pages.Conventions.AddPageRoute("/Account/NewPassword", "/account/reset/{token}");
            pages.Conventions.AddFolderApplicationModelConvention("/Newsroom", page => page.Filters.Add(new ServiceFilterAttribute<SecondFactorFilter>()));
        });

        // Sessions survive a restart. The keys lie beside the database, not in it: a copy of the database alone opens
        // nothing.
        services.AddDataProtection().SetApplicationName("PledgeTracker");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<IOptions<PledgeTrackerOptions>, IHostEnvironment, ILoggerFactory>(
            (keys, options, environment, loggers) => keys.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                new DirectoryInfo(options.Value.KeysDirectoryOf(environment)), loggers));
    }

    // A browser accepts a __Host- cookie only over https, from this host and for the whole of it, so no other site can
    // plant one (ASVS 3.3.1). Where the tracker is one part of a host its cookies are for that part only, and may not have
    // that name.
    internal static CookieBuilder Bound(CookieBuilder cookie, string name, PledgeTrackerOptions options)
    {
        cookie.Name = !options.IsHttps ? name : (SitePath.OfAddress(options.PublicAddress)?.HasValue == true ? "__Secure-" : "__Host-") + name;
        cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        return cookie;
    }

    private static void Session(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = MemberSignIn.Idle;
        cookie.SlidingExpiration = true;
        cookie.Events.OnSigningIn = MemberSignIn.OnSigningIn;
        cookie.Events.OnValidatePrincipal = MemberSignIn.OnValidatePrincipal;
        cookie.Events.OnRedirectToAccessDenied = async context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.HttpContext.RequestServices.GetRequiredService<RefusalLog>().RoleAsync(context.HttpContext);
        };
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            {
                return OwnRedirect.To(ReturnAddress.AskingFrom(SignInPath, context.Request)).ExecuteAsync(context.HttpContext);
            }

            // 401 instead of a redirect: the page of this status keeps what was posted and offers to send it again after
            // the sign-in.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.HttpContext.RequestServices.GetRequiredService<RefusalLog>().Session(context.HttpContext);
            return Task.CompletedTask;
        };
    }
}

/// <summary>Makes recovery codes of 100 random bits, so that a plain hash is enough to store them safely.</summary>
public sealed class MemberManager(
    IUserStore<Member> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Member> hasher,
    IEnumerable<IUserValidator<Member>> userValidators,
    IEnumerable<IPasswordValidator<Member>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber describer,
    IServiceProvider services,
    ILogger<UserManager<Member>> logger)
    : UserManager<Member>(store, options, hasher, userValidators, passwordValidators, normalizer, describer, services, logger)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    protected override string CreateTwoFactorRecoveryCode() => string.Join('-',
        System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, 20).Chunk(5).Select(part => new string(part)));
}

/// <summary>
/// Sends a reviewer or administrator without a second factor to the page that sets one up, before the newsroom opens.
/// </summary>
public sealed class SecondFactorFilter(IOptions<PledgeTrackerOptions> options) : IAsyncPageFilter
{
    internal const string Address = "/account/codes?needed=1";

    internal static bool IsMissing(System.Security.Claims.ClaimsPrincipal user, PledgeTrackerOptions options) =>
        options.RequireSecondFactor && user.IsInRole(Policies.Reviewer) && !user.HasClaim(MemberClaims.HasSecondFactor, "true");

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (IsMissing(context.HttpContext.User, options.Value))
        {
            context.Result = OwnRedirect.To(Address);
            return;
        }

        await next();
    }
}
