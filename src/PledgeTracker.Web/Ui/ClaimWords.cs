using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Values;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// The words of claimed totals: the same for everyone who claims one. A claim is never judged in them. What a check or the editors
/// found of an entry is said as theirs, and what the tracker adds up is said to be its own arithmetic.
/// </summary>
public static class ClaimWords
{
    /// <summary>A number with its unit, as it was said: nearly $3 trillion, more than 25,000 jobs.</summary>
    public static string Of(Quantity quantity, ClaimUnit unit, string? currency)
    {
        var number = Wording.AsSaid(quantity, currency);
        var counts = Wording.Operands(number, quantity.High);
        return unit switch
        {
            ClaimUnit.Investment => number,
            ClaimUnit.Jobs => PluralOf(number, counts, "{0} job", "{0} jobs"),
            ClaimUnit.JobCommitments => PluralOf(number, counts, "{0} job commitment", "{0} job commitments"),
            ClaimUnit.TrainingOpportunities => PluralOf(number, counts, "{0} training opportunity", "{0} training opportunities"),
            ClaimUnit.HiresAndTrainees => PluralOf(number, counts, "{0} person hired or trained", "{0} people hired or trained"),
            ClaimUnit.Memoranda => PluralOf(number, counts, "{0} memorandum", "{0} memoranda"),
            ClaimUnit.PercentOfPromisedJobs => F($"{number} percent of the promised jobs"),
            ClaimUnit.Projects => PluralOf(number, counts, "{0} project", "{0} projects"),
            _ => F($"{number} in trade and purchases"),
        };
    }

    /// <summary>The same with the value that a program reads.</summary>
    public static IHtmlContent Html(Quantity quantity, ClaimUnit unit, string? currency) => Markup.Data(quantity.Low, Of(quantity, unit, currency));

    /// <summary>What a claim says: its number, the words that stood in place of one, or that it gives neither.</summary>
    public static IHtmlContent Html(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim.Quantity is { } quantity ? Html(quantity, claim.Unit, claim.Currency)
            : claim.InWords is { } words ? H($"{Written(words)} ({Wording.Words(claim.Unit)})")
            : H($"no number ({Wording.Words(claim.Unit)})");
    }

    /// <summary>The same as <see cref="Html(Claim)"/>, for what has no elements.</summary>
    public static string Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim.Quantity is { } quantity ? Of(quantity, claim.Unit, claim.Currency)
            : claim.InWords is { } words ? F($"{words} ({Wording.Words(claim.Unit)})")
            : F($"no number ({Wording.Words(claim.Unit)})");
    }

    /// <summary>The same as <see cref="Html(CheckResult)"/>, for what has no elements.</summary>
    public static string? Of(CheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Quantity is { } quantity ? result.Unit is { } unit ? Of(quantity, unit, result.Currency) : Wording.AsSaid(quantity, result.Currency)
            : result.InWords is { } words ? words
            : null;
    }

    /// <summary>A number of entries.</summary>
    public static string Entries(Quantity entries) => Wording.AsSaid(entries, null) is var number ? PluralOf(number, Wording.Operands(number, entries.High), "{0} entry", "{0} entries") : "";

    /// <summary>How much of a list is copied here, beside how many entries it had when that was last known by a day.</summary>
    public static string Completeness(ClaimList list, DateOnly by)
    {
        ArgumentNullException.ThrowIfNull(list);
        var count = list.Items.Count;
        var known = list.Versions.Where(v => v.Entries is not null && v.Date.Earliest <= by).OrderBy(v => v.Date.Latest).LastOrDefault();
        return count == 0 ? T("Its entries are not copied here.")
            : list.Collected == ItemsCollected.All ? Plural(count, "{0} entry is copied here. The list has no other.", "{0} entries are copied here. The list has no others.")
            : known is null ? Plural(count, "{0} entry is copied here. How many the list has is not recorded.", "{0} entries are copied here. How many the list has is not recorded.")
            : Plural(count, "{0} entry is copied here. The list had {1} ({2}).", "{0} entries are copied here. The list had {1} ({2}).", Entries(known.Entries!), known.Date.InWords());
    }

    /// <summary>Of how many entries a sum is, and how many more of the same kind have no number.</summary>
    public static string Extent(ItemSum sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        return Plural(sum.Items.Count, "in {0} entry", "in {0} entries") + (sum.WithoutNumber == 0 ? "" : ". " + (sum.Unit == ClaimUnit.Jobs
            ? Plural(sum.WithoutNumber, "{0} more gives no number of jobs", "{0} more give no number of jobs")
            : Plural(sum.WithoutNumber, "{0} more gives no amount", "{0} more give no amount")));
    }

    /// <summary>A sum of the tracker for a headline.</summary>
    public static string Brief(ItemSum sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        return Headline(sum.Sum, sum.Unit, sum.Currency);
    }

    // Rounded, and said to be so where the sum itself is exact.
    private static string Headline(Quantity sum, ClaimUnit unit, string? currency)
    {
        var said = Of(sum, unit, currency);
        return unit != ClaimUnit.Investment || Wording.Brief(sum, currency) == said ? said : Wording.Brief(sum.Kind == QuantityKind.Exactly ? Quantity.About(sum.Low) : sum, currency);
    }

    /// <summary>Of how many of the matched pledges a sum is: a sum of one says nothing of the others.</summary>
    public static string Extent(LadderRung rung, PledgeSum sum)
    {
        ArgumentNullException.ThrowIfNull(rung);
        ArgumentNullException.ThrowIfNull(sum);
        var all = rung.Matched.Where(m => m.Funnel == sum.Funnel).SelectMany(m => m.Pledges.Concat(m.Without)).Distinct().Count();
        return all == sum.Pledges.Count ? Plural(all, "of {0} matched pledge", "of {0} matched pledges")
            : Plural(sum.Pledges.Count, "of {0} of {1} matched pledges", "of {0} of {1} matched pledges", Wording.Number(all));
    }

    /// <summary>Of how many matched pledges no number is recorded at a step, and that this is no nought.</summary>
    public static string Without(int pledges) => Plural(pledges, "Of {0} matched pledge no number is recorded at this step. That is not counted as 0.", "Of {0} matched pledges no number is recorded at this step. That is not counted as 0.");

    /// <summary>What a result of a check says; nothing where it has only its sentence.</summary>
    public static IHtmlContent? Html(CheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Quantity is { } quantity ? result.Unit is { } unit ? Html(quantity, unit, result.Currency) : Markup.Data(quantity.Low, Wording.AsSaid(quantity, result.Currency))
            : result.InWords is { } words ? Written(words)
            : null;
    }

    /// <summary>A sum of the tracker for a headline, and every digit where the headline leaves some out.</summary>
    public static IHtmlContent Sum(Quantity sum, ClaimUnit unit, string? currency)
    {
        var (said, brief) = (Of(sum, unit, currency), Headline(sum, unit, currency));
        return brief == said ? Inline.Strong(Markup.Data(sum.Low, said)) : H($"{Inline.Strong(brief)} ({Markup.Data(sum.Low, Wording.QuantityInFull(sum, currency))})");
    }

    /// <summary>Who gave the number of a claim, and whom it is about where that was somebody else: who speaks on a claimant need not speak for him.</summary>
    public static string SaidBy(Claimant claimant, Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claimant);
        ArgumentNullException.ThrowIfNull(claim);
        return claim.Speaker is { } speaker ? F($"{speaker}, on {Within(claimant.Name)}") : claimant.Name;
    }

    /// <summary>The name of a claimant or keeper within a sentence: “the White House under Donald Trump”.</summary>
    public static string Within(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("The ", StringComparison.Ordinal) ? string.Concat("the ", name.AsSpan("The ".Length)) : name;
    }

    /// <summary>Words of editors or of those they quote, in the language they are in.</summary>
    public static IHtmlContent Written(string text) => WrittenIn is null ? Markup.Text(text) : Inline.In(Language.English, text);

    /// <summary>How an entry of a list stands to a pledge, as a sentence on the pledge’s page.</summary>
    /// <param name="kind">How the pledge stands to the entry.</param>
    /// <param name="list">The list, as a link.</param>
    /// <param name="keeper">Who keeps it.</param>
    public static IHtmlContent Listed(MatchKind kind, IHtmlContent list, IHtmlContent keeper) => kind switch
    {
        MatchKind.Same => H($"The list “{list}”, kept by {keeper}, has this pledge as an entry."),
        MatchKind.PartOfItem => H($"The list “{list}”, kept by {keeper}, has an entry of which this pledge is a part."),
        MatchKind.PartOfPledge => H($"The list “{list}”, kept by {keeper}, has an entry that is a part of this pledge."),
        MatchKind.LaterPart => H($"The list “{list}”, kept by {keeper}, has an entry of which this pledge is a later part."),
        MatchKind.RevisionOf => H($"The list “{list}”, kept by {keeper}, has an entry that is a later step of this pledge."),
        MatchKind.RaisedTo => H($"The list “{list}”, kept by {keeper}, has an earlier and smaller form of this pledge as an entry."),
        MatchKind.Overlaps => H($"The list “{list}”, kept by {keeper}, has an entry that overlaps with this pledge."),
        _ => H($"The list “{list}”, kept by {keeper}, has an entry that is related to this pledge."),
    };

    /// <summary>A word of claimed totals as it stands on pages, in English; null where its code in words will do.</summary>
    internal static string? Said<T>(T value)
        where T : struct, Enum => value switch
        {
            ClaimantKind.Body => "Government or public body",
            ClaimantKind.Organization => "Organization",
            ClaimUnit.PercentOfPromisedJobs => "Percent of the promised jobs",
            ClaimUnit.TradeAndPurchases => "Trade and purchases",
            ClaimUnit.HiresAndTrainees => "People hired or trained",
            MatchKind.Same => "The entry is this pledge",
            MatchKind.PartOfItem => "The pledge is a part of the entry",
            MatchKind.PartOfPledge => "The entry is a part of the pledge",
            MatchKind.LaterPart => "The pledge is a later part",
            MatchKind.RevisionOf => "The entry is a later step of the pledge",
            MatchKind.RaisedTo => "The pledge is later and larger",
            MatchKind.Overlaps => "The two overlap",
            MatchKind.Related => "The two are related",
            FindingClass.IncentivesBefore => "Public help sought before",
            FindingClass.PartNew => "New in part",
            FindingClass.Routine => "Usual spending",
            FindingClass.DoubleCounted => "Counted twice",
            FindingClass.PartOfOther => "Part of another",
            FindingClass.Country => "By a country",
            FindingClass.NotCompany => "Not by a company",
            FindingClass.NotInvestment => "No investment",
            FindingClass.Purchase => "A purchase",
            FindingClass.NotCommitment => "No commitment",
            FindingClass.Wavered => "In doubt at the time",
            FindingClass.UnitChanged => "Another unit",
            FindingClass.Retained => "Existing jobs",
            FindingClass.Overstated => "Higher than the promise",
            FindingClass.NumberDiffers => "Different numbers",
            FindingClass.Concentration => "Weight in the sum",
            FindingClass.NotAttributable => "Denied by the company",
            FindingClass.Contradicted => "Worked against",
            FindingClass.LaterCut => "Reduced or ended later",
            FindingClass.NoSign => "No trace seen",
            FindingGroup.NotNew => "Not new, or new in part",
            FindingGroup.NoCompanyInvestment => "Not a company’s investment",
            FindingGroup.AnotherNumber => "About the number",
            FindingGroup.Credit => "Who had a part in it",
            LadderStep.Counted => "Counted so far",
            Newness.FoundNew => "Found to be new",
            Newness.InPart => "New in part, or public help sought before",
            Newness.FoundNotNew => "Found planned, announced or usual before",
            WhyLeftOut.NoCompany => "By a country, or not by a company",
            WhyLeftOut.CountedTwice => "Counted twice",
            WhyLeftOut.NoInvestment => "No investment",
            WhyLeftOut.OtherJobs => "Existing jobs, or another unit than jobs. Only the sum of jobs leaves it out",
            WhyPledgeLeftOut.NotTheEntry => "Not the entry, and no part of it",
            WhyPledgeLeftOut.PartOfAnother => "Part of another pledge in the sum",
            WhyPledgeLeftOut.NoJobs => "Promises no number of jobs",
            WhyPledgeLeftOut.EntryLeftOut => "Its entry is left out",
            _ => null,
        };

    /// <summary>What a class of findings means.</summary>
    internal static string Of(FindingClass finding) => finding switch
    {
        FindingClass.New => "It was made public after the time began that the claimant credits. It was not part of an earlier plan.",
        FindingClass.AnnouncedBefore => "The same promise was public before that time.",
        FindingClass.PlannedBefore => "It was decided, financed or planned before that time, and made public later.",
        FindingClass.IncentivesBefore => "Public help for it was sought or granted before that time.",
        FindingClass.PartNew => "Only part of the listed sum is new.",
        FindingClass.Routine => "It is in line with what the company spends anyway.",
        FindingClass.DoubleCounted => "It is on the list twice, or next to the pledge that it belongs to.",
        FindingClass.PartOfOther => "It belongs to another entry or to another pledge.",
        FindingClass.Country => "A country made the promise, not a company.",
        FindingClass.NotCompany => "It was not a company that made the promise.",
        FindingClass.NotInvestment => "It is trade, output or exchange, not an investment.",
        FindingClass.Purchase => "It is a contract to buy goods or services.",
        FindingClass.NotCommitment => "It is an estimate or a goal of others, not a promise.",
        FindingClass.NotBinding => "Nobody is bound to it by law.",
        FindingClass.Conditional => "The company made it depend on something.",
        FindingClass.Wavered => "It was in doubt at the time of the claim.",
        FindingClass.UnitChanged => "The claim counts something else than the promise does, like training as jobs.",
        FindingClass.Retained => "Existing jobs are kept, or people are called back.",
        FindingClass.Overstated => "The number is higher than the one that was promised.",
        FindingClass.NumberDiffers => "Different numbers are given for it.",
        FindingClass.Concentration => "A remark on how much of the sum it makes up.",
        FindingClass.NotAttributable => "The company denies that the claimant had a part in it.",
        FindingClass.Contradicted => "A policy of the claimant worked against it.",
        FindingClass.LaterCut => "It was reduced or ended later, or layoffs followed.",
        _ => "Reporters saw no trace that it was carried out.",
    };

    /// <summary>What a group of findings means.</summary>
    internal static string Of(FindingGroup group) => group switch
    {
        FindingGroup.New => "It was found to be new.",
        FindingGroup.NotNew => "It was announced or planned before, public help was sought before, or it is usual spending. This may be true of a part only.",
        FindingGroup.CountedTwice => "It is on the list twice, or it is part of something else.",
        FindingGroup.NoCompanyInvestment => "It is by a country or another body, or it is not an investment.",
        FindingGroup.LessFirm => "There is no commitment, it depends on something, or it was in doubt.",
        FindingGroup.AnotherNumber => "The number or its unit is not the one that was promised, or it needs a remark.",
        FindingGroup.Credit => "Whether the claimant had a part in it.",
        _ => "What happened later.",
    };

    /// <summary>What a step of the ladder holds.</summary>
    internal static string Of(LadderStep step) => step switch
    {
        LadderStep.Claimed => "What somebody said of the whole.",
        LadderStep.OnTheList => "What the list says of itself.",
        LadderStep.ByCompanies => "What companies are to invest or bring. Entries by countries, purchases and what is listed twice are left out.",
        LadderStep.New => "What was not public, planned or usual before.",
        LadderStep.PromisedJobs => "The jobs that the listed companies promised. Of each pledge the first number of jobs counts.",
        LadderStep.Counted => "The jobs that have been counted so far.",
        _ => "What was counted and had not been planned before, or would not have come otherwise.",
    };
}
