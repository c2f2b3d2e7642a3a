using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// One stretch of a presidency of the United States, by the days of taking office: the 20th of January, noon, by the Twentieth Amendment.
/// Terms that follow each other are one stretch. Says when a pledge was announced, and nothing of who brought it about.
/// </summary>
/// <param name="Code">As it stands in an address.</param>
/// <param name="Name">The president.</param>
/// <param name="From">The day of taking office.</param>
/// <param name="Until">The day on which the next took office; null for the one in office.</param>
public sealed record Presidency(string Code, string Name, DateOnly From, DateOnly? Until)
{
    /// <summary>Those that pledges can fall into, the earliest first.</summary>
    public static readonly IReadOnlyList<Presidency> All =
    [
        new("clinton-1993", "Bill Clinton", new(1993, 1, 20), new(2001, 1, 20)),
        new("bush-2001", "George W. Bush", new(2001, 1, 20), new(2009, 1, 20)),
        new("obama-2009", "Barack Obama", new(2009, 1, 20), new(2017, 1, 20)),
        new("trump-2017", "Donald Trump", new(2017, 1, 20), new(2021, 1, 20)),
        new("biden-2021", "Joe Biden", new(2021, 1, 20), new(2025, 1, 20)),
        new("trump-2025", "Donald Trump", new(2025, 1, 20), null),
    ];

    /// <summary>With its years: Donald Trump, 2017 to 2021.</summary>
    public string InWords => Until is { } until ? F($"{Name}, {From.Year:0000} to {until.Year:0000}") : F($"{Name}, since {From.Year:0000}");

    /// <summary>The stretch of that code; null for none.</summary>
    public static Presidency? Of(string code) => All.FirstOrDefault(p => p.Code == code);

    /// <summary>The number in <see cref="All"/> of the stretch that certainly holds a date; −1 for none, and for a date that may lie in two.</summary>
    public static int At(Domain.Values.PartialDate date)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (date.Earliest >= All[i].From && (All[i].Until is not { } until || date.Latest < until))
            {
                return i;
            }
        }

        return -1;
    }
}
