using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>What the review must know besides the draft itself.</summary>
public sealed record ReviewContext
{
    /// <summary>The companies by slug.</summary>
    public required IReadOnlyDictionary<string, Company> Companies { get; init; }

    /// <summary>The metrics by code.</summary>
    public required IReadOnlyDictionary<string, Metric> Metrics { get; init; }

    /// <summary>The day of the review: nothing may be dated after it.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Which of the stored copies named by the draft are really stored; null where that is not checked.</summary>
    public IReadOnlySet<string>? Evidence { get; init; }

    /// <summary>The key of the document, where its draft does not hold it.</summary>
    public string Key { get; init; } = "";

    /// <summary>The pledges that entries of lists may be matched to, by slug; null where that is not checked.</summary>
    public IReadOnlySet<string>? Pledges { get; init; }

    /// <summary>The lists that may be named, by slug; null where that is not checked.</summary>
    public IReadOnlySet<string>? Lists { get; init; }

    /// <summary>The checks that may be named, by slug; null where that is not checked.</summary>
    public IReadOnlySet<string>? Checks { get; init; }

    /// <summary>The claims that may be named, as claimant, slash and short name; null where that is not checked.</summary>
    public IReadOnlySet<string>? Claims { get; init; }

    /// <summary>The slugs of all other pledges.</summary>
    public IReadOnlySet<string> OtherSlugs { get; init; } = new HashSet<string>();
}

/// <summary>One thing that stops a draft from being published.</summary>
/// <param name="Field">Where it is, as a path within the draft: <c>figures[2].asOf</c>. Empty for the draft as a whole.</param>
/// <param name="Message">What to do about it, in a sentence an editor understands.</param>
public sealed record ReviewProblem(string Field, string Message)
{
    /// <summary>What may stand in the field instead, where the problem is that what was typed can mean several things.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    public override string ToString() => Field.Length == 0 ? Message : $"{Field}: {Message}";
}

/// <summary>A pledge that can be published, or everything that stands in its way.</summary>
public sealed record ReviewResult(Pledge? Pledge, IReadOnlyList<ReviewProblem> Problems);

/// <summary>
/// Turns a draft into a pledge, or lists everything that is missing. Forms, import and starter pledges go through here: one
/// set of rules, one way in. The rules are listed under "Editing" in the domain's description.
/// </summary>
public static class ReviewRules
{
    /// <summary>Checks a draft against every rule.</summary>
    public static ReviewResult Review(PledgeDraft draft, ReviewContext context)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(context);
        if (DraftBounds.CheckParts(draft) is { Count: > 0 } tooMany)
        {
            // The problems of so many parts would fill the page, so only their number is reported.
            return new ReviewResult(null, tooMany);
        }

        var reader = new DraftReader(context);
        var pledge = reader.Read(draft);
        var problems = reader.Problems;
        TextRules.Check(draft, problems);
        CheckSlug(draft, context, problems);
        CheckSourced(draft, problems);
        CheckDates(draft, context.Today, problems);
        CheckWords(draft, problems);
        SourceRules.Check(draft.Sources, problems);
        CheckParts(draft, problems);
        CheckFigures(draft, context, problems);
        if (draft.Verdicts is [.., var last] && last.Verdict == Code.Of(VerdictKind.Withdrawn)
            && draft.Events.All(e => e.Kind != Code.Of(EventKind.Withdrawn)))
        {
            problems.Add(new("verdicts", "Add the event in which the company took the pledge back, or choose another verdict."));
        }

        CheckReply(draft, problems);
        if (pledge is not null && problems.Count == 0)
        {
            CheckPledge(pledge, context.Today, problems);
        }

        return new ReviewResult(problems.Count == 0 ? pledge : null, problems);
    }

    /// <summary>Reads a revision that was published, and so passed the review on its day.</summary>
    /// <exception cref="InvalidDataException">The stored document cannot be read as a pledge.</exception>
    public static Pledge ReadPublished(PledgeDraft draft, ReviewContext context)
    {
        var reader = new DraftReader(context) { IsPublished = true };
        return reader.Read(draft) is { } pledge && reader.Problems.Count == 0
            ? pledge
            : throw new InvalidDataException($"The published pledge '{draft.Slug}' cannot be read: {string.Join(" ", reader.Problems)}");
    }

    private static void CheckSlug(PledgeDraft draft, ReviewContext context, List<ReviewProblem> problems)
    {
        if (draft.Slug is not { Length: > 0 } slug)
        {
            return;
        }

        if (!Slug.IsWellFormed(slug))
        {
            problems.Add(new("slug", $"The address may hold lower-case letters, digits and single hyphens, at most {Slug.MaxLength} characters."));
        }
        else if (Slug.IsReserved(slug))
        {
            problems.Add(new("slug", $"The word '{slug}' is used by the site itself. Choose another address."));
        }
        else if (context.OtherSlugs.Contains(slug))
        {
            problems.Add(new("slug", $"Another pledge already has the address '{slug}'. Choose another."));
        }
    }

    private static void CheckSourced(PledgeDraft draft, List<ReviewProblem> problems)
    {
        if (draft.Targets.Count == 0)
        {
            problems.Add(new("targets", "Add at least one target: what was promised."));
        }

        if (draft.Sources.Count == 0)
        {
            problems.Add(new("sources", DraftField.NoSource));
        }

        Each(draft.Figures, "figures", f => f.Sources);
        Each(draft.Events, "events", e => e.Sources);
        Each(draft.Quotes, "quotes", q => q.Sources);
        Each(draft.Incentives, "incentives", i => i.Sources);
        for (var i = 0; i < draft.Targets.Count; i++)
        {
            Each(draft.Targets[i].Revisions, $"targets[{i}].revisions", r => r.Sources);
        }

        void Each<T>(IReadOnlyList<T> items, string path, Func<T, IReadOnlyList<string>> sources)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (sources(items[i]).Count == 0)
                {
                    problems.Add(new($"{path}[{i}].sources", DraftField.NoSource));
                }
            }
        }
    }

    private static void CheckDates(PledgeDraft draft, DateOnly today, List<ReviewProblem> problems)
    {
        PartialDate? announced = TryDate(draft.Announced?.Date, out var a) ? a : null;
        NotInFuture(draft.Announced?.Date, "announced.date");
        for (var i = 0; i < draft.Targets.Count; i++)
        {
            if (announced is not null && TryDate(draft.Targets[i].Deadline, out var deadline)
                && deadline.Latest <= announced.Value.Earliest)
            {
                problems.Add(new($"targets[{i}].deadline", "The deadline must be after the announcement. Correct one of the dates."));
            }

            for (var j = 0; j < draft.Targets[i].Revisions.Count; j++)
            {
                var path = $"targets[{i}].revisions[{j}].announced";
                NotInFuture(draft.Targets[i].Revisions[j].Announced, path);
                if (announced is not null && TryDate(draft.Targets[i].Revisions[j].Announced, out var changed) && changed.Latest < announced.Value.Earliest)
                {
                    problems.Add(new(path, "A change cannot be announced before the pledge. Correct one of the dates."));
                }
            }
        }

        for (var i = 0; i < draft.Figures.Count; i++)
        {
            var figure = draft.Figures[i];
            NotInFuture(figure.AsOf, $"figures[{i}].asOf");
            NotInFuture(figure.Published, $"figures[{i}].published");
            if (TryDate(figure.AsOf, out var asOf) && TryDate(figure.Published, out var published)
                && asOf.Earliest > published.Latest)
            {
                problems.Add(new($"figures[{i}].asOf", "A figure cannot describe a day after it was published. Correct one of the dates."));
            }

            if (TryDate(figure.From, out var from) && TryDate(figure.AsOf, out var end) && from.Earliest > end.Latest)
            {
                problems.Add(new($"figures[{i}].from", "A period cannot begin after it ends. Correct one of the dates."));
            }
        }

        for (var i = 0; i < draft.Quotes.Count; i++)
        {
            NotInFuture(draft.Quotes[i].Date, $"quotes[{i}].date");
        }

        for (var i = 0; i < draft.Incentives.Count; i++)
        {
            NotInFuture(draft.Incentives[i].Date, $"incentives[{i}].date");
            NotInFuture(draft.Incentives[i].Offered, $"incentives[{i}].offered");
            if (TryDate(draft.Incentives[i].Offered, out var offered) && TryDate(draft.Incentives[i].Date, out var since) && offered.Earliest > since.Latest)
            {
                problems.Add(new($"incentives[{i}].offered", "It cannot have been offered after its state changed. Correct one of the dates."));
            }
        }

        for (var i = 0; i < draft.Criteria.Count; i++)
        {
            NotInFuture(draft.Criteria[i].Written, $"criteria[{i}].written");
        }

        // A day before the announcement is as good as any other: somebody may have looked for the level before it.
        for (var i = 0; i < draft.Lookups.Count; i++)
        {
            NotInFuture(draft.Lookups[i].Date, $"lookups[{i}].date");
        }

        for (var i = 0; i < draft.Inquiries.Count; i++)
        {
            NotInFuture(draft.Inquiries[i].Asked, $"inquiries[{i}].asked");
            NotInFuture(draft.Inquiries[i].Answered, $"inquiries[{i}].answered");
        }

        for (var i = 0; i < draft.Events.Count; i++)
        {
            NotInFuture(draft.Events[i].Date, $"events[{i}].date");
        }

        PartialDate? before = null;
        for (var i = 0; i < draft.Verdicts.Count; i++)
        {
            NotInFuture(draft.Verdicts[i].Date, $"verdicts[{i}].date");
            if (!TryDate(draft.Verdicts[i].Date, out var date))
            {
                continue;
            }

            if (announced is not null && date.Latest < announced.Value.Earliest)
            {
                problems.Add(new($"verdicts[{i}].date", "A verdict cannot be older than the pledge. Correct one of the dates."));
            }

            if (date < before)
            {
                problems.Add(new($"verdicts[{i}].date", "Put the verdicts in the order of their dates, the oldest first."));
            }

            before = date;
        }

        void NotInFuture(string? text, string path)
        {
            if (TryDate(text, out var date) && date.Earliest > today)
            {
                problems.Add(new(path, "The date is in the future. Enter a date up to today."));
            }
        }
    }

    private static void CheckWords(PledgeDraft draft, List<ReviewProblem> problems)
    {
        if (draft.Title?.Length > Pledge.TitleMaxLength)
        {
            problems.Add(new("title", $"Shorten the title to {Pledge.TitleMaxLength} characters. It has {draft.Title.Length}."));
        }

        if (draft.Summary?.Length > Pledge.SummaryMaxLength)
        {
            problems.Add(new("summary", $"Shorten the summary to {Pledge.SummaryMaxLength} characters. It has {draft.Summary.Length}."));
        }

        for (var i = 0; i < draft.Quotes.Count; i++)
        {
            if (WordsIn(draft.Quotes[i].Text) is var words && words > Quote.MaxWords)
            {
                problems.Add(new($"quotes[{i}].text", $"Shorten the quote to {Quote.MaxWords} words. It has {words}."));
            }
        }
    }

    private static int WordsIn(string? text) =>
        text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length ?? 0;

    // What counts toward a part counts toward the whole, so the two must measure the same, and nothing may be a part of itself.
    private static void CheckParts(PledgeDraft draft, List<ReviewProblem> problems)
    {
        for (var i = 0; i < draft.Targets.Count; i++)
        {
            if (Trimmed(draft.Targets[i].PartOf) is not { } name)
            {
                continue;
            }

            var path = $"targets[{i}].partOf";
            var whole = draft.Targets.FirstOrDefault(t => Trimmed(t.Id) == name);
            if (whole is null || name == Trimmed(draft.Targets[i].Id))
            {
                problems.Add(new(path, $"There is no other target '{name}'. Choose one that is listed."));
            }
            else if (Trimmed(whole.PartOf) is not null)
            {
                problems.Add(new(path, $"'{name}' is itself part of another target. Enter that other target here."));
            }
            else if (Trimmed(whole.Metric) != Trimmed(draft.Targets[i].Metric) || Trimmed(whole.Currency) != Trimmed(draft.Targets[i].Currency))
            {
                problems.Add(new(path, $"A part must measure the same as the whole, '{name}'. Change what one of them measures."));
            }
        }
    }

    private static void CheckFigures(PledgeDraft draft, ReviewContext context, List<ReviewProblem> problems)
    {
        for (var i = 0; i < draft.Figures.Count; i++)
        {
            var figure = draft.Figures[i];
            if (figure.Counting != Code.Of(Counting.Counted))
            {
                if (Trimmed(figure.Reason) is null)
                {
                    problems.Add(new($"figures[{i}].reason", "Say why the figure does not count."));
                }

                continue;
            }

            var target = draft.Targets.FirstOrDefault(t => Trimmed(t.Id) is { } id && id == Trimmed(figure.Target));
            if (target is null)
            {
                problems.Add(new($"figures[{i}].target", "A figure that counts must belong to a target. Choose the target, or make it context."));
                continue;
            }

            if ((Trimmed(figure.Metric) is { } metric && metric != Trimmed(target.Metric)) || Trimmed(figure.Currency) != Trimmed(target.Currency))
            {
                problems.Add(new($"figures[{i}].metric", "A figure that counts must carry its target's unit. Make it context, or choose another target."));
            }

            if (figure.Undated && figure.Span == Code.Of(Span.Period))
            {
                problems.Add(new($"figures[{i}].undated", "A figure for a period has a known time. Clear the tick, or choose another stretch of time."));
            }

            if (figure.Span == Code.Of(Span.Level) && Trimmed(target.Baseline) is null
                && Trimmed(target.Metric) is { } code && context.Metrics.TryGetValue(code, out var found) && !found.IsLevel
                && !draft.Lookups.Any(l => IsForStartOf(l, target)))
            {
                problems.Add(new($"figures[{i}].span", "A level that counts needs the target's level before the promise: 0 for a new site. Where it is not known, add the look-up for the starting level."));
            }
        }

        CheckOverlaps(draft, problems);
    }

    // A starting level may be unknown, once somebody has looked for it and found nothing.
    private static bool IsForStartOf(LookupDraft lookup, TargetDraft target) =>
        lookup.SoughtFor == Code.Of(LookupSubject.StartingLevel) && lookup.Outcome == Code.Of(LookupOutcome.NothingFound)
        && (Trimmed(lookup.Target) is not { } key || key == Trimmed(target.Id));

    private static void CheckOverlaps(PledgeDraft draft, List<ReviewProblem> problems)
    {
        var periods = new List<(string Target, PartialDate From, PartialDate To, int Index)>();
        for (var i = 0; i < draft.Figures.Count; i++)
        {
            var figure = draft.Figures[i];
            if (figure.Span == Code.Of(Span.Period) && figure.Counting == Code.Of(Counting.Counted)
                && TryDate(figure.From, out var from) && TryDate(figure.AsOf, out var to))
            {
                periods.Add((Trimmed(figure.Target) ?? "", from, to, i));
            }
        }

        foreach (var group in periods.GroupBy(p => p.Target))
        {
            var inOrder = group.OrderBy(p => p.From.Earliest).ToList();
            var longest = inOrder[0];
            foreach (var later in inOrder.Skip(1))
            {
                if (later.From.Earliest <= longest.To.Latest)
                {
                    problems.Add(new($"figures[{later.Index}].from",
                        $"This period overlaps figure {longest.Index + 1}, so part of it would count twice. Change a date, or make one of them context."));
                }

                longest = later.To.Latest > longest.To.Latest ? later : longest;
            }
        }
    }

    // Dates are trimmed as the reader trims them: a leading space must not let one slip past a rule.
    private static bool TryDate(string? text, out PartialDate date) => PartialDate.TryParse(Trimmed(text), out date);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // The right of reply: whoever is judged against was asked, or readers are told why not. What was published before this rule stays as
    // it is.
    private static void CheckReply(PledgeDraft draft, List<ReviewProblem> problems)
    {
        if (draft is { Verdicts: [.., var last], Inquiries.Count: 0 } && Trimmed(last.NotAsked) is null
            && Code.TryParse<VerdictKind>(last.Verdict, out var kind)
            && kind is VerdictKind.Missed or VerdictKind.Stalled or VerdictKind.PartlyKept or VerdictKind.Disputed)
        {
            problems.Add(new($"verdicts[{draft.Verdicts.Count - 1}].notAsked", "Add the question to the company, or say why it was not asked."));
        }
    }

    private static void CheckPledge(Pledge pledge, DateOnly today, List<ReviewProblem> problems)
    {
        if (pledge.Verdict is { DespiteFigures: null } && VerdictAndFigures.Of(pledge, today) is not AgainstFigures.No and var against)
        {
            problems.Add(new($"verdicts[{pledge.Verdicts.Count - 1}].despiteFigures", against == AgainstFigures.KeptWithLess
                ? "Less than the whole target is counted. Say why the pledge was still kept, or choose another verdict."
                : "The whole target is counted. Say why the verdict is still right, or choose another one."));
        }
    }
}
