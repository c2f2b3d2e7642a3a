using System.Globalization;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>What happened to a field or a part.</summary>
public enum ChangeKind
{
    Changed,
    Added,
    Removed,

    /// <summary>The parts of a list are in another order.</summary>
    Reordered,
}

/// <summary>One change from one draft to another.</summary>
/// <param name="Path">
/// Where, as in <see cref="ReviewProblem"/>: in the earlier draft for what was changed or removed, in the later one for what
/// was added, and the list for a new order.
/// </param>
/// <param name="Kind">What happened.</param>
/// <param name="Before">The earlier value as JSON; null where there was none. For a new order: the places the parts had.</param>
/// <param name="After">The later value as JSON; null where there is none.</param>
public sealed record DraftChange(string Path, ChangeKind Kind, JsonNode? Before, JsonNode? After);

/// <summary>
/// The field-by-field difference of two drafts. Parts of a list are matched by identity, not by place: targets, sources,
/// claims and entries by their short names, all others by what they have in common. So a figure inserted at the front changes
/// no other.
/// </summary>
public static class Difference
{
    /// <summary>Every change from one draft to another; empty where they are equal.</summary>
    public static IReadOnlyList<DraftChange> Of(Draft before, Draft after)
    {
        var changes = new List<DraftChange>();
        Objects(Tree(before), Tree(after), "", NamedListsOf(before), changes);
        return changes;
    }

    /// <summary>
    /// Applies some of the changes to the draft they start from. All of them together give the later draft; each can be
    /// applied without the others.
    /// </summary>
    public static T Apply<T>(T before, IEnumerable<DraftChange> changes)
        where T : Draft
    {
        var root = Tree(before);
        var all = changes.ToList();

        // First changes that keep every place, then those that move parts; a removal leaves a gap that is closed at the
        // end.
        foreach (var change in all.Where(c => c.Kind == ChangeKind.Changed))
        {
            var (owner, name) = Owner(root, change.Path);
            if (change.After is null)
            {
                owner.Remove(name);
            }
            else
            {
                owner[name] = change.After.DeepClone();
            }
        }

        foreach (var list in all.Where(c => c.Kind != ChangeKind.Changed).GroupBy(c => c.Kind == ChangeKind.Reordered ? c.Path : ListOf(c.Path)).OrderByDescending(g => g.Key.Length))
        {
            Rebuild(root, list.Key, [.. list]);
        }

        return (T)DraftJson.Read(before.GetType(), root.ToJsonString());
    }

    /// <summary>For each figure of the earlier draft its place in the later one; -1 where it was taken out.</summary>
    public static IReadOnlyList<int> MatchFigures(PledgeDraft before, PledgeDraft after) =>
        PartMatch.Of(Tree(before)["figures"] as JsonArray ?? [], Tree(after)["figures"] as JsonArray ?? [], byName: false);

    // A part with a short name is the same part as long as it keeps that.
    internal static HashSet<string> NamedListsOf(Draft draft) =>
        DocumentShape.All.FirstOrDefault(s => s.Draft.IsInstanceOfType(draft))?.Parts.Where(p => p.One is not null && p.Fields.Any(f => f.Name == "id")).Select(p => p.Name).ToHashSet(StringComparer.Ordinal) ?? [];

    internal static JsonObject Tree(Draft draft) => (JsonObject)JsonNode.Parse(DraftJson.Write(draft))!;

    private static void Objects(JsonObject before, JsonObject after, string prefix, HashSet<string> named, List<DraftChange> changes)
    {
        foreach (var name in before.Select(p => p.Key).Union(after.Select(p => p.Key)))
        {
            JsonNode? was = before[name], now = after[name];
            var path = prefix + name;
            if (was is JsonObject o || now is JsonObject)
            {
                Objects(was as JsonObject ?? [], now as JsonObject ?? [], path + ".", named, changes);
            }
            else if (IsParts(was) || IsParts(now))
            {
                Lists(was as JsonArray ?? [], now as JsonArray ?? [], path, named, changes);
            }
            else if (!JsonNode.DeepEquals(was is JsonArray { Count: 0 } ? null : was, now is JsonArray { Count: 0 } ? null : now))
            {
                changes.Add(new DraftChange(path, ChangeKind.Changed, was, now));
            }
        }
    }

    private static bool IsParts(JsonNode? node) => node is JsonArray array && array.Any(item => item is JsonObject);

    private static void Lists(JsonArray before, JsonArray after, string path, HashSet<string> named, List<DraftChange> changes)
    {
        var match = PartMatch.Of(before, after, named.Contains(path));
        for (var i = 0; i < before.Count; i++)
        {
            if (match[i] < 0)
            {
                changes.Add(new DraftChange($"{path}[{Text(i)}]", ChangeKind.Removed, before[i], null));
            }
            else
            {
                Objects((JsonObject)before[i]!, (JsonObject)after[match[i]]!, $"{path}[{Text(i)}].", named, changes);
            }
        }

        var stays = new bool[after.Count];
        foreach (var j in match.Where(j => j >= 0))
        {
            stays[j] = true;
        }

        for (var j = 0; j < after.Count; j++)
        {
            if (!stays[j])
            {
                changes.Add(new DraftChange($"{path}[{Text(j)}]", ChangeKind.Added, null, after[j]));
            }
        }

        // The parts that remained, by their old places, in their new order.
        var stayed = Enumerable.Range(0, before.Count).Where(i => match[i] >= 0).ToList();
        var order = stayed.OrderBy(i => match[i]).ToList();
        if (!order.SequenceEqual(stayed))
        {
            changes.Add(new DraftChange(path, ChangeKind.Reordered, Places(stayed), Places(order)));
        }
    }

    private static JsonArray Places(IEnumerable<int> places) => [.. places.Select(p => JsonValue.Create(p))];

    private static void Rebuild(JsonObject root, string path, IReadOnlyList<DraftChange> changes)
    {
        var (owner, name) = Owner(root, path);
        var before = owner[name] as JsonArray ?? [];
        var removed = changes.Where(c => c.Kind == ChangeKind.Removed).Select(c => IndexOf(c.Path)).ToHashSet();
        var order = Enumerable.Range(0, before.Count).ToList();
        if (changes.FirstOrDefault(c => c.Kind == ChangeKind.Reordered) is { } reordered)
        {
            // Reordered parts exchange their places among themselves; a part whose removal is not applied keeps its own.
            var places = ((JsonArray)reordered.Before!).Select(p => p!.GetValue<int>()).ToList();
            var wanted = ((JsonArray)reordered.After!).Select(p => p!.GetValue<int>()).ToList();
            for (var i = 0; i < places.Count; i++)
            {
                order[places[i]] = wanted[i];
            }
        }

        var parts = order.Where(i => !removed.Contains(i)).Select(i => before[i]!.DeepClone()).ToList();
        foreach (var added in changes.Where(c => c.Kind == ChangeKind.Added).OrderBy(c => IndexOf(c.Path)))
        {
            parts.Insert(Math.Min(IndexOf(added.Path), parts.Count), added.After!.DeepClone());
        }

        owner[name] = new JsonArray([.. parts]);
    }

    private static (JsonObject Owner, string Name) Owner(JsonObject root, string path)
    {
        var owner = root;
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            if (step.EndsWith(']'))
            {
                owner = (JsonObject)((JsonArray)owner[step[..step.IndexOf('[', StringComparison.Ordinal)]]!)[IndexOf(step)]!;
            }
            else if (owner[step] is JsonObject inner)
            {
                owner = inner;
            }
            else
            {
                var made = new JsonObject();
                owner[step] = made;
                owner = made;
            }
        }

        return (owner, steps[^1]);
    }

    private static string ListOf(string path) => path[..path.LastIndexOf('[')];

    private static int IndexOf(string path)
    {
        var at = path.LastIndexOf('[');
        return int.Parse(path.AsSpan(at + 1, path.Length - at - 2), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
