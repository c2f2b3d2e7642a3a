namespace PledgeTracker.Domain.Mentions;

/// <summary>Tells public money by whose hands it passes through, and by what was said of it before.</summary>
internal sealed class PublicHands(List<Token> tokens)
{
    private const int FarBehind = 12;
    private const int FarPublic = 40;

    // Tokens within which public money that was spoken of is still meant.
    private const int FarAbove = 80;

    /// <summary>The head of the noun phrase behind an amount, where that is public money; 0 where it is none.</summary>
    /// <remarks>"Skills Development Fund grant", "wage rebates", "training dollars", "infrastructure money": the last noun says what it is.</remarks>
    public int HeadBehind(int i, Sentence sentence)
    {
        if (Word(i) is "training" or "infrastructure" or "road" && Word(i + 1) is "dollars" or "funds" or "money" or "assistance" or "funding" or "aid" or "improvements")
        {
            return i;
        }

        if (!MoneyWords.Cues.TryGetValue(Word(i), out var use) || use is MoneyUse.Incentive)
        {
            return 0;
        }

        for (var at = i + 1; at < Math.Min(sentence.To, i + 4) && tokens[at].IsWord && !Vocabulary.PhraseEnds.Contains(Word(at)) && Word(at) is not ("and" or "of" or "the" or "a"); at++)
        {
            if (MoneyWords.PublicHeads.Contains(Word(at)))
            {
                return at;
            }
        }

        return 0;
    }

    /// <summary>The verb of moving public money that was spoken of before; 0 where none is.</summary>
    /// <remarks>"It has used $1.3 million", "so far $260 million has been paid out": of the public money that was spoken of before.</remarks>
    public int OfBefore(int from, int to, Sentence sentence)
    {
        var verb = 0;
        for (var i = from - 1; i >= Math.Max(sentence.From, from - 7) && verb == 0; i--)
        {
            if (MoneyWords.Moved.Contains(Word(i)) || (Word(i) is "back" or "up" or "out" && Word(i - 1) is "held" or "took" or "take" or "taken" or "give" or "given" or "gave" or "laid" or "paid" or "pay" or "clawed" or "claw" or "put"))
            {
                verb = i;
            }
            else if (Verbs.TryFind(Word(i), out _, out var form) && form != VerbForm.Noun)
            {
                break;
            }
        }

        for (var i = to; i < Math.Min(sentence.To, to + 7) && verb == 0; i++)
        {
            if (Word(i) is "has" or "have" or "had" or "was" or "were" or "will" or "would" or "been" or "be" or "not" or "could" or "must")
            {
                verb = MoneyWords.Moved.Contains(Word(i + 1)) && Word(i + 1) is not ("used" or "claims" or "claim") ? i + 1 : 0;
            }
            else if (Word(i) is not ("of" or "it" or "that" or "the" or "which"))
            {
                break;
            }
        }

        return verb > 0 && (SpokeOfIncentive(from) || Enumerable.Range(1, 5).Any(back => verb - back >= sentence.From && MoneyWords.Public.Contains(Word(verb - back)))) ? verb : 0;
    }

    private bool SpokeOfIncentive(int from)
    {
        for (var i = Math.Max(0, from - FarAbove); i < Math.Min(tokens.Count, from + FarBehind); i++)
        {
            if ((MoneyWords.PublicHeads.Contains(Word(i)) && (Word(i) is not ("loan" or "loans" or "credit" or "credits") || MoneyWords.Public.Contains(Word(i - 1)) || HasPublic(from, new(0, tokens.Count)))) || (Word(i) is "award" or "awards" && HasPublic(from, new(0, tokens.Count))) || Word(i) is "taxpayers" or "tif" or "clawback")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The word that says somebody may get the amount; 0 where none does.</summary>
    /// <remarks>"Eligible for up to $11.3 million from the state".</remarks>
    public int Eligible(int from, Sentence sentence)
    {
        for (var i = from - 1; i >= Math.Max(sentence.From, from - 9); i--)
        {
            if (Word(i) is "eligible" or "qualify" or "qualifies" or "qualified")
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>The verb by which public hands give an amount, though nothing names its form; 0 where none does.</summary>
    /// <remarks>"The city has paid $3.1 million", "received $8 million from the state".</remarks>
    public int GivenOrReceived(int from, int to, Sentence sentence)
    {
        for (var i = to; i < Math.Min(sentence.To, to + 4); i++)
        {
            if (Verbs.TryFind(Word(i), out var behind, out _) && behind == VerbClass.Receive && HasPublic(from, sentence))
            {
                return i;
            }
        }

        for (var i = from - 1; i >= Math.Max(sentence.From, from - 10); i--)
        {
            if (Verbs.TryFind(Word(i), out var kind, out _) && !(kind == VerbClass.Promise && Word(i - 1) is "a" or "the"))
            {
                var isGiving = kind is VerbClass.Give or VerbClass.Promise or VerbClass.Create && Enumerable.Range(1, 5).Any(back => i - back >= sentence.From && MoneyWords.Public.Contains(Word(i - back)));
                return isGiving || (kind == VerbClass.Receive && HasPublic(i, sentence)) ? i : 0;
            }
        }

        return 0;
    }

    /// <summary>Whether public hands are named near a token.</summary>
    public bool HasPublic(int at, Sentence sentence)
    {
        // Who gives is often said in the sentence before.
        for (var i = Math.Max(0, at - FarPublic); i < Math.Min(sentence.To, at + FarPublic); i++)
        {
            if (MoneyWords.Public.Contains(Word(i)) || (Word(i).EndsWith("'s", StringComparison.Ordinal) && MoneyWords.Public.Contains(Word(i)[..^2])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a cue of public money means public money where it stands.</summary>
    public bool IsPublicMoney(int i, Sentence sentence) => Word(i) switch
    {
        "loan" or "loans" or "bond" or "bonds" or "aid" or "assistance" or "reimbursement" or "reimbursements" or "grant" or "grants" or "relief" => Word(i) is "grant" or "grants" ? !IsForCharity(i, sentence) : HasPublic(i, sentence),
        "repaid" or "returned" or "refunded" or "disbursed" or "recoup" or "recouped" or "fund" => HasPublic(i, sentence),
        "credit" or "credits" when Word(i - 1) is "in" or "of" => HasPublic(i, sentence),
        "credit" or "credits" when HasPublic(i, sentence) => true,
        "credit" or "credits" or "break" or "breaks" => Word(i - 1) is "tax" || Word(i - 1) is "jobs" or "job" or "zone" or "investment" or "production" || HasTax(i),
        "tax" or "taxes" => MoneyWords.BehindTax.Contains(Word(i + 1)),
        "taxpayer" or "taxpayers" => true,
        _ => true,
    };

    private bool HasTax(int i) => Enumerable.Range(1, 4).Any(back => Word(i - back) is "tax" or "taxes");

    private bool IsForCharity(int at, Sentence sentence) => !HasPublic(at, sentence) && Enumerable.Range(Math.Max(sentence.From, at - FarPublic), Math.Min(sentence.To, at + FarPublic) - Math.Max(sentence.From, at - FarPublic)).Any(i => Word(i) is "charity" or "nonprofit" or "nonprofits" or "foundation" or "scholarship");

    /// <summary>Whether a word is public funds of any name.</summary>
    /// <remarks>Federal funding, state support, CHIPS Act awards.</remarks>
    public bool IsFunding(int i, Sentence sentence) =>
        Word(i) is "funding" or "funds" or "support" or "award" or "awards" or "money" or "package" or "help" or "financing" && ((Word(i) is "package" && HasPublic(i, sentence)) || Enumerable.Range(1, 5).Any(back => i - back >= sentence.From && MoneyWords.Public.Contains(Word(i - back))));

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";
}
