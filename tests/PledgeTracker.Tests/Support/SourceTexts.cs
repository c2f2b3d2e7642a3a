using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PledgeTracker.Tests.Support;

/// <summary>
/// Finds in source text what is said through <c>T("…")</c>, <c>F($"…")</c>, <c>H($"…")</c> and <c>Plural(n, "…", "…")</c>: the English
/// wordings by which translations are found, as the compiler makes them.
/// </summary>
internal static partial class SourceTexts
{
    /// <summary>Every wording of a text that does not count, in its order.</summary>
    public static IEnumerable<string> In(string source)
    {
        source = Comments().Replace(source, "");
        foreach (Match call in Calls().Matches(source))
        {
            yield return call.Groups["dollar"].Length > 0 ? Interpolated(source, call.Index + call.Length, out _) : Plain(source, call.Index + call.Length, out _);
        }
    }

    /// <summary>Every wording that counts, in its order: for one, for several, and how many values are given besides the number.</summary>
    public static IEnumerable<(string One, string Other, int Values)> Plurals(string source)
    {
        source = Comments().Replace(source, "");
        foreach (Match call in CountingCalls().Matches(source))
        {
            var arguments = Arguments(source, call.Index + call.Length);
            if (arguments.FindIndex(a => a is not null) is >= 0 and var one && arguments.ElementAtOrDefault(one + 1) is { } other)
            {
                yield return (arguments[one]!, other, arguments.Count - one - 2);
            }
        }
    }

    // Each argument, from behind the opening parenthesis: its text where it is a text and nothing else, or else null.
    private static List<string?> Arguments(string source, int at)
    {
        var arguments = new List<string?>();
        var (text, isAlone) = ((string?)null, true);
        for (var depth = 0; ;)
        {
            switch (source[at])
            {
                case '"' when source[at - 1] == '$':
                    _ = Interpolated(source, at + 1, out at);
                    continue;
                case '"':
                    text = Plain(source, at + 1, out at);
                    continue;
                case '\'':
                    at = source.IndexOf('\'', at + 2) + 1;
                    isAlone = false;
                    continue;
                case ',' or ')' when depth == 0:
                    arguments.Add(isAlone ? text : null);
                    if (source[at] == ')')
                    {
                        return arguments;
                    }

                    (text, isAlone) = (null, true);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    isAlone = false;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case var other when !char.IsWhiteSpace(other):
                    isAlone = false;
                    break;
            }

            at++;
        }
    }

    // From behind the opening quote to behind the closing one.
    private static string Plain(string source, int at, out int end)
    {
        var text = new StringBuilder();
        while (source[at] != '"')
        {
            at = Character(source, at, text);
        }

        end = at + 1;
        return text.ToString();
    }

    private static string Interpolated(string source, int at, out int end)
    {
        var text = new StringBuilder();
        var holes = 0;
        while (source[at] != '"')
        {
            if (source[at] is '{' or '}' && source[at + 1] == source[at])
            {
                text.Append(source, at, 2);
                at += 2;
            }
            else if (source[at] == '{')
            {
                text.Append('{').Append(holes++.ToString(CultureInfo.InvariantCulture)).Append(Format(source, at + 1, out at)).Append('}');
            }
            else
            {
                at = Character(source, at, text);
            }
        }

        end = at + 1;
        return text.ToString();
    }

    // What stands behind the colon of a hole, with the colon; empty where there is none.
    private static string Format(string source, int at, out int end)
    {
        for (var depth = 0; ;)
        {
            switch (source[at])
            {
                case '"' when source[at - 1] == '$':
                    _ = Interpolated(source, at + 1, out at);
                    continue;
                case '"':
                    _ = Plain(source, at + 1, out at);
                    continue;
                case '\'':
                    at = source.IndexOf('\'', at + 2) + 1;
                    continue;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case '}' when depth == 0:
                    end = at + 1;
                    return "";
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ':' when depth == 0:
                    end = source.IndexOf('}', at) + 1;
                    return source[at..(end - 1)];
            }

            at++;
        }
    }

    private static int Character(string source, int at, StringBuilder text)
    {
        if (source[at] != '\\')
        {
            text.Append(source[at]);
            return at + 1;
        }

        if (source[at + 1] == 'u')
        {
            text.Append((char)int.Parse(source.AsSpan(at + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            return at + 6;
        }

        text.Append(source[at + 1] == 'n' ? '\n' : source[at + 1]);
        return at + 2;
    }

    [GeneratedRegex("(?<![\\w.])(?:Ui\\.Text\\.|Text\\.)?[TFH]\\(\\s*(?<dollar>\\$?)\"")]
    private static partial Regex Calls();

    // What a comment gives as an example is not said.
    [GeneratedRegex("^[ \t]*///.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex("(?<![\\w.])(?:Ui\\.Text\\.|Text\\.)?Plural(?:Of)?\\(")]
    private static partial Regex CountingCalls();
}
