using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Ui;

/// <summary>How numbers, money, shares, dates and spans of time are put into words, in the language of the page that is written.</summary>
public static class Wording
{
    private static CultureInfo Culture => Language.Current.Culture;

    /// <summary>
    /// A company in a sentence about something it announced: the name it used then, and where it has another one on the day that is
    /// shown, that one too: Fiat Chrysler (now Stellantis).
    /// </summary>
    /// <param name="company">The company.</param>
    /// <param name="then">When it was announced.</param>
    /// <param name="on">The day as of which the page stands.</param>
    /// <param name="inBrackets">Whether it stands in brackets already: Fiat Chrysler, now Stellantis.</param>
    public static string CompanyThen(Company company, PartialDate then, DateOnly on, bool inBrackets = false)
    {
        ArgumentNullException.ThrowIfNull(company);
        var (name, now) = (company.NameOn(then), company.NameOn(PartialDate.OfDay(on)));
        return name == now ? name : inBrackets ? F($"{name}, now {now}") : F($"{name} (now {now})");
    }

    /// <summary>
    /// Who made a pledge, in a sentence about it: the company as it was called then, or the one that promised and has become part of it:
    /// SolarCity (now part of Tesla).
    /// </summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="on">The day as of which the page stands.</param>
    /// <param name="inBrackets">Whether it stands in brackets already: SolarCity, now part of Tesla.</param>
    public static string PromiserThen(Pledge pledge, DateOnly on, bool inBrackets = false)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return pledge.PromisedAs is not { } promiser ? CompanyThen(pledge.Company, pledge.AnnouncedOn, on, inBrackets)
            : inBrackets ? F($"{promiser}, now part of {pledge.Company.NameOn(PartialDate.OfDay(on))}")
            : F($"{promiser} (now part of {pledge.Company.NameOn(PartialDate.OfDay(on))})");
    }

    /// <summary>A company's other name with its time, where that is known: Stellantis (from 17 January 2021).</summary>
    public static string Of(NameInTime name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (name.From, name.Until) switch
        {
            (null, null) => name.Name,
            (null, { } until) => F($"{name.Name} (until {until.InWords()})"),
            ({ } from, null) => F($"{name.Name} (from {from.InWords()})"),
            ({ } from, { } until) when IsOne(from, until) => $"{name.Name} ({until.InWords()})",
            ({ } from, { } until) => F($"{name.Name} ({from.InWords()} to {until.InWords()})"),
        };
    }

    /// <summary>The part of what somebody sent that is shown where it was not understood: enough to recognise it.</summary>
    public static string Shorten(string value)
    {
        const int most = 40;
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= most ? value : value[..(char.IsHighSurrogate(value[most - 1]) ? most - 1 : most)] + "…";
    }

    /// <summary>A whole number in full: 1,454.</summary>
    public static string Number(long value) => value.ToString("N0", Culture);

    /// <summary>A whole number for a headline, cut and never rounded up: 2.4 million, 13,000.</summary>
    public static string Brief(long value) => Brief(value, Math.Truncate);

    private static string Brief(long value, Func<decimal, decimal> toWhole)
    {
        var size = Math.Abs((decimal)value);
        if (Language.Current.Powers.FirstOrDefault(p => size >= p.Size) is not { } power)
        {
            return Number(value);
        }

        var tenths = size / power.Size * 10;
        var cut = toWhole(tenths) / 10;

        // In a headline, decimals of thousands of millions say nothing.
        return (value < 0 ? "−" : "") + Powers(cut < 1_000 ? cut : toWhole(cut), "#,##0.#", power);
    }

    /// <summary>A number of a power of ten, with its word: 2.4 million.</summary>
    internal static string Powers(decimal value, string format, Power power) => value.ToString(format, Culture) + " " + power.Word.Of(Language.Current.Plurals.Of(AsShown(value)));

    // Trailing zeros are not written.
    private static decimal AsShown(decimal value) => value / 1.0000000000000000000000000000m;

    /// <summary>A number with what it counts, as the language puts the two together: 1,000,000 jobs, un millón de empleos.</summary>
    /// <param name="number">As it is written.</param>
    /// <param name="value">The number, or of a range its upper end.</param>
    /// <param name="one">One of what it counts, in English.</param>
    /// <param name="other">Several of it, in English: the translation is found by <c>{0}</c> and this.</param>
    public static string Of(string number, long value, string one, string other) => PluralOf(number, Operands(number, value), "{0} " + one, "{0} " + other);

    /// <summary>A quantity with what it is a quantity of: more than 1,200 jobs created, 800 employees, $1,000,000 in investment.</summary>
    public static string Of(Quantity quantity, string? currency, Metric metric) => Of(Quantity(quantity, currency), quantity, metric);

    /// <summary>The same with the number as it is already written.</summary>
    /// <param name="number">As it is written.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="metric">What it is a quantity of.</param>
    internal static string Of(string number, Quantity quantity, Metric metric) =>
        metric.Family == MetricFamily.Money ? F($"{number} in {T(metric.Label)}") : Counted(quantity, metric) is var (one, other) ? Of(number, quantity.High, one, other) : number;

    /// <summary>
    /// What stands after a number: "jobs created". Of a level, and of what fell, it is one or several of what is counted, since nobody has
    /// "800 headcount" or created "−300 jobs".
    /// </summary>
    internal static (string One, string Other) Counted(Quantity quantity, Metric metric) =>
        metric.IsLevel || quantity.High < 0 ? (metric.Singular, metric.Plural) : (metric.Label, metric.Label);

    /// <summary>The part of a written number that decides the plural of what it counts.</summary>
    internal static PluralOperands Operands(string number, long value)
    {
        var size = Math.Abs((decimal)value);
        return char.IsAsciiDigit(number[^1]) || Language.Current.Powers.FirstOrDefault(p => size >= p.Size) is not { } power

            // A number followed by a word is written with at most two decimals.
            ? value : new PluralOperands(Math.Truncate(size / power.Size * 100) * power.Size / 100, power.Exponent);
    }

    /// <summary>The sign before an amount of a currency; its code where the tracker has no sign for it.</summary>
    internal static string Sign(string currency) => currency switch
    {
        "USD" => Language.Current.DollarSign,
        "EUR" => "€",
        "GBP" => "£",
        "CAD" => "CA$",
        _ => currency + " ",
    };

    /// <summary>An amount of money for a headline: $2.8 billion, and the code where a currency has no sign of its own here.</summary>
    public static string Money(long amount, string currency) => (amount < 0 ? "−" : "") + Sign(currency) + Brief(amount).TrimStart('−');

    /// <summary>
    /// An amount within a sentence: in full with its sign, or as the language says it, which never shortens it: 2.850 millones de
    /// dólares, 1.234.567 dólares.
    /// </summary>
    public static string MoneyInSentence(long amount, string currency) => InSentence(amount, currency) is var (number, name) ? number + name : MoneyInFull(amount, currency);

    // The number, and the name with what joins the two; null where the language has only signs.
    private static (string Number, string Name)? InSentence(long amount, string currency) =>
        Language.Current.CurrencyNames.GetValueOrDefault(currency) is { } names ? Named(amount, WholePowers(amount), names) : null;

    private static (string Number, string Name) Named(long amount, string number, PluralForms names) => (number, " " + names.Of(Language.Current.Plurals.Of(Operands(number, amount))));

    private static string WholePowers(long amount) =>
        Language.Current.Powers.FirstOrDefault(p => Math.Abs((decimal)amount) >= p.Size) is { } power && amount * 100m % power.Size == 0
            ? Powers(amount / power.Size, "#,##0.##", power) : Number(amount);

    /// <summary>An amount in full: $2,850,000,000.</summary>
    public static string MoneyInFull(long amount, string currency) => (amount < 0 ? "−" : "") + Sign(currency) + Number(amount).TrimStart('−');

    /// <summary>A quantity as its source states it, with its currency: more than $300,000,000.</summary>
    public static string Quantity(Quantity quantity, string? currency) => quantity.Kind switch
    {
        QuantityKind.Exactly => Value(quantity.Low, currency),
        QuantityKind.Between when currency is not null && InSentence(quantity.Low, currency) is var (least, _) => F($"{least} to {Value(quantity.High, currency)}"),
        QuantityKind.Between => F($"{Value(quantity.Low, currency)} to {Value(quantity.High, currency)}"),
        _ => Hedged(quantity, Value(quantity.Low, currency)),
    };

    /// <summary>The same for a cell of a table: every digit, with the sign of the currency.</summary>
    public static string QuantityInFull(Quantity quantity, string? currency) => (quantity.Kind, currency) switch
    {
        (_, null) => Quantity(quantity, null),
        (QuantityKind.Exactly, _) => MoneyInFull(quantity.Low, currency),
        (QuantityKind.Between, _) => F($"{MoneyInFull(quantity.Low, currency)} to {MoneyInFull(quantity.High, currency)}"),
        _ => Hedged(quantity, MoneyInFull(quantity.Low, currency)),
    };

    /// <summary>A quantity for a headline, with its hedge: nearly 1.2 million.</summary>
    public static string Brief(Quantity quantity, string? currency)
    {
        // A ceiling that is cut would no longer be one, so it is rounded up; what is only about so much goes to the nearest.
        Func<decimal, decimal> toWhole = quantity.Kind switch
        {
            QuantityKind.UpTo or QuantityKind.FewerThan or QuantityKind.Nearly => Math.Ceiling,
            QuantityKind.About => Math.Round,
            _ => Math.Truncate,
        };
        return quantity.Kind == QuantityKind.Between
            ? F($"{(currency is not null && InSentence(quantity.Low, currency) is var (least, _) ? least : BriefValue(quantity.Low, currency))} to {Of(quantity.High, Math.Ceiling)}")
            : Hedged(quantity, Of(quantity.Low, toWhole));

        string Of(long value, Func<decimal, decimal> cut) => currency is null ? Brief(value, cut)
            : Language.Current.CurrencyNames.GetValueOrDefault(currency) is { } names && Named(value, Brief(value, cut), names) is var (number, name) ? number + name
            : (value < 0 ? "−" : "") + Sign(currency) + Brief(value, cut).TrimStart('−');
    }

    /// <summary>
    /// A quantity as somebody said it, with its hedge and in the words for large numbers, which cut nothing off: nearly $3 trillion,
    /// 6.39 million, 1,242.
    /// </summary>
    public static string AsSaid(Quantity quantity, string? currency)
    {
        return quantity.Kind == QuantityKind.Between ? F($"{Whole(quantity.Low)} to {Whole(quantity.High)}") : Hedged(quantity, Whole(quantity.Low));

        string Whole(long value) => currency is null ? WholePowers(value)
            : Language.Current.CurrencyNames.GetValueOrDefault(currency) is { } names && Named(value, WholePowers(value), names) is var (number, name) ? number + name
            : (value < 0 ? "−" : "") + Sign(currency) + WholePowers(value).TrimStart('−', '-');
    }

    /// <summary>A number with the hedge of its quantity, as the source has it: more than 1,200.</summary>
    internal static string Hedged(Quantity quantity, string number) => quantity.Hedge switch
    {
        null => number,
        "about" => F($"about {number}"),
        "around" => F($"around {number}"),
        "approximately" => F($"approximately {number}"),
        "some" => F($"some {number}"),
        "roughly" => F($"roughly {number}"),
        "close to" => F($"close to {number}"),
        "nearly" => F($"nearly {number}"),
        "almost" => F($"almost {number}"),
        "just under" => F($"just under {number}"),
        "at least about" => F($"at least about {number}"),
        "at least" => F($"at least {number}"),
        "a minimum of" => F($"a minimum of {number}"),
        "no fewer than" => F($"no fewer than {number}"),
        "no less than" => F($"no less than {number}"),
        "more than about" => F($"more than about {number}"),
        "more than" => F($"more than {number}"),
        "just over" => F($"just over {number}"),
        "well over" => F($"well over {number}"),
        "over" => F($"over {number}"),
        "above" => F($"above {number}"),
        "upwards of" => F($"upwards of {number}"),
        "up to" => F($"up to {number}"),
        "as many as" => F($"as many as {number}"),
        "as much as" => F($"as much as {number}"),
        "at most" => F($"at most {number}"),
        "no more than" => F($"no more than {number}"),
        "fewer than" => F($"fewer than {number}"),
        "less than" => F($"less than {number}"),
        "under" => F($"under {number}"),
        "below" => F($"below {number}"),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity.Hedge, "A hedge that has no words."),
    };

    /// <summary>A value in the unit of a target: 1,242, or $717,000,000.</summary>
    public static string Value(long value, string? currency) => currency is null ? Number(value) : MoneyInSentence(value, currency);

    /// <summary>A value for a headline.</summary>
    public static string BriefValue(long value, string? currency) => currency is null ? Number(value) : Money(value, currency);

    /// <summary>
    /// A share in per cent, cut and never rounded up: 99.96 % is not 100 %. One decimal below ten, and "under 0.1 %".
    /// </summary>
    public static string Percent(double share) => Percent(share, Math.Truncate);

    private static string Percent(double share, Func<double, double> toWhole)
    {
        // What a double cannot hold must not become a step of its own: 28 percent of 25 is 7 and not 7.000000000000001.
        var percent = Math.Round(share * 100, 9);
        Func<double, double> cut = share < 1 && toWhole(percent) >= 100 ? Math.Truncate : toWhole;
        return percent switch
        {
            > 0 and < 0.1 => T("under 0.1%"),
            > -10 and < 10 => Signed((cut(percent * 10) / 10).ToString("0.#", Culture)),
            > 1e15 => T("over 1,000 trillion%"),
            _ => Signed(cut(percent).ToString("N0", Culture)),
        };

        static string Signed(string number) => (number == "−0" ? "0" : number) + Culture.NumberFormat.PercentSymbol;
    }

    /// <summary>A date in words: 9 January 2017, January 2017 or 2017.</summary>
    public static SaidDate InWords(this PartialDate date) => SaidDate.Plain(date, Long(date));

    /// <summary>A date for a narrow column: 9 Jan 2017, Jan 2017 or 2017.</summary>
    public static SaidDate InShortWords(this PartialDate date) => SaidDate.Plain(date, Short(date));

    /// <summary>How a date alone is written in words.</summary>
    internal static string Long(PartialDate date) => (date.Month, date.Day) switch
    {
        (null, _) => date.ToString(),
        (_, null) => date.Earliest.ToString(Culture.DateTimeFormat.YearMonthPattern, Culture),
        _ => date.Earliest.ToString(Culture.DateTimeFormat.LongDatePattern, Culture),
    };

    /// <summary>How a date alone is written in a narrow column.</summary>
    internal static string Short(PartialDate date) => (date.Month, date.Day) switch
    {
        (null, _) => date.ToString(),
        (_, null) => date.Earliest.ToString("MMM yyyy", Culture),
        _ => date.Earliest.ToString(Culture.DateTimeFormat.ShortDatePattern, Culture),
    };

    /// <summary>
    /// Whether a time from one date to another lies within the one date that is said for both, so that it is said once: from 2022
    /// to 2022, and from 1 January 2022 to 2022, is 2022.
    /// </summary>
    public static bool IsOne(PartialDate from, PartialDate until) => from.Earliest == until.Earliest && from.Latest <= until.Latest;

    /// <summary>A day in words.</summary>
    public static SaidDate InWords(this DateOnly day) => PartialDate.OfDay(day).InWords();

    /// <summary>One of the tracker's words at the beginning of a line: Partly kept.</summary>
    public static string Label<TWord>(TWord word)
        where TWord : struct, Enum
        => T(Glossary.Said(word), typeof(TWord).Name);

    /// <summary>One of the tracker's words within a sentence: partly kept.</summary>
    public static string Words<TWord>(TWord word)
        where TWord : struct, Enum
        => Label(word) is var label ? char.ToLower(label[0], Culture) + label[1..] : "";

    /// <summary>A verdict at the beginning of a line, with why a pledge lapsed: Lapsed: insolvency.</summary>
    public static string Verdict(VerdictKind verdict, LapseReason? because) =>
        because is { } reason ? $"{Label(verdict)}: {Words(reason)}" : Label(verdict);

    /// <summary>The same within a sentence: lapsed (insolvency).</summary>
    public static string Verdict(Verdict verdict) =>
        verdict.LapsedBecause is { } reason ? $"{Words(verdict.Kind)} ({Words(reason)})" : Words(verdict.Kind);

    /// <summary>That a pledge was kept and undone, in a few words for a list.</summary>
    public static string Undone(Undoing undone) => F($"Met once, no longer since {undone.Since.InShortWords()}");

    /// <summary>
    /// Why a verdict holds although the figures beside it say otherwise, as one sentence; null where they do not, and where the
    /// document does not say.
    /// </summary>
    public static string? Despite(Pledge pledge, TargetProgress headline) => (pledge.Verdict?.DespiteFigures, VerdictAndFigures.Of(pledge.VerdictKind, headline.Share)) switch
    {
        (null, _) or (_, AgainstFigures.No) => null,
        _ => $"{DespiteLead(pledge.VerdictKind)} {pledge.Verdict.DespiteFigures}{(".!?”\"".Contains(pledge.Verdict.DespiteFigures[^1], StringComparison.Ordinal) ? "" : ".")}",
    };

    /// <summary>
    /// That a verdict was given of a pledge whose headline has no number, and which targets have one; null where the headline has one.
    /// </summary>
    public static string? BesideTheHeadline(Pledge pledge) => VerdictAndFigures.BesideTheHeadline(pledge) is { Count: > 0 } targets
        ? F($"The main target has no number. Other targets of the pledge have one: {string.Join("; ", targets.Select(DueBy))}.")
        : null;

    private static string DueBy(Target target) => target.Deadline is not { } due ? PromisedOnly(target)
        : target.DeadlineBasis == DeadlineBasis.Computed ? F($"{PromisedOnly(target)} by about {due.InWords()}") : F($"{PromisedOnly(target)} by {due.InWords()}");

    /// <summary>A number that was promised, which must not read as a result: 5,800 jobs promised.</summary>
    public static string PromisedOnly(Target target) => target.Quantity is not { } quantity ? Promised(target)
        : F($"{(target.Metric.Family == MetricFamily.Money ? Quantity(quantity, target.Currency) : Of(Quantity(quantity, target.Currency), quantity.High, target.Metric.Singular, target.Metric.Plural))} promised");

    /// <summary>What stands before the editors' words why a verdict holds although the figures say otherwise.</summary>
    public static string DespiteLead(VerdictKind verdict) => verdict == VerdictKind.Kept
        ? T("Called kept although the count is below the target:")
        : F($"Called {Words(verdict)} although the count reaches the target:");

    /// <summary>A number of days in words: today, 1 day, 412 days, 8 years.</summary>
    public static string Days(int days) => days switch
    {
        0 => T("today"),
        < 731 => Plural(days, "{0} day ago", "{0} days ago"),
        _ => Plural((int)(days / 365.25), "{0} year ago", "{0} years ago"),
    };

    /// <summary>What counts as a share of its target, as firmly as it is stated: "more than 9.5%", "12% to 20%".</summary>
    /// <param name="reading">What counts, less the baseline for a level.</param>
    /// <param name="target">A target with a number.</param>
    public static string Share(Quantity reading, Target target)
    {
        var share = TargetProgress.ShareOf(reading, target);
        return !reading.IsRange ? Share(reading, TargetProgress.PromisedIn(target), share)
            : TargetProgress.PromisedBy(target) is > 0 and var promised ? F($"{Percent(share)} to {Percent(reading.HighestReading!.Value / (double)promised, Math.Ceiling)}")
            : Percent(share);
    }

    /// <summary>The same for what is known by its numbers alone: in lists.</summary>
    /// <param name="reading">What counts, no range.</param>
    /// <param name="promised">What was promised, with its hedge.</param>
    /// <param name="share">The share.</param>
    /// <remarks>
    /// A share can be no firmer than either: 480 of "more than 900" is at most 54%, and of "nearly 11,000" about so much. A most is rounded up, or
    /// it would be none; what is only about so much goes to the nearest, except to the whole promise.
    /// </remarks>
    public static string Share(Quantity reading, Quantity promised, double share)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(promised);
        var isOpen = reading.Kind is QuantityKind.AtLeast or QuantityKind.MoreThan;
        return (reading.Kind, promised.Kind) switch
        {
            (QuantityKind.Nearly, _) when reading.Low == promised.Low => F($"nearly {Percent(1)}"),
            (QuantityKind.Exactly, QuantityKind.AtLeast or QuantityKind.MoreThan) when share > 1 || (share == 1 && promised.Kind == QuantityKind.AtLeast) => F($"at least {Percent(1)}"),
            (QuantityKind.Exactly, QuantityKind.AtLeast or QuantityKind.MoreThan) => F($"at most {Percent(share, Math.Ceiling)}"),
            (_, QuantityKind.AtLeast or QuantityKind.MoreThan) or (QuantityKind.Nearly, _) => F($"about {Percent(share, Math.Round)}"),
            (QuantityKind.AtLeast or QuantityKind.MoreThan, QuantityKind.About or QuantityKind.Nearly) => F($"about {Percent(share)} or more"),
            (_, QuantityKind.About or QuantityKind.Nearly) when !isOpen => F($"about {Percent(share, Math.Round)}"),
            (QuantityKind.About, _) => Hedged(reading, Percent(share, Math.Round)),
            (QuantityKind.UpTo or QuantityKind.FewerThan, _) => Hedged(reading, Percent(share, Math.Ceiling)),
            _ => Hedged(reading, Percent(share)),
        };
    }

    /// <summary>How a target stands, as a sentence that explains itself.</summary>
    public static string Pace(TargetProgress progress) => progress.Pace switch
    {
        Domain.Progress.Pace.Reached when progress.Latest!.Undated => T("The count reaches the target."),
        Domain.Progress.Pace.Reached when progress.Target.Deadline is { } due && progress.Latest!.AsOf.Earliest > due.Latest => F($"A figure as of {progress.Latest.AsOf.InWords()}, after the deadline, reaches the target."),
        Domain.Progress.Pace.Reached => F($"A figure as of {progress.Latest!.AsOf.InWords()} reaches the target."),
        Domain.Progress.Pace.Ahead => F($"Ahead: on a steady path it would be at {Percent(progress.ExpectedShare!.Value)} by {progress.ExpectedDay!.Value.InWords()}."),
        Domain.Progress.Pace.OnPace => F($"On pace: on a steady path it would be at {Percent(progress.ExpectedShare!.Value)} by {progress.ExpectedDay!.Value.InWords()}."),
        Domain.Progress.Pace.Behind => F($"Behind: on a steady path it would be at {Percent(progress.ExpectedShare!.Value)} by {progress.ExpectedDay!.Value.InWords()}."),
        Domain.Progress.Pace.NoPath => T("Jobs to be kept exist from the start, so no pace is computed."),
        Domain.Progress.Pace.NoCountSince => T("No count is known to be from after the announcement, so no pace is computed."),
        Domain.Progress.Pace.Undated => T("The date of the counted figure is unknown, so no pace is computed."),
        Domain.Progress.Pace.Overdue when progress.Latest!.Undated => T("The deadline has passed, and the count is below the target."),
        Domain.Progress.Pace.Overdue when progress.Latest!.AsOf.Latest < progress.Target.Deadline!.Value.Latest => F($"The deadline has passed. The last count, as of {progress.Latest.AsOf.InWords()}, is from before it and below the target."),
        Domain.Progress.Pace.Overdue => T("The deadline has passed and the target is not reached."),
        Domain.Progress.Pace.NoDeadline => T("No original deadline is recorded, so no pace can be computed."),
        Domain.Progress.Pace.NothingCounted => progress.DeadlineHasPassed
            ? T("The deadline has passed, and no figure counts for the target.")
            : T("No figure counts for the target."),
        _ => T("No number was promised."),
    };

    /// <summary>That no figure counts, at the beginning of a line. "Yet" would promise one.</summary>
    public static string NoFigure => T("No qualifying figure");

    /// <summary>The same within a sentence.</summary>
    public static string NoFigureWords => T("no qualifying figure");

    /// <summary>A target's name at the beginning of a line: Jobs created.</summary>
    public static string Label(Target target) => Label(target.Metric);

    /// <summary>A metric's name at the beginning of a line: Jobs created.</summary>
    public static string Label(Metric metric) => T(metric.Label) is var label ? char.ToUpper(label[0], Culture) + label[1..] : "";

    /// <summary>A target's name for a heading, told apart from others of the same metric by its number.</summary>
    public static string Heading(Target target, IReadOnlyCollection<Target> all) =>
        all.Count(t => t.Metric.Code == target.Metric.Code) > 1 && target.Quantity is not null
            ? F($"{Label(target)} ({Quantity(target.Quantity, target.Currency)} promised)")
            : Label(target);

    /// <summary>How often the company was asked, and when last.</summary>
    public static string Asked(Pledge pledge)
    {
        var last = pledge.Inquiries.MaxBy(i => i.Asked)!;
        var (on, outcome) = (last.Asked.InWords(), Words(last.Outcome));
        return pledge.Inquiries.Count switch
        {
            1 => F($"Asked once, on {on}: {outcome}."),
            2 => F($"Asked twice, last on {on}: {outcome}."),
            var n => Plural(n, "Asked {0} time, last on {1}: {2}.", "Asked {0} times, last on {1}: {2}.", on, outcome),
        };
    }

    /// <summary>
    /// Whether the company was asked, and what came of it, in a sentence for the verdict; null where no question and no reason for
    /// asking none are on record.
    /// </summary>
    public static string? Reply(Pledge pledge) => (pledge.Inquiries.MaxBy(i => i.Asked), pledge.Verdict?.NotAsked) switch
    {
        ({ Outcome: InquiryOutcome.Open } asked, _) => F($"Asked on {asked.Asked.InWords()}: no answer so far."),
        ({ Outcome: InquiryOutcome.Silent } asked, _) => F($"Asked on {asked.Asked.InWords()}: no answer."),
        ({ Outcome: InquiryOutcome.Declined } asked, _) => F($"Asked on {asked.Asked.InWords()}: the company declined to answer."),
        ({ Answered: { } day } asked, _) => F($"Asked on {asked.Asked.InWords()}: the company answered on {day.InWords()}."),
        ({ } asked, _) => F($"Asked on {asked.Asked.InWords()}: the company answered."),
        (null, not null) => T("The company was not asked:"),
        _ => null,
    };

    /// <summary>The company's side in a sentence, with why it was not asked where it was not.</summary>
    public static string CompanySide(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return Reply(pledge) is not { } reply ? T("No question to the company is on record.") : pledge.Inquiries.Count == 0 && pledge.Verdict?.NotAsked is { } why ? $"{reply} {why}" : reply;
    }

    /// <summary>The name of a currency within a sentence: U.S. dollars; its code where the tracker knows no name.</summary>
    public static string CurrencyName(string currency) => currency switch
    {
        "USD" => T("U.S. dollars"),
        "EUR" => T("euros"),
        "GBP" => T("pounds sterling"),
        "CAD" => T("Canadian dollars"),
        _ => currency,
    };

    /// <summary>What the promise was, in a few words: 1,000,000 jobs created.</summary>
    public static string Promised(Target target) => target.Quantity is not { } quantity
        ? F($"{T(target.Metric.Label)}, without a number")
        : target.Metric.Code == "investment"
            ? F($"{Quantity(quantity, target.Currency)} invested")
            : target.Metric.IsLevel ? Of(Quantity(quantity, target.Currency), quantity.High, target.Metric.Singular, target.Metric.Plural)
            : Of(quantity, target.Currency, target.Metric);

    private static string Of(string number, long value, string promise) => PluralOf(number, Operands(number, value), promise, promise);

    /// <summary>That something was promised, after who did: promised to create 1,000,000 jobs.</summary>
    /// <param name="target">What was promised.</param>
    /// <param name="byOutsider">Whether somebody else said so (<see cref="Announcer"/>): was to create 1,000,000 jobs.</param>
    public static string Promise(Target target, bool byOutsider = false)
    {
        ArgumentNullException.ThrowIfNull(target);
        return (target.Quantity, target.Metric.Promise) switch
        {
            ({ High: not 1 } quantity, { } promise) when byOutsider && target.Firmness == Firmness.Expected => F($"was expected {Of(Quantity(quantity, target.Currency), quantity.High, "to " + promise)}"),
            ({ High: not 1 } quantity, { } promise) when byOutsider && target.Firmness == Firmness.Possible => F($"was said to be able {Of(Quantity(quantity, target.Currency), quantity.High, "to " + promise)}"),
            ({ High: not 1 } quantity, { } promise) when byOutsider => F($"was {Of(Quantity(quantity, target.Currency), quantity.High, "to " + promise)}"),
            _ when byOutsider => F($"was said to have promised {Promised(target)}"),
            (null, _) => F($"made a promise about {T(target.Metric.Label)} without a number"),
            ({ High: not 1 } quantity, { } promise) when target.Firmness == Firmness.Expected => F($"said that it expected {Of(Quantity(quantity, target.Currency), quantity.High, "to " + promise)}"),
            ({ High: not 1 } quantity, { } promise) when target.Firmness == Firmness.Possible => F($"said that it might be able {Of(Quantity(quantity, target.Currency), quantity.High, "to " + promise)}"),
            ({ High: 1 }, _) or (_, null) => F($"promised {Promised(target)}"),
            ({ } quantity, { } promise) => F($"promised {Of(Quantity(quantity, target.Currency), quantity.High, "to " + promise)}"),
        };
    }

    /// <summary>A size as people say it: "512 bytes", "12 KB", "1.2 MB".</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => Plural(bytes, "{0} byte", "{0} bytes"),
        < 1_000_000 => string.Create(Culture, $"{bytes / 1e3:0} KB"),
        _ => string.Create(Culture, $"{bytes / 1e6:0.0} MB"),
    };
}
