using System.Collections.Concurrent;
using System.Security.Cryptography;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Evidence;

/// <summary>What a look at a stored copy found.</summary>
public enum EvidenceState
{
    /// <summary>Its content is what was stored.</summary>
    Whole,

    /// <summary>Its content has another SHA-256 than its name.</summary>
    Altered,

    /// <summary>There is no file, or it cannot be read.</summary>
    Missing,
}

/// <summary>
/// Checks stored copies against their SHA-256 before they are sent, since a sent file cannot be called back. A checked file
/// is not read again for an hour while its size and times stay the same. A broken copy is logged once, in the newsroom's
/// and the program's log, and stays in the worklist until it is repaired.
/// </summary>
public sealed partial class EvidenceChecks(IServiceScopeFactory scopes, TimeProvider clock, ILogger<EvidenceChecks> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (Look Look, EvidenceState State, DateTimeOffset At)> _looks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Name, EvidenceState State)> _broken = new(StringComparer.Ordinal);

    /// <summary>The copies that were found altered or missing since the program started, by their SHA-256.</summary>
    public IReadOnlyList<(string Sha256, string Name, EvidenceState State)> Broken =>
        [.. _broken.Select(b => (b.Key, b.Value.Name, b.Value.State)).OrderBy(b => b.Name, StringComparer.Ordinal)];

    /// <summary>Opens a stored copy for sending, after checking that its content is what was stored.</summary>
    /// <returns>The open file, which the caller disposes of; null where the copy is broken. And what the check found.</returns>
    public async Task<(FileStream? Content, EvidenceState State)> OpenAsync(EvidenceFile file, string path, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        FileStream? content = null;
        EvidenceState state;
        try
        {
            content = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            state = await LookAsync(file.Sha256, content, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            state = EvidenceState.Missing;
        }
        catch
        {
            await DisposeAsync(content);
            throw;
        }

        await NoteAsync(file, state);
        if (state == EvidenceState.Whole)
        {
            return (content, state);
        }

        await DisposeAsync(content);
        return (null, state);
    }

    private static ValueTask DisposeAsync(FileStream? content) => content?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<EvidenceState> LookAsync(string sha256, FileStream content, CancellationToken cancel)
    {
        // The creation time on this disk changes when another file is moved into its place.
        var look = new Look(content.Length, File.GetLastWriteTimeUtc(content.SafeFileHandle), File.GetCreationTimeUtc(content.SafeFileHandle));
        var now = clock.GetUtcNow();
        if (_looks.TryGetValue(sha256, out var known) && known.Look == look && now - known.At < Kept)
        {
            return known.State;
        }

        var state = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) == sha256 ? EvidenceState.Whole : EvidenceState.Altered;
        content.Position = 0;
        _looks[sha256] = (look, state, now);
        return state;
    }

    private async Task NoteAsync(EvidenceFile file, EvidenceState state)
    {
        if (state == EvidenceState.Whole)
        {
            _broken.TryRemove(file.Sha256, out _);
            return;
        }

        var before = _broken.GetValueOrDefault(file.Sha256);
        if (before.Name is not null && before.State == state)
        {
            return;
        }

        _broken[file.Sha256] = (file.Name, state);
        LogBroken(file.Sha256, Code.Of(state));
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NewsroomLog>()
            .WriteAsync(LogActor.Program, state == EvidenceState.Altered ? LogAction.EvidenceAltered : LogAction.EvidenceMissing, details: $"{file.Name} ({file.Sha256[..12]}…)");
    }

    private sealed record Look(long Size, DateTime Written, DateTime Made);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored copy {Sha256} is {State}, so readers cannot open it. Replace it with the file from a backup.")]
    private partial void LogBroken(string sha256, string state);
}
