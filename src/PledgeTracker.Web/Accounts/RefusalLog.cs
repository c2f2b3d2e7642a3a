using System.Data.Common;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>Why a request was refused, by the name it has in the log.</summary>
public enum RefusalKind
{
    /// <summary>A wrong password, code or passkey, or an account that is closed or locked.</summary>
    SignIn,

    /// <summary>A page that is not for the member's role (403).</summary>
    Role,

    /// <summary>A form sent without a session (401).</summary>
    Session,

    /// <summary>A token that is unknown, over or revoked, or whose owner's account is closed (401).</summary>
    Token,

    /// <summary>A token that has no right to this address (403).</summary>
    TokenScope,

    /// <summary>A form whose anti-forgery token is missing or does not match (400).</summary>
    Form,

    /// <summary>Too many attempts (429).</summary>
    TooMany,
}

/// <summary>
/// Writes down what was refused (ASVS 16.3). Every refusal is an event "Refusal" with its kind in the program's own log.
/// The address there is the pattern of the route, since an actual address may be a secret invitation. A refusal that
/// concerns a member is also in the newsroom's log, with at most <see cref="MostOfOneMember"/> lines an hour for a member
/// and kind, and <see cref="MostSignIns"/> refused sign-ins of all: strangers cannot fill the database. Whether such a line
/// is written does not depend on whether an account exists, since the response time would reveal that.
/// </summary>
public sealed partial class RefusalLog(IServiceScopeFactory scopes, ILogger<RefusalLog> logger) : IDisposable
{
    /// <summary>The most lines in the newsroom's log within an hour, for one member and one kind.</summary>
    public const int MostOfOneMember = 20;

    /// <summary>The most refused sign-ins in the newsroom's log within an hour, for all names together.</summary>
    public const int MostSignIns = 120;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<(RefusalKind Kind, int? MemberId)> _lines = PartitionedRateLimiter.Create<(RefusalKind Kind, int? MemberId), (RefusalKind, int?)>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = who.Kind == RefusalKind.SignIn ? MostSignIns : MostOfOneMember,
            Window = Hour,
            AutoReplenishment = true,
        }));

    /// <summary>A sign-in that failed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="member">Whose account it is; null where no account has the name, which is then not kept.</param>
    /// <param name="how">With what it was tried.</param>
    public Task SignInAsync(HttpContext context, Member? member, string how)
    {
        Write(RefusalKind.SignIn, context, member?.Id, how);
        return NoteAsync(RefusalKind.SignIn, null, new LogActor(member?.Id, member?.Name ?? "somebody", AddressOf(context)), LogAction.SignInRefused, how);
    }

    /// <summary>A page that is not for the role of the member who is signed in.</summary>
    public Task RoleAsync(HttpContext context)
    {
        Write(RefusalKind.Role, context, context.User.MemberId());
        return NoteAsync(RefusalKind.Role, context.User.MemberId(), LogActor.Of(context), LogAction.AccessRefused, RouteOf(context));
    }

    /// <summary>A token that is not valid, or not for this address; null where no such token exists.</summary>
    public Task TokenAsync(HttpContext context, RefusalKind kind, ApiTokens.Line? token)
    {
        Write(kind, context, token?.Token.MemberId);
        return token is null
            ? Task.CompletedTask
            : NoteAsync(kind, token.Token.MemberId, new LogActor(token.Token.MemberId, $"{token.Owner} (token {token.Token.Name})", AddressOf(context)), LogAction.TokenRefused, RouteOf(context));
    }

    /// <summary>A form that was sent without a session.</summary>
    public void Session(HttpContext context) => Write(RefusalKind.Session, context, null);

    /// <summary>A form whose anti-forgery token does not match.</summary>
    public void Form(HttpContext context) => Write(RefusalKind.Form, context, MemberOf(context));

    /// <summary>Too many attempts of a kind.</summary>
    public void TooMany(HttpContext context, AttemptKind kind) => Write(RefusalKind.TooMany, context, MemberOf(context), kind.ToString());

    public void Dispose() => _lines.Dispose();

    private static int? MemberOf(HttpContext context) => context.User.Identity?.IsAuthenticated == true ? context.User.MemberId() : null;

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? "/" + pattern.TrimStart('/') : null;

    private void Write(RefusalKind kind, HttpContext context, int? member, string? of = null) =>
        LogRefusal(kind, of, context.Request.Method, RouteOf(context), AddressOf(context), member);

    private async Task NoteAsync(RefusalKind kind, int? bound, LogActor by, LogAction action, string? details)
    {
        using var line = _lines.AttemptAcquire((kind, bound));
        if (!line.IsAcquired)
        {
            return;
        }

        try
        {
            // In a scope of its own, so that unfinished changes of the request are not saved along with it.
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NewsroomLog>().WriteAsync(by, action, details: details);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // The request stays refused even where the newsroom's log cannot be written; the program's log already has the
            // line.
            LogNotNoted(e, kind);
        }
    }

    [LoggerMessage(EventId = 3101, EventName = "Refusal", Level = LogLevel.Warning, Message = "Refused ({Kind} {Of}): {Method} {Route} from {Address}, member {MemberId}.")]
    private partial void LogRefusal(RefusalKind kind, string? of, string method, string? route, string? address, int? memberId);

    [LoggerMessage(EventId = 3102, EventName = "RefusalNotNoted", Level = LogLevel.Warning, Message = "The newsroom's log could not take a refusal ({Kind}).")]
    private partial void LogNotNoted(Exception exception, RefusalKind kind);
}

/// <summary>Logs the forms that were refused because their anti-forgery token did not match.</summary>
public sealed class RefusedForms(RefusalLog refusals) : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            refusals.Form(context.HttpContext);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
