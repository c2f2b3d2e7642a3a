using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Mentions;

/// <summary>What happened, by the words that say it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="At">The token that says it.</param>
/// <param name="From">The first token of its clause.</param>
/// <param name="To">The token behind the clause.</param>
/// <param name="Doubt">What is not plain; null where nothing is.</param>
internal sealed record Happening(EventKind Kind, int At, int From, int To, string? Doubt);

/// <summary>Finds events: ground broken, plants opened and closed, plans announced, changed, delayed, withdrawn and cancelled.</summary>
internal sealed class Happenings(List<Token> tokens)
{
    private const string NotYet = "The sentence speaks of something to come.";
    private const string Bankrupt = "A bankruptcy may end the project or not.";

    // A phrase is words with blanks; ~ stands for up to three words between. Of two in one clause the first in this list is taken.
    private static readonly (EventKind Kind, string[] Phrases)[] Phrases =
    [
        (EventKind.Withdrawn, ["withdrew", "withdrawn", "pulled out", "pulls out", "backed out", "backs out", "pulled the plug", "walked away", "abandoned ~ plan", "abandoned ~ plans", "abandoned ~ project", "reneged", "backed away", "will not move forward", "not to move forward", "no longer plans", "dropped ~ plan", "dropped ~ plans", "drops ~ plans", "withdraws", "not to go on"]),
        (EventKind.Cancelled, ["cancelled", "canceled", "cancels", "scrapped", "scraps", "called off", "calls off", "shut down", "shuts down", "shuttered", "filed for bankruptcy", "files for bankruptcy", "filed for chapter", "declared bankruptcy", "declared insolvent", "insolvency", "bankruptcy protection", "into administration", "into receivership", "entered administration", "entered receivership", "went out of business", "liquidated", "closed ~ plant", "closed ~ factory", "closed ~ facility", "plant closed", "factory closed", "closed in", "closed on", "closed its", "closed down", "will close", "closing ~ plant", "closing ~ factory", "close ~ plant", "close ~ factory", "close ~ facility", "ceased production", "ceased operations", "ended production", "stopped production", "discontinued", "terminated ~ agreement", "terminated ~ contract", "plant closure", "wind down"]),
        (EventKind.Revised, ["scaled back", "scales back", "scaling back", "scaled down", "downsized", "revised", "revises", "renegotiated", "amended", "delayed", "delays", "postponed", "postpones", "pushed back", "pushes back", "reduced ~ commitment", "reduced ~ plan", "reduced ~ plans", "cut ~ commitment", "lowered ~ target", "lowered ~ goal", "lowered ~ commitment", "raised ~ target", "raised ~ goal", "raised ~ commitment", "increased ~ commitment", "increased ~ target", "increased ~ investment", "expanded ~ commitment", "expanded ~ plans", "raised the sum", "raised its investment", "upped", "new agreement"]),
        (EventKind.Disputed, ["disputed", "disputes", "denied", "denies", "rejected ~ claim", "rejected ~ claims", "called into question", "questioned whether", "doubted", "cast doubt", "casts doubt", "contradicted", "contradicts", "sued", "sues", "filed ~ lawsuit", "challenged ~ claim", "challenged ~ numbers", "accused"]),
        (EventKind.Verified, ["audit found", "audit shows", "audit showed", "audit confirmed", "auditors found", "auditor found", "auditors confirmed", "verified", "verifies", "certified", "independent review", "inspectors found", "was determined", "state determined", "agency determined", "wedc determined"]),
        (EventKind.DeadlinePassed, ["missed ~ deadline", "misses ~ deadline", "deadline passed", "deadline expired", "deadline has passed", "failed to meet", "fell short", "falls short", "missed ~ target", "missed ~ goal"]),
        (EventKind.Progress, ["broke ground", "breaks ground", "break ground", "broken ground", "groundbreaking", "ground was broken", "cut the ribbon", "ribbon cutting", "ribbon-cutting", "opened", "opens ~ plant", "opens ~ factory", "opens ~ facility", "grand opening", "began production", "begins production", "began operations", "began construction", "begins construction", "started production", "started construction", "started operations", "construction began", "construction started", "construction has begun", "production began", "production started", "work began", "completed", "laid off", "lays off", "lay off", "laying off", "layoffs", "job cuts", "furloughed", "cut ~ jobs", "cuts ~ jobs", "cutting ~ jobs", "eliminated ~ jobs", "eliminate ~ jobs", "eliminating ~ jobs", "eliminated ~ positions", "eliminate ~ positions", "shed ~ jobs", "paused", "pauses", "halted", "halts", "suspended", "on hold", "idled", "idles", "was sold", "sold ~ stake", "sold ~ plant", "sold ~ factory", "sold ~ property", "acquired", "acquires", "took over", "takes over", "was renamed", "changed its name", "changed hands", "merged with", "mass layoff"]),
        (EventKind.Announced, ["announced", "announces", "unveiled", "unveils", "pledged to", "pledges to", "vowed to"]),
    ];

    // What an announcement must be of, so that it is one of a project and not of quarterly results.
    private static readonly HashSet<string> Projects = Vocabulary.Words("job jobs plant factory facility facilities invest investing investment investments build building expansion expand headquarters campus mill fab complex positions hire hiring create creating manufacturing project warehouse hub center plans plan");

    // These happen to much else, restaurants and roads.
    private static readonly HashSet<string> OfProjects = Vocabulary.Words("opened completed suspended halted paused revised verified certified amended acquired acquires cancelled canceled discontinued withdrawn");

    private static readonly Dictionary<string, List<(EventKind Kind, int Rank, string[] Words)>> ByFirst = Build();

    /// <summary>The events of a sentence, one for each clause.</summary>
    public List<Happening> In(Sentence sentence, Func<int, bool> isQuoted)
    {
        var found = new List<Happening>();
        var taken = new List<(Happening Happening, int Rank)>();
        for (var i = sentence.From; i < sentence.To; i++)
        {
            if (!ByFirst.TryGetValue(Word(i), out var phrases) || isQuoted(i))
            {
                continue;
            }

            foreach (var (kind, rank, words) in phrases)
            {
                if (!Fits(words, i, sentence.To) || ((kind == EventKind.Announced || (words.Length == 1 && OfProjects.Contains(words[0]))) && !IsOfProject(i, sentence)) || IsAdjective(i, words.Length) || IsConditional(i, sentence.From) || (kind == EventKind.Announced && IsRelative(i, sentence.From)))
                {
                    continue;
                }

                var (from, to) = Clause(i, i + words.Length, sentence);
                taken.Add((new(kind, i, from, to, DoubtOf(i, words, sentence.From)), rank));
                break;
            }
        }

        foreach (var (one, rank) in taken)
        {
            // An announcement that something closes is the closing.
            if (!taken.Exists(t => t.Happening != one && t.Happening.From < one.To && one.From < t.Happening.To && (t.Rank < rank || (t.Rank == rank && t.Happening.At < one.At)))
                && !(one.Kind == EventKind.Announced && taken.Exists(t => t.Happening.Kind != EventKind.Announced)))
            {
                found.Add(one);
            }
        }

        return found;
    }

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    private bool Fits(string[] words, int i, int to)
    {
        var at = i;
        for (var w = 0; w < words.Length; w++)
        {
            if (words[w] != "~")
            {
                if (at >= to || Word(at) != words[w])
                {
                    return false;
                }

                at++;
                continue;
            }

            var skipped = 0;
            while (skipped < 6 && at < to && Word(at) != words[w + 1])
            {
                if (Word(at) is "," or ";" or "." or "\"")
                {
                    return false;
                }

                at++;
                skipped++;
            }
        }

        return true;
    }

    // "The completed plant", "newly opened", "the delayed project" are no news.
    private bool IsAdjective(int i, int words) =>
        words == 1 && (Word(i - 1) is "the" or "a" or "an" or "newly" or "recently" or "its" or "their" or "of" or "soon-to-be" or "previously" or "for" || (Word(i - 1) is "-" && tokens[i].IsGlued))
        && i + 1 < tokens.Count && tokens[i + 1].IsWord && Word(i) is not ("layoffs" or "groundbreaking" or "furloughed")
        && Word(i + 1) is not ("in" or "on" or "at" or "by" or "to" or "the" or "its" or "a" or "an" or "this" or "last" or "for" or "as" or "of" or "from" or "with");

    // "The jobs it announced": that was told elsewhere.
    private bool IsRelative(int i, int from) => Word(i - 1) is "it" or "they" or "he" or "she" && i - 2 > from && tokens[i - 2].IsWord && Word(i - 2) is not ("that" or "said" or "says" or "and" or "when" or "after" or "since" or "as" or "while" or "but");

    private bool IsConditional(int i, int from)
    {
        for (var at = i - 1; at >= Math.Max(from, i - 6); at--)
        {
            if (Word(at) is "if" or "unless" or "whether")
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOfProject(int i, Sentence sentence)
    {
        for (var at = Math.Max(sentence.From, i - 12); at < Math.Min(sentence.To, i + 30); at++)
        {
            if (Projects.Contains(Word(at)))
            {
                return true;
            }
        }

        return false;
    }

    private string? DoubtOf(int i, string[] words, int from)
    {
        if (words.Contains("bankruptcy") || words.Contains("chapter") || words.Contains("insolvent") || words.Contains("insolvency") || words.Contains("administration") || words.Contains("receivership"))
        {
            return Bankrupt;
        }

        for (var at = i - 1; at >= Math.Max(from, i - 5); at--)
        {
            if (Verbs.Modals.Contains(Word(at)) || Verbs.Negations.Contains(Word(at)) || Word(at) is "to" or "if" or "expected" or "planned" or "plans")
            {
                return NotYet;
            }
        }

        return null;
    }

    // From what ends the clause before to what begins the next one; a date behind a comma stays with it.
    private (int From, int To) Clause(int i, int end, Sentence sentence)
    {
        var (from, to) = (sentence.From, sentence.To);
        for (var at = i - 1; at > sentence.From; at--)
        {
            if (Word(at) is ";" or ":" or "\u2014" || IsNewSubject(at) || (Word(at - 1) is "," && Word(at) is "and" or "but" or "which" or "while" or "who" or "although" or "so"))
            {
                from = at + 1;
                break;
            }
        }

        // "Acme, which Apex controls, laid off 300": beyond the comma the clause is the sentence's own again.
        for (var at = from + 1; from > sentence.From && at < i; at++)
        {
            from = Word(at) is "," && Word(from - 1) is "which" or "who" ? sentence.From : from;
        }

        for (var at = end; at < sentence.To; at++)
        {
            if (Word(at) is ";" or "\u2014" or "\"" or "\u201C" || IsNewSubject(at) || (Word(at) is "," && Word(at + 1) is "and" or "but" or "which" or "while" or "who" or "although" or "according" or "so" or "whereas" or "saying" or "citing"))
            {
                to = at;
                break;
            }
        }

        while (to > end && tokens[to - 1].Kind == TokenKind.Mark && Word(to - 1) is "." or "," or "!" or "?" or ";")
        {
            to--;
        }

        return (from, to);
    }

    // "And the company", "and it": a clause with a subject of its own.
    private bool IsNewSubject(int at) => Word(at) is "and" or "but" && Word(at + 1) is "the" or "it" or "they" or "he" or "she" or "a" && Word(at - 1) is not "between";

    private static Dictionary<string, List<(EventKind Kind, int Rank, string[] Words)>> Build()
    {
        var byFirst = new Dictionary<string, List<(EventKind Kind, int Rank, string[] Words)>>(StringComparer.Ordinal);
        for (var rank = 0; rank < Phrases.Length; rank++)
        {
            foreach (var words in Phrases[rank].Phrases.Select(p => p.Replace("ribbon-cutting", "ribbon - cutting", StringComparison.Ordinal).Split(' ')))
            {
                if (!byFirst.TryGetValue(words[0], out var list))
                {
                    byFirst.Add(words[0], list = []);
                }

                list.Add((Phrases[rank].Kind, rank, words));
            }
        }

        return byFirst;
    }
}
