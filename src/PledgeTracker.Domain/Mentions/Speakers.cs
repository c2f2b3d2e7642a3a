namespace PledgeTracker.Domain.Mentions;

/// <summary>Who is said to have said something.</summary>
/// <param name="Verb">The token of "said", or of "according".</param>
/// <param name="From">The first token of the whole phrase, with the role.</param>
/// <param name="To">The token behind its last.</param>
/// <param name="Name">The name, or what stands for it, with single spaces.</param>
/// <param name="Span">Where the name stands.</param>
/// <param name="Role">The role; null where none is said.</param>
/// <param name="Doubt">Why the name is not plain; null where it is.</param>
internal sealed record Attribution(int Verb, int From, int To, string Name, TextSpan Span, string? Role, string? Doubt = null);

/// <summary>Finds who speaks: "said NAME, ROLE", "NAME, ROLE, said", "according to NAME", and "he said" where somebody was named before.</summary>
internal sealed class Speakers(string text, List<Token> tokens, MentionContext context)
{
    private const int LongestPhrase = 14;

    // Whoever was named in full, by the last word of the name.
    private readonly Dictionary<string, Attribution> _named = new(StringComparer.Ordinal);
    private Attribution? _last;

    /// <summary>All that a sentence says of speakers, in order. Sentences are asked in order, so that a last name finds the full one before it.</summary>
    public List<Attribution> In(Sentence sentence)
    {
        var found = new List<Attribution>();
        for (var i = sentence.From; i < sentence.To; i++)
        {
            Introduce(i, sentence);
            var one = Word(i) is "according" && Word(i + 1) is "to" ? Forward(i, i + 2, sentence.To)
                : SpeakerWords.Speech.Contains(Word(i)) ? Backward(i, sentence.From) ?? Forward(i, i + 1, sentence.To)
                : Word(i) is "\u2014" or "\u2013" && i > sentence.From && Word(i - 1) is "\"" or "\u201D" ? Forward(i, i + 1, sentence.To) : null;
            if (one is not null)
            {
                one = Resolved(one);
                _last = one.Doubt is null ? one : _last;
                found.Add(one);
            }
        }

        return found;
    }

    // "Gov. Scott Walker", "Jack Ma, executive chairman of Alibaba": named in full with a role, also where they do not speak.
    private void Introduce(int i, Sentence sentence)
    {
        if (!tokens[i].IsWord || (!Vocabulary.Titles.Contains(Word(i)) && !SpeakerWords.Roles.Contains(Word(i))))
        {
            return;
        }

        var from = i + (i + 1 < sentence.To && tokens[i + 1].Is(".") ? 2 : 1);
        var to = from;
        while (to < Math.Min(sentence.To, from + 5) && ((IsCapital(to) && !SpeakerWords.Roles.Contains(Word(to))) || IsInnerMark(to)))
        {
            to++;
        }

        if (to - from > 1 && tokens[to - 1].IsWord)
        {
            var role = SpeakerWords.Honorifics.Contains(Word(i)) ? null : Said(i, from);
            var one = new Attribution(i, from, to, Said(from, to), SpanOf(from, to), role);
            _named.TryAdd(Said(to - 1, to), one);

            // Whom a sentence begins with, the next one calls "he" or "she".
            _last = i - sentence.From < 2 ? one : _last;
            return;
        }

        for (var comma = i - 1; comma > Math.Max(sentence.From, i - 5); comma--)
        {
            if (tokens[comma].Is(","))
            {
                var start = comma;
                while (start > Math.Max(sentence.From, comma - 4) && (IsCapital(start - 1) || IsInnerMark(start - 1)))
                {
                    start--;
                }

                if (comma - start > 1 && RoleBehind(comma, sentence.To) is { } role)
                {
                    _named.TryAdd(Said(comma - 1, comma), new(i, start, comma, Said(start, comma), SpanOf(start, comma), role));
                }

                return;
            }
        }
    }

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    private bool IsCapital(int i) => i >= 0 && i < tokens.Count && tokens[i].IsWord && (char.IsUpper(text[tokens[i].Start]) || IsCompany(i));

    private bool IsCompany(int i) => context.Company is { } company && tokens[i].Lower.Length > 1 && company.StartsWith(tokens[i].Lower, StringComparison.OrdinalIgnoreCase);

    // A period within a name or behind a title: J. P., Gov.
    private bool IsInnerMark(int i) => (tokens[i] is { Lower: ".", IsGlued: true } && i > 0 && tokens[i - 1].IsWord && (tokens[i - 1].Lower.Length == 1 || Vocabulary.Titles.Contains(tokens[i - 1].Lower) || tokens[i - 1].Lower is "jr" or "sr" or "inc" or "corp" or "co" or "ltd"))
        || (tokens[i].Is("-") && tokens[i].IsGlued);

    // "said NAME, ROLE": the phrase ends with a comma, a period or a word that begins something else.
    private Attribution? Forward(int verb, int from, int to)
    {
        var end = from;
        while (end < Math.Min(to, from + LongestPhrase) && tokens[end].Lines < 2 && (IsInnerMark(end) || (tokens[end].IsWord && !EndsForward(end, from))))
        {
            end++;
        }

        // "According to a report by the agency": the report does not speak, the agency does.
        if (end > from && end + 1 < to && Word(end) is "by" or "from" && SpeakerWords.Papers.Contains(Word(end - 1)) && Forward(verb, end + 1, to) is { } author)
        {
            return author;
        }

        return end == from ? null : Named(verb, from, end, to);
    }

    private bool EndsForward(int i, int from) =>
        Word(i) is "in" or "on" or "during" or "after" or "before" or "when" or "as" or "to" or "who" or "with" or "that" or "it" or "would" or "will" or "was" or "is" or "were" or "has" or "about" or "last" or "by" or "if" or "there" or "at" || SpeakerWords.Speech.Contains(Word(i))
        || Vocabulary.Weekdays.Contains(Word(i)) || (Word(i) is "and" or "but" && !(i > from && (SpeakerWords.Roles.Contains(Word(i - 1)) || (Word(i) is "and" && i > from + 2 && Word(from + 1) is "of" && IsCapital(i - 1) && IsCapital(i + 1)))));

    // "NAME said", "NAME, ROLE, said", "a spokesman for NAME said".
    private Attribution? Backward(int verb, int from)
    {
        var end = verb;
        while (end > from && Word(end - 1) is "also" or "later" or "has" or "had" or "have" or "then" or "reportedly" or "repeatedly" or "recently" or "once" or "previously" or "publicly" or "only" or "again" or "further")
        {
            end--;
        }

        if (end == from)
        {
            return null;
        }

        if (Word(end - 1) is ",")
        {
            if (end - 2 <= from)
            {
                return null;
            }

            var comma = end - 2;
            while (comma > Math.Max(from, end - (LongestPhrase + 4)) && !(tokens[comma].Is(",") && !(Word(comma + 1) is "inc" or "jr" or "llc" or "ltd")))
            {
                if (tokens[comma] is { Kind: TokenKind.Mark, Lower: "\"" or "\u201D" or "\u201C" or ";" })
                {
                    return null;
                }

                comma--;
            }

            // "Its operations chief, Jane Doe, said": the name is what stands between the commas.
            if (tokens[comma].Is(",") && comma > from && SpeakerWords.Roles.Contains(Word(comma - 1)) && end - 1 - comma is > 2 and < 6 && Enumerable.Range(comma + 1, end - 2 - comma).All(i => IsInnerMark(i) || (IsCapital(i) && !SpeakerWords.Roles.Contains(Word(i)))))
            {
                var role = StartOf(comma, from);
                return new(verb, role, end - 1, Said(comma + 1, end - 1), SpanOf(comma + 1, end - 1), role < comma ? Said(role, comma) : null);
            }

            var start = StartOf(comma, from);
            return comma <= from || start == comma || !tokens[comma].Is(",") ? null : Named(verb, start, comma, end - 1);
        }

        var begin = StartOf(end, from);
        return begin == end ? null : Named(verb, begin, end, end);
    }

    private int StartOf(int end, int from)
    {
        var start = end;
        while (start > Math.Max(from, end - LongestPhrase))
        {
            var i = start - 1;
            var belongs = IsInnerMark(i) || (tokens[i].IsWord && tokens[start].Lines < 2 && !SpeakerWords.Speech.Contains(Word(i))
                && (IsCapital(i) || SpeakerWords.Roles.Contains(Word(i)) || SpeakerWords.Groups.Contains(Word(i)) || (SpeakerWords.Particles.Contains(Word(i)) && start < end) || Vocabulary.Pronouns.Contains(Word(i)) || Word(i) is "a" or "an" or "former" or "local" or "new" or "another" || Word(i).EndsWith("'s", StringComparison.Ordinal)));
            if (!belongs)
            {
                break;
            }

            start = i;
            if (Word(i) is "a" or "an" or "the" && !IsJoined(i) || (Vocabulary.Pronouns.Contains(Word(i)) && start == end - 1))
            {
                break;
            }
        }

        while (start < end && Word(start) is "of" or "and" or "for" or "." or "-" or "at" or "but" or "in" or "as" or "while" or "on" or "that" or "when")
        {
            start++;
        }

        return start;
    }

    // "The head of the agency said": the article is amid the phrase.
    private bool IsJoined(int i) => i > 1 && Word(i - 1) is "of" or "for" or "at" && (SpeakerWords.Roles.Contains(Word(i - 2)) || SpeakerWords.Groups.Contains(Word(i - 2)));

    private Attribution? Named(int verb, int from, int end, int roleTo)
    {
        if (end == from + 1 && Vocabulary.Pronouns.Contains(Word(from)))
        {
            return new(verb, from, end, Said(from, end), SpanOf(from, end), null, $"The text says only “{Said(from, end)}”.");
        }

        // The name is what stands behind the last word of a role: "company spokesman Bob Christie".
        var name = from;
        for (var i = from; i < end; i++)
        {
            name = SpeakerWords.Roles.Contains(Word(i).TrimEnd('.')) || Vocabulary.Titles.Contains(Word(i)) ? i + (i + 1 < end && tokens[i + 1].Is(".") ? 2 : 1) : name;
        }

        // "Secretary of Commerce Don Graves": the last two words are the name where more than two have a capital.
        if (name < end && name > from && Word(name) is "of" or "for")
        {
            var run = end;
            while (run > name + 1 && (IsCapital(run - 1) || IsInnerMark(run - 1)))
            {
                run--;
            }

            name = end - run > 2 || (end - run > 1 && Word(run - 1) is "and") ? end - (IsInnerMark(end - 2) && end - run > 3 ? 4 : 2) : name;
        }

        name += name + 1 < end && Word(name) is "the" or "a" or "an" && IsCapital(name + 1) ? 1 : 0;

        // "A spokesman for the company", "officials": nobody is named.
        var isUnnamed = name >= end || !IsCapital(name) || Word(name) is "the" or "a" or "an";
        name = isUnnamed ? from : name;
        while (isUnnamed && name < end - 1 && !IsCapital(name) && !SpeakerWords.Groups.Contains(Word(name)) && !SpeakerWords.Roles.Contains(Word(name)) && Word(name) is not ("the" or "a" or "an" or "its" or "their"))
        {
            name++;
        }

        if (isUnnamed && !Enumerable.Range(from, end - from).Any(i => IsCapital(i) || SpeakerWords.Groups.Contains(Word(i)) || SpeakerWords.Roles.Contains(Word(i))))
        {
            return null;
        }

        while (end > name + 1 && (tokens[end - 1].Kind == TokenKind.Mark || !(IsCapital(end - 1) || isUnnamed)))
        {
            end--;
        }

        var role = name > from && !SpeakerWords.Honorifics.Contains(Word(from)) ? Said(from, name) : RoleBehind(end, roleTo);
        var isPronounless = isUnnamed && !Enumerable.Range(name, end - name).Any(i => IsCapital(i) && Word(i) is not ("the" or "a" or "an"));
        return new(verb, from, end, Said(name, end), SpanOf(name, end), role?.TrimStart() is { } said && said.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? said[4..] : role, isPronounless ? $"The text says only “{Said(name, end)}”." : null);
    }

    // ", president and chief executive of Acme": up to the next comma, or to the verb.
    private string? RoleBehind(int end, int to)
    {
        var start = end + 1;
        if (end >= to || end >= tokens.Count || !tokens[end].Is(",") || start >= tokens.Count)
        {
            return null;
        }

        // An age: "John Smith, 54, a welder".
        start += tokens[start].IsNumber && Word(start + 1) is "," ? 2 : 0;
        var stop = start;
        while (stop < Math.Min(Math.Min(to, tokens.Count), start + LongestPhrase) && tokens[stop].Lines < 2 && (tokens[stop].IsWord || tokens[stop].IsNumber || tokens[stop].Is("-") || IsInnerMark(stop) || tokens[stop].Is("&") || (tokens[stop].Is("'") && tokens[stop].IsGlued))
            && !(stop > start && (SpeakerWords.Speech.Contains(Word(stop)) || Word(stop) is "who" or "in" && Word(stop + 1) is "a" or "an")))
        {
            stop++;
        }

        var hasRole = Enumerable.Range(start, Math.Max(0, stop - start)).Any(i => SpeakerWords.Roles.Contains(Word(i)) || Vocabulary.Titles.Contains(Word(i)));
        return stop > start && (hasRole || Word(start) is "a" or "an") && !Word(start).EndsWith("ing", StringComparison.Ordinal) ? Said(start, stop) : null;
    }

    private Attribution Resolved(Attribution one)
    {
        if (one.Doubt is not null)
        {
            return one.Doubt.Length > 0 && Vocabulary.Pronouns.Contains(one.Name.ToLowerInvariant()) && one.Name.ToLowerInvariant() is "he" or "she" && _last is { } last
                ? one with { Name = last.Name, Span = last.Span, Role = last.Role, Doubt = $"The text says only “{one.Name}”. The speaker is taken from before." } : one;
        }

        var lastWord = one.Name[(one.Name.LastIndexOf(' ') + 1)..];
        if (one.Name.Contains(' ', StringComparison.Ordinal))
        {
            _named.TryAdd(lastWord, one);
            return one;
        }

        return _named.TryGetValue(one.Name, out var full) && !(context.Company?.StartsWith(one.Name, StringComparison.OrdinalIgnoreCase) ?? false) ? one with { Name = full.Name, Span = full.Span, Role = one.Role ?? full.Role } : one;
    }

    private TextSpan SpanOf(int from, int to) => TextSpan.Between(tokens[from].Start, tokens[to - 1].End);

    /// <summary>The words of a phrase with single spaces.</summary>
    private string Said(int from, int to) => Token.Plain(text, tokens, from, to);
}
