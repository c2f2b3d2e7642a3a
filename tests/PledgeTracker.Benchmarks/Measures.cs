using System.Globalization;

namespace PledgeTracker.Benchmarks;

/// <summary>The file that <c>compare.sh</c> gathers measures in, beside what a command prints; nothing where it is not named.</summary>
internal static class Measures
{
    private const string Variable = "MEASURES";

    /// <summary>Notes a measure under its name in <c>targets.tsv</c>.</summary>
    public static void Note(string name, double value)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file)
        {
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{name}\t{value:0.####}\n"));
        }
    }

    /// <summary>The middle of several, which one slow moment of the machine does not move.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
