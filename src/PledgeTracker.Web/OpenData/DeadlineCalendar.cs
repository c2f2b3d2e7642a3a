using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Deadlines for a calendar (RFC 5545). A deadline known only to the month is an entry for the whole month, and one known
/// only to the year for the whole year: no day is made up.
/// </summary>
public sealed class DeadlineCalendar(PledgeTrackerDbContext context, PledgeListing listing, PublishedPledges published, SiteAddress site, NewsroomCalendar newsroom)
{
    /// <summary>The deadlines of the pledges that a filter finds, in its order.</summary>
    public async Task<byte[]> OfAsync(PledgeFilter filter, string title, CancellationToken cancel)
    {
        var (selection, _) = await listing.SelectAsync(filter with { WithDeadline = true }, newsroom.Today, cancel);
        var ids = selection.Ids;
        return await MakeAsync(title, published.ReadAsync(ids, cancel), cancel);
    }

    /// <summary>The deadlines of one pledge.</summary>
    public Task<byte[]> OfPledgeAsync(PledgeView view, CancellationToken cancel) =>
        MakeAsync($"{view.Company}: {view.Pledge.Title}", One(view.Published), cancel);

    private static async IAsyncEnumerable<PublishedPledge> One(PublishedPledge pledge)
    {
        await Task.CompletedTask;
        yield return pledge;
    }

    private async Task<byte[]> MakeAsync(string title, IAsyncEnumerable<PublishedPledge> pledges, CancellationToken cancel)
    {
        var key = await context.Site.Select(s => s.Key).SingleOrDefaultAsync(cancel);
        var today = newsroom.Today;
        var calendar = new Ical.Net.Calendar { ProductId = "-//PledgeTracker//PledgeTracker//EN" };
        calendar.AddProperty("X-WR-CALNAME", title);
        calendar.AddProperty("NAME", title);
        await foreach (var pledge in pledges.WithCancellation(cancel))
        {
            foreach (var target in pledge.Pledge.Targets)
            {
                if (target.Deadline is { } due)
                {
                    calendar.Events.Add(EventOf(pledge, target, due, key, today));
                }
            }
        }

        return System.Text.Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private CalendarEvent EventOf(PublishedPledge published, Target target, PartialDate due, Guid key, DateOnly today)
    {
        var pledge = published.Pledge;
        var at = new CalDateTime(published.PublishedAt, "UTC");
        var view = new PledgeView(published, null, today, site);
        var progress = view.Progress.First(p => p.Target == target);
        return new CalendarEvent
        {
            Uid = Feeds.IdOf(key, string.Create(CultureInfo.InvariantCulture, $"pledge/{published.Id}/deadline/{target.Key}"))["urn:uuid:".Length..],

            // Not the present time: the same deadline is the same bytes until the pledge changes.
            DtStamp = at,
            LastModified = at,
            Sequence = published.Revision,
            // The title is of the pledge, whose targets may each have a date of their own.
            Summary = $"{(target.DeadlineBasis == DeadlineBasis.Computed ? "Computed deadline" : "Deadline")}: {view.Company}, {pledge.Title}: {Wording.Promised(target)}",
            Description = (due.Day is null ? $"Known to the {(due.Month is null ? "year" : "month")} only: {due.ToWords()}. " : "") + ReadyToPaste.Of(view, progress),
            Url = new Uri(view.Url),
            Start = DayOf(due.Earliest),
            End = DayOf(due.Latest.AddDays(1)),
            Transparency = TransparencyType.Transparent,
        };
    }

    private static CalDateTime DayOf(DateOnly day) => new(day.Year, day.Month, day.Day);

    public static void Map(IEndpointRouteBuilder data)
    {
        data.MapMethods("/deadlines.ics", DataAnswers.Reading, async (DeadlineCalendar calendar, CancellationToken cancel) =>
            Answer(await calendar.OfAsync(new PledgeFilter { Sort = PledgeSort.Due }, "PledgeTracker: deadlines", cancel)))
            .WithMetadata(new PublicPageAttribute()).WithName("calendarDeadlines").WithSummary("All deadlines").WithTags("Calendar");
        data.MapMethods("/pledges.ics", DataAnswers.Reading, async (HttpContext http, DeadlineCalendar calendar, CancellationToken cancel) =>
            Answer(await calendar.OfAsync(DataRequest.ReadFilter(http.Request.Query).Selection() with { Sort = PledgeSort.Due, SortIsAsked = true }, "PledgeTracker: deadlines", cancel)))
            .WithMetadata(new PublicPageAttribute(DataRequest.FilterKeys)).WithName("calendarPledges").WithSummary("Deadlines of the pledges a filter finds").WithTags("Calendar");
        data.MapMethods("/companies/{slug:name}.ics", DataAnswers.Reading, (HttpContext http, DeadlineCalendar calendar, CompanyListing companies, CancellationToken cancel) =>
            http.ShowCompanyAsync(companies, ".ics", async company =>
                Answer(await calendar.OfAsync(new PledgeFilter { Sort = PledgeSort.Due }.With(Facet.Company, [company.Slug]), $"PledgeTracker: deadlines of {company.Name}", cancel)), cancel))
            .WithMetadata(new PublicPageAttribute()).WithName("calendarCompany").WithSummary("Deadlines of a company's pledges").WithTags("Calendar");
        data.MapMethods("/pledges/{slug:name}.ics", DataAnswers.Reading, (HttpContext http, DeadlineCalendar calendar, PledgePages pages, CancellationToken cancel) =>
            http.ShowAsync(pages, ".ics", async view => Answer(await calendar.OfPledgeAsync(view, cancel)), cancel))
            .WithMetadata(new PublicPageAttribute()).WithName("calendarPledge").WithSummary("Deadlines of one pledge").WithTags("Calendar");
    }

    private static IResult Answer(byte[] calendar) => Results.Bytes(calendar, "text/calendar; charset=utf-8");
}
