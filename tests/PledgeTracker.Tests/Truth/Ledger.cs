using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Truth;

/// <summary>
/// Everything the program says in one language, form by form: the English wording that stands in the code, and under it each
/// different sentence that was made of it, with where it stands.
/// </summary>
internal sealed partial class Ledger(Language language)
{
    /// <summary>The longest text of an editor that stands whole in a sentence; of a longer one stands the beginning.</summary>
    private const int Longest = 60;

    /// <summary>How much of a longer one stands.</summary>
    private const int Beginning = 40;

    /// <summary>The most instances of a label that are written out; a sentence has all of its own.</summary>
    private const int MostOfALabel = 20;

    /// <summary>The most addresses that are named for one instance.</summary>
    private const int MostAddresses = 3;

    /// <summary>From how many addresses on they are not counted: a figure that moves with every new pledge shows nothing.</summary>
    private const int Many = 20;

    // Form, sentence and address; the addresses sorted, so that what stands does not depend on what was read first.
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ConcurrentDictionary<string, byte>>> _forms = new(StringComparer.Ordinal);

    private readonly Lazy<EditorsTexts> _editors = new(() => new EditorsTexts());

    /// <summary>The language the sentences are in.</summary>
    public Language Language => language;

    /// <summary>Writes a sentence down.</summary>
    /// <param name="form">The English it is made of.</param>
    /// <param name="text">The finished sentence.</param>
    /// <param name="isHtml">Whether it has elements; its words are written down.</param>
    /// <param name="address">The page it was made for.</param>
    public void Add(string form, string text, bool isHtml, string address)
    {
        // A plain text may have a day as an element in it, from words that are written both ways.
        text = isHtml ? WebUtility.HtmlDecode(Element().Replace(Apart().Replace(text, " "), "")) : Day().Replace(text, "");
        _forms.GetOrAdd(form, _ => new(StringComparer.Ordinal)).GetOrAdd(Space().Replace(text, " ").Trim(), _ => new(StringComparer.Ordinal)).TryAdd(PlaceOf(address), 0);
    }

    /// <summary>The ledger as a text of lines.</summary>
    public string Write()
    {
        var text = new StringBuilder()
            .Append("# What the tracker says: ").Append(language.Name).Append('\n')
            .Append("# Of the starter pledges, on ").Append(TrackerApp.Now.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)).Append(". Made by tests/ledger; approved by whoever commits it.\n")
            .Append("# A line that begins with = is a form, as the code has it").Append(language == Language.English ? "" : ", and with ~ its translation").Append("; {0} is what is put in. Under it stands each different sentence made of it, and behind ‹ where.\n")
            .Append("# An editor's own text of more than ").Append(Longest).Append(" letters is cut off with ….\n\n## Forms that something is put into\n");
        foreach (var (form, sentences) in _forms.Where(f => HasValues(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Head(text, form);
            var lines = sentences.Select(s => (Sentence: _editors.Value.Shorten(s.Key), Places: s.Value.Keys))
                .GroupBy(s => s.Sentence, s => s.Places, StringComparer.Ordinal).OrderBy(s => s.Key, StringComparer.Ordinal)
                .Select(s => $"{s.Key}  ‹ {PlacesOf(s.SelectMany(places => places).Distinct().Order(StringComparer.Ordinal).ToList())}").ToList();
            var shown = IsSentence(form) || lines.Count <= MostOfALabel + 1 ? lines.Count : MostOfALabel;
            foreach (var line in lines.Take(shown))
            {
                text.Append("   ").Append(line).Append('\n');
            }

            if (lines.Count > shown)
            {
                text.Append("   … and ").Append(lines.Count - shown).Append(" more [").Append(Sum(lines.Skip(shown))).Append("]\n");
            }
        }

        text.Append("\n## Fixed texts\n");
        foreach (var (form, sentences) in _forms.Where(f => !HasValues(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Fixed(text, form, sentences.Keys.Order(StringComparer.Ordinal));
        }

        // What is not said today is said tomorrow: whoever approves the ledger has read it as well.
        text.Append("\n## Said on none of these pages\n");
        foreach (var form in Text.Of(Language.All.First(l => l != Language.English)).Keys.Concat(Text.PluralsOf(Language.All.First(l => l != Language.English)).Keys).Except(_forms.Keys).Order(StringComparer.Ordinal))
        {
            Fixed(text, form, TranslationsOf(form));
        }

        return text.ToString();
    }

    /// <summary>The first lines in which two texts differ, for a message; null where they are the same.</summary>
    /// <param name="approved">What was approved.</param>
    /// <param name="said">What is said.</param>
    /// <param name="most">How many lines of each.</param>
    public static string? Difference(string approved, string said, int most = 20)
    {
        if (approved == said)
        {
            return null;
        }

        // Each with the form it stands under: the same words under another form are another thing said.
        var (before, after) = (Lines(approved), Lines(said));
        var gone = before.Except(after).Take(most).Select(line => $"- {line.Text}\n      of {line.Form}");
        var come = after.Except(before).Take(most).Select(line => $"+ {line.Text}\n      of {line.Form}");
        return string.Join('\n', gone.Concat(come).DefaultIfEmpty("the same lines in another order"));
    }

    private static List<(string Form, string Text)> Lines(string text)
    {
        var form = "";
        var lines = new List<(string Form, string Text)>();
        foreach (var line in text.Split('\n'))
        {
            form = line is ['=' or '#', ..] ? line : form;
            lines.Add((form, line));
        }

        return lines;
    }

    private void Head(StringBuilder text, string form)
    {
        text.Append("\n= ").Append(OneLine(form)).Append('\n');
        foreach (var translation in TranslationsOf(form))
        {
            text.Append("~ ").Append(OneLine(translation)).Append('\n');
        }
    }

    private static void Fixed(StringBuilder text, string form, IEnumerable<string> said)
    {
        text.Append("= ").Append(OneLine(form)).Append('\n');
        foreach (var other in said.Where(other => other != form))
        {
            text.Append("   ").Append(OneLine(other)).Append('\n');
        }
    }

    private IEnumerable<string> TranslationsOf(string form) => language == Language.English ? []
        : Text.Of(language).TryGetValue(form, out var one) ? [one]
        : Text.PluralsOf(language).TryGetValue(form, out var forms) ? language.Plurals.Categories.Select(forms.Of).Distinct()
        : [];

    // What says something of a company is written out to the last; a label, a number with its unit, an age, how to cite a figure are not.
    private static bool IsSentence(string form) => !form.Contains("/figures/", StringComparison.Ordinal)
        && (form.EndsWith('.') || (Word().Count(Hole().Replace(form, " ")) >= 2 && !form.EndsWith(" ago", StringComparison.Ordinal)));

    private static bool HasValues(string form) => Hole().IsMatch(form);

    private static string OneLine(string text) => Space().Replace(text, " ").Trim();

    private static string Sum(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..12];

    // A pledge's pages, files and figures are one place; its address without what is the same for all.
    private static string PlaceOf(string address) => Pledge().Match(address) is { Success: true, Groups: [_, var slug, ..] } ? slug.Value : address;

    private static string PlacesOf(List<string> places)
    {
        // Where a pledge says it, the lists that repeat it are no news.
        var own = places.Where(place => place[0] != '/').ToList();
        places = own.Count > 0 ? own : places;
        return string.Join(", ", places.Take(MostAddresses)) + (places.Count <= MostAddresses ? "" : places.Count > Many ? " and many more" : $" and {places.Count - MostAddresses} more");
    }

    /// <summary>The longer texts of the starter pledges, which are not what the program says.</summary>
    private sealed class EditorsTexts
    {
        private readonly Dictionary<string, List<string>> _byBeginning = new(StringComparer.Ordinal);

        public EditorsTexts()
        {
            foreach (var file in Directory.GetFiles(Repository.StarterPledges, "*.json").Append(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "companies.json")))
            {
                using var document = JsonDocument.Parse(File.ReadAllText(file));
                foreach (var text in TextsOf(document.RootElement).Select(OneLine).Where(text => text.Length > Longest && !text.StartsWith("http", StringComparison.Ordinal)))
                {
                    if (_byBeginning.TryGetValue(text[..Longest], out var texts))
                    {
                        texts.Add(text);
                    }
                    else
                    {
                        _byBeginning[text[..Longest]] = [text];
                    }
                }
            }

            foreach (var texts in _byBeginning.Values)
            {
                texts.Sort((a, b) => b.Length - a.Length);
            }
        }

        public string Shorten(string sentence)
        {
            var lookup = _byBeginning.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var at = 0; at + Longest <= sentence.Length; at++)
            {
                if (lookup.TryGetValue(sentence.AsSpan(at, Longest), out var texts) && texts.Find(t => string.CompareOrdinal(sentence, at, t, 0, t.Length) == 0) is { } text)
                {
                    sentence = string.Concat(sentence.AsSpan(0, at + Beginning).TrimEnd(), "…", sentence.AsSpan(at + text.Length));
                }
            }

            return sentence;
        }

        private static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => TextsOf(p.Value)),
            _ => [],
        };
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Element();

    // A line break and the border of a block stand between words.
    [GeneratedRegex("<(br|/?p|/?li|/?td|/?div)\\b[^>]*>")]
    private static partial Regex Apart();

    [GeneratedRegex("</?time\\b[^>]*>")]
    private static partial Regex Day();

    [GeneratedRegex("^/pledges/([a-z0-9-]+)(?=[/.?]|$)")]
    private static partial Regex Pledge();
}
