using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>What lists know of the public money of a pledge: the sum that its page shows first.</summary>
/// <param name="Currency">ISO 4217; null without a sum.</param>
/// <param name="Sum">What was on offer at the announcement, or, where nothing is marked so, what was paid; null where the page shows neither.</param>
/// <param name="PerJob">What was on offer for each job pledged; null where no page says it.</param>
/// <param name="States">Where the parts of it stand, as numbers of <see cref="IncentiveState"/>.</param>
internal sealed record PledgeMoney(string? Currency, long? Sum, long? PerJob, int[] States)
{
    /// <summary>The number of the currency among the words of the index; -1 without one.</summary>
    public int CurrencyNumber { get; init; } = -1;

    /// <summary>Sums in dollars come first where lists are sorted by them: no rate makes others comparable.</summary>
    public bool IsInDollars => Currency == MoneyWords.Currency;

    public MoneyBand Band { get; } = Sum is { } sum ? MoneyWords.BandOf(sum, Currency!) : MoneyBand.WithoutSum;

    public PerJobBand PerJobBand { get; } = PerJob is { } each ? MoneyWords.PerJobBandOf(each, Currency!) : PerJobBand.None;

    public static PledgeMoney Of(IReadOnlyList<Incentive> incentives, IReadOnlyList<Target> targets, PledgeIndex.Terms currencies)
    {
        int[] states = [.. incentives.Select(i => (int)i.State).Distinct()];
        var jobs = CostPerJob.JobsOf(targets);
        var sums = incentives.Where(i => i.Amount is not null && i.Currency is not null).GroupBy(i => i.Currency!, StringComparer.Ordinal)
            .Select(g => (Currency: g.Key, Offered: CostPerJob.OfferedFor(g, jobs), Paid: CostPerJob.SumOf(g.Where(i => i.State == IncentiveState.Paid).Select(i => i.Amount!))))
            .Where(s => s.Offered is not null || s.Paid is not null)
            .OrderByDescending(s => s.Offered?.Sum.High ?? 0).ThenByDescending(s => s.Paid?.High ?? 0).ThenBy(s => s.Currency, StringComparer.Ordinal).ToList();
        return sums is [var first, ..]
            ? new PledgeMoney(first.Currency, (first.Offered?.Sum ?? first.Paid!).High, first.Offered?.PerJob?.High, states) { CurrencyNumber = currencies.Of(first.Currency) }
            : new PledgeMoney(null, null, null, states);
    }
}

/// <summary>One award or payment with its amount, for sums over many pledges.</summary>
/// <param name="Currency">Its number among the words of the index.</param>
/// <param name="State"><see cref="IncentiveState.Awarded"/> or <see cref="IncentiveState.Paid"/>.</param>
/// <param name="Kind">How firmly the amount was said.</param>
/// <param name="Since">The number of the day since which it stands so; 0 where no source shows it.</param>
/// <param name="Known">The number of the day since which that was known.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct MoneyPart(int Currency, IncentiveState State, QuantityKind Kind, int Since, int Known, long Low, long High);

/// <summary>The public money of a pledge: as it stands, and as it was known from day to day.</summary>
/// <param name="Now">As it stands.</param>
/// <param name="Steps">As it was known, each since the day with this number; null for nothing.</param>
/// <param name="Parts">What was awarded or paid.</param>
internal sealed record MoneyInTime(PledgeMoney Now, (int Since, PledgeMoney? Money)[] Steps, MoneyPart[] Parts)
{
    /// <summary>As known on a day; null where nothing was.</summary>
    public PledgeMoney? On(DateOnly day) => Array.FindLastIndex(Steps, step => step.Since <= day.DayNumber) is >= 0 and var last ? Steps[last].Money : null;

    /// <summary>The public money of published pledges that have any, by pledge.</summary>
    /// <param name="context">The database.</param>
    /// <param name="only">The pledges that are asked for; null for all.</param>
    /// <param name="currencies">Gives currencies their numbers.</param>
    /// <param name="cancel">Ends the queries.</param>
    public static async Task<Dictionary<int, MoneyInTime>> ReadAsync(PledgeTrackerDbContext context, IReadOnlyList<int>? only, PledgeIndex.Terms currencies, CancellationToken cancel)
    {
        var read = await IncentivesAsync(context, only, cancel);

        // What was known on a day of money without a day of its own depends on when its sources were published.
        var undated = read.Where(r => r.Incentive.Date is null).Select(r => r.Pledge).ToHashSet();
        var sources = (await context.Set<Source>().AsNoTracking().Where(s => undated.Contains(EF.Property<int>(s, "PledgeId")))
            .Select(s => new { Pledge = EF.Property<int>(s, "PledgeId"), Source = s }).ToListAsync(cancel)).ToDictionary(s => (s.Pledge, s.Source.Number), s => s.Source);
        foreach (var (pledge, _, incentive, numbers) in read.Where(r => undated.Contains(r.Pledge)))
        {
            incentive.Sources.AddRange((numbers ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => sources.GetValueOrDefault((pledge, int.Parse(number, CultureInfo.InvariantCulture)))).OfType<Source>());
        }

        var offered = read.Where(r => r.Incentive.AtTheTime).Select(r => r.Pledge).ToHashSet();
        var targets = (await context.Set<Target>().AsNoTracking().Where(t => offered.Contains(EF.Property<int>(t, "PledgeId"))).Include(t => t.Metric)
            .Select(t => new { Pledge = EF.Property<int>(t, "PledgeId"), Target = t, t.Metric }).ToListAsync(cancel)).ToLookup(t => t.Pledge, t => t.Target);
        return read.GroupBy(r => r.Pledge).ToDictionary(g => g.Key, g => Of([.. g.Select(r => r.Incentive)], g.First().Announced, [.. targets[g.Key]], currencies));
    }

    private static MoneyInTime Of(List<Incentive> incentives, PartialDate announced, IReadOnlyList<Target> targets, PledgeIndex.Terms currencies)
    {
        var now = PledgeMoney.Of(incentives, targets, currencies);
        var days = new SortedSet<DateOnly>(incentives.SelectMany(i => AsKnownOn.DaysOf(i, announced)));
        var steps = new List<(int, PledgeMoney?)>(days.Count);
        List<Incentive> before = [];
        foreach (var day in days)
        {
            List<Incentive> known = [.. incentives.Select(i => AsKnownOn.Of(i, announced, day)).OfType<Incentive>()];
            if (!known.SequenceEqual(before))
            {
                steps.Add((day.DayNumber, known.Count == 0 ? null : known.SequenceEqual(incentives) ? now : PledgeMoney.Of(known, targets, currencies)));
                before = known;
            }
        }

        return new MoneyInTime(now, [.. steps],
        [
            .. incentives.Where(i => i.State is IncentiveState.Awarded or IncentiveState.Paid && i.Amount is not null && i.Currency is not null)
                .Select(i => new MoneyPart(currencies.Of(i.Currency!), i.State, i.Amount!.Kind, i.Date?.Latest.DayNumber ?? 0, days.First(day => AsKnownOn.Of(i, announced, day) == i).DayNumber, i.Amount.Low, i.Amount.High)),
        ]);
    }

    // Straight from the data reader: there may be tens of thousands. Who gave it is not read, since no sum asks.
    private static async Task<List<(int Pledge, PartialDate Announced, Incentive Incentive, string? Sources)>> IncentivesAsync(PledgeTrackerDbContext context, IReadOnlyList<int>? only, CancellationToken cancel)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT i.pledge_id, s.announced_on, i.kind, i.state, i.currency, i.amount_kind, i.amount_low, i.amount_high, i.at_the_time, i.offered, i.date, i.sources "
            + $"FROM incentives i JOIN pledge_summaries s ON s.pledge_id = i.pledge_id {PledgeIndex.Narrowed("WHERE", "i.pledge_id", only)} ORDER BY i.pledge_id, i.position";
        var read = new List<(int, PartialDate, Incentive, string?)>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var currency = Text(4);
            read.Add((row.GetInt32(0), PartialDate.Parse(row.GetString(1)), new Incentive
            {
                Grantor = "",
                Kind = PledgeIndex.Word<IncentiveKind>(row.GetString(2)),
                State = PledgeIndex.Word<IncentiveState>(row.GetString(3)),
                Currency = currency,
                Amount = Text(5) is { } kind ? new IncentivePart(currency ?? "", default, PledgeIndex.Word<QuantityKind>(kind), row.GetInt64(6), row.GetInt64(7)).Amount : null,
                AtTheTime = row.GetBoolean(8),
                Offered = Date(9),
                Date = Date(10),
            }, Text(11)));
        }

        return read;

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        PartialDate? Date(int column) => Text(column) is { } text ? PartialDate.Parse(text) : null;
    }
}
