namespace PledgeTracker.Domain.Mentions;

/// <summary>What is done to jobs or to money.</summary>
internal enum VerbClass : byte
{
    Create,
    Hire,
    Employ,
    Keep,
    Support,
    Train,
    Invest,
    Sell,

    /// <summary>Says that something is to come, or is wanted.</summary>
    Promise,
    Announce,
    Lose,

    /// <summary>A level came to be.</summary>
    Reach,
    Have,
    Receive,
    Give,
}

internal enum VerbForm : byte
{
    Base,
    Third,
    Ing,
    Past,
    Noun,
}

/// <summary>The verbs, and the nouns that stand for them, by which a number is told to be a promise or a report, and of what.</summary>
internal static class Verbs
{
    // Each verb in four forms: as a modal has it, he/she/it, -ing, past. Where the past and the participle differ the participle is a fifth.
    // A hyphen stands for a form that is more often a noun.
    private static readonly (VerbClass Class, string Forms)[] Conjugated =
    [
        (VerbClass.Create, "create creates creating created, add adds adding added, bring brings bringing brought, generate generates generating generated, produce produces producing produced, deliver delivers delivering delivered, provide provides providing provided, "
            + "offer offers offering offered, open opens opening opened, relocate relocates relocating relocated, move moves moving moved, fill fills filling filled, establish establishes establishing established, spur spurs spurring spurred, yield yields yielding yielded, "
            + "introduce introduces introducing introduced, locate locates locating located, mean means meaning meant, result results resulting resulted, represent represents representing represented, include includes including included"),
        (VerbClass.Hire, "hire hires hiring hired, recruit recruits recruiting recruited, onboard onboards onboarding onboarded, rehire rehires rehiring rehired, recall recalls recalling recalled"),
        (VerbClass.Employ, "employ employs employing employed, staff staffs staffing staffed, work works working worked, - - housing housed"),
        (VerbClass.Keep, "keep keeps keeping kept, retain retains retaining retained, save saves saving saved, preserve preserves preserving preserved, maintain maintains maintaining maintained, safeguard safeguards safeguarding safeguarded, secure secures securing secured, protect protects protecting protected"),
        (VerbClass.Support, "support supports supporting supported, sustain sustains sustaining sustained, help helps helping helped, enable enables enabling enabled, empower empowers empowering empowered, contribute contributes contributing contributed, finance finances financing financed, assist assists assisting assisted"),
        (VerbClass.Train, "train trains training trained, upskill upskills upskilling upskilled, reskill reskills reskilling reskilled, retrain retrains retraining retrained, equip equips equipping equipped, educate educates educating educated, teach teaches teaching taught, graduate graduates graduating graduated"),
        (VerbClass.Invest, "invest invests investing invested, spend spends spending spent, pour pours pouring poured, put puts putting, plow plows plowing plowed, pump pumps pumping pumped, commit commits committing, expend expends expending expended, build builds building built, inject injects injecting injected, deploy deploys deploying deployed, reinvest reinvests reinvesting reinvested, purchase purchases purchasing purchased, construct constructs constructing constructed"),
        (VerbClass.Sell, "sell sells selling sold, export exports exporting exported"),
        (VerbClass.Promise, "promise promises promising promised, pledge pledges pledging pledged, plan plans planning planned, intend intends intending intended, expect expects expecting expected, aim aims aiming aimed, anticipate anticipates anticipating anticipated, - - projecting projected, vow vows vowing vowed, agree agrees agreeing agreed, undertake undertakes undertaking undertook undertaken, call calls - -, "
            + "commit commits committing committed, hope hopes hoping hoped, seek seeks seeking sought, propose proposes proposing proposed, target targets targeting targeted, forecast forecasts forecasting forecasted, envision envisions envisioning envisioned, want wants wanting wanted, need needs needing needed, estimate estimates estimating estimated, require requires requiring required, predict predicts predicting predicted, tout touts touting touted, guarantee guarantees guaranteeing guaranteed"),
        (VerbClass.Announce, "announce announces announcing announced, unveil unveils unveiling unveiled, reveal reveals revealing revealed, outline outlines outlining outlined, declare declares declaring declared"),
        (VerbClass.Lose, "cut cuts cutting, eliminate eliminates eliminating eliminated, shed sheds shedding, slash slashes slashing slashed, lose loses losing lost, axe axes axing axed, furlough furloughs furloughing furloughed, dismiss dismisses dismissing dismissed, lay lays laying laid, affect affects affecting affected, - - - idled, - - - separated, - - - let, terminate terminates terminating terminated, displace displaces displacing displaced, - - firing fired, outsource outsources outsourcing outsourced, reduce reduces reducing reduced, trim trims trimming trimmed, cost costs costing"),
        (VerbClass.Reach, "reach reaches reaching reached, total totals totaling totaled, grow grows growing grew grown, rise rises rising rose risen, increase increases increasing increased, expand expands expanding expanded, exceed exceeds exceeding exceeded, hit hits hitting, surpass surpasses surpassing surpassed, climb climbs climbing climbed, stand stands standing stood, - - numbering numbered, - - counting counted, double doubles doubling doubled, - - falling fell fallen, drop drops dropping dropped, decline declines declining declined, shrink shrinks shrinking shrank shrunk, - - topping topped, average averages averaging averaged"),
        (VerbClass.Have, "have has having had, report reports reporting reported, show shows showing showed shown, - - recording recorded, certify certifies certifying certified, verify verifies verifying verified, document documents documenting documented, transfer transfers transferring transferred, - - placing placed"),
        (VerbClass.Receive, "receive receives receiving received, get gets getting got, obtain obtains obtaining obtained, collect collects collecting collected, win wins winning won"),
        (VerbClass.Give, "award awards awarding awarded, grant grants granting granted, approve approves approving approved, pay pays paying paid, authorize authorizes authorizing authorized, give gives giving gave given, hand hands handing handed, earmark earmarks earmarking earmarked, allocate allocates allocating allocated, disburse disburses disbursing disbursed, reimburse reimburses reimbursing reimbursed"),
    ];

    private static readonly (VerbClass Class, string Words)[] Nouns =
    [
        (VerbClass.Promise, "goal goals promise promises pledge pledges commitment commitments obligation obligations target targets plan plans proposal forecast projection projections estimate expectation expectations requirement aim ambition deadline deadlines milestone milestones threshold condition"),
        (VerbClass.Create, "creation addition"),
        (VerbClass.Hire, "recruitment"),
        (VerbClass.Keep, "retention"),
        (VerbClass.Lose, "layoff layoffs redundancies loss elimination separations separation furlough furloughs dismissals"),
        (VerbClass.Invest, "investment investments expenditure expenditures spending capex outlay"),
    ];

    /// <summary>Make of a verb without an ending something that is still to come.</summary>
    public static readonly HashSet<string> Modals = Vocabulary.Words("will would shall could may might can should must 'll they'll we'll it'll i'll he'll she'll you'll we'd they'd i'd won't wouldn't couldn't cannot can't");

    public static readonly HashSet<string> Negations = Vocabulary.Words("not never no n't didn't hasn't haven't hadn't won't wouldn't doesn't don't cannot can't couldn't isn't aren't wasn't weren't without failed fails fail neither nor unable");

    public static readonly HashSet<string> Past = Vocabulary.Words("was were had did has have 've been we've they've i've already");

    /// <summary>What "to create" follows where it was done already, or is going on.</summary>
    public static readonly HashSet<string> Achieved = Vocabulary.Words("helped managed continues continued able began started went used");

    private static readonly Dictionary<string, (VerbClass Class, VerbForm Form)> Table = Build();

    public static bool TryFind(string lower, out VerbClass kind, out VerbForm form)
    {
        var found = Table.TryGetValue(lower, out var entry);
        (kind, form) = entry;
        return found;
    }

    /// <summary>Whether a word ends as the past of most verbs does.</summary>
    public static bool LooksPast(string lower) => lower.Length > 3 && lower.EndsWith("ed", StringComparison.Ordinal);

    private static Dictionary<string, (VerbClass Class, VerbForm Form)> Build()
    {
        var table = new Dictionary<string, (VerbClass Class, VerbForm Form)>(StringComparer.Ordinal);
        foreach (var (kind, words) in Nouns)
        {
            foreach (var word in words.Split(' '))
            {
                table.TryAdd(word, (kind, VerbForm.Noun));
            }
        }

        foreach (var (kind, verbs) in Conjugated)
        {
            foreach (var verb in verbs.Split(", "))
            {
                var forms = verb.Split(' ');
                for (var i = 0; i < forms.Length; i++)
                {
                    if (forms[i] != "-")
                    {
                        table.TryAdd(forms[i], (kind, (VerbForm)Math.Min(i, (int)VerbForm.Past)));
                    }
                }
            }
        }

        return table;
    }
}
