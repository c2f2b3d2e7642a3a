using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Upkeep;

/// <summary>What a round is made of.</summary>
/// <param name="WithDecided">Whether pledges with a final verdict come too, behind the others.</param>
/// <param name="Days">A pledge that was looked at within so many days before today needs no look; 0 for today alone.</param>
/// <param name="After">The place behind which the next is looked for; null for the beginning.</param>
public sealed record RoundChoice(bool WithDecided, int Days, RoundPlace? After)
{
    /// <summary>The days that can be chosen; the first one is the usual one.</summary>
    public static IReadOnlyList<int> Choices { get; } = [30, 365, 0];
}

/// <summary>How far a round is.</summary>
public sealed record RoundState
{
    /// <summary>The pledge to look at; null at the end.</summary>
    public required RoundPlace? Next { get; init; }

    /// <summary>How many pledges the round has.</summary>
    public required int Total { get; init; }

    /// <summary>How many of them were looked at lately enough.</summary>
    public required int Looked { get; init; }

    /// <summary>How many have an open draft beside which no look-up can be published.</summary>
    public required int InWork { get; init; }

    /// <summary>How many were passed over and still need a look.</summary>
    public required int Left { get; init; }

    /// <summary>The longest ago that any of those was looked at; null where there are none.</summary>
    public required DateOnly? Since { get; init; }

    /// <summary>How many are still to be looked at.</summary>
    public int ToGo => Total - Looked - InWork;
}

/// <summary>
/// The checking round: one pledge after another, the one that was looked at longest ago first. It keeps no state: where an editor is stands in the
/// address, and what was looked at in the pledges.
/// </summary>
public sealed class CheckingRound(RoundOrder order, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    private static readonly IReadOnlyList<WorkState> InWork = [WorkState.Draft, WorkState.InReview, WorkState.Returned, WorkState.Scheduled];

    /// <summary>The next pledge, and how far the round is.</summary>
    public async Task<RoundState> NextAsync(RoundChoice choice, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var since = options.Value.DayAt(clock.GetUtcNow()).AddDays(-choice.Days);
        var all = (await order.GetAsync(cancel)).Where(p => choice.WithDecided || !p.IsDecided).ToList();
        var inWork = (await context.Documents.AsNoTracking().Where(d => d.Kind == DocumentKind.Pledge && InWork.Contains(d.State) && d.PublishedRevisionId != null).Select(d => d.Id).ToListAsync(cancel)).ToHashSet();
        RoundPlace? next = null;
        DateOnly? longestAgo = null;
        var (looked, waiting, left) = (0, 0, 0);
        foreach (var place in all)
        {
            if (place.LastLooked is { } day && day >= since)
            {
                looked++;
                longestAgo = longestAgo < day ? longestAgo : day;
            }
            else if (inWork.Contains(place.PledgeId))
            {
                waiting++;
            }
            else if (choice.After is { } after && RoundPlace.Order.Compare(place, after) <= 0)
            {
                left++;
            }
            else
            {
                next ??= place;
            }
        }

        return new RoundState { Next = next, Total = all.Count, Looked = looked, InWork = waiting, Left = left, Since = longestAgo };
    }
}
