namespace PledgeTracker.Web.Reading;

// What is asked of the rows of the index.
public sealed partial class PledgeIndex
{
    // Whether rows match a filter.
    private sealed class Tests(PledgeIndex index, PledgeFilter filter)
    {
        public const int Nothing = -1;

        private readonly NumberRange _jobs = filter.Jobs, _money = filter.Money, _years = filter.Years, _publicMoney = filter.PublicMoney, _perJob = filter.PerJob, _due = filter.Due;
        private readonly int _currency = index.TermsOf(WordKind.Currency).NumberOf(filter.Currency);
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
