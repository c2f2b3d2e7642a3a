namespace PledgeTracker.Domain.Mentions;

/// <summary>The words by which an amount of money is told to be an investment, public money, sales, or nothing that a pledge has.</summary>
internal static class MoneyWords
{
    /// <summary>Each word with what it tells.</summary>
    public static readonly Dictionary<string, MoneyUse> Cues = Build(
        (MoneyUse.Investment, "invest invests investing invested investment investments capex capital expenditure expenditures spend spends spending spent plant factory facility facilities mill campus headquarters expansion complex project fab fabs refinery smelter hub center centre warehouse gigafactory megasite upgrade modernization renovation construction building buildings build builds built equipment machinery retool retooling infuse pour poured pouring plow plowing plowed inject commitment manufacturing development outlay site line"),
        (MoneyUse.Incentive, "incentive incentives subsidy subsidies grant grants abatement abatements credit credits rebate rebates relief break breaks exemption exemptions tax taxes taxpayer taxpayers taxpayer-funded loan loans forgivable bond bonds assistance aid inducement inducements reimbursement reimbursements clawback tif public-funding subsidized taxpayer's claw clawed recoup recouped repaid returned refunded disbursed fund repay repayment repayments clawbacks waiver waivers pilot forgave forgive forgiven waived waive waives abated abate abates exempted"),
        (MoneyUse.Sales, "sales exports"),
        (MoneyUse.Other, "sold salary salaries wage wages pay compensation bonus bonuses hourly hour earn earns earning earned earnings payroll revenue revenues profit profits income loss losses dividend dividends share shares stock price prices priced valuation valued market-cap capitalization fine fines penalty penalties settlement lawsuit damages debt deficit shortfall surplus rent fee fees ticket tickets donation donations donated donate scholarship scholarships charity gdp impact output acquisition acquire acquired acquires deal merger buyback buybacks repurchase premium tuition median household cost costs charge charges severance appropriation tariff tariffs quarter"));

    /// <summary>Public hands: a loan, a fund or a bond is an incentive only from one of them.</summary>
    public static readonly HashSet<string> Public = Vocabulary.Words(
        "gov gov. state county city federal public taxpayer taxpayers government governor legislature lawmakers council commonwealth municipal municipality local province provincial ministry department doe usda chips eu treasury parliament authority agency township parish commission recipient recipients performance-based forgivable state's county's city's town village welsh scottish");

    /// <summary>Behind "tax" they make it a relief, where a tax alone is none.</summary>
    public static readonly HashSet<string> BehindTax = Vocabulary.Words("credit credits break breaks abatement abatements incentive incentives relief exemption exemptions rebate rebates cuts refund refunds increment benefits savings subsidies deal");

    /// <summary>Behind another noun they say that the whole is public money: a skills fund grant, a wage rebate, training dollars.</summary>
    public static readonly HashSet<string> PublicHeads = Vocabulary.Words("grant grants rebate rebates credit credits subsidy subsidies incentive incentives abatement abatements loan loans waiver waivers exemption exemptions reimbursement reimbursements");

    /// <summary>Done with public money that the text spoke of before: it was claimed, drawn, paid out, taken back.</summary>
    public static readonly HashSet<string> Moved = Vocabulary.Words("claimed claims claim used uses drew drawn draws disbursed paid pay pays recovered recover recovers recouped recoup withheld withhold forfeit forfeits forfeited returned return repaid repay repays refunded saved collected received waived released handed earned");

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
