using Microsoft.Extensions.Configuration;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Operations;

/// <summary>Settings that cannot be used end a start, all of them in one message, and no secret is in it.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("StarterData", "yes", "true or false, like true")]
    [InlineData("FourEyes", "", "true or false, like true")]
    [InlineData("CheckLinks", "1", "true or false, like true")]
    [InlineData("FetchSources", "yes", "true or false, like true")]
    [InlineData("Chromium", "/nowhere/chromium", "the path of a program, like /usr/bin/chromium")]
    [InlineData("CompareSources", "yes", "true or false, like true")]
    [InlineData("RemindBeforeDeadline", "a month", "numbers of days from 1 to 366 with commas between them, or 0 for none, like 30, 7")]
    [InlineData("RemindBeforeDeadline", "30;7", "numbers of days")]
    [InlineData("RemindBeforeDeadline", "30, 0", "numbers of days")]
    [InlineData("RemindBeforeDeadline", "367", "numbers of days")]
    [InlineData("RemindBeforeDeadline", "-1", "numbers of days")]
    [InlineData("EvidenceMegabytes", "lots", "a whole number from 1 to 2,000, like 25")]
    [InlineData("EvidenceMegabytes", "0", "a whole number from 1 to 2,000")]
    [InlineData("DataRequestsByAddress", "-5", "a whole number from 1 to 1,000,000, like 600")]
    [InlineData("DataRequestsByAddress", "99999999999", "a whole number from 1")]
    [InlineData("DataSetsKept", "-1", "a whole number from 0 to 3,650, like 30")]
    [InlineData("AttemptsByName", "1.5", "a whole number from 1")]
    [InlineData("Mail:Port", "70000", "a whole number from 1 to 65,535, like 587")]
    [InlineData("PublicAddress", "pledges.example.org", "an http or https address without user name, query and fragment, and without two slashes in a row, like https://pledges.example.org")]
    [InlineData("PublicAddress", "ftp://pledges.example.org", "an http or https address")]
    [InlineData("PublicAddress", "https://pledges.example.org/?a=1", "an http or https address")]
    [InlineData("PublicAddress", "https://pledges.example.org/#a", "an http or https address")]
    [InlineData("PublicAddress", "https://pledges.example.org//tracker", "an http or https address")]
    [InlineData("PublicAddress", "https://example.org/tracker//", "an http or https address")]
    [InlineData("PublicAddress", "https://example.org/../tracker", "an http or https address")]
    [InlineData("PublicAddress", "https://", "an http or https address")]
    [InlineData("PublicAddress", "https:/example.org", "an http or https address")]
    [InlineData("PublicAddress", "https://example.org:99999", "an http or https address")]
    [InlineData("PublicAddress", " https://example.org", "an http or https address")]
    [InlineData("TimeZone", "Mars/Olympus", "the name of a time zone, like America/New_York")]
    [InlineData("TimeZone", "", "the name of a time zone")]
    [InlineData("TrustedProxies", "10.0.0.5; 10.0.0.6", "addresses or networks with commas between them, like 10.0.0.5, 192.168.0.0/16")]
    [InlineData("TrustedProxies", "proxy.example.org", "addresses or networks")]
    [InlineData("SecurityContact", "security@example.org", "a mailto: or https: address, like mailto:security@example.org")]
    [InlineData("SecurityContact", "mailto:", "a mailto: or https: address")]
    [InlineData("LicenceAddress", "creativecommons.org", "an http or https address")]
    [InlineData("Contact", "newsroom@example.org", "a mailto: or https: address, like mailto:newsroom@example.org")]
    [InlineData("Masthead", " | ", "lines with | between them, of at most 4,000 characters, like Editor: Ada Lovelace | Data: Alan Turing")]
    [InlineData("Funding", "a\nb", "paragraphs with | between them")]
    [InlineData("Licence", "", "the SPDX name of a license, like CC-BY-4.0")]
    [InlineData("Publisher", " ", "a name of at most 200 characters")]
    [InlineData("LicenceTitle", "CC\nBY", "a name of at most 200 characters")]
    [InlineData("Mail:Host", "smtp://mail.example.org", "the name or address of a server, like smtp.example.org")]
    [InlineData("Mail:Security", "ssl", "starttls, tls or none, like starttls")]
    [InlineData("Mail:From", "nobody", "an e-mail address, like PledgeTracker <tracker@example.org>")]
    public void A_value_that_cannot_be_used_is_named_with_what_it_must_be_and_an_example(string name, string value, string saying)
    {
        var problem = ProblemsOf((name, value)).Should().ContainSingle().Subject;

        problem.Should().StartWith($"PledgeTracker:{name} is '{value.Replace('\n', '·')}': it must be ").And.Contain(saying).And.EndWith(".");
    }

    [Theory]
    [InlineData("PublicAddress", "https://example.org/tracker/")]
    [InlineData("PublicAddress", "http://localhost:5080")]
    [InlineData("PublicAddress", "https://[2001:db8::1]:8443/a.b/c")]
    [InlineData("PublicAddress", "https://bücher.example")]
    [InlineData("PublicAddress", "")]
    [InlineData("TrustedProxies", "10.0.0.5, 192.168.0.0/16,::1")]
    [InlineData("SecurityContact", "https://example.org/security")]
    [InlineData("SecurityContact", "")]
    [InlineData("Mail:From", "Tracker <tracker@example.org>")]
    [InlineData("Mail:Host", "127.0.0.1")]
    [InlineData("Mail:Security", "none")]
    [InlineData("RemindBeforeDeadline", "90,30, 7,1")]
    [InlineData("RemindBeforeDeadline", "0")]
    [InlineData("RemindBeforeDeadline", "")]
    [InlineData("starterdata", "False")]
    [InlineData("DataSetsKept", "0")]
    [InlineData("TimeZone", "Europe/Zurich")]
    [InlineData("Publisher", "Zürcher “Zeitung” & Söhne")]
    public void A_value_that_can_be_used_is_no_problem(string name, string value) => ProblemsOf((name, value)).Should().BeEmpty();

    [Theory]
    [InlineData("Publsher", "x", "There is no setting PledgeTracker:Publsher; perhaps 'Publisher' is meant.")]
    [InlineData("Mail:Hots", "x", "There is no setting PledgeTracker:Mail:Hots; perhaps 'Mail:Host' is meant.")]
    [InlineData("Mail", "smtp.example.org", "There is no setting PledgeTracker:Mail.")]
    [InlineData("TrustedProxies:0", "10.0.0.5", "There is no setting PledgeTracker:TrustedProxies:0; perhaps 'TrustedProxies' is meant.")]
    [InlineData("Quite:Something", "x", "There is no setting PledgeTracker:Quite.")]
    [InlineData("../PledgeTraker:StarterData", "false", "There is no setting PledgeTraker:…; perhaps 'PledgeTracker:…' is meant.")]
    [InlineData("../ConnectionStrings:PledgeTraker", "Host=a", "There is no setting ConnectionStrings:PledgeTraker; perhaps 'PledgeTracker' is meant.")]
    public void A_misspelt_name_is_told_with_the_nearest_right_one(string name, string value, string problem) =>
        ProblemsOf((name, value)).Should().Contain(problem);

    [Theory]
    [InlineData("../ConnectionStrings:PledgeTracker", "postgres://tracker:geheim@db.example.org/tracker?sslmode=require")]
    [InlineData("../ConnectionStrings:PledgeTracker", "Host=a;Pasword=geheim")]
    [InlineData("../ConnectionStrings:PledgeTracker", "Password=geheim")]
    [InlineData("Mail:Password", "geheim")]
    [InlineData("PublicAddress", "https://ada:geheim@example.org")]
    public void A_secret_is_never_told(string name, string value)
    {
        var problem = ProblemsOf((name, value)).Should().ContainSingle().Subject;

        problem.Should().Contain(name.Replace("../", "", StringComparison.Ordinal)).And.NotContain("geheim");
    }

    [Fact]
    public void Settings_of_others_are_none_of_ours() =>
        ProblemsOf(("../Logging:LogLevel:Default", "x"), ("../ConnectionStrings:Other", "x"), ("../Elsewhere:StarterData", "x"), ("../PLEDGETRACKER_TEST_POSTGRES", "x")).Should().BeEmpty();

    [Fact]
    public async Task All_problems_from_every_source_come_in_one_message_of_every_command_and_nothing_is_begun()
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;
        var data = Path.Combine(folder, "data");
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), """{ "PledgeTracker": { "EvidenceMegabytes": "lots", "Publsher": "x" } }""");

        foreach (var command in (string[])["", "migrate", "users list", "import a.csv --as ada@example.org"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "a.csv"), "slug\n");
            var (code, output, errors) = await TrackerProcess.RunInAsync(folder, new Dictionary<string, string> { ["PledgeTracker__TimeZone"] = "Mars/Olympus" },
                [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--PledgeTracker:DataDirectory", data, "--PledgeTracker:DataSetsKept=-5"]);

            (code, output).Should().Be((1, ""), errors);
            errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Should().SatisfyRespectively(
                line => line.Should().Be("PledgeTracker: 4 settings cannot be used."),
                line => line.Should().StartWith("- PledgeTracker:DataSetsKept is '-5'"),
                line => line.Should().StartWith("- PledgeTracker:EvidenceMegabytes is 'lots'"),
                line => line.Should().StartWith("- PledgeTracker:TimeZone is 'Mars/Olympus'"),
                line => line.Should().StartWith("- There is no setting PledgeTracker:Publsher"));
        }

        Directory.Exists(data).Should().BeFalse();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Names are of the program's section, unless they begin above it.</summary>
    private static IReadOnlyList<string> ProblemsOf(params (string Name, string Value)[] settings) => SettingsCheck.ProblemsOf(new ConfigurationBuilder().AddInMemoryCollection(
        settings.Select(s => new KeyValuePair<string, string?>(s.Name.StartsWith("../", StringComparison.Ordinal) ? s.Name[3..] : "PledgeTracker:" + s.Name, s.Value))).Build());
}
