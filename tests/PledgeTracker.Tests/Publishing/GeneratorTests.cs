using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Publishing;

/// <summary>The program that invents pledges by the hundred thousand, for measuring, writes rows past the one way onto the site: they must be the same.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public async Task Invented_pledges_have_the_rows_that_publishing_them_would_have_written()
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-generated-").FullName;
        try
        {
            // Built with the solution, as docs/speed.md has it typed.
            var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "PledgeTracker.Benchmarks", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "PledgeTracker.Benchmarks.dll");
            using var generate = Process.Start(new ProcessStartInfo("dotnet", [program, "generate", folder, "--pledges", "60", "--figures", "300"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = generate.StandardOutput.ReadToEndAsync();
            var problem = await generate.StandardError.ReadToEndAsync();
            await generate.WaitForExitAsync();
            generate.ExitCode.Should().Be(0, problem);

            await using var context = new PledgeTrackerDbContext(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), Path.Combine(folder, DatabaseStartup.FileName), pooling: false).Options);
            (await PublicationTests.ShouldSayTheSameAsync(context)).Should().Be(Repository.Starters + 60, await said);
            (await context.Set<Figure>().CountAsync()).Should().BeGreaterThan(300);
            var invented = (await context.Documents.AsNoTracking().Where(d => d.Kind == DocumentKind.Pledge && d.Key.Contains("-pledge-")).Select(d => d.PublishedRevision!).ToListAsync()).ConvertAll(r => r.Read<PledgeDraft>().Lookups.Count);
            invented.Average().Should().BeInRange(1.6, 2.6, "the starter pledges have two each");
            invented.Should().HaveCount(60).And.Contain(0).And.Contain(c => c >= 3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
