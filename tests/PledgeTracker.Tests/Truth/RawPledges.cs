using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Truth;

/// <summary>A date as a starter file has it: a day, a month or a year. Read by the tests' own code.</summary>
internal sealed record RawDate(string Text)
{
    public DateOnly First => Text.Length switch
    {
        4 => new(Year, 1, 1),
        7 => new(Year, Month, 1),
        _ => DateOnly.ParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    public DateOnly Last => Text.Length switch
    {
        4 => new(Year, 12, 31),
        7 => new DateOnly(Year, Month, 1).AddMonths(1).AddDays(-1),
        _ => First,
    };

    public int Year => int.Parse(Text[..4], CultureInfo.InvariantCulture);

    /// <summary>How exactly it is known: 0 to the year, 1 to the month, 2 to the day.</summary>
    public int Exactness => Text.Length switch { 4 => 0, 7 => 1, _ => 2 };

    private int Month => int.Parse(Text[5..7], CultureInfo.InvariantCulture);
}

/// <summary>A number as a starter file states it.</summary>
/// <param name="Low">The number, or of a range its lower end.</param>
/// <param name="High">The number, or of a range its upper end.</param>
/// <param name="Certain">What is certain of it: "up to" and "fewer than" make nothing certain.</param>
/// <param name="Most">The most it can be; null where it is open upwards.</param>
/// <param name="FallsShort">Whether it is nearly its number and so less than it.</param>
/// <param name="IsAbout">Whether it is only about so much.</param>
internal sealed record RawAmount(long Low, long High, long Certain, long? Most, bool FallsShort, bool IsAbout = false)
{
    public bool IsCeiling => Certain == 0 && Low > 0;

    /// <summary>Whether it leaves a range: "up to 500", "200 to 300".</summary>
    public bool IsRange => IsCeiling || Low != High;

    public static RawAmount Exactly(long value) => new(value, value, value, value, false);

    /// <summary>Reads "13,000", "more than 256,000", "25,000 to 30,000", "fewer than 500".</summary>
    public static RawAmount Read(string text)
    {
        var numbers = Regex.Matches(text, @"-?\d[\d,]*").Select(m => long.Parse(m.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).ToList();
        var words = Regex.Replace(text, @"-?\d[\d,]*", "").Trim().ToLowerInvariant();
        var (low, high) = (numbers[0], numbers[^1]);
        return words switch
        {
            "to" or "between and" or "-" or "–" => new(low, high, low, high, false),
            "" => new(low, low, low, low, false),
            "about" or "around" or "approximately" or "some" or "roughly" or "close to" => new(low, low, low, low, false, true),
            "nearly" or "almost" or "just under" => new(low, low, low, low, true),
            "at least" or "at least about" or "a minimum of" or "no fewer than" or "no less than" or "more than" or "more than about" or "just over" or "well over" or "over" or "above" or "upwards of"
                => new(low, low, low, null, false),
            "up to" or "as many as" or "as much as" or "at most" or "no more than" => new(low, low, 0, low, false),
            "fewer than" or "less than" or "under" or "below" => new(low, low, 0, low - 1, false),
            _ => throw new FormatException($"The oracle does not know the words of the quantity “{text}”."),
        };
    }

    /// <summary>The level as an increase over what was there before.</summary>
    public RawAmount Over(long? start) => start is null or 0 ? this
        : IsCeiling ? new(-start.Value, Most!.Value - start.Value, -start.Value, Most - start, false)
        : new(Low - start.Value, High - start.Value, Certain - start.Value, Most - start, FallsShort, IsAbout);

    /// <summary>Two statements together: what is open stays open.</summary>
    public RawAmount Plus(RawAmount other)
    {
        var (certain, most) = (Certain + other.Certain, Most + other.Most);
        return IsRange || other.IsRange ? new(certain, most ?? certain, certain, most, false) : new(Low + other.Low, High + other.High, certain, most, FallsShort || other.FallsShort, IsAbout || other.IsAbout);
    }
}

/// <summary>A target of a starter file.</summary>
internal sealed record RawTarget(string Key, string Metric, RawAmount? Quantity, string? Currency, long? Baseline, bool IsAboutBefore, RawDate? Deadline, string? PartOf, IReadOnlyList<RawChange> Changes)
{
    public bool IsLevel => Metric == "headcount";

    /// <summary>What counts as the whole: of a promised level what it adds to the level before.</summary>
    public long? Whole => Quantity is null ? null : IsLevel ? Quantity.Low - (Baseline ?? 0) : Quantity.Low;
}

/// <summary>A later change of a target.</summary>
internal sealed record RawChange(RawDate Date, RawDate? Announced, RawAmount? Quantity, RawDate? Deadline);

/// <summary>A reported figure of a starter file; its number is its place there, from 1.</summary>
internal sealed record RawFigure(int Number, string? Target, string Metric, RawAmount Quantity, string? Currency, string Span, RawDate? From, RawDate AsOf, RawDate? Published, bool Undated, string Basis, string Counting, string Shows)
{
    public RawDate KnownSince => Published ?? AsOf;

    /// <summary>The stronger a basis, the smaller its number; as the page Method lists them.</summary>
    public int Weakness => Array.IndexOf(["government-record", "company-filing", "independent-research", "media-count", "company-statement", "commissioned-study"], Basis);
}

/// <summary>Public money of a starter file.</summary>
internal sealed record RawIncentive(RawAmount? Amount, string? Currency, string State, bool AtTheTime, RawDate? Offered, RawDate? Date);

/// <summary>What counts toward a target at one moment.</summary>
internal sealed record RawPoint(RawFigure Figure, RawAmount Reading);

/// <summary>A starter pledge as its file has it, and what follows from it by the rules written on the page Method.</summary>
internal sealed partial class RawPledge
{
    public static readonly DateOnly Today = DateOnly.FromDateTime(TrackerApp.Now.Date);

    private static readonly string[] FinalVerdicts = ["kept", "partly-kept", "missed", "withdrawn", "disputed", "lapsed"];

    // What is a date, a number or a key in the file, and not a text that stands on a page as it is.
    private static readonly HashSet<string> NotTexts =
    [
        "$schema", "date", "quantity", "baseline", "deadline", "asOf", "published", "from", "amount", "accessed", "written", "lastChecked", "offered", "announced", "id", "target", "partOf", "sources", "asked", "answered",
        "metric", "currency", "span", "basis", "counting", "shows", "kind", "state", "verdict",
    ];

    private readonly Dictionary<string, int> _sourceNumbers = new(StringComparer.Ordinal);

    private RawPledge(string file, int id, RawSite site)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        Root = json.RootElement.Clone();
        Id = id;
        Slug = Path.GetFileNameWithoutExtension(file);
        Company = Text(Root, "company")!;
        Announced = Date(Root.GetProperty("announced"), "date")!;
        Targets = [.. All("targets").Select(t => new RawTarget(Text(t, "id")!, Text(t, "metric")!, Amount(t, "quantity"), Text(t, "currency"), Amount(t, "baseline")?.Low, Amount(t, "baseline") is { IsAbout: true } or { FallsShort: true } or { Most: null }, Date(t, "deadline"), Text(t, "partOf"),
            [.. All(t, "revisions").Select(r => new RawChange(Date(r, "date")!, Date(r, "announced"), Amount(r, "quantity"), Date(r, "deadline")))]))];
        Figures = [.. All("figures").Select((f, i) => new RawFigure(i + 1, Text(f, "target"), Text(f, "metric") ?? Targets.Single(t => t.Key == Text(f, "target")).Metric, Amount(f, "quantity")!,
            Text(f, "currency"), Text(f, "span")!, Date(f, "from"), Date(f, "asOf")!, Date(f, "published"), f.TryGetProperty("undated", out var undated) && undated.GetBoolean(), Text(f, "basis")!, Text(f, "counting")!, Text(f, "shows") ?? "reported"))];
        Incentives = [.. All("incentives").Select(i => new RawIncentive(Amount(i, "amount"), Text(i, "currency"), Text(i, "state")!, i.TryGetProperty("atTheTime", out var then) && then.GetBoolean(), Date(i, "offered"), Date(i, "date")))];
        Verdicts = [.. All("verdicts").Select(v => (Text(v, "verdict")!, Date(v, "date")!))];
        IsPart = All("relations").Any(r => Text(r, "kind") == "part-of");
        Dates = [.. Strings(Root).Where(s => RawDateText().IsMatch(s.Value)).Select(s => s.Value).Distinct()];
        Texts = [.. Strings(Root).Where(s => !NotTexts.Contains(s.Name) && s.Value.Any(char.IsAsciiDigit)).SelectMany(s => (string[])[Tidy(s.Value), Tidy(s.Value.Trim('“', '”', '"')), .. s.Name is "reason" or "conditions" ? Beginnings(Tidy(s.Value)).Concat(Endings(Tidy(s.Value))) : []]).Distinct().OrderByDescending(s => s.Length)];
        Keys = [.. Strings(Root).Where(s => s.Name is "id" or "target" or "partOf").Select(s => s.Value)];
        Site = site;
        foreach (var source in All("sources"))
        {
            _sourceNumbers.Add(Text(source, "id")!, _sourceNumbers.Count + 1);
        }
    }

    /// <summary>Every starter pledge, in the order of the files' names.</summary>
    public static IReadOnlyList<RawPledge> All(RawSite site) =>
        [.. Directory.GetFiles(Repository.StarterPledges, "*.json").Order(StringComparer.Ordinal).Select((file, i) => new RawPledge(file, i + 1, site))];

    public RawSite Site { get; }

    public JsonElement Root { get; }

    /// <summary>The number of its row: its place among the files, from 1.</summary>
    public int Id { get; }

    public string Slug { get; }

    public string Company { get; }

    public RawDate Announced { get; }

    public IReadOnlyList<RawTarget> Targets { get; }

    public IReadOnlyList<RawFigure> Figures { get; }

    public IReadOnlyList<RawIncentive> Incentives { get; }

    public IReadOnlyList<(string Kind, RawDate Date)> Verdicts { get; }

    public bool IsPart { get; }

    /// <summary>Whether it was promised together with others.</summary>
    public bool IsJoint => Text(Root.GetProperty("announced"), "with") is not null;

    /// <summary>Every date of the file, as it is written there.</summary>
    public IReadOnlyList<string> Dates { get; }

    /// <summary>Every text of the file that has a digit, the longest first.</summary>
    public IReadOnlyList<string> Texts { get; }

    // What is uncertain is the last sentence of a reason.
    private static IEnumerable<string> Endings(string reason) => SentenceEnd().Matches(reason).Select(end => reason[(end.Index + end.Length)..].Trim()).Where(rest => rest.Any(char.IsAsciiDigit));

    // At the head of a page stand the first sentences of a reason.
    private static IEnumerable<string> Beginnings(string reason) => SentenceEnd().Matches(reason).Select(end => reason[..(end.Index + end.Length)].TrimEnd()).Where(begin => begin.Any(char.IsAsciiDigit));

    [System.Text.RegularExpressions.GeneratedRegex("""[.!?][”’")]*\s""")]
    private static partial System.Text.RegularExpressions.Regex SentenceEnd();

    /// <summary>The short names by which its parts point at each other.</summary>
    public HashSet<string> Keys { get; }

    public string Verdict => Verdicts.Count == 0 ? "not-yet-rated" : Verdicts[^1].Kind;

    public bool IsFinal => FinalVerdicts.Contains(Verdict);

    public RawTarget Headline => Targets[0];

    /// <summary>The first target in jobs with a number.</summary>
    public RawTarget? Jobs => Targets.FirstOrDefault(t => Site.IsJobs(t.Metric) && t.Quantity is not null);

    /// <summary>The only target in jobs, supported ones left out, that is part of no other such; null with several or none.</summary>
    public RawTarget? MoneyJobs
    {
        get
        {
            var jobs = Targets.Where(t => Site.IsJobs(t.Metric) && t.Metric != "jobs-supported" && t.Quantity is not null).ToList();
            return jobs.Where(t => !jobs.Exists(whole => whole.Key == t.PartOf)).ToList() is [var only] ? only : null;
        }
    }

    public IEnumerable<JsonElement> All(string name) => All(Root, name);

    public static IEnumerable<JsonElement> All(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>The numbers of the sources that a part of the file names: their places in the list of sources, from 1.</summary>
    public IEnumerable<int> SourcesOf(JsonElement part) => All(part, "sources").Select(s => _sourceNumbers.GetValueOrDefault(s.GetString()!));

    /// <summary>The codes of its countries and their parts.</summary>
    public IReadOnlyList<string> Places => [.. All("places").SelectMany(p => (string?[])[Text(p, "country"), Text(p, "subdivision")]).OfType<string>().Distinct()];

    /// <summary>Whether its number is for this place alone: for one country, or for one part of one country and nowhere at large in it.</summary>
    public bool IsFor(string place)
    {
        var countries = Places.Where(p => p.Length == 2).ToList();
        return place.Length == 2 ? countries.Count == 1 : countries.Count == 1 && Places.Count(p => p.Length > 2) == 1 && All("places").All(p => Text(p, "subdivision") is not null);
    }

    /// <summary>One space for any white space.</summary>
    public static string Tidy(string text) => Spaces().Replace(text, " ").Trim();

    public static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>
    /// What counts, oldest first; the last one leads. "The latest state. Where the times of two figures overlap, the one with the
    /// stronger basis; then the one with the more exact date. A figure that describes no known day leads only where nothing dated
    /// counts." Of two that are alike in all of this the one that was published later, then the one that is listed later.
    /// </summary>
    /// <param name="target">Of which target.</param>
    /// <param name="step">For a step of the funnel: only figures that show it, each behind none but those that show the same. Null for all.</param>
    public IReadOnlyList<RawPoint> Counted(RawTarget target, int? step = null)
    {
        var mine = Figures.Where(f => f.Target == target.Key && f.Counting == "counted" && f.AsOf.First <= Today && StepOf(f) >= (step ?? 0) && HasStart(f, target)).ToList();
        var points = new List<RawPoint>();
        DateOnly? covered = null;
        foreach (var figure in mine.Where(f => !mine.Exists(other => (step is null || StepOf(other) == StepOf(f)) && Leads(other, f))).OrderBy(f => f.AsOf.Last).ThenBy(f => f.KnownSince.Text, StringComparer.Ordinal).ThenBy(f => f.Number))
        {
            RawAmount reading;
            if (figure.Span == "period")
            {
                if (covered is { } until && figure.From!.First <= until)
                {
                    continue;
                }

                reading = points.Count == 0 ? figure.Quantity : points[^1].Reading.Plus(figure.Quantity);
            }
            else
            {
                reading = figure.Span == "level" ? figure.Quantity.Over(target.Baseline) : figure.Quantity;
            }

            points.Add(new RawPoint(figure, reading));
            covered = figure.AsOf.Last;
        }

        return points;
    }

    /// <summary>What counts toward a target now: its own last figure, or the sum of what counts in its parts; null for nothing.</summary>
    public RawPoint? Leading(RawTarget target)
    {
        if (Counted(target) is [.., var last])
        {
            return last;
        }

        var parts = PartsOf(target);
        return parts.Count == 0 ? null : new RawPoint(parts.MaxBy(p => p.Point.Figure.AsOf.Last).Point.Figure, parts.Select(p => p.Point.Reading).Aggregate((one, other) => one.Plus(other)));
    }

    /// <summary>The targets within a target toward which something counts, where nobody counted the whole.</summary>
    public IReadOnlyList<(RawTarget Target, RawPoint Point)> PartsOf(RawTarget target) =>
        Counted(target).Count > 0 ? [] : [.. Targets.Where(t => t.PartOf == target.Key).Select(t => (t, Counted(t) is [.., var last] ? last : null!)).Where(p => p.Item2 is not null)];

    /// <summary>A counted level without a level before it, where nothing else counts.</summary>
    public RawFigure? LevelAlone(RawTarget target) =>
        Leading(target) is not null ? null : Figures.Where(f => f.Target == target.Key && f.Counting == "counted" && !HasStart(f, target)).MaxBy(f => f.AsOf.Last);

    /// <summary>The last of the strongest counted figures whose basis is stronger than that of the leading one.</summary>
    public RawFigure? Stronger(RawTarget target) => Counted(target) is not [.., var last] ? null
        : Figures.Where(f => f.Target == target.Key && f.Counting == "counted" && f.Span == last.Figure.Span && !f.Undated && f.Weakness < last.Figure.Weakness).OrderBy(f => f.Weakness).ThenByDescending(f => f.AsOf.Last).FirstOrDefault();

    /// <summary>The day for which what is expected is computed: that of the leading figure; of none, today; null where that has no known day.</summary>
    public DateOnly? Described(RawTarget target) => Leading(target) is not { } leading ? Today : leading.Figure.Undated ? null : Earlier(leading.Figure.AsOf.Last);

    /// <summary>The days from the announcement to a day and to the last day of the deadline; null without a straight path, and for a day that is not certainly after the announcement.</summary>
    public (int Elapsed, int Whole)? Days(RawTarget target, DateOnly on)
    {
        if (target.Deadline is null || target.Metric == "jobs-retained" || on <= Announced.Last)
        {
            return null;
        }

        var whole = target.Deadline.Last.DayNumber - Announced.First.DayNumber;
        var gone = on.DayNumber - Announced.First.DayNumber;
        return whole <= 0 ? (on >= target.Deadline.Last ? 1 : 0, 1) : (Math.Max(0, Math.Min(gone, whole)), whole);
    }

    /// <summary>A part of a whole in per cent as pages write it: cut, with one decimal below ten.</summary>
    public static decimal Percent(BigInteger part, BigInteger whole)
    {
        var tenths = BigInteger.Divide(part * 1000, whole);
        return BigInteger.Abs(tenths) < 100 ? (decimal)tenths / 10 : (decimal)BigInteger.Divide(part * 100, whole);
    }

    private static decimal Percent(BigInteger part, BigInteger whole, bool up)
    {
        var cut = Percent(part, whole);
        return cut * (decimal)whole == (decimal)part * 100 || !up ? cut : cut + (BigInteger.Abs(BigInteger.Divide(part * 1000, whole)) < 100 ? 0.1m : 1m);
    }

    // Never the whole promise where a part of it is missing.
    private static decimal Nearest(BigInteger part, BigInteger whole)
    {
        var (cut, above) = (Percent(part, whole), Percent(part, whole, up: true));
        return part < whole && above >= 100 ? cut : (((decimal)part * 100 / (decimal)whole) - cut) * 2 >= above - cut ? above : cut;
    }

    /// <summary>The shares, in per cent as pages write them, that a reading can be called of its target.</summary>
    public static IEnumerable<decimal> Shares(RawAmount reading, RawTarget target)
    {
        if (target.Whole is not { } whole)
        {
            yield break;
        }

        if (whole <= 0)
        {
            yield return reading.Certain >= whole ? 100 : 0;
            yield break;
        }

        // What is nearly all of it is said to be nearly 100 %.
        var falls = reading.FallsShort && reading.Certain == whole;
        yield return falls ? 100 : reading.Certain > 0 && Percent(reading.Certain, whole) == 0 ? 0.1m : Percent(reading.Certain, whole);

        // A share of a number that is open upwards is a most, which is cut upwards; with all of it there is nothing to cut. What is only about so
        // much, on either side, goes to the nearest.
        var isOpen = target.Quantity!.Most is null;
        if (isOpen && reading is { Most: not null, IsRange: false, IsAbout: false, FallsShort: false })
        {
            yield return reading.Certain >= whole ? 100 : Percent(reading.Certain, whole, up: true);
        }

        if (isOpen || target.Quantity.IsAbout || target.Quantity.FallsShort || target.IsAboutBefore || reading.IsAbout || reading.FallsShort)
        {
            yield return Nearest(reading.Certain, whole);
        }

        if (reading.IsRange && reading.Most is { } most)
        {
            yield return Percent(most, whole, up: true);
        }
    }

    public static DateOnly Earlier(DateOnly day) => day < Today ? day : Today;

    public static int StepOf(RawFigure figure) => Array.IndexOf(["reported", "verified", "new", "attributable"], figure.Shows);

    private static bool HasStart(RawFigure figure, RawTarget target) => figure.Span != "level" || target.IsLevel || target.Baseline is not null;

    private static bool Leads(RawFigure one, RawFigure other)
    {
        if (one == other || one.Span == "period" || other.Span == "period")
        {
            return false;
        }

        if (one.Undated != other.Undated)
        {
            return other.Undated;
        }

        if (!one.Undated && (one.AsOf.First > other.AsOf.Last || other.AsOf.First > one.AsOf.Last))
        {
            return false;
        }

        int[] ranks = [other.Weakness - one.Weakness, one.AsOf.Exactness - other.AsOf.Exactness, string.CompareOrdinal(one.KnownSince.Text, other.KnownSince.Text), one.Number - other.Number];
        return Array.Find(ranks, r => r != 0) > 0;
    }

    private static RawDate? Date(JsonElement of, string name) => Text(of, name) is { } text ? new RawDate(text) : null;

    private static RawAmount? Amount(JsonElement of, string name) => Text(of, name) is { } text ? RawAmount.Read(text) : null;

    private static IEnumerable<(string Name, string Value)> Strings(JsonElement value, string name = "") => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Strings(p.Value, p.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Strings(v, name)),
        JsonValueKind.String => [(name, value.GetString()!)],
        _ => [],
    };

    [GeneratedRegex(@"^\d{4}(-\d\d(-\d\d)?)?$")]
    private static partial Regex RawDateText();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>A list of claimed totals as its file has it: its address, its title, who keeps it, and the pledges that its entries are matched to.</summary>
internal sealed record RawList(string Code, string Title, string Keeper, HashSet<string> Pledges);

/// <summary>The files beside the starter pledges: metrics, companies and lists of claimed totals.</summary>
internal sealed class RawSite
{
    private readonly Dictionary<string, string> _families;
    private readonly Dictionary<string, string> _singulars;

    public RawSite()
    {
        var folder = Path.GetDirectoryName(Repository.StarterPledges)!;
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "metrics.json")));
        _families = metrics.RootElement.EnumerateArray().ToDictionary(m => m.GetProperty("code").GetString()!, m => m.GetProperty("family").GetString()!);
        _singulars = metrics.RootElement.EnumerateArray().ToDictionary(m => m.GetProperty("code").GetString()!, m => m.GetProperty("label").GetString()!);
        using var companies = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "companies.json")));
        Companies = [.. companies.RootElement.EnumerateArray().Select(c => c.Clone())];
        Pledges = RawPledge.All(this);
        BySlug = Pledges.ToDictionary(p => p.Slug);
    }

    public IReadOnlyList<JsonElement> Companies { get; }

    public IReadOnlyList<RawPledge> Pledges { get; }

    public IReadOnlyDictionary<string, RawPledge> BySlug { get; }

    /// <summary>The titles and keepers of the lists that have a pledge as an entry.</summary>
    public static IEnumerable<string> ListTexts(string slug) => ListsOf(slug).SelectMany(l => (string[])[l.Title, l.Keeper]);

    /// <summary>The lists of claimed totals that have a pledge as an entry.</summary>
    public static IEnumerable<RawList> ListsOf(string slug) => Lists.Where(l => l.Pledges.Contains(slug));

    /// <summary>The lists of claimed totals.</summary>
    public static IReadOnlyList<RawList> Lists => ReadLists.Value;

    private static readonly Lazy<List<RawList>> ReadLists = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Repository.StarterPledges)!, "claims", "lists"), "*.json").Select(file =>
        {
            using var list = JsonDocument.Parse(File.ReadAllText(file));
            var matched = list.RootElement.GetProperty("items").EnumerateArray().Where(i => i.TryGetProperty("matches", out _))
                .SelectMany(i => i.GetProperty("matches").EnumerateArray().Select(m => m.GetProperty("pledge").GetString()!)).ToHashSet();
            return new RawList(Path.GetFileNameWithoutExtension(file), list.RootElement.GetProperty("title").GetString()!, list.RootElement.GetProperty("keeper").GetString()!, matched);
        }),
    ]);

    public bool IsJobs(string metric) => _families[metric] == "jobs";

    public string Family(string metric) => _families[metric];

    public string Label(string metric) => _singulars[metric];
}
