using PledgeTracker.Domain.Editing;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.DraftForms;

/// <summary>The places of a draft by their paths: what editors call them, and which part they belong to.</summary>
public static class DraftShape
{
    /// <summary>What editors call the place that a path names: "Figure 3: As of".</summary>
    /// <param name="path">The path.</param>
    /// <param name="shape">The shape of the draft; without it a pledge's.</param>
    public static string NameOf(string path, DocumentShape? shape = null)
    {
        var names = new List<string>();
        var parts = (shape ?? DocumentShape.Pledge).Parts;
        var within = parts[0];
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
    /// <param name="path">The path.</param>
    /// <param name="shape">The shape of the draft; without it a pledge's.</param>
    public static DraftPart? PartOf(string path, DocumentShape? shape = null)
    {
        DraftPart? found = null;
        var parts = (shape ?? DocumentShape.Pledge).Parts;
        foreach (var step in path.Split('.'))
        {
            found = parts.FirstOrDefault(p => p.Name == step.Split('[')[0]);
            parts = found?.Parts ?? [];
        }

        return found;
    }
}
