namespace PledgeTracker.Domain.Claims;

/// <summary>Who claims a total.</summary>
public enum ClaimantKind
{
    Person,

    /// <summary>A government, an office, an agency.</summary>
    Body,

    /// <summary>A company, an association, a private body that speaks for a government.</summary>
    Organization,
}

/// <summary>What a claimed number counts. Numbers of different units are never added, compared as a share or subtracted.</summary>
public enum ClaimUnit
{
    /// <summary>Money that is to be invested; the only unit with a currency.</summary>
    Investment,
    Jobs,

    /// <summary>Jobs that companies committed to, by a record of the claimant.</summary>
    JobCommitments,

    /// <summary>Places in training, apprenticeships and courses.</summary>
    TrainingOpportunities,

    /// <summary>People hired and people trained, in one number.</summary>
    HiresAndTrainees,

    /// <summary>Memoranda of understanding.</summary>
    Memoranda,

    /// <summary>A share of the jobs promised, in percent.</summary>
    PercentOfPromisedJobs,

    /// <summary>Entries of a list.</summary>
    Projects,

    /// <summary>Money that is no investment: purchases, trade, exchange.</summary>
    TradeAndPurchases,
}

/// <summary>How many entries of a list are copied here.</summary>
public enum ItemsCollected
{
    /// <summary>None: only the list itself is known.</summary>
    None,

    /// <summary>Some of its entries.</summary>
    Some,
    All,
}

/// <summary>How a pledge of the tracker stands to an entry of a list.</summary>
public enum MatchKind
{
    /// <summary>The entry is this pledge.</summary>
    Same,

    /// <summary>The pledge is a part of the entry.</summary>
    PartOfItem,

    /// <summary>The entry is a part of the pledge.</summary>
    PartOfPledge,

    /// <summary>The pledge is a part that came later.</summary>
    LaterPart,

    /// <summary>The entry is a later step of the pledge.</summary>
    RevisionOf,

    /// <summary>The pledge is a later and larger one.</summary>
    RaisedTo,
    Overlaps,
    Related,
}

/// <summary>What was found of an entry of a list. Several findings may stand beside one another and disagree.</summary>
public enum FindingClass
{
    /// <summary>Made after the event or the taking of office that the claimant credits, and not part of an earlier plan.</summary>
    New,

    /// <summary>The same promise had been made public before that day.</summary>
    AnnouncedBefore,

    /// <summary>Decided, financed or in planning before, made public after.</summary>
    PlannedBefore,

    /// <summary>Public help had been sought or granted before.</summary>
    IncentivesBefore,

    /// <summary>Only part of the listed sum is new.</summary>
    PartNew,

    /// <summary>In line with what the company spends anyway.</summary>
    Routine,

    /// <summary>Counted twice within the list: what it repeats stands on the list as well. Leaves the entry out of the tracker’s sum of companies.</summary>
    DoubleCounted,

    /// <summary>Belongs to another pledge, which need not be on the list. The entry stays in the tracker’s sums.</summary>
    PartOfOther,

    /// <summary>A pledge by a state, not a company.</summary>
    Country,

    /// <summary>Not a company.</summary>
    NotCompany,

    /// <summary>Trade, output or exchange rather than investment.</summary>
    NotInvestment,

    /// <summary>A contract to buy goods or services.</summary>
    Purchase,

    /// <summary>An estimate or goal of others, no promise.</summary>
    NotCommitment,

    /// <summary>No legal commitment.</summary>
    NotBinding,

    /// <summary>The company made it depend on something.</summary>
    Conditional,

    /// <summary>Was in doubt at the time of the claim.</summary>
    Wavered,

    /// <summary>The claim uses another unit than the promise: training as jobs, hires as new jobs.</summary>
    UnitChanged,

    /// <summary>Existing jobs kept, or people called back.</summary>
    Retained,

    /// <summary>The number is higher than the promise.</summary>
    Overstated,

    /// <summary>Different numbers are given for the entry, by the claimant or by others.</summary>
    NumberDiffers,

    /// <summary>A remark on the weight of the entry in the sum.</summary>
    Concentration,

    /// <summary>The company denies that the claimant had a part in it.</summary>
    NotAttributable,

    /// <summary>The claimant’s own policy worked against it.</summary>
    Contradicted,

    /// <summary>Reduced, ended or followed by layoffs afterwards.</summary>
    LaterCut,

    /// <summary>Reporters saw no trace of delivery.</summary>
    NoSign,
}

/// <summary>The few groups of findings that readers see.</summary>
public enum FindingGroup
{
    New,

    /// <summary>Announced, planned, in part, or spent anyway, before the time that the claimant credits.</summary>
    NotNew,
    CountedTwice,

    /// <summary>By a state or another body, or no investment.</summary>
    NoCompanyInvestment,

    /// <summary>Without a commitment, conditional, or in doubt.</summary>
    LessFirm,

    /// <summary>The number or its unit is not the promise’s, or needs a remark.</summary>
    AnotherNumber,

    /// <summary>Whether the claimant had a part in it.</summary>
    Credit,

    /// <summary>What came of it.</summary>
    Afterwards,
}

/// <summary>The steps from a claimed total down to what came of it, the widest first.</summary>
public enum LadderStep
{
    /// <summary>What somebody said.</summary>
    Claimed,

    /// <summary>What the list says of itself.</summary>
    OnTheList,

    /// <summary>What companies are to invest or bring, without states, purchases and what is listed twice.</summary>
    ByCompanies,

    /// <summary>What was not public, planned or usual before.</summary>
    New,

    /// <summary>The jobs that the listed companies promised.</summary>
    PromisedJobs,

    /// <summary>The jobs that have been counted so far.</summary>
    Counted,

    /// <summary>What was counted and had not been planned before, or would not have come otherwise.</summary>
    NewOrAttributable,
}

/// <summary>Which group readers see a finding in, and what follows from it for the ladder.</summary>
public static class FindingClasses
{
    /// <summary>The group of a class. The table stands on <c>/method</c>.</summary>
    public static FindingGroup GroupOf(FindingClass finding) => finding switch
    {
        FindingClass.New => FindingGroup.New,
        FindingClass.AnnouncedBefore or FindingClass.PlannedBefore or FindingClass.IncentivesBefore or FindingClass.PartNew or FindingClass.Routine => FindingGroup.NotNew,
        FindingClass.DoubleCounted or FindingClass.PartOfOther => FindingGroup.CountedTwice,
        FindingClass.Country or FindingClass.NotCompany or FindingClass.NotInvestment or FindingClass.Purchase => FindingGroup.NoCompanyInvestment,
        FindingClass.NotCommitment or FindingClass.NotBinding or FindingClass.Conditional or FindingClass.Wavered => FindingGroup.LessFirm,
        FindingClass.UnitChanged or FindingClass.Retained or FindingClass.Overstated or FindingClass.NumberDiffers or FindingClass.Concentration => FindingGroup.AnotherNumber,
        FindingClass.NotAttributable or FindingClass.Contradicted => FindingGroup.Credit,
        FindingClass.LaterCut or FindingClass.NoSign => FindingGroup.Afterwards,
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding, "There is no such class of finding."),
    };

    /// <summary>Whether the finding says that the whole entry was there before. Help sought earlier, and an entry new in part, do not.</summary>
    public static bool IsWhollyNotNew(FindingClass finding) => finding is FindingClass.AnnouncedBefore or FindingClass.PlannedBefore or FindingClass.Routine;
}
