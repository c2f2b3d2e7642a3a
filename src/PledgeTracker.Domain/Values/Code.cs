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
    /// <summary>The written form of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
        => Written<T>.ByValue.TryGetValue(value, out var code) ? code : Kebab(value.ToString(), '-');

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
        return code is not null && Written<T>.ByCode.TryGetValue(code, out value);
    }

    /// <summary>Every written form, in the order of the enumeration.</summary>
    public static IReadOnlyCollection<string> Codes<T>()
        where T : struct, Enum
        => Written<T>.ByCode.Keys;

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

    // Kept by type: a page says dozens of these words, and every row that is read or written has several.
    private static class Written<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> ByCode = Enum.GetValues<T>().ToDictionary(v => Kebab(v.ToString(), '-'), StringComparer.Ordinal);
        public static readonly FrozenDictionary<T, string> ByValue = All(v => Kebab(v.ToString(), '-'));
        public static readonly FrozenDictionary<T, string> Words = All(v => Kebab(v.ToString(), ' '));
        public static readonly FrozenDictionary<T, string> Labels = All(v => Capital(Kebab(v.ToString(), ' ')));

        private static FrozenDictionary<T, string> All(Func<T, string> write) => Enum.GetValues<T>().ToFrozenDictionary(v => v, write);
    }
}
