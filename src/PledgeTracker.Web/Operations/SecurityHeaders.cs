using System.Security.Cryptography;
using System.Text;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Web.Operations;

/// <summary>What every answer tells the browser: nothing from another host, no script, no frame around us.</summary>
public static class SecurityHeaders
{
    /// <summary>The name of the policy of a chart that stands alone.</summary>
    public const string ForCharts = "charts";

    public static readonly HeaderPolicyCollection OfPages = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddStyleSrc().Self();
            csp.AddFontSrc().Self();
            csp.AddImgSrc().Self();
            csp.AddFormAction().Self();
            csp.AddBaseUri().None();
            csp.AddFrameAncestors().None();
        });

    /// <summary>A chart brings its own styles along: named by their hash they pass, and nothing else does.</summary>
    public static readonly HeaderPolicyCollection OfCharts = Common()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddStyleSrc().WithHash256(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ChartStyle.Standalone))));
            csp.AddFrameAncestors().None();
        });

    private static HeaderPolicyCollection Common() => new HeaderPolicyCollection()
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
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
/// Answers 405 to every method the site does not have; Razor Pages would answer TRACE and OPTIONS with the page.
/// </summary>
public sealed class KnownMethods(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD";
        return Task.CompletedTask;
    }
}
