using System.Text.Json.Nodes;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Finds for each part of an earlier list the part of a later one that it became. Parts that are equal or have the same
/// name are found by look-up; only the rest is compared pair by pair, as numbers instead of texts.
/// </summary>
internal sealed class PartMatch
{
    /// <summary>
    /// The most pairs that are compared: every part of a draft's largest list with every part of another's. Beyond that,
    /// the place decides.
    /// </summary>
    private const long MostPairs = 1_500_000;

    /// <summary>The most parts of a list: the number that stands for a pair has room for no more.</summary>
    private const int MostParts = 1 << Bits;

    private const int Bits = 14;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private readonly int[][] _was;
    private readonly int[][] _now;
    private readonly int[] _match;
    private readonly bool[] _taken;

    /// <summary>The column of a tick that nearly all parts have in common, so that it proves nothing.</summary>
    private readonly int _uncounted;

    private PartMatch(JsonArray before, JsonArray after)
    {
        _was = [.. before.Select(Row)];
        _now = [.. after.Select(Row)];
        _match = new int[_was.Length];
        Array.Fill(_match, -1);
        _taken = new bool[_now.Length];
        _uncounted = _columns.GetValueOrDefault("derived", -1);
    }

    /// <summary>For each earlier part the place of the later one that it became; -1 where it is gone.</summary>
    /// <param name="before">The earlier list.</param>
    /// <param name="after">The later list.</param>
    /// <param name="byName">Whether a part's short name says which it is.</param>
    public static int[] Of(JsonArray before, JsonArray after, bool byName)
    {
        var match = new PartMatch(before, after);

        // First equal parts, wherever they stand; then those with the same name; then those that differ in one field; then
        // those with the most in common, if that is enough.
        match.TakeEqual();
        if (byName && match._columns.TryGetValue("id", out var id))
        {
            match.TakeNamed(id);
        }

        var enough = byName ? 0.67 : 0.4;
        match.TakeNearlyEqual(enough);
        match.TakeAlike(enough);
        return match._match;
    }

    /// <summary>A part as numbers: one for each of its fields, by column; 0 where it has none.</summary>
    private int[] Row(JsonNode? part)
    {
        var row = new int[Math.Max(_columns.Count, 4)];
        foreach (var (name, value) in (JsonObject)part!)
        {
            if (!_columns.TryGetValue(name, out var column))
            {
                _columns[name] = column = _columns.Count;
            }

            if (column >= row.Length)
            {
                Array.Resize(ref row, Math.Max(_columns.Count, 2 * row.Length));
            }

            var text = value is JsonValue plain ? plain.ToString() : value?.ToJsonString() ?? "";
            if (!_values.TryGetValue(text, out var number))
            {
                _values[text] = number = _values.Count + 1;
            }

            row[column] = number;
        }

        return row;
    }

    private void TakeEqual()
    {
        var free = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var j = 0; j < _now.Length; j++)
        {
            Add(free, KeyOf(_now[j]), j);
        }

        for (var i = 0; i < _was.Length; i++)
        {
            Take(free, KeyOf(_was[i]), i);
        }
    }

    private void TakeNamed(int column)
    {
        var free = new Dictionary<int, Queue<int>>();
        for (var j = 0; j < _now.Length; j++)
        {
            if (!_taken[j] && At(_now[j], column) is var name and > 0)
            {
                Add(free, name, j);
            }
        }

        for (var i = 0; i < _was.Length; i++)
        {
            if (_match[i] < 0 && At(_was[i], column) is var name and > 0)
            {
                Take(free, name, i);
            }
        }
    }

    /// <summary>Matches parts that differ in one field alone: they are found by the sum of all their other fields.</summary>
    private void TakeNearlyEqual(double enough)
    {
        var free = new Dictionary<ulong, List<int>>();
        foreach (var j in Enumerable.Range(0, _now.Length).Where(j => !_taken[j]))
        {
            foreach (var rest in Rests(_now[j]))
            {
                if (!free.TryGetValue(rest, out var places))
                {
                    free[rest] = places = [];
                }

                places.Add(j);
            }
        }

        var pairs = new List<ulong>();
        foreach (var i in Enumerable.Range(0, _was.Length).Where(i => _match[i] < 0))
        {
            foreach (var j in Rests(_was[i]).SelectMany(rest => free.GetValueOrDefault(rest) ?? []))
            {
                if (pairs.Count >= MostPairs || i >= MostParts || j >= MostParts)
                {
                    return;
                }

                Propose(pairs, i, j, enough);
            }
        }

        TakeBest(pairs);
    }

    /// <summary>For each field of a part, a number that stands for all its other fields.</summary>
    private IEnumerable<ulong> Rests(int[] row)
    {
        var sum = 0UL;
        for (var c = 0; c < row.Length; c++)
        {
            sum += Mixed(c, row[c]);
        }

        for (var c = 0; c < _columns.Count; c++)
        {
            yield return (sum - Mixed(c, At(row, c)) + (ulong)c) * 0x9E3779B97F4A7C15;
        }
    }

    private static ulong Mixed(int column, int value)
    {
        var mixed = value == 0 ? 0 : (((ulong)column << 32) | (uint)value) * 0xBF58476D1CE4E5B9;
        return mixed ^ (mixed >> 29);
    }

    private void TakeAlike(double enough)
    {
        var gone = Enumerable.Range(0, _was.Length).Where(i => _match[i] < 0).ToList();
        var come = Enumerable.Range(0, _now.Length).Where(j => !_taken[j]).ToList();
        if ((long)gone.Count * come.Count > MostPairs || _was.Length > MostParts || _now.Length > MostParts)
        {
            foreach (var i in gone.Where(i => i < _now.Length && !_taken[i] && Common(i, i) >= enough))
            {
                Pair(i, i);
            }

            return;
        }

        var pairs = new List<ulong>();
        foreach (var i in gone)
        {
            foreach (var j in come)
            {
                Propose(pairs, i, j, enough);
            }
        }

        TakeBest(pairs);
    }

    /// <summary>
    /// Notes a pair that has enough in common, as one number that sorts by most in common, nearest places, and order in the
    /// lists.
    /// </summary>
    private void Propose(List<ulong> pairs, int i, int j, double enough)
    {
        if (Common(i, j) is var common && common >= enough)
        {
            pairs.Add(((ulong)((1 - common) * (MostParts - 1)) << (3 * Bits)) | ((ulong)Math.Abs(i - j) << (2 * Bits)) | ((ulong)i << Bits) | (uint)j);
        }
    }

    private void TakeBest(List<ulong> pairs)
    {
        pairs.Sort();
        foreach (var pair in pairs)
        {
            var (i, j) = ((int)(pair >> Bits) & (MostParts - 1), (int)pair & (MostParts - 1));
            if (_match[i] < 0 && !_taken[j])
            {
                Pair(i, j);
            }
        }
    }

    /// <summary>The share of fields that are equal among those that either part has, from 0 to 1.</summary>
    private double Common(int before, int after)
    {
        int[] was = _was[before], now = _now[after];
        int fields = 0, same = 0;
        for (var c = 0; c < _columns.Count; c++)
        {
            int a = At(was, c), b = At(now, c);
            if (c != _uncounted && (a | b) != 0)
            {
                fields++;
                same += a == b ? 1 : 0;
            }
        }

        return fields == 0 ? 0 : same / (double)fields;
    }

    private static int At(int[] row, int column) => column < row.Length ? row[column] : 0;

    private static string KeyOf(int[] row) => string.Join(' ', row.AsSpan().TrimEnd(0).ToArray());

    private static void Add<TKey>(Dictionary<TKey, Queue<int>> free, TKey key, int place)
        where TKey : notnull
    {
        if (!free.TryGetValue(key, out var places))
        {
            free[key] = places = new Queue<int>();
        }

        places.Enqueue(place);
    }

    private void Take<TKey>(Dictionary<TKey, Queue<int>> free, TKey key, int before)
        where TKey : notnull
    {
        if (free.TryGetValue(key, out var places) && places.TryDequeue(out var after))
        {
            Pair(before, after);
        }
    }

    private void Pair(int before, int after) => (_match[before], _taken[after]) = (after, true);
}
