using System.Text.RegularExpressions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Support;

/// <summary>The checkout the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the starter pledges' files.</summary>
    public static string StarterPledges { get; } = Path.Combine(Root, "src", "PledgeTracker.Web", "StarterData", "pledges");

    /// <summary>How many there are.</summary>
    public const int Starters = 124;

    /// <summary>How many documents a tracker begins with: the pledges, and the claimants, lists and checks.</summary>
    public static int StarterDocuments { get; } = Starters
        + Directory.EnumerateDirectories(Path.Combine(Path.GetDirectoryName(StarterPledges)!, "claims")).Sum(folder => Directory.EnumerateFiles(folder, "*.json").Count());

    /// <summary>One of them; the files name their schema, which is no part of the document.</summary>
    public static PledgeDraft ReadStarterPledge(string file) => DraftJson.Read(
        Regex.Replace(File.ReadAllText(Path.Combine(StarterPledges, file)), "^\\s*\"\\$schema\":.*$", "", RegexOptions.Multiline));

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
