using PledgeTracker.Domain.Pledges;

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
    private const string Unnamed = "What the money is for is not said beside it.";

    private static readonly Dictionary<string, MoneyUse> Cues = Build(
        (MoneyUse.Investment, "invest invests investing invested investment investments capex capital expenditure expenditures spend spends spending spent plant factory facility facilities mill campus headquarters expansion complex project fab fabs refinery smelter hub center centre warehouse gigafactory megasite upgrade modernization renovation construction building buildings build builds built equipment machinery retool retooling infuse pour poured pouring plow plowing plowed inject commitment manufacturing development outlay site line"),
        (MoneyUse.Incentive, "incentive incentives subsidy subsidies grant grants abatement abatements credit credits rebate rebates relief break breaks exemption exemptions tax taxes taxpayer taxpayers taxpayer-funded loan loans forgivable bond bonds assistance aid inducement inducements reimbursement reimbursements clawback tif public-funding subsidized taxpayer's claw clawed recoup recouped repaid returned refunded disbursed fund"),
        (MoneyUse.Sales, "sales exports"),
        (MoneyUse.Other, "sold salary salaries wage wages pay compensation bonus bonuses hourly hour earn earns earning earned earnings payroll revenue revenues profit profits income loss losses dividend dividends share shares stock price prices priced valuation valued market-cap capitalization fine fines penalty penalties settlement lawsuit damages debt deficit shortfall surplus rent fee fees ticket tickets donation donated donate scholarship scholarships charity gdp impact output acquisition acquire acquired acquires deal merger buyback buybacks repurchase premium tuition median household cost costs tariff tariffs quarter"));

    // Public hands: a loan, a fund or a bond is an incentive only from one of them.
    private static readonly HashSet<string> Public = Vocabulary.Words(
        "state county city federal public taxpayer taxpayers government governor legislature lawmakers council commonwealth municipal municipality local province provincial ministry department doe usda chips eu treasury parliament authority agency township parish commission recipient recipients performance-based forgivable state's county's city's town village welsh scottish");

    private static readonly HashSet<string> BehindTax = Vocabulary.Words("credit credits break breaks abatement abatements incentive incentives relief exemption exemptions rebate rebates cuts refund refunds increment benefits savings subsidies deal");

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
            if (Cues.TryGetValue(word, out var use) && !(use == MoneyUse.Incentive && !IsPublicMoney(i, sentence)))
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

            if (Cues.TryGetValue(Word(i), out var use) && (use != MoneyUse.Incentive || IsPublicMoney(i, sentence)))
            {
                return use is MoneyUse.Other ? null : new(Refined(use, i, sentence), i, false, use == MoneyUse.Investment && HasPublic(i, sentence) ? MoneyUse.Incentive : null);
            }
        }

        return Pledged(from, sentence) is > 0 and var verb ? new(MoneyUse.Investment, verb, false, null, Unnamed) : null;
    }

    // "Pledges $21 billion in the South": what for is not said.
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

    /// <summary>The form of public support near a cue.</summary>
    public IncentiveKind KindOf(int cue, int from, Sentence sentence)
    {
        var kind = (IncentiveKind?)null;
        for (var distance = 0; distance < 9; distance++)
        {
            kind ??= (cue + distance < sentence.To ? KindOf(Word(cue + distance), Word(cue + distance + 1)) : null) ?? (cue - distance >= Math.Max(sentence.From, Math.Min(from, cue) - 4) ? KindOf(Word(cue - distance), Word(cue - distance + 1)) : null);
        }

        return kind ?? IncentiveKind.Other;
    }

    /// <summary>Where the money stands, by the nearest word that says so; null where none does.</summary>
    public IncentiveState? StateOf(int from, int to, Sentence sentence)
    {
        for (var distance = 1; distance < 18; distance++)
        {
            foreach (var at in (int[])[from - distance, to - 1 + distance])
            {
                if (at >= sentence.From && at < sentence.To && StateOf(at, sentence) is { } state)
                {
                    return state;
                }
            }
        }

        return null;
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

            var use = Cues.TryGetValue(word, out var known) ? known : IsFunding(i, sentence) ? MoneyUse.Incentive : (MoneyUse?)null;
            if (use is not { } found || (found == MoneyUse.Incentive && !IsPublicMoney(i, sentence)) || (found == MoneyUse.Investment && IsPlace(word) && (from - i > 5 || Word(i + 1) is not ("worth" or "costing" or "valued"))))
            {
                continue;
            }

            // "Pay" is a wage, and what a government does with a grant.
            if (word is "pay" or "cost" or "costs" && HasPublic(i, sentence) && from - i < 4)
            {
                continue;
            }

            // "The state spent $959 million": public hands spend public money.
            if (word is "spent" or "spend" or "spends" or "invested" or "invest" && Spender(i) is var spender && spender >= sentence.From && Public.Contains(Word(spender)))
            {
                return new(MoneyUse.Incentive, i, false, MoneyUse.Investment);
            }

            var rival = found == MoneyUse.Investment && from - i > 6 && HasPublic(i, sentence) ? MoneyUse.Incentive : (MoneyUse?)null;
            return new(found, i, from - i <= 6, rival);
        }

        return GivenOrReceived(from, to, sentence) is > 0 and var verb ? new(MoneyUse.Incentive, verb, false, null) : null;
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
                var isGiving = kind is VerbClass.Give or VerbClass.Promise or VerbClass.Create && Enumerable.Range(1, 5).Any(back => i - back >= sentence.From && Public.Contains(Word(i - back)));
                return isGiving || (kind == VerbClass.Receive && HasPublic(i, sentence)) ? i : 0;
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
            if (Public.Contains(Word(i)) || (Word(i).EndsWith("'s", StringComparison.Ordinal) && Public.Contains(Word(i)[..^2])))
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
        "credit" or "credits" or "break" or "breaks" => Word(i - 1) is "tax" || Word(i - 1) is "jobs" or "job" or "zone" or "investment" or "production" || HasTax(i),
        "tax" or "taxes" => BehindTax.Contains(Word(i + 1)),
        "taxpayer" or "taxpayers" => true,
        _ => true,
    };

    private bool HasTax(int i) => Enumerable.Range(1, 4).Any(back => Word(i - back) is "tax" or "taxes");

    private bool IsForCharity(int at, Sentence sentence) => !HasPublic(at, sentence) && Enumerable.Range(Math.Max(sentence.From, at - FarPublic), Math.Min(sentence.To, at + FarPublic) - Math.Max(sentence.From, at - FarPublic)).Any(i => Word(i) is "charity" or "nonprofit" or "nonprofits" or "foundation" or "scholarship");

    // Public funds of any name: federal funding, state support, CHIPS Act awards.
    private bool IsFunding(int i, Sentence sentence) =>
        Word(i) is "funding" or "funds" or "support" or "award" or "awards" or "money" or "package" or "help" or "financing" && Enumerable.Range(1, 5).Any(back => i - back >= sentence.From && Public.Contains(Word(i - back)));

    private MoneyUse Refined(MoneyUse use, int cue, Sentence sentence)
    {
        // "An investment tax credit" and "capital grant" are public money, whatever comes first.
        return use == MoneyUse.Investment && cue + 1 < sentence.To && Word(cue + 1) is "tax" or "incentive" or "incentives" or "grant" or "credit" or "subsidy" or "loan" ? MoneyUse.Incentive : use;
    }

    private static IncentiveKind? KindOf(string word, string next) => word switch
    {
        "grant" or "grants" or "subsidy" or "subsidies" or "award" or "awards" or "funding" or "funds" => IncentiveKind.Grant,
        "tax" or "taxes" or "abatement" or "abatements" or "credit" or "credits" or "rebate" or "rebates" or "exemption" or "exemptions" or "tif" => IncentiveKind.TaxRelief,
        "loan" or "loans" or "forgivable" => IncentiveKind.Loan,
        "infrastructure" or "road" or "roads" or "sewer" or "utilities" => IncentiveKind.Infrastructure,
        "training" => IncentiveKind.Training,
        "land" => IncentiveKind.Land,
        "equity" or "stake" => IncentiveKind.Equity,
        "incentive" when next is "package" => IncentiveKind.Package,
        "package" or "incentives" or "incentive" or "inducements" => IncentiveKind.Package,
        _ => null,
    };

    private IncentiveState? StateOf(int i, Sentence sentence)
    {
        var isToCome = Enumerable.Range(1, 4).Any(back => i - back >= sentence.From && (Verbs.Modals.Contains(Word(i - back)) || Word(i - back) is "to" or "eligible" or "not"));
        return Word(i) switch
        {
            "repay" or "repaid" or "repayment" or "recoup" or "recouped" or "clawed" or "recovered" or "refunded" or "returned" => isToCome ? IncentiveState.Threatened : IncentiveState.ClawedBack,
            "rescinded" or "revoked" or "forfeited" or "canceled" or "cancelled" or "terminated" or "scrapped" => isToCome ? IncentiveState.Threatened : IncentiveState.Cancelled,
            "paid" or "disbursed" or "received" or "collected" or "reimbursed" => isToCome ? IncentiveState.Offered : IncentiveState.Paid,
            "approved" or "awarded" or "granted" or "authorized" or "gave" or "agreed" or "signed" or "passed" or "secured" or "won" or "finalized" => isToCome && Word(i) is not "agreed" ? IncentiveState.Offered : IncentiveState.Awarded,
            "offered" or "offer" or "offering" or "proposed" or "eligible" or "receive" or "qualify" or "offers" or "could" or "may" or "promised" or "consider" or "seeking" or "request" or "requested" or "provide" or "pay" => IncentiveState.Offered,
            _ => null,
        };
    }

    private static Dictionary<string, MoneyUse> Build(params (MoneyUse Use, string Words)[] uses)
    {
        var cues = new Dictionary<string, MoneyUse>(StringComparer.Ordinal);
        foreach (var (use, words) in uses)
        {
            foreach (var word in words.Split(' '))
            {
                cues.TryAdd(word, use);
            }
        }

        return cues;
    }
}
