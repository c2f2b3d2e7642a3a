using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// The texts of the public pages in the reader's language. A text is found by its English wording, which stands where it is
/// used; the other languages stand in <c>Ui/Texts.*.json</c> (not resx, which cannot tell “Pledge” from “pledge”). A text without a translation is shown in English, and a test
/// fails on it.
/// </summary>
public static class Text
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Translations = Language.All
        .Where(l => l != Language.English)
        .ToFrozenDictionary(l => l.Code, Read, StringComparer.Ordinal);

    private static readonly AsyncLocal<string?> Begin = new();

    /// <summary>A text as it stands.</summary>
    public static string T(string english) => Find(english);

    /// <summary>A text with values in it: <c>F($"{count} pledges")</c> is found as <c>{0} pledges</c>.</summary>
    public static string F(FormattableString english) => string.Format(Language.Current.Culture, Find(english.Format), english.GetArguments());

    /// <summary>
    /// A text that is HTML; the values in it are escaped, unless they are HTML themselves. A link that is part of the text, and not
    /// a value, begins at the site's root.
    /// </summary>
    public static IHtmlContent H(FormattableString english)
    {
        // Not HtmlFormattableString: a pledge's page says a hundred of these, and it takes several times as long.
        var values = Array.ConvertAll(english.GetArguments(), value => value switch
        {
            null => null,
            HtmlString html => html.Value,
            IHtmlContent html => Written(html),
            string text => Markup.Encoder.Encode(text),
            IFormattable number => (object)number,
            _ => Markup.Encoder.Encode(value.ToString()!),
        });
        return new HtmlString(string.Format(Language.Current.Culture, Rooted(Find(english.Format)), values));
    }

    /// <summary>What every link within the site begins with while a request is answered: the path of the site on its host; empty at the host's root.</summary>
    public static string Root => Begin.Value ?? "";

    /// <summary>Lets every link begin so, in everything that this call goes on to call and wait for.</summary>
    public static void BeginLinks(string root) => Begin.Value = root;

    /// <summary>What links to pages in the reader's language begin with: <see cref="Root"/>, and the prefix of the language.</summary>
    public static string Here => Root + Language.Current.Prefix;

    /// <summary>
    /// The <c>lang</c> of an element that holds what editors wrote; null, which leaves the attribute out, where the page is in
    /// that language itself.
    /// </summary>
    public static string? WrittenIn => Language.Current == Language.English ? null : Language.English.Code;

    /// <summary>Everything that is translated into a language: English wording and the other.</summary>
    public static IReadOnlyDictionary<string, string> Of(Language language) => Translations[language.Code];

    /// <summary>
    /// A word that stands for several things, of which other languages make different words: it is found together with what it
    /// stands for, as <c>Cancelled (EventKind)</c>.
    /// </summary>
    public static string T(string english, string of) => Language.Current == Language.English ? english : Translated($"{english} ({of})") ?? english;

    private static string Written(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, Markup.Encoder);
        return writer.ToString();
    }

    private static string Rooted(string text) => Root.Length == 0 ? text : text.Replace("href=\"/", $"href=\"{Root}/", StringComparison.Ordinal);

    private static string Find(string english) => Translated(english) ?? english;

    private static string? Translated(string key) =>
        Language.Current is var language && language != Language.English ? Translations[language.Code].GetValueOrDefault(key) : null;

    private static FrozenDictionary<string, string> Read(Language language)
    {
        using var stream = typeof(Text).Assembly.GetManifestResourceStream($"PledgeTracker.Web.Ui.Texts.{language.Code}.json")
            ?? throw new InvalidOperationException($"The texts in {language.Name} are missing from the program.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
