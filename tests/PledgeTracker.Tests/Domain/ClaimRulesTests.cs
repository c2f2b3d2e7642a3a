using System.Collections;
using FsCheck.Xunit;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;

namespace PledgeTracker.Tests.Domain;

/// <summary>What a claimant, a list or a check must be before it is published: each rule by a draft that breaks it alone.</summary>
public class ClaimRulesTests
{
    [Fact]
    public void A_claimant_a_list_and_a_check_that_are_told_in_full_pass()
    {
        var claimant = ClaimRules.Review(Speaker(Claim()), Context("governor"));
        var list = ClaimRules.Review(List(Item()), Context("list"));
        var check = ClaimRules.Review(Check(), Context("check"));

        claimant.Problems.Should().BeEmpty();
        list.Problems.Should().BeEmpty();
        check.Problems.Should().BeEmpty();
        (claimant.Read!.Slug, list.Read!.Slug, check.Read!.Slug).Should().Be(("governor", "list", "check"));
        claimant.Read.Claims[0].Quantity!.ToString().Should().Be("nearly 3,000,000,000,000");
        list.Read.Items[0].Matches.Should().ContainSingle().Which.Should().Be(new ItemMatch("acme-jobs", MatchKind.Same, null));
        check.Read.Results[0].Step.Should().Be(LadderStep.Counted);
    }

    [Fact]
    public void A_number_in_words_is_no_quantity_and_stands_in_its_own_field()
    {
        Problems(Claim() with { Quantity = "tens of thousands" }).Should().Equal("claims[0].quantity: Write a whole number, like 1,454, more than 256,000, 1.2 million or 25k–30k. “tens of thousands” is none of them.");
        Problems(Claim() with { Quantity = null, InWords = "tens of thousands", Unit = "jobs", Currency = null }).Should().BeEmpty();
        Problems(Item() with { Amount = "billions" }).Should().ContainSingle().Which.Should().StartWith("items[0].amount: Write a whole number");
        Problems(Item() with { Amount = null, AmountInWords = "billions" }).Should().BeEmpty("the currency may stand beside words");
        Problems(Check(Result() with { Quantity = "nearly 85 percent" })).Should().ContainSingle().Which.Should().StartWith("results[0].quantity: Write a whole number");
        Problems(Check(Result() with { Quantity = null, InWords = "nearly 85 percent", Unit = null })).Should().BeEmpty();
    }

    [Fact]
    public void Words_do_not_stand_beside_a_number()
    {
        Problems(Claim() with { InWords = "trillions" }).Should().Equal("claims[0].inWords: Words stand here only where no number was said.");
        Problems(Item() with { AmountInWords = "billions" }).Should().Equal("items[0].amountInWords: Words stand here only where the list gives no number.");
        Problems(Check(Result() with { InWords = "many" })).Should().Equal("results[0].inWords: Words stand here only where there is no number.");
        Problems(Item() with { JobsInWords = "2,000 existing" }).Should().BeEmpty("what a list says of jobs can be more than a number");
    }

    [Fact]
    public void A_claim_has_a_number_words_in_its_place_or_a_quote()
    {
        Problems(Claim() with { Quantity = null, Currency = null }).Should().Equal("claims[0].inWords: Enter the number, the words that stood in its place, or the quote.");
        Problems(Claim() with { Quantity = null, Currency = null, Quote = "more than ever" }).Should().BeEmpty();
    }

    [Fact]
    public void Money_has_a_currency_and_nothing_else_has()
    {
        Problems(Claim() with { Currency = null }).Should().Equal("claims[0].currency: Enter the currency, like USD.");
        Problems(Claim() with { Unit = "trade-and-purchases", Currency = " " }).Should().Equal("claims[0].currency: Enter the currency, like USD.");
        Problems(Claim() with { Unit = "jobs" }).Should().Equal("claims[0].currency: Only money has a currency.");
        Problems(Claim() with { Currency = "dollars" }).Should().ContainSingle().Which.Should().StartWith("claims[0].currency: ");
        Problems(Item() with { Currency = null }).Should().Equal("items[0].currency: Enter the currency, like USD.");
        Problems(Item() with { Amount = null }).Should().Equal("items[0].currency: Only money has a currency.");
        Problems(List(Item()) with { Versions = [Version() with { Currency = null }] }).Should().Equal("versions[0].currency: Enter the currency, like USD.");
        Problems(List(Item()) with { Versions = [Version() with { Total = null, Entries = "132" }] }).Should().Equal("versions[0].currency: Only money has a currency.");
        Problems(Check(Result() with { Currency = "USD" })).Should().Equal("results[0].currency: Only money has a currency.");
        Problems(Check(Result() with { Unit = "investment" })).Should().Equal("results[0].currency: Enter the currency, like USD.");
    }

    [Fact]
    public void A_number_says_what_it_counts()
    {
        Problems(Claim() with { Unit = null, Currency = null }).Should().Equal("claims[0].unit: Say what the number counts.");
        Problems(Claim() with { Unit = "people", Currency = null }).Should().ContainSingle().Which.Should().StartWith("claims[0].unit: 'people' cannot be used here. Choose one of these: investment, jobs");
        Problems(Check(Result() with { Unit = null })).Should().Equal("results[0].unit: Say what the number counts.");
    }

    [Fact]
    public void A_quote_has_at_most_50_words()
    {
        Problems(Claim() with { Quote = Words(50) }).Should().BeEmpty();
        Problems(Claim() with { Quote = Words(51) }).Should().Equal("claims[0].quote: Shorten the quote to 50 words. It has 51.");
    }

    [Fact]
    public void Nothing_is_dated_in_the_future()
    {
        Problems(Claim() with { Date = "2026-07-01", Sources = ["new"] }, newest: "2026-07-02").Should().Equal("claims[0].date: The date lies in the future.");
        Problems(Claim() with { Date = "2026-06", Sources = ["new"] }, newest: "2026-06-30").Should().BeEmpty("the month has begun");
        Problems(Item() with { Announced = "2027" }).Should().Equal("items[0].announced: The date lies in the future.");
        Problems(List(Item()) with { Versions = [Version() with { Date = "2026-07" }], Sources = [Source("new", "2026-07-01"), Source("old", "2025-05-02")] }).Should().Contain("versions[0].date: The date lies in the future.");
        Problems(Check() with { Date = "2026-12" }).Should().Equal("date: The date lies in the future.");
        Problems(Speaker(Claim()) with { Lookups = [Given.LookupDraft("2026-07-01")], Inquiries = [new InquiryDraft { Asked = "2026-07-02", Question = "Which?", Outcome = "silent", Answered = "2026-07-03" }] })
            .Should().Equal("lookups[0].date: The date lies in the future.", "inquiries[0].asked: The date lies in the future.", "inquiries[0].answered: The date lies in the future.");
        Problems(List(Item()) with { Lookups = [Given.LookupDraft("2026-07-01")] }).Should().Equal("lookups[0].date: The date lies in the future.");
    }

    [Fact]
    public void A_claim_is_not_later_than_all_of_its_sources()
    {
        const string Older = "Every source for this is older. Correct the day, or add the source that reports it.";
        Problems(Claim() with { Date = "2025-05-03" }).Should().Equal("claims[0].date: " + Older);
        Problems(Claim() with { Date = "2025-05" }).Should().BeEmpty("the day can be of the same month");
        Problems(Claim() with { Date = "2025-05-03", Sources = ["old", "new"] }).Should().BeEmpty("one may be background");
        Problems(Claim() with { Date = "2025-05-03", Sources = ["undated"] }).Should().BeEmpty("it is not known to be older");
        Problems(List(Item()) with { Versions = [Version() with { Date = "2025-06" }] }).Should().Equal("versions[0].date: " + Older);
    }

    [Fact]
    public void A_date_that_is_none_is_named()
    {
        Problems(Claim() with { Date = "spring 2025" }).Should().ContainSingle().Which.Should().StartWith("claims[0].date: A season in “spring 2025” leaves the date open. Choose 2025.");
        Problems(Claim() with { Date = null }).Should().Equal("claims[0].date: Enter when it was said.");
    }

    [Fact]
    public void A_series_is_of_one_unit_and_one_currency()
    {
        const string Mixed = "A series is of one unit and one currency. Make it another series, and say in the remarks that the unit changed.";
        ClaimantDraft With(ClaimDraft second) => Speaker(Claim() with { Series = "total" }, second with { Id = "second", Series = " total " }) with { Series = [new ClaimSeriesDraft { Id = "total", Label = "Investment" }] };

        Problems(With(Claim() with { Quantity = "2 trillion", Currency = " USD" })).Should().BeEmpty("it may fall");
        Problems(With(Claim() with { Currency = "EUR" })).Should().Equal("claims[1].series: " + Mixed);
        Problems(With(Claim() with { Unit = "jobs", Currency = "" })).Should().Equal("claims[1].series: " + Mixed);
    }

    [Fact]
    public void A_claim_names_a_series_and_a_list_that_exist()
    {
        Problems(Claim() with { Series = "total" }).Should().Equal("claims[0].series: There is no series 'total'.");
        Problems(Claim() with { List = "nowhere" }).Should().Equal("claims[0].list: There is no list 'nowhere'.");
        Problems(Claim() with { List = null, Item = "acme" }).Should().Equal("claims[0].item: Say which list the entry stands on.");
    }

    [Fact]
    public void A_check_names_claims_lists_and_checks_that_exist_and_not_itself()
    {
        Problems(Check() with { Claims = ["governor/none"] }).Should().Equal("claims[0]: There is no claim 'governor/none'.");
        Problems(Check() with { Lists = ["list", "nowhere"] }).Should().Equal("lists[1]: There is no list 'nowhere'.");
        Problems(Check() with { Of = "nobody" }).Should().Equal("of: There is no check 'nobody'.");
        Problems(Check() with { Of = "other" }).Should().BeEmpty("a check may examine a check");
        Problems(Check() with { Of = " check " }).Should().Equal("of: A check cannot examine itself.");
        ClaimRules.Review(Check() with { Of = "" }, Context("")).Problems.Should().BeEmpty("nothing is named");
    }

    [Fact]
    public void A_check_names_nothing_twice()
    {
        Problems(Check() with { Claims = ["governor/total", "governor/total"] }).Should().Equal("claims: The claim 'governor/total' stands here twice.");
        Problems(Check() with { Lists = ["list", "list"] }).Should().Equal("lists: The list 'list' stands here twice.");
    }

    [Fact]
    public void An_entry_is_matched_to_each_pledge_once_and_only_to_pledges_that_exist()
    {
        Problems(Item() with { Matches = [Match(), Match() with { Kind = "related" }] }).Should().Equal("items[0].matches: The entry is matched to the pledge 'acme-jobs' twice.");
        Problems(Item() with { Matches = [Match() with { Pledge = "nowhere" }] }).Should().Equal("items[0].matches[0].pledge: There is no pledge 'nowhere'.");
        Problems(Item() with { Matches = [new ItemMatchDraft()] }).Should().Equal("items[0].matches[0].pledge: Choose the pledge.", "items[0].matches[0].kind: Say how the pledge stands to the entry.");
        Problems(List(Item(), Item() with { Id = "second" })).Should().BeEmpty("two entries may be one pledge");
    }

    [Fact]
    public void An_entry_is_companies_or_a_states()
    {
        Problems(Item() with { Country = "JP" }).Should().Equal("items[0].companies: Either companies pledge or a state. Leave one empty.");
        Problems(Item() with { Companies = null }).Should().Equal("items[0].companies: Enter the companies, or the state whose pledge it is.");
        Problems(Item() with { Companies = null, Country = "JP" }).Should().BeEmpty();
    }

    [Fact]
    public void Findings_have_a_class_a_text_a_source_and_a_check_that_exists_and_may_contradict_each_other()
    {
        Problems(Item() with { Findings = [new ItemFindingDraft()] }).Should().Equal(
            "items[0].findings[0].class: Choose the class of the finding.", "items[0].findings[0].text: Say what was found.", "items[0].findings[0].sources: Add at least one source.");
        Problems(Item() with { Findings = [Finding("new") with { Check = "nobody" }] }).Should().Equal("items[0].findings[0].check: There is no check 'nobody'.");
        Problems(Item() with { Findings = [Finding("new"), Finding("announced-before") with { Check = "other" }] }).Should().BeEmpty();
    }

    [Fact]
    public void A_short_name_stands_once_in_its_list_and_has_no_slash()
    {
        Problems(Speaker(Claim(), Claim())).Should().Equal("claims[1].id: Two of these are named 'total'. Rename one.");
        Problems(List(Item(), Item())).Should().Equal("items[1].id: Two of these are named 'acme'. Rename one.");
        Problems(Claim() with { Id = "a/b" }).Should().Equal("claims[0].id: Leave commas, semicolons, slashes and line breaks out of the short name.");
        Problems(Speaker(Claim()) with { Series = [new ClaimSeriesDraft { Id = "total", Label = "One" }, new ClaimSeriesDraft { Id = "total", Label = "Two" }] }).Should().Equal("series[1].id: Two of these are named 'total'. Rename one.");
    }

    [Fact]
    public void What_is_required_is_asked_for_by_name()
    {
        Problems(new ClaimantDraft()).Should().BeEquivalentTo(
            "name: Enter the name.", "kind: Say whether it is a person or a body.", "summary: Enter a summary.", "claims: Add at least one claim.", "sources: Add at least one source.");
        Problems(new ClaimListDraft()).Should().BeEquivalentTo(
            "title: Enter the title of the list.", "keeper: Say who keeps the list.", "what: Say what it lists.", "collected: Say whether all entries, some or none are copied.", "sources: Add at least one source.");
        Problems(new CheckDraft()).Should().BeEquivalentTo(
            "by: Say who made the check.", "date: Enter when it was published.", "method: Say what was done.", "results: Add at least one result, in words where there is no number.", "sources: Add at least one source.");
        Problems(Claim() with { Role = null, Says = " ", Sources = [] }).Should().BeEquivalentTo(
            "claims[0].role: Enter the speaker’s role on that day.", "claims[0].says: Say what the number is said to be.", "claims[0].sources: Add at least one source.");
    }

    [Fact]
    public void What_was_taken_down_of_a_list_is_what_stands_in_it()
    {
        Problems(List(Item()) with { Collected = "none" }).Should().Equal("collected: There are entries below. Say that some or all are copied.");
        Problems(List()).Should().Equal("collected: Add an entry, or say that none is copied.");
        Problems(List() with { Collected = "none" }).Should().BeEmpty();
        Problems(List(Item()) with { Collected = "most" }).Should().ContainSingle().Which.Should().StartWith("collected: 'most' cannot be used here. Choose one of these: ");
    }

    [Fact]
    public void A_state_of_a_list_says_something_and_may_be_smaller_than_the_one_before()
    {
        Problems(List(Item()) with { Versions = [Version() with { Total = null, Currency = null }] }).Should().Equal("versions[0].total: Enter the total, the number of entries or the jobs.");
        Problems(List(Item()) with { Versions = [Version(), Version() with { Date = "2025-05-02", Total = "1 trillion" }] }).Should().BeEmpty();
    }

    [Fact]
    public void A_list_has_at_most_5_000_entries()
    {
        var items = Enumerable.Range(0, 5_001).Select(i => Item() with { Id = "e" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) }).ToList();

        Problems(List([.. items.Take(5_000)])).Should().BeEmpty();
        Problems(List([.. items])).Should().ContainSingle().Which.Should().StartWith("items: A list has at most 5,000 here, and this one has 5,001.");
    }

    [Theory]
    [InlineData("Gover\u200Bnor", "U+200B")]
    [InlineData("Gover\u202Enor", "U+202E")]
    [InlineData("Gover\0nor", "cannot be shown")]
    [InlineData("Gover\nnor", "one line")]
    public void A_name_holds_nothing_that_nobody_sees(string name, string said)
    {
        Problems(Speaker(Claim()) with { Name = name }).Should().Contain(p => p.StartsWith("name: ", StringComparison.Ordinal) && p.Contains(said, StringComparison.Ordinal));
        Problems(Item() with { AsListed = name }).Should().Contain(p => p.StartsWith("items[0].asListed: ", StringComparison.Ordinal) && p.Contains(said, StringComparison.Ordinal));
        Problems(Check() with { By = name }).Should().Contain(p => p.StartsWith("by: ", StringComparison.Ordinal) && p.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Half_a_character_is_refused() =>
        Problems(Speaker(Claim()) with { Name = "Gover\ud800nor" }).Should().Equal("name: The text holds a character that cannot be shown. Type it again.");

    [Fact]
    public void Sources_are_held_to_what_those_of_a_pledge_are()
    {
        Problems(Claim() with { Sources = ["nowhere"] }).Should().Equal("claims[0].sources[0]: There is no source 'nowhere' in the list of sources. Choose one that is listed, or add it.");
        Problems(Check() with { Sources = [Source("a"), Source("a")] }).Should().Equal("sources[1].id: Two sources are named 'a'. Rename one.", "sources[1].url: Source 1 has the same address. Use that source, or enter a different page or section.");
        Problems(Check() with { Sources = [Source("a") with { Excerpt = Words(51) }] }).Should().Equal("sources[0].excerpt: Shorten the excerpt to 50 words. It has 51.");
        Problems(Check() with { Sources = [Source("a") with { Url = "http://localhost/a" }] }).Should().ContainSingle().Which.Should().StartWith("sources[0].url: ");
    }

    [Fact]
    public void A_look_up_of_a_claimant_is_about_no_target() =>
        Problems(Speaker(Claim()) with { Lookups = [Given.LookupDraft() with { Target = "jobs" }] }).Should().Equal("lookups[0].target: There is no target 'jobs'. Choose one that is listed.");

    [Fact]
    public void What_was_published_is_read_back_whatever_day_it_is_and_whatever_else_is_published()
    {
        var bare = new ReviewContext { Companies = Given.ReviewContext().Companies, Metrics = Given.Metrics, Today = DateOnly.MinValue, Key = "any" };

        ClaimRules.ReadPublished(Speaker(Claim()), bare).Claims.Should().ContainSingle();
        ClaimRules.ReadPublished(List(Item()), bare).Items.Should().ContainSingle();
        ClaimRules.ReadPublished(Check(), bare).Results.Should().ContainSingle();
        FluentActions.Invoking(() => ClaimRules.ReadPublished(new CheckDraft(), bare)).Should().Throw<InvalidDataException>().WithMessage("*'any'*");
    }

    [Property(MaxTest = 300)]
    public void Any_claimant_however_wrong_is_reviewed_and_every_problem_stands_at_a_place_that_exists(int seed) => ReviewedAnyway<ClaimantDraft>(seed, (d, c) => (ClaimRules.Review(d, c).Problems, ClaimRules.Review(d, c).Read));

    [Property(MaxTest = 300)]
    public void Any_list_however_wrong_is_reviewed_and_every_problem_stands_at_a_place_that_exists(int seed) => ReviewedAnyway<ClaimListDraft>(seed, (d, c) => (ClaimRules.Review(d, c).Problems, ClaimRules.Review(d, c).Read));

    [Property(MaxTest = 300)]
    public void Any_check_however_wrong_is_reviewed_and_every_problem_stands_at_a_place_that_exists(int seed) => ReviewedAnyway<CheckDraft>(seed, (d, c) => (ClaimRules.Review(d, c).Problems, ClaimRules.Review(d, c).Read));

    private static void ReviewedAnyway<T>(int seed, Func<T, ReviewContext, (IReadOnlyList<ReviewProblem> Problems, object? Read)> review)
        where T : Draft
    {
        var random = new Random(seed);
        var draft = (T)Anything(typeof(T), random);
        var (problems, read) = review(draft, Context(Strings[random.Next(Strings.Length)] ?? "") with { Pledges = random.Next(2) == 0 ? null : new HashSet<string> { "acme-jobs" }, Lists = random.Next(2) == 0 ? null : new HashSet<string>() });

        (read is null).Should().Be(problems.Count > 0);
        problems.Should().OnlyContain(p => p.Message.Length > 0 && Exists(draft, p.Field));
    }

    // Right and wrong values of every field, mixed, so that a rule that compares two of them meets both.
    private static readonly string?[] Strings =
    [
        null, null, "", " ", "a", "a/b", "acme", "acme-jobs", "governor/total", "list", "check", "other", "total", "jobs", "investment", "USD", "usd", "EUR", "2025", "2025-05-02", "2025-02-30", "9999-12-31", "0000",
        "nearly 3 trillion", "-5", "up to 9,223,372,036,854,775,807", "99 trillion trillion", "tens of thousands", "same", "related", "new", "country", "some", "none", "person", "counted", "found", "nothing-found", "silent",
        "https://example.org/a", "http://127.0.0.1/", "ftp://x", "a\nb", "\0", "\ud800", "\u200b", "\u202e", "news-report", "proof", "…", "İ", new string('x', 2_001), string.Concat(Enumerable.Repeat("word ", 60)),
    ];

    private static object Anything(Type type, Random random)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            if (property.PropertyType == typeof(string))
            {
                property.SetValue(made, Strings[random.Next(Strings.Length)]);
            }
            else if (property.PropertyType.IsGenericType)
            {
                var part = property.PropertyType.GetGenericArguments()[0];
                var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(part))!;
                for (var left = random.Next(4); left > 0; left--)
                {
                    list.Add(part == typeof(string) ? Strings[random.Next(Strings.Length)] ?? "" : Anything(part, random));
                }

                property.SetValue(made, list);
            }
        }

        return made;
    }

    private static bool Exists(object draft, string path)
    {
        object? at = draft;
        foreach (var step in path.Split('.'))
        {
            var name = step.Split('[')[0];
            if (at?.GetType().GetProperties().SingleOrDefault(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..] == name) is not { } property)
            {
                return false;
            }

            at = property.GetValue(at);
            if (step.EndsWith(']'))
            {
                var index = int.Parse(step[(name.Length + 1)..^1], System.Globalization.CultureInfo.InvariantCulture);
                if (at is not IList list || index >= list.Count)
                {
                    return false;
                }

                at = list[index];
            }
        }

        return true;
    }

    private static string[] Problems(ClaimDraft claim, string newest = "2025-06-01")
    {
        var speaker = Speaker(claim);
        return Problems(speaker with { Sources = [.. speaker.Sources.Select(s => s.Id == "new" ? s with { Published = newest } : s)] });
    }

    private static string[] Problems(ListItemDraft item) => Problems(List(item));

    private static string[] Problems(ClaimantDraft draft) => Said(ClaimRules.Review(draft, Context("governor")).Problems);

    private static string[] Problems(ClaimListDraft draft) => Said(ClaimRules.Review(draft, Context("list")).Problems);

    private static string[] Problems(CheckDraft draft) => Said(ClaimRules.Review(draft, Context("check")).Problems);

    private static string[] Said(IEnumerable<ReviewProblem> problems) => [.. problems.Select(p => p.ToString())];

    private static ReviewContext Context(string key) => Given.ReviewContext() with
    {
        Key = key,
        Pledges = new HashSet<string> { "acme-jobs" },
        Lists = new HashSet<string> { "list" },
        Checks = new HashSet<string> { "check", "other" },
        Claims = new HashSet<string> { "governor/total" },
    };

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));

    private static ClaimantDraft Speaker(params ClaimDraft[] claims) => new() { Name = "The governor", Kind = "person", Summary = "The governor of a state.", Claims = claims, Sources = [Source("old", "2025-05-02"), Source("new", "2025-06-01"), Source("undated")] };

    private static ClaimDraft Claim() => new() { Id = "total", Date = "2025-05-02", Role = "Governor", Quantity = "nearly 3 trillion", Unit = "investment", Currency = "USD", Says = "Investment secured", List = "list", Sources = ["old"] };

    private static ClaimListDraft List(params ListItemDraft[] items) => new() { Title = "A list", Keeper = "The office", What = "Announcements", Collected = "some", Versions = [Version()], Items = items, Sources = [Source("old", "2025-05-02")] };

    private static ListVersionDraft Version() => new() { Date = "2025-05-01", Total = "2 trillion", Currency = "USD", Sources = ["old"] };

    private static ListItemDraft Item() => new() { Id = "acme", AsListed = "Acme: $1 billion, 1,000 jobs", Companies = "Acme", Amount = "1 billion", Currency = "USD", Jobs = "1,000", Announced = "2025-02", Matches = [Match()], Findings = [Finding("new")], Sources = ["old"] };

    private static ItemMatchDraft Match() => new() { Pledge = "acme-jobs", Kind = "same" };

    private static ItemFindingDraft Finding(string found) => new() { Class = found, Text = "It was found", Sources = ["old"] };

    private static CheckDraft Check(params CheckResultDraft[] results) => new() { By = "The Gazette", Date = "2025-06", Claims = ["governor/total"], Lists = ["list"], Method = "Asked.", Results = results.Length == 0 ? [Result()] : results, Sources = [Source("old", "2025-05-02")] };

    private static CheckResultDraft Result() => new() { Label = "created", Step = "counted", Quantity = "about 206,000", Unit = "jobs", Text = "So far" };

    private static SourceDraft Source(string id, string? published = null) => Given.SourceDraft(id) with { Published = published };
}
