using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Tips;

/// <summary>An open tip with the pledge it is about.</summary>
public sealed record OpenTip(Tip Tip, string? Slug, string? Title);

/// <summary>Takes tips from readers, and turns them into drafts or puts them away.</summary>
public sealed class TipDesk(PledgeTrackerDbContext context, Drafts drafts, NewsroomLog log, TimeProvider clock)
{
    private const int Attempts = 3;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Keeps a tip. The same words twice within a day are one tip: somebody clicked twice.</summary>
    public async Task ReceiveAsync(TipKind kind, string? slug, string text, string? quantity, string? link, string? contact)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();

        // Tips are received one after the other, so that the second click sees what the first one wrote, on either database.
        await context.Site.ExecuteUpdateAsync(set => set.SetProperty(s => s.ContentVersion, s => s.ContentVersion));
        var pledge = slug is null ? null : await context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.Key == slug && d.PublishedRevisionId != null).Select(d => (int?)d.Id).FirstOrDefaultAsync();
        var yesterday = Now.AddDays(-1);
        if (await context.Tips.AnyAsync(t => t.ReceivedAt > yesterday && t.Text == text && t.PledgeDocumentId == pledge && t.Link == link))
        {
            return;
        }

        context.Tips.Add(new Tip { ReceivedAt = Now, Kind = kind, PledgeDocumentId = pledge, Text = text, Quantity = quantity, Link = link, Contact = contact });
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>The tips that wait, oldest first.</summary>
    public Task<List<OpenTip>> OpenAsync(int skip, int take, CancellationToken cancel = default) => (
        from tip in context.Tips.AsNoTracking()
        where tip.State == TipState.Open
        orderby tip.Id
        join document in context.Documents on tip.PledgeDocumentId equals document.Id into about
        from document in about.DefaultIfEmpty()
        join summary in context.Summaries on document.Id equals summary.PledgeId into published
        from summary in published.DefaultIfEmpty()
        select new OpenTip(tip, document == null ? null : document.Key, summary == null ? null : summary.Title))
        .Skip(skip).Take(take).ToListAsync(cancel);

    public Task<int> CountAsync(CancellationToken cancel = default) => context.Tips.CountAsync(t => t.State == TipState.Open, cancel);

    public Task<Tip?> FindAsync(int id, CancellationToken cancel = default) => context.Tips.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancel);

    /// <summary>
    /// Puts what a tip reports into the draft of a pledge: its link as a source and, where asked, a figure that points at it. The
    /// sender's words stay in the tip: nobody has checked them.
    /// </summary>
    /// <returns>The pledge and the part to fill in; or why not, in a sentence.</returns>
    public async Task<(int Pledge, string At, string? Refusal)> UseAsync(int id, bool asFigure, string? slug, LogActor by)
    {
        if (await FindAsync(id) is not { State: TipState.Open } tip)
        {
            return (0, "", "Somebody has already dealt with this tip. Open the page again to see those that are left.");
        }

        var pledge = string.IsNullOrWhiteSpace(slug)
            ? tip.PledgeDocumentId
            : await context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.Key == slug.Trim()).Select(d => (int?)d.Id).FirstOrDefaultAsync();
        if (pledge is not { } document)
        {
            return (0, "", "Say which pledge it belongs to: the part of its address after /pledges/.");
        }

        if (!await CloseAsync(id, TipState.Used, by))
        {
            return (0, "", "Somebody has already dealt with this tip. Open the page again to see those that are left.");
        }

        for (var attempt = 0; attempt < Attempts && await drafts.OpenAsync(document) is { } open; attempt++)
        {
            var (draft, at) = With(open.Draft, tip, asFigure);
            if (await drafts.SaveAsync(document, open.Number, draft, by) is SaveResult.Saved)
            {
                await log.WriteAsync(by, LogAction.TipUsed, document, $"tip {id}");
                return (document, at, null);
            }
        }

        await context.Tips.Where(t => t.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(t => t.State, TipState.Open).SetProperty(t => t.Contact, tip.Contact).SetProperty(t => t.HandledBy, (string?)null).SetProperty(t => t.HandledAt, (DateTime?)null));
        return (0, "", "Somebody is editing this pledge right now. Try again in a minute.");
    }

    /// <summary>Puts a tip away; false where somebody else was quicker.</summary>
    public async Task<bool> DismissAsync(int id, LogActor by)
    {
        if (!await CloseAsync(id, TipState.Dismissed, by))
        {
            return false;
        }

        await log.WriteAsync(by, LogAction.TipDismissed, details: $"tip {id}");
        return true;
    }

    private async Task<bool> CloseAsync(int id, TipState state, LogActor by)
    {
        var now = Now;
        return await context.Tips.Where(t => t.Id == id && t.State == TipState.Open).ExecuteUpdateAsync(set => set
            .SetProperty(t => t.State, state).SetProperty(t => t.Contact, (string?)null).SetProperty(t => t.HandledBy, by.Name).SetProperty(t => t.HandledAt, now)) == 1;
    }

    private static (PledgeDraft Draft, string At) With(PledgeDraft draft, Tip tip, bool asFigure)
    {
        var sources = draft.Sources.ToList();
        var index = tip.Link is null ? -1 : sources.FindIndex(s => s.Url == tip.Link);
        if (index < 0)
        {
            index = sources.Count;
            sources.Add(new SourceDraft { Id = $"tip-{tip.Id.ToString(CultureInfo.InvariantCulture)}", Role = Code.Of(Domain.Pledges.SourceRole.Proof), Url = tip.Link });
        }

        draft = draft with { Sources = sources };
        if (!asFigure)
        {
            return (draft, string.Create(CultureInfo.InvariantCulture, $"sources[{index}]"));
        }

        var figure = new FigureDraft
        {
            Target = draft.Targets.Count > 0 ? draft.Targets[0].Id : null,
            Quantity = TypedQuantity.Read(tip.Quantity).Value?.ToString() ?? tip.Quantity,
            Sources = sources[index].Id is { } name ? [name] : [],
        };
        return (draft with { Figures = [.. draft.Figures, figure] }, string.Create(CultureInfo.InvariantCulture, $"figures[{draft.Figures.Count}]"));
    }
}

/// <summary>What readers send.</summary>
public static class TipServices
{
    public static void AddTips(this IServiceCollection services) => services.AddScoped<TipDesk>();
}
