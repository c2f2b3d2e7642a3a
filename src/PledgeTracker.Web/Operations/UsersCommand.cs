using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Operations;

/// <summary>
/// <c>users add|list|disable|enable|reset-second-factor</c>: a newsroom that is locked out helps itself at the machine. Works
/// beside a running program too.
/// </summary>
internal static class UsersCommand
{
    private const string Usage =
        "Use: users list; users add --email ADDRESS --name NAME --role editor|reviewer|administrator (the password is read from the terminal or standard input); users disable ADDRESS; users enable ADDRESS; users reset-second-factor ADDRESS.";

    public static async Task<int> RunAsync(string[] args)
    {
        var (words, settings) = Split(args);
        await using var app = Tracker.Build(["--Serilog:MinimumLevel:Default=Error", "--Serilog:MinimumLevel:Override:Microsoft=Error", .. settings]);
        using var database = await TakeAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<Members>();
        switch (words)
        {
            case ["list"]:
                foreach (var member in await members.AllAsync())
                {
                    Console.WriteLine($"{member.Email}\t{member.Name}\t{Code.Of(member.Role)}{(member.IsDisabled ? "\tclosed" : "")}{(member.TwoFactorEnabled ? "\tcodes" : "")}");
                }

                return 0;
            case ["add", .. var rest]:
                return await AddAsync(members, rest);
            case [("disable" or "enable" or "reset-second-factor") and var verb, var email]:
                var found = await scope.ServiceProvider.GetRequiredService<UserManager<Member>>().FindByEmailAsync(email)
                    ?? throw new StartupException($"There is no account with the e-mail address '{email}'.");
                return Say(verb switch
                {
                    "disable" => await members.DisableAsync(found.Id, LogActor.CommandLine),
                    "enable" => await members.EnableAsync(found.Id, LogActor.CommandLine),
                    _ => await members.ResetSecondFactorAsync(found.Id, LogActor.CommandLine),
                });
            default:
                throw new StartupException(Usage);
        }
    }

    /// <summary>The words of a command, and the settings of the program among them: <c>--PledgeTracker:DataDirectory X</c>.</summary>
    internal static (string[] Words, string[] Settings) Split(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || !args[i].Contains(':', StringComparison.Ordinal))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
            {
                settings.Add(args[++i]);
            }
        }

        return ([.. words], [.. settings]);
    }

    private static async Task<int> AddAsync(Members members, string[] words)
    {
        string? Option(string name) => Array.IndexOf(words, name) is var at and >= 0 && at + 1 < words.Length ? words[at + 1] : null;
        if (Option("--email") is not { } email || Option("--name") is not { } name || !Code.TryParse<MemberRole>(Option("--role"), out var role))
        {
            throw new StartupException(Usage);
        }

        // Never among the arguments, which every user of the machine can read.
        return Say(await members.AddAsync(email, name, role, ReadPassword(), LogActor.CommandLine));
    }

    private static int Say(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine("PledgeTracker: " + problem);
        }

        if (problems.Count == 0)
        {
            Console.WriteLine("PledgeTracker: done.");
        }

        return problems.Count == 0 ? 0 : 1;
    }

    private static string ReadPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }

        Console.Write("Password: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return typed.ToString();
    }

    /// <summary>The database, taken where nobody has it; beside a running program it must be up to date already.</summary>
    internal static async Task<IDisposable?> TakeAsync(WebApplication app)
    {
        try
        {
            return await CommandLine.PrepareAsync(app, mayMigratePostgres: false);
        }
        catch (StartupException e) when (e.InnerException is IOException)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var pending = await scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>().Database.GetPendingMigrationsAsync();
            if (pending.Any())
            {
                throw;
            }

            return null;
        }
    }
}
