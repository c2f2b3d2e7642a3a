using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PledgeTracker.Domain.Values;

/// <summary>An amount in whole units of one currency. Amounts in different currencies are never added.</summary>
/// <param name="Amount">Whole units of the currency, not cents.</param>
/// <param name="Currency">The ISO 4217 code, three capital letters.</param>
public sealed record Money(long Amount, string Currency)
{
    /// <summary>The form of an ISO 4217 code as a regular expression.</summary>
    public const string CurrencyPattern = "^[A-Z]{3}$";

    /// <summary>Whether the text has the form of an ISO 4217 code; the list of currencies itself changes and is not kept here.</summary>
    public static bool IsCurrency([NotNullWhen(true)] string? code) =>
        code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    public override string ToString() => $"{Currency} {Amount.ToString("N0", QuantityText.Digits)}";
}

/// <summary>The signs, codes and names of currencies that stand beside a typed amount.</summary>
internal static class Currencies
{
    // The currencies whose sign is the dollar alone. Unless another of them is named beside the amount it is the United States’, as in
    // the press that writes it so.
    private static readonly string[] Dollars = ["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "BRL", "ARS", "CLP", "COP"];

    private static readonly Dictionary<string, string[]> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["$"] = Dollars,
        ["US$"] = ["USD"],
        ["C$"] = ["CAD"],
        ["CA$"] = ["CAD"],
        ["CAN$"] = ["CAD"],
        ["CDN$"] = ["CAD"],
        ["A$"] = ["AUD"],
        ["AU$"] = ["AUD"],
        ["NZ$"] = ["NZD"],
        ["HK$"] = ["HKD"],
        ["S$"] = ["SGD"],
        ["SG$"] = ["SGD"],
        ["R$"] = ["BRL"],
        ["MX$"] = ["MXN"],
        ["MEX$"] = ["MXN"],
        ["€"] = ["EUR"],
        ["£"] = ["GBP"],
        ["₹"] = ["INR"],
        ["₩"] = ["KRW"],
        ["₽"] = ["RUB"],
        ["₺"] = ["TRY"],
        ["₪"] = ["ILS"],
        ["₫"] = ["VND"],
        ["₱"] = ["PHP"],
        ["₦"] = ["NGN"],
        ["₴"] = ["UAH"],
        ["฿"] = ["THB"],
        ["¥"] = ["JPY", "CNY"],
        ["￥"] = ["JPY", "CNY"],
        ["JP¥"] = ["JPY"],
        ["CN¥"] = ["CNY"],
    };

    // Of two that begin alike the longer stands first.
    private static readonly (string Name, string[] Codes)[] Names =
    [
        ("u.s. dollars", ["USD"]), ("us dollars", ["USD"]), ("american dollars", ["USD"]), ("canadian dollars", ["CAD"]), ("australian dollars", ["AUD"]), ("dollars", Dollars), ("dollar", Dollars), ("euros", ["EUR"]), ("euro", ["EUR"]),
        ("pounds sterling", ["GBP"]), ("pounds", ["GBP"]), ("pound", ["GBP"]), ("japanese yen", ["JPY"]), ("yen", ["JPY"]), ("chinese yuan", ["CNY"]), ("yuan", ["CNY"]), ("renminbi", ["CNY"]), ("rmb", ["CNY"]), ("south korean won", ["KRW"]), ("korean won", ["KRW"]), ("won", ["KRW"]),
        ("swiss francs", ["CHF"]), ("swedish kronor", ["SEK"]), ("kronor", ["SEK"]), ("norwegian kroner", ["NOK"]), ("danish kroner", ["DKK"]), ("kroner", ["NOK", "DKK"]), ("kr", ["SEK", "NOK", "DKK"]), ("indian rupees", ["INR"]), ("rupees", ["INR", "PKR", "LKR"]), ("rs.", ["INR", "PKR", "LKR"]), ("rs", ["INR", "PKR", "LKR"]),
    ];

    // ISO 4217, without the funds, the metals and ALL, which is a word before a number.
    private static readonly HashSet<string> Codes = [.. (
        "AED AFN AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK "
        + "JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
        + "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG").Split(' ')];

    // Those that are typed in small letters as well.
    private static readonly HashSet<string> Usual = new(StringComparer.OrdinalIgnoreCase) { "USD", "EUR", "GBP", "JPY", "CNY", "CAD", "AUD", "NZD", "HKD", "SGD", "INR", "KRW", "CHF", "SEK", "NOK", "DKK", "BRL", "MXN", "PLN" };

    /// <summary>Takes the currency out of an amount; false where its marks contradict each other or are not known.</summary>
    /// <param name="plain">The amount, with plain spaces.</param>
    /// <param name="beside">The currency that stands beside it.</param>
    /// <param name="number">What is left.</param>
    /// <param name="codes">The currencies that it can be in, the likeliest first; empty where it names none.</param>
    /// <param name="problem">What is wrong with it, to be said behind its quotation; null where it is no amount at all.</param>
    internal static bool TryTake(string plain, string? beside, out string number, out IReadOnlyList<string> codes, out string? problem)
    {
        (number, problem) = (plain, null);
        codes = [];
        if (plain.All(c => char.IsAscii(c) && !char.IsAsciiLetter(c) && c != '$'))
        {
            return true;
        }

        IReadOnlyList<string>? found = null;
        var rest = plain.Replace("U.S. $", "US$", StringComparison.OrdinalIgnoreCase).Replace("U.S.$", "US$", StringComparison.OrdinalIgnoreCase).Replace("US $", "US$", StringComparison.OrdinalIgnoreCase);
        foreach (var (name, named) in Names)
        {
            for (var at = IndexOfWord(rest, name, 0); at >= 0; at = IndexOfWord(rest, name, at))
            {
                if (!TryAdd(ref found, named, out problem))
                {
                    return false;
                }

                rest = $"{rest[..at]} {rest[(at + name.Length)..]}";
            }
        }

        var left = new StringBuilder(rest.Length);
        for (var i = 0; i < rest.Length;)
        {
            var end = i;
            while (end < rest.Length && char.IsAsciiLetter(rest[end]))
            {
                end++;
            }

            var (word, hasSign) = (rest[i..end], end < rest.Length && char.GetUnicodeCategory(rest[end]) == UnicodeCategory.CurrencySymbol);
            string[]? meant;
            if (hasSign && Signs.TryGetValue(rest[i..(end + 1)], out meant))
            {
                end++;
            }
            else if (word.Length == 3 && (Codes.Contains(word) || Usual.Contains(word)))
            {
                meant = [word.ToUpperInvariant()];
            }
            else if (hasSign && !(word.Length > 3 || (word.Length > 0 && i > 0 && (char.IsAsciiDigit(rest[i - 1]) || rest[i - 1] == ' ') && char.IsAsciiDigit(left.ToString().TrimEnd().LastOrDefault()))))
            {
                problem = "has the sign of a currency that is not known here. Write the currency as its code, like USD.";
                return false;
            }
            else
            {
                end = Math.Max(end, i + 1);
                left.Append(rest, i, end - i);
                i = end;
                continue;
            }

            // Five euros fifty: what stands before the sign and what stands behind it are not one number.
            if (char.IsAsciiDigit(left.ToString().TrimEnd().LastOrDefault()) && char.IsAsciiDigit(rest[end..].TrimStart().FirstOrDefault()))
            {
                return false;
            }

            if (!TryAdd(ref found, meant, out problem))
            {
                return false;
            }

            left.Append(' ');
            i = end;
        }

        number = string.Join(' ', left.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        codes = found is null ? [] : beside is not null && found.Contains(beside) ? [beside] : found[0] == Dollars[0] ? [Dollars[0]] : found;
        return true;
    }

    // Of a range the sign may stand at both ends, and a code beside a sign says which of several currencies the sign means.
    private static bool TryAdd(ref IReadOnlyList<string>? found, string[] meant, out string? problem)
    {
        string[] both = found is null ? meant : [.. found.Intersect(meant)];
        problem = both.Length == 0 ? "names two currencies. Leave one of them out." : null;
        found = both;
        return problem is null;
    }

    private static int IndexOfWord(string text, string word, int from)
    {
        for (var at = text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])))
            {
                return at;
            }
        }

        return -1;
    }
}
