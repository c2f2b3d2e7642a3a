using System.Text.RegularExpressions;

namespace PledgeTracker.Domain.Pledges;

/// <summary>Whose word a promise is known by, as far as the editors' words about its announcement tell.</summary>
public static partial class Announcer
{
    /// <summary>
    /// Whether somebody outside the company gave the promise or its number: a governor, a government, a public agency. Then nobody may say
    /// that the company promised it, only who said so. The same holds of a partner who spoke alone.
    /// </summary>
    /// <remarks>
    /// No field says it, so that the words do. The announcement is an outsider's where the role begins with a public office or body, neither
    /// the announcer's name has the company in it nor the role an office of a company; and where a public office or body is said to have
    /// given the number, whoever else spoke. Of an announcer without a role nothing is known, and the company is taken to have spoken.
    /// </remarks>
    public static bool IsOutside(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return IsOutside(pledge.AnnouncedBy, pledge.AnnouncedByRole, [.. pledge.Company.BareNames(), pledge.Company.Name], pledge.PromisedWith);
    }

    /// <summary>The same of an announcement.</summary>
    /// <param name="by">The person or body that spoke.</param>
    /// <param name="role">In what role; null where nobody wrote it down.</param>
    /// <param name="companyNames">What the company is or was called.</param>
    /// <param name="partner">With whom the company promised it; null where alone.</param>
    public static bool IsOutside(string by, string? role, IReadOnlyCollection<string> companyNames, string? partner = null)
    {
        ArgumentNullException.ThrowIfNull(companyNames);
        return OthersNumber().IsMatch(by) || (role is not null
            && (OthersNumber().IsMatch(role)
                || (PublicOffice().IsMatch(role) && !CompanyOffice().IsMatch(role) && !IsCompany())

                // A partner speaks for itself alone, unless the company stands beside it.
                || (partner is not null && Regex.IsMatch(role, $@"^[^,;]*\b(?:of|at) {Regex.Escape(partner)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) && !IsCompany())));

        bool IsCompany() => companyNames.Any(name => IsNamed(name, by));
    }

    // Where several announced it, the company is often called by the first word of its name alone: "Laura Kelly, with Panasonic".
    private static bool IsNamed(string company, string by) =>
        by.Contains(company, StringComparison.OrdinalIgnoreCase)
        || (Several().IsMatch(by) && company.Split(' ')[0] is { Length: > 3 } first && Regex.IsMatch(by, $@"\b{Regex.Escape(first)}\b", RegexOptions.CultureInvariant));

    [GeneratedRegex(@"\b(?:with|and)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Several();

    [GeneratedRegex(
        @"^(?:the\s+|office\s+of\s+(?:the\s+)?|incoming\s+|acting\s+|then\s+|former\s+|lieutenant\s+|lt\.\s+|deputy\s+|federal\s+|state\s+|u\.s\.\s+|united\s+states\s+)*(?:governor|government|ministry|(?:prime\s+)?minister|premier|chancellor|mayor|senator|congress(?:man|woman)|white\s+house|press\s+secretary|secretary\s+of|president-elect|president\s+of\s+the\s+(?:united\s+states|republic)|agency|department\s+of)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublicOffice();

    [GeneratedRegex(@"\b(?:company|companies|chief|chair|chairman|chairwoman|executive|founder|owner|operator|buyer|spokes\w+|vice\s+president)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CompanyOffice();

    [GeneratedRegex(@"\b(?:governor|government|ministry|minister|premier|president|mayor|agency)\b[^;]*?\bgave\s+the\s+number\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OthersNumber();
}
