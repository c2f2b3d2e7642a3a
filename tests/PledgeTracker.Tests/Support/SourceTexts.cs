using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PledgeTracker.Tests.Support;

/// <summary>
/// Finds in source text what is said through <c>T("…")</c>, <c>F($"…")</c>, <c>H($"…")</c> and <c>Count(n, "…", "…")</c>: the
/// English wordings by which translations are found, as the compiler makes them.
/// </summary>
internal static partial class SourceTexts
{
    /// <summary>Every wording of a text, in its order.</summary>
    public static IEnumerable<string> In(string source)
    {
        foreach (Match call in Calls().Matches(source))
        {
            yield return call.Groups["dollar"].Length > 0 ? Interpolated(source, call.Index + call.Length, out _) : Plain(source, call.Index + call.Length, out _);
        }

        foreach (Match pair in Counts().Matches(source))
        {
            yield return pair.Groups[1].Value;
            yield return pair.Groups[2].Value;
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

    [GeneratedRegex("""\bCount\([^"\n]{1,140}?, "([^"]+)", "([^"]+)"\)""")]
    private static partial Regex Counts();
}
