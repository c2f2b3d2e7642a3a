namespace PledgeTracker.Web.Search;

/// <summary>How far a typed word may be from the one that was meant.</summary>
public static class Spelling
{
    private const int MostLettersApart = 3;

    /// <summary>Shorter words are too similar to each other to be corrected.</summary>
    public const int ShortestCorrected = 3;

    /// <summary>How many errors are forgiven: one in a word of four to seven letters, two in a longer one, none in a number.</summary>
    public static int AllowedDistance(string word) => word.Length < 4 || word.Any(char.IsDigit) ? 0 : word.Length < 8 ? 1 : 2;

    /// <summary>
    /// How many letters must be put in, left out, replaced or swapped with their neighbour to come from one word to the other
    /// (optimal string alignment); anything above <paramref name="most"/> is <c>most + 1</c>.
    /// </summary>
    public static int Distance(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return most + 1;
        }

        Span<int> before = stackalloc int[b.Length + 1], last = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > most)
            {
                return most + 1;
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[b.Length] > most ? most + 1 : last[b.Length];
    }

    /// <summary>Words that lead from something mistyped to what was probably meant; empty where nothing is near.</summary>
    public static string Meant(string typed, IEnumerable<string> known, string ending = "")
    {
        var near = known.Select(name => (Name: name, Apart: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant(), MostLettersApart)))
            .Where(name => name.Apart <= Math.Min(MostLettersApart, typed.Length / 2)).OrderBy(name => name.Apart).FirstOrDefault().Name;
        return near is null ? "" : $"; perhaps '{near}{ending}' is meant";
    }
}
