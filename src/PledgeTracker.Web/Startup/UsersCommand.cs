using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Startup;

/// <summary>
/// <c>users add|list|disable|enable|reset-second-factor</c>: the way back in for a newsroom that is locked out, at the
/// machine itself. Works while the program runs, too.
/// </summary>
internal static class UsersCommand
{
    /// <summary>For a command that a person watches: only errors are logged, unless set otherwise.</summary>
    internal static readonly string[] Quiet = ["--Serilog:MinimumLevel:Default=Error", "--Serilog:MinimumLevel:Override:Microsoft=Error"];

    public static Command Define(string[] settings)
    {
        var list = new Command("list", "Lists the accounts.");
        list.SetAction((_, _) => WithMembersAsync(settings, ListAsync));

        var email = new Option<string>("--email") { Required = true, HelpName = "ADDRESS", Description = "The e-mail address the member signs in with." };
        var name = new Option<string>("--name") { Required = true, HelpName = "NAME", Description = "The name that colleagues see." };
        var role = new Option<MemberRole>("--role")
        {
            Required = true,
            HelpName = "editor|reviewer|administrator",
            Description = "What the member may do.",
            CustomParser = read =>
            {
                if (!Code.TryParse<MemberRole>(read.Tokens.Single().Value, out var one))
                {
                    read.AddError($"There is no role '{read.Tokens.Single().Value}': choose editor, reviewer or administrator.");
                }

                return one;
            },
        };

        // The password is never an argument, since every user of the machine can read those.
        var add = new Command("add", "Makes an account. It reads the password from the terminal or from standard input.") { email, name, role };
        add.SetAction((read, _) => WithMembersAsync(settings, async services => Say([.. (await services.GetRequiredService<Members>()
            .AddAsync(read.GetRequiredValue(email), read.GetRequiredValue(name), read.GetRequiredValue(role), ReadPassword(), LogActor.CommandLine)).Select(p => p.Message)])));

        return new Command("users", "Makes, lists, closes and opens accounts, for a newsroom that is locked out. It also works while the program is running.")
        {
            list,
            add,
            DefineOne("disable", "Closes an account and ends its sessions.", settings, (members, id) => members.DisableAsync(id, LogActor.CommandLine)),
            DefineOne("enable", "Opens a closed account.", settings, (members, id) => members.EnableAsync(id, LogActor.CommandLine)),
            DefineOne("reset-second-factor", "Removes the passkeys and codes of an account.", settings, (members, id) => members.ResetSecondFactorAsync(id, LogActor.CommandLine)),
        };
    }

    private static Command DefineOne(string verb, string description, string[] settings, Func<Members, int, Task<IReadOnlyList<string>>> work)
    {
        var address = new Argument<string>("ADDRESS") { Description = "The e-mail address of the account." };
        var command = new Command(verb, description) { address };
        command.SetAction((read, _) => WithMembersAsync(settings, async services =>
        {
            var email = read.GetRequiredValue(address);
            var found = await services.GetRequiredService<UserManager<Member>>().FindByEmailAsync(email)
                ?? throw new StartupException($"There is no account with the e-mail address '{email}'.");
            return Say(await work(services.GetRequiredService<Members>(), found.Id));
        }));
        return command;
    }

    private static async Task<int> WithMembersAsync(string[] settings, Func<IServiceProvider, Task<int>> work)
    {
        await using var app = Tracker.Build([.. Quiet, .. settings]);
        using var database = await TakeAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private static async Task<int> ListAsync(IServiceProvider services)
    {
        foreach (var member in await services.GetRequiredService<Members>().AllAsync())
        {
            Console.WriteLine($"{member.Email}\t{member.Name}\t{Code.Of(member.Role)}{(member.IsDisabled ? "\tclosed" : "")}{(member.TwoFactorEnabled ? "\tcodes" : "")}");
        }

        return 0;
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

    /// <summary>Takes the database where nobody has it; while another program has it, it must already be up to date.</summary>
    internal static async Task<IDisposable?> TakeAsync(WebApplication app)
    {
        try
        {
            return await DatabasePreparation.PrepareAsync(app, mayMigratePostgres: false);
        }
        catch (DataFolderInUseException)
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
