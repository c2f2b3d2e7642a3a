using System.Globalization;
using System.Xml.Linq;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Tests.Charts;

/// <summary>A drawing read back from its SVG, with what a test asks of it: where things are, and what they say.</summary>
internal sealed class Drawing
{
    private Drawing(XElement root) => Root = root;

    public XElement Root { get; }

    public double Width => double.Parse(ViewBox[2], CultureInfo.InvariantCulture);

    public double Height => double.Parse(ViewBox[3], CultureInfo.InvariantCulture);

    private string[] ViewBox => Root.Attribute("viewBox")!.Value.Split(' ');

    /// <summary>Reads an element; throws where it is not well formed XML.</summary>
    public static Drawing Read(string svg) => new(XElement.Parse(svg));

    public static Drawing Of(Pledge pledge, string on = "2026-11-23", int width = ChartOptions.Wide, bool standalone = false) =>
        Read(PledgeChart.Render(pledge, pledge.Headline, Given.Day(on), new ChartOptions("c") { Width = width, Standalone = standalone }));

    public IEnumerable<XElement> All(string name, string? cssClass = null) =>
        Root.Descendants().Where(e => e.Name.LocalName == name && (cssClass is null || HasClass(e, cssClass)));

    /// <summary>The marks on the plot, without those of the legend.</summary>
    public IReadOnlyList<Mark> Marks(string cssClass = "mark") =>
        [.. All("g", cssClass).Where(e => HasClass(e, "mark") && !HasClass(e.Parent!, "legend")).Select(e =>
        {
            // Marks that lie on each other stand in one group.
            var ((aroundX, aroundY), place) = (Around(e), e.Attribute("transform")!.Value["translate(".Length..].TrimEnd(')').Split(' '));
            return new Mark(aroundX + Number(place[0]), aroundY + Number(place[1]), e);
        })];

    public IReadOnlyList<(double X, double Y)> Path(string cssClass) =>
        [.. All("polyline", cssClass).SelectMany(line => line.Attribute("points")!.Value.Split(' ').Select(p => p.Split(',')).Select(p => (Number(p[0]), Number(p[1]))))];

    public (double X1, double Y1, double X2, double Y2) Line(string cssClass) => Lines(cssClass).Single();

    public IReadOnlyList<(double X1, double Y1, double X2, double Y2)> Lines(string cssClass) =>
        [.. All("line", cssClass).Select(l => (Of: Around(l), L: l)).Select(l => (l.Of.X + At(l.L, "x1"), l.Of.Y + At(l.L, "y1"), l.Of.X + At(l.L, "x2"), l.Of.Y + At(l.L, "y2")))];

    /// <summary>Where the upright lines of a kind stand.</summary>
    public IReadOnlyList<double> Uprights(string cssClass) =>
        [.. All("g", "upright").SelectMany(g => g.Elements()).Where(e => e.Name.LocalName == "path" && HasClass(e, cssClass)).Select(e => Number(e.Attribute("d")!.Value[1..].Split(' ')[0]))];

    /// <summary>The value axis as drawn: the number of each tick as it is written, and its height.</summary>
    public IReadOnlyList<(string Name, double Y)> ValueTicks()
    {
        // A name stands so that the middle of its digits is at its line.
        var middle = Number(Root.Attribute("font-size")!.Value) * 0.35;
        return [.. All("g", "ticks").Single().Elements().Select(t => (t.Value, At(t, "y") - middle))];
    }

    /// <summary>Where zero lies.</summary>
    public double Zero => ValueTicks().Single(t => t.Name == "0").Y;

    /// <summary>Where the first of January of a year named on the time axis lies.</summary>
    public double Year(int year) =>
        At(All("g", "times").Single().Elements().Single(e => e.Name.LocalName == "text" && e.Value == year.ToString(CultureInfo.InvariantCulture)), "x");

    /// <summary>Where a day lies, from two years that the axis names.</summary>
    public double Day(string day)
    {
        var years = All("g", "times").Single().Elements().Where(e => e.Name.LocalName == "text")
            .Select(e => int.Parse(e.Value, CultureInfo.InvariantCulture)).ToList();
        var (first, last) = (new DateOnly(years[0], 1, 1).DayNumber, new DateOnly(years[^1], 1, 1).DayNumber);
        var perDay = (Year(years[^1]) - Year(years[0])) / (last - first);
        return Year(years[0]) + ((Given.Day(day).DayNumber - first) * perDay);
    }

    /// <summary>Where a value lies, from the lowest and the topmost tick with a plain number or thousands.</summary>
    public double Value(double value)
    {
        var ticks = ValueTicks().Where(t => t.Name.All(c => char.IsAsciiDigit(c) || c is ',' or '.' or 'k')).Select(t => (Value: Of(t.Name), t.Y)).ToList();
        var (low, high) = (ticks.MinBy(t => t.Value), ticks.MaxBy(t => t.Value));
        return low.Y + ((value - low.Value) / (high.Value - low.Value) * (high.Y - low.Y));

        static double Of(string name) =>
            double.Parse(name.TrimEnd('k'), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * (name.EndsWith('k') ? 1_000 : 1);
    }

    public IEnumerable<string> Texts => All("text").Select(t => t.Value);

    public string Title => Root.Elements().Single(e => e.Name.LocalName == "title").Value;

    public string Description => Root.Elements().Single(e => e.Name.LocalName == "desc").Value;

    /// <summary>The room each text takes up, from its place, its anchor and its measured width.</summary>
    public IReadOnlyList<(string Text, Box Box)> TextBoxes()
    {
        var size = Number(Root.Attribute("font-size")!.Value);
        return [.. All("text").Select(t =>
        {
            var own = HasClass(t, "no") ? 11 : t.Attribute("font-size") is { } set ? Number(set.Value) : size;
            var width = TextWidth.Of(t.Value, own, HasClass(t, "strong"));
            var (aroundX, aroundY) = Around(t);
            var left = aroundX + At(t, "x") - ((t.Attribute("text-anchor") ?? t.Parent!.Attribute("text-anchor"))?.Value switch { "end" => width, "middle" => width / 2, _ => 0 });

            // From the height of a figure to the baseline: what is surely ink.
            return (t.Value, new Box(left, aroundY + At(t, "y") - (own * 0.72), width, own * 0.72));
        })];
    }

    public static bool HasClass(XElement element, string cssClass) =>
        element.Attribute("class")?.Value.Split(' ').Contains(cssClass) ?? false;

    // What belongs to a mark stands in its group, and is counted from there.
    private static (double X, double Y) Around(XElement part)
    {
        var places = part.Ancestors().Where(a => a.Attribute("transform") is not null).Select(a => a.Attribute("transform")!.Value["translate(".Length..].TrimEnd(')').Split(' ')).ToList();
        return (places.Sum(p => Number(p[0])), places.Sum(p => Number(p[1])));
    }

    public static double At(XElement element, string attribute) => Number(element.Attribute(attribute)!.Value);

    private static double Number(string text) => double.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    internal sealed record Mark(double X, double Y, XElement Element)
    {
        public string Shape => Element.Elements().Single(e => e.Name.LocalName == "path").Attribute("d")!.Value;
    }
}
