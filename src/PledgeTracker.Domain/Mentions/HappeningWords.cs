using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Mentions;

/// <summary>The words by which events are told.</summary>
internal static class HappeningWords
{
    /// <summary>Each kind with its phrases. A phrase is words with blanks; ~ stands for up to six words between. Of two in one clause the first in this list is taken.</summary>
    public static readonly (EventKind Kind, string[] Phrases)[] Phrases =
    [
        (EventKind.Withdrawn,
        [
            "withdrew", "withdrawn", "pulled out", "pulls out", "backed out", "backs out", "pulled the plug", "walked away", "abandoned ~ plan", "abandoned ~ plans", "abandoned ~ project",
            "reneged", "backed away", "will not move forward", "not to move forward", "no longer plans", "dropped ~ plan", "dropped ~ plans", "drops ~ plans", "withdraws", "not to go on",
            "shelved", "shelves", "to shelve", "will shelve", "pulling out", "pull out of", "to withdraw", "will withdraw", "to abandon", "will abandon", "abandoned", "abandons",
            "abandoning", "gave up on", "gives up on", "walks away", "walk away from", "never broke ground", "was never started", "never started", "was never built", "never built",
            "never opened", "not be built", "will not build", "won't build", "not going ahead", "not go ahead", "put up ~ for sale", "listed ~ for sale", "lists ~ for sale",
            "puts ~ up for sale", "up for sale"
        ]),
        (EventKind.Cancelled,
        [
            "cancelled", "canceled", "cancels", "scrapped", "scraps", "called off", "calls off", "shut down", "shuts down", "shuttered", "filed for bankruptcy", "files for bankruptcy",
            "filed for chapter", "declared bankruptcy", "declared insolvent", "insolvency", "bankruptcy protection", "into administration", "into receivership", "entered administration",
            "entered receivership", "went out of business", "liquidated", "closed ~ plant", "closed ~ factory", "closed ~ facility", "plant closed", "factory closed", "closed in",
            "closed on", "closed its", "closed down", "will close", "closing ~ plant", "closing ~ factory", "close ~ plant", "close ~ factory", "close ~ facility", "ceased production",
            "ceased operations", "ended production", "stopped production", "discontinued", "terminated ~ agreement", "terminated ~ contract", "plant closure", "wind down", "to cancel",
            "will cancel", "to scrap", "will scrap", "cancelling", "canceling", "shutting down", "to shut", "will shut", "shut for good", "shut its", "shut the", "shut two", "shut ~ plant",
            "shut ~ plants", "shut ~ factory", "shut ~ factories", "shut ~ mill", "shuts ~ plant", "shuts ~ factory", "shut in", "is closing", "are closing", "closing its", "closing the",
            "closes its", "closes ~ plant", "closes ~ factory", "closes ~ facility", "closed a", "closed the", "closed two", "closed ~ mill", "closed ~ office", "closed ~ center",
            "closed ~ centre", "closed ~ warehouse", "closed ~ store", "closed ~ stores", "closed ~ site", "close its", "close the", "close down", "close ~ stores", "close ~ theatres",
            "close ~ theaters", "close ~ locations", "close ~ offices", "close ~ office", "close ~ plants", "close ~ factories", "close ~ branches", "close ~ mill", "close ~ center",
            "close ~ warehouse", "permanently close", "permanently closed", "closure of", "closing of", "going out of business", "goes dark", "go dark", "went dark", "gone dark",
            "been dark", "wound down", "wound that down", "wound it down", "winds down", "winding down", "ceases operations", "ceases production", "cease operations", "cease production",
            "end production", "ends production", "ending production", "end operations", "filed chapter", "wind-down", "to liquidate", "demolished"
        ]),
        (EventKind.Revised,
        [
            "scaled back", "scales back", "scaling back", "scaled down", "downsized", "revised", "revises", "renegotiated", "amended", "delayed", "delays", "postponed", "postpones",
            "pushed back", "pushes back", "reduced ~ commitment", "reduced ~ plan", "reduced ~ plans", "cut ~ commitment", "lowered ~ target", "lowered ~ goal", "lowered ~ commitment",
            "raised ~ target", "raised ~ goal", "raised ~ commitment", "increased ~ commitment", "increased ~ target", "increased ~ investment", "expanded ~ commitment", "expanded ~ plans",
            "raised the sum", "raised its investment", "upped", "new agreement", "has delayed", "will delay", "to delay", "delaying", "push back", "pushing back", "will postpone",
            "to postpone", "postponing", "put off", "puts off", "putting off", "scale back", "scale down", "to downsize", "downsizing", "renegotiate", "to amend", "reduces ~ commitment",
            "reduce ~ commitment", "cut ~ target", "cuts ~ target", "cut ~ goal", "lowers ~ target", "lowers ~ goal", "lower ~ target", "raises ~ target", "raises ~ goal", "slashed ~ plan",
            "slashed ~ plans", "shrank ~ plan", "halved", "behind schedule", "extended ~ deadline", "extend ~ deadline", "extends ~ deadline", "moved ~ deadline", "more time to"
        ]),
        (EventKind.Disputed,
        [
            "disputed", "disputes", "denied", "denies", "rejected ~ claim", "rejected ~ claims", "called into question", "questioned whether", "doubted", "cast doubt", "casts doubt",
            "contradicted", "contradicts", "sued", "sues", "filed ~ lawsuit", "challenged ~ claim", "challenged ~ numbers", "accused", "lawsuit against", "disputing"
        ]),
        (EventKind.Verified,
        [
            "audit found", "audit shows", "audit showed", "audit confirmed", "auditors found", "auditor found", "auditors confirmed", "verified", "verifies", "certified",
            "independent review", "inspectors found", "was determined", "state determined", "agency determined", "wedc determined", "audit says", "audit finds", "auditors say",
            "auditors said", "review found", "review shows"
        ]),
        (EventKind.DeadlinePassed,
        [
            "missed ~ deadline", "misses ~ deadline", "deadline passed", "deadline expired", "deadline has passed", "failed to meet", "fell short", "falls short", "missed ~ target",
            "missed ~ goal", "missed ~ milestone", "misses ~ target", "misses ~ goal", "missing ~ deadline", "failed to create", "failed to hire", "failed to reach", "falling short",
            "fall short of", "came up short", "declared ~ default", "in default", "defaulted", "out of compliance", "not in compliance", "noncompliant",  "has not met",
            "have not met", "not met its", "never met", "never reached its"
        ]),
        (EventKind.Progress,
        [
            "broke ground", "breaks ground", "break ground", "broken ground", "groundbreaking", "ground was broken", "cut the ribbon", "ribbon cutting", "ribbon-cutting", "opened",
            "opens ~ plant", "opens ~ factory", "opens ~ facility", "grand opening", "began production", "begins production", "began operations", "began construction", "begins construction",
            "started production", "started construction", "started operations", "construction began", "construction started", "construction has begun", "production began",
            "production started", "work began", "completed", "laid off", "lays off", "lay off", "laying off", "layoffs", "job cuts", "furloughed", "cut ~ jobs", "cuts ~ jobs",
            "cutting ~ jobs", "eliminated ~ jobs", "eliminate ~ jobs", "eliminating ~ jobs", "eliminated ~ positions", "eliminate ~ positions", "shed ~ jobs", "paused", "pauses", "halted",
            "halts", "suspended", "on hold", "idled", "idles", "was sold", "sold ~ stake", "sold ~ plant", "sold ~ factory", "sold ~ property", "acquired", "acquires", "took over",
            "takes over", "was renamed", "changed its name", "changed hands", "merged with", "mass layoff", "reopened", "reopens", "reopen", "reopening", "came online", "comes online",
            "come online", "came on line", "started up", "starts up", "went into operation", "in operation since", "began hiring", "begins hiring", "began work", "begins work",
            "started work", "begun in", "begun on", "under construction", "furlough", "on furlough", "sent ~ home", "dismissed", "let ~ go", "layoff", "lay-offs", "laid-off", "to halt",
            "will halt", "to pause", "will pause", "pausing", "halting", "to suspend", "will suspend", "suspends", "to idle", "will idle", "idling", "was idled", "sold its", "sold the",
            "sells its", "sells the", "to sell its", "sale of the", "sale of its", "purchase of", "acquisition of", "to acquire", "will acquire", "agreed to buy", "agreed to merge",
            "agrees to merge", "to merge", "will merge", "merger with", "merger of", "merges with", "bought out", "bought by", "acquired by", "taken over", "spun off", "spin off",
            "consolidated", "consolidates", "to consolidate", "will consolidate", "moved its", "moved ~ headquarters", "moves ~ headquarters", "move ~ headquarters", "move ~ head office",
            "move its", "moving its", "moved the work", "moved production", "moves production", "move production", "moving production", "moved ~ production", "moved ~ jobs",
            "relocated ~ headquarters", "relocates ~ headquarters", "relocate ~ headquarters", "relocating ~ headquarters", "relocate its", "relocated its", "dropped ~ shift",
            "drops ~ shift", "cut ~ shift", "cuts ~ shift", "ended ~ shift", "ends ~ shift", "end ~ shift", "ending ~ shift", "eliminated ~ shift", "added ~ shift", "topped out",
            "went into production", "first shipment"
        ]),
        (EventKind.Announced,
        [
            "announced", "announces", "unveiled", "unveils", "pledged to", "pledges to", "vowed to"
        ]),
    ];

    /// <summary>What an announcement must be of, so that it is one of a project and not of quarterly results.</summary>
    public static readonly HashSet<string> Projects = Vocabulary.Words("job jobs worker workers employee employees staff people plant plants factories mine refinery brewery store stores shift line works plant factory facility facilities invest investing investment investments build building expansion expand headquarters campus mill fab complex positions hire hiring create creating manufacturing project warehouse hub center plans plan");

    /// <summary>These happen to much else, restaurants and roads.</summary>
    public static readonly HashSet<string> OfProjects = Vocabulary.Words("opened completed suspended halted paused revised verified certified amended acquired acquires cancelled canceled discontinued withdrawn dismissed demolished halved reopened reopens reopen reopening consolidated consolidates abandoned abandons abandoning suspending halting pausing delaying delays paused pauses halts suspends idles downsizing layoff").Union(
        ["closed the", "closed a", "close the", "closing the", "shut the", "sold its", "sold the", "sells its", "sells the", "to sell its", "to acquire", "will acquire", "moved its", "move its", "moving its", "put off", "puts off", "putting off", "to abandon", "to cancel", "will cancel", "to suspend", "to consolidate", "will consolidate", "to halt", "to pause", "lawsuit against", "extended ~ deadline", "more time to", "in default", "bought by", "acquired by", "taken over", "topped out", "under construction", "behind schedule", "started up", "starts up", "to amend", "did not meet", "has not met", "have not met", "let ~ go", "sent ~ home"]).ToHashSet(StringComparer.Ordinal);

    /// <summary>What is closed without anything ending: a sale, a gap, the market.</summary>
    public static readonly HashSet<string> NotClosed = Vocabulary.Words("deal deals sale transaction transactions gap gaps acquisition merger quarter year season round loop door loan financing purchase book chapter at up down higher lower lead meeting session offering doors market share trading");
}
