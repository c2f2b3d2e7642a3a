using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Upkeep;

/// <summary>Pledges of Acme on the site, for tests of what keeps them true.</summary>
internal static class Upkept
{
    /// <summary>Publishes drafts as a newsroom does, with lines in its log.</summary>
    /// <returns>Their documents, in order.</returns>
    public static async Task<List<int>> PublishAsync(this EitherApp app, params PledgeDraft[] drafts)
    {
        var ids = new List<int>();
        await app.WithDatabaseAsync(async context =>
        {
            if (!await context.Companies.AnyAsync(c => c.Slug == "acme"))
            {
                context.Companies.Add(new Company { Slug = "acme", Name = "Acme" });
                await context.SaveChangesAsync();
            }

            await using var transaction = await context.Database.BeginTransactionAsync();
            var (now, log) = (app.Clock.GetUtcNow().UtcDateTime, new NewsroomLog(context, app.Clock));
            foreach (var draft in drafts)
            {
                (await new Publication(context).PublishAsync(draft, new PublicationTerms("Ed Itor", now, DateOnly.FromDateTime(now)))).Should().BeEmpty();
                ids.Add(await context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.Key == draft.Slug).Select(d => d.Id).SingleAsync());
                await log.WriteAsync(LogActor.CommandLine, LogAction.Published, ids[^1], "revision 1");
                context.ChangeTracker.Clear();
            }

            await transaction.CommitAsync();
        });
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        return ids;
    }

    /// <summary>A pledge of its own address and title.</summary>
    public static PledgeDraft Pledge(string name, string? lastChecked = null, string? deadline = Given.Deadline, string? verdict = null, LookupDraft? lookup = null) => Given.Draft() with
    {
        Slug = name,
        Title = $"Acme promises {name}",
        LastChecked = lastChecked,
        Targets = [Given.TargetDraft(deadline: deadline)],
        Lookups = lookup is null ? [] : [lookup],
        Verdicts = verdict is null ? [] : [Given.VerdictDraft(verdict)],
    };

    /// <summary>A look-up of the round on a day.</summary>
    public static LookupDraft Looked(string day) => Given.LookupDraft(day, "nothing-new", "anything-new");

    /// <summary>What members were told, oldest first.</summary>
    public static async Task<List<Notice>> NoticesAsync(this EitherApp app, NoticeKind kind)
    {
        List<Notice> notices = [];
        await app.WithDatabaseAsync(async context => notices = await context.Notices.AsNoTracking().Where(n => n.Kind == kind).OrderBy(n => n.Id).ToListAsync());
        return notices;
    }
}
