using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace PledgeTracker.Domain.Editing;

/// <summary>Walks over every text and every list of a draft, so that a rule for all of them misses none.</summary>
internal static class DraftTexts
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, string Name)[]> Properties = new();

    /// <summary>Visits a draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="text">Called for each text that is there, with its part, the path before its name, its name, and itself.</param>
    /// <param name="list">Called for each list, with its path and how many it has.</param>
    public static void Visit(Draft draft, Action<object, string, string, string> text, Action<string, int>? list = null) => Part(draft, "", text, list);

    private static void Part(object part, string prefix, Action<object, string, string, string> text, Action<string, int>? list)
    {
        foreach (var (property, name) in Properties.GetOrAdd(part.GetType(), Of))
        {
            switch (property.GetValue(part))
            {
                case string typed:
                    text(part, prefix, name, typed);
                    break;
                case IReadOnlyList<string> words:
                    list?.Invoke(prefix + name, words.Count);
                    for (var i = 0; i < words.Count; i++)
                    {
                        text(part, prefix, $"{name}[{i}]", words[i]);
                    }

                    break;
                case IEnumerable parts:
                    var count = 0;
                    foreach (var inner in parts)
                    {
                        Part(inner, $"{prefix}{name}[{count}].", text, list);
                        count++;
                    }

                    list?.Invoke(prefix + name, count);
                    break;
                case { } inner when inner is not bool:
                    Part(inner, $"{prefix}{name}.", text, list);
                    break;
            }
        }
    }

    private static (PropertyInfo, string)[] Of(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => (p, char.ToLowerInvariant(p.Name[0]) + p.Name[1..]))];
}
