using System.Globalization;
using PledgeTracker.Domain.Editing;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// The numbers by which the figures of one published revision are cited. A figure keeps its number through every later
/// revision, whatever is corrected in it and wherever it moves in the list; the number of a removed figure is never used
/// again.
/// </summary>
/// <param name="Highest">The highest number the pledge has given so far.</param>
/// <param name="Numbers">The numbers, in the order of the revision's figures.</param>
public sealed record FigureNumbers(int Highest, IReadOnlyList<int> Numbers)
{
    /// <summary>The numbers of a first publication.</summary>
    public static FigureNumbers First(int figures) => new(figures, [.. Enumerable.Range(1, figures)]);

    /// <summary>The numbers of the publication that follows on another.</summary>
    public static FigureNumbers After(FigureNumbers earlier, PledgeDraft before, PledgeDraft after)
    {
        var numbers = new int[after.Figures.Count];
        var match = Difference.MatchFigures(before, after);
        for (var i = 0; i < match.Count; i++)
        {
            if (match[i] >= 0)
            {
                numbers[match[i]] = earlier.Numbers[i];
            }
        }

        var highest = earlier.Highest;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] == 0)
            {
                numbers[i] = ++highest;
            }
        }

        return new FigureNumbers(highest, numbers);
    }

    /// <summary>The numbers of every publication of a pledge, from its first to its last.</summary>
    public static IReadOnlyList<FigureNumbers> OfAll(IEnumerable<PledgeDraft> publications)
    {
        var all = new List<FigureNumbers>();
        PledgeDraft? before = null;
        foreach (var draft in publications)
        {
            all.Add(before is null ? First(draft.Figures.Count) : After(all[^1], before, draft));
            before = draft;
        }

        return all;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static FigureNumbers Parse(string text)
    {
        int[] numbers = [.. text.Split(',').Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture))];
        return new FigureNumbers(numbers[0], numbers[1..]);
    }

    /// <summary>Writes the highest number and then those of the figures, with commas between them.</summary>
    public override string ToString() => string.Join(',', Numbers.Prepend(Highest).Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
