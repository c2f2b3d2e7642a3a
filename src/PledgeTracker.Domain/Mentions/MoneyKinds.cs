namespace PledgeTracker.Domain.Mentions;

/// <summary>What an amount of money is.</summary>
internal enum MoneyUse : byte
{
    /// <summary>Wages, prices, revenue, fines and all else that is no part of a pledge.</summary>
    Other,
    Investment,
    Incentive,
    Sales,
}

/// <param name="Use">What it is.</param>
/// <param name="Cue">The token that says so.</param>
/// <param name="IsNear">Whether that stands in one phrase with the amount.</param>
/// <param name="Rival">What it may be besides, by a word that stands nearly as close.</param>
/// <param name="Doubt">Why that is not plain; null where it is.</param>
internal sealed record MoneyReading(MoneyUse Use, int Cue, bool IsNear, MoneyUse? Rival, string? Doubt = null);

/// <summary>Tells investments from public money, and both from wages, prices and revenue, by the words near an amount.</summary>
internal sealed class MoneyKinds(List<Token> tokens)
{
    private const int FarBefore = 22;
    private const int FarBehind = 12;
    private const int FarPublic = 40;

    // Tokens within which public money that was spoken of is still meant.
    private const int FarAbove = 80;
    private const string Unnamed = "What the money is for is not said beside it.";

    /// <summary>What an amount is; null where it is nothing that a pledge has.</summary>
    /// <param name="from">The number's first token.</param>
    /// <param name="to">The token behind its last.</param>
    /// <param name="sentence">The sentence.</param>
    public MoneyReading? Of(int from, int to, Sentence sentence)
    {
        if (IsRate(from, to, sentence))
        {
            return null;
        }

        // One phrase with the amount: "$3 million grant", "$1.25 billion in state tax credits", "$1.3 billion aluminum mill".
        MoneyReading? near = null;
        var steps = 0;
        for (var i = to; i < Math.Min(sentence.To, to + FarBehind) && near is null; i++, steps++)
        {
            var word = Word(i);
            if (HeadBehind(i, sentence) is > 0 and var head)
            {
                near = new(MoneyUse.Incentive, head, true, null);
                continue;
            }

            if (word is "sales" && Word(i + 1) is "tax")
            {
                continue;
            }

            if (MoneyWords.Cues.TryGetValue(word, out var use) && !(use == MoneyUse.Incentive && !IsPublicMoney(i, sentence)))
            {
                near = new(Refined(use, i, sentence), i, true, null);
            }
            else if (IsFunding(i, sentence))
            {
                near = new(MoneyUse.Incentive, i, true, null);
            }
            else if (!tokens[i].IsWord && word is not ("-" or "\u2013" or "/" or "'") || word is "to" or "and" or "that" or "which" or "at" or "by" or "over" or "through" or "from" or "on" or "would" or "will" or "is" or "was" or "has" or "for" or "as" or "with" || (word is "in" or "of" or "worth" && steps > 1))
            {
                break;
            }
        }

        if (near is not { Use: MoneyUse.Incentive or MoneyUse.Other } && OfBefore(from, to, sentence) is > 0 and var moved)
        {
            return new(MoneyUse.Incentive, moved, false, null);
        }

        if (near is { Use: MoneyUse.Other or MoneyUse.Incentive or MoneyUse.Sales })
        {
            return near.Use == MoneyUse.Other ? null : near;
        }

        var before = Before(from, to, sentence);
        if (near is not null)
        {
            return before is { Use: MoneyUse.Incentive, IsNear: true } ? new(MoneyUse.Incentive, before.Cue, true, MoneyUse.Investment) : near;
        }

        if (before is not null)
        {
            return before.Use == MoneyUse.Other ? null : before;
        }

        // "$600 million for construction", "$44 million from the state in incentives".
        for (var i = to; i < Math.Min(sentence.To, to + FarBehind); i++)
        {
            if (Word(i) is ";" or "while" or "but" or "." or "$" or "\u20AC" or "\u00A3")
            {
                break;
            }

            if (MoneyWords.Cues.TryGetValue(Word(i), out var use) && (use != MoneyUse.Incentive || IsPublicMoney(i, sentence)))
            {
                return use is MoneyUse.Other ? null : new(Refined(use, i, sentence), i, false, use == MoneyUse.Investment && HasPublic(i, sentence) ? MoneyUse.Incentive : null);
            }
        }

        return Pledged(from, sentence) is > 0 and var verb ? new(MoneyUse.Investment, verb, false, null, Unnamed) : null;
    }

    // "Skills Development Fund grant", "wage rebates", "training dollars", "infrastructure money": the last noun says what it is.
    private int HeadBehind(int i, Sentence sentence)
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

    // "It has used $1.3 million", "so far $260 million has been paid out": of the public money that was spoken of before.
    private int OfBefore(int from, int to, Sentence sentence)
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

    // "Pledges $21 billion in the South: what for is not said.
    private int Pledged(int from, Sentence sentence)
    {
        for (var i = from - 1; i >= Math.Max(sentence.From, from - 6); i--)
        {
            if (Verbs.TryFind(Word(i), out var kind, out _))
            {
                return kind is VerbClass.Promise or VerbClass.Announce ? i : 0;
            }
        }

        return 0;
    }

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    // An hour's wage, the price of a share, so much for each job.
    private bool IsRate(int from, int to, Sentence sentence)
    {
        for (var i = from - 1; i > Math.Max(sentence.From, from - 8); i--)
        {
            if (Word(i) is "job" or "hour" or "worker" or "employee" && Word(i - 1) is "each" or "per" or "every")
            {
                return true;
            }
        }

        var at = to + (to < sentence.To && Word(to) is "-" ? 1 : 0);
        return at < sentence.To && ((Word(at) is "per" or "a" or "an" or "each" && Word(at + 1) is "hour" or "share" or "job" or "ton" or "tonne" or "barrel" or "gallon" or "person" or "employee" or "worker" or "unit" or "month" or "week" or "day" or "vehicle" or "household" or "square" or "new" or "kilowatt" || (Word(at) is "per" && Word(at + 1) is "-"))
            || (Word(at) is "for" && Word(at + 1) is "each" or "every")
            || Word(at) is "hourly" or "apiece" || (Word(at) is "/" && Word(at + 1) is "hour" or "hr" or "share"));
    }

    private MoneyReading? Before(int from, int to, Sentence sentence)
    {
        for (var i = from - 1; i >= Math.Max(sentence.From, from - FarBefore); i--)
        {
            var word = Word(i);
            if (word is ";" or "while" or "but" or "if" or "although")
            {
                break;
            }

            // "To get $80 million" is governed by getting, whatever stands before that.
            if (Verbs.TryFind(word, out var verb, out _) && verb == VerbClass.Receive)
            {
                return HasPublic(i, sentence) ? new(MoneyUse.Incentive, i, false, null) : new(MoneyUse.Other, i, false, null);
            }

            var use = MoneyWords.Cues.TryGetValue(word, out var known) ? known : IsFunding(i, sentence) ? MoneyUse.Incentive : (MoneyUse?)null;
            if (use is not { } found || (found == MoneyUse.Incentive && !IsPublicMoney(i, sentence)) || (found == MoneyUse.Investment && IsPlace(word) && (from - i > 6 || !(Word(i + 1) is "worth" or "costing" or "valued" or "estimated" || (Word(i + 1) is "," && Word(i + 2) is "worth" or "costing" or "valued")))))
            {
                continue;
            }

            // "A center valued at $33.7 million": the thing before it says what it is.
            if (word is "valued" or "estimated" && from - i < 4)
            {
                continue;
            }

            // What a plant costs is what is invested in it.
            if (word is "cost" or "costs" or "costing" && Enumerable.Range(1, 7).Any(back => i - back >= sentence.From && IsPlace(Word(i - back)) && MoneyWords.Cues.TryGetValue(Word(i - back), out var place) && place == MoneyUse.Investment))
            {
                return new(MoneyUse.Investment, i, true, null);
            }

            // "Pay" is a wage, and what a government does with a grant.
            if (word is "pay" or "cost" or "costs" && HasPublic(i, sentence) && from - i < 4)
            {
                continue;
            }

            // "The state spent $959 million": public hands spend public money.
            if (word is "spent" or "spend" or "spends" or "invested" or "invest" && Spender(i) is var spender && spender >= sentence.From && MoneyWords.Public.Contains(Word(spender)))
            {
                return new(MoneyUse.Incentive, i, false, MoneyUse.Investment);
            }

            var rival = found == MoneyUse.Investment && from - i > 6 && HasPublic(i, sentence) ? MoneyUse.Incentive : (MoneyUse?)null;
            return new(found, i, from - i <= 6, rival);
        }

        if (Eligible(from, sentence) is > 0 and var eligible)
        {
            return new(MoneyUse.Incentive, eligible, false, null);
        }

        return GivenOrReceived(from, to, sentence) is > 0 and var given ? new(MoneyUse.Incentive, given, false, null) : null;
    }

    // "The city has paid $3.1 million", "received $8 million from the state": public hands give it, though nothing names its form.
    private int GivenOrReceived(int from, int to, Sentence sentence)
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

    // "Eligible for up to $11.3 million from the state".
    private int Eligible(int from, Sentence sentence)
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

    private int Spender(int verb)
    {
        var i = verb - 1;
        while (Word(i) is "has" or "have" or "had" or "will" or "would" or "already" or "also")
        {
            i--;
        }

        return i;
    }

    // A building or a project is money's use only where the amount stands before it: elsewhere it is merely a place.
    private static bool IsPlace(string word) => word is not ("invest" or "invests" or "investing" or "invested" or "investment" or "investments" or "capex" or "capital" or "expenditure" or "expenditures" or "spend" or "spends" or "spending" or "spent" or "pour" or "poured" or "pouring" or "plow" or "plowing" or "plowed" or "inject" or "commitment" or "outlay" or "infuse");

    private bool HasPublic(int at, Sentence sentence)
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

    private bool IsPublicMoney(int i, Sentence sentence) => Word(i) switch
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

    // Public funds of any name: federal funding, state support, CHIPS Act awards.
    private bool IsFunding(int i, Sentence sentence) =>
        Word(i) is "funding" or "funds" or "support" or "award" or "awards" or "money" or "package" or "help" or "financing" && ((Word(i) is "package" && HasPublic(i, sentence)) || Enumerable.Range(1, 5).Any(back => i - back >= sentence.From && MoneyWords.Public.Contains(Word(i - back))));

    private MoneyUse Refined(MoneyUse use, int cue, Sentence sentence)
    {
        // "An investment tax credit" and "capital grant" are public money, whatever comes first.
        return use == MoneyUse.Investment && cue + 1 < sentence.To && Word(cue + 1) is "tax" or "incentive" or "incentives" or "grant" or "credit" or "subsidy" or "loan" ? MoneyUse.Incentive : use;
    }
}
