using PledgeTracker.Domain.Editing;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.DraftForms;

/// <summary>The places of a draft by their paths: what editors call them, and which part they belong to.</summary>
public static class DraftShape
{
    /// <summary>What editors call the place that a path names: "Figure 3: As of".</summary>
    public static string NameOf(string path)
    {
        var names = new List<string>();
        var parts = DraftParts.All;
        var within = DraftParts.All[0];
        foreach (var step in path.Split('.'))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? step : step[..bracket];
            if (parts.FirstOrDefault(p => p.Name == name) is { } part)
            {
                names.Add(bracket < 0 || part.One is null
                    ? T(part.Heading)
                    : $"{T(char.ToUpperInvariant(part.One[0]) + part.One[1..])} {int.Parse(step.AsSpan(bracket + 1, step.Length - bracket - 2), System.Globalization.CultureInfo.InvariantCulture) + 1}");
                (within, parts) = (part, part.Parts);
            }
            else
            {
                names.Add(within.Fields.FirstOrDefault(f => f.Name == name)?.Label is { } label ? T(label) : name);
            }
        }

        return string.Join(": ", names);
    }

    /// <summary>The part that describes the items of a list, for a path to one of its items; null for any other path.</summary>
    public static DraftPart? PartOf(string path)
    {
        DraftPart? found = null;
        var parts = DraftParts.All;
        foreach (var step in path.Split('.'))
        {
            found = parts.FirstOrDefault(p => p.Name == step.Split('[')[0]);
            parts = found?.Parts ?? [];
        }

        return found;
    }
}
