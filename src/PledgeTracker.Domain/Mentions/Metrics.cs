namespace PledgeTracker.Domain.Mentions;

/// <summary>The codes of the tracker's metrics, by what is counted and what is done to it. A newsroom may have others; these are the ones that words tell.</summary>
internal static class Metrics
{
    public const string Investment = "investment";
    public const string Sales = "sales";

    /// <summary>The metric of a count; null where the words do not settle it.</summary>
    /// <param name="count">What is counted.</param>
    /// <param name="said">What is said of it.</param>
    /// <param name="noun">The noun, in small letters.</param>
    /// <param name="isSupported">Whether the words before the noun call the jobs indirect or supported.</param>
    /// <param name="isKept">Whether they call the jobs retained.</param>
    public static string? Of(Counted count, Said said, string? noun, bool isSupported, bool isKept) => count switch
    {
        Counted.Losses => null,
        Counted.Businesses => "small-businesses-supported",
        _ when noun is not null && noun.Contains("promotions", StringComparison.Ordinal) => "hires-and-promotions",
        _ when noun is "hires" or "hire" or "recruits" => "people-hired",
        _ when noun is "apprentices" or "apprenticeships" or "interns" or "internships" or "trainees" => said.Class is VerbClass.Hire ? "people-hired" : "people-trained",
        _ when isSupported => "jobs-supported",
        _ when isKept => "jobs-retained",
        _ => said.Class switch
        {
            VerbClass.Hire => "people-hired",
            VerbClass.Employ => "headcount",
            VerbClass.Keep => "jobs-retained",
            VerbClass.Support => count == Counted.Jobs ? "jobs-supported" : null,
            VerbClass.Train => "people-trained",
            VerbClass.Lose => null,
            VerbClass.Reach or VerbClass.Have => count is Counted.Staff or Counted.Unsaid ? "headcount" : count == Counted.Jobs ? "jobs-created" : null,
            VerbClass.Create => count is Counted.Staff or Counted.People ? "people-hired" : "jobs-created",
            _ => count is Counted.Jobs ? "jobs-created" : count is Counted.Staff ? "headcount" : null,
        },
    };
}
