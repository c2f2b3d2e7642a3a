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

    /// <summary>How many wrong rows are shown of a column of which several are wrong.</summary>
    private const int WrongOfColumn = 3;

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
        var sheet = new Option<string>("--sheet") { HelpName = "SHEET", Description = "The sheet of a workbook, by its name or number. Without it, the first visible sheet is read." };
        var table = new Option<string>("--table") { Description = "What one row of the table is. Without it, the names of the columns tell." };
        table.AcceptOnlyFromAmong([.. ImportColumns.Tables.Select(t => Code.Of(t.Kind))]);
        var column = new Option<string[]>("--column") { HelpName = "THEIRS=OURS", Description = "A column of the file and the name it has here, like \"Employer=company\". Give it once for each column." };
        var leaveOut = new Option<string[]>("--leave-out") { HelpName = "NAME", Description = "A column of the file that is left out. Give it once for each column." };
        var import = new Command("import", "Imports a table of figures, or whole pledges, claimants, lists or checks, as drafts. Without --yes, it asks before it saves.")
        {
            file, by, dryRun, yes, publish, note, encoding, delimiter, dates, decimals, sheet, table, column, leaveOut,
        };
        import.SetAction((read, _) => RunAsync(
            new Wishes(
                read.GetRequiredValue(file), read.GetRequiredValue(by), read.GetValue(dryRun), read.GetValue(yes), read.GetValue(publish),
                read.GetValue(note), new ImportChoices
                {
                    Encoding = read.GetValue(encoding),
                    Delimiter = read.GetValue(delimiter),
                    Sheet = read.GetValue(sheet),
                    Kind = Code.TryParse<ImportKind>(read.GetValue(table), out var kind) ? kind : null,
                    Written = new TypedOptions { Order = Code.TryParse<DateOrder>(read.GetValue(dates), out var order) ? order : null, Mark = Code.TryParse<DecimalMark>(read.GetValue(decimals), out var mark) ? mark : null },
                    Columns = ColumnsOf(read.GetValue(column) ?? [], read.GetValue(leaveOut) ?? []),
                }),
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
        foreach (var sentence in file.Said)
        {
            Console.WriteLine(sentence);
        }

        var wrong = new List<ImportRow>();
        using var plan = new ImportPlan();
        var summary = await importer.CompareAsync(file, terms, plan, rows =>
        {
            wrong.AddRange(rows.Where(r => r.Outcome == ImportOutcome.Wrong));
            return Task.CompletedTask;
        }, done => Progress("Compared", done, file.RowCount, "rows"));
        Clear();
        Tell(path, ColumnFaults.Of(file, wrong), wrong);
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

    // Columns first: what is wrong in a hundred rows alike is one thing to correct.
    private static void Tell(string path, IReadOnlyList<ColumnFaults> faults, List<ImportRow> wrong)
    {
        foreach (var fault in faults)
        {
            Console.WriteLine(fault.Words);
        }

        var told = new Dictionary<string, int>(StringComparer.Ordinal);
        var shown = wrong.OrderBy(r => r.Line).Where(r => !faults.Any(f => f.Column == r.Column) || (told[r.Column!] = told.GetValueOrDefault(r.Column!) + 1) <= WrongOfColumn).Take(WrongShown).ToList();
        foreach (var row in shown)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}:{row.Line}: {(row.Column is null ? "" : row.Column + ": ")}{row.Text}"));
        }

        if (shown.Count < wrong.Count)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"And {wrong.Count - shown.Count:N0} more."));
        }
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
            return ImportFile.Of(content, wishes.Choices, Path.GetFileName(wishes.Path));
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

    // The names that somebody gave to columns, as “theirs=ours”; the file's own name may hold the sign too.
    private static Dictionary<string, string> ColumnsOf(string[] named, string[] leftOut)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in named)
        {
            var at = pair.LastIndexOf('=');
            if (at <= 0 || at == pair.Length - 1)
            {
                throw new StartupException($"--column takes the file’s name and the one it has here, like \"Employer=company\". Given was \"{pair}\".");
            }

            columns[pair[..at].Trim()] = pair[(at + 1)..].Trim();
        }

        foreach (var name in leftOut)
        {
            columns[name.Trim()] = "";
        }

        return columns;
    }

    /// <summary>What was asked for, as it stood on the command line.</summary>
    private sealed record Wishes(string Path, string Email, bool DryRun, bool Yes, bool Publish, string? Note, ImportChoices Choices);
}
