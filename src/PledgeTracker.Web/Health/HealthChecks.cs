using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Health;

/// <summary>Whether the database answers, and belongs to a tracker.</summary>
public sealed class DatabaseCheck(PledgeTrackerDbContext database) : IHealthCheck
{
    /// <summary>How long a database may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.Site.AnyAsync(cancellationToken) ? HealthCheckResult.Healthy("the database answers") : HealthCheckResult.Unhealthy("the database holds no site");
        }
        catch (Exception e) when (e is OperationCanceledException || Outages.FaultOf(e) is not null)
        {
            // Without the exception's own message, which may name hosts and folders: anybody may read this.
            return HealthCheckResult.Unhealthy(Outages.FaultOf(e) switch
            {
                StorageFault.Missing => "the database is not there",
                StorageFault.Busy => "the database is busy",
                StorageFault.Damaged => "the database is damaged",
                StorageFault.Refused or StorageFault.NoPermission => "the database does not let this program in",
                _ => "the database cannot be reached",
            });
        }
    }
}

/// <summary>Whether the SQLite file is the one that was opened.</summary>
public sealed class DatabaseFileCheck(DatabaseFile file) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !file.IsInPlace ? HealthCheckResult.Unhealthy("the database file was moved, replaced or deleted while the program was running")
        : HealthCheckResult.Healthy(file.IsHeld ? "the database file is the one that was opened" : "the database is no file of this program"));
}

/// <summary>Whether the tables have the version that this program was written for.</summary>
public sealed class MigrationsCheck(PledgeTrackerDbContext database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var known = database.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = (await database.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
            var (pending, unknown) = (known.Except(applied).Count(), applied.Except(known).Count());
            return pending > 0 ? Wrong($"the database lacks {pending} migrations")
                : unknown > 0 ? Wrong($"the database has {unknown} migrations of a newer program")
                : HealthCheckResult.Healthy("the database has all migrations");
        }
        catch (Exception e) when (e is OperationCanceledException || Outages.FaultOf(e) is not null)
        {
            return HealthCheckResult.Unhealthy("the migrations cannot be read");
        }

        static HealthCheckResult Wrong(FormattableString what) => HealthCheckResult.Unhealthy(what.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>Whether the disk of the data folder has room.</summary>
public sealed class SpaceCheck(IOptions<PledgeTrackerOptions> options, IHostEnvironment environment) : IHealthCheck
{
    private const long Megabyte = 1_000_000;

    /// <summary>Below this, whoever runs the tracker is warned.</summary>
    private const long Little = 500 * Megabyte;

    /// <summary>Below this, the next upload or index may not find room.</summary>
    private const long TooLittle = 50 * Megabyte;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(Of(new DriveInfo(Folders.Nearest(options.Value.DataDirectoryOf(environment))).AvailableFreeSpace));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the disk of the data folder does not answer"));
        }
    }

    /// <summary>What this many free bytes mean.</summary>
    public static HealthCheckResult Of(long free)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{free / Megabyte:N0} MB are free on the disk of the data folder");
        return free < TooLittle ? HealthCheckResult.Unhealthy(what) : free < Little ? HealthCheckResult.Degraded(what) : HealthCheckResult.Healthy(what);
    }
}

/// <summary>Whether the keys that sessions are signed with can be read and used.</summary>
public sealed class KeysCheck(IDataProtectionProvider protection, IOptions<KeyManagementOptions> keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        const string Text = "a session";
        try
        {
            var protector = protection.CreateProtector(nameof(KeysCheck));
            var isWhole = protector.Unprotect(protector.Protect(Text)) == Text;

            // This program has the keys in memory, but the next one must read them from their store.
            var stored = keys.Value.XmlRepository?.GetAllElements().Count;
            return Task.FromResult(isWhole && stored != 0 ? HealthCheckResult.Healthy("the keys of sessions can be read") : HealthCheckResult.Unhealthy("the keys of sessions are gone: a restart ends all sessions"));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or System.Xml.XmlException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the keys of sessions cannot be read"));
        }
    }
}

/// <summary>Whether a stored copy could be written.</summary>
public sealed class EvidenceCheck(IOptions<PledgeTrackerOptions> options, IHostEnvironment environment) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // The folder does not exist before the first upload.
        var folder = Folders.Nearest(options.Value.EvidenceDirectoryOf(environment));
        try
        {
            await using var trial = new FileStream(
                Path.Combine(folder, "incoming-" + Guid.NewGuid().ToString("N")),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0 });
            await trial.WriteAsync(new byte[1], cancellationToken);
            return HealthCheckResult.Healthy("the folder of stored copies can be written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy(StorageFaults.Of(e) == StorageFault.Full ? "the disk of the stored copies is full" : "the folder of stored copies cannot be written");
        }
    }
}

/// <summary>Finds where a folder that does not exist yet would be.</summary>
internal static class Folders
{
    /// <summary>The folder, or the nearest one above it that exists.</summary>
    public static string Nearest(string folder)
    {
        while (!Path.Exists(folder) && Path.GetDirectoryName(folder) is { Length: > 0 } above)
        {
            folder = above;
        }

        return folder;
    }
}
