using System.IO.Compression;
using System.Text;

namespace PledgeTracker.Web.OpenData;

/// <summary>All tables as Parquet files, written side by side into a folder and packed together at the end.</summary>
internal sealed class ParquetFiles : IDisposable
{
    private readonly Dictionary<DataTable, (FileStream File, ParquetRows Rows)> _tables;

    /// <param name="folder">Where they are until they are packed.</param>
    /// <param name="notesOf">What the file of a table says of itself.</param>
    public ParquetFiles(string folder, Func<DataTable, FileNotes> notesOf) => _tables = Tables.All.ToDictionary(table => table, table =>
    {
        var file = File.Create(Path.Combine(folder, NameOf(table)));
        return (file, new ParquetRows(file, table, table.Choose([]), notesOf(table)));
    });

    /// <summary>Where a table is in the archive.</summary>
    public static string NameOf(DataTable table) => table.Name + ".parquet";

    public void Write(DataTable table, object?[] row) => _tables[table].Rows.Write(row);

    /// <summary>Ends the tables and packs them.</summary>
    /// <param name="to">The archive.</param>
    /// <param name="readme">What it says of itself.</param>
    /// <param name="time">When its files were changed, as the archive has it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task PackAsync(string to, string readme, DateTimeOffset time, CancellationToken cancel)
    {
        await using var archive = File.Create(to);
        using var zip = new ZipArchive(archive, ZipArchiveMode.Create);
        foreach (var table in Tables.All)
        {
            var (file, rows) = _tables[table];
            rows.End();
            file.Position = 0;
            await using var entry = Entry(NameOf(table), CompressionLevel.NoCompression);
            await file.CopyToAsync(entry, cancel);
        }

        await using var text = Entry("README.md", CompressionLevel.Optimal);
        await text.WriteAsync(Encoding.UTF8.GetBytes(readme), cancel);

        Stream Entry(string name, CompressionLevel level)
        {
            var entry = zip.CreateEntry(name, level);
            entry.LastWriteTime = time;
            return entry.Open();
        }
    }

    public void Dispose()
    {
        foreach (var (file, rows) in _tables.Values)
        {
            rows.Dispose();
            file.Dispose();
        }
    }
}
