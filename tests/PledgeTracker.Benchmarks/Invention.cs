using System.Globalization;
using Bogus;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Benchmarks;

/// <summary>
/// Invents companies and pledges that could have been entered by a newsroom: the same ones for the same seed, in the sizes
/// of the starter pledges, a few of them many times larger than most.
/// </summary>
/// <param name="pledges">How many pledges there will be.</param>
/// <param name="figures">How many figures they have between them.</param>
/// <param name="seed">Another seed invents others.</param>
internal sealed class Invention(int pledges, int figures, int seed)
{
    private const int SourcesPerPledge = 5, PledgesPerCompany = 5;

    private static readonly string[] Sectors = ["Automotive", "Batteries", "Electronics", "Logistics", "Retail", "Software", "Steel", "Telecommunications"];
    private static readonly string[] States = ["US-WI", "US-TX", "US-GA", "US-NV", "US-TN", "US-OH", "US-MI", "US-CA", "US-NY", "US-NC"];
    private static readonly string[] Scopes = ["New plant", "Two sites", "Headquarters", "Whole company", "Research centre"];
    private static readonly string[] Tags = ["site-deal", "batteries", "tax-cut", "automotive", "retail", "cloud", "steel", "white-house", "headquarters", "training"];

    // Texts are drawn from pools: to invent each one anew would take longer than to write all the rows.
    private readonly Pools _pools = new(seed);
    private readonly int[] _figures = Shares(pledges, figures, seed, least: 0);
    private readonly int[] _sources = Shares(pledges, pledges * SourcesPerPledge, seed + 1, least: 2);

    /// <summary>Everything is as it was on the day the starter pledges were reviewed.</summary>
    public static DateOnly Today => StarterData.CheckedOn;

    public int CompanyCount => Math.Max(1, pledges / PledgesPerCompany);

    public Company Company(int index)
    {
        var name = _pools.Companies[index % _pools.Companies.Length];
        var random = Of(index, 1);
        return new Company
        {
            Slug = CompanySlug(index),
            Name = index < _pools.Companies.Length ? name : $"{name} {1 + (index / _pools.Companies.Length)}",
            LegalName = name + " Inc.",
            HeadquartersCountry = "US",
            Sector = Pick(random, Sectors),
            Website = $"https://{CompanySlug(index)}.example",
        };
    }

    /// <summary>The address of a pledge.</summary>
    public string PledgeSlug(int index) => $"{CompanySlug(CompanyOf(index))}-pledge-{index + 1}";

    public PledgeDraft Pledge(int index)
    {
        var random = Of(index, 2);
        var announced = new DateOnly(2010, 1, 4).AddDays(random.Next(15 * 365));
        var lived = Today.DayNumber - announced.DayNumber;
        var jobs = (long)Math.Round(Math.Pow(10, 2 + (random.NextDouble() * 3)) / 50) * 50;
        var money = random.Next(100) < 30;
        var verdict = Verdict(random);
        var promise = "s1";
        var proofs = Enumerable.Range(2, _sources[index] - 1).Select(n => "s" + Text(n)).ToArray();
        var withdrawn = announced.AddDays(lived * 3 / 4);
        return new PledgeDraft
        {
            Slug = PledgeSlug(index),
            Company = CompanySlug(CompanyOf(index)),
            Title = Cut($"{Number(jobs)} jobs: {Pick(random, _pools.Titles)}", 140),
            Summary = Cut(Sentences(random, 3), 600),
            Announced = new AnnouncementDraft
            {
                Date = Day(announced),
                By = Pick(random, _pools.People),
                Role = "Chief executive",
                Occasion = Pick(random, _pools.Titles),
                Sources = [promise],
            },
            Places = [new PlaceDraft { Country = "US", Subdivision = Pick(random, States), Locality = Pick(random, _pools.Cities) }],
            Checkability = new CheckabilityDraft
            {
                Rating = Code.Of((Checkability)random.Next(3)),
                Reason = Sentences(random, 2),
                Sources = [promise],
            },
            Tags = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Pick(random, Tags)).Distinct()],
            LastChecked = Day(Today.AddDays(-random.Next(Math.Min(400, lived)))),
            Targets = Targets(random, announced, jobs, money, promise),
            Figures = [.. Figures(random, _figures[index], announced, jobs, proofs)],
            Events =
            [
                new EventDraft { Date = Day(announced), Kind = "announced", Text = Sentences(random, 1), Sources = [promise] },
                .. Enumerable.Range(1, 1 + random.Next(4)).Select(n => new EventDraft
                {
                    Date = Day(announced.AddDays(lived * n / 6)),
                    Kind = Pick(random, ["progress", "verified", "revised", "disputed"]),
                    Text = Sentences(random, 1),
                    Sources = [Pick(random, proofs)],
                }),
                .. verdict == VerdictKind.Withdrawn
                    ? new[] { new EventDraft { Date = Day(withdrawn), Kind = "withdrawn", Text = Sentences(random, 1), Sources = [Pick(random, proofs)] } }
                    : [],
            ],
            Quotes = random.Next(3) > 0
                ? [new QuoteDraft { Text = Pick(random, _pools.Sentences), Speaker = Pick(random, _pools.People), Role = "Chief executive", Date = Day(announced), Sources = [promise] }]
                : [],
            Incentives = random.Next(3) == 0
                ?
                [
                    new IncentiveDraft
                    {
                        Grantor = "State of " + Pick(random, _pools.Cities),
                        Kind = Pick(random, ["grant", "tax-relief", "package"]),
                        Description = Pick(random, _pools.Sentences),
                        Amount = Number((1 + random.Next(400)) * 250_000L),
                        Currency = "USD",
                        State = Pick(random, ["offered", "awarded", "paid", "cancelled"]),
                        Date = Day(announced.AddDays(lived / 8)),
                        Sources = [Pick(random, proofs)],
                    },
                ]
                : [],
            Lookups = [.. Lookups(index, announced)],
            Criteria = random.Next(4) == 0 ? [new CriterionDraft { Outcome = "kept", Text = Pick(random, _pools.Sentences), Written = Day(announced.AddDays(lived / 2)) }] : [],
            Inquiries = random.Next(5) == 0 ? [new InquiryDraft { Asked = Day(Today.AddDays(-20)), Question = Pick(random, _pools.Sentences), Outcome = "silent" }] : [],
            Notes = random.Next(4) == 0 ? [new NoteDraft { Kind = "background", Text = Sentences(random, 2), Sources = [Pick(random, proofs)] }] : [],
            Relations = index > 0 && random.Next(8) == 0
                ? [new RelationDraft { Kind = random.Next(4) == 0 ? "part-of" : "related", Pledge = PledgeSlug(random.Next(index)) }]
                : [],
            Verdicts =
            [
                new VerdictDraft
                {
                    Verdict = Code.Of(verdict),
                    Date = Day(withdrawn),
                    Reason = Sentences(random, 2),
                    DespiteFigures = verdict is VerdictKind.Kept or VerdictKind.PartlyKept or VerdictKind.Missed or VerdictKind.Stalled ? Pick(random, _pools.Sentences) : null,
                    NotAsked = verdict is VerdictKind.PartlyKept or VerdictKind.Missed or VerdictKind.Stalled ? Pick(random, _pools.Sentences) : null,
                    Sources = [Pick(random, proofs)],
                },
            ],
            Sources = [.. Enumerable.Range(1, _sources[index]).Select(n => Source(random, index, n, announced))],
        };
    }

    // As many for each as is its share of all, so that they come to the number asked for; a few have very many.
    private static int[] Shares(int count, int all, int seed, int least)
    {
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var random = new Random(HashCode(seed, i, 3));
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            weights[i] = Math.Exp(0.8 * normal);
        }

        var shares = new int[count];
        double sum = weights.Sum(), reached = 0;
        long given = 0, spare = all - ((long)least * count);
        for (var i = 0; i < count; i++)
        {
            reached += weights[i];
            var upToHere = i == count - 1 ? spare : (long)(spare * (reached / sum));
            shares[i] = least + (int)(upToHere - given);
            given = upToHere;
        }

        return shares;
    }

    private List<TargetDraft> Targets(Random random, DateOnly announced, long jobs, bool money, string promise)
    {
        var deadline = random.Next(5) == 0 ? null : Text(announced.Year + 2 + random.Next(8));
        List<TargetDraft> targets =
        [
            new()
            {
                Id = "jobs",
                Metric = "jobs-created",
                Quantity = Pick(random, ["", "about ", "more than ", "up to "]) + Number(jobs),
                Baseline = "0",
                Deadline = deadline,
                DeadlineBasis = deadline is null ? "none-given" : "stated",
                Scope = Pick(random, Scopes),
                Qualifiers = Pick(random, _pools.Sentences),
                Sources = [promise],
                Revisions = random.Next(8) == 0
                    ? [new TargetRevisionDraft { Date = Day(announced.AddDays(200)), Quantity = Number(jobs / 2), Note = Pick(random, _pools.Sentences), Sources = [promise] }]
                    : [],
            },
        ];
        if (money)
        {
            targets.Add(new TargetDraft
            {
                Id = "investment",
                Metric = "investment",
                Quantity = Number(jobs * 250_000),
                Currency = "USD",
                Deadline = deadline,
                DeadlineBasis = deadline is null ? "none-given" : "stated",
                Sources = [promise],
            });
        }

        return targets;
    }

    private IEnumerable<FigureDraft> Figures(Random random, int count, DateOnly announced, long jobs, string[] proofs)
    {
        var lived = Today.DayNumber - announced.DayNumber;
        var reached = 0.3 + random.NextDouble();
        for (var n = 1; n <= count; n++)
        {
            var day = announced.AddDays((int)((long)lived * n / (count + 1)));
            var counting = random.Next(6) switch { 0 => "context", 1 => "disputed", _ => "counted" };
            var published = day.AddDays(random.Next(60));
            yield return new FigureDraft
            {
                Target = "jobs",
                Quantity = (random.Next(6) == 0 ? "about " : "") + Number(1 + (long)(jobs * reached * n / (count + 1))),
                Span = "total",
                AsOf = random.Next(5) switch { 0 => Text(day.Year), 1 => day.ToString("yyyy-MM", CultureInfo.InvariantCulture), _ => Day(day) },
                Published = published < Today ? Day(published) : null,
                Basis = Code.Of((Basis)random.Next(6)),
                ReportedBy = Pick(random, _pools.Publishers),
                Counting = counting,
                Reason = counting == "counted" ? null : Pick(random, _pools.Sentences),
                Shows = random.Next(10) == 0 ? "verified" : "reported",
                Note = random.Next(3) == 0 ? Pick(random, _pools.Sentences) : null,
                Sources = [Pick(random, proofs)],
            };
        }
    }

    // About two, as the starter pledges have: some none, many for a count or a starting level, the newest for anything new. Drawn of
    // their own, so that everything else of the pledge is as it was before there were any.
    private IEnumerable<LookupDraft> Lookups(int index, DateOnly announced)
    {
        var random = Of(index, 4);
        var hasFigures = _figures[index] > 0;
        var count = random.Next(100) switch { < 5 => 0, < 25 => 1, < 70 => 2, < 95 => 3, _ => 4 };
        var looked = Today.AddDays(-random.Next(Math.Min(300, Today.DayNumber - announced.DayNumber)));
        for (var n = 0; n < count; n++)
        {
            var sought = n == count - 1 && hasFigures
                ? LookupSubject.AnythingNew
                : Pick(random, [LookupSubject.Count, LookupSubject.Count, LookupSubject.StartingLevel, LookupSubject.Deadline, LookupSubject.Document]);
            var isFound = sought == LookupSubject.Count ? hasFigures : random.Next(6) == 0;
            yield return new LookupDraft
            {
                Date = Day(looked),
                SoughtFor = Code.Of(sought),
                Target = sought is LookupSubject.AnythingNew or LookupSubject.Document ? null : "jobs",
                Where = Cut($"the pages of the {Pick(random, _pools.Publishers)}, searched for “{Pick(random, _pools.Titles)}”", LookupPart.LongestPlace),
                Reach = $"news pages published up to {looked.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}",
                Outcome = Code.Of(isFound ? LookupOutcome.Found : sought == LookupSubject.AnythingNew ? LookupOutcome.NothingNew : LookupOutcome.NothingFound),
                Note = random.Next(3) == 0 ? Pick(random, _pools.Sentences) : null,
            };
        }
    }

    private SourceDraft Source(Random random, int index, int number, DateOnly announced)
    {
        var publisher = Pick(random, _pools.Publishers);
        var lived = Today.DayNumber - announced.DayNumber;
        return new SourceDraft
        {
            Id = "s" + Text(number),
            Role = number == 1 ? "promise" : "proof",
            Kind = Code.Of((SourceKind)random.Next(5)),
            Publisher = publisher,
            Title = Pick(random, _pools.Titles),
            Url = $"https://{publisher.ToLowerInvariant().Replace(' ', '-')}.example/{random.Next(2010, 2027)}/{PledgeSlug(index)}-{Text(number)}.html",
            Published = number == 1 ? Day(announced) : Day(announced.AddDays(random.Next(lived))),
            Accessed = Day(Today),
            Excerpt = random.Next(4) == 0 ? Pick(random, _pools.Sentences) : null,
        };
    }

    private static VerdictKind Verdict(Random random) => random.Next(100) switch
    {
        < 20 => VerdictKind.NotYetRated,
        < 40 => VerdictKind.Kept,
        < 55 => VerdictKind.PartlyKept,
        < 75 => VerdictKind.InProgress,
        < 82 => VerdictKind.Stalled,
        < 95 => VerdictKind.Missed,
        _ => VerdictKind.Withdrawn,
    };

    private int CompanyOf(int pledge) => (int)((long)pledge * 7919 % CompanyCount);

    private string CompanySlug(int index) =>
        string.Concat(_pools.Companies[index % _pools.Companies.Length].ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(20)) + "-" + Text(index + 1);

    private string Sentences(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Pick(random, _pools.Sentences)));

    // Of its own for each thing: a pledge stays the same whatever is invented before it.
    private Random Of(int index, int kind) => new(HashCode(seed, index, kind));

    private static int HashCode(int seed, int index, int kind) => unchecked((int)((((uint)seed * 31) + (uint)kind) * 2654435761u) ^ (index * 40503));

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd();

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Pools
    {
        public Pools(int seed)
        {
            var faker = new Faker { Random = new Randomizer(seed) };
            Companies = Many(2_000, () => faker.Company.CompanyName());
            People = Many(1_000, () => faker.Name.FullName());
            Cities = Many(500, () => faker.Address.City());
            Publishers = Many(200, () => string.Concat(faker.Address.City().Where(c => char.IsAsciiLetter(c) || c == ' ')) + " " + faker.PickRandom("Herald", "Times", "Journal", "Post"));
            Titles = Many(2_000, () => faker.Company.CatchPhrase());
            Sentences = Many(4_000, () => faker.Lorem.Sentence(8, 14));
        }

        public string[] Companies { get; }

        public string[] People { get; }

        public string[] Cities { get; }

        public string[] Publishers { get; }

        public string[] Titles { get; }

        public string[] Sentences { get; }

        private static string[] Many(int count, Func<string> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
    }
}
