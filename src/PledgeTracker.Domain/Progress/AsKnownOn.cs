using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Progress;

/// <summary>
/// A pledge as the world knew it on a day: what had certainly become public by then. A date known only to the month or the
/// year counts from its last day, so that nothing is shown earlier than it can have been known.
/// </summary>
public static class AsKnownOn
{
    /// <summary>Whether the pledge had been made by then.</summary>
    public static bool WasMade(Pledge pledge, DateOnly on) => pledge.AnnouncedOn.Earliest <= on;

    /// <summary>
    /// Whether the pledge has figures whose publication date no source shows, so that the as-of date stands in.
    /// </summary>
    public static bool RestsOnAsOfDates(Pledge pledge) => pledge.Figures.Any(f => f.Published is null);

    /// <summary>
    /// The pledge with the figures, events, verdicts, target revisions, look-ups, inquiries, incentives and sources of that day.
    /// Sources keep their numbers; one without a publication date stays if anything that stays cites it.
    /// </summary>
    public static Pledge Of(Pledge pledge, DateOnly on)
    {
        var targets = pledge.Targets.ToDictionary(t => t, t => t.With([.. t.Revisions.Where(r => r.KnownSince.IsBy(on))]));
        List<Figure> figures = [.. pledge.Figures.Where(f => f.KnownSince.IsBy(on)).Select(f => f.Of(f.Target is null ? null : targets[f.Target]))];
        List<PledgeEvent> events = [.. pledge.Events.Where(e => IsBy(e.Date, on, pledge.AnnouncedOn))];
        List<Verdict> verdicts = [.. pledge.Verdicts.Where(v => v.Date.IsBy(on))];
        List<Quote> quotes = [.. pledge.Quotes.Where(q => IsBy(q.Date, q.Sources, on, pledge.AnnouncedOn))];
        List<Incentive> incentives = [.. pledge.Incentives.Select(i => Of(i, pledge.AnnouncedOn, on)).OfType<Incentive>()];
        List<EditorsNote> notes = [.. pledge.Notes.Where(n => IsBy(null, n.Sources, on, pledge.AnnouncedOn))];

        var used = pledge.AnnouncementSources.Concat(pledge.CheckabilitySources)
            .Concat(targets.Values.SelectMany(t => t.Sources.Concat(t.Revisions.SelectMany(r => r.Sources))))
            .Concat(figures.SelectMany(f => f.Sources)).Concat(events.SelectMany(e => e.Sources))
            .Concat(verdicts.SelectMany(v => v.Sources)).Concat(quotes.SelectMany(q => q.Sources))
            .Concat(incentives.SelectMany(i => i.Sources)).Concat(notes.SelectMany(n => n.Sources))
            .ToHashSet();

        return new Pledge
        {
            Slug = pledge.Slug,
            Company = pledge.Company,
            Title = pledge.Title,
            Summary = pledge.Summary,
            AnnouncedOn = pledge.AnnouncedOn,
            AnnouncedBy = pledge.AnnouncedBy,
            PromisedWith = pledge.PromisedWith,
            PromisedAs = pledge.PromisedAs,
            AnnouncedByRole = pledge.AnnouncedByRole,
            AnnouncedTo = pledge.AnnouncedTo,
            Occasion = pledge.Occasion,
            AnnouncementSources = pledge.AnnouncementSources,
            Places = pledge.Places,
            Conditions = pledge.Conditions,
            Checkability = pledge.Checkability,
            CheckabilityReason = pledge.CheckabilityReason,
            CheckabilitySources = pledge.CheckabilitySources,
            Tags = pledge.Tags,
            LastChecked = pledge.LastChecked <= on ? pledge.LastChecked : null,
            Targets = [.. pledge.Targets.Select(t => targets[t])],
            Figures = figures,
            Events = events,
            Quotes = quotes,
            Incentives = incentives,
            Criteria = [.. pledge.Criteria.Where(c => c.Written <= on)],
            Lookups = [.. pledge.Lookups.Where(l => l.Date <= on)],
            Inquiries = [.. pledge.Inquiries.Where(i => i.Asked <= on).Select(i => i.Answered > on ? Unanswered(i) : i)],
            Notes = notes,
            Relations = pledge.Relations,
            Verdicts = verdicts,
            Sources = [.. pledge.Sources.Where(s => used.Contains(s) || (s.Published?.IsBy(on) ?? false))],
        };
    }

    /// <summary>Public money as known on a day; null where nothing was known of it. What has moved on since was on offer before.</summary>
    /// <param name="incentive">As known now.</param>
    /// <param name="announced">When its pledge was made.</param>
    /// <param name="on">The day.</param>
    public static Incentive? Of(Incentive incentive, PartialDate announced, DateOnly on) =>
        IsKnownAsItStands(incentive, on, announced) ? incentive
        : incentive.Offered is { } offered && IsBy(offered, incentive.Sources, on, announced) ? incentive.AsOffered()
        : null;

    /// <summary>The days on which <see cref="Of(Incentive, PartialDate, DateOnly)"/> may come to know something new; in no order.</summary>
    /// <param name="incentive">As known now.</param>
    /// <param name="announced">When its pledge was made.</param>
    public static IEnumerable<DateOnly> DaysOf(Incentive incentive, PartialDate announced)
    {
        ArgumentNullException.ThrowIfNull(incentive);
        yield return announced.Earliest;
        foreach (var date in incentive.Sources.Select(s => s.Published).Append(incentive.Date).Append(incentive.Offered).OfType<PartialDate>())
        {
            yield return date.Latest;
        }
    }

    // That money moved on without a day of its own is certain only once the newest of its sources was out.
    private static bool IsKnownAsItStands(Incentive incentive, DateOnly on, PartialDate announced) => incentive switch
    {
        { Date: null, Offered: not null, State: not IncentiveState.Offered } when incentive.Sources.Exists(s => s.Published is not null) => incentive.Sources.TrueForAll(s => s.Published?.IsBy(on) ?? true),
        _ => IsBy(incentive.Date ?? incentive.Offered, incentive.Sources, on, announced),
    };

    // Whatever carries the date of the announcement became known with it, even where that date is only a month or a year.
    private static bool IsBy(PartialDate date, DateOnly on, PartialDate announced) =>
        date.IsBy(on) || (date == announced && announced.Earliest <= on);

    // A fact without a date of its own was known once any one of its sources was certainly published; where no source has a
    // date, it was known when the pledge was made.
    private static bool IsBy(PartialDate? own, List<Source> sources, DateOnly on, PartialDate announced)
    {
        List<PartialDate> dates = own is { } known ? [known] : [.. sources.Select(s => s.Published).OfType<PartialDate>()];
        return dates.Count == 0 ? announced.Earliest <= on : dates.Exists(date => IsBy(date, on, announced));
    }

    private static Inquiry Unanswered(Inquiry i) => new() { Asked = i.Asked, Question = i.Question, Outcome = InquiryOutcome.Open };
}
