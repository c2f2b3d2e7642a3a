using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Startup;

/// <summary>
/// <c>import FILE --as EMAIL</c>: the same comparison and the same writing as in the newsroom, at the machine. Works beside a
/// running program too.
/// </summary>
internal static class ImportCommand
{
    private const int WrongShown = 100;

    public static Command Define(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "The file with the table, the pledges, or the claimants, lists or checks to import." };
        var by = new Option<string>("--as") { Required = true, HelpName = "EMAIL", Description = "The member who imports." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Compares the file and saves nothing." };
        var yes = new Option<bool>("--yes") { Description = "Saves without asking." };
        var publish = new Option<bool>("--publish") { Description = "Publishes instead of making drafts." };
        var note = new Option<string>("--note") { HelpName = "WORDS", Description = "A note to readers of pledges that were already public: what changed." };
        var encoding = new Option<string>("--encoding") { Description = "The encoding of the file, if it cannot be detected." };
        encoding.AcceptOnlyFromAmong("utf-8", "utf-16", "windows-1252", "macintosh");
        var delimiter = new Option<string>("--delimiter") { Description = "The separator between columns, if it cannot be detected." };
        delimiter.AcceptOnlyFromAmong("comma", "semicolon", "tab");
        var dates = new Option<string>("--dates") { Description = "The order of a date like 2/11/2021. Without it, such a date is asked about." };
        dates.AcceptOnlyFromAmong("day-first", "month-first");
        var decimals = new Option<string>("--decimals") { Description = "The mark before decimals. Without it, a number like 1.234 is asked about." };
        decimals.AcceptOnlyFromAmong("point", "comma");
        var import = new Command("import", "Imports a table of figures, or whole pledges, claimants, lists or checks, as drafts. Without --yes, it asks before it saves.")
        {
            file, by, dryRun, yes, publish, note, encoding, delimiter, dates, decimals,
        };
        import.SetAction((read, _) => RunAsync(
            new Wishes(
                read.GetRequiredValue(file), read.GetRequiredValue(by), read.GetValue(dryRun), read.GetValue(yes), read.GetValue(publish),
                read.GetValue(note), read.GetValue(encoding), read.GetValue(delimiter), read.GetValue(dates), read.GetValue(decimals)),
            settings));
        return import;
    }

    private static async Task<int> RunAsync(Wishes wishes, string[] settings)
    {
        var (path, email, publish) = (wishes.Path, wishes.Email, wishes.Publish);
        var file = await ReadAsync(wishes);
        await using var app = Tracker.Build([.. UsersCommand.Quiet, .. settings]);
        using var database = await UsersCommand.TakeAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var member = await services.GetRequiredService<UserManager<Member>>().FindByEmailAsync(email);
        if (member is null or { IsDisabled: true })
        {
            throw new StartupException($"There is no open account with the e-mail address '{email}'.");
        }

        if (publish && member.Role < MemberRole.Reviewer)
        {
            throw new StartupException($"Only a reviewer can publish, and {email} is {Code.Words(member.Role)}. Leave out --publish to make drafts.");
        }

        if (publish && services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.FourEyes)
        {
            throw new StartupException("Here a second person must publish. Leave out --publish to make drafts. Or upload the file in the newsroom, where another reviewer can confirm it. Or set PledgeTracker:FourEyes=false.");
        }

        var by = new LogActor(member.Id, member.Name, null);
        var terms = new ImportTerms(by, publish, by, wishes.Note);
        var importer = services.GetRequiredService<Importer>();
        var context = services.GetRequiredService<PledgeTrackerDbContext>();
        Console.WriteLine($"Read as {file.ReadAs}.");
        var wrong = 0;
        using var plan = new ImportPlan();
        var summary = await importer.CompareAsync(file, terms, plan, rows =>
        {
            foreach (var row in rows.Where(r => r.Outcome == ImportOutcome.Wrong))
            {
                if (++wrong <= WrongShown)
                {
                    Clear();
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}:{row.Line}: {(row.Column is null ? "" : row.Column + ": ")}{row.Text}"));
                }
            }

            return Task.CompletedTask;
        }, done => Progress("Compared", done, file.RowCount, "rows"));
        Clear();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{summary.Rows} entries: {summary.New} new, {summary.Changed} changed, {summary.Same} the same, {summary.Wrong} wrong. {summary.Pledges} {file.Noun} would {(publish ? "be published" : "get a draft")}."));
        if (summary.Wrong > 0)
        {
            await Console.Error.WriteLineAsync("PledgeTracker: nothing was saved. Correct what is wrong and import again.");
            return 1;
        }

        if (summary.Pledges == 0 || wishes.DryRun)
        {
            return 0;
        }

        if (publish && summary.Changed > 0 && terms.NoteToReaders is null)
        {
            throw new StartupException("Say what changed with --note. Readers see it on pledges that were already public.");
        }

        if (!wishes.Yes && !Asked())
        {
            Console.WriteLine("Nothing was saved.");
            return 0;
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        if (!await importer.WriteAsync(plan, terms, done => Progress("Written", done, file.Groups.Count, file.Noun)))
        {
            throw new StartupException("Something has changed since the comparison, so nothing was saved. Run the command again.");
        }

        await services.GetRequiredService<NewsroomLog>().WriteAsync(by, LogAction.ImportConfirmed, details: string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)} at the command line: {summary.Pledges} {file.Noun}{(publish ? ", published" : " as drafts")}"));
        await transaction.CommitAsync();
        Clear();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PledgeTracker: {(publish ? "published" : "saved drafts of")} {summary.Pledges} {file.Noun}."));
        return 0;
    }

    private static async Task<ImportFile> ReadAsync(Wishes wishes)
    {
        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(wishes.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The file cannot be read: {e.Message}");
        }

        try
        {
            return ImportFile.Read(content, wishes.Encoding, wishes.Delimiter, Path.GetFileName(wishes.Path), wishes.Written);
        }
        catch (ImportException e)
        {
            throw new StartupException(string.Create(CultureInfo.InvariantCulture, $"{wishes.Path}, line {e.Line}: {e.Message}"));
        }
    }

    private static bool Asked()
    {
        if (Console.IsInputRedirected)
        {
            throw new StartupException("The program cannot ask you here whether to save this: add --yes, or --dry-run.");
        }

        Console.Write("Save this? [y/N] ");
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    // Rewrites one line of the terminal; a file or a pipe would only fill up.
    private static void Progress(string what, int done, int all, string of)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} {done:N0} of {all:N0} {of}"));
        }
    }

    private static void Clear()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + new string(' ', 50) + "\r");
        }
    }

    /// <summary>What was asked for, as it stood on the command line.</summary>
    private sealed record Wishes(string Path, string Email, bool DryRun, bool Yes, bool Publish, string? Note, string? Encoding, string? Delimiter, string? Dates, string? Decimals)
    {
        public TypedOptions Written => new() { Order = Code.TryParse<DateOrder>(Dates, out var order) ? order : null, Mark = Code.TryParse<DecimalMark>(Decimals, out var mark) ? mark : null };
    }
}
