using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Reading;

// The rows of the index, and what is asked of each of them.
public sealed partial class PledgeIndex
{
    /// <summary>What the index knows of one pledge.</summary>
    internal readonly record struct Row
    {
        public required int Id { get; init; }

        public required string Title { get; init; }

        public required string CompanyName { get; init; }

        public VerdictKind Verdict { get; init; }

        public Checkability Checkability { get; init; }

        public PartialDate Announced { get; init; }

        public PartialDate? TargetDeadline { get; init; }

        public required int LastDay { get; init; }

        public long? Target { get; init; }

        public long? Counted { get; init; }

        public PartialDate? CountedAsOf { get; init; }

        public double Share { get; init; }

        public long Size { get; init; }

        public long? JobsCounted { get; init; }

        public int LatestNews { get; init; }

        public int PublishedOn { get; init; }

        public long? Money { get; init; }

        public int Currency { get; init; }

        public int Metric { get; init; }

        public bool HasPath { get; init; }

        // The metric of the jobs that Size counts; -1 without any.
        public int JobsMetric { get; init; }

        public int Company { get; init; }

        public int Sector { get; init; }

        public required int[] Tags { get; init; }

        public required int[] Places { get; init; }

        // Whether it names a country without a part of it.
        public bool IsAtLarge { get; init; }

        public bool IsPart { get; init; }

        public long? PublicMoney { get; init; }

        public long? PerJob { get; init; }

        public int PublicCurrency { get; init; }

        // Sums in dollars come first where lists are sorted by them: no rate makes others comparable.
        public bool IsInDollars { get; init; }

        public MoneyBand MoneyBand { get; init; }

        public PerJobBand PerJobBand { get; init; }

        public int[] MoneyStates { get; init; }

        // Numbers of Basis: what the figures rest on that count toward the headline.
        public int[] CountedBy { get; init; }

        public int[] Lists { get; init; }

        // The number of a LapseReason; -1 for one that has not lapsed.
        public int Lapsed { get; init; }

        // The number of a Presidency; -1 for none.
        public int Term { get; init; }

        public DeadlineState DeadlineOn(int day) => LastDay == NoDay ? DeadlineState.None : LastDay < day ? DeadlineState.Passed : DeadlineState.Ahead;
    }

    /// <summary>Words that rows share, as numbers.</summary>
    internal sealed class Terms
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<string> _names = [];

        public int Count => _names.Count;

        public string Name(int number) => _names[number];

        public bool Has(string name) => _numbers.ContainsKey(name);

        public int Of(string name)
        {
            if (!_numbers.TryGetValue(name, out var number))
            {
                _numbers.Add(name, number = _names.Count);
                _names.Add(name);
            }

            return number;
        }

        // An unknown word gets a number that no row has, so that it finds nothing.
        public int NumberOf(string name) => _numbers.GetValueOrDefault(name, int.MaxValue);
    }

    // Whether rows match a filter.
    private sealed class Tests(PledgeIndex index, PledgeFilter filter)
    {
        public const int Nothing = -1;

        private readonly NumberRange _jobs = filter.Jobs, _money = filter.Money, _years = filter.Years, _publicMoney = filter.PublicMoney, _perJob = filter.PerJob, _due = filter.Due;
        private readonly int _currency = index._currencies.NumberOf(filter.Currency);
        private readonly bool _withDeadline = filter.WithDeadline;
        private readonly int? _since = filter.Since?.DayNumber;
        private readonly (int Facet, FacetValues Values, int[] Wanted)[] _chosen =
            [.. Facet.All.Index().Where(f => filter.Choices(f.Item).Count > 0).Select(f => (f.Index, f.Item.Values, filter.Choices(f.Item).Select(code => f.Item.Values.NumberIn(index, code)).ToArray()))];

        public bool InRanges(in Row row) =>
            (_jobs.IsOpen || (row.Size >= 0 && _jobs.Has(row.Size)))
            && (_money.IsOpen || (row.Money is { } money && row.Currency == _currency && _money.Has(money)))
            && (_publicMoney.IsOpen || (row.PublicMoney is { } sum && row.PublicCurrency == _currency && _publicMoney.Has(sum)))
            && (_perJob.IsOpen || (row.PerJob is { } each && row.PublicCurrency == _currency && _perJob.Has(each)))
            && (_years.IsOpen || _years.Has(row.Announced.Year))
            && (_due.IsOpen || (row.LastDay != NoDay && _due.Has(DateOnly.FromDayNumber(row.LastDay).Year)))
            && (!_withDeadline || row.LastDay != NoDay)
            && (_since is not { } since || row.LatestNews > since || row.PublishedOn > since);

        // The index in Facet.All of the facet whose choice excludes a row.
        public int Against(in Row row, FacetDay at, out bool several)
        {
            var against = Nothing;
            several = false;
            foreach (var (facet, values, wanted) in _chosen)
            {
                if (!(values.One is { } one ? Array.IndexOf(wanted, one(row, at)) >= 0 : values.Many(row).AsSpan().ContainsAny(wanted)))
                {
                    several |= against != Nothing;
                    against = facet;
                }
            }

            return against;
        }
    }

    // How many rows each choice has, by facet.
    private sealed class Counts(PledgeIndex index)
    {
        private readonly (Facet Facet, int[] Numbers)[] _counts = [.. Facet.All.Select(f => (f, new int[f.Values.CountIn(index)]))];

        public void AddToAll(in Row row, FacetDay at)
        {
            foreach (var (facet, numbers) in _counts)
            {
                Add(facet, numbers, row, at);
            }
        }

        public void AddTo(int facet, in Row row, FacetDay at) => Add(_counts[facet].Facet, _counts[facet].Numbers, row, at);

        public Dictionary<Facet, FacetChoices> ToChoices(PledgeFilter filter) =>
            _counts.ToDictionary(c => c.Facet, c => c.Facet.Codes is { } codes ? Fixed(c.Facet, codes, c.Numbers, filter) : ToList(c.Facet, c.Numbers, filter));

        private static void Add(Facet facet, int[] numbers, in Row row, FacetDay at)
        {
            if (facet.Values.One is { } one)
            {
                if (one(row, at) is >= 0 and var number)
                {
                    numbers[number]++;
                }

                return;
            }

            foreach (var number in facet.Values.Many(row))
            {
                numbers[number]++;
            }
        }

        private FacetChoices Fixed(Facet facet, IReadOnlyList<string> codes, int[] counts, PledgeFilter filter) =>
            new([.. codes.Select(code => new FacetChoice(code, counts[facet.Values.NumberIn(index, code)])).Where(c => c.Count > 0 || filter.Choices(facet).Contains(c.Code))]);

        private FacetChoices ToList(Facet facet, int[] counts, PledgeFilter filter)
        {
            var choices = new List<FacetChoice>();
            for (var i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0)
                {
                    choices.Add(new FacetChoice(facet.Values.CodeOf(index, i), counts[i]));
                }
            }

            var total = choices.Count;
            if (total > MostChoices)
            {
                // Nobody reads more than the first of thousands of companies, and finding these is cheaper than sorting
                // all.
                var chosen = filter.Choices(facet);
                var counted = choices.ConvertAll(c => c.Count);
                counted.Sort();
                var least = counted[^MostChoices];
                choices.RemoveAll(c => c.Count < least && !chosen.Contains(c.Code));
            }

            foreach (var missing in filter.Choices(facet).Where(c => choices.All(known => known.Code != c)))
            {
                choices.Add(new FacetChoice(missing, 0));
                total++;
            }

            choices.Sort((a, b) => a.Count == b.Count ? string.CompareOrdinal(a.Code, b.Code) : b.Count.CompareTo(a.Count));
            return new FacetChoices(choices.Count > MostChoices ? [.. choices.Where((c, i) => i < MostChoices || filter.Choices(facet).Contains(c.Code))] : choices, total);
        }
    }
}
