using Microsoft.AspNetCore.Connections;

namespace PledgeTracker.Web.Settings;

/// <summary>
/// The addresses to listen on, set in any of ASP.NET Core's ways: <c>Urls</c> in any source, <c>ASPNETCORE_URLS</c>,
/// <c>ASPNETCORE_HTTP_PORTS</c>, Kestrel's own section; this class adds the default.
/// </summary>
public static class Listening
{
    public const string Default = "http://localhost:5080";

    /// <summary>Whether an operator said where to listen.</summary>
    public static bool IsSaid(IConfiguration configuration) =>
        ((string[])[WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey]).Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    /// <summary>Starts the server.</summary>
    /// <exception cref="StartupException">An address is in use or cannot be used.</exception>
    public static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartupException($"The address {Of(app)} is in use: stop the program that uses it, or choose another with --urls http://localhost:PORT.", e);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartupException(
                $"The address {Of(app)} needs a certificate: set Kestrel:Certificates:Default:Path and Kestrel:Certificates:Default:KeyPath, or use a reverse proxy for https.", e);
        }
        catch (Exception e) when (e is FormatException or UriFormatException or IOException or System.Net.Sockets.SocketException or System.Security.Cryptography.CryptographicException
            || e.Source == "Microsoft.AspNetCore.Server.Kestrel.Core")
        {
            throw new StartupException($"The address {Of(app)} cannot be used ({e.Message.TrimEnd('.')}): choose one like --urls {Default}.", e);
        }
    }

    /// <summary>Where the program listens; before it does, where it was configured to.</summary>
    public static string Of(WebApplication app) =>
        string.Join(" and ", app.Lifetime.ApplicationStarted.IsCancellationRequested ? app.Urls : Asked(app.Configuration));

    /// <summary>The first address, as somebody at this machine opens it.</summary>
    public static string HereOf(WebApplication app) => Here(app.Urls.First());

    /// <summary>An address that every network card answers to, as somebody at this machine opens it.</summary>
    public static string Here(string address) =>
        address.TrimEnd('/').Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);

    private static IEnumerable<string> Asked(IConfiguration configuration)
    {
        var own = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        return own.Count > 0 ? own
            : configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            : ((string[])["http", "https"]).SelectMany(scheme => (configuration[scheme + "_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"{scheme}://*:{port}"));
    }
}
