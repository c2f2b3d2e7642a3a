using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Reading;

// What the index knows of each pledge, and where it keeps that.
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

        // Beside each of CountedBy the number of the day since which such a figure was known.
        public int[] CountedSince { get; init; }

        public int[] Lists { get; init; }

        // The number of a LapseReason; -1 for one that has not lapsed.
        public int Lapsed { get; init; }

        // The number of the LapseReason of every verdict of a lapse, in their order, and beside it that of the day since which it was known.
        public int[] Lapses { get; init; }

        public int[] LapsedSince { get; init; }

        // The number of a Presidency; -1 for none.
        public int Term { get; init; }

        // Who announced it, or was there.
        public int[] People { get; init; }

        // With its public money.
        public Row With(PledgeMoney? money, Vocabulary vocabulary) => this with
        {
            PublicMoney = money?.Sum,
            PerJob = money?.PerJob,
            PublicCurrency = money?.Currency is { } currency ? vocabulary[WordKind.Currency].Of(currency) : -1,
            IsInDollars = money?.Currency == MoneyWords.Currency,
            MoneyBand = money is null ? MoneyBand.None : money.Sum is { } sum ? MoneyWords.BandOf(sum, money.Currency!) : MoneyBand.WithoutSum,
            PerJobBand = money?.PerJob is { } each ? MoneyWords.PerJobBandOf(each, money.Currency!) : PerJobBand.None,
            MoneyStates = money?.States ?? [],
        };

        // A place in the table whose pledge is no longer on the site.
        public bool IsGone => Id == 0;

        public DeadlineState DeadlineOn(int day) => LastDay == NoDay ? DeadlineState.None : LastDay < day ? DeadlineState.Passed : DeadlineState.Ahead;
    }

    /// <summary>
    /// Rows, each at a place that it keeps. A change makes another table that shares all but the touched pieces with this one, so that neither
    /// memory nor time grows with the number of pledges.
    /// </summary>
    private sealed class RowTable
    {
        // A piece stays small enough not to be a large object of the runtime.
        private const int Shift = 7, PieceSize = 1 << Shift, MostAdded = 1_000;

        private readonly Row[][] _pieces;
        private readonly Dictionary<int, int> _places;
        private readonly Dictionary<int, int> _added;

        public RowTable(IReadOnlyList<Row> rows)
        {
            _pieces = [.. rows.Chunk(PieceSize).Select(piece => piece.Length == PieceSize ? piece : [.. piece, .. new Row[PieceSize - piece.Length]])];
            _places = new Dictionary<int, int>(rows.Count);
            foreach (var (place, row) in rows.Index())
            {
                _places.Add(row.Id, place);
            }

            _added = [];
            (Places, Count) = (rows.Count, rows.Count);
        }

        private RowTable(Row[][] pieces, Dictionary<int, int> places, Dictionary<int, int> added, int length, int count) =>
            (_pieces, _places, _added, Places, Count) = (pieces, places, added, length, count);

        /// <summary>How many places there are, with those whose pledge is gone.</summary>
        public int Places { get; }

        /// <summary>How many pledges there are.</summary>
        public int Count { get; }

        public ref readonly Row this[int place] => ref _pieces[place >> Shift][place & (PieceSize - 1)];

        /// <summary>Where the row of a pledge is; false where it has none.</summary>
        public bool TryFind(int id, out int place) => (_places.TryGetValue(id, out place) || _added.TryGetValue(id, out place)) && !this[place].IsGone;

        /// <summary>The rows of all pledges.</summary>
        public IEnumerable<Row> All()
        {
            for (var place = 0; place < Places; place++)
            {
                if (this[place] is { IsGone: false } row)
                {
                    yield return row;
                }
            }
        }

        /// <summary>The rows that are others than in an earlier state of the same table, each as it was and as it is.</summary>
        public IEnumerable<(Row Before, Row After)> ChangedSince(RowTable before)
        {
            for (var piece = 0; piece < _pieces.Length; piece++)
            {
                var was = piece < before._pieces.Length ? before._pieces[piece] : new Row[PieceSize];
                if (!ReferenceEquals(was, _pieces[piece]))
                {
                    for (var i = 0; i < PieceSize; i++)
                    {
                        if (was[i] != _pieces[piece][i])
                        {
                            yield return (was[i], _pieces[piece][i]);
                        }
                    }
                }
            }
        }

        /// <summary>This table with other rows for some pledges.</summary>
        /// <param name="changes">By pledge; an empty row for one that is gone.</param>
        /// <param name="changed">The places where they are.</param>
        public RowTable With(IReadOnlyDictionary<int, Row> changes, out IReadOnlyList<int> changed)
        {
            var (pieces, added, length, count) = (new List<Row[]>(_pieces), _added, Places, Count);
            var own = new HashSet<int>();
            var touched = new List<int>();
            foreach (var (id, row) in changes)
            {
                if (!_places.TryGetValue(id, out var place) && !added.TryGetValue(id, out place))
                {
                    if (row.IsGone)
                    {
                        continue;
                    }

                    place = length++;
                    added = added == _added ? new Dictionary<int, int>(_added) : added;
                    added.Add(id, place);
                }

                var piece = place >> Shift;
                if (piece == pieces.Count)
                {
                    pieces.Add(new Row[PieceSize]);
                    own.Add(piece);
                }
                else if (own.Add(piece))
                {
                    pieces[piece] = [.. pieces[piece]];
                }

                ref var there = ref pieces[piece][place & (PieceSize - 1)];
                count += (row.IsGone ? 0 : 1) - (there.IsGone ? 0 : 1);
                there = row;
                touched.Add(place);
            }

            changed = touched;
            return added.Count <= MostAdded
                ? new RowTable([.. pieces], _places, added, length, count)
                : new RowTable([.. pieces], _places.Concat(added).ToDictionary(), [], length, count);
        }
    }
}
