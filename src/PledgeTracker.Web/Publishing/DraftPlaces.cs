using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Where the places of an earlier draft are in a later one. Parts that were moved are found by what they are, as in a <see cref="Difference"/>.
/// </summary>
/// <param name="before">The earlier draft.</param>
/// <param name="after">The later one, of the same kind.</param>
public sealed class DraftPlaces(Draft before, Draft after)
{
    private readonly JsonObject _before = Difference.Tree(before), _after = Difference.Tree(after);
    private readonly HashSet<string> _named = Difference.NamedListsOf(before);
    private readonly Dictionary<string, int[]> _matches = new(StringComparer.Ordinal);

    /// <summary>The path in the later draft; null where the part was taken out.</summary>
    /// <param name="path">A path in the earlier draft, like <c>figures[2].quantity</c>; one that it does not have stays as it is.</param>
    public string? Of(string path)
    {
        var (was, now) = (_before, _after);
        var (from, to) = (new StringBuilder(), new StringBuilder());
        foreach (var step in path.Split('.'))
        {
            Next(from, step.Split('[')[0]);
            if (Step.TryParse(step) is not { Index: { } index } item || was?[item.Name] is not JsonArray list || index >= list.Count)
            {
                Next(to, step);
                (was, now) = (was?[step] as JsonObject, now?[step] as JsonObject);
                continue;
            }

            if (MatchOf(from.ToString(), list, now?[item.Name] as JsonArray ?? []) is var match && match[index] < 0)
            {
                return null;
            }

            Next(to, string.Create(CultureInfo.InvariantCulture, $"{item.Name}[{match[index]}]"));
            from.Append(CultureInfo.InvariantCulture, $"[{index}]");
            (was, now) = (list[index] as JsonObject, (now![item.Name] as JsonArray)![match[index]] as JsonObject);
        }

        return to.ToString();

        static void Next(StringBuilder path, string step) => path.Append(path.Length > 0 ? "." : "").Append(step);
    }

    /// <summary>Whether a draft has a place: its field or part is described, and an item of a list is there.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="path">The place; empty for the draft as a whole.</param>
    public static bool Has(Draft draft, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            return true;
        }

        if (DocumentShape.All.FirstOrDefault(s => s.Draft.IsInstanceOfType(draft)) is not { } shape)
        {
            return draft.GetType().GetProperties().Any(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name) == path);
        }

        var (node, parts, fields) = (Difference.Tree(draft), shape.Parts, shape.Parts.FirstOrDefault(p => p.Name.Length == 0)?.Fields ?? []);
        foreach (var raw in path.Split('.'))
        {
            if (Step.TryParse(raw) is not { } step)
            {
                return false;
            }

            if (parts.FirstOrDefault(p => p.Name == step.Name && p.Name.Length > 0) is { } part)
            {
                if (step.Index is { } index && !(node?[step.Name] is JsonArray list && index < list.Count))
                {
                    return false;
                }

                node = step.Index is { } at ? node![step.Name]![at] as JsonObject : node?[step.Name] as JsonObject;
                (parts, fields) = (part.Parts, part.Fields);
                continue;
            }

            if (step.Index is not null || fields.All(f => f.Name != step.Name))
            {
                return false;
            }

            (node, parts, fields) = (null, [], []);
        }

        return true;
    }

    private int[] MatchOf(string path, JsonArray was, JsonArray now)
    {
        if (!_matches.TryGetValue(path, out var match))
        {
            _matches[path] = match = PartMatch.Of(was, now, _named.Contains(path));
        }

        return match;
    }

    /// <summary>One step of a path: a field, a part, or an item of a list.</summary>
    private readonly record struct Step(string Name, int? Index)
    {
        public static Step? TryParse(string text)
        {
            var bracket = text.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? text : text[..bracket];
            return name.Length == 0 || !name.All(char.IsAsciiLetter) ? null
                : bracket < 0 ? new Step(name, null)
                : text.EndsWith(']') && int.TryParse(text.AsSpan(bracket + 1, text.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new Step(name, index) : null;
        }
    }
}
