using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PledgeTracker.Domain.Values;

/// <summary>An amount as it was typed: a quantity, with the currency where one stands beside it.</summary>
/// <param name="Quantity">In whole units.</param>
/// <param name="Currency">The ISO 4217 code; null where none stands there.</param>
public sealed record StatedAmount(Quantity Quantity, string? Currency)
{
    /// <summary>As it is typed, so that it is read as the same amount.</summary>
    public override string ToString() => Currency is null ? Quantity.ToString() : $"{Quantity} {Currency}";
}

/// <summary>
/// Reads a number as people type it and as programs write it: <c>1,454</c>, <c>half a million</c>, <c>25k–30k</c>, <c>3,000 or more</c>,
/// <c>1234.0</c>, <c>(1,234)</c>, and an amount of money with its sign or code: <c>$500 million</c>, <c>EUR 250m</c>.
/// </summary>
/// <remarks>A comma before three digits stands between thousands. A point there may do so or not, which nobody but a person can tell.</remarks>
public static partial class TypedQuantity
{
    /// <summary>The most characters of a number, without the blanks around it.</summary>
    private const int MaxLength = 100;

    private const string Forms = "Write a whole number, like 1,454, more than 256,000, 1.2 million or 25k–30k.";

    // Hedges besides those that the strict form knows, each kept as one of its words. Of two that begin alike the longer stands first.
    private static readonly (string Typed, QuantityKind Kind, string? Word)[] Leads =
    [
        ("≈", QuantityKind.About, "about"), ("≅", QuantityKind.About, "about"), ("±", QuantityKind.About, "about"), ("+/-", QuantityKind.About, "about"), ("circa ", QuantityKind.About, "about"), ("ca ", QuantityKind.About, "about"), ("c.", QuantityKind.About, "about"), ("ca.", QuantityKind.About, "about"),
        ("approx ", QuantityKind.About, "approximately"), ("approx.", QuantityKind.About, "approximately"), ("just about ", QuantityKind.About, "about"), ("around about ", QuantityKind.About, "around"), ("in the region of ", QuantityKind.About, "about"), ("in the order of ", QuantityKind.About, "about"),
        ("just below ", QuantityKind.Nearly, "just under"), ("just shy of ", QuantityKind.Nearly, "just under"), ("slightly under ", QuantityKind.Nearly, "just under"), ("slightly below ", QuantityKind.Nearly, "just under"), ("slightly less than ", QuantityKind.Nearly, "just under"),
        ("not fewer than ", QuantityKind.AtLeast, "no fewer than"), ("not less than ", QuantityKind.AtLeast, "no less than"), ("min. ", QuantityKind.AtLeast, "a minimum of"), ("min ", QuantityKind.AtLeast, "a minimum of"), ("=>", QuantityKind.AtLeast, "at least"), ("⩾", QuantityKind.AtLeast, "at least"), ("≧", QuantityKind.AtLeast, "at least"),
        ("in excess of ", QuantityKind.MoreThan, "more than"), ("greater than ", QuantityKind.MoreThan, "more than"), ("exceeding ", QuantityKind.MoreThan, "more than"), ("just above ", QuantityKind.MoreThan, "just over"), ("slightly over ", QuantityKind.MoreThan, "just over"), ("slightly more than ", QuantityKind.MoreThan, "just over"),
        ("well above ", QuantityKind.MoreThan, "well over"), ("well more than ", QuantityKind.MoreThan, "well over"), ("upward of ", QuantityKind.MoreThan, "upwards of"),
        ("not more than ", QuantityKind.UpTo, "no more than"), ("a maximum of ", QuantityKind.UpTo, "at most"), ("maximum of ", QuantityKind.UpTo, "at most"), ("maximum ", QuantityKind.UpTo, "at most"), ("max. ", QuantityKind.UpTo, "at most"), ("max ", QuantityKind.UpTo, "at most"), ("=<", QuantityKind.UpTo, "at most"), ("⩽", QuantityKind.UpTo, "at most"), ("≦", QuantityKind.UpTo, "at most"),
        ("lower than ", QuantityKind.FewerThan, "less than"), ("a total of ", QuantityKind.Exactly, null), ("total of ", QuantityKind.Exactly, null),
        .. QuantityText.Leads,
    ];

    // What stands behind a number and makes it one or less, one or more, or about so much.
    private static readonly (string Typed, QuantityKind Kind, string Word)[] Ends =
    [
        ("-plus", QuantityKind.AtLeast, "at least"), (" plus", QuantityKind.AtLeast, "at least"), ("+", QuantityKind.AtLeast, "at least"), (" or more", QuantityKind.AtLeast, "at least"), (" and more", QuantityKind.AtLeast, "at least"), (" or above", QuantityKind.AtLeast, "at least"), (" and above", QuantityKind.AtLeast, "at least"),
        (" and up", QuantityKind.AtLeast, "at least"), (" or over", QuantityKind.AtLeast, "at least"), (" and over", QuantityKind.AtLeast, "at least"), (" or higher", QuantityKind.AtLeast, "at least"), (" upwards", QuantityKind.AtLeast, "at least"), (" at least", QuantityKind.AtLeast, "at least"), (" minimum", QuantityKind.AtLeast, "a minimum of"), (" min.", QuantityKind.AtLeast, "a minimum of"), (" min", QuantityKind.AtLeast, "a minimum of"),
        (" or fewer", QuantityKind.UpTo, "at most"), (" or less", QuantityKind.UpTo, "at most"), (" at most", QuantityKind.UpTo, "at most"), (" maximum", QuantityKind.UpTo, "at most"), (" max.", QuantityKind.UpTo, "at most"), (" max", QuantityKind.UpTo, "at most"),
        (" or so", QuantityKind.About, "about"), (" approximately", QuantityKind.About, "approximately"), (" approx.", QuantityKind.About, "approximately"), (" approx", QuantityKind.About, "approximately"),
    ];

    private static readonly SearchValues<char> InNumbers = SearchValues.Create("0123456789.,' ");

    private const long Thousand = 1_000, Million = 1_000_000, Billion = 1_000_000_000, Trillion = 1_000_000_000_000;

    private static readonly Dictionary<string, long> Scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 100,
        ["k"] = Thousand,
        ["thousand"] = Thousand,
        ["thousands"] = Thousand,
        ["m"] = Million,
        ["mn"] = Million,
        ["mm"] = Million,
        ["mill"] = Million,
        ["million"] = Million,
        ["millions"] = Million,
        ["b"] = Billion,
        ["bn"] = Billion,
        ["bil"] = Billion,
        ["billion"] = Billion,
        ["billions"] = Billion,
        ["t"] = Trillion,
        ["tn"] = Trillion,
        ["trn"] = Trillion,
        ["trillion"] = Trillion,
        ["trillions"] = Trillion,
        ["mio"] = Million,
        ["mln"] = Million,
        ["mrd"] = Billion,
        ["mld"] = Billion,
        ["bln"] = Billion,
        ["milliard"] = Billion,
        ["milliards"] = Billion,
        ["lakh"] = 100_000,
        ["lakhs"] = 100_000,
        ["lac"] = 100_000,
        ["crore"] = 10_000_000,
        ["crores"] = 10_000_000,
        ["cr"] = 10_000_000,
    };

    // Beside these words a number is as often written with a decimal comma as with a point.
    private static readonly HashSet<string> ForeignScales = ["mio", "mln", "mrd", "mld", "bln", "milliard", "milliards"];

    // Right in arithmetic, and yet a word that the tracker's readers do not know: the number is offered in theirs.
    private static readonly HashSet<string> IndianScales = ["lakh", "lakhs", "lac", "crore", "crores", "cr"];

    private static readonly Dictionary<string, int> Words = new(StringComparer.Ordinal)
    {
        ["zero"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    };

    // What is counted, where a cell names it behind the number.
    private static readonly HashSet<string> Counted =
        ["job", "jobs", "position", "positions", "role", "roles", "post", "posts", "worker", "workers", "employee", "employees", "people", "persons", "staff", "hires", "hired", "apprentices", "apprenticeships", "americans", "veterans", "fte", "ftes", "new", "full-time", "part-time", "permanent", "direct", "indirect", "additional", "total", "created", "added", "retained", "u.s.", "us", "american", "construction", "manufacturing", "associates", "technicians", "engineers", "of", "in", "investment"];

    /// <summary>Reads a number that is no money; one with a currency is a problem.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="options">What is known beside it.</param>
    public static Reading<Quantity?> Read(string? text, TypedOptions? options = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Reading<Quantity?>.Blank;
        }

        var read = ReadMoney(text, options);
        if (read.Value is { Currency: null } plain)
        {
            return Reading<Quantity?>.Of(plain.Quantity);
        }

        List<Offer<Quantity?>> offers = read.Value is { } amount ? [OfferOf(amount.Quantity)]
            : [.. read.Offers.Select(o => o.Value is { } one ? OfferOf(one.Quantity) : new Offer<Quantity?>(null, o.Written, o.Said)).DistinctBy(o => o.Written)];
        return new(null, offers, read.Value is null ? read.Problem : $"{TypedText.Quote(text)} names a currency. Write the number alone, like {read.Value.Quantity}.");
    }

    /// <summary>Reads an amount of money, whose currency may stand beside it or not.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="options">What is known beside it.</param>
    /// <param name="beside">The currency that stands in a field or a column beside it: it decides what a shared sign means.</param>
    public static Reading<StatedAmount?> ReadMoney(string? text, TypedOptions? options = null, string? beside = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Reading<StatedAmount?>.Blank;
        }

        var quoted = TypedText.Quote(text);
        if (!TypedText.TryPlain(text, MaxLength, out var plain, out var unreadable))
        {
            return Reading<StatedAmount?>.None(unreadable ?? Refused(quoted));
        }

        if (!Currencies.TryTake(plain, beside, out var number, out var codes, out var problem))
        {
            return Reading<StatedAmount?>.None(problem is null ? Refused(quoted) : $"{quoted} {problem}");
        }

        if (TypedText.IsNothing(plain) || TypedText.IsNothing(number))
        {
            return new(null, [new(null, "", "an empty field"), OfferOf(new StatedAmount(Quantity.Exactly(0), null))], $"{quoted} can be an empty field or 0. Leave the field empty where no number is known.");
        }

        var found = new Reader(options ?? TypedOptions.None, isMoney: codes.Count > 0).Read(number.ToLowerInvariant());
        if (found.Value is { } value && codes.Count <= 1)
        {
            return Reading<StatedAmount?>.Of(new(value, codes.Count == 1 ? codes[0] : null));
        }

        List<StatedAmount> may = [.. found.May.Distinct().SelectMany(q => codes.Count == 0 ? [new StatedAmount(q, null)] : codes.Select(c => new StatedAmount(q, c)))];
        if (may.Count == 0)
        {
            return Reading<StatedAmount?>.None(Refused(quoted));
        }

        var or = found.Or is null ? "" : ", or " + found.Or;
        return new(null, [.. may.Select(OfferOf)], $"{quoted} can be {TypedText.Either([.. may.Select(m => m.ToString())])}{or}. {(codes.Count > 1 ? "Write the currency as its code." : Forms)}");
    }

    private static string Refused(string quoted) => $"{Forms} {quoted} is none of them.";

    private static Offer<Quantity?> OfferOf(Quantity quantity) => new(quantity, quantity.ToString(), quantity.ToString());

    private static Offer<StatedAmount?> OfferOf(StatedAmount amount) => new(amount, amount.ToString(), amount.ToString());

    /// <summary>What a text was found to mean.</summary>
    /// <param name="May">Everything that it can mean; one thing where it is certain, none where it is no number.</param>
    /// <param name="IsCertain">Whether it means the one thing and nothing else.</param>
    /// <param name="Or">What it can mean besides.</param>
    private sealed record Found(IReadOnlyList<Quantity> May, bool IsCertain, string? Or = null)
    {
        public static Found Nothing { get; } = new([], false);

        public Quantity? Value => IsCertain && May.Count == 1 ? May[0] : null;
    }

    /// <summary>The same of one number without a hedge.</summary>
    private sealed record Number(IReadOnlyList<long> May, bool IsCertain, string? Or = null);

    private sealed class Reader(TypedOptions options, bool isMoney)
    {
        private const string WithDecimals = "a number with decimals";

        public Found Read(string text)
        {
            text = text.Trim();
            if (text.Length == 0)
            {
                return Found.Nothing;
            }

            var found = Plain(text) ?? Bracketed(text) ?? Hedged(text) ?? Ranged(text);
            return found ?? Spoken(text);
        }

        private static Found Of(Number number, QuantityKind kind, string? word) => new([.. number.May.Select(v => Make(kind, v, word))], number.IsCertain, number.Or);

        private static Quantity Make(QuantityKind kind, long value, string? word)
        {
            var quantity = kind switch
            {
                QuantityKind.Exactly => Quantity.Exactly(value),
                QuantityKind.About => Quantity.About(value),
                QuantityKind.Nearly => Quantity.Nearly(value),
                QuantityKind.AtLeast => Quantity.AtLeast(value),
                QuantityKind.MoreThan => Quantity.MoreThan(value),
                QuantityKind.FewerThan => Quantity.FewerThan(value),
                _ => Quantity.UpTo(value),
            };
            return word is null ? quantity : quantity.As(word);
        }

        private static Found Ask(Found found) => found with { IsCertain = false };

        private Found? Plain(string text) => NumberOf(text) is { } number ? Of(number, QuantityKind.Exactly, null) : null;

        // Accountants write what is negative in parentheses.
        private Found? Bracketed(string text)
        {
            if (text[0] != '(' || text[^1] != ')' || text.Length < 3 || text[1..^1].Trim() is not { Length: > 0 } inner || !char.IsAsciiDigit(inner[0]) || NumberOf(inner) is not { } number)
            {
                return null;
            }

            return Of(number with { May = [.. number.May.Select(v => -v)] }, QuantityKind.Exactly, null);
        }

        private Found? Hedged(string text)
        {
            // A plus before a number is its sign, or stands at the wrong end.
            if (text[0] == '+' && !text.StartsWith("+/-", StringComparison.Ordinal))
            {
                return text.Length > 1 && NumberOf(text[1..].TrimStart()) is { May: [>= 0 and var value, ..] } ? new([Quantity.Exactly(value), Quantity.AtLeast(value)], false) : null;
            }

            if (text.StartsWith("between ", StringComparison.Ordinal))
            {
                return Range(text["between ".Length..], " and ");
            }

            if (text.StartsWith("from ", StringComparison.Ordinal))
            {
                return Range(text["from ".Length..], " to ");
            }

            foreach (var (typed, kind, word) in Leads)
            {
                if (text.StartsWith(typed, StringComparison.Ordinal))
                {
                    var rest = text[typed.Length..].Trim();
                    return rest.Length == 0 ? null : NumberOf(rest) is { } number ? Of(number, kind, word) : Ranged(rest) is { } range && kind == QuantityKind.About ? Ask(range) : null;
                }
            }

            // 10+ million.
            if (PlusBeforeScale().Match(text) is { Success: true } plus && Scales.ContainsKey(plus.Groups["scale"].Value))
            {
                return NumberOf($"{plus.Groups["number"].Value} {plus.Groups["scale"].Value}") is { } number ? Of(number, QuantityKind.AtLeast, null) : null;
            }

            foreach (var (typed, kind, word) in Ends)
            {
                if (text.Length > typed.Length && text.EndsWith(typed, StringComparison.Ordinal))
                {
                    return NumberOf(text[..^typed.Length].TrimEnd()) is { } number ? Of(number, kind, word) : null;
                }
            }

            return null;
        }

        // A hyphen after the first character is a range; before it, a minus. Between words it joins them.
        private Found? Ranged(string text) =>
            text.Contains(" to ", StringComparison.Ordinal) ? Range(text, " to ") : text.Length > 1 && text.IndexOf('-', 1) is > 0 and var at && text.AsSpan(0, at).IndexOfAnyInRange('0', '9') >= 0 ? Range(text, "-") : null;

        private Found? Range(string text, string between)
        {
            var at = text.Length < 2 ? -1 : text.IndexOf(between, 1, StringComparison.Ordinal);
            if (at < 0 || text[..at].Trim() is not { Length: > 0 } low || text[(at + between.Length)..].Trim() is not { Length: > 0 } high
                || NumberOf(low) is not { } lowest || NumberOf(high) is not { } highest)
            {
                return null;
            }

            var plain = Pairs(lowest, highest);
            if (plain is not null && FourDigits(low) is { } first && FourDigits(high) is { } last && first < last)
            {
                return Ask(plain) with { Or = "two years" };
            }

            if (plain is not null && between == "-" && text[at - 1] != ' ' && Telephone().IsMatch(text))
            {
                return Ask(plain) with { Or = "a telephone number" };
            }

            if (plain is not null && (LeadingZero().IsMatch(low) || LeadingZero().IsMatch(high)))
            {
                return Ask(plain) with { Or = "a date" };
            }

            // "25 to 30 million" says million once and means it twice.
            if (ScaleOf(low) is not null || ScaleOf(high) is not { } scale || NumberOf(low + " " + scale) is not { } scaled)
            {
                return plain;
            }

            // "900,000 to 1.2 million" means it once, and "1,500 to 2,000 million" can do both.
            return (Pairs(scaled, highest), low.Contains(',', StringComparison.Ordinal)) switch
            {
                ({ } twice, true) when plain is not null => new([.. twice.May, .. plain.May], false),
                ({ } twice, _) => twice,
                (null, true) => plain,
                _ => plain is null ? null : Ask(plain),
            };

            static Found? Pairs(Number lowest, Number highest)
            {
                var pairs = lowest.May.SelectMany(l => highest.May.Where(h => l <= h).Select(h => Quantity.Between(l, h))).Take(4).ToList();
                return pairs.Count == 0 ? null : new(pairs, lowest.IsCertain && highest.IsCertain, lowest.Or ?? highest.Or);
            }
        }

        private static int? FourDigits(string text) =>
            text.Length == 4 && text.All(char.IsAsciiDigit) && int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is >= 1900 and <= 2100 and var year ? year : null;

        private static string? ScaleOf(string text)
        {
            var word = text.TrimEnd('.');
            var start = word.Length;
            while (start > 0 && char.IsAsciiLetterLower(word[start - 1]))
            {
                start--;
            }

            return Scales.ContainsKey(word[start..]) ? word[start..] : null;
        }

        // What is no number by itself but holds one: it is offered, and never taken.
        private Found Spoken(string text)
        {
            if (Scientific().Match(text) is { Success: true } power && decimal.TryParse(power.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                var value = Enumerable.Range(0, int.Parse(power.Groups["power"].Value, NumberStyles.None, CultureInfo.InvariantCulture)).Aggregate(number, (n, _) => n < 1e20m ? n * 10 : n);
                return value == Math.Truncate(value) && value < long.MaxValue ? new([Quantity.Exactly((long)value)], false, "a longer number that a spreadsheet cut") : Found.Nothing;
            }

            var rest = text.TrimEnd('.', ',', ';', ':').TrimEnd();
            while (rest.LastIndexOf(' ') is > 0 and var space && Counted.Contains(rest[(space + 1)..]))
            {
                rest = rest[..space].TrimEnd();
            }

            foreach (var lead in (string[])["an estimated ", "estimated ", "est. ", "total ", "the ", "only ", "just ", "another ", "an additional "])
            {
                rest = rest.StartsWith(lead, StringComparison.Ordinal) ? rest[lead.Length..].TrimStart() : rest;
            }

            return rest.Length == text.Length || rest.Length == 0 ? Found.Nothing : Ask(Plain(rest) ?? Bracketed(rest) ?? Hedged(rest) ?? Ranged(rest) ?? Found.Nothing);
        }

        /// <summary>One number, without a hedge; null where it is none.</summary>
        private Number? NumberOf(string text)
        {
            var isNegative = text.StartsWith('-');
            var rest = isNegative ? text[1..].TrimStart() : text;
            if (rest.Length == 0)
            {
                return null;
            }

            var number = char.IsAsciiDigit(rest[0]) ? InDigits(rest) : isNegative ? null : InWords(rest);
            if (number is null || number.May.Count == 0 || (!isNegative && number.May.Contains(long.MinValue)))
            {
                return null;
            }

            return isNegative ? number with { May = [.. number.May.Select(v => v == long.MinValue ? v : -v)] } : number;
        }

        private Number? InDigits(string text)
        {
            var end = text.AsSpan().IndexOfAnyExcept(InNumbers);
            var digits = (end < 0 ? text : text[..end]).TrimEnd();
            var word = end < 0 ? "" : text[end..].TrimStart('-').TrimEnd('.');
            if (end >= 0 && text[end] == '-' && !Scales.ContainsKey(word))
            {
                return null;
            }

            var scale = 1L;
            return word.Length > 0 && !Scales.TryGetValue(word, out scale) ? null : Scaled(digits, word, scale);
        }

        private Number? Scaled(string digits, string word, long scale)
        {
            var groups = digits.Split('.', ',', '\'', ' ');
            var marks = string.Concat(digits.Where(c => !char.IsAsciiDigit(c)));
            if (groups.Any(g => g.Length == 0))
            {
                return null;
            }

            var decimalMark = options.Mark switch { DecimalMark.Point => '.', DecimalMark.Comma => ',', _ => '\0' };
            var (hasScale, isForeign) = (word.Length > 0, ForeignScales.Contains(word));
            var isWhole = IsGrouped(groups, marks) && (marks.Length == 0 || marks[0] != decimalMark);
            var isDecimal = marks.Length > 0 && marks[^1] is '.' or ',' && (decimalMark == '\0' || marks[^1] == decimalMark)
                && (marks.Length == 1 || (IsGrouped(groups[..^1], marks[..^1]) && marks[^2] != marks[^1]));
            var whole = isWhole ? Exactly(string.Concat(groups), "", scale) : null;
            var parts = isDecimal ? Exactly(string.Concat(groups[..^1]), groups[^1], scale) : null;
            if (marks.Length > 1 && marks.All(m => m == ',') && !isWhole && !isDecimal && IsIndian(groups))
            {
                return Exactly(string.Concat(groups), "", scale) is { IsCertain: true } indian ? indian with { IsCertain = false } : null;
            }

            // $5t are trillions, and 5t may be tonnes.
            var asked = IndianScales.Contains(word) || (word == "t" && !isMoney);
            if (!isWhole && !isDecimal)
            {
                return null;
            }

            if (isWhole && !isDecimal)
            {
                return whole is null ? null : whole with { IsCertain = !asked };
            }

            if (isWhole && isDecimal && marks[0] == ',' && !isForeign)
            {
                return whole is null ? null : whole with { IsCertain = !asked };
            }

            if (isWhole && isDecimal)
            {
                // 1.250 Mio may be one and a quarter or 1,250. Without a word the point may stand between thousands, or before decimals.
                return hasScale && !isForeign ? parts is null ? null : parts with { IsCertain = parts.IsCertain && !asked }
                    : new([.. whole?.May ?? [], .. parts is { IsCertain: true } ? parts.May : []], false, parts is { IsCertain: true } ? null : WithDecimals);
            }

            var isZero = groups[^1].All(c => c == '0');
            if (parts is null || (marks == "," && decimalMark == '\0' && isZero && groups[1].Length > 2))
            {
                return null;
            }

            if (!parts.IsCertain)
            {
                // "1.5" in a cell is more often a number of millions than one and a half jobs.
                return marks.Length > 1 || hasScale || groups[0].Length > 3 || options.Mark is not null ? parts
                    : new([.. new[] { Thousand, Million, Billion }.Select(s => Exactly(groups[0], groups[1], s)).OfType<Number>().Where(n => n.IsCertain).SelectMany(n => n.May)], false, WithDecimals);
            }

            // "1,00" may have lost a digit, and "1,2345 million" has one too many. 1234,00 has neither.
            var isDoubtful = marks == "," && decimalMark == '\0' && ((!hasScale && isZero && groups[0].Length <= 3) || (hasScale && groups[1].Length > 2));
            return parts with { IsCertain = !asked && !isDoubtful, Or = isDoubtful ? "a number with a digit too many or too few" : null };
        }

        // 1,234,567: one to three digits first, and three in every other group, with one mark between them all.
        private static bool IsGrouped(string[] groups, string marks) =>
            marks.Length == 0 || (groups[0].Length <= 3 && (groups.Length > 2 || groups[0] != "0") && marks.All(m => m == marks[0]) && groups.Skip(1).All(g => g.Length == 3));

        // 1,00,000: three digits last, and two in every group before.
        private static bool IsIndian(string[] groups) => groups[0].Length <= 2 && groups[^1].Length == 3 && groups[1..^1].All(g => g.Length == 2);

        /// <summary>
        /// A number with its decimals and its scale: the number itself where that is whole, or else the two beside it; null where it is too
        /// large. The one that only a minus makes small enough is the least of all.
        /// </summary>
        private static Number? Exactly(string whole, string decimals, long scale)
        {
            // Twenty digits already exceed 64 bits, and still leave room for the scale in 128.
            if (whole.Length > 20 || decimals.Length > 12)
            {
                return null;
            }

            var one = Power(decimals.Length);
            var digits = (Int128.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture) * one) + (decimals.Length == 0 ? 0 : Int128.Parse(decimals, NumberStyles.None, CultureInfo.InvariantCulture));
            if (digits > Int128.MaxValue / scale)
            {
                return null;
            }

            var (value, rest) = Int128.DivRem(digits * scale, one);
            return value >= long.MaxValue ? value == long.MaxValue && rest == 0 ? new([long.MaxValue], true) : value == (Int128)long.MaxValue + 1 && rest == 0 ? new([long.MinValue], true) : null
                : rest == 0 ? new([(long)value], true) : new([(long)value, (long)value + 1], false, WithDecimals);
        }

        private static Int128 Power(int exponent)
        {
            Int128 power = 1;
            for (var i = 0; i < exponent; i++)
            {
                power *= 10;
            }

            return power;
        }

        /// <summary>A number in English words: one million, two and a half billion, twenty-five thousand.</summary>
        private static Number? InWords(string text)
        {
            var words = text.Replace('-', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w != "and").ToList();
            if (words.Count is 0 or > 12)
            {
                return null;
            }

            // Half a million, a quarter of a million.
            var parts = words.SkipWhile(w => w is "a").ToList();
            if (parts is ["half" or "quarter", ..] && parts.Skip(1).Where(w => w is not ("a" or "of")).ToList() is [var of] && parts.Count <= 4 && Scales.TryGetValue(of, out var whole) && whole >= Thousand)
            {
                return new([whole / (parts[0] == "half" ? 2 : 4)], !IndianScales.Contains(of));
            }

            // Two and a half million.
            if (words is [var first, "a", "half", var scale] && Words.TryGetValue(first, out var count) && Scales.TryGetValue(scale, out var times) && times >= Thousand)
            {
                return new([(count * times) + (times / 2)], !IndianScales.Contains(scale));
            }

            long total = 0, current = 0, limit = long.MaxValue;
            var last = Last.Nothing;
            foreach (var word in words)
            {
                if (Words.TryGetValue(word, out var value))
                {
                    if (last is Last.Unit or Last.Article || (last == Last.Ten && value is 0 or > 9) || (value == 0 && words.Count > 1))
                    {
                        return null;
                    }

                    current += value;
                    last = value >= 20 ? Last.Ten : Last.Unit;
                }
                else if (word is "a" or "an" && last == Last.Nothing)
                {
                    (current, last) = (1, Last.Article);
                }
                else if (word == "dozen" && words[^1] == word && last is Last.Unit or Last.Article && total == 0 && words.Count == 2)
                {
                    return new([current * 12], true);
                }
                else if (word == "hundred" && last is Last.Unit or Last.Article && current is > 0 and < 100)
                {
                    (current, last) = (current * 100, Last.Hundred);
                }
                else if (word != "hundred" && Scales.TryGetValue(word, out var power) && word.Length > 4 && !IndianScales.Contains(word) && last != Last.Nothing && last != Last.Scale && power < limit)
                {
                    total += current * power;
                    (current, limit, last) = (0, power, Last.Scale);
                }
                else
                {
                    return null;
                }
            }

            return last == Last.Article ? null : new([total + current], true);
        }

        private enum Last
        {
            Nothing,
            Article,
            Unit,
            Ten,
            Hundred,
            Scale,
        }
    }

    [GeneratedRegex("^[0-9]{3}-[0-9]{3}[1-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();

    [GeneratedRegex("^(?<number>[0-9][0-9.,]*)\\+ ?(?<scale>[a-z]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex PlusBeforeScale();

    [GeneratedRegex("^0[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZero();

    [GeneratedRegex("^(?<number>[0-9](?:\\.[0-9]{1,12})?)e\\+?(?<power>[0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();
}
