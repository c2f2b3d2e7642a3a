using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>
/// PostgreSQL's own <c>pg_dump</c> and <c>pg_restore</c>, which know every kind of object of their server. They get the
/// connection from environment variables, since every user of the machine can read a command line.
/// </summary>
/// <param name="path">Where the program is; null for the one on the <c>PATH</c>.</param>
/// <param name="name"><c>pg_dump</c> or <c>pg_restore</c>.</param>
internal sealed partial class PostgresTools(string name, string? path)
{
    /// <summary>Its version, like <c>15.18</c>.</summary>
    /// <exception cref="StartupException">It is not there.</exception>
    public async Task<string> VersionAsync(CancellationToken cancel)
    {
        var (code, output, errors) = await RunAsync(null, ["--version"], keepOutput: true, cancel);
        return code == 0 && Number().Match(output) is { Success: true } version ? version.Value : throw Failed(errors);
    }

    /// <summary>Writes the database into a file, as it was in an exported snapshot.</summary>
    public async Task DumpAsync(NpgsqlConnectionStringBuilder server, string snapshot, string file, CancellationToken cancel) =>
        await MustAsync(server, ["--format=custom", "--no-password", "--snapshot=" + snapshot, "--file=" + file], cancel);

    /// <summary>
    /// Restores a dump into an empty database, all or nothing. The database user of this connection owns the result.
    /// </summary>
    public async Task RestoreAsync(NpgsqlConnectionStringBuilder server, string file, CancellationToken cancel) =>
        await MustAsync(server, ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password", "--dbname=" + server.Database, file], cancel);

    /// <summary>Reads a dump from its beginning to its end.</summary>
    /// <exception cref="StartupException">It cannot be read.</exception>
    public async Task ReadAsync(string file, CancellationToken cancel) => await MustAsync(null, ["--file=-", file], cancel);

    /// <summary>The major version, which decides what is compatible: 15 of <c>15.18</c>.</summary>
    public static int MajorOf(string version) => int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture);

    private async Task MustAsync(NpgsqlConnectionStringBuilder? server, string[] arguments, CancellationToken cancel)
    {
        var (code, _, errors) = await RunAsync(server, arguments, keepOutput: false, cancel);
        if (code != 0)
        {
            throw Failed(errors);
        }
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(NpgsqlConnectionStringBuilder? server, string[] arguments, bool keepOutput, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(path ?? name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_MESSAGES"] = "C";
        foreach (var (variable, value) in server is null ? [] : EnvironmentOf(server))
        {
            start.Environment[variable] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            var output = "";
            if (keepOutput)
            {
                output = await process.StandardOutput.ReadToEndAsync(cancel);
            }
            else
            {
                await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancel);
            }

            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new StartupException(
                $"The program {name} cannot be run ({e.Message.TrimEnd('.')}): install PostgreSQL's client programs. On Debian and Ubuntu this is the package postgresql-client. If it is installed, add {Option}.", e);
        }
    }

    /// <summary>The command-line option that says where the program is.</summary>
    private string Option => "--" + name.Replace('_', '-') + " PATH";

    private StartupException Failed(string errors) => new($"{name} failed: {Spaces().Replace(errors, " ").Trim().TrimEnd('.')}.");

    private static Dictionary<string, string> EnvironmentOf(NpgsqlConnectionStringBuilder server)
    {
        var environment = new Dictionary<string, string>
        {
            ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["PGSSLMODE"] = server.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                _ => server.SslMode.ToString().ToLowerInvariant(),
            },
        };
        Set("PGHOST", server.Host);
        Set("PGDATABASE", server.Database);
        Set("PGUSER", server.Username);
        Set("PGPASSWORD", server.Password);
        Set("PGPASSFILE", server.Passfile);
        Set("PGSSLROOTCERT", server.RootCertificate);
        Set("PGSSLCERT", server.SslCertificate);
        Set("PGSSLKEY", server.SslKey);
        return environment;

        void Set(string variable, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                environment[variable] = value;
            }
        }
    }

    [GeneratedRegex(@"\d+(\.\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
