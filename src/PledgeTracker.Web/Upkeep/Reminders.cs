using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// Tells members of days that are near or have passed: deadlines of pledges without a final verdict, and the days by which members are to be done.
/// Each is told once however often this runs, on however many nodes; after a standstill what is still ahead is told once, by the days that are left.
/// </summary>
public sealed class Reminders(PledgeTrackerDbContext context, NoticeBoard board, Keepers keepers, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    /// <summary>More deadlines of one day than this are told to a member in one notice.</summary>
    public const int MostByThemselves = 5;

    /// <summary>For how many days something that has passed is still told where nobody was.</summary>
    private const int PassedFor = 14;

    /// <summary>
    /// For how many days a reminder is made up for. Fewer than a seen notice is kept (<see cref="NoticeBoard.Kept"/>), by which the program knows
    /// that it told somebody.
    /// </summary>
    private const int MadeUpFor = 60;

    /// <summary>How long a source cannot be read before anybody is told: many pages are away for a day.</summary>
    private const int AwayFor = 3;

    private DateOnly Today => options.Value.DayAt(clock.GetUtcNow());

    /// <summary>Tells everything that is to be told on the newsroom's day.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        var today = Today;
        await TellDeadlinesAsync(today, cancel);
        await TellDueAsync(today, cancel);
        await TellDeadSourcesAsync(today, cancel);
    }

    private async Task TellDeadlinesAsync(DateOnly today, CancellationToken cancel)
    {
        var steps = PledgeTrackerOptions.DaysOf(options.Value.RemindBeforeDeadline);
        if (steps.Count == 0)
        {
            return;
        }

        var (from, to) = (today.AddDays(-PassedFor), today.AddDays(steps[0]));
        var final = PledgeListing.Final;
        var near = (await context.Summaries.AsNoTracking().Where(s => s.LastDay >= from && s.LastDay <= to && !final.Contains(s.Verdict))
                .OrderBy(s => s.LastDay).ThenBy(s => s.PledgeId)
                .Select(s => new NearDeadline(s.PledgeId, s.Title, s.CompanyName, s.Deadline!.Value, s.LastDay, s.Verdict)).ToListAsync(cancel))
            .Select(pledge => (Pledge: pledge, Step: StepOf(pledge.LastDay.DayNumber - today.DayNumber, steps))).Where(n => n.Step is not null).ToList();
        var of = await keepers.OfAsync(near.Select(n => n.Pledge.Id), cancel);
        foreach (var group in near.GroupBy(n => (Keeper: of.TryGetValue(n.Pledge.Id, out var member) ? (int?)member : null, n.Pledge.LastDay, Step: n.Step!)))
        {
            var members = await keepers.ToTellAsync(group.Key.Keeper, cancel);
            var day = group.Key.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            List<Told> told = group.Count() > MostByThemselves
                ? [new($"deadlines-{day}-{group.Key.Step}", InOne(group.Count(), group.Key.LastDay, today), group.Key.LastDay < today ? "/deadlines#passed" : "/deadlines", null)]
                : [.. group.Select(n => new Told(string.Create(CultureInfo.InvariantCulture, $"deadline-{n.Pledge.Id}-{day}-{group.Key.Step}"), WordsOf(n.Pledge, today), string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{n.Pledge.Id}"), n.Pledge.Id))];
            await TellAsync(NoticeKind.DeadlineNear, members, told, cancel);
        }
    }

    // The reminder that is due by the days that are left: the last one whose time has come, so that after a standstill none is told of late.
    private static string? StepOf(int left, IReadOnlyList<int> steps) =>
        left < 0 ? "passed" : steps.Where(s => left <= s).Select(s => (int?)s).Min() is { } step && left > step - MadeUpFor ? step.ToString(CultureInfo.InvariantCulture) : null;

    private static string WordsOf(NearDeadline pledge, DateOnly today)
    {
        var (of, days, last) = ($"The deadline of “{pledge.Title}” ({pledge.Company})", pledge.LastDay.DayNumber - today.DayNumber, InWords(pledge.LastDay));
        var verdict = $"The verdict is “{Code.Label(pledge.Verdict)}”.";
        return days < 0 ? $"{of} passed on {last}. {verdict}"
            : pledge.Deadline.Day is null ? $"{of} is {pledge.Deadline.ToWords()}. Its last day is {last}, {Ahead(days)}. {verdict}"
            : $"{of} is {last}, {Ahead(days)}. {verdict}";
    }

    private static string InOne(int count, DateOnly lastDay, DateOnly today) =>
        lastDay < today ? string.Create(CultureInfo.InvariantCulture, $"The deadlines of {count:N0} pledges passed on {InWords(lastDay)}. They have no final verdict.")
            : string.Create(CultureInfo.InvariantCulture, $"The deadlines of {count:N0} pledges end on {InWords(lastDay)}, {Ahead(lastDay.DayNumber - today.DayNumber)}. They have no final verdict.");

    private async Task TellDueAsync(DateOnly today, CancellationToken cancel)
    {
        var (from, to) = (today.AddDays(-PassedFor), today.AddDays(1));

        // From the members to what each looks after, which is the order of the index.
        var due = await context.Set<Member>().AsNoTracking().Where(m => !m.IsDisabled)
            .Join(context.Documents, m => m.Id, d => d.AssigneeId, (m, d) => new { Member = m.Id, d.Id, d.DueOn, d.State })
            .Where(d => d.DueOn >= from && d.DueOn <= to && d.State != WorkState.Published && d.State != WorkState.Discarded).ToListAsync(cancel);
        foreach (var some in due.Chunk(100))
        {
            var ids = some.Select(d => d.Id).ToList();
            var drafts = await context.WithNewest(context.Documents.Where(d => ids.Contains(d.Id))).AsNoTracking().ToDictionaryAsync(d => d.Document.Id, cancel);
            foreach (var one in some.Where(d => drafts.ContainsKey(d.Id)))
            {
                var (document, newest, day) = (drafts[one.Id].Document, drafts[one.Id].Newest, one.DueOn!.Value);
                var subject = Subject.Of(document.Kind);
                var what = $"“{subject.TitleOf(document.Key, subject.Read(newest))}”";
                var left = day.DayNumber - today.DayNumber;
                var key = string.Create(CultureInfo.InvariantCulture, $"due-{one.Id}-{day:yyyy-MM-dd}{(left < 0 ? "-passed" : "")}");
                await TellAsync(NoticeKind.Due, [one.Member], [new(key, left < 0 ? $"{what} was to be done by {InWords(day)}. It is not published yet." : $"{what} is to be done by {InWords(day)}, {Ahead(left)}.", subject.AddressOf(one.Id, document.Key), one.Id)], cancel);
            }
        }
    }

    // Of all that failed on one day there is one notice: where a network was away, that is many.
    private async Task TellDeadSourcesAsync(DateOnly today, CancellationToken cancel)
    {
        var last = today.AddDays(-AwayFor);
        var (from, to) = (today.AddDays(-PassedFor).ToDateTime(default, DateTimeKind.Utc), last.AddDays(2).ToDateTime(default, DateTimeKind.Utc));
        var dead = await (from check in context.LinkChecks
                          where check.FailingSince != null && check.FailingSince >= @from && check.FailingSince < to
                          join source in context.Set<Domain.Pledges.Source>() on check.Url equals source.Url
                          join summary in context.Summaries on EF.Property<int>(source, "PledgeId") equals summary.PledgeId
                          orderby check.FailingSince, summary.PledgeId
                          select new { summary.PledgeId, summary.Title, summary.CompanyName, check.Problem, check.FailingSince }).AsNoTracking().ToListAsync(cancel);
        var of = await keepers.OfAsync(dead.Select(d => d.PledgeId), cancel);
        foreach (var group in dead.GroupBy(d => (Keeper: of.TryGetValue(d.PledgeId, out var member) ? (int?)member : null, Day: options.Value.DayAt(d.FailingSince!.Value))).Where(g => g.Key.Day <= last))
        {
            var (first, count, since) = (group.First(), group.Count(), InWords(group.Key.Day));
            var text = count == 1
                ? $"A source of “{first.Title}” ({first.CompanyName}) cannot be read since {since}: {first.Problem}."
                : string.Create(CultureInfo.InvariantCulture, $"{count:N0} sources cannot be read since {since}. One of them is of “{first.Title}” ({first.CompanyName}): {first.Problem}.");
            var told = new Told($"dead-{group.Key.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", text, count == 1 ? string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{first.PledgeId}#sources") : "/newsroom#dead", count == 1 ? first.PledgeId : null);
            await TellAsync(NoticeKind.SourceChanged, await keepers.ToTellAsync(group.Key.Keeper, cancel), [told], cancel);
        }
    }

    // A short transaction for each, so that no editor waits; whoever comes second sees what was told.
    private async Task TellAsync(NoticeKind kind, IReadOnlyList<int> members, IReadOnlyList<Told> told, CancellationToken cancel)
    {
        var keys = told.Select(t => t.Key).ToList();
        var known = await context.Notices.AsNoTracking().Where(n => members.Contains(n.MemberId) && keys.Contains(n.Key)).Select(n => new { n.MemberId, n.Key }).ToListAsync(cancel);
        var open = told.Where(t => members.Any(m => !known.Exists(k => k.MemberId == m && k.Key == t.Key))).ToList();
        if (open.Count == 0)
        {
            return;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await context.HoldAsync("reminders", cancel);
        foreach (var one in open)
        {
            await board.TellAsync(kind, members, one.Key, one.Text, one.Address, one.Document);
        }

        await transaction.CommitAsync(cancel);
        context.ChangeTracker.Clear();
    }

    private static string InWords(DateOnly day) => PartialDate.OfDay(day).ToWords();

    private static string Ahead(int days) => days switch { 0 => "today", 1 => "tomorrow", _ => string.Create(CultureInfo.InvariantCulture, $"in {days} days") };

    private sealed record NearDeadline(int Id, string Title, string Company, PartialDate Deadline, DateOnly LastDay, Domain.Pledges.VerdictKind Verdict);

    private sealed record Told(string Key, string Text, string Address, int? Document);
}
