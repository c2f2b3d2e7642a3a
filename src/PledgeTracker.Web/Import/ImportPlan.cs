using System.Text;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Import;

/// <summary>The result for one pledge or other document of a file: the revision it is based on, and its new text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Slug">Its address in the file.</param>
/// <param name="Id">The document; null for a new one.</param>
/// <param name="Number">The revision it was compared with; 0 for a new one.</param>
/// <param name="State">The state of that revision.</param>
/// <param name="Text">The whole draft as JSON; null where the file changes nothing in it.</param>
internal sealed record PlannedPledge(DocumentKind Kind, string Slug, int? Id, int Number, WorkState State, string? Text);

/// <summary>
/// What a comparison found and will be written. It is kept in a temporary file, so that what was shown is what is written,
/// no pledge is read or assembled twice, and a hundred thousand figures need not fit into memory.
/// </summary>
public sealed class ImportPlan : IDisposable
{
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;
    private int _count;

    public ImportPlan()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            // What is not published yet is only for the owner of the process.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(Path.Combine(Path.GetTempPath(), "pledgetracker-import-" + Guid.NewGuid().ToString("N")), options);
        _writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Companies that the file names for the first time.</summary>
    internal List<Company> Companies { get; } = [];

    /// <summary>Metrics that the file brings along.</summary>
    internal List<Metric> Metrics { get; } = [];

    internal void Add(PlannedPledge pledge)
    {
        _writer.Write((byte)pledge.Kind);
        _writer.Write(pledge.Slug);
        _writer.Write(pledge.Id ?? 0);
        _writer.Write(pledge.Number);
        _writer.Write((byte)pledge.State);
        _writer.Write(pledge.Text is not null);
        if (pledge.Text is { } text)
        {
            _writer.Write(text);
        }

        _count++;
    }

    /// <summary>Every pledge of the file, in its order.</summary>
    internal IEnumerable<PlannedPledge> Read()
    {
        _writer.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < _count; i++)
        {
            var kind = (DocumentKind)reader.ReadByte();
            var slug = reader.ReadString();
            var id = reader.ReadInt32();
            yield return new PlannedPledge(kind, slug, id == 0 ? null : id, reader.ReadInt32(), (WorkState)reader.ReadByte(), reader.ReadBoolean() ? reader.ReadString() : null);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
