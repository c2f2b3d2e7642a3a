namespace PledgeTracker.Domain.Mentions;

/// <summary>
/// Finds numbers of jobs and people that have no noun of their own, since what is counted was said before: "it has 291 today", "another 300 in
/// 2025", "six will stay".
/// </summary>
internal sealed class BareCounts(List<Token> tokens)
{
    private const string Unsaid = "What is counted is not said beside the number.";

    // Tokens within which a number or a noun that was counted before is still spoken of.
    private const int StillSpokenOf = 90;
    private const int SameList = 14;
    private const int NearNoun = 40;

    private static readonly HashSet<string> Between = Vocabulary.Words("the its their other another a an additional further extra some about just only more than as many up to at least nearly almost roughly around approximately over under fewer less below above no between now already also still off");
    private static readonly HashSet<string> Doing = Vocabulary.Words("work works worked working remain remained stay stayed start started starts leave left return returned move moved kept let laid hired employed retained lost furloughed recalled begin began join joined go going reported serve");
    private static readonly HashSet<string> Auxiliary = Vocabulary.Words("now still already also are were was is will would be been being have has had to should could may might must currently later since then not then,");
    private static readonly HashSet<string> Levels = Vocabulary.Words("stood stands standing peaked remained dropped fell rose grew get getting back base group total number mark marks milestone milestones goal short payroll workforce headcount team staff cut reduced raised averaging pace be again");
    private static readonly HashSet<string> Counting = Vocabulary.Words("averaged totaled totalled numbered show shows showed reported report confirm confirmed verified verify certified counted count documented said say reached reach peaked has have had payroll add added");
    private static readonly HashSet<string> Subjects = Vocabulary.Words("it that payroll payrolls number total count figure employment headcount staff workforce , who there");
    private static readonly HashSet<string> Behind = Vocabulary.Words("there today now last this next of so more total locally here since full on and apiece respectively currently");

    /// <summary>What such a number counts; null where nothing says that it counts jobs or people.</summary>
    /// <param name="number">The number.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="counted">The token of the number that was counted last; null where none was.</param>
    public CountReading? Of(NumberWords number, Sentence sentence, int? counted)
    {
        var (from, to) = (number.From, number.To);
        var isSpokenOf = (counted is { } last && from - last < StillSpokenOf) || HasNoun(from);
        if (!isSpokenOf || IsOther(number, sentence))
        {
            return null;
        }

        if (SubjectVerb(to, sentence) is > 0 and var verb)
        {
            return new(IsLoss(verb, sentence) ? Counted.Losses : Counted.Unsaid, to, -1, -1, Unsaid);
        }

        return Word(to) is "due" || IsPromisedBehind(to) || (IsLast(to, sentence) && (IsObject(from, sentence) || IsNext(from, to, sentence, counted))) ? new(Counted.Unsaid, to, -1, -1, Unsaid) : null;
    }

    /// <summary>Whether what stands before a number says that it was so: "the payroll was 418", "a base of 212".</summary>
    public bool IsState(int from, Sentence sentence)
    {
        var i = BeforeHedge(from, sentence);
        return Word(i) is "was" or "were" or "had" or "has" or "have" || (Word(i) is "of" or "at" && Word(i - 1) is "base" or "stood" or "peaked");
    }

    // "The 1,050 the company committed to".
    private bool IsPromisedBehind(int to)
    {
        for (var i = to + 1; i < to + 5 && Word(to) is "the"; i++)
        {
            if (Verbs.TryFind(Word(i), out var kind, out var form) && form == VerbForm.Past)
            {
                return kind == VerbClass.Promise;
            }
        }

        return false;
    }

    private bool IsLoss(int verb, Sentence sentence)
    {
        for (var i = verb; i < Math.Min(sentence.To, verb + 4); i++)
        {
            if (Word(i) is "let" or "laid" or "lost" or "furloughed" or "separated" or "dismissed")
            {
                return true;
            }
        }

        return false;
    }

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    // A telephone number, a share, a part of a name.
    private bool IsOther(NumberWords number, Sentence sentence)
    {
        var (from, to) = (number.From, number.To);
        var next = to < sentence.To ? Word(to) : "";
        return tokens[from].IsGlued || (from > sentence.From && Word(from - 1) is "-" or "/" or "(" or "$" or "#" or ":" or "no" or "=")
            || next is "%" or "-" or "/" or "\u2013" or ":" or "(" or "percent" or "a" or "x" || (to < sentence.To && Vocabulary.Units.Contains(next));
    }

    private bool IsLast(int to, Sentence sentence) =>
        to >= sentence.To || tokens[to].Kind == TokenKind.Mark || Vocabulary.PhraseEnds.Contains(Word(to)) || Behind.Contains(Word(to));

    private int BeforeHedge(int from, Sentence sentence)
    {
        var i = from - 1;
        while (i > sentence.From && from - i < 6 && Between.Contains(Word(i)) && !(Word(i) is "to" or "at" && Levels.Contains(Word(i - 1))))
        {
            i--;
        }

        return i;
    }

    // "Promised 200", "stood at 154", "it was 365", "that one had 130".
    private bool IsObject(int from, Sentence sentence)
    {
        var i = BeforeHedge(from, sentence);
        if (i < sentence.From)
        {
            return false;
        }

        if (Word(i) is "whom" || (Levels.Contains(Word(i)) && Word(i + 1) is "above" or "below" or "over" or "under"))
        {
            return true;
        }

        if (Word(i) is "at" or "to" or "of" or "by" or "with")
        {
            return Levels.Contains(Word(i - 1)) && Word(i) is not "with" && i - 1 >= sentence.From;
        }

        if (Word(i) is "was" or "were" or "is")
        {
            return Subjects.Contains(Word(i - 1)) && i > sentence.From;
        }

        return Counting.Contains(Word(i))
            || (Verbs.TryFind(Word(i), out var kind, out var form) && form != VerbForm.Noun && Word(i) is not ("open" or "opened" or "offer" or "offered" or "include" or "includes" or "included" or "cost" or "costs" or "mean" or "means" or "works" or "reduce" or "reduced")
                && kind is VerbClass.Create or VerbClass.Hire or VerbClass.Employ or VerbClass.Keep or VerbClass.Promise or VerbClass.Lose);
    }

    // "1,850 in Canada and about 700 in Mexico", "another 300 in 2025": of the same list as the number before it.
    private bool IsNext(int from, int to, Sentence sentence, int? counted)
    {
        var i = BeforeHedge(from, sentence);
        if (Word(i) is "to" && counted == i - 1)
        {
            return true;
        }

        return counted is { } last && last >= sentence.From && from - last < SameList && i >= last && Word(i) is "and" or "," or ";" or "with"
            && to < sentence.To && (Word(to) is "last" or "this" or "next" or "," or "." || Vocabulary.PhraseEnds.Contains(Word(to)));
    }

    // "Six will stay", "some 500 of them were let go".
    private int SubjectVerb(int to, Sentence sentence)
    {
        var i = to;
        if (Word(i) is "of")
        {
            if (Word(i + 1) is not ("them" or "those" or "these" or "whom" or "us" or "the" or "its" or "their"))
            {
                return 0;
            }

            i += 2;
            i += Word(i) is "latter" or "workers" or "employees" or "people" ? 1 : 0;
        }

        while (i < Math.Min(sentence.To, to + 8) && Auxiliary.Contains(Word(i)))
        {
            i++;
        }

        return i < sentence.To && (i > to || Word(to) is "work" or "worked" or "moved" or "left" or "remain" or "stayed") && (Doing.Contains(Word(i)) || (Word(i) is "among" && i > to)) ? i : 0;
    }

    private bool HasNoun(int near)
    {
        for (var i = Math.Max(0, near - NearNoun); i < Math.Min(tokens.Count, near + (NearNoun / 2)); i++)
        {
            if (Vocabulary.JobNouns.Contains(Word(i)) || Vocabulary.StaffNouns.Contains(Word(i)) || Word(i) is "payroll" or "payrolls" or "hired" or "hire" or "hiring" or "employ" or "employs" or "employed" or "employment" or "furloughed" or "furlough")
            {
                return true;
            }
        }

        return false;
    }
}
