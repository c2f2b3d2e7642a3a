using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Startup;

namespace PledgeTracker.Tests.Operations;

/// <summary>A command line that asks is answered, and one that is mistyped is refused: in both cases nothing runs.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private string Data => Path.Combine(_parent, "data");

    [Theory]
    [InlineData("--help", "users", "import <FILE>", "migrate", "check <FILE>", "--version")]
    [InlineData("-h", "Commands:")]
    [InlineData("users --help", "add", "list", "disable <ADDRESS>", "enable <ADDRESS>", "reset-second-factor <ADDRESS>")]
    [InlineData("users add -h", "--email <ADDRESS>", "--name <NAME>", "--role <editor|reviewer|administrator>")]
    [InlineData("users list --help", "Lists the accounts")]
    [InlineData("import --help", "--as <EMAIL>", "--dry-run", "--yes", "--publish", "--note <WORDS>", "utf-8", "semicolon")]
    [InlineData("migrate --help", "Updates the database")]
    [InlineData("check --help", "review rules")]
    [InlineData("--version", "0.")]
    [InlineData("import --version", "0.")]
    public async Task Help_and_version_of_every_command_are_said_and_nothing_runs(string words, params string[] saying)
    {
        var (code, output, errors) = await RunAsync(words);

        (code, errors).Should().Be((0, ""));
        output.Should().ContainAll(saying);
        Directory.Exists(Data).Should().BeFalse();
    }

    [Theory]
    [InlineData("--dryrun", "There is no option '--dryrun'.")]
    [InlineData("--url http://localhost:1", "There is no option '--url'; perhaps '--urls' is meant.")]
    [InlineData("--urls", "The setting --urls needs a value")]
    [InlineData("--PledgeTraker:StarterData=false", "There is no setting 'PledgeTraker:StarterData'; perhaps 'PledgeTracker:…' is meant.")]
    [InlineData("imprt a.csv", "There is no command 'imprt'; perhaps 'import' is meant.")]
    [InlineData("import a.csv --as ada@example.org --yes --dryrun", "There is no option '--dryrun'; perhaps '--dry-run' is meant.")]
    [InlineData("import --as --dry-run a.csv", "The option '--as' needs a value.")]
    [InlineData("import a.csv b.csv --as ada@example.org", "'b.csv' is not expected here. Remove it.")]
    [InlineData("import a.csv", "Option '--as' is required.")]
    [InlineData("import a.csv --as ada@example.org --encoding utf-9", "'utf-9' not recognized. Must be one of: 'utf-8' 'utf-16' 'windows-1252' 'macintosh'")]
    [InlineData("migrate --hlep", "There is no option '--hlep'; perhaps '--help' is meant.")]
    [InlineData("migrate now", "'now' is not expected here. Remove it.")]
    [InlineData("check --file a.json", "There is no option '--file'")]
    [InlineData("users", "Required command was not provided.")]
    [InlineData("users lst", "There is no command 'users lst'; perhaps 'list' is meant.")]
    [InlineData("users add --email a@example.org --name A --role boss", "There is no role 'boss': choose editor, reviewer or administrator.")]
    public async Task What_is_mistyped_is_refused_in_one_line_and_nothing_runs(string words, string saying)
    {
        var (code, output, errors) = await RunAsync(words);

        (code, output).Should().Be((1, ""));
        errors.Trim().Should().StartWith("PledgeTracker: ").And.Contain(saying).And.EndWith(".").And.NotContain("\n");
        Directory.Exists(Data).Should().BeFalse();
    }

    [Fact]
    public void Settings_are_told_from_words_wherever_and_however_they_stand()
    {
        var (words, settings) = Arguments.Split(
        [
            "--PledgeTracker:DataDirectory", "/data", "import", "/tmp/a:b.csv", "--ConnectionStrings:PledgeTracker=Host=a;Port=1", "--as", "ada@example.org",
            "--urls", "http://localhost:1", "/Serilog:MinimumLevel:Default=Error", "Kestrel:Endpoints:Http:Url=http://*:1", "--environment=Production",
            "--note", "Corrected:now=then", "--PledgeTracker:DataRequestsByAddress", "-5", "--HTTP_PORTS=", "--PledgeTracker=", "--yes",
        ]);

        words.Should().Equal("import", "/tmp/a:b.csv", "--as", "ada@example.org", "--note", "Corrected:now=then", "--yes");
        settings.Should().Equal(
            "--PledgeTracker:DataDirectory=/data", "--ConnectionStrings:PledgeTracker=Host=a;Port=1", "--urls=http://localhost:1", "--Serilog:MinimumLevel:Default=Error",
            "--Kestrel:Endpoints:Http:Url=http://*:1", "--environment=Production", "--PledgeTracker:DataRequestsByAddress=-5", "--HTTP_PORTS=", "--PledgeTracker=");
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private Task<(int Code, string Output, string Errors)> RunAsync(string words) =>
        TrackerProcess.RunAsync(["--PledgeTracker:DataDirectory", Data, .. words.Split(' ')]);
}
