using System.Text;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>A pledge that an entry of a list may be. It is only offered: an editor decides.</summary>
/// <param name="Pledge">The pledge.</param>
/// <param name="SameAmount">Whether it promises the entry’s amount, whatever the hedge.</param>
/// <param name="SameJobs">Whether it promises the entry’s number of jobs, whatever the hedge.</param>
/// <param name="IsNear">Whether the two were announced within <see cref="MatchProposals.MostDays"/> days of each other, as far as the days are known.</param>
public sealed record ProposedMatch(Pledge Pledge, bool SameAmount, bool SameJobs, bool IsNear)
{
    /// <summary>How much speaks for it: an equal number weighs more than a near day.</summary>
    public int Score => (SameAmount ? 2 : 0) + (SameJobs ? 2 : 0) + (IsNear ? 1 : 0);
}

/// <summary>
/// Finds for an entry of a list the pledges that it may be: of a company that the entry names, with the same amount, the same jobs
/// or a day near its own. A company alone is too little: a large one has many pledges.
/// </summary>
public static class MatchProposals
{
    /// <summary>The most days between two announcements that are called near.</summary>
    public const int MostDays = 60;

    /// <summary>The most that are offered for one entry.</summary>
    public const int Most = 3;

    /// <summary>Whether an entry names a company, by its name of today or by another that it had.</summary>
    public static bool Names(ListItemDraft entry, Company company)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(company);
        return NamesIn(Said(entry), entry.Companies, company);
    }

    /// <summary>The pledges that an entry may be, the likeliest first.</summary>
    /// <param name="entry">The entry, as an editor wrote it.</param>
    /// <param name="pledges">The published pledges.</param>
    public static IReadOnlyList<ProposedMatch> Of(ListItemDraft entry, IEnumerable<Pledge> pledges)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(pledges);
        var said = Said(entry);
        var (amount, jobs) = (TypedQuantity.Read(entry.Amount).Value, TypedQuantity.Read(entry.Jobs).Value);
        var announced = TypedDate.Read(entry.Announced).Value;
        return [.. pledges.Where(p => NamesIn(said, entry.Companies, p.Company))
            .Select(p => new ProposedMatch(
                p,
                amount is not null && p.Targets.Exists(t => t.Metric.Family == MetricFamily.Money && t.Currency == entry.Currency?.Trim() && IsSame(t.Quantity, amount)),
                jobs is not null && p.Targets.Exists(t => t.Metric.Family == MetricFamily.Jobs && IsSame(t.Quantity, jobs)),
                announced is { } day && IsNear(p.AnnouncedOn, day)))
            .Where(m => m.Score > 0)
            .OrderByDescending(m => m.Score).ThenBy(m => m.Pledge.Slug, StringComparer.Ordinal).Take(Most)];
    }

    private static bool IsSame(Quantity? promised, Quantity listed) => promised is not null && promised.Low == listed.Low && promised.High == listed.High;

    // A day that is known only as a month or a year is near only if every day of it is.
    private static bool IsNear(PartialDate one, PartialDate other) =>
        Math.Max(one.Latest.DayNumber - other.Earliest.DayNumber, other.Latest.DayNumber - one.Earliest.DayNumber) <= MostDays;

    private static string Said(ListItemDraft entry) => Plain($"{entry.Companies} {entry.AsListed}");

    private static bool NamesIn(string said, string? companies, Company company)
    {
        foreach (var name in company.BareNames().Prepend(company.Name).Select(Plain).Where(n => n.Length > 2))
        {
            if (said.Contains(name, StringComparison.Ordinal))
            {
                return true;
            }

            // A list says Hyundai where the company is called Hyundai Motor Group.
            if ((companies ?? "").Split(',').Select(Plain).Any(c => c.Length > 2 && name.StartsWith(c, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    // Lower-case words with one space before and after each, so that a name is found only as whole words.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(" ", text.Length + 2);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (!char.IsControl(c) && System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                continue;
            }
            else if (plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain[^1] == ' ' ? plain.ToString() : plain.Append(' ').ToString();
    }
}
