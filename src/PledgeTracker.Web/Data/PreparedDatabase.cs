using Microsoft.Data.Sqlite;

namespace PledgeTracker.Web.Data;

/// <summary>
/// The SQLite file that a published program brings along: all tables, filled as a first start would fill them. A first start copies it
/// and puts its own times and its own name in, instead of making every table and publishing every starter pledge.
/// </summary>
public static class PreparedDatabase
{
    /// <summary>The file's name, beside the program.</summary>
    public const string FileName = "starter.db";

    /// <summary>The time that everything in the file was saved and published at, until a first start puts its own there.</summary>
    public static readonly DateTime Unstarted = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // What PutInto must find to take a file for this program's: a newer program over an older one's file would miss tables.
    private static readonly int Mark = MarkOf(typeof(PreparedDatabase)) ^ MarkOf(typeof(Domain.Pledges.Pledge));

    /// <summary>Writes the file from a database that was filled at <see cref="Unstarted"/>.</summary>
    /// <param name="database">The filled database, which nobody uses.</param>
    /// <param name="file">Where it goes; what is there is replaced.</param>
    public static void Write(string database, string file)
    {
        File.Delete(file);
        using (var connection = Open(database))
        {
            Execute(connection, "VACUUM INTO $file", ("$file", file));
        }

        using var written = Open(file);
        Execute(written, "PRAGMA journal_mode = DELETE");
        Execute(written, $"PRAGMA user_version = {Mark}");
    }

    /// <summary>Puts the database of a first start at a place.</summary>
    /// <param name="at">Where; there is no file yet.</param>
    /// <param name="now">When everything in it is saved and published, UTC.</param>
    /// <param name="prepared">The file; null for the one beside the program.</param>
    /// <returns>False where there is none, or only that of another program: nothing was written.</returns>
    public static bool PutInto(string at, DateTime now, string? prepared = null)
    {
        prepared ??= Path.Combine(AppContext.BaseDirectory, FileName);
        if (!File.Exists(prepared) || !IsOurs(prepared))
        {
            return false;
        }

        // Not File.Copy: what was installed read-only must not stay so.
        using (var from = File.OpenRead(prepared))
        using (var to = new FileStream(at, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            from.CopyTo(to);
        }

        using var connection = Open(at);
        using var transaction = connection.BeginTransaction();
        foreach (var (table, column) in ((string, string)[])
        [
            ("documents", "saved_at"), ("revisions", "saved_at"), ("revisions", "published_at"), ("pledge_summaries", "published_at"), ("site", "starter_data_loaded_at"),
        ])
        {
            Execute(connection, $"UPDATE {table} SET {column} = $now WHERE {column} = $unstarted", ("$now", now), ("$unstarted", Unstarted));
        }

        Execute(connection, "UPDATE site SET key = $key", ("$key", new Site().Key));
        Execute(connection, "PRAGMA user_version = 0");
        transaction.Commit();
        return true;
    }

    private static bool IsOurs(string file)
    {
        // Read where the header has it (SQLite file format, 1.3): opening the file would want to write beside it.
        using var stream = File.OpenRead(file);
        var header = new byte[100];
        return stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(60)) == Mark;
    }

    private static int MarkOf(Type type) => BitConverter.ToInt32(type.Module.ModuleVersionId.ToByteArray());

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
