using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>Who says a number.</summary>
public enum Sayer
{
    /// <summary>Whoever claims it.</summary>
    Claimant,

    /// <summary>The list of itself.</summary>
    List,

    /// <summary>A check.</summary>
    Check,

    /// <summary>Nobody: the tracker added it up.</summary>
    Tracker,
}

/// <summary>A number as somebody says it.</summary>
/// <param name="By">Who says it, for its mark and colour.</param>
/// <param name="Number">The number with its hedge and what it counts; empty where only the words say something.</param>
/// <param name="Words">Who says it, when and of what.</param>
public sealed record SaidNumber(Sayer By, string Number, string Words);

/// <summary>A row of numbers: a step of a ladder, or a claim.</summary>
/// <param name="Title">What the row is called.</param>
/// <param name="Meaning">What it holds, in a sentence; null without one.</param>
/// <param name="Others">What others say.</param>
/// <param name="Own">What the tracker adds up.</param>
/// <param name="NoOthers">What stands there where others say nothing.</param>
/// <param name="NoOwn">What stands there where nothing is added up; null where that is not even asked.</param>
public sealed record SaidRow(string Title, string? Meaning, IReadOnlyList<SaidNumber> Others, IReadOnlyList<SaidNumber> Own, string NoOthers, string? NoOwn)
{
    /// <summary>Whether the tracker could add anything up of it.</summary>
    public bool HasOwnSide => NoOwn is not null || Own.Count > 0;

    /// <summary>Whether anything is known of it. That no number is recorded of a pledge is no knowledge.</summary>
    public bool IsKnown => Others.Count > 0 || Own.Any(own => own.Number.Length > 0);
}

/// <summary>
/// Numbers as they are said, row under row, as SVG: the steps of a ladder with what others say at the left and the tracker’s own
/// arithmetic at the right. Values in, text out; no clock.
/// </summary>
/// <remarks>
/// No number has a length here. A bar under a claimed sum would make each step a share of the one above it, but steps count unlike things,
/// and what the tracker adds up is of the entries that are copied alone. What nobody knows is said in words and has a hollow mark.
/// Everything has its own lines, so that nothing touches; what is too long ends in an ellipsis.
/// </remarks>
public sealed class SaidChart
{
    private const double Edge = ChartFrame.Edge, Rail = Edge + 8, Begin = Edge + 26, Indent = 18, Gap = 20;

    // What others say is quoted whole, unless it is endless.
    private const int MostLines = 16;

    // Stands over the middle of its line, as high as the others.
    private const string Diamond = "M0 -6L6 0L0 6L-6 0Z";

    private static readonly (Sayer By, string Css, string Path, string Colour)[] Marks =
    [
        (Sayer.Claimant, "claimed", ClaimChart.Circle, "of-pledge"), (Sayer.List, "listed", ClaimChart.Square, "of-list"),
        (Sayer.Check, "examined", ClaimChart.Triangle, "of-check"), (Sayer.Tracker, "own", Diamond, ""),
    ];

    private readonly IReadOnlyList<SaidRow> _rows;
    private readonly ChartOptions _options;
    private readonly ChartFrame _frame;
    private readonly SvgWriter _svg = new();
    private readonly IReadOnlyList<string> _notes;
    private readonly bool _hasSides;
    private double _y;

    private SaidChart(IReadOnlyList<SaidRow> rows, IReadOnlyList<string> notes, ChartOptions options)
    {
        (_rows, _options) = (rows, options);
        _frame = new ChartFrame(options, options.Heading, options.Finding, options.On, mostLines: 8);
        _notes = [.. notes.SelectMany(note => Wrap(note, options.Width - Edge - 8, _frame.Font, strong: false, MostLines))];
        _hasSides = !_frame.IsNarrow && rows.Any(r => r.HasOwnSide);
    }

    /// <summary>Draws rows.</summary>
    /// <param name="rows">The rows, the first at the top.</param>
    /// <param name="title">What it is, in a sentence that is read aloud first.</param>
    /// <param name="notes">What has to be known to read them, over them.</param>
    /// <param name="options">The width and the ids, and whether the drawing leaves the page.</param>
    /// <returns>An <c>svg</c> element.</returns>
    public static string Render(IReadOnlyList<SaidRow> rows, string title, IReadOnlyList<string> notes, ChartOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(options);
        return new SaidChart(rows, notes, options).Draw(title);
    }

    private string Draw(string title)
    {
        // The height is known when everything has its place, and is written before it.
        var inside = new SaidChart(_rows, [], _options).Rows(_frame.HeaderHeight + (_notes.Count * _frame.Line), out var bottom);
        var height = bottom + _frame.FootHeight + 2;
        _frame.Begin(_svg, height, title, T("Row by row, each number with who says it."), isRead: true);
        _y = _frame.HeaderHeight;
        foreach (var line in _notes)
        {
            Text(line, Edge + 4, "soft");
        }

        _svg.Raw(inside);
        return _frame.End(_svg, height);
    }

    private string Rows(double top, out double bottom)
    {
        _y = top;
        if (_hasSides)
        {
            _y += 8;
            var y = _y;
            Text(T("What others say"), Begin, "soft strong");
            _y = y;
            Text(T("By this tracker’s own arithmetic"), Right, "soft strong");
        }

        var marks = new List<double>();
        foreach (var row in _rows)
        {
            _y += 8;
            _svg.Line("grid", Begin, _y, _options.Width - 8, _y);
            _y += 6;
            marks.Add(_y + 11);
            _svg.Begin("g", ("class", "row"));
            Mark(row.IsKnown ? "known" : "unknown", ClaimChart.Circle, Rail, _y + 11);
            Lines(row.Title, Begin, _options.Width - 8, _frame.Font + 2, "strong", 6);
            if (row.Meaning is { } meaning)
            {
                Lines(meaning, Begin, _options.Width - 8, _frame.Font, "soft", 6);
            }

            _svg.End();
            _y += 4;
            var y = _y;
            Side(row.Others, row.NoOthers, Begin, _hasSides && row.HasOwnSide ? Right - Gap : _options.Width - 8, row.IsKnown && !_hasSides);
            if (!row.HasOwnSide)
            {
                continue;
            }

            var left = _y;
            if (_hasSides)
            {
                _y = y;
            }

            // On one column, one sentence says that nothing is known.
            Side(row.Own, row.NoOwn ?? "", _hasSides ? Right : Begin, _options.Width - 8, !_hasSides);
            _y = Math.Max(left, _y);
        }

        foreach (var (one, next) in marks.Zip(marks.Skip(1)))
        {
            _svg.Line("rail", Rail, one + 8, Rail, next - 8);
        }

        Keys();
        bottom = _y + 6;
        return _svg.ToString();
    }

    private double Right => Begin + ((_options.Width - 8 - Begin) / 2) + (Gap / 2);

    private void Side(IReadOnlyList<SaidNumber> numbers, string nothing, double left, double right, bool mayBeSilent)
    {
        if (numbers.Count == 0)
        {
            if (!mayBeSilent && nothing.Length > 0)
            {
                Lines(nothing, left, right, _frame.Font, "soft", 6);
            }

            return;
        }

        foreach (var said in numbers.Take(_options.MostNumbers))
        {
            var (_, css, path, colour) = Marks[(int)said.By];
            _svg.Begin("g", ("class", "row"));
            Mark(css, path, left + 6, _y + (_frame.Font * 0.75) + (path == ClaimChart.Triangle ? 5 : 0));
            if (said.Number.Length > 0)
            {
                Lines(said.Number, left + Indent, right, _frame.Font + 2, ("strong " + colour).TrimEnd(), 6);
            }

            Lines(said.Words, left + Indent, right, _frame.Font, "soft", MostLines);
            _svg.End();
            _y += 4;
        }

        if (numbers.Count > _options.MostNumbers)
        {
            Lines(Plural(numbers.Count - _options.MostNumbers, "and {0} more", "and {0} more"), left + Indent, right, _frame.Font, "soft", 1);
        }
    }

    // What the marks mean, one after the other as far as there is room.
    private void Keys()
    {
        var used = _rows.SelectMany(r => r.Others.Concat(r.Own)).Select(s => s.By).Distinct().Order().ToList();
        if (used.Count < 2)
        {
            return;
        }

        _y += 10;
        _svg.Begin("g", ("class", "legend"));
        var x = Begin;
        foreach (var (css, path, words) in used.Select(by => (Marks[(int)by].Css, Marks[(int)by].Path, NameOf(by))))
        {
            var width = Indent + _frame.WidthOf(words) + Gap;
            if (x > Begin && x + width > _options.Width - 8)
            {
                (x, _y) = (Begin, _y + _frame.Line + 3);
            }

            Mark(css, path, x + 6, _y + (_frame.Font * 0.6) + (path == ClaimChart.Triangle ? 5 : 0));
            Put(words, x + Indent, _y + _frame.Font, _frame.Font, "soft");
            x += width;
        }

        _svg.End();
        _y += _frame.Line;
    }

    /// <summary>Who says a number, in a word or two.</summary>
    public static string NameOf(Sayer by) => by switch
    {
        Sayer.Claimant => T("Claimed"),
        Sayer.List => T("What the list said of itself"),
        Sayer.Check => T("A check"),
        _ => T("By this tracker’s own arithmetic"),
    };

    private void Mark(string css, string path, double x, double y) =>
        _svg.Begin("g", ("class", "mark " + css), ("transform", $"translate({SvgWriter.Number(x)} {SvgWriter.Number(y)})")).Empty("path", ("d", path)).End();

    private void Lines(string text, double left, double right, double size, string css, int most)
    {
        foreach (var line in Wrap(text, right - left, size, css.StartsWith("strong", StringComparison.Ordinal), most))
        {
            Put(line, left, _y + size, size, css);
            _y += size + 3;
        }
    }

    private void Text(string text, double x, string css)
    {
        Put(text, x, _y + _frame.Font, _frame.Font, css);
        _y += _frame.Line;
    }

    private void Put(string text, double x, double y, double size, string css) => _svg.Text("text", text, [
        ("x", SvgWriter.Number(x)), ("y", SvgWriter.Number(y)), ("class", css), .. size == _frame.Font ? Array.Empty<(string, string)>() : [("font-size", SvgWriter.Number(size))]]);

    private IReadOnlyList<string> Wrap(string text, double room, double size, bool strong, int most) => TextWidth.Wrap(text, size, strong, room / _frame.Slack, most);
}
