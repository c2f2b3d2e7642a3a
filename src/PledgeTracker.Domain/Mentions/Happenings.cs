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
internal sealed class Happenings(string text, List<Token> tokens)
{
    private const string NotYet = "The sentence speaks of something to come.";
    private const string Bankrupt = "A bankruptcy may end the project or not.";

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
                if (!Fits(words, i, sentence.To) || ((kind == EventKind.Announced || HappeningWords.OfProjects.Contains(string.Join(' ', words))) && !IsOfProject(i, sentence)) || IsOther(i, words) || IsAdjective(i, words.Length) || IsConditional(i, sentence.From) || (kind == EventKind.Announced && IsRelative(i, sentence.From)))
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

    // What is bought or sold is a company or a plant, and what is closed is no deal and no gap.
    private bool IsOther(int i, string[] words)
    {
        var next = i + words.Length;
        if (words is ["purchase" or "acquisition" or "sale" or "merger", ..])
        {
            var thing = next + (Word(next) is "the" or "its" or "a" ? 1 : 0);
            return !(thing < tokens.Count && (char.IsUpper(text[tokens[thing].Start]) || HappeningWords.Projects.Contains(Word(thing)) || Word(thing) is "company" or "business" or "firm"));
        }

        return words[0] is "closed" or "close" or "closes" or "closing" or "shut" && (HappeningWords.NotClosed.Contains(Word(i + 1)) || HappeningWords.NotClosed.Contains(Word(i + 2)) || (words[^1] is not "in" and not "on" && HappeningWords.NotClosed.Contains(Word(i + 3))));
    }

    /// <summary>The event that jobs or people are lost, where only the number says so.</summary>
    public Happening Loss(int from, int to, Sentence sentence)
    {
        var clause = Clause(from, to + 1, sentence);
        return new(EventKind.Progress, from, clause.From, clause.To, DoubtOf(from, [], sentence.From));
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
            if (HappeningWords.Projects.Contains(Word(at)))
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
    private bool IsNewSubject(int at) => Word(at) is "and" or "but" && (Word(at + 1) is "the" or "it" or "they" or "he" or "she" or "a" && Word(at - 1) is not "between" || (at > 0 && Word(at + 1) is "has" or "have" or "had" or "will" or "would" or "in" or "later" or "then") || (HappeningVerb(at + 1)));

    // "Closed its forge and consolidated two warehouses" are two events.
    private bool HappeningVerb(int at) => ByFirst.TryGetValue(Word(at), out var phrases) && Word(at).EndsWith("ed", StringComparison.Ordinal) && phrases.Exists(p => Fits(p.Words, at, tokens.Count));

    private static Dictionary<string, List<(EventKind Kind, int Rank, string[] Words)>> Build()
    {
        var byFirst = new Dictionary<string, List<(EventKind Kind, int Rank, string[] Words)>>(StringComparer.Ordinal);
        for (var rank = 0; rank < HappeningWords.Phrases.Length; rank++)
        {
            foreach (var words in HappeningWords.Phrases[rank].Phrases.Select(p => p.Replace("ribbon-cutting", "ribbon - cutting", StringComparison.Ordinal).Split(' ')))
            {
                if (!byFirst.TryGetValue(words[0], out var list))
                {
                    byFirst.Add(words[0], list = []);
                }

                list.Add((HappeningWords.Phrases[rank].Kind, rank, words));
            }
        }

        return byFirst;
    }
}
