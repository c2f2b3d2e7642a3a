using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Followers;

/// <summary>
/// A program that is killed between a publication and its e-mails loses none of them, and sends at most one twice for each kill, under the same Message-ID.
/// The program runs as a process and dies as in a power cut, again and again, over one database.
/// </summary>
public sealed class KilledSenderTests(ITestOutputHelper output)
{
    /// <summary>How often the program is killed on each database; <c>tests/kill</c> asks for more.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("PLEDGETRACKER_KILLS") is { Length: > 0 } asked ? asked : "10", CultureInfo.InvariantCulture);

    private const int Readers = 5;

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task No_e_mail_is_lost_by_a_kill_and_at_most_one_of_each_kill_comes_twice(string kind)
    {
        var directory = Directory.CreateTempSubdirectory("pledgetracker-").FullName;
        await using var mail = new MailServer();
        await using var postgres = kind == "PostgreSQL" ? await TestDatabase.CreateAsync(kind) : null;
        string[] where =
        [
            "--PledgeTracker:DataDirectory", directory, "--PledgeTracker:StarterData", "false", "--PledgeTracker:DataSetsKept", "0", "--PledgeTracker:TipsByAddress", "10000", "--PledgeTracker:PublicAddress", "https://pledges.example.org",
            .. mail.Settings.SelectMany(s => (string[])["--PledgeTracker:" + s.Key, s.Value]), .. postgres is null ? [] : (string[])["--ConnectionStrings:PledgeTracker", postgres.ConnectionString!],
        ];
        (await TrackerProcess.RunAsync(["migrate", .. where])).Code.Should().Be(0);
        await using (var context = Open())
        {
            await PublishAsync(context, null);
        }

        // Readers follow as readers do, so that the program's own keys close their addresses.
        await ServeAsync(async address =>
        {
            using var http = new HttpClient { BaseAddress = address };
            for (var i = 0; i < Readers; i++)
            {
                (await http.PostAsync("/follow", new FormUrlEncodedContent(new Dictionary<string, string> { ["of"] = "/pledges/killed", ["email"] = $"reader{i}@a.example.org", ["pace"] = "at-once" }))).EnsureSuccessStatusCode();
            }

            await UntilAsync(() => mail.Taken.Count == Readers);
            foreach (var asked in mail.Taken)
            {
                (await http.PostAsync(FollowerApp.AddressesIn(asked).Single(a => a.Contains("/confirm/", StringComparison.Ordinal)), null)).EnsureSuccessStatusCode();
            }
        });
        mail.Taken.Clear();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using (var context = Open())
            {
                await PublishAsync(context, kill);
            }

            // Killed after so many e-mails of this round, from none to all, and a moment later: before, while and after the server took one.
            var (sent, number) = (mail.Taken.Count, kill);
            await ServeAsync(async _ =>
            {
                await UntilAsync(() => mail.Taken.Count >= sent + (number % (Readers + 1)), TimeSpan.FromSeconds(20));
                await Task.Delay(number * 7 % 40);
            }, kill: true);
        }

        await ServeAsync(_ => UntilAsync(() => Told().Count == Readers * Kills, TimeSpan.FromMinutes(3)));
        var doubles = mail.Taken.GroupBy(m => m.MessageId).Select(g => g.Count() - 1).Where(more => more > 0).ToList();
        Told().Should().HaveCount(Readers * Kills, "each reader is told of each publication");
        doubles.Sum().Should().BeLessThanOrEqualTo(Kills);
        mail.Taken.GroupBy(m => m.MessageId).Should().AllSatisfy(g => g.Select(FollowerApp.ToOf).Distinct().Should().ContainSingle());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {Kills} kills, {Readers * Kills} times a reader was to be told, none lost, {mail.Taken.Count} e-mails, {doubles.Sum()} of them a second time under the same Message-ID."));
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);

        // Who was told of which publication, by the note in the e-mails.
        HashSet<(string, int)> Told() =>
            [.. mail.Taken.SelectMany(m => Enumerable.Range(1, Kills).Where(k => m.TextBody!.Contains($"Note number {k}.", StringComparison.Ordinal)).Select(k => (FollowerApp.ToOf(m), k)))];

        PledgeTrackerDbContext Open() => postgres is null
            ? new PledgeTrackerDbContext(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), Path.Combine(directory, "pledgetracker.db")).Options)
            : postgres.Open();

        async Task ServeAsync(Func<Uri, Task> meanwhile, bool kill = false)
        {
            // As if some time had passed: what waits for another attempt, or for the pause between two e-mails, waits no longer.
            await using (var context = Open())
            {
                var before = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1);
                await context.Deliveries.Where(d => d.DueAt != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, before));
                await context.FollowedNews.Where(n => n.DueAt != null).ExecuteUpdateAsync(set => set.SetProperty(n => n.DueAt, before));
                await context.Followers.ExecuteUpdateAsync(set => set.SetProperty(f => f.MailedAt, before));
            }

            var address = new Uri($"http://127.0.0.1:{TrackerProcess.FreePort()}");
            using var tracker = TrackerProcess.Start(["--urls", address.ToString(), "--Serilog:MinimumLevel:Default", "Verbose", "--Serilog:MinimumLevel:Override:Microsoft", "Debug", .. where]);
            (await tracker.FirstAnswerAsync(new Uri(address, "/healthz/ready"))).Dispose();
            await meanwhile(address);
            if (kill)
            {
                tracker.Kill();
            }
            else
            {
                var (code, _, errors) = await tracker.EndAsync();
                code.Should().Be(0, errors);
                errors.Should().Contain("followed_news", "else nothing was logged").And.NotContain("@a.example.org");
            }
        }
    }

    private static async Task UntilAsync(Func<bool> holds, TimeSpan? atMost = null)
    {
        var end = TimeProvider.System.GetUtcNow().UtcDateTime + (atMost ?? TimeSpan.FromMinutes(2));
        while (!holds() && TimeProvider.System.GetUtcNow().UtcDateTime < end)
        {
            await Task.Delay(5);
        }
    }

    // As an editor on another node: the publication and the news of it are one transaction. It is dated some minutes back, so that it is due at once.
    private static async Task PublishAsync(PledgeTrackerDbContext context, int? kill)
    {
        var at = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(30);
        if (kill is null)
        {
            context.Companies.Add(Given.Company());
            await context.SaveChangesAsync();
        }

        var draft = Given.Draft() with { Slug = "killed", Title = $"A pledge, number {kill}" };
        (await new Publication(context).PublishAsync(draft, new PublicationTerms("Ed Itor", at, DateOnly.FromDateTime(at), kill is null ? null : $"Note number {kill}.") { Kind = kill is null ? null : PublicationKind.Update })).Should().BeEmpty();
    }
}
