namespace PledgeTracker.Web.Data;

/// <summary>How much there was of one thing in a night, beside how much there had to be.</summary>
public sealed class NightlyCount
{
    /// <summary>The most characters of <see cref="Name"/>.</summary>
    public const int NameMaxLength = 60;

    /// <summary>The newsroom's day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was counted: <c>figures</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many rows there are.</summary>
    public required long Count { get; set; }

    /// <summary>How many there must be by the documents and the log; null where nothing else says it.</summary>
    public long? Expected { get; set; }

    /// <summary>When it was counted, UTC.</summary>
    public required DateTime At { get; set; }
}
