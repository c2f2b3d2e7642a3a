namespace PledgeTracker.Tests.Support;

/// <summary>The checkout the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the starter pledges' files.</summary>
    public static string StarterPledges { get; } = Path.Combine(Root, "src", "PledgeTracker.Web", "StarterData", "pledges");

    private static string Find(string from)
    {
        var folder = new DirectoryInfo(from);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PledgeTracker.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside a checkout of the repository.");
    }
}
