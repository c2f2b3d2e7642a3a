using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Operations;

/// <summary>
/// <c>import FILE --as EMAIL</c>: the same comparison and the same writing as in the newsroom, at the machine. Works beside a
/// running program too.
/// </summary>
internal static class ImportCommand
{
    private const string Usage =
        "Use: import FILE --as EMAIL [--dry-run] [--yes] [--publish [--note WORDS]] [--encoding utf-8|utf-16|windows-1252] [--delimiter comma|semicolon|tab]. Without --yes it asks before it writes.";

    private const int WrongShown = 100;

    public static async Task<int> RunAsync(string[] args)
    {
        var (words, settings) = UsersCommand.Split(args);
        string? Option(string name) => Array.IndexOf(words, name) is var at and >= 0 && at + 1 < words.Length ? words[at + 1] : null;
        bool Has(string name) => words.Contains(name);
        if (words is not [var path, ..] || path.StartsWith('-') || Option("--as") is not { } email)
        {
            throw new StartupException(Usage);
        }

        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The file cannot be read: {e.Message}");
        }

        ImportFile file;
        try
        {
            file = ImportFile.Read(content, Option("--encoding"), Option("--delimiter"));
        }
        catch (ImportException e)
        {
            throw new StartupException(string.Create(CultureInfo.InvariantCulture, $"{path}, line {e.Line}: {e.Message}"));
        }

        await using var app = Tracker.Build(["--Serilog:MinimumLevel:Default=Error", "--Serilog:MinimumLevel:Override:Microsoft=Error", .. settings]);
        using var database = await UsersCommand.TakeAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var member = await services.GetRequiredService<UserManager<Member>>().FindByEmailAsync(email);
        if (member is null or { IsDisabled: true })
        {
            throw new StartupException($"There is no open account with the e-mail address '{email}'.");
        }

        var publish = Has("--publish");
        if (publish && member.Role < MemberRole.Reviewer)
        {
            throw new StartupException($"Only a reviewer publishes, and {email} is {Code.Words(member.Role)}. Leave out --publish to make drafts.");
        }

        if (publish && services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.FourEyes)
        {
            throw new StartupException("A second person publishes here. Leave out --publish to make drafts, upload the file in the newsroom so that another reviewer confirms it, or set PledgeTracker:FourEyes=false.");
        }

        var by = new LogActor(member.Id, member.Name, null);
        var terms = new ImportTerms(by, publish, by, Option("--note"));
        var importer = services.GetRequiredService<Importer>();
        var context = services.GetRequiredService<PledgeTrackerDbContext>();
        Console.WriteLine($"Read as {file.ReadAs}.");
        var wrong = 0;
        var summary = await importer.RunAsync(file, terms, write: false, rows =>
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
        }, done => Progress("Compared", done, file.RowCount));
        Clear();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{summary.Rows} entries: {summary.New} new, {summary.Changed} changed, {summary.Same} the same, {summary.Wrong} wrong. {summary.Pledges} pledges would {(publish ? "be published" : "get a draft")}."));
        if (summary.Wrong > 0)
        {
            await Console.Error.WriteLineAsync("PledgeTracker: nothing was written. Mend what is wrong and import again.");
            return 1;
        }

        if (summary.Pledges == 0 || Has("--dry-run"))
        {
            return 0;
        }

        if (publish && summary.Changed > 0 && terms.NoteToReaders is null)
        {
            throw new StartupException("Say with --note what changed; readers see it on the pledges that were public before.");
        }

        if (!Has("--yes") && !Asked())
        {
            Console.WriteLine("Nothing was written.");
            return 0;
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        var written = await importer.RunAsync(file, terms, write: true, null, done => Progress("Written", done, file.RowCount));
        if (written.Digest != summary.Digest)
        {
            throw new StartupException("Pledges were changed while you looked at the comparison, so nothing was written. Run the command again.");
        }

        await services.GetRequiredService<NewsroomLog>().WriteAsync(by, LogAction.ImportConfirmed, details: string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)} at the command line: {summary.Pledges} pledges{(publish ? ", published" : " as drafts")}"));
        await transaction.CommitAsync();
        Clear();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PledgeTracker: {(publish ? "published" : "wrote drafts of")} {written.Pledges} pledges."));
        return 0;
    }

    private static bool Asked()
    {
        if (Console.IsInputRedirected)
        {
            throw new StartupException("There is nobody to ask whether to write this: add --yes, or --dry-run.");
        }

        Console.Write("Write this? [y/N] ");
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    // On the same line of a terminal; a file or a pipe is not filled with it.
    private static void Progress(string what, int done, int all)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} {done:N0} of {all:N0} rows"));
        }
    }

    private static void Clear()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + new string(' ', 50) + "\r");
        }
    }
}
