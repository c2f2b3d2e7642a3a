namespace PledgeTracker.Domain.Mentions;

/// <summary>Whether a number is said of something to come or of something that came about.</summary>
internal enum Mood : byte
{
    Unclear,
    Promised,
    Reported,
}

/// <summary>What the words around a number say of it.</summary>
/// <param name="Mood">Promise or report.</param>
/// <param name="Class">What is done to what is counted; null where no verb says so.</param>
/// <param name="Doubt">Why that is not plain; null where it is.</param>
/// <param name="Verb">The verb's token; -1 where there is none.</param>
internal sealed record Said(Mood Mood, VerbClass? Class, string? Doubt = null, int Verb = -1);

/// <summary>
/// Tells a promise from a report by the verb that governs a number: the nearest to the left of it, or else the one that follows, with what
/// stands before that verb.
/// </summary>
internal sealed class Tense(List<Token> tokens)
{
    private const int FarLeft = 28;
    private const int FarRight = 16;

    public const string Unplain = "It is not plain whether this is a promise or a report.";
    private const string Denied = "The sentence says that it did not happen, or not yet.";
    private const string Conditional = "It is said under a condition.";

    /// <param name="from">The number's first token.</param>
    /// <param name="to">The token behind what is counted.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="isMoney">Whether the number is money.</param>
    public Said Of(int from, int to, Sentence sentence, bool isMoney)
    {
        // "If the company has not reached 300 by June": a contract's threshold is a promise.
        var said = Plain(from, to, sentence, isMoney);
        return said.Mood == Mood.Reported && IsConditional(from, sentence) ? new(Mood.Promised, said.Class, Conditional, said.Verb) : said;
    }

    private bool IsConditional(int from, Sentence sentence)
    {
        for (var i = from - 1; i >= Math.Max(sentence.From, from - FarLeft); i--)
        {
            if (Word(i) is "," && !tokens[i + 1].IsNumber)
            {
                return false;
            }

            if ((Word(i) is "if" or "unless" or "should") && (i == sentence.From || Word(i - 1) is "," or "."))
            {
                return true;
            }
        }

        return false;
    }

    private Said Plain(int from, int to, Sentence sentence, bool isMoney)
    {
        if (Behind(to, sentence) is { } behind)
        {
            return behind;
        }

        var clauseEnds = false;
        for (var i = from - 1; i >= Math.Max(sentence.From, from - FarLeft); i--)
        {
            if (Word(i) is ";" or "while" or "but" or "although" or "whereas" or "if" || (Word(i) is "\u2022" or "\u2014" && clauseEnds))
            {
                clauseEnds = true;
                break;
            }

            if (Verbs.TryFind(Word(i), out var kind, out var form) && !IsModifier(i, kind, form, from))
            {
                // "Announced that it has hired 900" was found at "hired" before. A noun governs its number only through a preposition.
                if (form == VerbForm.Noun && kind != VerbClass.Promise && !isMoney && ((Word(i + 1) is not ("of" or ":") && !(Word(i + 1) is "," && Word(i + 2) is "of")) || HasNumber(i + 2, from)))
                {
                    continue;
                }

                return Judge(i, kind, form, sentence);
            }
        }

        for (var i = to; i < Math.Min(sentence.To, to + FarRight); i++)
        {
            if (Word(i) is ";" or "while" or "but")
            {
                break;
            }

            if (Verbs.TryFind(Word(i), out var kind, out var form) && form != VerbForm.Noun)
            {
                return Judge(i, kind, form, sentence);
            }
        }

        return new(CueOf(from, sentence), null, CueOf(from, sentence) == Mood.Unclear ? Unplain : null);
    }

    private bool HasNumber(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].IsNumber)
            {
                return true;
            }
        }

        return false;
    }

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    // May 7 is a month, and "may" is a modal.
    private bool IsModal(int i) => Verbs.Modals.Contains(Word(i)) && !(Word(i) is "may" && i + 1 < tokens.Count && tokens[i + 1].IsNumber);

    // What stands right behind a number says most of it: "the 13,000 jobs promised", "the 9,000 it already employs", "500 jobs to be created".
    private Said? Behind(int to, Sentence sentence)
    {
        var i = to;
        var (isRelative, isPassive) = (false, false);
        while (i < Math.Min(sentence.To, to + 5) && (Word(i) is "that" or "which" or "who" or "it" or "they" or "we" or "already" or "now" or "currently" or "originally" or "initially" or "first" or "still" or "today" or "previously" or "were" or "was" or "are" or "is" or "have" or "has" or "had" or "been" or "being"))
        {
            isRelative |= Word(i) is "that" or "which" or "who" or "it" or "they" or "we" or "were" or "was" or "are" or "have" or "has" or "had" or "is";
            isPassive |= Word(i) is "that" or "which" or "it" or "they" or "we" or "been" or "were" or "was" or "are" or "is";
            i++;
        }

        if (i >= sentence.To || !Verbs.TryFind(Word(i), out var kind, out var form))
        {
            return Word(to) is "to" && Word(to + 1) is "be" ? new(Mood.Promised, Verbs.TryFind(Word(to + 2), out var passive, out _) ? passive : null, null, to) : null;
        }

        // "The plant that promised 500 jobs has hired 20": the second verb is the plant's.
        if (isRelative && !isPassive && Word(to) is "has" or "have" or "had")
        {
            return null;
        }

        return (kind, form) switch
        {
            (VerbClass.Promise, VerbForm.Past) => new(Mood.Promised, VerbClass.Promise, null, i),
            (VerbClass.Announce, VerbForm.Past) when !isRelative => new(Mood.Promised, VerbClass.Announce, null, i),
            (VerbClass.Create or VerbClass.Hire or VerbClass.Employ or VerbClass.Keep or VerbClass.Invest or VerbClass.Lose or VerbClass.Train or VerbClass.Support, VerbForm.Past) => Judge(i, kind, form, sentence),
            (VerbClass.Employ, VerbForm.Third or VerbForm.Base) when isRelative => new(Mood.Reported, kind, null, i),
            (VerbClass.Employ, VerbForm.Base or VerbForm.Ing) => new(Mood.Reported, kind, null, i),
            _ => null,
        };
    }

    // "The planned 500 jobs" is a promise; "the Pledge of Allegiance" and "a project" are none. A participle before a noun says nothing of the number.
    private bool IsModifier(int i, VerbClass kind, VerbForm form, int number) =>
        (kind == VerbClass.Have && form != VerbForm.Past && i > 0 && IsModal(i - 1))
        || (kind == VerbClass.Have && Word(i) is "has" or "have" or "had" && Verbs.TryFind(Word(i + 1), out _, out _))
        || (form is VerbForm.Past or VerbForm.Ing && kind is not (VerbClass.Promise or VerbClass.Announce) && i > 0 && Word(i - 1) is "the" or "a" or "an" or "its" or "their" && i + 1 < number && tokens[i + 1].IsWord && Word(i + 1) is not ("of" or "up" or "to"))
        || (kind == VerbClass.Employ && Word(i) is "work" or "works" && i > 0 && Word(i - 1) is "the" or "of" or "construction" or "on" or "at");

    private Said Judge(int verb, VerbClass kind, VerbForm form, Sentence sentence)
    {
        var (isNegated, isModal, isPast, isPassive, isInfinitive, isDone, isConditional) = (false, false, false, false, false, false, false);
        for (var i = verb - 1; i >= Math.Max(sentence.From, verb - 6); i--)
        {
            var word = Word(i);
            isNegated |= Verbs.Negations.Contains(word);
            isModal |= IsModal(i) || word is "yet";
            isPast |= Verbs.Past.Contains(word);
            isPassive |= word is "be" or "been" or "being" or "is" or "are" or "was" or "were";
            isInfinitive |= word is "to" && i >= verb - 3;
            isDone |= isInfinitive && Verbs.Achieved.Contains(word) && i >= verb - 4;
            isConditional |= word is "if" or "unless";

            // Beyond another verb, a comma or a quotation mark stands what governs something else.
            if (word is "," or ";" or "(" or "\"" or "\u201C" or ":" || (Verbs.TryFind(word, out var other, out var otherForm) && otherForm != VerbForm.Noun && other != VerbClass.Have && i < verb - 1))
            {
                break;
            }
        }

        var denied = isNegated ? Denied : null;
        if (isNegated && isInfinitive && !isModal)
        {
            return new(Mood.Reported, kind, Denied, verb);
        }

        if (kind is VerbClass.Promise or VerbClass.Announce)
        {
            // What a report says is expected of it elsewhere: "reported 900 jobs, as planned".
            return new(Mood.Promised, kind, denied ?? (isConditional ? Conditional : null), verb);
        }

        if (form == VerbForm.Past && Word(verb) is not ("cut" or "hit" or "put"))
        {
            return isModal || (isInfinitive && isPassive) ? new(Mood.Promised, kind, denied ?? (isConditional ? Conditional : null), verb)
                : new(Mood.Reported, kind, denied, verb);
        }

        if (isModal || isInfinitive)
        {
            return isDone && !isModal ? new(Mood.Reported, kind, denied, verb) : new(Mood.Promised, kind, denied ?? (isConditional ? Conditional : null), verb);
        }

        return form switch
        {
            VerbForm.Noun => OfNoun(verb, kind, sentence),
            VerbForm.Ing => isPast ? new(Mood.Reported, kind, denied, verb) : OfParticiple(verb, kind, sentence),
            VerbForm.Third => kind is VerbClass.Employ or VerbClass.Support or VerbClass.Have or VerbClass.Reach or VerbClass.Keep || Word(verb) is "fills" ? new(Mood.Reported, kind, denied, verb) : new(Mood.Promised, kind, denied ?? Unplain, verb),
            _ => OfBase(verb, kind, sentence, denied),
        };
    }

    // "Will invest $2 million and create 900 jobs" says will once.
    private Said OfBase(int verb, VerbClass kind, Sentence sentence, string? denied)
    {
        if (Word(verb) is "cut" or "hit" or "put" or "report" or "show" || Word(verb - 1) is "did" or "didn't")
        {
            return Word(verb - 1) is "and" && Word(verb) is "put" && CueOf(verb, sentence) == Mood.Promised ? new(Mood.Promised, kind, denied, verb) : new(Mood.Reported, kind, denied, verb);
        }

        var cue = CueOf(verb, sentence);
        return cue == Mood.Promised ? new(Mood.Promised, kind, denied, verb)
            : kind is VerbClass.Employ or VerbClass.Support or VerbClass.Have ? new(Mood.Reported, kind, denied, verb)
            : new(Mood.Promised, kind, denied ?? Unplain, verb);
    }

    // "Creating 500 jobs" is as far along as what the sentence says before it.
    private Said OfParticiple(int verb, VerbClass kind, Sentence sentence)
    {
        var cue = CueOf(verb, sentence);
        return cue == Mood.Unclear && kind is VerbClass.Employ or VerbClass.Support ? new(Mood.Reported, kind, null, verb)
            : cue == Mood.Unclear || Word(verb - 1) is "is" or "are" ? new(Mood.Promised, kind, Unplain, verb)
            : new(cue, kind, null, verb);
    }

    private Said OfNoun(int verb, VerbClass kind, Sentence sentence)
    {
        var cue = CueOf(verb, sentence);
        return cue == Mood.Unclear ? new(Mood.Promised, kind, Unplain, verb) : new(cue, kind, null, verb);
    }

    // The nearest finite verb before a place, whatever it says, and behind it where none stands before.
    private Mood CueOf(int at, Sentence sentence)
    {
        for (var i = at - 1; i >= Math.Max(sentence.From, at - (FarLeft * 2)); i--)
        {
            if (Finite(i) is not Mood.Unclear and var mood)
            {
                return mood;
            }
        }

        for (var i = at + 1; i < Math.Min(sentence.To, at + FarLeft); i++)
        {
            if (Finite(i) is not Mood.Unclear and var mood)
            {
                return mood;
            }
        }

        return Mood.Unclear;
    }

    private Mood Finite(int i)
    {
        var word = Word(i);
        if (IsModal(i) || (word is "to" && Verbs.TryFind(Word(i + 1), out _, out var form) && form == VerbForm.Base && !Verbs.Achieved.Contains(Word(i - 1))))
        {
            return Mood.Promised;
        }

        if (Verbs.TryFind(word, out var kind, out form))
        {
            return form == VerbForm.Noun ? Mood.Unclear : kind is VerbClass.Promise or VerbClass.Announce || (kind == VerbClass.Create && form == VerbForm.Third) ? Mood.Promised : form == VerbForm.Past ? Mood.Reported : Mood.Unclear;
        }

        return word is "was" or "were" or "had" or "met" or "came" or "went" or "began" or "brought" || (Verbs.LooksPast(word) && word is not ("based" or "skilled" or "need" or "united" or "limited" or "located" or "advanced" or "called" or "named" or "related" or "indeed" or "speed")) ? Mood.Reported : Mood.Unclear;
    }
}
