using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Accounts;

/// <summary>The page to return to after a sign-in or a new proof of identity.</summary>
public static class ReturnAddress
{
    private const string ReturnKey = "return";

    private static readonly List<string> Asking = ["/newsroom", "/account"];

    private static readonly List<string> Answering = [AccountServices.SignInPath, "/account/sign-out"];

    /// <summary>
    /// Where to go afterwards: the page that asked for the sign-in, otherwise the newsroom. Only addresses of pages that
    /// may ask are accepted, so that a link to the sign-in cannot lead anywhere else.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var wanted = request.Query[ReturnKey].ToString();
        return wanted.Length < 2000 && OwnRedirect.IsOwn(wanted) && Asking.Exists(folder => IsIn(wanted, folder)) && !Answering.Exists(page => IsIn(wanted, page))
            ? wanted
            : "/newsroom";
    }

    /// <summary>The address of a page that afterwards leads back to the page of this request, see <see cref="Of"/>.</summary>
    public static string AskingFrom(string page, HttpRequest request) =>
        $"{page}?{ReturnKey}={Uri.EscapeDataString(request.Path.ToUriComponent() + request.QueryString)}";

    private static bool IsIn(string address, string folder) =>
        address.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (address.Length == folder.Length || address[folder.Length] is '/' or '?' or '#');
}
