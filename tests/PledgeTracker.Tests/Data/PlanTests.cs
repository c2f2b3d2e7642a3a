using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Data;

/// <summary>
/// What the program asks its database while an administrator works and readers read, on both databases: none of it may read
/// all of a table that grows with the tracker, so that a click costs the same at ninety pledges and at a hundred thousand.
/// </summary>
public sealed class PlanTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory, OnSqlite, OnPostgres]
    public async Task No_click_reads_all_of_a_table_that_grows(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var app = new PlannedApp(database.ConnectionString);
        using var recorder = new QueryRecorder(kind == "SQLite" ? Path.Combine(app.DataDirectory, DatabaseStartup.FileName) : await NameAsync(database));

        await WorkAsync(app);

        recorder.Sent.Should().HaveCountGreaterThan(150, "else nothing was written down");
        var whole = new List<string>();
        await app.WithDatabaseAsync(async context =>
        {
            foreach (var query in recorder.Sent)
            {
                whole.AddRange((await QueryPlans.ReadWholeAsync(context, query)).Select(step => $"{step}\n    in: {query.Sql.ReplaceLineEndings(" ")}\n"));
            }
        });
        whole.Should().BeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_statement_that_reads_every_revision_is_found(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        using var recorder = new QueryRecorder(kind == "SQLite" ? database.File! : await NameAsync(database));

        await context.Documents.AsNoTracking().OrderByDescending(d => d.Id).Take(50).Select(d => new { d.Id, Newest = d.Revisions.OrderByDescending(r => r.Number).First() }).ToListAsync();

        var query = recorder.Sent.Should().ContainSingle().Subject;
        (await QueryPlans.ReadWholeAsync(context, query)).Should().Contain(step => step.Contains(kind == "SQLite" ? "SCAN r" : "on revisions"));
    }

    private static async Task WorkAsync(PlannedApp app)
    {
        var member = await app.AddAsync("Ada", MemberRole.Administrator);
        var admin = app.Browse();
        await admin.SignInAsync(NewsroomApp.EmailOf("Ada"));

        // From the first word to readers, and back again.
        await admin.GoAsync("/newsroom/pledges/new");
        await admin.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = "Two hundred jobs", ["announced"] = "May 2024" });
        var address = admin.At;
        var id = int.Parse(address.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await admin.SendAsync(new Dictionary<string, string>
        {
            ["slug"] = "two-hundred",
            ["summary"] = "Alibaba promised 200 jobs.",
            ["announced.by"] = "A manager",
            ["announced.sources"] = "https://www.example.org/news",
            ["checkability.rating"] = "partly-measurable",
            ["checkability.reason"] = "A number without a date.",
            ["tags"] = "warehouses",
        }, "add targets", "form#draft");
        await admin.SendAsync(new Dictionary<string, string>
        {
            ["targets[0].id"] = "jobs",
            ["targets[0].metric"] = "jobs-created",
            ["targets[0].quantity"] = "about 200",
            ["targets[0].deadlineBasis"] = "none-given",
            ["targets[0].sources"] = "1",
            ["sources[0].role"] = "promise",
            ["sources[0].kind"] = "news-report",
            ["sources[0].title"] = "A report",
        }, "send", "form#draft");
        admin.At.Should().EndWith("?done=sent");
        var reviewing = new Dictionary<string, string> { ["note"] = "Nothing else." };
        await OpenPagesAsync(admin, address, id, app);
        await (await admin.GoAsync(address + "/review")).SendAsync(reviewing, "publish");
        admin.At.Should().EndWith("?done=published");
        var terms = new ReviewerTerms("Changed.", PublicationKind.Update, "Both are meant.");
        var by = new LogActor(member.Id, member.Name, null);
        await StepAsync<Review>(r => r.LookedAsync(id, Given.LookupDraft(), by));
        await (await admin.GoAsync(address)).SendAsync(new Dictionary<string, string> { ["title"] = "Two hundred and one" }, "save", "form#draft");
        await StepAsync<Drafts>(d => d.DiscardAsync(id, 3, by));
        await StepAsync<Drafts>(d => d.RestoreAsync(id, 3, by));
        await StepAsync<Drafts>(d => d.SaveAsync(id, 5, Given.Draft() with { Slug = "two-hundred" }, by, autosave: true));
        await StepAsync<Drafts>(d => d.RestoreAsync(id, 3, by));
        await StepAsync<Review>(r => r.SendAsync(id, 7, by));
        await StepAsync<Review>(r => r.ReturnAsync(id, 7, "Say more.", by));
        await StepAsync<Review>(r => r.SendAsync(id, 7, by));
        await StepAsync<Review>(r => r.ScheduleAsync(id, 7, TrackerApp.Now.UtcDateTime.AddHours(1), terms, by));
        app.Clock.Advance(TimeSpan.FromHours(2));
        (await app.WithAsync<Review, int>(r => r.PublishDueAsync())).Should().BeLessThanOrEqualTo(1);
        await ChangeAsync(DocumentKind.Tag, "warehouses", _ => new TagDraft { Name = "depots" });
        await ChangeAsync(DocumentKind.Sector, "Technology", _ => new SectorDraft { Name = "Computing" });
        await ChangeAsync(DocumentKind.Company, "ibm", c => (CompanyDraft)c with { LegalName = "International Business Machines" });
        await ChangeAsync(DocumentKind.Company, "adidas", c => (CompanyDraft)c with { MergedInto = "accenture", MergedBecause = CompanyDraft.SameCompany });
        await ChangeAsync(DocumentKind.Metric, "jobs-created", m => (MetricDraft)m with { Definition = "New positions." });
        await StepAsync<Reversal>(async r => await r.UndoAsync(id, (await r.FindAsync(id))!.Published, "Too early.", by));
        await StepAsync<Review>(r => r.UnpublishAsync(id, "Entered twice.", by));

        // Figures of a table, compared and written, and the same from a program.
        const string Table = "pledge,target,quantity,span,as_of,basis,counting,reason,source_url,source_title,source_publisher,source_kind,source_role\n"
            + "alibaba-million-us-jobs-2017,jobs,12000,total,2018-06,media-count,context,Something else.,https://example.org/count,A count,The Gazette,news-report,proof\n";
        var run = await app.WithAsync<ImportDesk, int>(d => d.UploadAsync("figures.csv", Encoding.UTF8.GetBytes(Table), null, null, publish: false, by));
        await WorkedOnAsync(app, run, ImportState.Ready);
        await admin.GoAsync($"/newsroom/import/{run}");
        (await app.WithAsync<ImportDesk, string?>(d => d.ConfirmAsync(run, null, isReviewer: true, by))).Should().BeNull();
        await WorkedOnAsync(app, run, ImportState.Done);
        await OpenPagesAsync(admin, address, id, app);
        var (token, _) = await app.WithAsync<ApiTokens, (string?, string?)>(t => t.MakeAsync(member.Id, "a script", 90, true, true, by));
        (await PostAsync(app, token!, "/api/drafts", new { title = "By a program" })).Should().Be(HttpStatusCode.Created);
        (await PostAsync(app, token!, "/api/figures", new
        {
            pledge = "apple-20000-jobs-2018",
            target = "jobs",
            quantity = "9,000",
            span = "total",
            as_of = "2019-06",
            basis = "media-count",
            counting = "context",
            reason = "It counts something else.",
            source_url = "https://example.org/count",
            source_title = "A count",
            source_publisher = "The Gazette",
            source_kind = "news-report",
            source_role = "proof",
        })).Should().BeOneOf(HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity);

        async Task ChangeAsync(DocumentKind kind, string key, Func<Draft, Draft> change)
        {
            var open = await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(kind, key));
            var (about, saved) = await app.WithAsync<Drafts, (int, SaveResult)>(d => d.SaveAsync(kind, key, open!.Number, change(open.Content), by));
            var number = ((SaveResult.Saved)saved).Number;
            await StepAsync<Review>(r => r.SendAsync(about, number, by));
            await admin.GoAsync($"/newsroom/{Subject.Of(kind).Section}/{about}/review");
            await admin.GoAsync($"/newsroom/{Subject.Of(kind).Section}/{about}/revisions");
            await admin.GoAsync(Subject.Of(kind).AddressOf(about, key));
            (await app.WithAsync<Review, ReviewOutcome>(r => r.PublishAsync(about, number, terms, by))).Should().BeEquivalentTo(ReviewOutcome.Success, key);
        }

        async Task StepAsync<TService>(Func<TService, Task> step)
            where TService : notnull => await app.WithAsync<TService, bool>(async service =>
            {
                await step(service);
                return true;
            });
    }

    /// <summary>Every page of the newsroom by its route, and every kind of public page.</summary>
    private static async Task OpenPagesAsync(FormBrowser admin, string address, int id, PlannedApp app)
    {
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!.Trim('/')).Distinct()
            .Where(r => r.StartsWith("newsroom", StringComparison.Ordinal) && !r.Contains("{sha256}", StringComparison.Ordinal)).ToList();
        routes.Should().Contain("newsroom/{section}/{id:int}/review");
        foreach (var route in routes)
        {
            var page = route.Replace("{id:int}", route.Contains("import", StringComparison.Ordinal) ? "1" : id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{slug?}", "alibaba", StringComparison.Ordinal).Replace("{number:int}", "1", StringComparison.Ordinal)
                .Replace("{section}", "pledges", StringComparison.Ordinal).Replace("{code?}", "investment", StringComparison.Ordinal);
            await admin.GoAsync("/" + page);
            ((int)admin.Answer.StatusCode).Should().BeLessThan(500, page);
        }

        string[] others =
        [
            "/newsroom/pledges?state=published&page=2", "/newsroom/pledges?state=draft", "/newsroom/log?page=2", "/newsroom/import?page=2", "/newsroom/companies", "/newsroom/metrics", "/newsroom/tags?name=warehouses", "/newsroom/sectors?name=Technology", address + "?done=saved", "/account",
            "/", "/?on=2019-01-01", "/pledges", "/pledges?q=foxcon", "/pledges?verdict=missed&sort=newest", "/pledges?page=2", "/pledges?on=2019-01-01", "/places", "/places/us", "/places/us/wi", "/companies", "/companies/apple", "/companies/apple?on=2019-01-01",
            "/deadlines", "/method", "/changes", "/changes?page=2", "/changes?about=list", "/claims/joe-biden", "/lists/us-white-house-2025?revision=9", "/checks/propublica-2018/history", "/checks/propublica-2018.atom", "/lists/us-white-house-2025/cite.bib", "/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017", "/data", "/pledges/foxconn-wisconsin-13000-2017", "/pledges/foxconn-wisconsin-13000-2017?on=2019-01-01",
            "/pledges/foxconn-wisconsin-13000-2017?since=2019-01-01", "/pledges/foxconn-wisconsin-13000-2017/history", "/pledges/foxconn-wisconsin-13000-2017/figures/1", "/pledges/foxconn-wisconsin-13000-2017/embed", "/pledges/foxconn-wisconsin-13000-2017.atom",
            "/changes.atom", "/companies/apple.atom", "/deadlines.ics", "/pledges/foxconn-wisconsin-13000-2017.json", "/pledges.json", "/data/figures.json", "/companies.json", "/changes.json", "/sitemap.xml", "/sitemap-1.xml", "/suggest?q=fox", "/pledges/nothing-here", "/companies/nothing-here",
        ];
        foreach (var other in others)
        {
            ((int)(await admin.Client.GetAsync(other)).StatusCode).Should().BeLessThan(500, other);
        }
    }

    private static async Task WorkedOnAsync(PlannedApp app, int run, ImportState state)
    {
        for (var i = 0; i < 200 && (await app.WithAsync<ImportDesk, ImportRun?>(d => d.FindAsync(run)))!.State is ImportState.Waiting or ImportState.Confirmed; i++)
        {
            await Task.Delay(100);
        }

        var done = await app.WithAsync<ImportDesk, ImportRun?>(d => d.FindAsync(run));
        done!.State.Should().Be(state, done.Failure);
    }

    private static async Task<HttpStatusCode> PostAsync(PlannedApp app, string token, string address, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("Authorization", "Bearer " + token);
        request.Headers.Add("Idempotency-Key", address);
        return (await app.Visitor().SendAsync(request)).StatusCode;
    }

    private static async Task<string> NameAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return context.Database.GetDbConnection().Database;
    }

    /// <summary>The program on either database, with a newsroom of one.</summary>
    private sealed class PlannedApp(string? postgres) : NewsroomApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["FourEyes"] = "false" };

        protected override string? Postgres => postgres;

        // What the first start asks the database is looked at too.
        protected override bool IsPrepared => false;
    }
}
