using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Data;

/// <summary>Starts that cannot succeed say so in one sentence, end with a code that is not zero, and touch nothing.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private string Database => Path.Combine(_directory, DatabaseStartup.FileName);

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_directory, "a-file");
        await File.WriteAllTextAsync(file, "in the way");

        var (code, _, errors) = await TrackerProcess.RunAsync("migrate", "--PledgeTracker:DataDirectory", Path.Combine(file, "data"));

        TrackerProcess.ShouldBeOneSentence(code, errors, "cannot be created");
    }

    [Fact]
    public async Task A_folder_in_use_by_another_tracker_is_named()
    {
        using var other = DatabaseStartup.Take(_directory);

        var (code, _, errors) = await RunAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "Another PledgeTracker is using");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is()
    {
        var content = "These are my notes, not a database."u8.ToArray();
        await File.WriteAllBytesAsync(Database, content);

        var (code, _, errors) = await RunAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "is not a PledgeTracker database");
        (await File.ReadAllBytesAsync(Database)).Should().Equal(content);
    }

    [Fact]
    public async Task An_empty_file_is_left_as_it_is()
    {
        await File.WriteAllBytesAsync(Database, []);

        var (code, _, errors) = await RunAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "is not a PledgeTracker database");
        new FileInfo(Database).Length.Should().Be(0);
    }

    [Fact]
    public async Task Somebody_elses_database_is_left_as_it_is()
    {
        Execute("create table recipes (name text); insert into recipes values ('soup')");
        var before = await File.ReadAllBytesAsync(Database);

        var (code, _, errors) = await RunAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "is not a PledgeTracker database");
        (await File.ReadAllBytesAsync(Database)).Should().Equal(before);
    }

    [Fact]
    public async Task A_damaged_database_is_left_as_it_is_and_named()
    {
        (await RunAsync()).Code.Should().Be(0);
        var bytes = await File.ReadAllBytesAsync(Database);
        for (var i = bytes.Length / 3; i < bytes.Length / 3 * 2; i++)
        {
            bytes[i] = 0x5A;
        }

        await File.WriteAllBytesAsync(Database, bytes);

        var (code, _, errors) = await RunAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "is damaged");
        errors.Should().Contain(Database);
        (await File.ReadAllBytesAsync(Database)).Should().Equal(bytes);
    }

    [Fact]
    public async Task A_database_cut_short_is_left_as_it_is_and_named()
    {
        (await RunAsync()).Code.Should().Be(0);
        var bytes = (await File.ReadAllBytesAsync(Database))[..20_000];
        await File.WriteAllBytesAsync(Database, bytes);

        var (code, _, errors) = await RunAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "is damaged");
        (await File.ReadAllBytesAsync(Database)).Should().Equal(bytes);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        (await RunAsync()).Code.Should().Be(0);
        Execute("insert into \"__EFMigrationsHistory\" values ('99990101000000_FromTheFuture', '99.0')");

        var (code, _, errors) = await RunAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "newer PledgeTracker");
        errors.Should().Contain("FromTheFuture");
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (code, _, errors) = await TrackerProcess.RunAsync("--urls", address, "--PledgeTracker:DataDirectory", _directory, "--PledgeTracker:StarterData", "false");

        TrackerProcess.ShouldBeOneSentence(code, errors, "is in use");
        errors.Should().Contain(address);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_named()
    {
        var (code, _, errors) = await TrackerProcess.RunAsync("serve-me");

        TrackerProcess.ShouldBeOneSentence(code, errors, "There is no command 'serve-me'");
    }

    [Fact]
    public async Task A_PostgreSQL_server_that_does_not_answer_is_named()
    {
        var (code, _, errors) = await TrackerProcess.RunAsync(
            "--ConnectionStrings:PledgeTracker", $"Host=127.0.0.1;Port={TrackerProcess.FreePort()};Username=nobody;Timeout=2");

        TrackerProcess.ShouldBeOneSentence(code, errors, "cannot be reached");
    }

    [Fact]
    public async Task A_busy_database_is_waited_for_and_that_is_said()
    {
        Make();
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        var writer = Lock();
        using var tracker = TrackerProcess.Start("--urls", address, "--PledgeTracker:DataDirectory", _directory, "--PledgeTracker:StarterData", "false");
        await tracker.UntilItSaysAsync("another program holds the database");

        writer.Dispose();

        using var answer = await tracker.FirstAnswerAsync(new Uri(address));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_start_that_is_told_to_end_ends_and_leaves_nothing_half_made()
    {
        Make();
        using var writer = Lock();
        using var tracker = TrackerProcess.Start("migrate", "--PledgeTracker:DataDirectory", _directory, "--PledgeTracker:StarterData", "false");
        await tracker.UntilItSaysAsync("another program holds the database");

        var (code, _, errors) = await tracker.EndAsync();

        code.Should().Be(1);
        errors.Trim().Split(Environment.NewLine)[^1].Should().StartWith("PledgeTracker: The program was stopped before the database was ready");
        Directory.EnumerateFiles(_directory, "*.migrating*").Should().BeEmpty();
    }

    [Fact]
    public async Task A_database_that_stays_busy_ends_a_start()
    {
        var waiting = () => new Patience(TimeSpan.Zero, TextWriter.Null).WhileBusyAsync(() => throw new SqliteException("database is locked", 5));
        var failing = () => new Patience(TimeSpan.FromHours(1), TextWriter.Null).WhileBusyAsync(() => throw new SqliteException("disk full", 13));

        (await waiting.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("end the other program that holds it");
        await failing.Should().ThrowAsync<SqliteException>("what does not pass is not waited for");
    }

    [Fact]
    public async Task A_start_with_nothing_to_do_writes_nothing()
    {
        Make();
        await using (var context = new PledgeTrackerDbContext(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), Database, pooling: false).Options))
        {
            await StarterData.LoadAsync(context, withPledges: false, TimeProvider.System);
            await TestDatabase.AddAdministratorAsync(context);
        }

        var before = await File.ReadAllBytesAsync(Database);
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        using var tracker = TrackerProcess.Start("--urls", address, "--PledgeTracker:DataDirectory", _directory, "--PledgeTracker:StarterData", "false");
        using var answer = await tracker.FirstAnswerAsync(new Uri(address));

        var (code, output, errors) = await tracker.EndAsync();

        (code, errors).Should().Be((0, ""));
        output.Should().Contain("serves 0 pledges").And.NotContain("No account yet");
        (await File.ReadAllBytesAsync(Database)).Should().Equal(before);
    }

    [Fact]
    public async Task A_start_says_in_one_line_where_it_serves_and_what()
    {
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        using var tracker = TrackerProcess.Start("--urls", address, "--PledgeTracker:DataDirectory", _directory);
        using var home = await tracker.FirstAnswerAsync(new Uri(address));

        home.StatusCode.Should().Be(HttpStatusCode.OK);
        tracker.Kill();
        var output = await tracker.OutputAsync();
        output.Trim().Split(Environment.NewLine).Should().SatisfyRespectively(
            line => line.Should().Be($"PledgeTracker serves {Repository.Starters} pledges at {address} (data in {_directory}). Press Ctrl+C to stop."),
            line => line.Should().MatchRegex($"^No account yet. Make the first administrator within an hour: {address}/setup/[0-9a-f]{{64}}$"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync() =>
        TrackerProcess.RunAsync("migrate", "--PledgeTracker:DataDirectory", _directory, "--PledgeTracker:StarterData", "false");

    /// <summary>A database without a row, of which a start writes at least the metrics.</summary>
    private void Make()
    {
        using var startup = DatabaseStartup.Take(_directory);
        startup.BringUpToDate();
    }

    /// <summary>Another program that writes, until the result is disposed.</summary>
    private SqliteConnection Lock()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
