namespace PledgeTracker.Domain.Mentions;

/// <summary>A number in a table or in a list with leader dots, and what the head or the label says that it is.</summary>
/// <param name="Kind">What it is by its head.</param>
/// <param name="HeadFrom">The first token of the head.</param>
/// <param name="HeadTo">The token behind the head.</param>
/// <param name="Date">The date in its row; null where none stands there.</param>
internal sealed record Cell(MentionKind Kind, int HeadFrom, int HeadTo, DateWords? Date);

/// <summary>
/// Finds the tables that a PDF or a page left as lines: a head of a few words without numbers, and below it rows of a label and numbers. What a
/// number is, its column says. Cells belong to the heads from the right, since a label may stand on a line of its own or have many words.
/// </summary>
internal sealed class Tables
{
    private const int MostHeadTokens = 14;
    private const int MostLabelWords = 6;
    private const int ProseWords = 9;
    private const int FarAbove = 40;

    private static readonly HashSet<string> Skipped = Vocabulary.Words("percent percentage pct % rate wage wages average year years fy date period naics county phone age hours salary payroll page");
    private static readonly HashSet<string> Targets = Vocabulary.Words("required requirement requirements promised pledged projected committed commitment goal goals target targets planned milestone milestones threshold proposed announced minimum");
    private static readonly HashSet<string> Incentives = Vocabulary.Words("paid award awards awarded grant grants credit credits claimed incentive incentives abatement abatements subsidy subsidies disbursed loan loans rebate rebates tif pilot waiver waivers exemption exemptions assistance");
    private static readonly HashSet<string> Figures = Vocabulary.Words("actual reported verified created hired employees jobs current retained affected headcount fte ftes positions workers employment staff audited certified confirmed laid-off employed");
    private static readonly HashSet<string> Reports = Vocabulary.Words("actual reported verified created hired current affected audited certified confirmed laid-off employed");
    private static readonly HashSet<string> Labels = Vocabulary.Words("pilot tif waiver waivers abatement abatements grant grants rebate rebates loan incentive incentives exemption exemptions training subsidy infrastructure");

    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly Dictionary<int, Cell> _cells = [];
    private readonly Dictionary<int, DateWords> _dates = [];
    private List<(int From, int To, MentionKind? Kind)> _columns = [];

    public Tables(string text, List<Token> tokens, List<DateWords> dates)
    {
        (_text, _tokens) = (text, tokens);
        foreach (var date in dates)
        {
            _dates.TryAdd(date.From, date);
        }

        for (var i = 0; i < tokens.Count;)
        {
            var end = i + 1;
            while (end < tokens.Count && tokens[end].Lines == 0)
            {
                end++;
            }

            Read(i, end);
            i = end;
        }
    }

    /// <summary>What a number is by its place in a table; null where it stands in none. The token is its first, or the sign before it.</summary>
    public Cell? At(int token) => _cells.GetValueOrDefault(token);

    private void Read(int from, int to)
    {
        if (Leader(from, to) || (_columns.Count > 0 && Row(from, to)))
        {
            return;
        }

        var (words, numbers) = (0, 0);
        for (var i = from; i < to; i++)
        {
            words += _tokens[i].IsWord ? 1 : 0;
            numbers += _tokens[i].IsNumber ? 1 : 0;
        }

        if (words > ProseWords || _tokens[to - 1].Is("."))
        {
            _columns = [];
        }
        else if (numbers == 0 && words > 0 && to - from <= MostHeadTokens && Columns(from, to) is var columns && columns.Exists(c => c.Kind is not null))
        {
            _columns = columns;
        }
    }

    // Heads are apart by two blanks or a stroke; where nothing sets them apart each word is one.
    private List<(int From, int To, MentionKind? Kind)> Columns(int from, int to)
    {
        var columns = new List<(int From, int To, MentionKind? Kind)>();
        var start = from;
        for (var i = from + 1; i <= to; i++)
        {
            var isStroke = i < to && _tokens[i].Lower is "/" or "|";
            if (i == to || isStroke || _tokens[i].Gap > 1)
            {
                if (i > start)
                {
                    columns.Add((start, i, KindOf(start, i)));
                }

                start = isStroke ? i + 1 : i;
            }
        }

        // A short heading above rows of years is one column: "Credit claimed".
        return columns.Count > 1 || to - from <= 2 ? columns : [.. Enumerable.Range(from, to - from).Where(i => _tokens[i].IsWord).Select(i => (i, i + 1, KindOf(i, i + 1)))];
    }

    private MentionKind? KindOf(int from, int to)
    {
        bool Has(HashSet<string> words)
        {
            for (var i = from; i < to; i++)
            {
                if (words.Contains(_tokens[i].Lower))
                {
                    return true;
                }
            }

            return false;
        }

        return Has(Skipped) ? null : Has(Targets) ? MentionKind.Target : Has(Incentives) ? MentionKind.Incentive
            : Has(Reports) ? MentionKind.Figure : Has(Figures) ? (IsDemanded(from) ? MentionKind.Target : MentionKind.Figure) : null;
    }

    // "Shall employ the following number of employees": the table below is of what is required.
    private bool IsDemanded(int head)
    {
        for (var i = head - 1; i >= Math.Max(0, head - FarAbove); i--)
        {
            if (_tokens[i].Lower is "shall" or "must" or "required" or "requires" or "obligations" or "commitments")
            {
                return true;
            }
        }

        return false;
    }

    private bool Row(int from, int to)
    {
        var (words, first) = (0, from);
        for (; first < to && !IsCellStart(first); first++)
        {
            if (_tokens[first].IsWord)
            {
                words++;
            }
            else if (_tokens[first].Lower is not ("&" or "," or "." or "/" or "'" or "\u2019" or "-" or "|" or ":"))
            {
                return false;
            }
        }

        if (first == to || words > MostLabelWords)
        {
            return false;
        }

        var cells = new List<(int Token, bool IsPercent)>();
        for (var i = first; i < to; i++)
        {
            if (IsCellStart(i))
            {
                var number = i + (_tokens[i].IsNumber ? 0 : 1);
                cells.Add((i, number + 1 < to && _tokens[number + 1].Is("%")));
                i = number;
            }
            else if (_tokens[i].Lower is not ("%" or "|" or "-" or "\u2013" or "*" or "/"))
            {
                return false;
            }
        }

        var date = cells.Select(c => _dates.GetValueOrDefault(c.Token)).FirstOrDefault(d => d is not null);
        var isUnderHeading = _columns.Count <= 2 && !_columns.Exists(c => c.Kind is null) && cells.Count == 2 && date is not null && date.From == cells[0].Token;
        if (isUnderHeading)
        {
            Add(cells[1].Token, (_columns[0].From, _columns[^1].To, KindOf(_columns[0].From, _columns[^1].To)), date);
            return true;
        }

        if (cells.Count > _columns.Count || _columns.Count < 2)
        {
            return false;
        }

        for (var i = 0; i < cells.Count; i++)
        {
            if (!cells[i].IsPercent && !_dates.ContainsKey(cells[i].Token))
            {
                Add(cells[i].Token, _columns[_columns.Count - cells.Count + i], date);
            }
        }

        return true;
    }

    private void Add(int token, (int From, int To, MentionKind? Kind) column, DateWords? date)
    {
        // A count of awards is no money.
        if (column.Kind is { } kind && (kind != MentionKind.Incentive || !_tokens[token].IsNumber))
        {
            _cells[token] = new(kind, column.From, column.To, date);
        }
    }

    // "Fee waivers ......... $96,400"
    private bool Leader(int from, int to)
    {
        var dots = from;
        while (dots < to && !(_tokens[dots].Kind == TokenKind.Mark && dots + 3 < to && _tokens[dots].Is(".") && _tokens[dots + 1].Is(".") && _tokens[dots + 2].Is(".")))
        {
            dots++;
        }

        var last = dots;
        while (last < to && _tokens[last].Is("."))
        {
            last++;
        }

        if (last + 1 >= to || _tokens[last].IsNumber || !IsCellStart(last) || dots == from)
        {
            return false;
        }

        for (var i = from; i < dots; i++)
        {
            if (Labels.Contains(_tokens[i].Lower))
            {
                _cells[last] = new(MentionKind.Incentive, from, dots, null);
                return true;
            }
        }

        return false;
    }

    private bool IsCellStart(int i) => _tokens[i].IsNumber || (_text[_tokens[i].Start] is '$' or '\u20AC' or '\u00A3' && i + 1 < _tokens.Count && _tokens[i + 1].IsNumber);
}
