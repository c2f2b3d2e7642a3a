using System.Runtime.InteropServices;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Web.Reading;

// What the rows of the index come to.
public sealed partial class PledgeIndex
{
    private const int MostCompanies = 200;

    private static readonly int Verdicts = Enum.GetValues<VerdictKind>().Max(v => (int)v) + 1;

    /// <summary>The sums over some pledges, or over all.</summary>
    /// <param name="ids">Which; null for all.</param>
    /// <param name="today">For what has passed.</param>
    public PledgeTotals Totals(IEnumerable<int>? ids, DateOnly today)
    {
        var (verdicts, past) = (new int[Verdicts], new int[Verdicts]);
        var kinds = new Dictionary<int, KindSum>();
        var (pledges, parts, pastDeadline) = (0, 0, 0);
        PartialDate? earliest = null;
        foreach (var place in ids is null ? _rows.AllPlaces() : PlacesOf(ids))
        {
            ref readonly var row = ref _rows[place];
            pledges++;
            verdicts[(int)row.Verdict]++;
            parts += row.IsPart ? 1 : 0;
            earliest = earliest is { } known && known <= row.Announced ? known : row.Announced;
            if (row.LastDay != NoDay && row.LastDay < today.DayNumber)
            {
                pastDeadline++;
                past[(int)row.Verdict]++;
            }

            if (row.JobsMetric >= 0 && !row.IsPart)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(kinds, row.JobsMetric, out _).Add(row);
            }
        }

        return new PledgeTotals
        {
            Pledges = pledges,
            Parts = parts,
            PastDeadline = pastDeadline,
            PastDeadlineKept = past[(int)VerdictKind.Kept],
            PastDeadlineOpen = pastDeadline - PledgeListing.Final.Sum(v => past[(int)v]),
            EarliestAnnouncement = earliest,
            Kinds = [.. kinds.Select(k => k.Value.Of(LabelOf(k.Key), IsLevel(k.Key))).OrderByDescending(k => k.Pledges).ThenByDescending(k => k.Pledged).ThenBy(k => k.Label, StringComparer.Ordinal)],
            PastDeadlineVerdicts = PledgeListing.Final.Where(v => past[(int)v] > 0).ToDictionary(v => v, v => past[(int)v]),
            Verdicts = Enum.GetValues<VerdictKind>().Where(v => verdicts[(int)v] > 0).ToDictionary(v => v, v => verdicts[(int)v]),
        };
    }

    /// <summary>
    /// Public money paid, and awarded, by a day, the largest sums first; never added across currencies. Where the index looks back, only what was
    /// known then.
    /// </summary>
    /// <param name="ids">For which pledges; null for all.</param>
    /// <param name="day">The day.</param>
    public IReadOnlyList<IncentiveTotal> MoneyBy(IEnumerable<int>? ids, DateOnly day)
    {
        var sums = new Dictionary<(int Currency, IncentiveState State, QuantityKind Kind), (Int128 Low, Int128 High)>();
        foreach (var place in ids is null ? _rows.AllPlaces() : PlacesOf(ids))
        {
            foreach (var part in _rows[place].Facts.PublicMoney?.Parts ?? [])
            {
                if ((On is null ? part.Since : part.Known) <= day.DayNumber)
                {
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (part.Currency, part.State, part.Kind), out _);
                    sum = (sum.Low + part.Low, sum.High + part.High);
                }
            }
        }

        return IncentiveTotal.Of(sums.Select(s => new IncentivePart(TermsOf(WordKind.Currency).Name(s.Key.Currency), s.Key.State, s.Key.Kind, long.CreateSaturating(s.Value.Low), long.CreateSaturating(s.Value.High))));
    }

    /// <summary>What the pledges of one company promise in jobs, by kind, the kind of most pledges first. Levels are no sum of anything and left out.</summary>
    /// <param name="ids">The company's pledges.</param>
    /// <param name="joint">Those that were promised together with others.</param>
    /// <param name="after">By pledge, those that it follows or replaces.</param>
    public IReadOnlyList<JobsOfCompany> SumsOfCompany(IEnumerable<int> ids, IReadOnlySet<int> joint, ILookup<int, int> after) =>
    [
        .. RowsOf(ids)
            .Where(row => row.JobsMetric >= 0 && !row.IsPart && !IsLevel(row.JobsMetric))
            .GroupBy(row => row.JobsMetric)
            .OrderByDescending(kind => kind.Count()).ThenByDescending(kind => kind.Sum(row => (decimal)row.Size)).ThenBy(kind => TermsOf(WordKind.Metric).Name(kind.Key), StringComparer.Ordinal)
            .Select(kind => new JobsOfCompany(LabelOf(kind.Key), CompanySum.Of(kind.Select(row => Summed(row) with { IsJoint = joint.Contains(row.Id), After = [.. after[row.Id]] })))),
    ];

    /// <summary>The pledges of every company, by its slug.</summary>
    public ILookup<string, int> IdsByCompany() => _rows.All().ToLookup(row => TermsOf(WordKind.Company).Name(row.Company), row => row.Id, StringComparer.Ordinal);

    /// <summary>The pledges of a company.</summary>
    public IReadOnlyList<int> IdsOf(string company) => [.. IdsWith(WordKind.Company, company, (in row, number) => row.Company == number)];

    /// <summary>The pledges of a company, the latest announcement first.</summary>
    public IReadOnlyList<int> NewestOf(string company)
    {
        int[] places = [.. PlacesOf(IdsOf(company))];
        var compare = Comparison(PledgeSort.Newest, isReversed: false, null);
        Array.Sort(places, (a, b) => compare(_rows[a], _rows[b], null));
        return Array.ConvertAll(places, place => _rows[place].Id);
    }

    /// <summary>The years in which some pledges were announced; 0 without any.</summary>
    public (int First, int Last) YearsOf(IReadOnlyCollection<int> ids) => ids.Count == 0 ? (0, 0) : (RowsOf(ids).Min(row => row.Announced.Year), RowsOf(ids).Max(row => row.Announced.Year));

    /// <summary>The companies of which some pledge is another than in an earlier state of this index.</summary>
    /// <param name="before">The earlier state.</param>
    /// <returns>Null where the two have nothing in common, or more has changed than is worth following.</returns>
    public IReadOnlyList<string>? CompaniesChangedSince(PledgeIndex before)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (!ReferenceEquals(_vocabulary, before._vocabulary))
        {
            return null;
        }

        var companies = _rows.ChangedSince(before._rows).SelectMany(c => (Row[])[c.Before, c.After]).Where(row => !row.IsGone).Select(row => row.Company).ToHashSet();
        return companies.Count > MostCompanies ? null : [.. companies.Select(TermsOf(WordKind.Company).Name)];
    }

    // Deadline and date of the count are the headline's: where the jobs are another target, they are not known here.
    private static SummedPledge Summed(Row row) => row.Metric == row.JobsMetric && row.Target is not null
        ? new(row.Id, row.Announced, row.TargetDeadline, row.Size, row.JobsCounted, row.CountedAsOf, FellAway: row.Verdict.FellAway())
        : new(row.Id, row.Announced, null, row.Size, row.JobsCounted, null, FellAway: row.Verdict.FellAway());

    /// <summary>The sums of a selection of pledges by place. See <see cref="PlaceTotal"/> for what is added and what is not.</summary>
    /// <param name="country">ISO 3166-1: its parts are told apart; null for the countries of the world.</param>
    public IReadOnlyList<PlaceTotal> Places(string? country)
    {
        var terms = TermsOf(WordKind.Place);
        var names = Enumerable.Range(0, terms.Count).Select(terms.Name).ToArray();
        var isCountry = Array.ConvertAll(names, name => name.Length == 2);
        var isWanted = country is null ? isCountry : Array.ConvertAll(names, name => name.Length > 2 && name.StartsWith(country + "-", StringComparison.Ordinal));
        var sums = new PlaceSum[names.Length];
        for (var i = 0; i < _rows.Places; i++)
        {
            ref readonly var row = ref _rows[i];
            if (row.IsGone)
            {
                continue;
            }

            var (wanted, countries) = (0, 0);
            foreach (var place in row.Places)
            {
                wanted += isWanted[place] ? 1 : 0;
                countries += isCountry[place] ? 1 : 0;
            }

            // The number of a pledge for two places belongs to neither; one that also names a whole country may lie
            // anywhere in it.
            var isHereAlone = wanted == 1 && (country is null || (!row.IsAtLarge && countries == 1));
            var isAdded = row.JobsMetric >= 0 && row.JobsMetric == MainKind && !row.IsPart && isHereAlone;
            foreach (var place in row.Places)
            {
                if (isWanted[place])
                {
                    sums[place].Add(row, isAdded);
                }
            }
        }

        return [.. sums.Index().Where(s => s.Item.Pledges > 0).Select(s => s.Item.Of(names[s.Index])).OrderByDescending(t => t.JobsPledged).ThenByDescending(t => t.Pledges).ThenBy(t => t.Code, StringComparer.Ordinal)];
    }

    private IEnumerable<Row> RowsOf(IEnumerable<int> ids) => PlacesOf(ids).Select(place => _rows[place]);

    private IEnumerable<int> PlacesOf(IEnumerable<int> ids)
    {
        foreach (var id in ids)
        {
            if (_rows.TryFind(id, out var place))
            {
                yield return place;
            }
        }
    }

    private string LabelOf(int metric) => TermsOf(WordKind.Metric).Name(metric) is var code ? MetricLabels.GetValueOrDefault(code, code) : "";

    private bool IsLevel(int metric) => _names.Levels.Contains(TermsOf(WordKind.Metric).Name(metric));

    private int FindMainKind()
    {
        var terms = TermsOf(WordKind.Metric);
        var counts = new int[terms.Count];
        foreach (var place in _rows.AllPlaces())
        {
            ref readonly var row = ref _rows[place];
            if (row.JobsMetric >= 0 && !row.IsPart)
            {
                counts[row.JobsMetric]++;
            }
        }

        return counts.Index().Where(c => c.Item > 0).OrderByDescending(c => c.Item).ThenBy(c => terms.Name(c.Index), StringComparer.Ordinal).Select(c => (int?)c.Index).FirstOrDefault() ?? -1;
    }

    // Added up in place: a record for each of a hundred thousand rows would be thrown away at once.
    private struct KindSum
    {
        private int _pledges, _withCounted, _fellAway;
        private long _pledged, _counted, _pledgedWhereCounted, _pledgedFellAway;

        public void Add(in Row row)
        {
            _pledges++;
            _pledged += row.Size;
            if (row.JobsCounted is { } counted)
            {
                _withCounted++;
                _counted += counted;
                _pledgedWhereCounted += row.Size;
            }

            if (row.Verdict.FellAway())
            {
                _fellAway++;
                _pledgedFellAway += row.Size;
            }
        }

        public readonly JobsOfKind Of(string label, bool isLevel) => new(label, isLevel)
        {
            Pledges = _pledges,
            Pledged = _pledged,
            WithCounted = _withCounted,
            Counted = _counted,
            PledgedWhereCounted = _pledgedWhereCounted,
            FellAway = _fellAway,
            PledgedFellAway = _pledgedFellAway,
        };
    }

    private struct PlaceSum
    {
        private int _kept, _open, _withJobs, _notAdded, _withCounted, _fellAway;
        private long _pledged, _counted, _pledgedWhereCounted, _pledgedFellAway;

        public int Pledges { get; private set; }

        public void Add(in Row row, bool isAdded)
        {
            Pledges++;
            _kept += row.Verdict == VerdictKind.Kept ? 1 : 0;
            _open += PledgeListing.Final.Contains(row.Verdict) ? 0 : 1;
            if (!isAdded)
            {
                _notAdded += row.Size >= 0 ? 1 : 0;
                return;
            }

            _withJobs++;
            _pledged += row.Size;
            if (row.JobsCounted is { } counted)
            {
                _withCounted++;
                _counted += counted;
                _pledgedWhereCounted += row.Size;
            }

            if (row.Verdict.FellAway())
            {
                _fellAway++;
                _pledgedFellAway += row.Size;
            }
        }

        public readonly PlaceTotal Of(string code) => new(code)
        {
            Pledges = Pledges,
            Kept = _kept,
            Open = _open,
            WithJobs = _withJobs,
            NotAdded = _notAdded,
            JobsPledged = _pledged,
            JobsCounted = _counted,
            PledgedWhereCounted = _pledgedWhereCounted,
            WithCounted = _withCounted,
            FellAway = _fellAway,
            PledgedFellAway = _pledgedFellAway,
        };
    }
}
