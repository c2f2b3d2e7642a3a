using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>The order of a list. Every order ends in the pledge's id, so that it is total.</summary>
public enum PledgeSort
{
    /// <summary>Most jobs pledged first.</summary>
    Largest,

    /// <summary>Latest announcement first.</summary>
    Newest,

    /// <summary>Earliest deadline first; without one last.</summary>
    Due,

    /// <summary>Highest counted share first; where nothing counts last.</summary>
    Progress,

    /// <summary>A to Z.</summary>
    Title,

    /// <summary>By the company's name, A to Z.</summary>
    Company,

    /// <summary>In the order of the verdicts, those not yet rated last.</summary>
    Verdict,

    /// <summary>What fits the search best first; the default order of a search.</summary>
    Relevance,

    /// <summary>Most public money first, in U.S. dollars, then in other currencies; without a sum last.</summary>
    PublicMoney,

    /// <summary>Most public money on offer for each job pledged first, in U.S. dollars, then in other currencies; without a sum last.</summary>
    MoneyForAJob,
}

/// <summary>A range of whole numbers, either end open.</summary>
public readonly record struct NumberRange(long? From, long? To)
{
    public bool IsOpen => From is null && To is null;

    /// <summary>Whether nothing can lie in it.</summary>
    public bool IsEmpty => From > To;

    public bool Has(long value) => !(value < From) && !(value > To);

    /// <summary>What lies in both.</summary>
    public NumberRange And(NumberRange other) => new(
        From is null ? other.From : other.From is null ? From : Math.Max(From.Value, other.From.Value),
        To is null ? other.To : other.To is null ? To : Math.Min(To.Value, other.To.Value));
}

/// <summary>
/// Which pledges a list shows, as its address says it:
/// <c>?q=steel&amp;company=alibaba&amp;verdict=missed&amp;jobs_from=1000&amp;sort=due&amp;after=…</c>. The page and its other
/// forms read the same filter.
/// </summary>
public sealed record PledgeFilter
{
    /// <summary>The query keys a list reads.</summary>
    public const string SearchKey = "q", SortKey = "sort", ReverseKey = "reverse", PageKey = "page",
        AfterKey = "after", JobsFromKey = "jobs_from", JobsToKey = "jobs_to", MoneyFromKey = "money_from", MoneyToKey = "money_to",
        SinceKey = "since", CurrencyKey = "currency", YearFromKey = "year_from", YearToKey = "year_to", DueFromKey = "due_from", DueToKey = "due_to",
        PublicFromKey = "public_money_from", PublicToKey = "public_money_to", PerJobFromKey = "per_job_from", PerJobToKey = "per_job_to";

    /// <summary>The query keys that say which pledges are meant.</summary>
    public static readonly string[] SelectingKeys =
        [SearchKey, .. Facet.All.Select(f => f.Key), JobsFromKey, JobsToKey, MoneyFromKey, MoneyToKey, PublicFromKey, PublicToKey, PerJobFromKey, PerJobToKey, CurrencyKey, YearFromKey, YearToKey, DueFromKey, DueToKey, SinceKey];

    /// <summary>
    /// All query keys of a list: the selecting ones, the order, the place in the list, and the day to look back to.
    /// </summary>
    public static readonly string[] Keys = [.. SelectingKeys, SortKey, ReverseKey, PageKey, AfterKey, PledgePages.OnKey];

    private const int MostChoices = 50;

    private static readonly IReadOnlyList<string> None = [];

    private Dictionary<Facet, IReadOnlyList<string>> Chosen { get; init; } = [];

    /// <summary>What was searched for, as typed; null without a search.</summary>
    public string? Search { get; init; }

    /// <summary>Jobs pledged.</summary>
    public NumberRange Jobs { get; init; }

    /// <summary>Money pledged, in whole units of <see cref="Currency"/>.</summary>
    public NumberRange Money { get; init; }

    /// <summary>Public money by the sum its page shows, in whole units of <see cref="Currency"/> (<see cref="MoneyBand"/>).</summary>
    public NumberRange PublicMoney { get; init; }

    /// <summary>Public money on offer for each job pledged, in whole units of <see cref="Currency"/>.</summary>
    public NumberRange PerJob { get; init; }

    /// <summary>ISO 4217: what money is counted in. Amounts in other currencies are not compared with it.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Years of announcement.</summary>
    public NumberRange Years { get; init; }

    /// <summary>Years of the deadline of the main target.</summary>
    public NumberRange Due { get; init; }

    /// <summary>Only pledges of which something became known, or on whose page something was changed, after this day.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>
    /// The day the list looks back to; null for today. The list then has the pledges of that day, with what was known of
    /// them.
    /// </summary>
    public DateOnly? On { get; init; }

    public PledgeSort Sort { get; init; }

    /// <summary>Whether the order is reversed; what has no value stays last.</summary>
    public bool IsReversed { get; init; }

    /// <summary>From 1.</summary>
    public int PageNumber { get; init; } = 1;

    /// <summary>Where the page begins, as a list's own link says it; null for the beginning.</summary>
    public string? After { get; init; }

    /// <summary>Whether only pledges with a deadline are wanted; set by the page of deadlines and by no query.</summary>
    public bool WithDeadline { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<VerdictKind> Verdicts => [.. Choices(Facet.Verdict).Select(c => Code.TryParse<VerdictKind>(c, out var verdict) ? verdict : default)];

    /// <summary>The slug of the one company that is chosen; null for none or several.</summary>
    public string? Company => Choices(Facet.Company) is [var one] ? one : null;

    /// <summary>What is chosen within a facet, by code; empty for everything.</summary>
    public IReadOnlyList<string> Choices(Facet facet) => Chosen.GetValueOrDefault(facet) ?? None;

    /// <summary>The same filter with other choices within a facet.</summary>
    public PledgeFilter With(Facet facet, IEnumerable<string> choices)
    {
        var changed = new Dictionary<Facet, IReadOnlyList<string>>(Chosen);
        string[] sorted = [.. choices.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (sorted.Length == 0)
        {
            changed.Remove(facet);
        }
        else
        {
            changed[facet] = sorted;
        }

        return this with { Chosen = changed };
    }

    /// <summary>The same filter with one choice more, or without it where it was chosen.</summary>
    public PledgeFilter Toggle(Facet facet, string choice) => With(facet, Toggled(facet, choice));

    /// <summary>What is then chosen within a facet.</summary>
    public IReadOnlyList<string> Toggled(Facet facet, string choice) => Choices(facet) switch
    {
        [] => [choice],
        var chosen => [.. (chosen.Contains(choice) ? chosen.Where(c => c != choice) : chosen.Append(choice)).Order(StringComparer.Ordinal)],
    };

    /// <summary>Whether it finds every pledge.</summary>
    public bool IsEmpty => Search is null && Since is null && Chosen.Count == 0 && Ranges.All(r => r.IsOpen);

    /// <summary>All ranges.</summary>
    public IEnumerable<NumberRange> Ranges => [Jobs, Money, PublicMoney, PerJob, Years, Due];

    /// <summary>The order of the rows, resolved: a search without an order is sorted by relevance.</summary>
    public PledgeSort Order => Sort == PledgeSort.Largest && Search is not null && !SortIsAsked ? PledgeSort.Relevance : Sort;

    /// <summary>Whether the address names the order.</summary>
    public bool SortIsAsked { get; init; }

    /// <summary>Two filters are the same where their addresses are.</summary>
    public bool Equals(PledgeFilter? other) => other is not null && WithDeadline == other.WithDeadline && ToQuery() == other.ToQuery();

    public override int GetHashCode() => ToQuery().GetHashCode(StringComparison.Ordinal);

    /// <summary>Reads a query that comes from no request: a stored one, or one that somebody pasted.</summary>
    /// <inheritdoc cref="TryRead(IQueryCollection, out PledgeFilter, out string)"/>
    /// <param name="query">With its question mark, or empty.</param>
    /// <param name="filter">What was read.</param>
    /// <param name="problem">What is not understood, in a sentence for the reader.</param>
    public static bool TryRead(string query, out PledgeFilter filter, out string problem) => TryRead(new QueryCollection(QueryHelpers.ParseQuery(query)), out filter, out problem);

    /// <summary>Reads a query string. Unknown keys are ignored; a value that is not understood is reported.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="filter">What was read.</param>
    /// <param name="problem">What is not understood, in a sentence for the reader.</param>
    public static bool TryRead(IQueryCollection query, out PledgeFilter filter, out string problem)
    {
        filter = new PledgeFilter();
        problem = "";
        foreach (var facet in Facet.All)
        {
            string[] choices = [.. query[facet.Key].Where(c => !string.IsNullOrEmpty(c)).Select(c => c!)];
            if (choices.Length > MostChoices)
            {
                problem = Plural(MostChoices, "The address chooses more than {0} value of “{1}”.", "The address chooses more than {0} values of “{1}”.", facet.Key);
                return false;
            }

            foreach (var choice in choices)
            {
                if (facet.ProblemOf(choice) is { } wrong)
                {
                    problem = wrong;
                    return false;
                }
            }

            filter = filter.With(facet, choices);
        }

        if (!TryOne(query, SearchKey, out var search, ref problem) || !TryOne(query, SortKey, out var sortCode, ref problem)
            || !TryOne(query, ReverseKey, out var reverse, ref problem) || !TryOne(query, PageKey, out var pageText, ref problem)
            || !TryOne(query, AfterKey, out var after, ref problem) || !TryOne(query, CurrencyKey, out var currency, ref problem)
            || !TryRange(query, JobsFromKey, JobsToKey, out var jobs, ref problem)
            || !TryRange(query, MoneyFromKey, MoneyToKey, out var money, ref problem, currency ?? "USD")
            || !TryRange(query, PublicFromKey, PublicToKey, out var publicMoney, ref problem, currency ?? "USD")
            || !TryRange(query, PerJobFromKey, PerJobToKey, out var perJob, ref problem, currency ?? "USD")
            || !TryRange(query, YearFromKey, YearToKey, out var years, ref problem)
            || !TryRange(query, DueFromKey, DueToKey, out var due, ref problem))
        {
            return false;
        }

        if (!PledgePages.TryReadDay(query, SinceKey, out var since, out problem) || !PledgePages.TryReadDay(query, PledgePages.OnKey, out var on, out problem))
        {
            return false;
        }

        var sort = PledgeSort.Largest;
        if (sortCode is not null && !Code.TryParse(sortCode, out sort))
        {
            problem = F($"A list cannot be sorted by “{Shorten(sortCode)}”. Sort it by: {string.Join(", ", Code.Codes<PledgeSort>())}.");
            return false;
        }

        if (sort == PledgeSort.Relevance && string.IsNullOrWhiteSpace(search))
        {
            problem = T("Only a search can be sorted by relevance: add “q”.");
            return false;
        }

        if (reverse is not (null or "1"))
        {
            problem = F($"“{Shorten(reverse)}” is not understood: reverse is 1 or left out.");
            return false;
        }

        if (currency is not null && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
        {
            problem = F($"“{Shorten(currency)}” is not the code of a currency. Write it like USD.");
            return false;
        }

        var page = 1;
        if (pageText is not null
            && (!int.TryParse(pageText, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > 1_000_000))
        {
            problem = F($"“{Shorten(pageText)}” is not a page number.");
            return false;
        }

        if (after is not null && pageText is not null)
        {
            problem = T("Ask for a page, or for what comes after an entry in the list, not both.");
            return false;
        }

        filter = filter with
        {
            // Longer than anybody types is an attack or an accident: it is cut, since its beginning says as much.
            Search = string.IsNullOrWhiteSpace(search) ? null : SearchQuery.Limit(search),
            Jobs = jobs,
            Money = money,
            Currency = currency ?? "USD",
            PublicMoney = publicMoney,
            PerJob = perJob,
            Years = years,
            Due = due,
            Since = since,
            On = on,
            Sort = sort,
            SortIsAsked = sortCode is not null && (search is not null || sort != PledgeSort.Largest),
            IsReversed = reverse is not null,
            PageNumber = page,
            After = after,
        };
        return true;
    }

    /// <summary>The query string of this state: keys in a fixed order, defaults left out, so that equal states have one address.</summary>
    public string ToQuery() => QueryAround(null).With([]);

    /// <summary>The query string of this state but for what is chosen within a facet, for all the choices that a list offers.</summary>
    /// <param name="open">The facet; null for the query as it is.</param>
    public OpenQuery QueryAround(Facet? open)
    {
        var query = new StringBuilder();
        var before = "";
        if (Search is not null)
        {
            Add(SearchKey, Search);
        }

        foreach (var facet in Facet.All)
        {
            if (facet == open)
            {
                before = query.ToString();
                query.Clear();
                continue;
            }

            foreach (var choice in Choices(facet))
            {
                Add(facet.Key, choice);
            }
        }

        Range(JobsFromKey, JobsToKey, Jobs);
        Range(MoneyFromKey, MoneyToKey, Money);
        Range(PublicFromKey, PublicToKey, PublicMoney);
        Range(PerJobFromKey, PerJobToKey, PerJob);
        if ((!Money.IsOpen || !PublicMoney.IsOpen || !PerJob.IsOpen) && Currency != "USD")
        {
            Add(CurrencyKey, Currency);
        }

        Range(YearFromKey, YearToKey, Years);
        Range(DueFromKey, DueToKey, Due);
        Day(SinceKey, Since);
        Day(PledgePages.OnKey, On);
        if (Sort != PledgeSort.Largest || (Search is not null && SortIsAsked))
        {
            Add(SortKey, Code.Of(Sort));
        }

        if (IsReversed)
        {
            Add(ReverseKey, "1");
        }

        if (After is not null)
        {
            Add(AfterKey, After);
        }

        if (PageNumber > 1)
        {
            Add(PageKey, PageNumber.ToString(CultureInfo.InvariantCulture));
        }

        return new OpenQuery(before, open?.Key ?? "", query.ToString());

        void Add(string key, string value) => query.Append(OpenQuery.Pair(key, value));

        void Day(string key, DateOnly? day)
        {
            if (day is { } one)
            {
                Add(key, one.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }

        void Range(string from, string to, NumberRange range)
        {
            if (range.From is { } least)
            {
                Add(from, least.ToString(CultureInfo.InvariantCulture));
            }

            if (range.To is { } most)
            {
                Add(to, most.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>
    /// This filter with what another one selects, as words of a search do: choices within a facet are alternatives, ranges must both hold, and
    /// an order that was asked for stays.
    /// </summary>
    public PledgeFilter And(PledgeFilter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var both = this with
        {
            Jobs = Jobs.And(other.Jobs),
            Money = Money.And(other.Money),
            PublicMoney = PublicMoney.And(other.PublicMoney),
            PerJob = PerJob.And(other.PerJob),
            Years = Years.And(other.Years),
            Due = Due.And(other.Due),
            Currency = other.Currency == "USD" ? Currency : other.Currency,
            Sort = SortIsAsked || !other.SortIsAsked ? Sort : other.Sort,
            IsReversed = SortIsAsked || !other.SortIsAsked ? IsReversed : other.IsReversed,
            SortIsAsked = SortIsAsked || other.SortIsAsked,
        };
        return other.Chosen.Aggregate(both, (filter, chosen) => filter.With(chosen.Key, filter.Choices(chosen.Key).Concat(chosen.Value)));
    }

    /// <summary>The facets in which something is chosen, in their order.</summary>
    public IEnumerable<Facet> ChosenFacets => Facet.All.Where(Chosen.ContainsKey);

    /// <summary>The same pledges from the beginning of the list.</summary>
    public PledgeFilter FromTheBeginning() => this with { PageNumber = 1, After = null };

    /// <summary>The same pledges, whatever their order and page: what feeds and calendars are made of.</summary>
    public PledgeFilter Selection() => FromTheBeginning() with { Sort = PledgeSort.Largest, SortIsAsked = false, IsReversed = false };

    /// <inheritdoc cref="Wording.Shorten"/>
    public static string Shorten(string value) => Wording.Shorten(value);

    /// <summary>Reads a key that may occur once; an empty value counts as none.</summary>
    public static bool TryOne(IQueryCollection query, string key, out string? value, ref string problem)
    {
        var values = query[key];
        value = values.Count == 1 && values[0] is { Length: > 0 } one ? one : null;
        if (values.Count > 1)
        {
            problem = F($"The address says “{key}” more than once.");
            return false;
        }

        return true;
    }

    // Numbers as people type them: 1000, 1,000, 1.5 million, 13k; of money also $5 million, in the currency that is asked for.
    private static bool TryRange(IQueryCollection query, string fromKey, string toKey, out NumberRange range, ref string problem, string? currency = null)
    {
        range = default;
        if (!TryOne(query, fromKey, out var fromText, ref problem) || !TryOne(query, toKey, out var toText, ref problem)
            || !TryNumber(fromText, currency, out var from, ref problem) || !TryNumber(toText, currency, out var to, ref problem))
        {
            return false;
        }

        range = new NumberRange(from, to);
        return true;
    }

    private static bool TryNumber(string? text, string? currency, out long? number, ref string problem)
    {
        number = null;
        if (text is null)
        {
            return true;
        }

        // A reader types numbers as the page's language writes them: 10.000 is ten thousand in Spanish.
        var separator = Language.Current.Culture.NumberFormat.NumberGroupSeparator;
        var groups = text.Split(separator);
        var plain = separator != "," && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(g => g.Length == 3) ? string.Concat(groups) : text;
        var amount = TypedQuantity.ReadMoney(plain, beside: currency).Value;
        if (amount is { Quantity: { Kind: QuantityKind.Exactly, Low: >= 0 } quantity } && (amount.Currency is null || amount.Currency == currency))
        {
            number = quantity.Low;
            return true;
        }

        problem = F($"“{Shorten(text)}” is not a whole number. Write it like 1000 or 1,000.");
        return false;
    }
}
