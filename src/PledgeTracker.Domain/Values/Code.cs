using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PledgeTracker.Domain.Values;

/// <summary>
/// The written form of the domain's fixed words in addresses, files, tables and exports: <c>PartlyKept</c> is
/// <c>partly-kept</c> everywhere. One form, so that what is read in one place can be typed in another.
/// </summary>
public static class Code
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, object>> ByCode = new();

    /// <summary>The written form of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
        => Written<T>.Codes.TryGetValue(value, out var code) ? code : Kebab(value.ToString(), '-');

    /// <summary>The value as words within a sentence: <c>partly kept</c>.</summary>
    public static string Words<T>(T value)
        where T : struct, Enum
        => Written<T>.Words.TryGetValue(value, out var words) ? words : Kebab(value.ToString(), ' ');

    /// <summary>The value as words at the beginning of a line: <c>Partly kept</c>.</summary>
    public static string Label<T>(T value)
        where T : struct, Enum
        => Written<T>.Labels.TryGetValue(value, out var label) ? label : Capital(Kebab(value.ToString(), ' '));

    /// <summary>Reads the written form, and only that form.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? code, out T value)
        where T : struct, Enum
    {
        value = default;
        if (code is null || !All<T>().TryGetValue(code, out var found))
        {
            return false;
        }

        value = (T)found;
        return true;
    }

    /// <summary>Every written form, in the order of the enumeration.</summary>
    public static IReadOnlyCollection<string> Codes<T>()
        where T : struct, Enum
        => All<T>().Keys;

    private static Dictionary<string, object> All<T>()
        where T : struct, Enum
        => ByCode.GetOrAdd(typeof(T), static _ => Enum.GetValues<T>().ToDictionary(v => Kebab(v.ToString(), '-'), v => (object)v));

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Kebab(string name, char between)
    {
        var builder = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && builder.Length > 0)
            {
                builder.Append(between);
            }

            builder.Append(char.ToLowerInvariant(c));
        }

        return builder.ToString();
    }

    // Once for each word: a page says dozens of them.
    private static class Written<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Codes = All(v => Kebab(v.ToString(), '-'));
        public static readonly FrozenDictionary<T, string> Words = All(v => Kebab(v.ToString(), ' '));
        public static readonly FrozenDictionary<T, string> Labels = All(v => Capital(Kebab(v.ToString(), ' ')));

        private static FrozenDictionary<T, string> All(Func<T, string> write) => Enum.GetValues<T>().Distinct().ToFrozenDictionary(v => v, write);
    }
}
