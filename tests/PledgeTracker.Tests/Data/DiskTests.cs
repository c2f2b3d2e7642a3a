using Microsoft.Data.Sqlite;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Data;

/// <summary>
/// A start on a disk that is full, can only be read, or is not the program's says so, never that the database is damaged, and
/// leaves nothing half-made. Each disk is real: a small one of the process's own, in the midst of which the program runs.
/// </summary>
public sealed class DiskTests : IDisposable
{
    private readonly string _outside = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private string Disk => Path.Combine(_outside, "disk");

    private string Left => Path.Combine(_outside, "left");

    [OnOwnDisk]
    public async Task A_first_start_on_a_disk_too_small_for_the_tables_leaves_nothing()
    {
        var (code, errors) = await RunAsync("mount -t tmpfs -o size=200k tmpfs DISK; \"$@\"; code=$?; ls -A DISK >LEFT; exit $code", "false");

        TrackerProcess.ShouldBeOneSentence(code, errors, "is full");
        (await File.ReadAllLinesAsync(Left)).Should().Equal("pledgetracker.lock");
    }

    [OnOwnDisk]
    public async Task A_disk_that_fills_up_among_the_starter_pledges_is_named_and_with_more_room_the_start_goes_on()
    {
        var (code, errors) = await RunAsync(
            "mount -t tmpfs -o size=4m tmpfs DISK; \"$@\"; code=$?; ls -A DISK >LEFT; mount -o remount,size=64m DISK; \"$@\" && exit $code", "true");

        TrackerProcess.ShouldBeOneSentence(code, errors, "is full");
        (await File.ReadAllLinesAsync(Left)).Should().Equal("pledgetracker.db", "pledgetracker.lock");
    }

    [OnOwnDisk]
    public async Task A_disk_without_room_for_a_migration_leaves_the_database_as_it_was()
    {
        var old = OldDatabase();
        var (code, errors) = await RunAsync(
            $"mount -t tmpfs -o size={old.Length * 3} tmpfs DISK; cp {old.FullName} DISK/pledgetracker.db; \"$@\"; code=$?; ls -A DISK >LEFT; cmp {old.FullName} DISK/pledgetracker.db && exit $code", "false");

        TrackerProcess.ShouldBeOneSentence(code, errors, "free some space and start again");
        (await File.ReadAllLinesAsync(Left)).Should().Equal("pledgetracker.db", "pledgetracker.lock");
    }

    [OnOwnDisk]
    public async Task A_disk_that_fills_up_in_the_midst_of_a_migration_leaves_the_database_as_it_was()
    {
        // Room for the copy and for what is asked for in advance, and not for what the migration makes of a file without a table of ours.
        var old = EmptyDatabase();
        var (code, errors) = await RunAsync(
            $"mount -t tmpfs -o size={old.Length * 4 + 65536} tmpfs DISK; cp {old.FullName} DISK/pledgetracker.db; \"$@\"; code=$?; ls -A DISK >LEFT; cmp {old.FullName} DISK/pledgetracker.db && exit $code", "false");

        TrackerProcess.ShouldBeOneSentence(code, errors, "is full");
        (await File.ReadAllLinesAsync(Left)).Should().Equal("pledgetracker.db", "pledgetracker.lock");
    }

    [OnOwnDisk]
    public async Task A_disk_that_can_only_be_read_is_named()
    {
        var (code, errors) = await RunAsync("mount -t tmpfs -o size=8m tmpfs DISK; \"$@\" && mount -o remount,ro DISK && \"$@\"", "false");

        TrackerProcess.ShouldBeOneSentence(code, errors, "is on a read-only disk");
    }

    [OnOwnDisk]
    public async Task A_folder_on_a_disk_that_can_only_be_read_is_named()
    {
        var (code, errors) = await RunAsync("mount -t tmpfs -o size=8m,ro tmpfs DISK; \"$@\"", "false");

        TrackerProcess.ShouldBeOneSentence(code, errors, "is on a read-only disk");
    }

    [OnOwnDisk]
    public async Task A_file_or_folder_that_is_not_the_programs_is_named()
    {
        Directory.CreateDirectory(Disk);
        using (var startup = DatabaseStartup.Take(Disk))
        {
            startup.BringUpToDate();
        }

        // Without the rights of root, which no mode keeps out.
        const string Dropped = "exec unshare --user \"$@\"";
        var (code, errors) = await RunAsync($"chmod 400 DISK/pledgetracker.db; {Dropped}", "false");
        TrackerProcess.ShouldBeOneSentence(code, errors, "may not read and write the file '" + Path.Combine(Disk, DatabaseStartup.FileName) + "'");

        (code, errors) = await RunAsync($"chmod 600 DISK/pledgetracker.db; chmod 400 DISK/pledgetracker.lock; {Dropped}", "false");
        TrackerProcess.ShouldBeOneSentence(code, errors, "may not read and write the file '" + Path.Combine(Disk, "pledgetracker.lock") + "'");

        (code, errors) = await RunAsync($"chmod 600 DISK/pledgetracker.lock; chmod 500 DISK; {Dropped}", "false");
        TrackerProcess.ShouldBeOneSentence(code, errors, "is not writable");

        (code, errors) = await RunAsync("chmod 700 DISK; exec \"$@\"", "false");
        (code, errors).Should().Be((0, ""));
    }

    public void Dispose() => Directory.Delete(_outside, recursive: true);

    /// <summary>Runs a shell script, in which <c>"$@"</c> is the program's command <c>migrate</c> on the folder DISK.</summary>
    private async Task<(int Code, string Errors)> RunAsync(string script, string starterData)
    {
        Directory.CreateDirectory(Disk);
        var (code, _, errors) = await TrackerProcess.RunOnOwnDiskAsync(
            script.Replace("DISK", Disk, StringComparison.Ordinal).Replace("LEFT", Left, StringComparison.Ordinal),
            "migrate", "--PledgeTracker:DataDirectory", Disk, "--PledgeTracker:StarterData", starterData);
        return (code, errors);
    }

    /// <summary>A database from before the first release.</summary>
    private FileInfo OldDatabase()
    {
        var file = Path.Combine(_outside, "old.db");
        OldTracker.PutAt(file);
        return new FileInfo(file);
    }

    /// <summary>A database that a migration is yet to make.</summary>
    private FileInfo EmptyDatabase()
    {
        var file = Path.Combine(_outside, "empty.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA application_id = {DatabaseStartup.ApplicationId}; VACUUM";
        command.ExecuteNonQuery();
        return new FileInfo(file);
    }
}
