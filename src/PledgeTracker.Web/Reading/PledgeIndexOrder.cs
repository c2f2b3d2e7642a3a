using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

// The orders of the index, and the places in them.
public sealed partial class PledgeIndex
{
    internal PledgePlace PlaceOf(int id, PledgeSort sort, SearchHits? hits)
    {
        ref readonly var row = ref RowOf(id);
        return new PledgePlace(
            sort switch
            {
                PledgeSort.Newest => row.Announced.ToString(),
                PledgeSort.Due => row.LastDay.ToString(CultureInfo.InvariantCulture),
                PledgeSort.Progress => row.Share.ToString("R", CultureInfo.InvariantCulture),
                PledgeSort.Title => row.Title,
                PledgeSort.Company => row.CompanyName,
                PledgeSort.Verdict => Code.Of(row.Verdict),
                PledgeSort.PublicMoney => MoneyPlace(row, row.PublicMoney),
                PledgeSort.MoneyForAJob => MoneyPlace(row, row.PerJob),
                PledgeSort.Relevance => string.Create(CultureInfo.InvariantCulture, $"{hits?.TierOf(id) ?? 0}:{row.Size}"),
                _ => row.Size.ToString(CultureInfo.InvariantCulture),
            },
            id);
    }

    private string MoneyPlace(in Row row, long? amount) =>
        amount is not { } sum ? "" : string.Create(CultureInfo.InvariantCulture, $"{(row.IsInDollars ? "$" : "")}{TermsOf(WordKind.Currency).Name(row.PublicCurrency)}:{sum}");

    internal int PositionOf(PledgePlace place, PledgeSelection selection)
    {
        // Found by the pledge's values instead of by counting, so that new publications move nothing.
        var there = RowAt(place, selection.Filter.Order, out var tier);
        var compare = Comparison(selection.Filter.Order, selection.Filter.IsReversed, selection.Hits);
        int low = 0, high = selection.Ids.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            ref readonly var row = ref RowOf(selection.Ids[middle]);
            if (compare(row, there, tier) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private IEnumerable<int> Ordered(PledgeFilter filter, SearchHits? hits, bool[] found)
    {
        if (filter.Order == PledgeSort.Relevance)
        {
            // The same order as in Comparison: within a tier the largest first.
            var byTier = new List<int>?[byte.MaxValue + 1];
            foreach (var place in OrderOf(PledgeSort.Largest).Where(place => found[place]))
            {
                (byTier[hits?.TierOf(_rows[place].Id) ?? 0] ??= []).Add(place);
            }

            var some = byTier.Where(tier => tier is not null).SelectMany(tier => tier!);
            return filter.IsReversed ? some.Reverse() : some;
        }

        var order = OrderOf(filter.Order);
        if (!filter.IsReversed)
        {
            return order;
        }

        // Rows without a value stay last in either direction.
        var missing = Array.FindIndex(order, i => IsMissing(_rows[i], filter.Order));
        return missing < 0 ? order.Reverse() : order[..missing].Reverse().Concat(order[missing..].Reverse());
    }

    private int[] OrderOf(PledgeSort sort) => _orders[(int)sort].Value;

    private int[] OrderBy(PledgeSort sort)
    {
        var order = Enumerable.Range(0, _rows.Places).Where(place => !_rows[place].IsGone).ToArray();
        var compare = Comparison(sort, isReversed: false, null);
        Array.Sort(order, (a, b) => compare(_rows[a], _rows[b], null));
        return order;
    }

    /// <summary>An order that was made for other rows, with some places put where their rows now belong.</summary>
    private int[] OrderAgain(int[] before, RowTable rows, IReadOnlyList<int> changed, PledgeSort sort)
    {
        var compare = Comparison(sort, isReversed: false, null);
        var order = new List<int>(before.Length + changed.Count);
        order.AddRange(before);
        foreach (var place in changed)
        {
            if (order.IndexOf(place) is >= 0 and var at)
            {
                order.RemoveAt(at);
            }
        }

        foreach (var place in changed.Where(place => !rows[place].IsGone))
        {
            int low = 0, high = order.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = compare(rows[order[middle]], rows[place], null) < 0 ? (middle + 1, high) : (low, middle);
            }

            order.Insert(low, place);
        }

        return [.. order];
    }

    private ref readonly Row RowOf(int id)
    {
        if (!_rows.TryFind(id, out var place))
        {
            throw new KeyNotFoundException("There is no such pledge in this state of the index.");
        }

        return ref _rows[place];
    }

    private static bool IsMissing(in Row row, PledgeSort sort) => sort switch
    {
        PledgeSort.Due => row.LastDay == NoDay,
        PledgeSort.Progress => row.Share == double.MinValue,
        PledgeSort.Largest => row.Size < 0,
        PledgeSort.Verdict => row.Verdict == VerdictKind.NotYetRated,
        PledgeSort.PublicMoney => row.PublicMoney is null,
        PledgeSort.MoneyForAJob => row.PerJob is null,
        _ => false,
    };

    private delegate int RowComparison(in Row a, in Row b, int? tierOfB);

    private RowComparison Comparison(PledgeSort sort, bool isReversed, SearchHits? hits) => (in Row a, in Row b, int? tierOfB) =>
    {
        var (missingA, missingB) = (IsMissing(a, sort), IsMissing(b, sort));
        if (missingA != missingB)
        {
            return missingA ? 1 : -1;
        }

        var compared = sort switch
        {
            PledgeSort.Newest => b.Announced.CompareTo(a.Announced),
            PledgeSort.Due => a.LastDay.CompareTo(b.LastDay),
            PledgeSort.Progress => b.Share.CompareTo(a.Share),
            PledgeSort.Title => CompareText(a.Title, b.Title),
            PledgeSort.Company => CompareText(a.CompanyName, b.CompanyName),
            PledgeSort.Verdict => a.Verdict.CompareTo(b.Verdict),
            PledgeSort.PublicMoney => CompareMoney(a, a.PublicMoney, b, b.PublicMoney),
            PledgeSort.MoneyForAJob => CompareMoney(a, a.PerJob, b, b.PerJob),
            PledgeSort.Relevance when (hits?.TierOf(a.Id) ?? 0).CompareTo(tierOfB ?? hits?.TierOf(b.Id) ?? 0) is var tiers and not 0 => tiers,
            _ => b.Size.CompareTo(a.Size),
        };
        if (compared == 0)
        {
            compared = sort is PledgeSort.Due or PledgeSort.Title or PledgeSort.Company or PledgeSort.Verdict ? a.Id.CompareTo(b.Id) : b.Id.CompareTo(a.Id);
        }

        return isReversed ? -compared : compared;
    };

    private int CompareMoney(in Row a, long? amountOfA, in Row b, long? amountOfB) =>
        amountOfA is null || amountOfB is null ? 0
        : a.IsInDollars != b.IsInDollars ? (a.IsInDollars ? -1 : 1)
        : a.PublicCurrency != b.PublicCurrency ? string.CompareOrdinal(TermsOf(WordKind.Currency).Name(a.PublicCurrency), TermsOf(WordKind.Currency).Name(b.PublicCurrency))
        : Nullable.Compare(amountOfB, amountOfA);

    // Sorted by the bytes of UTF-8, as in both databases.
    private static int CompareText(string a, string b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] != b[i])
            {
                var (surrogateA, surrogateB) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
                return surrogateA == surrogateB ? a[i].CompareTo(b[i]) : surrogateA ? 1 : -1;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private Row RowAt(PledgePlace place, PledgeSort sort, out int? tier)
    {
        var facts = new Facts { Id = place.Id, Title = "", CompanyName = "" };
        var row = new Row { Facts = facts, CountedBy = [], Share = double.MinValue };
        tier = null;
        var number = CultureInfo.InvariantCulture;
        switch (sort)
        {
            case PledgeSort.Newest when PartialDate.TryParse(place.Value, out var date):
                return row with { Facts = facts with { Announced = date } };
            case PledgeSort.Due when int.TryParse(place.Value, NumberStyles.AllowLeadingSign, number, out var day):
                return row with { Facts = facts with { LastDay = day } };
            case PledgeSort.Progress when double.TryParse(place.Value, NumberStyles.Float, number, out var share):
                return row with { Share = share };
            case PledgeSort.Title:
                return row with { Facts = facts with { Title = place.Value } };
            case PledgeSort.Company:
                return row with { Facts = facts with { CompanyName = place.Value } };
            case PledgeSort.Verdict when Code.TryParse<VerdictKind>(place.Value, out var verdict):
                return row with { Verdict = verdict };
            case PledgeSort.Relevance when place.Value.Split(':') is [var first, var second]
                && int.TryParse(first, NumberStyles.None, number, out var rank) && long.TryParse(second, NumberStyles.AllowLeadingSign, number, out var size):
                tier = rank;
                return row with { Facts = facts with { Size = size } };
            case PledgeSort.PublicMoney or PledgeSort.MoneyForAJob when place.Value.Length == 0:
                return row;
            case PledgeSort.PublicMoney or PledgeSort.MoneyForAJob when place.Value.TrimStart('$').Split(':') is [var currency, var amount]
                && TermsOf(WordKind.Currency).NumberOf(currency) is < int.MaxValue and var paidIn && long.TryParse(amount, NumberStyles.None, number, out var sum):
                return row with { PublicSums = new PledgeMoney(currency, sum, sum, []) { CurrencyNumber = paidIn } };
            case PledgeSort.Largest when long.TryParse(place.Value, NumberStyles.AllowLeadingSign, number, out var jobs):
                return row with { Facts = facts with { Size = jobs } };
            default:
                throw new FormatException("This is no place in the order.");
        }
    }
}
