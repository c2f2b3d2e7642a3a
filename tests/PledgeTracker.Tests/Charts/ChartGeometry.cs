using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Tests.Charts;

/// <summary>
/// What a reader could misread in a drawing, counted from its SVG alone: labels at the wrong mark, texts that a line runs through, and
/// marks and lines that nothing names.
/// </summary>
internal sealed partial class ChartGeometry
{
    // A label this near to its mark needs no line that leads to it.
    private const double Near = 10, MarkRadius = 7;

    private static readonly string[] Owners = ["mark", "upright", "promise", "revision", "compared", "due"];

    private readonly XElement _root;
    private readonly double _font;
    private readonly List<Owner> _owners;
    private readonly List<(Segment Line, double Half, XElement Element)> _lines;

    private ChartGeometry(XElement root)
    {
        _root = root;
        _font = Number(root.Attribute("font-size")!.Value);
        _owners = [.. root.Descendants().Where(e => e.Name.LocalName == "g" && Owners.Any(o => Drawing.HasClass(e, o)) && !IsBelow(e)).Select(e => new Owner(e, [.. e.Elements().Where(IsLine).SelectMany(Segments)], Offset(e)))];
        _lines = [.. root.Descendants().Where(e => IsLine(e) || Drawing.HasClass(e, "lead")).SelectMany(e => Segments(e).Select(s => (s, Drawing.HasClass(e, "range") ? 2.5 : 0, e)))];
    }

    /// <summary>Labels that stand nearer to another mark or line than to their own, without a line that leads from their own to them.</summary>
    public IReadOnlyList<string> WrongOwners { get; private set; } = [];

    /// <summary>Texts that a line runs through.</summary>
    public IReadOnlyList<string> Strikes { get; private set; } = [];

    /// <summary>Marks, lines and ticks without a name, numbers without words, words without their number, and texts that are cut off.</summary>
    public IReadOnlyList<string> Losses { get; private set; } = [];

    /// <summary>All of these.</summary>
    public IEnumerable<string> All => WrongOwners.Concat(Strikes).Concat(Losses);

    public int Faults => WrongOwners.Count + Strikes.Count + Losses.Count;

    /// <summary>How many marks there are on the plot.</summary>
    public int Marks => _owners.Count(o => o.IsMark);

    /// <summary>How many labels and numbers of marks and lines there are.</summary>
    public int Labels => _owners.Sum(o => o.Element.Elements().Count(IsText));

    /// <summary>Looks at a drawing.</summary>
    public static ChartGeometry Of(string svg)
    {
        var geometry = new ChartGeometry(XElement.Parse(svg));
        geometry.WrongOwners = [.. geometry.FindWrongOwners()];
        geometry.Strikes = [.. geometry.FindStrikes()];
        geometry.Losses = [.. geometry.FindLosses()];
        return geometry;
    }

    private IEnumerable<string> FindWrongOwners()
    {
        foreach (var owner in _owners)
        {
            // In a row of a ladder the first line stands beside its mark.
            var texts = owner.IsInRow ? [.. owner.Element.Parent!.Elements().Where(IsText).Take(1)] : owner.Element.Elements().Where(IsText).ToList();
            if (texts.Count == 0)
            {
                continue;
            }

            var box = texts.Select(Ink).Aggregate(Around);
            var name = string.Join(' ', texts.Select(t => t.Value));
            if (owner.IsInRow)
            {
                if (box.Left < owner.X || box.Left - owner.X > 24 || Math.Abs(box.Top + (box.Height / 2) - owner.Y) > 10)
                {
                    yield return $"“{name}” does not stand beside the mark of its row";
                }

                continue;
            }

            var own = owner.To(box);
            var rival = _owners.Where(o => o != owner && o.Element.Parent != owner.Element && !IsSameFamily(o, owner) && o.To(box) < own - 0.2).MinBy(o => o.To(box));
            if (owner.Element.Elements().FirstOrDefault(e => Drawing.HasClass(e, "lead")) is { } lead)
            {
                var lines = Segments(lead).ToList();
                var begins = owner.To(Box.Around(lines[0].X1, lines[0].Y1, 0.1));
                var ends = box.To(lines[^1].X2, lines[^1].Y2);
                if (begins > 6 || ends > 7)
                {
                    yield return $"“{name}”: its leader begins {begins:0.#} from its mark and ends {ends:0.#} from it";
                }
                else if (_owners.Find(o => o != owner && o.IsMark && o.Element.Parent != owner.Element && lines.Exists(line => line.To(o.X, o.Y) < 4)) is { } passed && owner.IsMark)
                {
                    yield return $"“{name}”: its leader passes over the mark of “{passed.Name}”";
                }
            }
            else if (rival is not null)
            {
                yield return $"“{name}” stands {own:0.#} from its own and {rival.To(box):0.#} from “{rival.Name}”";
            }
            else if (own > Near)
            {
                yield return $"“{name}” stands {own:0.#} from its own, and nothing leads to it";
            }
        }
    }

    // A figure may stand at the line of figures or of the promise, since its own mark does; what it must not be taken for is another mark’s.
    private static bool IsSameFamily(Owner other, Owner owner) => owner.IsMark ? !other.IsMark
        : Drawing.HasClass(owner.Element, "upright") && !Drawing.HasClass(other.Element, "upright");

    private IEnumerable<string> FindStrikes()
    {
        foreach (var text in _root.Descendants().Where(IsText))
        {
            var box = Ink(text);
            foreach (var (line, half, element) in _lines)
            {
                var isOwnLead = Drawing.HasClass(element, "lead") && element.Parent == text.Parent;
                if (box.Grown(isOwnLead ? -2 : half).IsCrossedBy(line.X1, line.Y1, line.X2, line.Y2))
                {
                    yield return $"“{text.Value}” is struck by {element.Attribute("class")!.Value}";
                }
            }
        }
    }

    private IEnumerable<string> FindLosses()
    {
        // Marks that lie on each other share a number.
        foreach (var owner in _owners.Where(o => !o.Element.Elements().Any(IsText) && !(o.IsInRow && o.Element.Parent!.Elements().Any(IsText)) && !(o.IsMark && Drawing.HasClass(o.Element.Parent!, "mark") && o.Element.Parent!.Elements().Any(IsNumber))))
        {
            yield return $"{owner.Element.Attribute("class")!.Value} at {owner.X:0} {owner.Y:0} has no name: {owner.Element.Elements().FirstOrDefault(e => e.Name.LocalName == "title")?.Value}";
        }

        var shown = _root.Descendants().Where(e => IsNumber(e) && !IsBelow(e)).Select(e => e.Value).ToList();
        var listed = _root.Descendants().Where(e => IsNumber(e) && IsBelow(e)).ToList();
        foreach (var number in shown.Except(listed.Select(e => e.Value)).Concat(listed.Select(e => e.Value).Except(shown)).Concat(listed.GroupBy(e => e.Value).Where(g => g.Count() > 1).Select(g => g.Key)))
        {
            yield return $"The number {number} is not once on the drawing and once in the list";
        }

        foreach (var number in listed.Where(e => e.ElementsAfterSelf().FirstOrDefault() is not { Name.LocalName: "text", Value.Length: > 1 } words || IsNumber(words)))
        {
            yield return $"The number {number.Value} has no words";
        }

        var heights = Texts("ticks");
        foreach (var y in _lines.Where(l => heights.Count > 0 && Drawing.HasClass(l.Element, "grid")).Select(l => l.Line.Y1).Distinct().Where(y => !heights.Exists(t => Math.Abs(t - y) < 1.5)))
        {
            yield return $"The line at {y:0} has no number";
        }

        // The line of the whole promise of a comparison is that of 100%.
        var level = _lines.Where(l => l.Line.Y1 == l.Line.Y2 && (Drawing.HasClass(l.Element, "grid") || Drawing.HasClass(l.Element, "axis") || (Drawing.HasClass(l.Element, "pledged") && l.Element.Parent == _root))).Select(l => l.Line.Y1).ToList();
        foreach (var y in heights.Where(t => !level.Exists(y => Math.Abs(t - y) < 1.5)))
        {
            yield return $"The number at {y:0} has no line";
        }

        var days = _lines.Count(l => Drawing.HasClass(l.Element, "axis") && l.Line.X1 == l.Line.X2);
        if (Texts("times").Count != days)
        {
            yield return $"The axis of time has {Texts("times").Count} names for {days} ticks";
        }

        foreach (var text in _root.Descendants().Where(e => IsText(e) && e.Value.EndsWith('…')))
        {
            yield return $"“{text.Value}” is cut off";
        }
    }

    private List<double> Texts(string group) => [.. _root.Descendants().Where(e => Drawing.HasClass(e, group)).SelectMany(g => g.Elements().Where(IsText)).Select(t => Ink(t).Top + (Ink(t).Height / 2))];

    private static Box Around(Box one, Box other)
    {
        var (left, top) = (Math.Min(one.Left, other.Left), Math.Min(one.Top, other.Top));
        return new(left, top, Math.Max(one.Right, other.Right) - left, Math.Max(one.Bottom, other.Bottom) - top);
    }

    private static bool IsText(XElement element) => element.Name.LocalName == "text";

    private static bool IsNumber(XElement element) => IsText(element) && Drawing.HasClass(element, "no");

    private static bool IsBelow(XElement element) => element.Ancestors().Any(a => Drawing.HasClass(a, "list") || Drawing.HasClass(a, "legend"));

    // What is drawn as a line; a mark’s own outline and the ground of a number are none.
    private static bool IsLine(XElement element) => !Drawing.HasClass(element, "badge") && !Drawing.HasClass(element, "lead") && !Drawing.HasClass(element, "or-more") && !IsBelow(element)
        && (element.Name.LocalName is "line" or "polyline" || (element.Name.LocalName == "path" && element.Attribute("class") is not null));

    // From the height of a figure to the baseline: what is surely ink.
    private Box Ink(XElement text)
    {
        var (x, y) = Offset(text.Parent!);
        if (IsNumber(text))
        {
            // The ground of a number is as much of it as its digits.
            return Box.Around(x + Drawing.At(text, "x"), y + Drawing.At(text, "y") - (_font * 0.33), 8);
        }

        var size = text.Attribute("font-size") is { } own ? Number(own.Value) : _font;
        var width = TextWidth.Of(text.Value, size, Drawing.HasClass(text, "strong"));
        var anchor = (text.Attribute("text-anchor") ?? text.Parent!.Attribute("text-anchor"))?.Value;
        return new(x + Drawing.At(text, "x") - (anchor switch { "end" => width, "middle" => width / 2, _ => 0 }), y + Drawing.At(text, "y") - (size * 0.72), width, size * 0.72);
    }

    private static IEnumerable<Segment> Segments(XElement element)
    {
        var (x, y) = Offset(element);
        switch (element.Name.LocalName)
        {
            case "line":
                yield return new(x + Drawing.At(element, "x1"), y + Drawing.At(element, "y1"), x + Drawing.At(element, "x2"), y + Drawing.At(element, "y2"));
                break;
            case "polyline":
                var points = element.Attribute("points")!.Value.Split(' ').Select(p => p.Split(',').Select(Number).ToArray()).ToList();
                foreach (var (one, next) in points.Zip(points.Skip(1)))
                {
                    yield return new(x + one[0], y + one[1], x + next[0], y + next[1]);
                }

                break;
            default:
                double atX = 0, atY = 0;
                foreach (Match step in Step().Matches(element.Attribute("d")!.Value))
                {
                    var to = step.Groups[2].Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
                    var (fromX, fromY) = (atX, atY);
                    (atX, atY) = step.Groups[1].Value switch
                    {
                        "M" or "L" => (to[0], to[1]),
                        "H" => (to[0], atY),
                        "V" => (atX, to[0]),
                        "v" => (atX, atY + to[0]),
                        var other => throw new NotSupportedException(other),
                    };
                    if (step.Groups[1].Value != "M")
                    {
                        yield return new(x + fromX, y + fromY, x + atX, y + atY);
                    }
                }

                break;
        }
    }

    private static (double X, double Y) Offset(XElement element)
    {
        double x = 0, y = 0;
        foreach (var place in element.AncestorsAndSelf().Select(e => e.Attribute("transform")?.Value).OfType<string>().Where(t => t.StartsWith("translate(", StringComparison.Ordinal)))
        {
            var numbers = place["translate(".Length..].TrimEnd(')').Split(' ').Select(Number).ToArray();
            (x, y) = (x + numbers[0], y + numbers[1]);
        }

        return (x, y);
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex("([A-Za-z])([^A-Za-z]*)")]
    private static partial Regex Step();

    private sealed record Owner(XElement Element, IReadOnlyList<Segment> Lines, (double X, double Y) At)
    {
        public bool IsMark => Drawing.HasClass(Element, "mark");

        public bool IsInRow => IsMark && Drawing.HasClass(Element.Parent!, "row");

        public double X => IsMark ? At.X : Lines.Count > 0 ? Lines[0].X1 : 0;

        public double Y => IsMark ? At.Y : Lines.Count > 0 ? Lines[0].Y1 : 0;

        public string Name => string.Join(' ', Element.Elements().Where(IsText).Select(t => t.Value));

        // The tick that says "or more" and the bar of a range are parts of their mark.
        public double To(Box box) => IsMark ? Math.Max(0, Element.Elements().Where(e => Drawing.HasClass(e, "or-more") || Drawing.HasClass(e, "range")).SelectMany(Segments).Select(l => box.To(l)).Append(box.To(At.X, At.Y) - MarkRadius).Min()) : Lines.Count == 0 ? double.MaxValue : Lines.Min(l => box.To(l));
    }
}
