using System.Collections.Frozen;
using System.Globalization;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

/// <summary>Reads sizes, money and years in a search: "over 50,000 jobs", "at least $1 billion", "since 2020", "due 2025".</summary>
internal static class AmountWords
{
    private const int FirstYear = 1990, LastYear = 2100, MostWords = 4, MostOfNumber = 6;

    private const long LeastMoney = 100_000_000;

    private enum Lead
    {
        Over,
        AtLeast,
        Under,
        AtMost,
        Since,
        After,
        Before,
        Due,
        DueBefore,
        In,
        Between,
    }

    private enum Unit
    {
        Jobs,
        Dollars,
        Euros,
        Pounds,
        PerJob,
        PublicMoney,
        To,
        OrMore,
    }

    private static readonly FrozenDictionary<string, Lead> Leads = Table<Lead>("""
        Over: over, above, exceeding, more than, greater than, bigger than, larger than, upwards of, más de, mas de, por encima de, superior a, superiores a, mayor de, mayores de
        AtLeast: at least, no less than, no fewer than, minimum, min, al menos, por lo menos, como mínimo, mínimo
        Under: under, below, less than, fewer than, smaller than, menos de, por debajo de, inferior a, inferiores a, menor de, menores de
        AtMost: at most, no more than, maximum, max, como máximo, a lo sumo, máximo
        Since: since, since year, starting, starting in, from, desde, a partir de, desde el año
        After: after, later than, después de, despues de, tras
        Before: before, prior to, earlier than, antes de
        Due: due, due in, due by, by, deadline, deadline in, deadlines in, with deadline in, with a deadline in, target year, target date, ending, ending in, ends in, expiring, expiring in, expires in, to be done by, due year, vence, vence en, vencen, vencen en, vencimiento, vencimiento en, con vencimiento en, plazo, plazo en, plazos en, con plazo en, con plazo, plazo hasta, fecha límite, fecha límite en, para, para el año, hasta, until
        DueBefore: due before, deadline before, vencen antes de, vence antes de, con plazo antes de
        In: in, of, during, year, announced in, made in, promised in, pledged in, announced, en, de, del, del año, año, en el año, durante, anunciada en, anunciadas en, anunciado en, anunciados en, anuncios de, prometido en, prometidos en
        Between: between, from, entre, de, desde
        """);

    private static readonly FrozenDictionary<string, Unit> Units = Table<Unit>("""
        Jobs: job, jobs, worker, workers, people, employee, employees, hire, hires, position, positions, posts, empleo, empleos, puesto, puestos, puestos de trabajo, trabajo, trabajos, persona, personas, trabajador, trabajadores, empleado, empleados, contrataciones
        Dollars: dollar, dollars, usd, us dollars, bucks, dólar, dólares, de dólares
        Euros: euro, euros, eur, de euros
        Pounds: pounds, gbp, libras, de libras
        PerJob: per job, a job, for each job, for every job, each job, por empleo, por puesto, por puesto de trabajo, por cada empleo
        PublicMoney: in public money, of public money, public money, in subsidies, of subsidies, in subsidy, subsidies, subsidy, in incentives, of incentives, incentives, in tax breaks, of tax breaks, tax breaks, in state aid, state aid, in taxpayer money, of taxpayer money, taxpayer money, en subvenciones, de subvenciones, en subsidios, de subsidios, en ayudas, en ayudas públicas, de ayuda pública, en incentivos, de incentivos, de dinero público, en dinero público
        To: to, and, until, till, through, a, y, hasta, al
        OrMore: or more, or above, plus, and more, o más, y más
        """);

    /// <summary>What the words from a place on select; the number of words is 0 where they are no amount.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="words">Its words.</param>
    /// <param name="at">The first of them.</param>
    public static (int Count, PledgeFilter? Adds) Read(string text, IReadOnlyList<SearchWord> words, int at)
    {
        var leads = Matches(Leads, words, at).Append((Length: 0, Means: (Lead?)null)).OrderByDescending(l => l.Length);
        foreach (var (length, lead) in leads)
        {
            var next = at + length;
            if (NumberAt(text, words, next) is not { } number)
            {
                continue;
            }

            var (count, adds) = number.Words == 1 && IsYear(words[next]) && !HasSign(text, words[next]) && !IsOf(words, next + 1, Unit.Jobs)
                ? OfYear(words, next, lead, (int)number.Value) : OfAmount(text, words, next, at, lead, number);
            if (adds is not null)
            {
                return (next + count - at, adds);
            }
        }

        return (0, null);
    }

    private static (int, PledgeFilter?) OfYear(IReadOnlyList<SearchWord> words, int at, Lead? lead, int year)
    {
        var end = at + 1;
        if (lead is null or Lead.Between or Lead.In or Lead.Since or Lead.Due && end + 1 < words.Count && IsOf(words, end, Unit.To, out var to) && end + to < words.Count && IsYear(words[end + to])
            && int.Parse(words[end + to].Plain, CultureInfo.InvariantCulture) is var last && last > year)
        {
            var range = new NumberRange(year, last);
            return (to + 2, lead == Lead.Due ? new PledgeFilter { Due = range } : new PledgeFilter { Years = range });
        }

        if (lead is null && end < words.Count && IsYear(words[end]) && words[end].Start == words[at].End + 1 && int.Parse(words[end].Plain, CultureInfo.InvariantCulture) is var second && second > year)
        {
            // 2016-2018, which has no word between.
            return (2, new PledgeFilter { Years = new NumberRange(year, second) });
        }

        return (1, lead switch
        {
            Lead.Since or Lead.AtLeast => new PledgeFilter { Years = new NumberRange(year, null) },
            Lead.After or Lead.Over => new PledgeFilter { Years = new NumberRange(year + 1, null) },
            Lead.Before or Lead.Under => new PledgeFilter { Years = new NumberRange(null, year - 1) },
            Lead.Due => new PledgeFilter { Due = new NumberRange(year, year) },
            Lead.DueBefore => new PledgeFilter { Due = new NumberRange(null, year - 1) },
            Lead.AtMost => new PledgeFilter { Years = new NumberRange(null, year) },
            Lead.Between => null,
            _ => new PledgeFilter().With(Facet.Year, [year.ToString("0000", CultureInfo.InvariantCulture)]),
        });
    }

    /// <summary>
    /// The number that begins at a word, with its currency where it says one. It is read as everywhere else ("half a million", "US$1.5bn",
    /// "twenty thousand"); what only a search joins to one number, as Spanish words, is taken as the search has it.
    /// </summary>
    private static (long Value, string? Currency, int Words)? NumberAt(string text, IReadOnlyList<SearchWord> words, int at)
    {
        if (at >= words.Count)
        {
            return null;
        }

        // What is counted and in which money is read behind the number, in both languages.
        var most = 1;
        while (most < MostOfNumber && at + most < words.Count && !Matches(Units, words, at + most).Any())
        {
            most++;
        }

        var start = words[at].Start - (HasSign(text, words[at]) ? 1 : 0);
        (long Value, string? Currency, int Words)? found = null;
        for (var count = 1; count <= most; count++)
        {
            // A word that changes nothing ("500 manufacturing") is none of the number's.
            if (TypedQuantity.ReadMoney(text[start..words[at + count - 1].End]).Value is { Quantity: { Kind: QuantityKind.Exactly } quantity } amount && (quantity.Low, amount.Currency) != (found?.Value, found?.Currency))
            {
                found = (quantity.Low, amount.Currency, count);
            }
        }

        if (found is not null)
        {
            return found;
        }

        return long.TryParse(words[at].Plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, null, 1) : null;
    }

    private static (int, PledgeFilter?) OfAmount(string text, IReadOnlyList<SearchWord> words, int at, int before, Lead? lead, (long Value, string? Currency, int Words) first)
    {
        var (number, end) = (first.Value, at + first.Words);
        var range = lead switch
        {
            Lead.Over or Lead.After => new NumberRange(number + 1, null),
            Lead.AtLeast or Lead.Since => new NumberRange(number, null),
            Lead.Under or Lead.Before => new NumberRange(null, number - 1),
            Lead.AtMost => new NumberRange(null, number),
            _ => default,
        };
        if (lead == Lead.Between && IsOf(words, end, Unit.To, out var to) && NumberAt(text, words, end + to) is { } last && last.Value > number)
        {
            range = new NumberRange(Shared(text, words, at, first.Words, last, end + to) ?? number, last.Value);
            end += to + last.Words;
        }

        if (range.IsOpen && (IsOf(words, end, Unit.OrMore, out var more) || (words[end - 1].End < text.Length && text[words[end - 1].End] == '+')))
        {
            range = new NumberRange(number, null);
            end += IsOf(words, end, Unit.OrMore, out more) ? more : 0;
        }

        if (range.IsOpen && lead is null && IsOf(words, end, Unit.To, out to) && NumberAt(text, words, end + to) is { } upper && upper.Value > number && IsOf(words, end + to + upper.Words, Unit.Jobs))
        {
            range = new NumberRange(Shared(text, words, at, first.Words, upper, end + to) ?? number, upper.Value);
            end += to + upper.Words;
        }

        // A number by itself is looked for in the texts, which is what finds "13,000 jobs".
        if (range.IsOpen)
        {
            return (0, null);
        }

        var sign = words[at].Start > 0 ? text[words[at].Start - 1] : ' ';
        var currency = first.Currency ?? sign switch { '$' => "USD", '€' => "EUR", '£' => "GBP", _ => null };
        foreach (var (unit, code) in ((Unit, string)[])[(Unit.Dollars, "USD"), (Unit.Euros, "EUR"), (Unit.Pounds, "GBP")])
        {
            if (IsOf(words, end, unit, out var length))
            {
                (currency, end) = (code, end + length);
                break;
            }
        }

        if (IsOf(words, end, Unit.PerJob, out var perJob))
        {
            return (end + perJob - at, new PledgeFilter { PerJob = range, Currency = currency ?? "USD" });
        }

        if (IsOf(words, end, Unit.PublicMoney, out var publicly))
        {
            end += publicly;
            return IsOf(words, end, Unit.PerJob, out perJob)
                ? (end + perJob - at, new PledgeFilter { PerJob = range, Currency = currency ?? "USD" })
                : (end - at, new PledgeFilter { PublicMoney = range, Currency = currency ?? "USD" });
        }

        // "Subsidies over 1 billion": what is measured stands before.
        if (before > 0 && (Matches(Units, words, before - 1).Any(m => m is { Length: 1, Means: Unit.PublicMoney }) || (before > 1 && Matches(Units, words, before - 2).Any(m => m is { Length: 2, Means: Unit.PublicMoney }))))
        {
            return (end - at, new PledgeFilter { PublicMoney = range, Currency = currency ?? "USD" });
        }

        // Nobody promises a hundred million jobs.
        if (currency is null && number >= LeastMoney && !IsOf(words, end, Unit.Jobs))
        {
            currency = "USD";
        }

        if (currency is not null)
        {
            return (end - at, new PledgeFilter { Money = range, Currency = currency });
        }

        return (end + (IsOf(words, end, Unit.Jobs, out var jobs) ? jobs : 0) - at, new PledgeFilter { Jobs = range });
    }

    // "Between 2 and 3 million": a scale that is said once is that of both, as it is where a range is typed.
    private static long? Shared(string text, IReadOnlyList<SearchWord> words, int at, int count, (long Value, string? Currency, int Words) upper, int from) =>
        TypedQuantity.Read($"{text[words[at].Start..words[at + count - 1].End]} to {text[words[from].Start..words[from + upper.Words - 1].End]}").Value is { Kind: QuantityKind.Between } range && range.High == upper.Value ? range.Low : null;

    private static bool HasSign(string text, SearchWord word) => word.Start > 0 && text[word.Start - 1] is '$' or '€' or '£';

    private static bool IsYear(SearchWord word) => word.Plain.Length == 4 && word.End - word.Start == 4 && int.TryParse(word.Plain, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear;

    private static bool IsOf(IReadOnlyList<SearchWord> words, int at, Unit unit) => IsOf(words, at, unit, out _);

    private static bool IsOf(IReadOnlyList<SearchWord> words, int at, Unit unit, out int length)
    {
        length = Matches(Units, words, at).Where(m => m.Means == unit).Select(m => m.Length).DefaultIfEmpty().Max();
        return length > 0;
    }

    private static IEnumerable<(int Length, T? Means)> Matches<T>(FrozenDictionary<string, T> table, IReadOnlyList<SearchWord> words, int at)
        where T : struct, Enum
    {
        for (var length = 1; length <= MostWords && at + length <= words.Count; length++)
        {
            if (table.TryGetValue(FilterWords.KeyOf(words, at, length), out var means))
            {
                yield return (length, means);
            }
        }
    }

    // The first meaning of a word in the table wins where it has several, but for those between two numbers.
    private static FrozenDictionary<string, T> Table<T>(string lines)
        where T : struct, Enum
    {
        var table = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var phrase in line[(colon + 1)..].Split(','))
            {
                table.TryAdd(FilterWords.KeyOf(phrase), Enum.Parse<T>(line[..colon]));
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
