using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Support;

/// <summary>The program as a process of its own, for what only a process can show: its exit code, its words, its death.</summary>
public sealed class TrackerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly StringBuilder _said = new();

    private TrackerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = ReadErrorsAsync();
    }

    public bool HasExited => _process.HasExited;

    public static TrackerProcess Start(params string[] arguments) => Start(null, [Program, .. arguments]);

    /// <summary>Starts it in a folder, where it finds its <c>appsettings.json</c>, and with an environment of its own.</summary>
    public static TrackerProcess StartIn(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(null, [Program, .. arguments], folder: folder, environment: environment);

    /// <summary>Starts it with <c>dotnet run</c>, as somebody with the sources does, who has built it.</summary>
    public static TrackerProcess StartFromSources(params string[] arguments)
    {
        var configuration = Path.GetDirectoryName(Program)!.EndsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";
        return Start(null, ["run", "--no-build", "-c", configuration, .. arguments], folder: Repository.Root);
    }

    private static string Program => typeof(PledgeTrackerOptions).Assembly.Location;

    private static TrackerProcess Start(string? input, string[] arguments, string[]? within = null, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] command = [.. within ?? [], "dotnet", .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };

        // What the machine says of addresses, as images of containers do, is no part of a test.
        foreach (var name in (string[])["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "URLS"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        // A process that lives for seconds gains nothing from counting how its code runs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Serilog__MinimumLevel__Default"] = "Fatal";
        start.Environment["Serilog__MinimumLevel__Override__Microsoft"] = "Fatal";
        var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return new TrackerProcess(process);
    }

    /// <summary>Runs to the end and gives exit code, standard output and standard error.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunWithInputAsync(null, arguments);

    /// <summary>The same in a folder and with an environment of its own, see <see cref="StartIn"/>.</summary>
    public static Task<(int Code, string Output, string Errors)> RunInAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        EndAsync(StartIn(folder, environment, arguments));

    /// <summary>The same, with a line on its standard input.</summary>
    public static Task<(int Code, string Output, string Errors)> RunWithInputAsync(string? input, params string[] arguments) =>
        EndAsync(Start(input is null ? null : input + "\n", [Program, .. arguments]));

    private static async Task<(int Code, string Output, string Errors)> EndAsync(TrackerProcess running)
    {
        using var tracker = running;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await tracker._process.WaitForExitAsync(limit.Token);
        return (tracker._process.ExitCode, await tracker._output, await tracker._errors);
    }

    /// <summary>What it wrote, once it has ended.</summary>
    public Task<string> OutputAsync() => _output;

    // About eight minutes: where it is built first, beside other tests, a start takes two or three.
    private const int MostAttempts = 3_000;

    /// <summary>Asks until it serves.</summary>
    public async Task<HttpResponseMessage> FirstAnswerAsync(Uri address)
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < MostAttempts && !HasExited; attempt++)
        {
            try
            {
                return await http.GetAsync(address);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("The tracker did not answer. " + (HasExited ? await _errors : ""));
    }

    /// <summary>What a start that cannot succeed says: one sentence on standard error, nothing else, and a code that is not zero.</summary>
    public static void ShouldBeOneSentence(int code, string errors, string saying)
    {
        code.Should().Be(1, errors);
        errors.Trim().Should().StartWith("PledgeTracker: ").And.Contain(saying).And.EndWith(".").And.NotContain("\n").And.NotContain("   at ");
    }

    /// <summary>What it wrote into its log, once it has ended.</summary>
    public Task<string> ErrorsAsync() => _errors;

    /// <summary>Waits until it has said something on standard error.</summary>
    public async Task UntilItSaysAsync(string words)
    {
        while (!Said().Contains(words, StringComparison.Ordinal))
        {
            HasExited.Should().BeFalse("it ended without that: {0}", Said());
            await Task.Delay(50);
        }
    }

    /// <summary>Tells it to end, as an init system does, and gives what it said and its exit code.</summary>
    public async Task<(int Code, string Output, string Errors)> EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output, await _errors);
    }

    /// <summary>
    /// Runs a shell script that may mount file systems, which nobody else sees; <c>"$@"</c> in it is the program with the
    /// arguments. See <see cref="OnOwnDiskAttribute"/>.
    /// </summary>
    public static async Task<(int Code, string Output, string Errors)> RunOnOwnDiskAsync(string script, params string[] arguments)
    {
        using var tracker = Start(null, [Program, .. arguments], ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        await tracker._process.WaitForExitAsync();
        return (tracker._process.ExitCode, await tracker._output, await tracker._errors);
    }

    /// <summary>A port of the loopback that nothing listens on at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.AppendLine(line);
            }
        }

        return Said();
    }

    private string Said()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
