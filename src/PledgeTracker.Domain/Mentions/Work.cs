namespace PledgeTracker.Domain.Mentions;

/// <summary>Tells whether a number counts people at work, and what its phrase says of them that no verb before it does.</summary>
internal sealed class Work(string text, List<Token> tokens)
{
    private readonly Counts _counts = new(text, tokens);
    private readonly BareCounts _bare = new(tokens);

    /// <summary>What is counted and what is said of it; null where it is nobody's work.</summary>
    /// <param name="number">The number.</param>
    /// <param name="count">What it counts by its words.</param>
    /// <param name="said">What is said of it by its verbs.</param>
    /// <param name="isBare">Whether it has no noun of its own.</param>
    /// <param name="sentence">The sentence.</param>
    public (CountReading Count, Said Said)? Of(NumberWords number, CountReading count, Said said, bool isBare, Sentence sentence)
    {
        if (count.What == Counted.People && said.Class is null && IsServing(count.To))
        {
            said = new(Mood.Reported, VerbClass.Employ);
        }

        if (IsSentAway(number.From, count, sentence))
        {
            (count, said) = (count with { What = Counted.Losses }, said with { Class = VerbClass.Lose });
        }
        else if (IsPutToWork(count.To))
        {
            said = said with { Class = VerbClass.Hire };
        }
        else if (tokens[count.To - 1].Lower is "job" or "jobs" && count.Noun == number.To + 1 && tokens[number.To].Is("-") && said.Mood == Mood.Reported && said.Class != VerbClass.Lose)
        {
            // An 80-job plant is what was planned of it.
            said = new(Mood.Promised, said.Class, Tense.Unplain, said.Verb);
        }
        else if (isBare && count.To < sentence.To && tokens[count.To].Is("due"))
        {
            said = new(Mood.Promised, VerbClass.Promise);
        }
        else if (isBare && said.Class is null or VerbClass.Promise or VerbClass.Create && said.Mood != Mood.Reported && _bare.IsState(number.From, sentence))
        {
            said = new(Mood.Reported, null);
        }

        return IsOfWork(count, said, number.To) ? (count, said) : null;
    }

    /// <summary>Whether a sentence gives an example, as contracts do.</summary>
    /// <remarks>"By way of example, if 300 are employed": nobody promised that, and nobody reports it.</remarks>
    public bool IsExample(Sentence sentence)
    {
        for (var i = sentence.From; i < Math.Min(sentence.To, sentence.From + 8); i++)
        {
            if (tokens[i].Lower is "example" or "illustration" or "instance" && i + 2 < sentence.To && tokens[i + 1].Is(",") && tokens[i + 2].Lower is "if" or "where" or "assuming" or "should")
            {
                return true;
            }
        }

        return false;
    }

    // People are many things, and businesses too: they are counted where somebody hires, employs, trains or helps them.
    private bool IsOfWork(CountReading count, Said said, int numberTo) => count.What switch
    {
        Counted.People => said.Class is VerbClass.Hire or VerbClass.Employ or VerbClass.Train or VerbClass.Lose or VerbClass.Keep || IsServing(count.To) || (said.Class is VerbClass.Create or VerbClass.Have && IsWorking(count.To)),
        Counted.Businesses => said.Class is VerbClass.Support or VerbClass.Train || (said.Class is VerbClass.Create or VerbClass.Promise && _counts.IsBetween(numberTo, count.Noun, "small", "minority-owned", "local")),
        _ => true,
    };

    private bool IsServing(int to) => to < tokens.Count && tokens[to].Lower is "serving" or "worldwide" or "globally" or "working" or "employed";

    private bool IsWorking(int to) => to < tokens.Count && tokens[to].Lower is "work" or "working" or "employed" or "at" or "on" or "in" or "to";

    // "Let nine people go", "sent its last 612 workers home".
    private bool IsSentAway(int from, CountReading count, Sentence sentence)
    {
        var to = count.To < sentence.To ? tokens[count.To].Lower : "";
        for (var i = from - 1; i >= Math.Max(sentence.From, from - 6) && to is "go" or "home"; i--)
        {
            if (tokens[i].Lower is "let" or "letting" or "sent" or "send" or "sending")
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPutToWork(int to) => to + 1 < tokens.Count && tokens[to].Is("to") && tokens[to + 1].Is("work");
}
