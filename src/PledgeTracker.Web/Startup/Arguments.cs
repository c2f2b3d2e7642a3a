using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Startup;

/// <summary>What is on the command line: the words of a command, and settings of the program among them.</summary>
public static partial class Arguments
{
    /// <summary>The sections of settings that the program and its libraries read.</summary>
    private static readonly string[] Sections = [PledgeTrackerOptions.Section, "ConnectionStrings", "Kestrel", "Serilog", "Logging", "HostBuilder"];

    /// <summary>The host's own settings, which have no section.</summary>
    private static readonly string[] OfHost =
    [
        WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey, "https_port", WebHostDefaults.EnvironmentKey,
        WebHostDefaults.ContentRootKey, WebHostDefaults.WebRootKey, WebHostDefaults.ApplicationKey, "AllowedHosts", WebHostDefaults.ShutdownTimeoutKey,
        WebHostDefaults.DetailedErrorsKey, WebHostDefaults.CaptureStartupErrorsKey, WebHostDefaults.SuppressStatusMessagesKey,
        WebHostDefaults.PreferHostingUrlsKey, WebHostDefaults.StaticWebAssetsKey, WebHostDefaults.StartupAssemblyKey,
        WebHostDefaults.PreventHostingStartupKey, WebHostDefaults.HostingStartupAssembliesKey, WebHostDefaults.HostingStartupExcludeAssembliesKey,
    ];

    /// <summary>
    /// Separates settings (<c>--PledgeTracker:Name value</c>, <c>--PledgeTracker:Name=value</c>, <c>--urls …</c>; with
    /// <c>=</c> also without dashes or after a slash) from all other words. Settings come back as <c>--Name=value</c>.
    /// </summary>
    /// <exception cref="StartupException">A setting has no value, or belongs to no section there is.</exception>
    public static (string[] Words, string[] Settings) Split(string[] args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var match = SettingPattern().Match(args[i]);
            var name = match.Groups["name"].Value;
            var section = name.Contains(':', StringComparison.Ordinal) ? name.Split(':')[0] : null;

            // The hosts of the tests pass a bare section name without a value.
            var isKnown = Sections.Contains(section ?? name, StringComparer.OrdinalIgnoreCase) || (section is null && OfHost.Contains(name, StringComparer.OrdinalIgnoreCase));
            var isDashed = match.Groups["dashes"].Value == "--";
            if (isDashed ? section is null && !isKnown : !isKnown || !match.Groups["value"].Success)
            {
                words.Add(args[i]);
                continue;
            }

            if (!isKnown)
            {
                throw new StartupException($"There is no setting '{name}'{Spelling.Meant(section!, Sections, ":…")}.");
            }

            if (match.Groups["value"].Success)
            {
                settings.Add($"--{name}={match.Groups["value"].Value}");
            }
            else if (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"--{name}={args[++i]}");
            }
            else
            {
                throw new StartupException($"The setting --{name} needs a value, like --{name}=value.");
            }
        }

        return ([.. words], [.. settings]);
    }

    /// <summary>Runs the command that the words name; <c>--help</c> and <c>--version</c> of every command run nothing else.</summary>
    /// <exception cref="StartupException">There is no such command or option, or something is missing: nothing ran.</exception>
    public static async Task<int> RunAsync(RootCommand root, string[] words)
    {
        root.Directives.Clear();
        root.Options.OfType<VersionOption>().Single().Recursive = true;
        var read = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (read.Action is not { ClearsParseErrors: true })
        {
            Refuse(read, words);
        }

        // The host itself handles Ctrl+C, and takes the time it needs.
        return await read.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static void Refuse(ParseResult read, string[] words)
    {
        var path = Path(read.CommandResult);
        var commands = read.CommandResult.Command.Subcommands.Select(c => c.Name);
        var options = OptionsOf(read.CommandResult);
        var typed = words.TakeWhile(word => word != "--").Where(word => OptionPattern().IsMatch(word)).ToList();
        var names = typed.Select(word => word.Split('=')[0]).ToList();
        var problems = names.Where(name => !options.Contains(name)).Select(name => $"There is no option '{name}'{Spelling.Meant(name, [.. options, .. OfHost.Select(o => "--" + o)])}.").ToList();
        if (problems.Count == 0)
        {
            // Otherwise the name of an option would pass as the value of the one before it.
            problems.AddRange(read.Tokens.Zip(read.Tokens.Skip(1)).Where(pair => pair.Second.Type == TokenType.Argument && typed.Contains(pair.Second.Value))
                .Select(pair => $"The option '{pair.First.Value}' needs a value."));
        }

        if (problems.Count == 0)
        {
            problems.AddRange(read.UnmatchedTokens.Select(word => commands.Any()
                ? $"There is no command '{(path + " " + word).Trim()}'{Spelling.Meant(word, commands)}."
                : $"'{word}' is not expected here. Remove it."));
        }

        if (problems.Count == 0)
        {
            problems.AddRange(read.Errors.Select(error => Spaces().Replace(error.Message, " ")));
        }

        if (problems.Count > 0)
        {
            throw new StartupException(string.Join(' ', problems) + $" Nothing was done. '{(path + " --help").Trim()}' lists what you can use.");
        }
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? (Path(parent) + " " + command.Command.Name).Trim() : "";

    private static HashSet<string> OptionsOf(CommandResult command)
    {
        var options = command.Command.Options.ToList();
        for (var parent = command.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            options.AddRange(parent.Command.Options.Where(o => o.Recursive));
        }

        return [.. options.Select(o => o.Name), .. options.SelectMany(o => o.Aliases)];
    }

    [GeneratedRegex("^(?<dashes>--|/|)(?<name>[A-Za-z][A-Za-z0-9_.-]*(:[A-Za-z0-9_.-]+)*)(=(?<value>.*))?$", RegexOptions.Singleline)]
    private static partial Regex SettingPattern();

    [GeneratedRegex("^--?[A-Za-z]")]
    private static partial Regex OptionPattern();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
