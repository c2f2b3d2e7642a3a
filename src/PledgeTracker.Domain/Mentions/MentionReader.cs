using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Mentions;

/// <summary>
/// Finds in the plain text of a source what an editor could enter: numbers of jobs and people, investments, public money, events and
/// quotations. It knows English words and no meaning: it offers, says where it is unsure, and leaves out numbers that no pledge has, such as
/// wages, areas and shares.
/// </summary>
/// <remarks>A pure function of its arguments. The time it takes grows with the length of the text and with nothing else.</remarks>
public static class MentionReader
{
    /// <summary>Everything that the text may be entered as, in its order.</summary>
    /// <param name="text">The text as it stands. All spans count its characters.</param>
    /// <param name="context">What is known beside it.</param>
    public static IReadOnlyList<Mention> Read(string text, MentionContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = Tokenizer.Of(text);
        return tokens.Count == 0 ? [] : new Reading(text, tokens, context ?? MentionContext.None).All();
    }

    private sealed class Reading
    {
        // Characters below a heading within which the text repeats it.
        private const int BelowHeading = 1_500;

        private readonly string _text;
        private readonly List<Token> _tokens;
        private readonly List<Sentence> _sentences;
        private readonly List<List<Attribution>> _attributions = [];
        private readonly List<(Quotation Quotation, TextSpan Words, Attribution? By, string? Doubt)> _quotes;
        private readonly bool[] _isQuoted;
        private readonly Dating _dating;
        private readonly NumberMentions _numbers;
        private readonly Happenings _happenings;

        public Reading(string text, List<Token> tokens, MentionContext context)
        {
            (_text, _tokens) = (text, tokens);
            _sentences = Sentences.Of(text, tokens);
            var speakers = new Speakers(text, tokens, context);
            foreach (var sentence in _sentences)
            {
                _attributions.Add(speakers.In(sentence));
            }

            var found = new Dates(text, tokens, context);
            var dates = found.All();
            _dating = new Dating(tokens, dates, found.Dateline, context);
            _numbers = new NumberMentions(text, tokens, dates, _dating);
            _happenings = new Happenings(text, tokens);
            var quotations = new Quotations(text, tokens, _sentences, _attributions);
            var all = quotations.All();
            _quotes = [.. quotations.Offered(all)];
            _isQuoted = new bool[tokens.Count];
            foreach (var quotation in all)
            {
                _isQuoted.AsSpan(quotation.From, quotation.To - quotation.From).Fill(true);
            }
        }

        public List<Mention> All()
        {
            var mentions = new List<Mention>();
            var quote = 0;
            for (var s = 0; s < _sentences.Count; s++)
            {
                var sentence = _sentences[s];
                for (; quote < _quotes.Count && _quotes[quote].Quotation.From < sentence.To; quote++)
                {
                    mentions.Add(Quote(_quotes[quote], s));
                }

                var happenings = _happenings.In(sentence, i => _isQuoted[i]);
                var events = happenings.ConvertAll(h => Event(h, sentence, s));
                foreach (var number in _numbers.In(sentence))
                {
                    // A number that is lost is a figure, and losing it an event.
                    mentions.Add(Spoken(number, s));
                    if (!number.IsLoss)
                    {
                        continue;
                    }

                    var at = happenings.FindIndex(h => h.From <= number.Token && number.Token < h.To);
                    if (at < 0 && !_isQuoted[number.Token] && number.Verb > 0)
                    {
                        at = happenings.Count;
                        happenings.Add(_happenings.Loss(Math.Min(number.Verb, number.Token), Math.Max(number.Verb, number.Token), sentence));
                        events.Add(Event(happenings[at], sentence, s));
                    }

                    if (at >= 0 && events[at].Quantity is null)
                    {
                        events[at] = events[at] with { Quantity = number.Mention.Quantity, Noun = number.Mention.Noun };
                    }
                }

                mentions.AddRange(events);
            }

            DropHeadings(mentions);
            DateHeadings(mentions);

            // Of two that begin together the longer comes first, so that a page can nest them.
            mentions.Sort((one, other) => (one.Span.Start, other.Span.Length, one.Kind).CompareTo((other.Span.Start, one.Span.Length, other.Kind)));
            return mentions;
        }

        // A heading says what the text below it says again, and there with its date.
        private void DropHeadings(List<Mention> mentions)
        {
            var next = new Dictionary<EventKind, int>();
            var dropped = new HashSet<Mention>(ReferenceEqualityComparer.Instance);
            for (var i = mentions.Count - 1; i >= 0; i--)
            {
                if (mentions[i] is not { Event: { } kind } one)
                {
                    continue;
                }

                var isHeading = !".!?\u2026\"\u201D".Contains(_text[one.Sentence.End - 1], StringComparison.Ordinal);
                if (isHeading && !(one.DateSpan is { } own && one.Sentence.Holds(own)) && next.TryGetValue(kind, out var start) && start - one.Sentence.End < BelowHeading)
                {
                    dropped.Add(one);
                    continue;
                }

                next[kind] = one.Sentence.Start;
            }

            mentions.RemoveAll(dropped.Contains);
        }

        // "Acme to bring 325 jobs": by when, the text below the heading says.
        private void DateHeadings(List<Mention> mentions)
        {
            var next = new Dictionary<(MentionKind, string), Mention>();
            for (var i = mentions.Count - 1; i >= 0; i--)
            {
                if (mentions[i] is not { Quantity: { } quantity, Kind: MentionKind.Target or MentionKind.Figure } one)
                {
                    continue;
                }

                var key = (one.Kind, quantity.ToString());
                var isHeading = !".!?\u2026\"\u201D".Contains(_text[one.Sentence.End - 1], StringComparison.Ordinal);
                if (one.Date is not null)
                {
                    next[key] = one;
                }
                else if (isHeading && next.TryGetValue(key, out var below) && below.Span.Start - one.Sentence.End < BelowHeading)
                {
                    mentions[i] = one with { Date = below.Date, DateSpan = below.DateSpan, Doubt = one.Doubt ?? "The date stands where the text says the number again." };
                }
            }
        }

        private TextSpan SpanOf(Sentence sentence) => TextSpan.Between(_tokens[sentence.From].Start, _tokens[sentence.To - 1].End);

        private Mention Quote((Quotation Quotation, TextSpan Words, Attribution? By, string? Doubt) quote, int first)
        {
            var last = first;
            while (last + 1 < _sentences.Count && _tokens[_sentences[last].To - 1].End < quote.Words.End)
            {
                last++;
            }

            while (first > 0 && _tokens[_sentences[first].From].Start > quote.Words.Start)
            {
                first--;
            }

            var sentence = TextSpan.Between(_tokens[_sentences[first].From].Start, _tokens[_sentences[last].To - 1].End);
            var verb = quote.By?.Verb ?? quote.Quotation.To;
            var spoken = _sentences.Count > 0 ? SentenceOf(Math.Min(verb, _tokens.Count - 1), last) : default;
            var (date, dateSpan, _) = _dating.OfEvent(verb, spoken.From, spoken.To, spoken, isNews: true);
            if (dateSpan is { } inside && quote.Words.Holds(inside))
            {
                (date, dateSpan) = _dating.OfHead is { } head ? ((PartialDate?)head.Date, (TextSpan?)head.Span) : (null, null);
            }

            return new Mention
            {
                Kind = MentionKind.Quote,
                MayBe = [MentionKind.Quote],
                Span = quote.Words,
                Sentence = sentence,
                Excerpt = Excerpts.Around(_text, quote.Words, sentence),
                Date = date,
                DateSpan = dateSpan,
                Speaker = quote.By?.Name,
                SpeakerSpan = quote.By?.Span,
                Role = quote.By?.Role,
                Doubt = quote.Doubt,
            };
        }

        private Sentence SentenceOf(int token, int near)
        {
            var at = near;
            while (at > 0 && _sentences[at].From > token)
            {
                at--;
            }

            while (at + 1 < _sentences.Count && _sentences[at].To <= token)
            {
                at++;
            }

            return _sentences[at];
        }

        private Mention Event(Happening happening, Sentence sentence, int index)
        {
            var words = Excerpts.Shortened(_text, TextSpan.Between(_tokens[happening.From].Start, _tokens[happening.To - 1].End));
            var (date, dateSpan, doubt) = _dating.OfEvent(happening.At, happening.From, happening.To, sentence, happening.Kind == EventKind.Announced);
            var by = _attributions[index].Find(a => a.Verb != happening.At && SpeakerWords.Plain.Contains(_tokens[a.Verb].Lower));
            return new Mention
            {
                Kind = MentionKind.Event,
                MayBe = [MentionKind.Event],
                Span = words,
                Sentence = SpanOf(sentence),
                Excerpt = Excerpts.Around(_text, words, SpanOf(sentence)),
                Date = date,
                DateSpan = dateSpan,
                Speaker = by?.Name,
                SpeakerSpan = by?.Span,
                Role = by?.Role,
                Event = happening.Kind,
                Doubt = happening.Doubt ?? doubt,
            };
        }

        // Within a quotation the number is its speaker's.
        private Mention Spoken(NumberMention number, int sentence)
        {
            var by = _isQuoted[number.Token] ? QuotedBy(number.Token) : _attributions[sentence].Find(a => (a.From > number.Token || a.Verb < number.Token) && SpeakerWords.Plain.Contains(_tokens[a.Verb].Lower) && !SpeakerWords.Papers.Contains(_tokens[a.To - 1].Lower));
            return by is null ? number.Mention : number.Mention with { Speaker = by.Name, SpeakerSpan = by.Span, Role = by.Role };
        }

        private Attribution? QuotedBy(int token)
        {
            int low = 0, high = _quotes.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _quotes[middle].Quotation.To <= token ? (middle + 1, high) : (low, middle);
            }

            return low < _quotes.Count && _quotes[low].Quotation.From <= token ? _quotes[low].By : null;
        }
    }
}
