namespace PledgeTracker.Domain.Mentions;

/// <summary>Finds who gives public money: a state, a county, an authority, as the sentence names it.</summary>
internal static class Grantors
{
    private static readonly HashSet<string> Bodies = Vocabulary.Words(
        "state county city authority council commission department commonwealth government legislature fund corporation board agency township parish province ministry commissioners lawmakers legislators governor treasury administration district senate taxpayers bank town village union office");

    /// <summary>The body that is named nearest to a number; null where none is.</summary>
    public static string? Of(string text, List<Token> tokens, int number, Sentence sentence)
    {
        for (var distance = 1; distance < 40; distance++)
        {
            foreach (var at in (int[])[number - distance, number + distance])
            {
                if (at >= sentence.From && at < sentence.To && Bodies.Contains(tokens[at].Lower) && Named(text, tokens, at, sentence) is { } name)
                {
                    return name;
                }
            }
        }

        return null;
    }

    // "Department of Energy", "Hamilton County", "Wisconsin Economic Development Corporation", or merely "the state".
    private static string? Named(string text, List<Token> tokens, int body, Sentence sentence)
    {
        bool IsCapital(int i) => i >= sentence.From && i < sentence.To && tokens[i].IsWord && char.IsUpper(text[tokens[i].Start]);

        var (from, to) = (body, body + 1);
        while (IsCapital(from - 1) && body - from < 6 && !Vocabulary.Starters.Contains(tokens[from - 1].Lower))
        {
            from--;
        }

        if (to + 1 < sentence.To && tokens[to].Is("of"))
        {
            var end = to + 1 + (tokens[to + 1].Is("the") ? 1 : 0);
            while (IsCapital(end) || (end > to + 1 && end + 1 < sentence.To && tokens[end].Lower is "and" or "&" && IsCapital(end + 1) && IsCapital(body)))
            {
                end++;
            }

            to = IsCapital(end - 1) ? end : to;
        }

        while (IsCapital(to) && IsCapital(body) && to - body < 6)
        {
            to++;
        }

        // "State" and "city" before another noun are adjectives: state tax credits are the state's.
        var hasArticle = from > sentence.From && tokens[from - 1].Is("the");
        return to - from > 1 || IsCapital(body) || hasArticle || tokens[body].Lower is "lawmakers" or "legislators" or "taxpayers" or "state" or "county" or "city"
            ? Token.Plain(text, tokens, from, to) : null;
    }
}
