using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>What became of the review of a claimant, a list or a check: it can be published, or everything stands here that is in its way.</summary>
/// <typeparam name="T">What was reviewed.</typeparam>
public sealed record ClaimReview<T>(T? Read, IReadOnlyList<ReviewProblem> Problems)
    where T : class;

/// <summary>
/// Turns the drafts of claimants, lists and checks into what readers see, or lists everything that is missing: the rules beside those
/// that their fields bring with them. What a claim says is never held against it here; only whether it is told in full and with a source.
/// </summary>
public static class ClaimRules
{
    /// <summary>Checks a claimant with all claims.</summary>
    public static ClaimReview<Claimant> Review(ClaimantDraft draft, ReviewContext context) => Review(draft, context, r => r.Read(draft), draft.Sources, problems =>
    {
        if (draft.Claims.Count == 0)
        {
            problems.Add(new("claims", "Add at least one claim."));
        }

        for (var i = 0; i < draft.Claims.Count; i++)
        {
            var claim = draft.Claims[i];
            if (Has(claim.Item) && !Has(claim.List))
            {
                problems.Add(new($"claims[{i}].item", "Say which list the entry stands on."));
            }

            if (Has(claim.Series) && !draft.Series.Any(s => s.Id?.Trim() == claim.Series!.Trim()))
            {
                problems.Add(new($"claims[{i}].series", $"There is no series '{claim.Series}'."));
            }

            if (WordsIn(claim.Quote) is var words && words > Quote.MaxWords)
            {
                problems.Add(new($"claims[{i}].quote", $"Shorten the quote to {Quote.MaxWords} words. It has {words}."));
            }

            if (!Has(claim.Quantity) && !Has(claim.InWords) && !Has(claim.Quote))
            {
                problems.Add(new($"claims[{i}].inWords", "Enter the number, the words that stood in its place, or the quote."));
            }

            NotInFuture(claim.Date, $"claims[{i}].date", context, problems);
            NotAfterSources(claim.Date, claim.Sources, draft.Sources, $"claims[{i}].date", problems);
        }

        foreach (var series in draft.Claims.Select((Claim, At) => (Claim, At)).Where(c => Has(c.Claim.Series)).GroupBy(c => c.Claim.Series!.Trim(), StringComparer.Ordinal))
        {
            var odd = series.Select(c => (c.At, Counts: (Unit: Typed(c.Claim.Unit), Currency: Typed(c.Claim.Currency)))).ToList() is [var first, .. var more] ? more.FindIndex(c => c.Counts != first.Counts) : -1;
            if (odd < 0)
            {
                continue;
            }

            problems.Add(new($"claims[{series.ElementAt(odd + 1).At}].series", "A series is of one unit and one currency. Make it another series, and say in the remarks that the unit changed."));
        }

        LookupsNotInFuture(draft.Lookups, draft.Inquiries, context, problems);
    });

    /// <summary>Checks a list with all entries.</summary>
    public static ClaimReview<ClaimList> Review(ClaimListDraft draft, ReviewContext context) => Review(draft, context, r => r.Read(draft), draft.Sources, problems =>
    {
        var isNone = draft.Collected == Code.Of(ItemsCollected.None);
        if (isNone == draft.Items.Count > 0 && Has(draft.Collected))
        {
            problems.Add(new("collected", isNone ? "There are entries below. Say that some or all are copied." : "Add an entry, or say that none is copied."));
        }

        for (var i = 0; i < draft.Versions.Count; i++)
        {
            var version = draft.Versions[i];
            NotInFuture(version.Date, $"versions[{i}].date", context, problems);
            NotAfterSources(version.Date, version.Sources, draft.Sources, $"versions[{i}].date", problems);
            if (!Has(version.Total) && !Has(version.Entries) && !Has(version.Jobs))
            {
                problems.Add(new($"versions[{i}].total", "Enter the total, the number of entries or the jobs."));
            }
        }

        for (var i = 0; i < draft.Items.Count; i++)
        {
            var item = draft.Items[i];
            NotInFuture(item.Announced, $"items[{i}].announced", context, problems);
            foreach (var twice in item.Matches.GroupBy(m => m.Pledge?.Trim()).Where(g => Has(g.Key) && g.Count() > 1))
            {
                problems.Add(new($"items[{i}].matches", $"The entry is matched to the pledge '{twice.Key}' twice."));
            }
        }

        LookupsNotInFuture(draft.Lookups, draft.Inquiries, context, problems);
    });

    /// <summary>Checks a check.</summary>
    public static ClaimReview<Check> Review(CheckDraft draft, ReviewContext context) => Review(draft, context, r => r.Read(draft), draft.Sources, problems =>
    {
        NotInFuture(draft.Date, "date", context, problems);
        if (draft.Results.Count == 0)
        {
            problems.Add(new("results", "Add at least one result, in words where there is no number."));
        }

        foreach (var twice in draft.Claims.GroupBy(Typed, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(new("claims", $"The claim '{twice.Key}' stands here twice."));
        }

        foreach (var twice in draft.Lists.GroupBy(Typed, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(new("lists", $"The list '{twice.Key}' stands here twice."));
        }
    });

    /// <summary>Reads a claimant that was published, and so passed the review on its day.</summary>
    /// <exception cref="InvalidDataException">The stored document cannot be read.</exception>
    public static Claimant ReadPublished(ClaimantDraft draft, ReviewContext context) => ReadPublished(context, r => r.Read(draft));

    /// <summary>Reads a list that was published.</summary>
    /// <exception cref="InvalidDataException">The stored document cannot be read.</exception>
    public static ClaimList ReadPublished(ClaimListDraft draft, ReviewContext context) => ReadPublished(context, r => r.Read(draft));

    /// <summary>Reads a check that was published.</summary>
    /// <exception cref="InvalidDataException">The stored document cannot be read.</exception>
    public static Check ReadPublished(CheckDraft draft, ReviewContext context) => ReadPublished(context, r => r.Read(draft));

    private static T ReadPublished<T>(ReviewContext context, Func<DraftReader, T?> read)
        where T : class
    {
        var reader = new DraftReader(context) { IsPublished = true };
        return read(reader) is { } whole && reader.Problems.Count == 0
            ? whole
            : throw new InvalidDataException($"The published document '{context.Key}' cannot be read: {string.Join(" ", reader.Problems)}");
    }

    private static ClaimReview<T> Review<T>(Draft draft, ReviewContext context, Func<DraftReader, T?> read, IReadOnlyList<SourceDraft> sources, Action<List<ReviewProblem>> check)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        if (DraftBounds.CheckParts(draft) is { Count: > 0 } tooMany)
        {
            // The problems of so many parts would fill the page, so only their number is reported.
            return new(null, tooMany);
        }

        var reader = new DraftReader(context);
        var whole = read(reader);
        var problems = reader.Problems;
        TextRules.Check(draft, problems);
        SourceRules.Check(sources, problems);
        if (sources.Count == 0)
        {
            problems.Add(new("sources", DraftField.NoSource));
        }

        foreach (var (part, path) in SourcedParts(draft))
        {
            if (part.Count == 0)
            {
                problems.Add(new(path, DraftField.NoSource));
            }
        }

        check(problems);
        return new(problems.Count == 0 ? whole : null, problems);
    }

    private static IEnumerable<(IReadOnlyList<string> Sources, string Path)> SourcedParts(Draft draft) => draft switch
    {
        ClaimantDraft claimant => claimant.Claims.Select((c, i) => (c.Sources, $"claims[{i}].sources")),
        ClaimListDraft list => list.Versions.Select((v, i) => (v.Sources, $"versions[{i}].sources"))
            .Concat(list.Items.Select((t, i) => (t.Sources, $"items[{i}].sources")))
            .Concat(list.Items.SelectMany((t, i) => t.Findings.Select((f, j) => (f.Sources, $"items[{i}].findings[{j}].sources")))),
        _ => [],
    };

    private static void LookupsNotInFuture(IReadOnlyList<LookupDraft> lookups, IReadOnlyList<InquiryDraft> inquiries, ReviewContext context, List<ReviewProblem> problems)
    {
        for (var i = 0; i < lookups.Count; i++)
        {
            NotInFuture(lookups[i].Date, $"lookups[{i}].date", context, problems);
        }

        for (var i = 0; i < inquiries.Count; i++)
        {
            NotInFuture(inquiries[i].Asked, $"inquiries[{i}].asked", context, problems);
            NotInFuture(inquiries[i].Answered, $"inquiries[{i}].answered", context, problems);
        }
    }

    private static void NotInFuture(string? text, string path, ReviewContext context, List<ReviewProblem> problems)
    {
        if (PartialDate.TryParse(text?.Trim(), out var date) && date.Earliest > context.Today)
        {
            problems.Add(new(path, "The date lies in the future."));
        }
    }

    // Nobody reports a claim before it is made; of several sources one may be older, as background.
    private static void NotAfterSources(string? text, IReadOnlyList<string> keys, IReadOnlyList<SourceDraft> sources, string path, List<ReviewProblem> problems)
    {
        if (!PartialDate.TryParse(text?.Trim(), out var date))
        {
            return;
        }

        var published = keys.Select(k => sources.FirstOrDefault(s => s.Id == k)?.Published).ToList();
        if (published.Count > 0 && published.TrueForAll(p => PartialDate.TryParse(p?.Trim(), out var day) && day.Latest < date.Earliest))
        {
            problems.Add(new(path, "Every source for this is older. Correct the day, or add the source that reports it."));
        }
    }

    private static string Typed(string? text) => text?.Trim() ?? "";

    private static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);

    private static int WordsIn(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length ?? 0;
}
