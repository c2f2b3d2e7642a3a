using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// The texts of the public pages in the reader's language. A text is found by its English wording, which stands where it is
/// used; the other languages stand in <c>Ui/Texts.*.json</c> (not resx, which cannot tell “Pledge” from “pledge”). A text without a translation is shown in English, and a test
/// fails on it. A date takes what stands before it from the translation: <see cref="SaidDate"/>.
/// </summary>
public static class Text
{
    private static readonly FrozenDictionary<string, Translation> Translations = Language.All
        .Where(l => l != Language.English)
        .ToFrozenDictionary(l => l.Code, Read, StringComparer.Ordinal);

    private static readonly AsyncLocal<string?> Begin = new();

    /// <summary>
    /// Hears every text that is made: the English wording it is found by, the finished text, and whether that is HTML. Nobody
    /// listens but the test that writes the ledger of sentences; what a form became cannot be told from the page, where a
    /// sentence stands within others and a name may be any word.
    /// </summary>
    internal static Action<string, string, bool>? Heard { get; set; }

    /// <summary>A text as it stands.</summary>
    public static string T(string english) => Told(english, Find(english));

    /// <summary>A text with values in it: <c>F($"{count} pledges")</c> is found as <c>{0} pledges</c>.</summary>
    public static string F(FormattableString english) => Told(english.Format, string.Format(Language.Current.Culture, Find(english.Format), english.GetArguments()));

    /// <summary>
    /// A text that is HTML; the values in it are escaped, unless they are HTML themselves. The text has no mark-up of its own: that
    /// comes in as values, such as those of <see cref="Inline"/>.
    /// </summary>
    public static IHtmlContent H(FormattableString english) => Told(english.Format, Html(Find(english.Format), english.GetArguments()));

    /// <summary>
    /// A text that counts: <c>Plural(count, "{0} pledge", "{0} pledges")</c>. A translation is found by the second form and has one for
    /// each category of its language.
    /// </summary>
    /// <param name="number">What it counts; written as <c>{0}</c>, with the decimals it has.</param>
    /// <param name="one">The English for one.</param>
    /// <param name="other">The English for any other number.</param>
    /// <param name="values">What stands in the text besides, from <c>{1}</c> on.</param>
    public static string Plural(decimal number, string one, string other, params object?[] values) =>
        PluralOf(number.ToString(number.Scale == 0 ? "N0" : "N" + number.Scale.ToString(CultureInfo.InvariantCulture), Language.Current.Culture), number, one, other, values);

    /// <summary>Like the plural text above, for a number written in its own way: 2.4 million, more than 1,200, $300.</summary>
    /// <param name="written">How it is written; stands as <c>{0}</c>.</param>
    /// <param name="number">The number that decides the plural; the upper end of a range.</param>
    /// <param name="one">The English for one.</param>
    /// <param name="other">The English for any other number.</param>
    /// <param name="values">What stands in the text besides, from <c>{1}</c> on.</param>
    public static string PluralOf(string written, PluralOperands number, string one, string other, params object?[] values) =>
        Told(other, string.Format(Language.Current.Culture, Form(number, one, other), [written, .. values]));

    /// <summary>The same for a number that is HTML.</summary>
    public static IHtmlContent PluralOf(IHtmlContent written, PluralOperands number, string one, string other, params object?[] values) =>
        Told(other, Html(Form(number, one, other), [written, .. values]));

    /// <summary>
    /// The beginning of every link within the site while a request is answered: the path of the site on its host, empty at
    /// the host's root.
    /// </summary>
    public static string Root => Begin.Value ?? "";

    /// <summary>Sets the beginning of links in everything that this call goes on to call and wait for.</summary>
    public static void BeginLinks(string root) => Begin.Value = root;

    /// <summary>
    /// The beginning of links to pages in the reader's language: <see cref="Root"/> with the prefix of the language.
    /// </summary>
    public static string Here => Root + Language.Current.Prefix;

    /// <summary>
    /// The <c>lang</c> of an element with editors' text; null, which omits the attribute, where the page is in that
    /// language.
    /// </summary>
    public static string? WrittenIn => Language.Current == Language.English ? null : Language.English.Code;

    /// <summary>The translations of texts without a number: the English wording and the translated one.</summary>
    public static IReadOnlyDictionary<string, string> Of(Language language) => Translations[language.Code].Texts;

    /// <summary>The translations of texts with a number: the English plural and the forms.</summary>
    public static IReadOnlyDictionary<string, PluralForms> PluralsOf(Language language) => Translations[language.Code].Plurals;

    /// <summary>
    /// A word with several meanings that other languages translate differently: it is looked up together with its meaning,
    /// as <c>Cancelled (EventKind)</c>.
    /// </summary>
    public static string T(string english, string of)
    {
        if (Language.Current == Language.English && Heard is null)
        {
            return english;
        }

        var key = $"{english} ({of})";
        return Told(key, Translated(key) ?? english);
    }

    private static string Told(string form, string text)
    {
        Heard?.Invoke(form, text, false);
        return text;
    }

    private static HtmlString Told(string form, HtmlString html)
    {
        Heard?.Invoke(form, html.Value!, true);
        return html;
    }

    /// <summary>Whether such a word can be said in the current language.</summary>
    public static bool IsTranslated(string english, string of) => Language.Current == Language.English || Translated($"{english} ({of})") is not null;

    private static string Written(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, Markup.Encoder);
        return writer.ToString();
    }

    private static HtmlString Html(string text, object?[] values)
    {
        // Not HtmlFormattableString: a pledge's page has a hundred of these, and it is several times slower.
        var written = Array.ConvertAll(values, value => value switch
        {
            null => null,
            SaidDate date => date,
            HtmlString html => (object?)html.Value,
            IHtmlContent html => Written(html),
            string plain => Markup.Encoder.Encode(plain),
            IFormattable number => number,
            _ => Markup.Encoder.Encode(value.ToString()!),
        });
        return new HtmlString(string.Format(Language.Current.Culture, text, written));
    }

    // A text without a translation is English, with the English plural rule.
    private static string Form(PluralOperands number, string one, string other) =>
        Language.Current is var language && language != Language.English && Translations[language.Code].Plurals.TryGetValue(other, out var forms)
            ? forms.Of(language.Plurals.Of(number))
            : Language.English.Plurals.Of(number) == PluralCategory.One ? one : other;

    private static string Find(string english) => Translated(english) ?? english;

    private static string? Translated(string key) =>
        Language.Current is var language && language != Language.English ? Translations[language.Code].Texts.GetValueOrDefault(key) : null;

    private static Translation Read(Language language)
    {
        using var stream = typeof(Text).Assembly.GetManifestResourceStream($"PledgeTracker.Web.Ui.Texts.{language.Code}.json")
            ?? throw new InvalidOperationException($"The texts in {language.Name} are missing from the program.");
        var entries = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stream)!.ToLookup(e => e.Value.ValueKind == JsonValueKind.Object);
        return new(
            entries[false].ToFrozenDictionary(e => e.Key, e => e.Value.GetString()!, StringComparer.Ordinal),
            entries[true].ToFrozenDictionary(e => e.Key, e => e.Value.Deserialize<PluralForms>(JsonSerializerOptions.Web)!, StringComparer.Ordinal));
    }

    private sealed record Translation(FrozenDictionary<string, string> Texts, FrozenDictionary<string, PluralForms> Plurals);
}
