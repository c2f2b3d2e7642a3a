using System.Security.Claims;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>The names of the rules that pages ask for.</summary>
public static class Policies
{
    public const string Editor = nameof(MemberRole.Editor);

    public const string Reviewer = nameof(MemberRole.Reviewer);

    public const string Administrator = nameof(MemberRole.Administrator);
}

/// <summary>What the program asks of the one who is signed in.</summary>
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

/// <summary>Who did something, where a request says it.</summary>
public static class RequestActor
{
    extension(LogActor)
    {
        /// <summary>Whoever sends a request.</summary>
        public static LogActor Of(HttpContext context) =>
            new(context.User.MemberId(), context.User.MemberName(), context.Connection.RemoteIpAddress?.ToString());
    }
}
