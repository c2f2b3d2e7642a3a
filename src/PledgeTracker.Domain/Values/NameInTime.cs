using System.Text.RegularExpressions;

namespace PledgeTracker.Domain.Values;

/// <summary>
/// A name with the time in which it was used, as far as that is known. Written as the name and, in brackets at its end, the time:
/// <c>Fiat Chrysler (2014-10-12 to 2021-01-16)</c>, <c>Fiat Chrysler (until 2021-01-16)</c>, <c>Stellantis (from 2021-01-17)</c>. A
/// text without brackets of this form is a name whose time is not known; it is never guessed.
/// </summary>
/// <param name="Name">The name alone.</param>
/// <param name="From">The first day; null where it is not known, or no time is.</param>
/// <param name="Until">The last day; null where it is not known, or the name is still in use.</param>
public sealed partial record NameInTime(string Name, PartialDate? From, PartialDate? Until)
{
    /// <summary>How a time is written, for a form's hint and for the messages of <see cref="ProblemOf"/>.</summary>
    public const string Form = "Write the time like “Fiat Chrysler (2014-10-12 to 2021-01-16)”, “Fiat Chrysler (until 2021-01-16)” or “Stellantis (from 2021-01-17)”. A month or a year alone is enough.";

    /// <summary>Whether anything is known of the time.</summary>
    public bool IsTimed => From is not null || Until is not null;

    // The days on which the name was in use for certain: a first month counts from its last day, a last month to its first.
    private (DateOnly First, DateOnly Last) Certain => (From?.Latest ?? DateOnly.MinValue, Until?.Earliest ?? DateOnly.MaxValue);

    /// <summary>Reads a name as it is stored. What is no time of the known form belongs to the name.</summary>
    public static NameInTime Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text) ?? new(text, null, null);
    }

    /// <summary>What is wrong with the names of one company: a time that cannot be read, or two that overlap; null where all is well.</summary>
    public static string? ProblemOf(IEnumerable<string> texts)
    {
        var names = new List<NameInTime>();
        foreach (var text in texts)
        {
            if (TryRead(text) is { } name)
            {
                names.Add(name);
            }
            else if (MeantAsTime().IsMatch(text))
            {
                return $"The time of “{text}” cannot be read. {Form}";
            }
        }

        for (var i = 0; i < names.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (names[i].Overlaps(names[j]))
                {
                    return $"“{names[j]}” and “{names[i]}” overlap in time, so it is not clear which name was used. Correct the times, or leave them out.";
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the name was in use at a date, whichever day of it is meant. Where the date or the time is too coarse to say so, it
    /// is not.
    /// </summary>
    public bool WasUsedOn(PartialDate date) => IsTimed && Certain is var (first, last) && first <= date.Earliest && date.Latest <= last;

    /// <summary>The written form, which <see cref="Of"/> reads.</summary>
    public override string ToString() => (From, Until) switch
    {
        (null, null) => Name,
        (null, { } until) => $"{Name} (until {until})",
        ({ } from, null) => $"{Name} (from {from})",
        ({ } from, { } until) => $"{Name} ({from} to {until})",
    };

    private static NameInTime? TryRead(string text)
    {
        if (Written().Match(text) is not { Success: true } match || !Read("from", out var from) || !Read("until", out var until) || (from is { } first && until is { } last && first.Earliest > last.Latest))
        {
            return null;
        }

        return new(match.Groups["name"].Value, from, until);

        bool Read(string group, out PartialDate? date)
        {
            date = PartialDate.TryParse(match.Groups[group].Value, out var read) ? read : null;
            return date is not null || !match.Groups[group].Success;
        }
    }

    private bool Overlaps(NameInTime other)
    {
        var (a, b) = (Certain, other.Certain);
        return a.First <= a.Last && b.First <= b.Last && a.First <= b.Last && b.First <= a.Last;
    }

    [GeneratedRegex(@"\A(?<name>.*\S)\s+\((?:from (?<from>[0-9-]+)|until (?<until>[0-9-]+)|(?<from>[0-9-]+) to (?<until>[0-9-]+))\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    // What somebody wrote to say a time, readable or not: brackets at the end that begin like one.
    [GeneratedRegex(@"\(\s*(?:from|until|since|till|[0-9]{4})\b[^()]*\)?\s*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MeantAsTime();
}
