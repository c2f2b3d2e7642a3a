using System.Globalization;
using System.Text.Json;
using PledgeTracker.Domain.Mentions;
using PledgeTracker.Tests.Support;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Domain;

/// <summary>
/// How much of what an editor could enter from a text is offered, and how much of what is offered is right, on texts that somebody else
/// wrote and marked. The bounds are what was measured, so that a change which makes it worse is seen.
/// </summary>
public sealed class MentionCorpusTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "PledgeTracker.Tests", "Domain", "Mentions");

    private static readonly JsonSerializerOptions AsWritten = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Of_texts_that_the_rules_were_not_made_with_as_much_is_found_as_was_measured() =>
        Measure("HeldOut").Should().Match<Scores>(s => s.Recall >= 0.65 && s.Precision >= 0.79 && s.Dates >= 0.71 && s.Speakers >= 0.67);

    [Fact]
    public void Of_the_texts_that_the_rules_were_made_with_nothing_is_lost() =>
        Measure("Development").Should().Match<Scores>(s => s.Recall >= 0.88 && s.Precision >= 0.91);

    [Fact]
    public void Every_offer_is_a_part_of_its_text_and_its_excerpt_holds_it()
    {
        foreach (var text in TextsOf("HeldOut").Concat(TextsOf("Development")))
        {
            foreach (var mention in MentionsOf(text))
            {
                mention.Span.Start.Should().BeGreaterThanOrEqualTo(mention.Excerpt.Start, text.Name);
                mention.Span.End.Should().BeLessThanOrEqualTo(mention.Excerpt.End, text.Name);
                mention.Excerpt.End.Should().BeLessThanOrEqualTo(text.Text.Length);
                mention.Excerpt.Of(text.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length.Should().BeLessThanOrEqualTo(50, text.Name);
                mention.MayBe[0].Should().Be(mention.Kind);
            }
        }
    }

    private Scores Measure(string folder)
    {
        var kinds = Enum.GetValues<MentionKind>().ToDictionary(k => k, _ => new Count());
        var (dates, speakers) = (new Count(), new Count());
        foreach (var text in TextsOf(folder))
        {
            var mentions = MentionsOf(text);
            var (byMention, found) = Match(text, mentions);
            foreach (var marked in text.Mentions.Where(m => !m.Optional))
            {
                var count = kinds[Enum.Parse<MentionKind>(marked.Kind, ignoreCase: true)];
                count.Marked++;
                count.Found += found.Contains(marked) || (marked.Repeats && found.Any(f => f.Kind == marked.Kind && f.Quantity is not null && f.Quantity == marked.Quantity && f.Currency == marked.Currency)) ? 1 : 0;
            }

            foreach (var mention in mentions)
            {
                kinds[mention.Kind].Offered++;

                // A second offer of an event that is marked once is no false one.
                kinds[mention.Kind].Right += byMention.ContainsKey(mention) || (mention.Kind == MentionKind.Event && text.Mentions.Any(m => Fits(text.Text, mention, m))) ? 1 : 0;
            }

            foreach (var (mention, marked) in byMention)
            {
                if (marked.Date is not null)
                {
                    dates.Marked++;
                    dates.Found += OneOf(marked.Date, marked.DateAlsoRight).Contains(mention.Date?.ToString()) ? 1 : 0;
                }

                if (marked.Speaker is not null)
                {
                    speakers.Marked++;
                    speakers.Found += mention.Speaker is { } named && OneOf(marked.Speaker, marked.SpeakerAlsoRight).Any(s => s is not null && (s.Contains(named, StringComparison.OrdinalIgnoreCase) || named.Contains(s, StringComparison.OrdinalIgnoreCase))) ? 1 : 0;
                }
            }
        }

        foreach (var (kind, count) in kinds)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {count.Found} of {count.Marked} found, {count.Right} of {count.Offered} offers right"));
        }

        var all = new Scores(
            kinds.Values.Sum(c => c.Found) / (double)kinds.Values.Sum(c => c.Marked), kinds.Values.Sum(c => c.Right) / (double)kinds.Values.Sum(c => c.Offered), dates.Found / (double)dates.Marked, speakers.Found / (double)speakers.Marked);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All: recall {all.Recall:0.000}, precision {all.Precision:0.000}, dates {dates.Found} of {dates.Marked}, speakers {speakers.Found} of {speakers.Marked}"));
        return all;
    }

    // Each offer takes the nearest mark that it fits, and each mark is taken once.
    private static (Dictionary<Mention, MarkedMention> ByMention, HashSet<MarkedMention> Found) Match(MarkedText text, IReadOnlyList<Mention> mentions)
    {
        var (byMention, found) = (new Dictionary<Mention, MarkedMention>(ReferenceEqualityComparer.Instance), new HashSet<MarkedMention>(ReferenceEqualityComparer.Instance));
        foreach (var mention in mentions)
        {
            if (text.Mentions.Where(m => !found.Contains(m) && Fits(text.Text, mention, m)).OrderBy(m => m.Optional).ThenBy(m => Math.Abs(m.At - mention.Span.Start)).FirstOrDefault() is { } marked)
            {
                found.Add(marked);
                byMention[mention] = marked;
            }
        }

        return (byMention, found);
    }

    private static bool Fits(string text, Mention mention, MarkedMention marked) =>
        mention.Span.Start < marked.At + marked.Words.Length && mention.Span.End > marked.At
        && OneOf(marked.Kind, marked.AlsoRight).Contains(mention.Kind.ToString().ToLowerInvariant())
        && mention.Kind switch
        {
            MentionKind.Quote => Plain(mention.Span.Of(text)) == Plain(marked.Words),
            MentionKind.Event => true,
            _ => OneOf(marked.Quantity, marked.QuantityAlsoRight).Contains(mention.Quantity?.ToString()),
        };

    private static IEnumerable<string?> OneOf(string? first, IReadOnlyList<string?>? others) => [first, .. others ?? []];

    private static string Plain(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('.', ',', '?', '!', ' ', '"', '“', '”');

    private static IReadOnlyList<Mention> MentionsOf(MarkedText text) =>
        MentionReader.Read(text.Text, new MentionContext { PublishedOn = text.Published, Today = new DateOnly(2026, 11, 30), Company = text.Company });

    private static IEnumerable<MarkedText> TextsOf(string folder) =>
        Directory.GetFiles(Path.Combine(Folder, folder), "*.json").Order(StringComparer.Ordinal).Select(file => JsonSerializer.Deserialize<MarkedText>(File.ReadAllText(file), AsWritten)!);

    private sealed record Scores(double Recall, double Precision, double Dates, double Speakers);

    private sealed class Count
    {
        public int Marked { get; set; }

        public int Found { get; set; }

        public int Offered { get; set; }

        public int Right { get; set; }
    }

    private sealed record MarkedText(string Name, DateOnly? Published, string? Company, string Text, IReadOnlyList<MarkedMention> Mentions);

    private sealed record MarkedMention(string Kind, string Words, int At, string? Quantity, string? Currency, string? Date, string? Speaker)
    {
        public IReadOnlyList<string?>? AlsoRight { get; init; }

        public IReadOnlyList<string?>? QuantityAlsoRight { get; init; }

        public IReadOnlyList<string?>? DateAlsoRight { get; init; }

        public IReadOnlyList<string?>? SpeakerAlsoRight { get; init; }

        public bool Optional { get; init; }

        public bool Repeats { get; init; }
    }
}
