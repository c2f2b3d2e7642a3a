using System.Globalization;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>Something that narrows a list or orders it, in the tracker's own words.</summary>
/// <param name="Heading">What it is: Verdict.</param>
/// <param name="Words">What is chosen of it: Missed or Withdrawn.</param>
/// <param name="Without">The address of the list without it.</param>
public sealed record FilterChip(string Heading, string Words, string Without)
{
    /// <summary>The words of the search that were taken for it; null where the address chose it.</summary>
    public TakenWords? Taken { get; init; }

    /// <summary>For words of a search, the address of the list where they are looked for in the texts instead.</summary>
    public string? AsText { get; init; }

    /// <summary>Whether editors wrote its words, in their language.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Within a sentence: verdict Missed or Withdrawn.</summary>
    public string InSentence => (Heading.Length > 1 && char.IsLower(Heading[1]) ? char.ToLower(Heading[0], Language.Current.Culture) + Heading[1..] : Heading) + " " + Words;

    /// <summary>The chips of a filter: one for each choice that its address makes, and one for each range.</summary>
    /// <param name="filter">What the address says.</param>
    /// <param name="names">The names of what comes from the data.</param>
    /// <param name="address">The address of the list with another filter.</param>
    public static IEnumerable<FilterChip> Of(PledgeFilter filter, FacetNames names, Func<PledgeFilter, string> address)
    {
        foreach (var facet in filter.ChosenFacets)
        {
            foreach (var choice in filter.Choices(facet))
            {
                yield return new(facet.Heading, facet.NameOf(choice, names), address(filter.Toggle(facet, choice))) { IsWritten = facet.IsWrittenByEditors };
            }
        }

        foreach (var (heading, words, without) in RangesOf(filter))
        {
            yield return new(heading, words, address(without));
        }

        if (filter.Since is { } after)
        {
            yield return new(T("News since"), after.InWords().ToString(), address(filter with { Since = null }));
        }
    }

    /// <summary>The chips of words of a search.</summary>
    public static IEnumerable<FilterChip> Of(SearchReading reading, PledgeFilter filter, FacetNames names, Func<PledgeFilter, string> address)
    {
        foreach (var taken in reading.Taken)
        {
            var without = address(filter with { Search = reading.Without(taken) is { Length: > 0 } rest ? rest : null, Sort = filter.Sort == PledgeSort.Relevance ? PledgeSort.Largest : filter.Sort, SortIsAsked = filter.SortIsAsked && filter.Sort != PledgeSort.Relevance });
            var asText = address(filter with { Search = reading.Quoted(taken) });
            foreach (var facet in taken.Adds.ChosenFacets)
            {
                var codes = taken.Adds.Choices(facet);
                var isAny = facet.Codes is { } all && codes.Count > 2 && codes.Count == all.Count(c => c != "none");
                yield return new(facet.Heading, isAny ? T("recorded") : string.Join(T(" or "), InOrder(facet, codes).Select(c => facet.NameOf(c, names))), without) { Taken = taken, AsText = asText, IsWritten = facet.IsWrittenByEditors };
            }

            foreach (var (heading, words, _) in RangesOf(taken.Adds))
            {
                yield return new(heading, words, without) { Taken = taken, AsText = asText };
            }

            if (taken.Adds is { SortIsAsked: true } && taken.Adds.ChosenFacets.Any() is false)
            {
                yield return new(T("Order"), taken.Adds.IsReversed ? F($"{SortName(taken.Adds.Sort)}, reversed") : SortName(taken.Adds.Sort), without) { Taken = taken, AsText = asText };
            }
        }
    }

    /// <summary>An order, as the choice of orders names it.</summary>
    public static string SortName(PledgeSort sort) => sort switch
    {
        PledgeSort.Newest => T("newest"),
        PledgeSort.Due => T("deadline"),
        PledgeSort.Progress => T("progress"),
        PledgeSort.Title => T("title"),
        PledgeSort.Company => T("company"),
        PledgeSort.Verdict => T("verdict"),
        PledgeSort.Relevance => T("relevance"),
        PledgeSort.PublicMoney => T("public money"),
        PledgeSort.MoneyForAJob => T("public money per job"),
        _ => T("largest"),
    };

    // "Over 50,000" begins at 50,001, and is said as it was meant.
    private static string WordsOf(NumberRange range, Func<long, string> write) => (range.From, range.To) switch
    {
        ({ } from, { } to) when from == to => write(from),
        ({ } from, { } to) => F($"{write(from)} to {write(to)}"),
        ({ } from, null) when from % 10 == 1 && from > 10 => F($"more than {write(from - 1)}"),
        (null, { } to) when to % 10 == 9 => F($"less than {write(to + 1)}"),
        ({ } from, null) => F($"{write(from)} or more"),
        (_, { } to) => F($"{write(to)} or less"),
        _ => "",
    };

    private static string YearsOf(NumberRange range, Func<long, string> write) => (range.From, range.To) switch
    {
        ({ } from, null) => F($"{write(from)} or later"),
        (null, { } to) => F($"{write(to)} or earlier"),
        _ => WordsOf(range, write),
    };

    // In the order of the tracker's words, where it has one.
    private static IEnumerable<string> InOrder(Facet facet, IReadOnlyList<string> codes) => facet.Codes is { } all ? all.Where(codes.Contains) : codes;

    private static IEnumerable<(string Heading, string Words, PledgeFilter Without)> RangesOf(PledgeFilter filter)
    {
        Func<long, string> money = amount => Wording.Money(amount, filter.Currency), year = value => value.ToString("0000", CultureInfo.InvariantCulture);
        (NumberRange Range, Func<string> Heading, Func<long, string> Write, PledgeFilter Without)[] ranges =
        [
            (filter.Jobs, () => T("Jobs pledged"), Wording.Number, filter with { Jobs = default }),
            (filter.Money, () => T("Money pledged"), money, filter with { Money = default }),
            (filter.PublicMoney, () => T("Public money"), money, filter with { PublicMoney = default }),
            (filter.PerJob, () => T("Public money for each job pledged"), money, filter with { PerJob = default }),
            (filter.Years, () => T("Year of announcement"), year, filter with { Years = default }),
            (filter.Due, () => T("Year of the deadline"), year, filter with { Due = default }),
        ];
        return ranges.Where(r => !r.Range.IsOpen).Select(r => (r.Heading(), r.Write == year ? YearsOf(r.Range, year) : WordsOf(r.Range, r.Write), r.Without));
    }
}
