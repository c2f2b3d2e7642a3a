using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Mentions;

/// <summary>Tells the form of public money, and where it stands, by the words nearest to it.</summary>
internal sealed class PublicMoney(List<Token> tokens)
{
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

    private static IncentiveKind? KindOf(string word, string next) => word switch
    {
        "grant" or "grants" or "subsidy" or "subsidies" or "award" or "awards" or "funding" or "funds" => IncentiveKind.Grant,
        "tax" or "taxes" or "abatement" or "abatements" or "credit" or "credits" or "rebate" or "rebates" or "exemption" or "exemptions" or "tif" or "pilot" or "waiver" or "waivers" => IncentiveKind.TaxRelief,
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
}
