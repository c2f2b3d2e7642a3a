using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>What was known of a pledge since some day, as far as lists need it (<see cref="PledgeState"/>).</summary>
internal readonly record struct PastState(VerdictKind Verdict, long? Counted, double? Share, PartialDate? CountedAsOf, long? JobsCounted);

/// <summary>
/// What was known of each pledge from day to day, in memory: some fifteen states of each of a hundred thousand pledges, which no index of a
/// database finds for one day without reading all. They are packed, so that a pledge takes two hundred bytes of them.
/// A change makes another object that shares all but the touched pieces with this one.
/// </summary>
internal sealed class PastStates
{
    private const string Columns = "SELECT pledge_id, from_day, verdict, counted, share, counted_as_of, jobs_counted FROM pledge_states";

    private const int Shift = 7, PieceSize = 1 << Shift;

    // By place of the pledge in the table of the index, and null where nothing is known.
    private readonly byte[]?[][] _pieces;

    private PastStates(byte[]?[][] pieces) => _pieces = pieces;

    /// <summary>Reads all of them.</summary>
    /// <param name="context">The database, opened.</param>
    /// <param name="placeOf">Where a pledge has its place; -1 for one that has none.</param>
    /// <param name="cancel">Ends the query.</param>
    public static async Task<PastStates> ReadAsync(PledgeTrackerDbContext context, Func<int, int> placeOf, CancellationToken cancel)
    {
        var pieces = new List<byte[]?[]>();
        await foreach (var (pledge, packed) in PackedAsync(context, only: null, cancel))
        {
            if (placeOf(pledge) is >= 0 and var place)
            {
                while (pieces.Count <= place >> Shift)
                {
                    pieces.Add(new byte[]?[PieceSize]);
                }

                pieces[place >> Shift][place & (PieceSize - 1)] = packed;
            }
        }

        return new PastStates([.. pieces]);
    }

    /// <summary>These with what is known now of some pledges.</summary>
    /// <param name="context">The database, opened.</param>
    /// <param name="touched">The pledges.</param>
    /// <param name="placeOf">Where a pledge has its place; -1 for one that has none.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<PastStates> FollowAsync(PledgeTrackerDbContext context, IReadOnlyList<int> touched, Func<int, int> placeOf, CancellationToken cancel)
    {
        if (touched.Count == 0)
        {
            return this;
        }

        var (pieces, own) = (new List<byte[]?[]>(_pieces), new HashSet<int>());
        await foreach (var (pledge, packed) in PackedAsync(context, touched, cancel))
        {
            if (placeOf(pledge) is >= 0 and var place)
            {
                var piece = place >> Shift;
                while (pieces.Count <= piece)
                {
                    own.Add(pieces.Count);
                    pieces.Add(new byte[]?[PieceSize]);
                }

                if (own.Add(piece))
                {
                    pieces[piece] = [.. pieces[piece]];
                }

                pieces[piece][place & (PieceSize - 1)] = packed;
            }
        }

        return new PastStates([.. pieces]);
    }

    /// <summary>What was known of the pledge at a place on a day; false where it was not yet made.</summary>
    public bool TryFind(int place, DateOnly day, out PastState state)
    {
        state = default;
        if (place >> Shift >= _pieces.Length || _pieces[place >> Shift][place & (PieceSize - 1)] is not { } packed)
        {
            return false;
        }

        var reader = new Reader(packed);
        var (since, found) = (0, false);
        while (!reader.IsAtEnd)
        {
            since += (int)reader.Number();
            if (since > day.DayNumber)
            {
                break;
            }

            state = reader.State(state);
            found = true;
        }

        return found;
    }

    private static async IAsyncEnumerable<(int Pledge, byte[] Packed)> PackedAsync(
        PledgeTrackerDbContext context, IReadOnlyList<int>? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"{Columns} {PledgeIndex.Narrowed("WHERE", "pledge_id", only)} ORDER BY pledge_id, from_day";
        await using var row = await command.ExecuteReaderAsync(cancel);
        var writer = new Writer();
        var (pledge, since, before) = (0, 0, default(PastState));
        while (await row.ReadAsync(cancel))
        {
            if (row.GetInt32(0) is var id && id != pledge)
            {
                if (pledge != 0)
                {
                    yield return (pledge, writer.Taken());
                }

                (pledge, since, before) = (id, 0, default);
            }

            var (from, state) = StateOf(row);
            writer.Number(from - since);
            writer.State(state, before);
            (since, before) = (from, state);
        }

        if (pledge != 0)
        {
            yield return (pledge, writer.Taken());
        }
    }

    private static (int From, PastState State) StateOf(DbDataReader row) => (row.GetFieldValue<DateOnly>(1).DayNumber, new(
        PledgeIndex.Word<VerdictKind>(row.GetString(2)),
        row.IsDBNull(3) ? null : row.GetInt64(3),
        row.IsDBNull(4) ? null : row.GetDouble(4),
        row.IsDBNull(5) ? null : PartialDate.Parse(row.GetString(5)),
        row.IsDBNull(6) ? null : row.GetInt64(6)));

    // Which parts of a state follow its first byte. A part that is as it was before is not written again.
    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Verdict = 1,
        Counted = 2,
        Share = 4,
        CountedAsOf = 8,
        JobsCounted = 16,

        // The jobs that count are the number that counts.
        JobsAreCounted = 32,
    }

    private sealed class Writer
    {
        private readonly List<byte> _bytes = [];

        public byte[] Taken()
        {
            byte[] taken = [.. _bytes];
            _bytes.Clear();
            return taken;
        }

        public void State(in PastState state, in PastState before)
        {
            var parts = (state.Verdict == before.Verdict ? Parts.None : Parts.Verdict)
                | (state.Counted == before.Counted ? Parts.None : Parts.Counted)
                | (state.Share.Equals(before.Share) ? Parts.None : Parts.Share)
                | (state.CountedAsOf == before.CountedAsOf ? Parts.None : Parts.CountedAsOf)
                | (state.JobsCounted == before.JobsCounted ? Parts.None : state.JobsCounted == state.Counted ? Parts.JobsAreCounted : Parts.JobsCounted);
            _bytes.Add((byte)parts);
            if (parts.HasFlag(Parts.Verdict))
            {
                _bytes.Add((byte)state.Verdict);
            }

            if (parts.HasFlag(Parts.Counted))
            {
                Maybe(state.Counted);
            }

            if (parts.HasFlag(Parts.Share))
            {
                Maybe(state.Share is { } share ? BitConverter.DoubleToInt64Bits(share) : null, isFixed: true);
            }

            if (parts.HasFlag(Parts.CountedAsOf))
            {
                Maybe(state.CountedAsOf is { } date ? (((date.Year * 100L) + (date.Month ?? 0)) * 100) + (date.Day ?? 0) : null);
            }

            if (parts.HasFlag(Parts.JobsCounted))
            {
                Maybe(state.JobsCounted);
            }
        }

        // Seven bits a byte, the lowest first, and the highest bit where more follow.
        public void Number(long number)
        {
            var left = (ulong)number;
            for (; left >= 0x80; left >>= 7)
            {
                _bytes.Add((byte)(left | 0x80));
            }

            _bytes.Add((byte)left);
        }

        private void Maybe(long? number, bool isFixed = false)
        {
            _bytes.Add(number is null ? (byte)0 : (byte)1);
            if (number is not { } some)
            {
                return;
            }

            if (isFixed)
            {
                Span<byte> eight = stackalloc byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(eight, some);
                _bytes.AddRange(eight);
                return;
            }

            Number(some);
        }
    }

    private ref struct Reader(byte[] packed)
    {
        private ReadOnlySpan<byte> _left = packed;

        public readonly bool IsAtEnd => _left.IsEmpty;

        public PastState State(in PastState before)
        {
            var parts = (Parts)Next();
            var verdict = (parts & Parts.Verdict) != 0 ? (VerdictKind)Next() : before.Verdict;
            var counted = (parts & Parts.Counted) != 0 ? Maybe() : before.Counted;
            var share = (parts & Parts.Share) != 0 ? Share() : before.Share;
            var asOf = (parts & Parts.CountedAsOf) != 0 ? Date() : before.CountedAsOf;
            var jobs = (parts & Parts.JobsCounted) != 0 ? Maybe() : (parts & Parts.JobsAreCounted) != 0 ? counted : before.JobsCounted;
            return new PastState(verdict, counted, share, asOf, jobs);
        }

        public long Number()
        {
            var (number, shift) = (0UL, 0);
            while (true)
            {
                var next = Next();
                number |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return (long)number;
                }

                shift += 7;
            }
        }

        private long? Maybe() => Next() == 0 ? null : Number();

        private double? Share()
        {
            if (Next() == 0)
            {
                return null;
            }

            var share = BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(_left));
            _left = _left[sizeof(long)..];
            return share;
        }

        private PartialDate? Date() => Maybe() is not { } digits ? null : ((int)digits / 10_000, (int)digits / 100 % 100, (int)digits % 100) switch
        {
            (var year, 0, _) => PartialDate.OfYear(year),
            (var year, var month, 0) => PartialDate.OfMonth(year, month),
            var (year, month, day) => PartialDate.OfDay(new DateOnly(year, month, day)),
        };

        private byte Next()
        {
            var next = _left[0];
            _left = _left[1..];
            return next;
        }
    }
}
