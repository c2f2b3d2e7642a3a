using System.Globalization;

namespace PledgeTracker.Tests.Domain;

/// <summary>Cultures that break careless code: other separators, other calendars, other digits, another i.</summary>
public sealed class Cultures : TheoryData<string>
{
    public static readonly IReadOnlyList<string> Names = ["de-DE", "tr-TR", "ar-SA", "fa-IR"];

    public Cultures()
    {
        foreach (var name in Names)
        {
            Add(name);
        }
    }

    public static T Under<T>(string culture, Func<T> function)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture, predefinedOnly: true);
            return function();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
