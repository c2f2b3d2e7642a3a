using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Startup;

/// <summary><c>check FILE…</c>: holds pledge files against the review rules, for whoever edits the starter pledges.</summary>
internal static class CheckCommand
{
    public static Command Define()
    {
        var files = new Argument<string[]>("FILE") { Description = "A pledge as JSON.", Arity = ArgumentArity.OneOrMore };
        var check = new Command("check", "Checks pledge files against the review rules.") { files };
        check.SetAction(read => Run(read.GetRequiredValue(files)));
        return check;
    }

    private static int Run(string[] files)
    {
        var context = new ReviewContext
        {
            Companies = StarterData.Companies().ToDictionary(c => c.Slug),
            Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
            Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        };
        var wrong = 0;
        foreach (var file in files)
        {
            IReadOnlyList<ReviewProblem> problems;
            Pledge? pledge = null;
            try
            {
                using var stream = File.OpenRead(file);
                (pledge, problems) = ReviewRules.Review(StarterData.ReadFile(stream, Path.GetFileName(file)), context);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                problems = [new ReviewProblem("", e.Message)];
            }

            wrong += problems.Count;
            foreach (var problem in problems)
            {
                Console.WriteLine($"{Path.GetFileName(file)}: {problem}");
            }

            if (pledge is not null && AbsenceClaims.Warning(pledge) is { } warning)
            {
                Console.WriteLine($"{Path.GetFileName(file)}: {warning} (This is a hint. It does not prevent publishing.)");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} files, {wrong} problems."));
        return wrong == 0 ? 0 : 1;
    }
}
