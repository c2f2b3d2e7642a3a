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
    private const string Unnamed = "What the money is for is not said beside it.";

    private readonly PublicHands _public = new(tokens);

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
            if (_public.HeadBehind(i, sentence) is > 0 and var head)
            {
                near = new(MoneyUse.Incentive, head, true, null);
                continue;
            }

            if (word is "sales" && Word(i + 1) is "tax")
            {
                continue;
            }

            if (MoneyWords.Cues.TryGetValue(word, out var use) && !(use == MoneyUse.Incentive && !_public.IsPublicMoney(i, sentence)))
            {
                near = new(Refined(use, i, sentence), i, true, null);
            }
            else if (_public.IsFunding(i, sentence))
            {
                near = new(MoneyUse.Incentive, i, true, null);
            }
            else if (!tokens[i].IsWord && word is not ("-" or "\u2013" or "/" or "'") || word is "to" or "and" or "that" or "which" or "at" or "by" or "over" or "through" or "from" or "on" or "would" or "will" or "is" or "was" or "has" or "for" or "as" or "with" || (word is "in" or "of" or "worth" && steps > 1))
            {
                break;
            }
        }

        if (near is not { Use: MoneyUse.Incentive or MoneyUse.Other } && _public.OfBefore(from, to, sentence) is > 0 and var moved)
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

            if (MoneyWords.Cues.TryGetValue(Word(i), out var use) && (use != MoneyUse.Incentive || _public.IsPublicMoney(i, sentence)))
            {
                return use is MoneyUse.Other ? null : new(Refined(use, i, sentence), i, false, use == MoneyUse.Investment && _public.HasPublic(i, sentence) ? MoneyUse.Incentive : null);
            }
        }

        return Pledged(from, sentence) is > 0 and var verb ? new(MoneyUse.Investment, verb, false, null, Unnamed) : null;
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
                return _public.HasPublic(i, sentence) ? new(MoneyUse.Incentive, i, false, null) : new(MoneyUse.Other, i, false, null);
            }

            var use = MoneyWords.Cues.TryGetValue(word, out var known) ? known : _public.IsFunding(i, sentence) ? MoneyUse.Incentive : (MoneyUse?)null;
            if (use is not { } found || (found == MoneyUse.Incentive && !_public.IsPublicMoney(i, sentence)) || (found == MoneyUse.Investment && IsPlace(word) && (from - i > 6 || !(Word(i + 1) is "worth" or "costing" or "valued" or "estimated" || (Word(i + 1) is "," && Word(i + 2) is "worth" or "costing" or "valued")))))
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
            if (word is "pay" or "cost" or "costs" && _public.HasPublic(i, sentence) && from - i < 4)
            {
                continue;
            }

            // "The state spent $959 million": public hands spend public money.
            if (word is "spent" or "spend" or "spends" or "invested" or "invest" && Spender(i) is var spender && spender >= sentence.From && MoneyWords.Public.Contains(Word(spender)))
            {
                return new(MoneyUse.Incentive, i, false, MoneyUse.Investment);
            }

            var rival = found == MoneyUse.Investment && from - i > 6 && _public.HasPublic(i, sentence) ? MoneyUse.Incentive : (MoneyUse?)null;
            return new(found, i, from - i <= 6, rival);
        }

        if (_public.Eligible(from, sentence) is > 0 and var eligible)
        {
            return new(MoneyUse.Incentive, eligible, false, null);
        }

        return _public.GivenOrReceived(from, to, sentence) is > 0 and var given ? new(MoneyUse.Incentive, given, false, null) : null;
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

    private MoneyUse Refined(MoneyUse use, int cue, Sentence sentence)
    {
        // "An investment tax credit" and "capital grant" are public money, whatever comes first.
        return use == MoneyUse.Investment && cue + 1 < sentence.To && Word(cue + 1) is "tax" or "incentive" or "incentives" or "grant" or "credit" or "subsidy" or "loan" ? MoneyUse.Incentive : use;
    }
}
