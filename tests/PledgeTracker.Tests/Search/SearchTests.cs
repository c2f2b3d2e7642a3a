using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Tests.Search;

/// <summary>What a journalist types and what comes first, on the starter pledges and both databases.</summary>
public sealed class SearchTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime);

    // What one would type, and the pledge that is wanted among the first three.
    private static readonly (string Typed, string Wanted)[] Questions =
    [
        ("alibaba", "alibaba-million-us-jobs-2017"),
        ("jack ma trump", "alibaba-million-us-jobs-2017"),
        ("one million jobs small businesses", "alibaba-million-us-jobs-2017"),
        ("1 million u.s. jobs", "alibaba-million-us-jobs-2017"),
        ("foxconn wisconsin", "foxconn-wisconsin-13000-2017"),
        ("How many jobs did Foxconn promise in Wisconsin?", "foxconn-wisconsin-13000-2017"),
        ("foxcon wisconsn", "foxconn-wisconsin-13000-2017"),
        ("mount pleasant", "foxconn-wisconsin-13000-2017"),
        ("13,000 jobs", "foxconn-wisconsin-13000-2017"),
        ("foxconn brazil", "foxconn-brazil-100000-2011"),
        ("foxconn -wisconsin pennsylvania", "foxconn-pennsylvania-500-2013"),
        ("carrier indianapolis", "carrier-indianapolis-retained-jobs-2016"),
        ("carrier furnace plant", "carrier-indianapolis-retained-jobs-2016"),
        ("amazon hq2 virginia", "amazon-hq2-arlington-25000-2018"),
        ("long island city", "amazon-hq2-new-york-25000-2018"),
        ("amazon 100,000", "amazon-100000-jobs-2017"),
        ("amazon india", "amazon-india-million-jobs-2020"),
        ("amazon pandemic", "amazon-175000-pandemic-hires-2020"),
        ("tesla buffalo", "tesla-buffalo-1460-riverbend"),
        ("tesla gruenheide", "tesla-gruenheide-12000-2019"),
        ("Grünheide", "tesla-gruenheide-12000-2019"),
        ("gigafactory nevada", "tesla-nevada-gigafactory-6500-2014"),
        ("softbank 50,000", "softbank-50bn-50000-jobs-2016"),
        ("masayoshi son 100 billion", "softbank-100bn-100000-jobs-2024"),
        ("stargate", "stargate-100000-jobs-2025"),
        ("refugees", "starbucks-10000-refugees-2017"),
        ("starbucks veterans", "starbucks-veterans-25000-2017"),
        ("walmart veterans", "walmart-veterans-100000-2013"),
        ("exxon gulf", "exxon-growing-the-gulf-45000-2017"),
        ("us steel recall", "us-steel-10000-recall-2016"),
        ("ibm 25000", "ibm-25000-us-hires-2016"),
        ("t-mobile sprint merger", "t-mobile-sprint-merger-jobs-2018"),
        ("tmobile", "t-mobile-sprint-merger-jobs-2018"),
        ("at&t tax", "att-7000-jobs-tax-2017"),
        ("intel ohio", "intel-ohio-3000-2022"),
        ("micron new york", "micron-new-york-9000-2022"),
        ("samsung taylor texas", "samsung-taylor-2000-2021"),
        ("northvolt québec", "northvolt-quebec-3000-2023"),
        ("ge boston headquarters", "ge-boston-hq-800-2016"),
        ("nestle youth europe", "nestle-youth-20000-europe-2013"),
        ("general electric alstom france", "ge-alstom-1000-french-jobs-2014"),
        ("speedfactory", "adidas-speedfactory-160-2016"),
        ("\"prove or disprove\"", "alibaba-million-us-jobs-2017"),
        ("vinfast", "vinfast-north-carolina-7500-2022"),
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_journalist_looks_for_is_among_the_first_three(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        Questions.Should().HaveCountGreaterThanOrEqualTo(40);

        var missed = new List<string>();
        foreach (var (typed, wanted) in Questions)
        {
            var first = (await FindAsync(database, context, typed)).Take(3).ToList();
            if (!first.Contains(wanted))
            {
                missed.Add($"{typed}: {wanted} is not among {string.Join(", ", first)}");
            }
        }

        missed.Should().BeEmpty();
    }

    [Theory, OnPostgres]
    public async Task Both_databases_find_the_same_in_the_same_order(string kind)
    {
        await using var postgres = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var sqlite = await TestDatabase.CreateFilledAsync("SQLite", withPledges: true);
        await using var there = postgres.Open();
        await using var here = sqlite.Open();

        string[] more =
        [
            "jobs", "job", "jobs -us", "-jobs", "2017", "2017 trump", "sem*", "\"two thousand\"", "\"jobs in\"", "a", "the", "ma*", "u.s.", "1000000", "semicnductor", "x", "0all0", "0break0",
            "'; drop table pledges; --", "\" OR 1=1", "name:alibaba", "{name} : foxconn", "foxconn AND NOT", "NEAR(foxconn wisconsin)", "a:b & c | !d <-> e", "foxconn wisconsin xyzzy", "\\", "%", "_",
        ];
        foreach (var typed in Questions.Select(q => q.Typed).Concat(more))
        {
            (await FindAsync(postgres, there, typed)).Should().Equal(await FindAsync(sqlite, here, typed), $"of “{typed}”");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Exact_words_exclusions_beginnings_numbers_and_years_are_understood(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();

        var foxconn = await FindAsync(database, context, "foxconn");
        var without = await FindAsync(database, context, "foxconn -wisconsin");
        without.Should().NotBeEmpty().And.BeSubsetOf(foxconn).And.NotContain("foxconn-wisconsin-13000-2017");
        (await FindAsync(database, context, "-foxconn")).Should().HaveCount(Repository.Starters - foxconn.Count);
        (await FindAsync(database, context, "\"small businesses\"")).Should().BeSubsetOf(await FindAsync(database, context, "small businesses"));
        (await FindAsync(database, context, "\"businesses small\"")).Should().BeEmpty("the order matters within quotation marks");
        (await FindAsync(database, context, "FOXCONN")).Should().Equal(foxconn);
        (await FindAsync(database, context, "foxc*")).Should().Contain(foxconn);
        (await FindAsync(database, context, "1,000,000 businesses")).Should().Equal(await FindAsync(database, context, "1000000 businesses")).And.Equal(await FindAsync(database, context, "one million businesses"));
        (await FindAsync(database, context, "nestle")).Should().Equal(await FindAsync(database, context, "Nestlé"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_mistyped_word_is_taken_for_the_nearest_and_it_is_said(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var search = new PledgeSearch(context, database.Indexes());

        var result = await search.FindAsync("foxcon wisconsin", Today, default);

        result.Corrections.Should().Equal(("foxcon", "foxconn"));
        result.Count.Should().BeGreaterThan(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_nothing_is_found_it_is_said_what_would_find_something(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var search = new PledgeSearch(context, database.Indexes());

        var unknown = await search.FindAsync("alibaba qqqqqqqqq", Today, default);
        unknown.Count.Should().Be(0);
        unknown.Unknown.Should().Equal("qqqqqqqqq");
        unknown.Looser.Should().ContainSingle().Which.Typed.Should().Be("alibaba");

        var apart = await search.FindAsync("alibaba gruenheide solyndra", Today, default);
        apart.Unknown.Should().BeEmpty();
        apart.Looser.Should().NotBeEmpty();
        foreach (var (typed, count) in apart.Looser)
        {
            (await search.FindAsync(typed, Today, default)).Count.Should().Be(count, "a proposal finds what it says");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_taken_off_the_site_is_no_longer_found_and_a_new_text_is(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var (_, draft) = StarterData.Pledges().First(p => p.Draft.Slug == "alibaba-million-us-jobs-2017");
        var publication = new Publication(context);

        (await publication.PublishAsync(draft with { Title = "A quokka of a pledge" }, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, Today, "x"))).Should().BeEmpty();
        (await FindAsync(database, context, "quokka")).Should().Equal(draft.Slug);

        (await publication.PublishAsync(draft, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, Today, "y"))).Should().BeEmpty();
        (await FindAsync(database, context, "quokka")).Should().BeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pledge_is_found_by_every_word_of_its_look_ups_and_by_none_that_an_edit_took_out(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var (_, draft) = StarterData.Pledges().First(p => p.Draft.Slug == "alibaba-million-us-jobs-2017");
        var publication = new Publication(context);
        var lookup = new LookupDraft
        {
            Date = "2026-11-28",
            SoughtFor = "document",
            Where = "the quokka registers of Wyoming",
            Reach = "filings kept until the wombat fire",
            Outcome = "nothing-found",
            Note = "The numbat room was closed.",
        };

        (await publication.PublishAsync(draft with { Lookups = [.. draft.Lookups, lookup] }, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, Today, "x"))).Should().BeEmpty();
        foreach (var typed in (string[])["quokka", "wombats", "numbat", "\"document, nothing found\" quokka", "\"28 November 2026: document\""])
        {
            (await FindAsync(database, context, typed)).Should().Equal([draft.Slug], $"of {typed}");
        }

        var written = draft with { Lookups = [.. draft.Lookups, lookup with { Where = "the registers of Wyoming", Note = null }] };
        (await publication.PublishAsync(written, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, Today, "y"))).Should().BeEmpty();
        (await FindAsync(database, context, "wombat")).Should().Equal(draft.Slug);
        (await FindAsync(database, context, "quokka")).Should().BeEmpty();
        (await FindAsync(database, context, "numbat")).Should().BeEmpty();

        (await publication.PublishAsync(draft, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, Today, "z"))).Should().BeEmpty();
        (await FindAsync(database, context, "wombat")).Should().BeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_program_without_look_ups_in_its_index_published_is_indexed_again_at_the_start(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        foreach (var id in await context.Summaries.Select(s => s.PledgeId).ToListAsync())
        {
            await context.FullText.PutAsync(context, id, [new SearchPassage(SearchField.Name, null, "Written by an earlier program")], default);
        }

        await context.Site.ExecuteUpdateAsync(s => s.SetProperty(x => x.SearchVersion, SearchDocument.Version - 1));
        (await FindAsync(database, context, "\"number of U.S. sellers\"")).Should().BeEmpty();

        await using var services = new ServiceCollection().AddScoped(_ => database.Open()).AddSingleton<PledgeQueries>()
            .AddScoped(s => new PublishedPledges(s.GetRequiredService<PledgeTrackerDbContext>(), s.GetRequiredService<PledgeQueries>())).AddScoped<SearchIndexer>().BuildServiceProvider();
        using var reindexing = new SearchReindexing(services.GetRequiredService<IServiceScopeFactory>(), NullLogger<SearchReindexing>.Instance);
        await reindexing.StartAsync(default);
        await reindexing.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(2));

        (await context.Site.Select(s => s.SearchVersion).SingleAsync()).Should().Be(SearchDocument.Version);
        (await FindAsync(database, context, "\"number of U.S. sellers\"")).Should().Equal("alibaba-million-us-jobs-2017");
        (await FindAsync(database, context, "\"earlier program\"")).Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<string>> FindAsync(TestDatabase database, PledgeTrackerDbContext context, string typed)
    {
        var (selection, _) = await database.Listing(context).SelectAsync(new PledgeFilter { Search = typed }, Today, default);
        return [.. (await database.Listing(context).RowsAsync(selection.Ids, null, default)).Select(r => r.Slug)];
    }
}
