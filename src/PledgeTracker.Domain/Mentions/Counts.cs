namespace PledgeTracker.Domain.Mentions;

/// <summary>What a number counts.</summary>
internal enum Counted : byte
{
    Jobs,

    /// <summary>People at work.</summary>
    Staff,

    /// <summary>People who are staff only where somebody hires, employs or trains them.</summary>
    People,
    Businesses,

    /// <summary>Jobs or people that are gone.</summary>
    Losses,

    /// <summary>No noun says so: a verb does, or what stands before.</summary>
    Unsaid,
}

/// <param name="What">What is counted.</param>
/// <param name="To">The token behind number and noun.</param>
/// <param name="Noun">The noun's first token; -1 where none is said.</param>
/// <param name="NounTo">The token behind the noun.</param>
/// <param name="Doubt">Why that is not plain; null where it is.</param>
internal sealed record CountReading(Counted What, int To, int Noun, int NounTo, string? Doubt = null);

/// <summary>Finds what a number counts: the noun behind it, a level before it, or the verb of hiring that it follows.</summary>
internal sealed class Counts(string text, List<Token> tokens)
{
    private const int FarBehind = 10;
    private const string Unsaid = "What is counted is not said beside the number.";

    /// <summary>What a number counts; null where it counts nothing that a pledge has.</summary>
    public CountReading? Of(NumberWords number, Sentence sentence)
    {
        var (from, to) = (number.From, number.To);
        if (IsOther(number, sentence))
        {
            return null;
        }

        return Behind(to, sentence) ?? (IsHyphenated(to, sentence) ? null : Before(from, to, sentence));
    }

    /// <summary>Whether a number is part of a name or a measure, so that nothing else makes it a count.</summary>
    public bool IsOther(NumberWords number, Sentence sentence) => IsName(number, sentence) || (number.To < sentence.To && Vocabulary.Units.Contains(Word(number.To)));

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    private bool IsHyphenated(int to, Sentence sentence) => to < sentence.To && tokens[to] is { Lower: "-" or "/" or "(", IsGlued: true };

    private bool IsName(NumberWords number, Sentence sentence)
    {
        var i = number.From;
        if (i == sentence.From || !tokens[i].IsNumber)
        {
            return false;
        }

        // One in three workers is a share.
        if (Word(i - 1) is "in" or "of" && i > sentence.From + 1 && (tokens[i - 2].IsNumber || Vocabulary.NumberWords.Contains(Word(i - 2))) && (Word(i - 1) is "in" || Word(i - 3) is "out"))
        {
            return true;
        }

        // A telephone number.
        if (Word(i - 1) is "(" && Word(i + 1) is ")" && i + 2 < tokens.Count && tokens[i + 2].IsNumber)
        {
            return true;
        }

        var isShort = tokens[i].End - tokens[i].Start <= 4;
        return tokens[i].IsGlued && (Word(i - 1) is "#" or "§" or "." or "/" or ":" or "@" || tokens[i - 1].IsWord || (Word(i - 1) is "-" && tokens[i - 1].IsGlued && i - 1 > sentence.From))
            || (isShort && (Vocabulary.Namers.Contains(Word(i - 1)) || (Word(i - 1) is "." && Vocabulary.Namers.Contains(Word(i - 2)))));
    }

    private CountReading? Behind(int to, Sentence sentence)
    {
        var isOf = false;
        var i = to;
        if (i < sentence.To && tokens[i] is { Lower: "-", IsGlued: true })
        {
            // An 800-job plant, a 1,700-strong workforce; a 30-year lease counts years.
            return Word(i + 1) is "job" or "jobs" or "employee" or "worker" or "person" or "position" or "member" or "strong" && i + 1 < sentence.To
                ? new(Word(i + 1) is "job" or "jobs" or "position" ? Counted.Jobs : Counted.Staff, i + 2, i + 1, i + 2) : null;
        }

        for (; i < Math.Min(sentence.To, to + FarBehind); i++)
        {
            var word = Word(i);
            if (Kind(i) is { } what)
            {
                return OfNoun(what, i, sentence);
            }

            if (word is "of" && !isOf && i == to && Word(i + 1) is "its" or "the" or "their" or "our" or "those" or "these" or "them")
            {
                isOf = true;
                i++;
            }
            else if (tokens[i].IsNumber ? !isOf
                : tokens[i].IsWord ? Vocabulary.PhraseEnds.Contains(word) || (!isOf && Vocabulary.Units.Contains(word)) || word is "of" or "or" && i == to
                : word is not ("-" or "\u2013" or "," or "/" or "&" or "'" or "\u2019" or "\"" or "\u201C" or "\u201D" or ".") || (word is "," && (i == to || !tokens[Math.Min(i + 1, sentence.To - 1)].IsWord)) || (word is "." && !tokens[i].IsGlued))
            {
                return null;
            }
        }

        return null;
    }

    private Counted? Kind(int i) => Word(i) switch
    {
        "members" => Word(i - 1) is "team" or "staff" or "crew" ? Counted.Staff : null,
        "equivalents" => Counted.Staff,
        "job" or "position" when Word(i + 1) is "opportunities" => Counted.Jobs,
        "job" or "staff" or "workforce" when Vocabulary.LossHeads.Contains(Word(i + 1)) => Counted.Losses,
        "job" when Word(i + 1) is "creation" => null,
        "layoffs" or "redundancies" => Counted.Losses,
        var word when Vocabulary.JobNouns.Contains(word) => Counted.Jobs,
        var word when Vocabulary.StaffNouns.Contains(word) => Counted.Staff,
        var word when Vocabulary.PeopleNouns.Contains(word) => Counted.People,
        var word when Vocabulary.BusinessNouns.Contains(word) => Counted.Businesses,
        // Kansans, Buckeyes: people by where they live, where somebody employs them.
        var word when tokens[i].IsWord && word.Length > 5 && char.IsUpper(text[tokens[i].Start]) && (word.EndsWith("ans", StringComparison.Ordinal) || word.EndsWith("ites", StringComparison.Ordinal)) => Counted.People,
        _ => null,
    };

    private CountReading? OfNoun(Counted what, int noun, Sentence sentence)
    {
        var end = noun + 1;
        while (end < sentence.To && tokens[end].IsWord && tokens[end].Lines < 2 && (Kind(end) is not null || Word(end) is "opportunities" or "members" || Vocabulary.LossHeads.Contains(Word(end))) && Word(end) is not "posting")
        {
            what = Vocabulary.LossHeads.Contains(Word(end)) || what == Counted.Losses ? Counted.Losses : Kind(end) is Counted.Staff or Counted.Jobs && what is Counted.People or Counted.Businesses ? Kind(end)!.Value : what;
            end++;
        }

        // "Hires and promotions" is one thing; workers' unions and job seekers are others.
        end += Word(noun) is "hires" && Word(end) is "and" && Word(end + 1) is "promotions" ? 2 : 0;
        return end < sentence.To && Vocabulary.OtherHeads.Contains(Word(end)) ? null : new(what, end, noun, end);
    }

    private CountReading? Before(int from, int to, Sentence sentence)
    {
        // "Employs 900", "has hired 1,454", "laid off 300": the number ends its phrase.
        var isLast = to >= sentence.To || tokens[to].Kind == TokenKind.Mark || Vocabulary.PhraseEnds.Contains(Word(to)) || Word(to) is "of" or "so" or "this" or "last" or "and" or "today" or "now" or "more" or "as" or "full" or "locally" or "here" or "there" or "annually" or "yearly" or "overall" or "worldwide" or "globally" or "statewide" or "nationwide";
        var passive = to;
        while (Word(passive) is "had" or "have" or "has" or "were" or "was" or "been" or "are")
        {
            passive++;
        }

        // "The five had pledged": those did, and were not, pledged.
        if (passive > to && Word(passive - 1) is "had" or "have" or "has")
        {
            return null;
        }

        var isPromised = Verbs.TryFind(Word(passive), out var behind, out var behindForm) && behind is VerbClass.Promise or VerbClass.Create or VerbClass.Hire && behindForm == VerbForm.Past;
        var isRelative = Word(to) is "it" or "that" or "they" or "who" && Enumerable.Range(to, 4).Any(i => Verbs.TryFind(Word(i), out var kind, out _) && kind is VerbClass.Employ or VerbClass.Promise or VerbClass.Hire);
        if (isRelative || (Word(from - 1) is "whom" or "which" or "about" or "nearly" && behind == VerbClass.Employ && Word(to) is "work" or "worked" or "are" or "were"))
        {
            return new(Counted.Unsaid, to, -1, -1);
        }

        if (Label(from, to, sentence) is { } label)
        {
            return label;
        }

        if (!isLast && !isPromised)
        {
            return null;
        }

        for (var i = from - 1; i >= Math.Max(sentence.From, from - 8); i--)
        {
            if (Vocabulary.LevelNouns.Contains(Word(i)) && IsLevel(i, from))
            {
                return new(Word(i) is "jobs" ? Counted.Jobs : Counted.Staff, to, i, i + 1);
            }

            // A promise of 8,100; its goal of 500.
            if (Word(i) is "promise" or "goal" or "target" or "pledge" or "commitment" or "requirement" && Word(i + 1) is "of" && OnlyHedges(i + 2, from) && HasJobs(sentence, from))
            {
                return new(Counted.Unsaid, to, -1, -1, Unsaid);
            }

            if (Verbs.TryFind(Word(i), out var kind, out var form) && form != VerbForm.Noun && kind != VerbClass.Reach)
            {
                if (kind is VerbClass.Hire or VerbClass.Employ && Word(i) is not ("work" or "works" or "worked" or "working") && from - i <= 5 && OnlyHedges(i + 1, from))
                {
                    return new(Counted.Unsaid, to, -1, -1);
                }

                return kind == VerbClass.Lose && Word(i + 1) is "off" && OnlyHedges(i + 2, from) ? new(Counted.Losses, to, -1, -1)
                    : kind == VerbClass.Create && OnlyHedges(i + 1, from) && HasJobs(sentence, from) ? new(Counted.Unsaid, to, -1, -1, Unsaid) : null;
            }
        }

        return isPromised && HasJobs(sentence, from) ? new(Counted.Unsaid, to, -1, -1, Unsaid) : null;
    }

    /// <summary>Whether a number without a noun is held against another: "down from 614", "compared with 4,012 in 2010", "later raised to 3,000".</summary>
    public bool IsCompared(NumberWords number, Sentence sentence)
    {
        var (i, to) = (number.From - 1, number.To);
        while (i > sentence.From && Word(i) is "about" or "around" or "nearly" or "almost" or "roughly" or "some" or "the" or "just" or "only")
        {
            i--;
        }

        return i > sentence.From && !tokens[number.From].IsGlued
            && (to >= sentence.To || (tokens[to].Kind == TokenKind.Mark && Word(to) is not ("%" or "-" or "/")) || Word(to) is "a" or "and" || Vocabulary.PhraseEnds.Contains(Word(to)) || IsMore(to, sentence))
            && (IsMore(to, sentence) || Word(i) is "versus" or "vs" or "against"
                || (Word(i) is "from" && Word(i - 1) is "down" or "up" or "rose" or "grew" or "fell" or "increase" or "decrease" or "jobs" or "employees" or "workers" or "people")
                || (Word(i) is "with" or "to" && Word(i - 1) is "compared" or "rising" or "growing" or "falling" or "dropping" or "raised" or "lowered" or "increased" or "reduced" or "cut" or "fell" or "rose" or "grew")
                || (Word(i) is "of" && Word(i - 1) is "instead" or "short")
                || (Word(i) is "at" && Word(i - 1) is "figure" or "number" or "count" or "total"));
    }

    // A workforce of 900; employment grew to 900; headcount: 900.
    private bool IsLevel(int noun, int from)
    {
        var isLinked = false;
        for (var i = noun + 1; i < from; i++)
        {
            isLinked |= Word(i) is "of" or "to" or ":" or "at" or "was" or "is" or "were" or "are" or "be" or "reached" or "totaled" or "hit" or "exceeded" or "stood" or "from" or "by";
            if (!tokens[i].IsWord && Word(i) is not (":" or "~" or ">"))
            {
                return false;
            }
        }

        return isLinked && (Word(noun) is not ("jobs" or "workers" or "employees") || Word(noun - 1) is "of" or "total" or ":" || Word(noun + 1) is ":" or "was" or "reached" or "to");
    }

    // "And will hire 75,000 more": more of what was counted before.
    private bool IsMore(int to, Sentence sentence) => to < sentence.To && Word(to) is "more" && (to + 1 == sentence.To || tokens[to + 1].Kind == TokenKind.Mark || Vocabulary.PhraseEnds.Contains(Word(to + 1)));

    // A short line that ends with its number, or a row of a table: what it counts stands at its head.
    private CountReading? Label(int from, int to, Sentence sentence)
    {
        if (sentence.Length > 24 || from - sentence.From is 0 or > 16 || !Enumerable.Range(to, sentence.To - to).All(i => !tokens[i].IsWord || Vocabulary.Scales.Contains(Word(i)) || Word(i).Length <= 2))
        {
            return null;
        }

        for (var i = sentence.From; i < from; i++)
        {
            if (Kind(i) is Counted.Jobs or Counted.Staff or Counted.Losses)
            {
                return Enumerable.Range(sentence.From, i - sentence.From).Any(at => tokens[at].IsNumber) ? null : new(Kind(i)!.Value, to, i, i + 1);
            }
        }

        return null;
    }

    private bool OnlyHedges(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!Vocabulary.HedgeEnds.Contains(Word(i)) && Word(i) is not ("more" or "between" or "a" or "an" or "total" or "up" or "close" or "another" or "additional" or "only" or "just" or "many" or "well" or "already" or "fewer" or "less" or "estimated" or "the" or "in" or "excess" or "no" or "upwards" or "roughly"))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasJobs(Sentence sentence, int near)
    {
        for (var i = Math.Max(0, Math.Min(sentence.From, near - 40)); i < Math.Min(sentence.To, near + 40); i++)
        {
            if (Vocabulary.JobNouns.Contains(Word(i)) || Vocabulary.StaffNouns.Contains(Word(i)) || Word(i) is "hired" or "hire" or "hiring")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word before the noun, behind the number, is one of these.</summary>
    public bool IsBetween(int from, int to, params ReadOnlySpan<string> words)
    {
        for (var i = from; i < to; i++)
        {
            foreach (var word in words)
            {
                if (tokens[i].Lower == word)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A noun as the text has it.</summary>
    public string? Said(CountReading count) => count.Noun < 0 ? null : Token.Plain(text, tokens, count.Noun, count.NounTo);
}
