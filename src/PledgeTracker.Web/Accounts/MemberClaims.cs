using System.Security.Claims;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>The names of the authorization policies that pages require.</summary>
public static class Policies
{
    public const string Editor = nameof(MemberRole.Editor);

    public const string Reviewer = nameof(MemberRole.Reviewer);

    public const string Administrator = nameof(MemberRole.Administrator);
}

/// <summary>Reads the claims of the member who is signed in.</summary>
public static class MemberClaims
{
    internal const string DisplayName = "name";

    internal const string HasSecondFactor = "second-factor";

    /// <summary>The member's id.</summary>
    public static int MemberId(this ClaimsPrincipal user) =>
        int.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The name that colleagues see.</summary>
    public static string MemberName(this ClaimsPrincipal user) => user.FindFirstValue(DisplayName) ?? "";

    /// <summary>The highest role.</summary>
    public static MemberRole MemberRole(this ClaimsPrincipal user) =>
        Enum.GetValues<MemberRole>().Last(role => user.IsInRole(role.ToString()));
}

/// <summary>Who is behind a request, for the log.</summary>
public static class RequestActor
{
    extension(LogActor)
    {
        /// <summary>The sender of a request: its member where one is signed in, and its network address.</summary>
        public static LogActor Of(HttpContext context) =>
            new(context.User.MemberId(), context.User.MemberName(), context.Connection.RemoteIpAddress?.ToString());
    }
}
