using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PledgeTracker.Domain.Values;

/// <summary>How firmly a source states a number.</summary>
public enum QuantityKind
{
    /// <summary>The number itself.</summary>
    Exactly,

    /// <summary>"About", "some", "roughly": the number is read as it stands.</summary>
    About,

    /// <summary>The number or more.</summary>
    AtLeast,

    /// <summary>Above the number. Kept apart from <see cref="AtLeast"/> so that a page repeats what the source said.</summary>
    MoreThan,

    /// <summary>The number or less: as a report it makes nothing certain; as a promise it promises the number.</summary>
    UpTo,

    /// <summary>Anywhere between two numbers, both included.</summary>
    Between,

    /// <summary>"Nearly", "almost": close to the number, which is not reached.</summary>
    Nearly,

    /// <summary>Below the number: as a report it makes nothing certain. Kept apart from <see cref="UpTo"/>, which may be the number itself.</summary>
    FewerThan,
}

/// <summary>
/// A whole number as a source states it: exactly, about, nearly, at least, more than, up to, fewer than, or between two. A
/// count, or whole units of a currency; 64 bit; a change may be negative.
/// </summary>
public sealed record Quantity
{
    /// <summary>The most characters of <see cref="HedgeWord"/>.</summary>
    public const int HedgeWordMaxLength = 20;

    private Quantity(QuantityKind kind, long low, long high, string? hedgeWord = null)
    {
        Kind = kind;
        Low = low;
        High = high;
        HedgeWord = hedgeWord;
    }

    public QuantityKind Kind { get; private init; }

    /// <summary>
    /// The word that the source hedges with, where it is not the usual one of its kind: <c>almost</c> where the usual one is
    /// "nearly". Null for the usual one, for a plain number and for a range.
    /// </summary>
    public string? HedgeWord { get; private init; }

    /// <summary>The word before the number, as the source has it; null for a plain number and for a range.</summary>
    public string? Hedge => HedgeWord ?? QuantityText.UsualHedge(Kind);

    /// <summary>The number stated; of a range, its lower end.</summary>
    public long Low { get; private init; }

    /// <summary>The number stated; of a range, its upper end.</summary>
    public long High { get; private init; }

    /// <summary>
    /// What the statement makes certain, the value that progress rests on: the lower end of a range, the number itself, and
    /// for "up to" and "fewer than" nothing.
    /// </summary>
    public long LowestReading => Kind switch
    {
        QuantityKind.UpTo => Math.Min(0, Low),
        QuantityKind.FewerThan => Math.Min(0, Below(Low)),
        _ => Low,
    };

    /// <summary>The most the statement can mean where it says so; null where it is open upwards.</summary>
    public long? HighestReading => Kind switch
    {
        QuantityKind.AtLeast or QuantityKind.MoreThan => null,
        QuantityKind.FewerThan => Below(High),
        _ => High,
    };

    /// <summary>What a promise of this quantity is held to: its number, of a range the lower end, and of "up to N" the N.</summary>
    public long AsPromised => Low;

    /// <summary>Whether the statement leaves a range that a chart must show as one.</summary>
    public bool IsRange => Kind is QuantityKind.UpTo or QuantityKind.FewerThan or QuantityKind.Between;

    private static long Below(long value) => value == long.MinValue ? value : value - 1;

    public static Quantity Exactly(long value) => new(QuantityKind.Exactly, value, value);

    public static Quantity About(long value) => new(QuantityKind.About, value, value);

    public static Quantity AtLeast(long value) => new(QuantityKind.AtLeast, value, value);

    public static Quantity MoreThan(long value) => new(QuantityKind.MoreThan, value, value);

    public static Quantity UpTo(long value) => new(QuantityKind.UpTo, value, value);

    public static Quantity Nearly(long value) => new(QuantityKind.Nearly, value, value);

    public static Quantity FewerThan(long value) => new(QuantityKind.FewerThan, value, value);

    /// <summary>The same statement with the source's own hedge.</summary>
    internal Quantity As(string hedge) => hedge == QuantityText.UsualHedge(Kind) ? this : this with { HedgeWord = hedge };

    /// <summary>A range with both ends included.</summary>
    /// <exception cref="ArgumentException">The lower end is above the upper.</exception>
    public static Quantity Between(long low, long high) =>
        low > high
            ? throw new ArgumentException("The lower end of a range must not be above its upper end.", nameof(low))
            : new Quantity(QuantityKind.Between, low, high);

    /// <summary>Reads a quantity as people write it; see <see cref="QuantityText"/>.</summary>
    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"'{text}' is not a quantity.");

    /// <summary>
    /// Reads a quantity as documents hold it: <c>1,000,000</c>, <c>1.2 million</c>, <c>more than 256,000</c>, <c>25k–30k</c>. What people type
    /// is read by <see cref="TypedQuantity"/>, which asks where this takes the likeliest.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Quantity? quantity) =>
        QuantityText.TryParse(text, out quantity);

    /// <summary>The canonical text, read back by <see cref="Parse"/> and read aloud by people: <c>more than 256,000</c>.</summary>
    public override string ToString() =>
        Kind == QuantityKind.Between ? Group(Low) + " to " + Group(High)
        : Hedge is { } hedge ? hedge + " " + Group(Low)
        : Group(Low);

    /// <summary>The statement of both together: what is only about so much, nearly, open or a range stays so.</summary>
    public Quantity Plus(Quantity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (this, other) switch
        {
            ({ Kind: QuantityKind.Exactly }, { Kind: not (QuantityKind.UpTo or QuantityKind.FewerThan) }) => other.Moved(Low),
            ({ Kind: not (QuantityKind.UpTo or QuantityKind.FewerThan) }, { Kind: QuantityKind.Exactly }) => Moved(other.Low),

            // 1,000 and "up to 500" more are at least 1,000. What is more than 1,000 and about 500 is more than about 1,500: a part that is
            // only about so much leaves nothing certain.
            _ when HighestReading is null || other.HighestReading is null => Open(Kind == QuantityKind.MoreThan || other.Kind == QuantityKind.MoreThan, IsRough || other.IsRough, Sum(LowestReading, other.LowestReading)),
            _ when IsRange || other.IsRange => Between(Sum(LowestReading, other.LowestReading), Sum(HighestReading.Value, other.HighestReading.Value)),
            _ => Of(Kind == other.Kind ? Kind : QuantityKind.About, Sum(Low, other.Low)),
        };
    }

    /// <summary>
    /// The statement of a level as an increase over what was there before. Over a start that is itself hedged ("about 9,000") the
    /// increase is only about so much; what is open upwards stays open: "more than 11,000" is "more than about 2,000" more.
    /// </summary>
    /// <param name="start">What was there before; null counts as nothing.</param>
    public Quantity Over(Quantity? start)
    {
        if (start is null or { Low: 0 })
        {
            return this;
        }

        var before = -(Int128)start.Low;
        return (Kind, start.Kind) switch
        {
            // "Up to 900" over 400 is anything from nothing to 500 more, and may be less than before.
            (QuantityKind.UpTo or QuantityKind.FewerThan, _) => Between(Sum(LowestReading, before), Sum(HighestReading!.Value, before)),
            (_, QuantityKind.Exactly) or (QuantityKind.Between, _) => Moved(before),
            // More than so much, over a start that is itself more than so much, is open to both sides.
            (QuantityKind.AtLeast, QuantityKind.About) => AtLeast(Sum(Low, before)).As("at least about"),
            (QuantityKind.MoreThan, QuantityKind.About) => MoreThan(Sum(Low, before)).As("more than about"),
            (QuantityKind.Nearly, _) => Moved(before),
            _ => About(Sum(Low, before)),
        };
    }

    // Whether the value itself is only about so much.
    private bool IsRough => Kind is QuantityKind.About or QuantityKind.Nearly || HedgeWord is "at least about" or "more than about";

    private static Quantity Open(bool isMore, bool isRough, long value) => (isMore, isRough) switch
    {
        (true, true) => MoreThan(value).As("more than about"),
        (true, false) => MoreThan(value),
        (false, true) => AtLeast(value).As("at least about"),
        _ => AtLeast(value),
    };

    private Quantity Moved(Int128 by) => this with { Low = Sum(Low, by), High = Sum(High, by) };

    private static Quantity Of(QuantityKind kind, long value) => new(kind, value, value);

    private static long Sum(Int128 one, Int128 other) => (long)Int128.Clamp(one + other, long.MinValue, long.MaxValue);

    private static string Group(long value) => value.ToString("N0", QuantityText.Digits);
}

/// <summary>The grammar of a written quantity, the same in every culture.</summary>
internal static class QuantityText
{
    /// <summary>
    /// Writes a comma between thousands and a plain hyphen for minus, as <see cref="Quantity.ToString"/> needs.
    /// </summary>
    internal static readonly NumberFormatInfo Digits = NumberFormatInfo.InvariantInfo;

    /// <summary>What is typed, what kind it is, and the word that is kept. Of two that begin alike the longer stands first.</summary>
    internal static readonly (string Typed, QuantityKind Kind, string? Word)[] Leads =
    [
        ("exactly ", QuantityKind.Exactly, null),
        ("about ", QuantityKind.About, "about"), ("around ", QuantityKind.About, "around"), ("approximately ", QuantityKind.About, "approximately"),
        ("some ", QuantityKind.About, "some"), ("roughly ", QuantityKind.About, "roughly"), ("close to ", QuantityKind.About, "close to"),
        ("approx. ", QuantityKind.About, "approximately"), ("ca. ", QuantityKind.About, "about"), ("c. ", QuantityKind.About, "about"), ("~", QuantityKind.About, "about"),
        ("nearly ", QuantityKind.Nearly, "nearly"), ("almost ", QuantityKind.Nearly, "almost"), ("just under ", QuantityKind.Nearly, "just under"),
        ("at least about ", QuantityKind.AtLeast, "at least about"), ("at least ", QuantityKind.AtLeast, "at least"), ("a minimum of ", QuantityKind.AtLeast, "a minimum of"), ("minimum of ", QuantityKind.AtLeast, "a minimum of"),
        ("minimum ", QuantityKind.AtLeast, "a minimum of"), ("no fewer than ", QuantityKind.AtLeast, "no fewer than"), ("no less than ", QuantityKind.AtLeast, "no less than"),
        (">=", QuantityKind.AtLeast, "at least"), ("≥", QuantityKind.AtLeast, "at least"),
        ("more than about ", QuantityKind.MoreThan, "more than about"), ("more than ", QuantityKind.MoreThan, "more than"), ("just over ", QuantityKind.MoreThan, "just over"), ("well over ", QuantityKind.MoreThan, "well over"),
        ("over ", QuantityKind.MoreThan, "over"), ("above ", QuantityKind.MoreThan, "above"), ("upwards of ", QuantityKind.MoreThan, "upwards of"),
        (">", QuantityKind.MoreThan, "more than"),
        ("up to ", QuantityKind.UpTo, "up to"), ("as many as ", QuantityKind.UpTo, "as many as"), ("as much as ", QuantityKind.UpTo, "as much as"),
        ("at most ", QuantityKind.UpTo, "at most"), ("no more than ", QuantityKind.UpTo, "no more than"), ("<=", QuantityKind.UpTo, "at most"), ("≤", QuantityKind.UpTo, "at most"),
        ("fewer than ", QuantityKind.FewerThan, "fewer than"), ("less than ", QuantityKind.FewerThan, "less than"), ("under ", QuantityKind.FewerThan, "under"),
        ("below ", QuantityKind.FewerThan, "below"), ("<", QuantityKind.FewerThan, "fewer than"),
    ];

    /// <summary>Every hedge that is kept, as a source says it.</summary>
    internal static IEnumerable<string> Hedges => Leads.Select(l => l.Word).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The word that a hedge is said with unless a source has another; null for a plain number and for a range.</summary>
    internal static string? UsualHedge(QuantityKind kind) => kind switch
    {
        QuantityKind.Exactly or QuantityKind.Between => null,
        QuantityKind.AtLeast => "at least",
        QuantityKind.MoreThan => "more than",
        _ => Array.Find(Leads, l => l.Kind == kind).Word,
    };

    private static readonly (string Word, long Factor)[] Scales =
    [
        ("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000), ("trillion", 1_000_000_000_000),
        ("tn", 1_000_000_000_000), ("bn", 1_000_000_000), ("mn", 1_000_000), ("k", 1_000), ("m", 1_000_000), ("b", 1_000_000_000),
    ];

    internal static bool TryParse(string? text, [NotNullWhen(true)] out Quantity? quantity)
    {
        quantity = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 100)
        {
            return false;
        }

        // Nearly every number in a document is written like this.
        if (long.TryParse(text, NumberStyles.AllowThousands, Digits, out var plain) && plain.ToString("N0", Digits) == text)
        {
            quantity = Quantity.Exactly(plain);
            return true;
        }

        var rest = Normalise(text);
        if (rest.StartsWith("between ", StringComparison.Ordinal))
        {
            return TryRange(rest["between ".Length..], " and ", out quantity);
        }

        foreach (var (typed, kind, word) in Leads)
        {
            if (rest.StartsWith(typed, StringComparison.Ordinal))
            {
                return TryNumber(rest[typed.Length..], out var stated) && TryMake(kind, stated, word, out quantity);
            }
        }

        if (rest.Contains(" to ", StringComparison.Ordinal))
        {
            return TryRange(rest, " to ", out quantity);
        }

        // A hyphen after the first character is a range; before it, a minus.
        if (rest.IndexOf('-', 1) > 0)
        {
            return TryRange(rest, "-", out quantity);
        }

        return TryNumber(rest, out var value) && TryMake(QuantityKind.Exactly, value, null, out quantity);
    }

    private static bool TryMake(QuantityKind kind, long value, string? word, [NotNullWhen(true)] out Quantity? quantity)
    {
        quantity = kind switch
        {
            QuantityKind.Exactly => Quantity.Exactly(value),
            QuantityKind.About => Quantity.About(value),
            QuantityKind.Nearly => Quantity.Nearly(value),
            QuantityKind.AtLeast => Quantity.AtLeast(value),
            QuantityKind.MoreThan => Quantity.MoreThan(value),
            QuantityKind.FewerThan => Quantity.FewerThan(value),
            _ => Quantity.UpTo(value),
        };
        quantity = word is null ? quantity : quantity.As(word);
        return true;
    }

    // The search starts at 1: the text does not begin with a space, so the lower end has at least one character.
    private static bool TryRange(string text, string between, [NotNullWhen(true)] out Quantity? quantity)
    {
        quantity = null;
        var at = text.IndexOf(between, 1, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var lowText = text[..at].Trim();
        var highText = text[(at + between.Length)..].Trim();

        // "25 to 30 million" says million once and means it twice.
        if (Scales.FirstOrDefault(s => highText.EndsWith(s.Word, StringComparison.Ordinal)).Word is { } scale
            && char.IsAsciiDigit(lowText[^1]) && !lowText.Contains(',', StringComparison.Ordinal))
        {
            lowText += scale;
        }

        if (!TryNumber(lowText, out var low) || !TryNumber(highText, out var high) || low > high)
        {
            return false;
        }

        quantity = Quantity.Between(low, high);
        return true;
    }

    // Lower case, single plain spaces, one kind of dash and minus.
    private static string Normalise(string text)
    {
        var builder = new System.Text.StringBuilder(text.Length);
        foreach (var c in text.Trim())
        {
            var plain = c switch
            {
                '\u2013' or '\u2014' or '\u2212' or '\u2010' or '\u2011' => '-',
                _ when char.IsWhiteSpace(c) => ' ',
                _ => char.ToLowerInvariant(c),
            };
            if (plain != ' ' || builder[^1] != ' ')
            {
                builder.Append(plain);
            }
        }

        return builder.ToString();
    }

    // Strict on purpose: "1,5" is a typing error or a German decimal, never fifteen.
    private static bool TryNumber(string text, out long value)
    {
        value = 0;
        var rest = text.Trim();
        long factor = 1;
        foreach (var (word, scale) in Scales)
        {
            if (rest.EndsWith(word, StringComparison.Ordinal))
            {
                factor = scale;
                rest = rest[..^word.Length].TrimEnd();
                break;
            }
        }

        var negative = rest.StartsWith('-');
        rest = negative ? rest[1..].TrimStart() : rest;
        if (!TryDigits(rest, factor, out var magnitude))
        {
            return false;
        }

        var signed = negative ? -magnitude : magnitude;
        if (signed < long.MinValue || signed > long.MaxValue)
        {
            return false;
        }

        value = (long)signed;
        return true;
    }

    // A decimal point needs a word such as "million" after it: "13.000" alone is a German thirteen thousand, never thirteen.
    private static bool TryDigits(string text, long factor, out Int128 value)
    {
        value = 0;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var wholeText = point < 0 ? text : text[..point];
        if (point >= 0)
        {
            var decimals = text[(point + 1)..];
            if (factor == 1 || decimals.Length is 0 or > 12 || !decimals.All(char.IsAsciiDigit))
            {
                return false;
            }

            var (parts, rest) = Int128.DivRem(Int128.Parse(decimals, NumberStyles.None, CultureInfo.InvariantCulture) * factor, Pow10(decimals.Length));
            if (rest != 0)
            {
                return false;
            }

            value = parts;
        }

        var separator = wholeText.FirstOrDefault(c => !char.IsAsciiDigit(c));
        if (separator is ',' or ' ')
        {
            var groups = wholeText.Split(separator);
            if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3))
            {
                return false;
            }

            wholeText = string.Concat(groups);
        }

        // Twenty digits already exceed 64 bits, and still leave room for the factor in a decimal.
        if (wholeText.Length is 0 or > 20 || !wholeText.All(char.IsAsciiDigit))
        {
            return false;
        }

        value += Int128.Parse(wholeText, NumberStyles.None, CultureInfo.InvariantCulture) * factor;
        return true;
    }

    private static Int128 Pow10(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
