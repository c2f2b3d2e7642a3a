using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Data;

/// <summary>No table is there that nobody reads, and the ones for people say what they are.</summary>
public sealed partial class TablesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Each_table_has_a_line_that_says_who_reads_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var tables = await context.Database.SqlQueryRaw<string>(kind == "SQLite"
            ? "select name as \"Value\" from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'pledge_search_%'"
            : "select table_name::text as \"Value\" from information_schema.tables where table_schema = 'public'").ToListAsync();
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "Data", "README.md"));

        var lines = Line().Matches(readme[readme.IndexOf("| table | read by |", StringComparison.Ordinal)..]).ToList();

        lines.SelectMany(l => Name().Matches(l.Groups["tables"].Value).Select(n => n.Groups[1].Value))
            .Should().BeEquivalentTo(tables.Where(t => !t.StartsWith("__EF", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_newsroom_looks_for_in_the_file_is_a_table_that_describes_itself(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var documentation = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "open-data.md"));
        var described = context.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(e => e.GetComment() is not null).ToDictionary(e => e.GetTableName()!, e => e.GetComment()!);
        described.Keys.Should().Contain(["pledges", "targets", "figures", "sources", "events", "verdicts", "incentives"]);

        foreach (var (table, means) in described)
        {
            var said = await context.Database.SqlQueryRaw<string>(kind == "SQLite"
                ? "select sql as \"Value\" from sqlite_master where name = {0}"
                : "select obj_description({0}::regclass) as \"Value\"", table).SingleAsync();
            said.Should().Contain(means);
            if (table != "log_entries")
            {
                documentation.Should().Contain($"| `{table}` | {means} |");
            }
        }
    }

    [GeneratedRegex(@"^\| (?<tables>`[^|]+) \| .+ \|$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();
}
