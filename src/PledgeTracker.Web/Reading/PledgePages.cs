using System.Globalization;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>The answer to a request for a pledge, in any format.</summary>
public abstract record PledgeAnswer
{
    private PledgeAnswer()
    {
    }

    public sealed record Shown(PledgeView View) : PledgeAnswer;

    /// <summary>The pledge has another address now.</summary>
    public sealed record Moved(string Slug) : PledgeAnswer;

    /// <param name="Status">400, 404 or 410.</param>
    /// <param name="Sentence">Why, for the reader.</param>
    public sealed record Refused(int Status, string Sentence) : PledgeAnswer;
}

/// <summary>
/// Finds what an address of a pledge asks for: today's page, the page as known on a day (<c>?on=</c>), or a revision as it
/// was published (<c>?revision=</c>). The page and all its other forms begin here.
/// </summary>
public sealed class PledgePages(PublishedPledges pledges, SiteAddress site, NewsroomCalendar calendar)
{
    /// <summary>The query key of the day a reader looks back to.</summary>
    public const string OnKey = "on";

    /// <summary>The query key of a published revision, which never changes.</summary>
    public const string RevisionKey = "revision";

    public async Task<PledgeAnswer> FindAsync(string slug, IQueryCollection query, CancellationToken cancel)
    {
        if (!TryReadState(query, out var on, out var revision, out var problem))
        {
            return new PledgeAnswer.Refused(StatusCodes.Status400BadRequest, problem);
        }

        switch (await pledges.FindAsync(slug, cancel))
        {
            case PledgeAddress.Moved moved:
                return new PledgeAnswer.Moved(moved.Slug);
            case PledgeAddress.Gone gone:
                return new PledgeAnswer.Refused(StatusCodes.Status410Gone, TakenOff(gone.At is { } at ? calendar.DayOf(at) : null, gone.Reason));
            case PledgeAddress.Found { Pledge: var newest, Kept: var kept }:
                var today = calendar.Today;
                if (revision is not { } number || number == newest.Revision)
                {
                    return new PledgeAnswer.Shown(kept is not null && Past(on, today) is null ? kept.Today(today, site) : new PledgeView(newest, on, today, site));
                }

                return await pledges.FindRevisionAsync(newest.Id, number, cancel) is { } earlier
                    ? new PledgeAnswer.Shown(new PledgeView(earlier, null, today, site, newest))
                    : new PledgeAnswer.Refused(StatusCodes.Status404NotFound, F($"Revision {number} of this pledge was never published."));
            default:
                return new PledgeAnswer.Refused(StatusCodes.Status404NotFound, F($"There is no pledge at the address “{PledgeFilter.Shorten(slug)}”."));
        }
    }

    /// <summary>That a pledge was taken off the site, when, and the editors' reason.</summary>
    public static string TakenOff(DateOnly? on, string? reason) => on is { } day
        ? F($"It was taken off the site on {day.InWords()}. {reason}")
        : F($"It was taken off the site. {reason}");

    /// <summary>A day before today; null for none, for today, and for a future day, of which nothing is known.</summary>
    public static DateOnly? Past(DateOnly? on, DateOnly today) => on < today ? on : null;

    /// <summary>The query for the day looked back to, or for a revision; empty for today.</summary>
    public static string QueryOf(DateOnly? on, int? revision = null) => on is { } day ? string.Create(CultureInfo.InvariantCulture, $"?{OnKey}={day:yyyy-MM-dd}")
        : revision is { } number ? string.Create(CultureInfo.InvariantCulture, $"?{RevisionKey}={number}") : "";

    /// <summary>Reads which state of a page is asked for: a day, a revision or, where both are null, today’s.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="on">The day.</param>
    /// <param name="revision">The revision's number.</param>
    /// <param name="problem">What is not understood, in a sentence for the reader.</param>
    /// <param name="looksBack">Whether the page can be asked for a day. Where it cannot, none is read.</param>
    public static bool TryReadState(IQueryCollection query, out DateOnly? on, out int? revision, out string problem, bool looksBack = true)
    {
        (on, revision, problem) = (null, null, "");
        string? text = null;
        if ((looksBack && !TryReadDay(query, OnKey, out on, out problem)) || !PledgeFilter.TryOne(query, RevisionKey, out text, ref problem))
        {
            return false;
        }

        if (text is null)
        {
            return true;
        }

        if (on is null && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            revision = number;
            return true;
        }

        problem = on is not null ? T("Ask for a day or for a revision, not for both.") : F($"“{PledgeFilter.Shorten(text)}” is not the number of a revision.");
        return false;
    }

    /// <summary>Reads a day like <c>?on=2018-09-18</c>; null where none is asked for.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="key">The query key.</param>
    /// <param name="on">The day.</param>
    /// <param name="problem">What is not understood, in a sentence for the reader.</param>
    public static bool TryReadDay(IQueryCollection query, string key, out DateOnly? on, out string problem)
    {
        on = null;
        problem = "";
        if (!PledgeFilter.TryOne(query, key, out var text, ref problem))
        {
            return false;
        }

        if (text is null)
        {
            return true;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            on = day;
            return true;
        }

        problem = F($"“{PledgeFilter.Shorten(text)}” is not a day. Write it like 2018-09-18.");
        return false;
    }
}
