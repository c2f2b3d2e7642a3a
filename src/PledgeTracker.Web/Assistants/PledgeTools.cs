using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Embeds;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Assistants;

/// <summary>Pledges that were found.</summary>
internal sealed record FoundPledges(
    [property: Means("What was found, with the filter as it was understood.")] string Finding,
    [property: Means("The day the answer describes.")] string Day,
    [property: Means("How many pledges the filter finds.")] int Total,
    IReadOnlyList<SaidPledge> Pledges,
    [property: Means("Words that no pledge has, why nothing is found, or what to try instead.")] IReadOnlyList<string> Notes,
    [property: Means("Claimed totals that the search finds: what somebody said of many pledges at once.")] IReadOnlyList<SaidClaim> Claims,
    [property: Means("What to send as “after” for the pledges that follow. Null at the end.")] string? Next,
    [property: Means("The list on the site.")] string Page) : AssistantAnswer
{
    /// <summary>How many of them stand before those that are shown.</summary>
    private int Before { get; init; }

    public static FoundPledges Of(string finding, string day, int total, int before, IReadOnlyList<SaidPledge> pledges, IReadOnlyList<string> notes, IReadOnlyList<SaidClaim> claims, string? next, string page) =>
        new(finding, day, total, pledges, notes, claims, next, page) { Before = before };

    public override string InWords()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Finding} As of {Day}.\n");
        foreach (var note in Notes)
        {
            text.Append(note).Append('\n');
        }

        foreach (var (i, pledge) in Pledges.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Before + i + 1}. ");
            pledge.Write(text);
        }

        foreach (var (i, claim) in Claims.Index())
        {
            text.Append(i == 0 ? "\nClaimed totals:\n" : "\n");
            claim.Write(text);
        }

        return text.Append(End(Next, Before > 0)).Append(CultureInfo.InvariantCulture, $" The list: {Page}\n").ToString();
    }
}

/// <summary>One pledge with all that is known of it.</summary>
internal sealed record WholePledge(
    SaidPledge Pledge,
    [property: Means("The other targets of the pledge, each in a few sentences.")] IReadOnlyList<string> OtherTargets,
    [property: Means("How the target was changed after the announcement. Progress is measured against the original target.")] IReadOnlyList<string> Changes,
    [property: Means("How well it can be checked, and why. The reason is left out for a day in the past, because editors wrote it later.")] string Checkability,
    [property: Means("What the promise depends on. Null where nothing is recorded, and for a day in the past, because editors wrote it later.")] string? Conditions,
    [property: Means("Every verdict ever given, the oldest first.")] IReadOnlyList<SaidVerdict> Verdicts,
    [property: Means("Each question to the company, with what came of it and its answer in its own words.")] IReadOnlyList<SaidInquiry> Inquiries,
    [property: Means("Everything that was reported, counted or not, in the editors’ order.")] IReadOnlyList<SaidFigure> Figures,
    [property: Means("How many figures are left out here. They are on the page.")] int FiguresLeftOut,
    [property: Means("All sources of the page.")] IReadOnlyList<SaidSource> Sources) : AssistantAnswer
{
    private const int MostFigures = 50;

    public static WholePledge Of(PledgeView view, string publisher)
    {
        var pledge = view.Pledge;
        var figures = view.WasMade ? pledge.Figures : [];
        return new(
            SaidPledge.Of(view, publisher),
            view.WasMade ? [.. view.Progress.Skip(1).Select(p => ReadyToPaste.Of(view, p))] : [],
            [.. ReadyToPaste.Changes(pledge.Headline)],
            view.LooksBack ? $"{Wording.Label(pledge.Checkability)}." : $"{Wording.Label(pledge.Checkability)}. {pledge.CheckabilityReason}", view.LooksBack ? null : pledge.Conditions,
            [.. pledge.Verdicts.Select(v => SaidVerdict.Of(v, holds: v == pledge.Verdict))],
            [.. pledge.Inquiries.Select(i => SaidInquiry.Of(i, view.LooksBack))],
            [.. figures.Take(MostFigures).Select(f => SaidFigure.Of(f, view))], Math.Max(0, figures.Count - MostFigures),
            SaidSource.Of(pledge.Sources));
    }

    public override string InWords()
    {
        var text = new StringBuilder();
        Pledge.Write(text, withSources: false);
        text.Append(CultureInfo.InvariantCulture, $"{Pledge.Pace}\n");
        if (Pledge.Judgement.Reason is { } reason)
        {
            text.Append(CultureInfo.InvariantCulture, $"Reason for the verdict: {reason}\nWhat the verdict means: {Pledge.Judgement.Meaning}\n");
        }

        foreach (var (i, earlier) in Verdicts.Where(v => !v.Holds).Index())
        {
            text.Append(i == 0 ? "Earlier verdicts:\n" : "").Append(CultureInfo.InvariantCulture, $"- {earlier.InWords}\n");
        }

        foreach (var inquiry in Inquiries)
        {
            text.Append(inquiry.InWords).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"Checkable: {Checkability}\n");
        if (Conditions is { } conditions)
        {
            text.Append(CultureInfo.InvariantCulture, $"Conditions: {conditions}\n");
        }

        foreach (var other in OtherTargets)
        {
            text.Append(other).Append('\n');
        }

        foreach (var (i, figure) in Figures.Index())
        {
            text.Append(i == 0 ? "\nReported figures:\n" : "").Append(CultureInfo.InvariantCulture, $"- {figure.InWords}\n");
        }

        if (FiguresLeftOut > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {FiguresLeftOut} more: {Pledge.Cite}\n");
        }

        text.Append("\nSources:\n");
        SaidSource.Write(text, Sources);
        return text.Append(CultureInfo.InvariantCulture, $"\nCite as: {Pledge.Citation}\n").ToString();
    }
}

/// <summary>A verdict that was given.</summary>
internal sealed record SaidVerdict(
    string Verdict, string Since, string Reason, IReadOnlyList<int> Sources,
    [property: Means("Whether it is the one that held on the day of the answer. The others were given before it.")] bool Holds)
{
    internal string InWords { get; private init; } = "";

    public static SaidVerdict Of(Verdict verdict, bool holds)
    {
        var word = Wording.Verdict(verdict);
        return new(word, verdict.Date.ToString(), verdict.Reason, [.. verdict.Sources.Select(s => s.Number).Distinct()], holds) { InWords = $"{word}, since {verdict.Date.InWords()}. {verdict.Reason} {SaidSource.Marks(verdict.Sources)}".TrimEnd() };
    }
}

/// <summary>A question of the newsroom to the company.</summary>
internal sealed record SaidInquiry(
    [property: Means("The day on which it was asked.")] string Asked,
    string Question,
    [property: Means("open, answered, declined or silent: what had come of it by the day of the answer.")] string Outcome,
    [property: Means("The day on which the company answered. Null where it did not, and where that day is not known.")] string? Answered,
    [property: Means("The company’s own words. Null where it gave none, and for a day in the past if the day of the answer is not known.")] string? Answer)
{
    internal string InWords { get; private init; } = "";

    public static SaidInquiry Of(Inquiry inquiry, bool looksBack)
    {
        // What has no day may be younger than the day that is looked back to.
        var answer = looksBack && inquiry.Answered is null ? null : inquiry.Answer;
        return new(DataText.Of(inquiry.Asked)!, inquiry.Question, Code.Of(inquiry.Outcome), DataText.Of(inquiry.Answered), answer)
        {
            InWords = $"Asked on {inquiry.Asked.InWords()}: {inquiry.Question} {Wording.Label(inquiry.Outcome)}.{(answer is null ? "" : $" The company answered: “{answer}”")}",
        };
    }
}

/// <summary>A figure that somebody reported.</summary>
internal sealed record SaidFigure(
    [property: Means("The figure with what it is, as of when, on what basis, and whether it counts.")] string InWords,
    HedgedNumber Quantity, string AsOf,
    [property: Means("counted, context or disputed.")] string Counting,
    [property: Means("Why it does not count. Null where it does.")] string? Reason,
    IReadOnlyList<int> Sources)
{
    public static SaidFigure Of(Figure figure, PledgeView view)
    {
        var said = Wording.Of(figure.Quantity, figure.Currency, figure.Metric);
        var by = figure.ReportedBy is { } reporter ? $", by {reporter}" : "";
        var words = $"{said}, {(figure.Undated ? "known by" : "as of")} {figure.AsOf.InWords()} ({Wording.Words(figure.Basis)}{by}). {Wording.Label(figure.Counting)}.{(figure.Reason is { } why ? " " + why : "")} {SaidSource.Marks(figure.Sources)} {view.Url}/figures/{view.Published.NumberOf(figure).ToString(CultureInfo.InvariantCulture)}";
        return new(words, HedgedNumber.Of(figure.Quantity, said), figure.AsOf.ToString(), Code.Of(figure.Counting), figure.Reason, [.. figure.Sources.Select(s => s.Number).Distinct()]);
    }
}

/// <summary>Pledges beside each other.</summary>
internal sealed record ComparedPledges(
    [property: Means("What the comparison shows.")] string Finding,
    [property: Means("What makes them hard to compare. Say it with the finding.")] IReadOnlyList<string> Differences,
    [property: Means("The day the answer describes.")] string Day,
    IReadOnlyList<SaidPledge> Pledges,
    [property: Means("The comparison on the site.")] string Page) : AssistantAnswer
{
    public override string InWords()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Finding} As of {Day}.\n");
        foreach (var difference in Differences)
        {
            text.Append("- ").Append(difference).Append('\n');
        }

        foreach (var (i, pledge) in Pledges.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. ");
            pledge.Write(text);
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nThe comparison: {Page}\n").ToString();
    }
}

/// <summary>What assistants can ask about pledges.</summary>
internal static class PledgeTools
{
    private const string QueryKey = "query";

    private const int MostClaims = 3;

    public static IEnumerable<McpServerTool> All { get; } =
    [
        new AssistantTool<FoundPledges>("search", "Search",
            "Searches pledges and claimed totals by words, as the site’s search does: companies, places, people, numbers, or a question like “which pledges in Ohio are overdue”. Words that are a filter are taken as one. Begin here when you do not know the address of a pledge.",
            [new(QueryKey, "What to look for.") { IsRequired = true }, AssistantParameter.On, AssistantParameter.Limit, AssistantParameter.After], SearchAsync),
        new AssistantTool<FoundPledges>("list_pledges", "List pledges",
            "Lists pledges by the filters of the page /pledges: verdict, pace, deadline, place, company and others. Values of one filter are alternatives, and all filters must fit. For “overdue” use the pace overdue or the deadline passed, which are different things.",
            [.. Filters(), AssistantParameter.On, AssistantParameter.Limit, AssistantParameter.After], (question, cancel) => ListAsync(question, DataRequest.ReadFilter(question.Query), withClaims: false, cancel)),
        new AssistantTool<WholePledge>("read_pledge", "Read a pledge",
            "Everything about one pledge, today, as known on a day, or as one revision: what was promised, what was reported and what counts, the verdict with its reason, and the sources.",
            [new("pledge", "What stands at the end of its address, like alibaba-million-us-jobs-2017.") { IsRequired = true }, AssistantParameter.On, AssistantParameter.Revision], ReadAsync),
        new AssistantTool<ComparedPledges>("compare_pledges", "Compare pledges",
            $"Two to {EmbedPages.MostCompared} pledges side by side, each with the share of its own promise, and with what makes them hard to compare.",
            [new("pledge", "What stands at the end of the address of each.") { IsRequired = true, IsList = true }, AssistantParameter.On], CompareAsync),
    ];

    // The filters of the page, in its order, and the order of the list.
    private static IEnumerable<AssistantParameter> Filters() =>
    [
        .. PledgeFilter.SelectingKeys.Select(key => Facet.All.FirstOrDefault(f => f.Key == key) is { } facet
            ? new AssistantParameter(key, facet.Meaning) { IsList = true, Words = facet.Codes }
            : new AssistantParameter(key, Api.ApiDocument.MeaningOf(key))),
        new(PledgeFilter.SortKey, Api.ApiDocument.MeaningOf(PledgeFilter.SortKey)) { Words = Code.Codes<PledgeSort>() },
        new(PledgeFilter.ReverseKey, "Whether the order is reversed.") { Type = "boolean" },
    ];

    private static Task<FoundPledges> SearchAsync(AssistantQuestion question, CancellationToken cancel)
    {
        var query = question.Query.ToDictionary(q => q.Key == QueryKey ? PledgeFilter.SearchKey : q.Key, q => q.Value);
        return ListAsync(question, DataRequest.ReadFilter(new QueryCollection(query)), withClaims: true, cancel);
    }

    private static async Task<FoundPledges> ListAsync(AssistantQuestion question, PledgeFilter filter, bool withClaims, CancellationToken cancel)
    {
        var (limit, today, listing) = (question.Limit(), question.Get<NewsroomCalendar>().Today, question.Get<PledgeListing>());
        var (context, site, publisher) = (question.Get<PledgeTrackerDbContext>(), question.Get<SiteAddress>(), question.Get<IOptions<PledgeTrackerOptions>>().Value.Publisher);
        filter = filter with { On = PledgePages.Past(filter.On, today) };
        await context.Database.OpenConnectionAsync(cancel);
        var (selection, search) = await listing.SelectAsync(filter, today, cancel);
        if (selection.UnknownCompany is { } slug)
        {
            throw new DataRequestException($"There is no company at the address “{PledgeFilter.Shorten(slug)}”.", StatusCodes.Status404NotFound);
        }

        int before;
        try
        {
            before = selection.StartOf(filter, limit);
        }
        catch (FormatException)
        {
            throw AssistantQuestion.NoNext();
        }

        var found = new PledgePage { Rows = [], Selection = selection, Before = before, Search = search };
        var pledges = await ReadAsync(question, [.. selection.Ids.Skip(before).Take(limit)], filter.On, cancel);
        var names = selection.Index.Names;
        IEnumerable<FilterChip> chips = [.. search is null ? [] : FilterChip.Of(search.Reading, filter, names, _ => ""), .. FilterChip.Of(filter, names, _ => "")];
        var claims = withClaims && filter is { Search: { } words, On: null, After: null }
            ? await ClaimTools.OfHitsAsync(question, [.. (await question.Get<ClaimIndexes>().GetAsync(cancel)).Search.FindFor(words, selection.Index.Words, today).Take(MostClaims)], cancel) : [];
        return FoundPledges.Of(
            filter.IsEmpty && filter.Search is null ? FoundWords.Line(found, chips) + "." : FoundWords.Line(found, chips), DataText.Of(filter.On ?? today)!, found.Total, before,
            [.. pledges.Select(p => SaidPledge.Of(p, publisher, filter.Since))], [.. await NotesAsync(question, found, filter, cancel)], claims,
            before + limit < found.Total ? selection.TokenOf(before + limit - 1) : null,
            site.Of("/pledges" + filter.FromTheBeginning().ToQuery()));
    }

    // What was looked for instead, why nothing is found, and what to try.
    private static async Task<IEnumerable<string>> NotesAsync(AssistantQuestion question, PledgePage found, PledgeFilter filter, CancellationToken cancel)
    {
        var notes = new List<string>();
        notes.AddRange((found.Search?.Corrections ?? []).Select(c => Text.F($"No pledge has “{c.Typed}”. These have {c.Instead}.")));
        if (found.Total > 0)
        {
            return notes;
        }

        notes.AddRange(((string?[])[Text.T("No pledge is found."), FoundWords.WhyNothing(found, filter)]).OfType<string>());
        notes.AddRange((found.Search?.Looser ?? []).Select(l => $"{Text.T("Try instead:")} {l.Typed} ({Text.Plural(l.Count, "{0} pledge", "{0} pledges")})"));
        if (found.Search is { Nearest: { Count: > 0 } nearest })
        {
            var rows = await question.Get<PledgeListing>().RowsAsync(nearest, filter.On, cancel);
            notes.AddRange(rows.Select((row, i) => $"{(i == 0 ? Text.T("The nearest: these have most of it") + ": " : "")}{row.CompanyName}: {row.Title} ({row.Slug})"));
        }

        return notes;
    }

    /// <summary>Some pledges as pages show them, in the order given.</summary>
    public static async Task<IReadOnlyList<PledgeView>> ReadAsync(AssistantQuestion question, IReadOnlyList<int> ids, DateOnly? on, CancellationToken cancel)
    {
        var (today, site) = (question.Get<NewsroomCalendar>().Today, question.Get<SiteAddress>());
        var views = new List<PledgeView>();
        await foreach (var pledge in question.Get<PublishedPledges>().ReadAsync(ids, cancel))
        {
            views.Add(new PledgeView(pledge, on, today, site));
        }

        return views;
    }

    private static async Task<WholePledge> ReadAsync(AssistantQuestion question, CancellationToken cancel) =>
        WholePledge.Of(await FindAsync(question, question.One("pledge")!, cancel), question.Get<IOptions<PledgeTrackerOptions>>().Value.Publisher);

    private static async Task<ComparedPledges> CompareAsync(AssistantQuestion question, CancellationToken cancel)
    {
        var slugs = ComparedNames.Of(question.Query).Select(given => SlugOf(given, "pledges")).Distinct(StringComparer.Ordinal).ToList();
        if (slugs.Count > EmbedPages.MostCompared)
        {
            throw NoComparison(slugs.Count);
        }

        var found = new List<PledgeView>();
        foreach (var slug in slugs)
        {
            found.Add(await FindAsync(question, slug, cancel));
        }

        // A pledge that moved is found by each of its addresses.
        var views = found.DistinctBy(v => v.Published.Id).OrderBy(v => v.Pledge.Slug, StringComparer.Ordinal).ToList();
        if (views.Count < 2)
        {
            throw NoComparison(views.Count);
        }

        var (site, publisher) = (question.Get<SiteAddress>(), question.Get<IOptions<PledgeTrackerOptions>>().Value.Publisher);
        var compared = Compared.All([.. views.Select(v => (v.Pledge, v.Progress[0]))]);
        var on = views.Exists(v => v.LooksBack) ? views[0].On : (DateOnly?)null;
        return new(ComparisonWords.Finding(compared), [.. ComparisonWords.Differences(compared).Select(d => d.ToString())], DataText.Of(views[0].On)!, [.. views.Select(v => SaidPledge.Of(v, publisher))], site.Of("/compare" + ComparedNames.QueryOf(views.Select(v => v.Pledge.Slug), on)));
    }

    private static DataRequestException NoComparison(int count) => new($"A comparison has two to {EmbedPages.MostCompared} different pledges, and this one names {count}.");

    // A pledge by what stands at the end of its address, also where it had that address before; the whole address will do.
    private static async Task<PledgeView> FindAsync(AssistantQuestion question, string slug, CancellationToken cancel)
    {
        slug = SlugOf(slug, "pledges");
        return await question.Get<PledgePages>().FindAsync(slug, question.Query, cancel) switch
        {
            PledgeAnswer.Shown shown => shown.View,
            PledgeAnswer.Moved moved => await FindAsync(question, moved.Slug, cancel),
            PledgeAnswer.Refused refused => throw new DataRequestException(refused.Sentence, refused.Status),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }

    /// <summary>What stands at the end of an address of a section of the site, where somebody gave the whole of it.</summary>
    public static string SlugOf(string given, string section)
    {
        var begin = given.LastIndexOf($"/{section}/", StringComparison.Ordinal);
        return begin < 0 ? given : given[(begin + section.Length + 2)..].Split('?', '#', '/')[0];
    }
}
