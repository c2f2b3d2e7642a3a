using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Web.Http;

/// <summary>
/// What every answer tells the browser: load nothing from another host, run no script but our own few files, and show the
/// page in no frame.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>The name of the policy of a chart that stands alone.</summary>
    public const string ForCharts = "charts";

    public static readonly HeaderPolicyCollection OfPages = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddFontSrc().Self();
            csp.AddImgSrc().Self();
            // For the suggestions of the search field.
            csp.AddConnectSrc().Self();
            csp.AddFormAction().Self();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
        });

    /// <summary>A chart brings its own styles along: named by their hash they pass, and nothing else does.</summary>
    public static readonly HeaderPolicyCollection OfCharts = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddStyleSrc().WithHash256(HashOf(ChartStyle.Standalone));
            csp.AddFrameAncestors().None();
        });

    /// <summary>The name of the policy for data that is not a page.</summary>
    public const string ForData = "data";

    /// <summary>If a browser shows it anyway, it is nothing more than text.</summary>
    public static readonly HeaderPolicyCollection OfData = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddFrameAncestors().None();
        });

    /// <summary>The name of the policy of the page on which the API is tried out.</summary>
    public const string ForExplorer = "explorer";

    /// <summary>The explorer writes its styles as it goes along; it holds nothing but public data, and asks nobody but us.</summary>
    public static readonly HeaderPolicyCollection OfExplorer = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddStyleSrc().Self().UnsafeInline();
            csp.AddFontSrc().Self();
            csp.AddImgSrc().Self().Data();
            csp.AddFormAction().Self();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
        });

    /// <summary>The name of the policy of stored copies.</summary>
    public const string ForEvidence = "evidence";

    /// <summary>Strangers wrote this: nothing in it may run, load, or act as a page of ours.</summary>
    public static readonly HeaderPolicyCollection OfEvidence = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddFrameAncestors().None();
            csp.AddSandbox();
        });

    private static readonly PathString[] Closed = ["/newsroom", "/account", "/setup"];

    /// <summary>
    /// Allows the newsroom's own scripts, which make its forms quicker and are never required; and no cache may keep
    /// anything.
    /// </summary>
    public static readonly HeaderPolicyCollection OfNewsroom = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddFontSrc().Self();
            csp.AddImgSrc().Self();
            csp.AddFormAction().Self();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
        })
        .AddCustomHeader("Cache-Control", "no-store");

    /// <summary>Whether a request is for the newsroom or an account, by the address of the original request.</summary>
    public static bool IsNewsroom(HttpContext context)
    {
        // An error page stands in for the page that failed.
        PathString path = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.Path;
        return Closed.Any(folder => path.StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The hash by which a policy allows an inline style of a page.</summary>
    internal static string HashOf(string style) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

    /// <summary>What all policies have in common.</summary>
    /// <param name="framed">Whether it may stand in a frame.</param>
    internal static HeaderPolicyCollection Common(bool framed = false) => (framed ? new HeaderPolicyCollection() : new HeaderPolicyCollection().AddFrameOptionsDeny())
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicy(policy =>
        {
            policy.AddCamera().None();
            policy.AddGeolocation().None();
            policy.AddMicrophone().None();
            policy.AddPayment().None();
            policy.AddUsb().None();
        })
        .AddStrictTransportSecurityMaxAge()
        .RemoveServerHeader();
}

/// <summary>
/// Answers 405 to every method an address does not have; Razor Pages would answer TRACE and OPTIONS with the page. POST
/// works only where a page takes it.
/// </summary>
public sealed class KnownMethods(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (Outages.IsAboutAFailure(context))
        {
            // The error page is always requested by GET, whatever the method of the failed request.
            context.Request.Method = HttpMethods.Get;
            return next(context);
        }

        var takesPosts = context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
            && page.HandlerMethods.Any(handler => handler.HttpMethod.Equals(HttpMethods.Post, StringComparison.OrdinalIgnoreCase));
        var isApi = context.GetEndpoint()?.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var only] && HttpMethods.IsPost(only);
        if ((!isApi && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))) || (isApi && HttpMethods.IsPost(method)) || (takesPosts && HttpMethods.IsPost(method)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = takesPosts ? "GET, HEAD, POST" : "GET, HEAD";
        return Task.CompletedTask;
    }
}
