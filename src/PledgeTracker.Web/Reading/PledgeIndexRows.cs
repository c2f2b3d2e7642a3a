using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Reading;

// What the index knows of each pledge, and where it keeps that.
public sealed partial class PledgeIndex
{
    /// <summary>What the index knows of one pledge on one day: a few values of that day, and all that no day changes.</summary>
    internal readonly record struct Row
    {
        /// <summary>What no day changes; null at a place whose pledge is not there.</summary>
        public required Facts Facts { get; init; }

        public VerdictKind Verdict { get; init; }

        // The number of a LapseReason; -1 for one that has not lapsed.
        public int Lapsed { get; init; }

        public long? Counted { get; init; }

        public PartialDate? CountedAsOf { get; init; }

        public double Share { get; init; }

        public long? JobsCounted { get; init; }

        // Numbers of Basis: what the figures rest on that count toward the headline.
        public int[] CountedBy { get; init; }

        public PledgeMoney? PublicSums { get; init; }

        public bool IsGone => Facts is null;

        public int Id => Facts?.Id ?? 0;

        public string Title => Facts.Title;

        public string CompanyName => Facts.CompanyName;

        public Checkability Checkability => Facts.Checkability;

        public PartialDate Announced => Facts.Announced;

        public PartialDate? TargetDeadline => Facts.TargetDeadline;

        public int LastDay => Facts.LastDay;

        public long? Target => Facts.Target;

        public long Size => Facts.Size;

        public int LatestNews => Facts.LatestNews;

        public int PublishedOn => Facts.PublishedOn;

        public long? Money => Facts.Money;

        public int Currency => Facts.Currency;

        public int Metric => Facts.Metric;

        public bool HasPath => Facts.HasPath;

        public int JobsMetric => Facts.JobsMetric;

        public int Company => Facts.Company;

        public int Sector => Facts.Sector;

        public int[] Tags => Facts.Tags;

        public int[] Places => Facts.Places;

        public bool IsAtLarge => Facts.IsAtLarge;

        public bool IsPart => Facts.IsPart;

        public int[] Lists => Facts.Lists;

        public int Term => Facts.Term;

        public int[] People => Facts.People;

        public long? PublicMoney => PublicSums?.Sum;

        public long? PerJob => PublicSums?.PerJob;

        public int PublicCurrency => PublicSums?.CurrencyNumber ?? -1;

        public bool IsInDollars => PublicSums?.IsInDollars ?? false;

        public MoneyBand MoneyBand => PublicSums?.Band ?? MoneyBand.None;

        public PerJobBand PerJobBand => PublicSums?.PerJobBand ?? PerJobBand.None;

        public int[] MoneyStates => PublicSums?.States ?? [];

        public DeadlineState DeadlineOn(int day) => LastDay == NoDay ? DeadlineState.None : LastDay < day ? DeadlineState.Passed : DeadlineState.Ahead;

        /// <summary>The same pledge as it was known on a day.</summary>
        public Row AsKnown(in PastState state, DateOnly day)
        {
            var (verdict, since) = (state.Verdict, Facts.CountedSince);
            var lapse = verdict == VerdictKind.Lapsed ? Array.FindLastIndex(Facts.LapsedSince, known => known <= day.DayNumber) : -1;
            return this with
            {
                Verdict = verdict,
                Lapsed = lapse < 0 ? -1 : Facts.Lapses[lapse],
                Counted = state.Counted,
                CountedAsOf = state.CountedAsOf,
                Share = state.Share ?? double.MinValue,
                JobsCounted = state.JobsCounted,
                CountedBy = Array.TrueForAll(since, known => known <= day.DayNumber) ? CountedBy : [.. CountedBy.Where((_, i) => since[i] <= day.DayNumber)],
                PublicSums = Facts.PublicMoney?.On(day),
            };
        }
    }

    /// <summary>What the index knows of one pledge whatever the day, shared by all states that it is the same in.</summary>
    internal sealed record Facts
    {
        public required int Id { get; init; }

        public required string Title { get; init; }

        public required string CompanyName { get; init; }

        public Checkability Checkability { get; init; }

        public PartialDate Announced { get; init; }

        public PartialDate? TargetDeadline { get; init; }

        public int LastDay { get; init; } = NoDay;

        public long? Target { get; init; }

        public long Size { get; init; } = -1;

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

        public int[] Tags { get; init; } = [];

        public int[] Places { get; init; } = [];

        // Whether it names a country without a part of it.
        public bool IsAtLarge { get; init; }

        public bool IsPart { get; init; }

        public int[] Lists { get; init; } = [];

        // Beside each kind of figure that counts today the number of the day since which such a figure was known.
        public int[] CountedSince { get; init; } = [];

        // The number of the LapseReason of every verdict of a lapse, in their order, and beside it that of the day since which it was known.
        public int[] Lapses { get; init; } = [];

        public int[] LapsedSince { get; init; } = [];

        // The number of a Presidency; -1 for none.
        public int Term { get; init; }

        // Who announced it, or was there.
        public int[] People { get; init; } = [];

        public MoneyInTime? PublicMoney { get; init; }
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

        /// <summary>A table of the same places with other values.</summary>
        /// <param name="change">Gives the row of a place; an empty one where its pledge is not there.</param>
        public RowTable Select(Func<int, Row> change)
        {
            var (pieces, count) = (new Row[_pieces.Length][], 0);
            for (var place = 0; place < Places; place++)
            {
                var piece = pieces[place >> Shift] ??= new Row[PieceSize];
                if (!this[place].IsGone)
                {
                    var row = piece[place & (PieceSize - 1)] = change(place);
                    count += row.IsGone ? 0 : 1;
                }
            }

            return new RowTable(pieces, _places, _added, Places, count);
        }

        /// <summary>The rows of all pledges.</summary>
        public IEnumerable<Row> All() => AllPlaces().Select(place => this[place]);

        /// <summary>Where the rows of all pledges are.</summary>
        public IEnumerable<int> AllPlaces()
        {
            for (var place = 0; place < Places; place++)
            {
                if (!this[place].IsGone)
                {
                    yield return place;
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
