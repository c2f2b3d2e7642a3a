using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Accounts;

namespace PledgeTracker.Web.Notices;

/// <summary>What members are told.</summary>
public static class NoticeServices
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddScoped<NoticeBoard>();
        services.AddScoped<UnseenNotices>();
        services.AddSingleton<NoticeMail>();
        services.AddHostedService(provider => provider.GetRequiredService<NoticeMail>());
        services.PostConfigure<RazorPagesOptions>(pages =>
            pages.Conventions.AddFolderApplicationModelConvention("/Newsroom", page => page.Filters.Add(new ServiceFilterAttribute<UnseenNotices>())));
    }
}

/// <summary>
/// Counts, before a page of the newsroom is drawn, what its member has not seen yet, for the menu. It is counted here and not by the layout,
/// which also draws the page that says that the database is away.
/// </summary>
public sealed class UnseenNotices(NoticeBoard board) : IAsyncPageFilter
{
    private static readonly object Key = new();

    /// <summary>How many notices the member has not seen; 0 where they were not counted.</summary>
    public static int In(HttpContext context) => context?.Items[Key] is int count ? count : 0;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        var executed = await next();
        if (executed.Result is PageResult && context.HttpContext.User.HasClaim(c => c.Type == ClaimTypes.NameIdentifier))
        {
            context.HttpContext.Items[Key] = await board.UnseenAsync(context.HttpContext.User.MemberId(), context.HttpContext.RequestAborted);
        }
    }
}
