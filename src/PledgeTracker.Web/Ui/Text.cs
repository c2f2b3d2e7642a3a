using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Html;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// The texts of the public pages in the reader's language. A text is found by its English wording, which stands where it is
/// used; the other languages stand in <c>Ui/Texts.*.resx</c>. A text without a translation is shown in English, and a test
/// fails on it.
/// </summary>
public static class Text
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Translations = Language.All
        .Where(l => l != Language.English)
        .ToFrozenDictionary(l => l.Code, Read, StringComparer.Ordinal);

    /// <summary>A text as it stands.</summary>
    public static string T(string english) => Find(english);

    /// <summary>A text with values in it: <c>F($"{count} pledges")</c> is found as <c>{0} pledges</c>.</summary>
    public static string F(FormattableString english) => string.Format(Language.Current.Culture, Find(english.Format), english.GetArguments());

    /// <summary>A text that is HTML; the values in it are escaped, unless they are HTML themselves.</summary>
    public static IHtmlContent H(FormattableString english) => new HtmlFormattableString(Language.Current.Culture, Find(english.Format), english.GetArguments());

    /// <summary>What the addresses of pages in the reader's language begin with; empty for English.</summary>
    public static string Here => Language.Current.Prefix;

    /// <summary>
    /// The <c>lang</c> of an element that holds what editors wrote; null, which leaves the attribute out, where the page is in
    /// that language itself.
    /// </summary>
    public static string? WrittenIn => Language.Current == Language.English ? null : Language.English.Code;

    /// <summary>Everything that is translated into a language: English wording and the other.</summary>
    public static IReadOnlyDictionary<string, string> Of(Language language) => Translations[language.Code];

    private static string Find(string english) =>
        Translations.TryGetValue(Language.Current.Code, out var translations) && translations.TryGetValue(english, out var translation) ? translation : english;

    private static FrozenDictionary<string, string> Read(Language language)
    {
        var resources = new ResourceManager("PledgeTracker.Web.Ui.Texts", typeof(Text).Assembly);
        var set = resources.GetResourceSet(CultureInfo.GetCultureInfo(language.Code), createIfNotExists: true, tryParents: false)
            ?? throw new InvalidOperationException($"The texts in {language.Name} are missing from the program.");
        return set.Cast<DictionaryEntry>().ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }
}
