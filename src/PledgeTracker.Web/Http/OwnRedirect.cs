using Microsoft.AspNetCore.Mvc;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Redirects a reader to another address of this site. Every redirect of the program is one of these, so that none leads
/// elsewhere, whatever was typed into the address it was made from; the framework's own are banned.
/// </summary>
public sealed class OwnRedirect : IActionResult, IResult
{
    private readonly string _address;
    private readonly bool _isPermanent;

    private OwnRedirect(string address, bool isPermanent) => (_address, _isPermanent) = (address, isPermanent);

    /// <summary>A redirect; answered with 404 where the address is not on this site, see <see cref="IsOwn"/>.</summary>
    /// <param name="address">
    /// An address within the site: a path from its root, with query and fragment. Special characters are escaped here.
    /// </param>
    /// <param name="permanent">Whether to answer 301 instead of 302: the old address will never be in use again.</param>
    public static OwnRedirect To(string address, bool permanent = false) => new(address, permanent);

    /// <summary>
    /// Whether browsers find an address within the site. They read a backslash as a slash, take two slashes at the
    /// beginning for a host, strip tabs and line ends wherever they stand, and climb at two dots however these are escaped
    /// (URL Standard, 4.4). No address that the program writes contains any of this.
    /// </summary>
    public static bool IsOwn(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.StartsWith('/') || address.StartsWith("//", StringComparison.Ordinal) || !address.All(c => c is > ' ' and <= '~'))
        {
            return false;
        }

        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? address : address[..end];
        return !path.Contains('\\', StringComparison.Ordinal)
            && !Array.Exists(path.Split('/'), part => part.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..");
    }

    Task IActionResult.ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (!IsOwn(_address))
        {
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        httpContext.Response.StatusCode = _isPermanent ? StatusCodes.Status301MovedPermanently : StatusCodes.Status302Found;
        httpContext.Response.Headers.Location = httpContext.Request.PathBase.ToUriComponent() + _address;
        return Task.CompletedTask;
    }
}
