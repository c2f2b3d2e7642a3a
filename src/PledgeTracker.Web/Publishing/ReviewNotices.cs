using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;

namespace PledgeTracker.Web.Publishing;

/// <summary>Who is told of the steps of a review, in the transaction of the step.</summary>
public sealed class ReviewNotices(PledgeTrackerDbContext context, NoticeBoard board)
{
    /// <summary>Tells the reviewers that a draft waits.</summary>
    public async Task SentAsync(Document document, string title, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(document);
        await board.TellAsync(NoticeKind.WaitsForReview, await board.HoldersOfAsync(MemberRole.Reviewer), Key("review", document), $"{by.Name} sent “{title}” to review.", ReviewOf(document), document.Id, by.MemberId);
    }

    /// <summary>Tells whoever wrote a draft that it came back.</summary>
    public async Task ReturnedAsync(Document document, string title, string comment, LogActor by)
    {
        await NoLongerWaitsAsync(document);
        await board.TellAsync(NoticeKind.Returned, await WritersAsync(document, document.WorkSince), Key("returned", document), $"{by.Name} returned “{title}”: {comment}", AddressOf(document), document.Id, by.MemberId);
    }

    /// <summary>Tells whoever wrote it that it is public.</summary>
    /// <param name="document">The document, after its publication.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="workSince">The revision after which the published draft began.</param>
    /// <param name="by">Who published it.</param>
    public async Task PublishedAsync(Document document, string title, int workSince, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(by);
        await NoLongerWaitsAsync(document);
        await board.TellAsync(NoticeKind.Published, await WritersAsync(document, workSince), Key("published", document), $"{by.Name} published “{title}”.", AddressOf(document), document.Id, by.MemberId);
    }

    /// <summary>Tells whoever wrote a publication, and whoever looks after the document, that it was undone.</summary>
    public Task UndoneAsync(Document document, string title, int? writer, string reason, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(by);
        return board.TellAsync(NoticeKind.Returned, new[] { writer, document.AssigneeId }.OfType<int>(), Key("undone", document), $"{by.Name} undid the last publication of “{title}”: {reason}", AddressOf(document), document.Id, by.MemberId);
    }

    /// <summary>What is no longer in review is no longer to be looked at.</summary>
    public Task NoLongerWaitsAsync(Document document) =>
        context.Notices.Where(n => n.DocumentId == document.Id && n.Kind == NoticeKind.WaitsForReview && n.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, n => n.At).SetProperty(n => n.MailAt, (DateTime?)null));

    private async Task<List<int>> WritersAsync(Document document, int workSince)
    {
        var writers = await context.Revisions.Where(r => r.DocumentId == document.Id && r.Number > workSince && r.MemberId != null).Select(r => r.MemberId!.Value).Distinct().ToListAsync();
        return document.AssigneeId is { } assignee ? [.. writers, assignee] : writers;
    }

    private static string Key(string what, Document document) => string.Create(CultureInfo.InvariantCulture, $"{what}-{document.Id}-{document.Writes}");

    private static string AddressOf(Document document) => Subject.Of(document.Kind).AddressOf(document.Id, document.Key);

    private static string ReviewOf(Document document) => string.Create(CultureInfo.InvariantCulture, $"/newsroom/{Subject.Of(document.Kind).Section}/{document.Id}/review");
}
