namespace PledgeTracker.Web.Charts;

/// <summary>Where a label lies, and the line that leads from its mark to it; null where it stands at its mark.</summary>
/// <param name="Box">The room it takes up.</param>
/// <param name="Leader">The line, from the mark to the label; it may bend once.</param>
/// <param name="Anchor">Where its words begin: at the side of their mark, or in the middle over or under it.</param>
public readonly record struct PlacedLabel(Box Box, IReadOnlyList<(double X, double Y)>? Leader, string Anchor)
{
    /// <summary>The place of its words, as <see cref="Anchor"/> says.</summary>
    public double X => Anchor switch { "start" => Box.Left, "end" => Box.Right, _ => Box.Left + (Box.Width / 2) };
}

/// <summary>
/// Finds room for labels, one after the other, the most important first. A label lies on no other one, on no mark and on no line. It
/// stands at its own mark and nearer to it than to any other, or a line leads from the mark to it. One that finds no room is not placed.
/// </summary>
public sealed class LabelPlacer(Box bounds)
{
    // How far a label stands from its mark or line, and how much further whatever else there is has to be.
    private const double Gap = 3, Nearer = 2, LeastApart = 4.4;

    // What it costs a leader to cross a line, in units of its length: it is then read as slowly as a longer one.
    private const double Crossing = 30, OverRule = 8;

    private static readonly double[] Distances = [9, 15, 22, 30, 40, 52, 66, 82, 100, 125, 160, 200];

    private static readonly double[] Parts = [0.5, 0.3, 0.7, 0.15, 0.85, 0.02, 0.98];

    // Straight up first, then to the sides, and below last.
    private static readonly double[] Angles = [.. Enumerable.Range(0, 40).Select(i => ((i + 1) / 2 * (i % 2 == 0 ? 1 : -1) * Math.PI / 20) - (Math.PI / 2))];

    private readonly List<Box> _taken = [];
    private readonly List<Box> _blocked = [];
    private readonly List<(double X, double Y, double Radius, object? Owner)> _marks = [];
    private readonly List<(Segment Line, object Owner)> _lines = [];
    private readonly List<Segment> _rules = [];
    private readonly List<Segment> _leaders = [];

    /// <summary>Keeps labels off a place. What leads to a label may pass there.</summary>
    public void Block(Box box) => _blocked.Add(box);

    /// <summary>A mark: labels keep off it, and stand nearer to their own.</summary>
    /// <param name="x">Where it is.</param>
    /// <param name="y">Where it is.</param>
    /// <param name="radius">How far it reaches.</param>
    /// <param name="owner">What it is one of several marks of; null for one by itself.</param>
    public void Mark(double x, double y, double radius, object? owner = null) => _marks.Add((x, y, radius, owner));

    /// <summary>A line: labels keep off it.</summary>
    /// <param name="line">Where it runs.</param>
    /// <param name="owner">What it is a part of: a label of this may stand next to it.</param>
    public void Line(Segment line, object owner) => _lines.Add((line, owner));

    /// <summary>A thin upright line, which is interrupted where a label finds no other place near its mark.</summary>
    public void Rule(double x, double top, double bottom) => _rules.Add(new(x, top, x, bottom));

    /// <summary>Places a label at a mark, or further away with a line that leads to it.</summary>
    /// <param name="x">Where the mark is.</param>
    /// <param name="y">Where it is.</param>
    /// <param name="radius">How far it reaches.</param>
    /// <param name="above">How far what belongs to it reaches upwards.</param>
    /// <param name="width">The width of the label.</param>
    /// <param name="height">Its height.</param>
    /// <param name="farthest">How far away it may stand.</param>
    /// <param name="owner">What the mark is one of several marks of; null for one by itself.</param>
    /// <param name="isOfLine">Whether these make up a line, to which the label then stands nearer than to others.</param>
    public PlacedLabel? AtMark(double x, double y, double radius, double above, double width, double height, double farthest, object? owner = null, bool isOfLine = false)
    {
        var reach = radius + Gap;
        var top = y - Math.Max(reach, above + Gap) - height;
        ReadOnlySpan<(double X, double Y)> near =
        [
            (x - (width / 2), top), (x + reach, y - (height / 2)), (x - reach - width, y - (height / 2)), (x - (width / 2), y + reach),
            (x - (width / 4), top), (x - (width * 3 / 4), top), (x - (width / 4), y + reach), (x - (width * 3 / 4), y + reach),
            (x + reach - 2, top + 4), (x - reach + 2 - width, top + 4), (x + reach - 2, y + 3), (x - reach + 2 - width, y + 3),
        ];
        foreach (var overRules in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var (left, at) in near)
            {
                var box = new Box(left, at, width, height);
                if (IsFree(box, overRules) && IsNearest(box, x, y, radius, owner, isOfLine))
                {
                    _taken.Add(box);
                    return new(box, null, box.Left >= x ? "start" : box.Right <= x ? "end" : "middle");
                }
            }
        }

        return Led(x, y, radius + 1, width, height, farthest, owner);
    }

    /// <summary>Places a label next to a line, or further away with a line that leads to it.</summary>
    /// <param name="owner">What the lines are a part of, as they were added; the first is the most important.</param>
    /// <param name="width">The width of the label.</param>
    /// <param name="height">Its height.</param>
    /// <param name="farthest">How far away it may stand.</param>
    public PlacedLabel? AtLine(object owner, double width, double height, double farthest)
    {
        var own = _lines.Where(l => Equals(l.Owner, owner)).Select(l => l.Line).ToList();
        (double X, double Y)[] points = [.. own.SelectMany(line => Parts.Select(line.At))];
        foreach (var (line, overRules) in own.Where(l => l.Length > 0).SelectMany(l => new[] { (l, false), (l, true) }))
        {
            var (normalX, normalY) = ((line.Y2 - line.Y1) / line.Length, (line.X1 - line.X2) / line.Length);
            foreach (var part in (ReadOnlySpan<double>)[0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95])
            {
                var (x, y) = line.At(part);
                foreach (var side in (ReadOnlySpan<int>)[normalY <= 0 ? 1 : -1, normalY <= 0 ? -1 : 1])
                {
                    var away = (Math.Abs(normalX) * width / 2) + (Math.Abs(normalY) * height / 2) + Gap;
                    var box = new Box(x + (side * normalX * away) - (width / 2), y + (side * normalY * away) - (height / 2), width, height);
                    if (IsFree(box, overRules) && IsNearest(box, own, owner))
                    {
                        _taken.Add(box);
                        return new(box, null, (side * normalX) switch { > 0.05 => "start", < -0.05 => "end", _ => "middle" });
                    }
                }
            }
        }

        PlacedLabel? best = null;
        foreach (var (x, y) in points)
        {
            if (Led(x, y, 0, width, height, farthest, owner, isTaken: false) is { } led && (best is null || LengthOf(led) < LengthOf(best.Value)))
            {
                best = led;
            }
        }

        if (best is { } found)
        {
            Take(found);
        }

        return best;
    }

    /// <summary>Places a label to the right of the end of a line, moved up or down where something is there already.</summary>
    public PlacedLabel? AtEnd(double x, double y, double width, double height)
    {
        foreach (var away in (ReadOnlySpan<double>)[0, 6, -6, 12, -12, 18, -18, 26, -26, 34, -34, 44, -44, 56, -56])
        {
            var box = new Box(x + 8, y - (height / 2) + away, width, height);
            var leader = new Segment(x + 1, y, x + 7, box.Top + (height / 2));
            if (IsFree(box, overRules: false) && (Math.Abs(away) <= 6 || !_leaders.Exists(l => l.Crosses(leader))))
            {
                var placed = new PlacedLabel(box, Math.Abs(away) <= 6 ? null : [(leader.X1, leader.Y1), (leader.X2, leader.Y2)], "start");
                Take(placed);
                return placed;
            }
        }

        return null;
    }

    /// <summary>The parts of a level line that no label lies on.</summary>
    public IReadOnlyList<(double From, double To)> Level(double y, double from, double to) =>
        Free(_taken.Where(b => b.Top - 1 < y && b.Bottom + 1 > y).Select(b => (b.Left - 2, b.Right + 2)), from, to);

    /// <summary>The parts of an upright line that no label and no mark lies on, with some room around these.</summary>
    /// <param name="x">Where it stands.</param>
    /// <param name="top">Where it begins.</param>
    /// <param name="from">From where on it may be interrupted.</param>
    /// <param name="to">Where it ends.</param>
    public IReadOnlyList<(double From, double To)> Upright(double x, double top, double from, double to)
    {
        var parts = Free(_taken.Where(b => b.Left - Gap - Nearer < x && b.Right + Gap + Nearer > x).Select(b => (b.Top - Gap - Nearer, b.Bottom + Gap + Nearer))
            .Concat(_marks.Where(m => Math.Abs(m.X - x) < m.Radius).Select(m => (m.Y - m.Radius, m.Y + m.Radius))), from, to);
        return parts is [var first, .. var others] && first.From == from ? [(top, first.To), .. others] : [(top, from), .. parts];
    }

    private static List<(double From, double To)> Free(IEnumerable<(double From, double To)> taken, double from, double to)
    {
        var parts = new List<(double From, double To)>();
        foreach (var (begin, end) in taken.Where(t => t.From < to && t.To > from).OrderBy(t => t.From))
        {
            if (begin > from)
            {
                parts.Add((from, begin));
            }

            from = Math.Max(from, end);
        }

        if (from < to)
        {
            parts.Add((from, to));
        }

        return parts;
    }

    // The label at the end of a line: straight from the mark, or, where other marks are in the way, first to the side.
    private PlacedLabel? Led(double x, double y, double from, double width, double height, double farthest, object? owner, bool isTaken = true)
    {
        PlacedLabel? best = null;
        var least = double.MaxValue;
        Led(x, y, from, []);
        if (best is null && from > 0)
        {
            foreach (var aside in (ReadOnlySpan<double>)[8, 13, 18])
            {
                foreach (var side in (ReadOnlySpan<int>)[1, -1])
                {
                    var elbow = new Segment(x + (side * from), y, x + (side * (from + aside)), y);
                    if (elbow.X2 > bounds.Left && elbow.X2 < bounds.Right && IsOpen(elbow, x, y, owner))
                    {
                        Led(elbow.X2, y, 0, [(elbow.X1, elbow.Y1)]);
                    }
                }
            }
        }

        if (isTaken && best is { } found)
        {
            Take(found);
        }

        return best;

        void Led(double beginX, double beginY, double off, IReadOnlyList<(double X, double Y)> before)
        {
            foreach (var distance in Distances)
            {
                if (distance > farthest || distance >= least)
                {
                    break;
                }

                foreach (var angle in Angles)
                {
                    var (across, down) = (Math.Cos(angle), Math.Sin(angle));
                    var (tipX, tipY) = (beginX + (across * (off + distance)), beginY + (down * (off + distance)));

                    // The label begins where the leader ends: with its edge, or with the part of it that is nearest.
                    var box = new Box(
                        tipX - (across > 0.3 ? 0 : across < -0.3 ? width : width / 2),
                        tipY - (down > 0.3 ? 0 : down < -0.3 ? height : height / 2), width, height);
                    var leader = new Segment(beginX + (across * off), beginY + (down * off), tipX, tipY);
                    if (!IsFree(box, overRules: true) || !IsOpen(leader, x, y, owner))
                    {
                        continue;
                    }

                    var cost = distance + (Crossing * Crossings(leader, owner)) + (IsOffRules(box) ? 0 : OverRule);
                    if (cost < least)
                    {
                        (best, least) = (new(box, [.. before, (leader.X1, leader.Y1), (leader.X2, leader.Y2)], across > 0.3 ? "start" : across < -0.3 ? "end" : "middle"), cost);
                    }
                }
            }
        }
    }

    private void Take(PlacedLabel placed)
    {
        _taken.Add(placed.Box);
        if (placed.Leader is { } leader)
        {
            _leaders.AddRange(leader.Zip(leader.Skip(1)).Select(l => new Segment(l.First.X, l.First.Y, l.Second.X, l.Second.Y)));
        }
    }

    private static double LengthOf(PlacedLabel placed) => placed.Leader!.Zip(placed.Leader!.Skip(1)).Sum(l => new Segment(l.First.X, l.First.Y, l.Second.X, l.Second.Y).Length);

    // Loops instead of queries: this runs thousands of times for a crowded chart, and allocating delegates would dominate the
    // drawing's cost.
    private bool IsFree(Box place, bool overRules)
    {
        if (!bounds.Contains(place))
        {
            return false;
        }

        foreach (var taken in _taken)
        {
            if (taken.Overlaps(place))
            {
                return false;
            }
        }

        foreach (var blocked in _blocked)
        {
            if (blocked.Overlaps(place))
            {
                return false;
            }
        }

        foreach (var (x, y, radius, _) in _marks)
        {
            if (place.To(x, y) < radius + 1)
            {
                return false;
            }
        }

        var around = place.Grown(1);
        foreach (var (line, _) in _lines)
        {
            if (around.IsCrossedBy(line.X1, line.Y1, line.X2, line.Y2))
            {
                return false;
            }
        }

        foreach (var leader in _leaders)
        {
            if (around.IsCrossedBy(leader.X1, leader.Y1, leader.X2, leader.Y2))
            {
                return false;
            }
        }

        return overRules || IsOffRules(place);
    }

    private bool IsOffRules(Box place)
    {
        var around = place.Grown(Gap + Nearer);
        foreach (var rule in _rules)
        {
            if (around.IsCrossedBy(rule.X1, rule.Y1, rule.X2, rule.Y2))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsNearest(Box box, double x, double y, double radius, object? owner, bool isOfLine)
    {
        var own = box.To(x, y) - radius;
        if (isOfLine)
        {
            var ownLine = double.MaxValue;
            foreach (var (line, other) in _lines)
            {
                ownLine = Equals(other, owner) ? Math.Min(ownLine, box.To(line)) : ownLine;
            }

            foreach (var (line, other) in _lines)
            {
                if (!Equals(other, owner) && box.To(line) < ownLine + Nearer)
                {
                    return false;
                }
            }
        }

        foreach (var mark in _marks)
        {
            if ((mark.X != x || mark.Y != y) && (owner is null || !Equals(mark.Owner, owner)) && box.To(mark.X, mark.Y) - mark.Radius < own + Nearer)
            {
                return false;
            }
        }

        // What stretches over time is a mark with a line, and the line is as much its own as the mark.
        foreach (var (line, other) in _lines)
        {
            if (!isOfLine && owner is not null && !Equals(other, owner) && box.To(line) < own + 1 && _marks.Exists(m => Equals(m.Owner, other)))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsNearest(Box box, List<Segment> own, object owner)
    {
        var distance = double.MaxValue;
        foreach (var line in own)
        {
            distance = Math.Min(distance, box.To(line));
        }

        if (distance > Gap + 1)
        {
            return false;
        }

        foreach (var (x, y, radius, _) in _marks)
        {
            if (box.To(x, y) - radius < distance + Nearer)
            {
                return false;
            }
        }

        foreach (var (line, other) in _lines)
        {
            if (!Equals(other, owner) && box.To(line) < distance + Nearer)
            {
                return false;
            }
        }

        return true;
    }

    // A leader passes over no label and no mark but the one it begins at, and crosses no other leader.
    private bool IsOpen(Segment leader, double x, double y, object? owner)
    {
        foreach (var taken in _taken)
        {
            if (taken.IsCrossedBy(leader.X1, leader.Y1, leader.X2, leader.Y2))
            {
                return false;
            }
        }

        foreach (var mark in _marks)
        {
            // Marks that lie on each other leave less room.
            var apart = Math.Sqrt(((mark.X - x) * (mark.X - x)) + ((mark.Y - y) * (mark.Y - y)));
            if ((mark.X != x || mark.Y != y) && (owner is null || !Equals(mark.Owner, owner)) && leader.To(mark.X, mark.Y) < (apart < 2 * mark.Radius ? Math.Min(mark.Radius, LeastApart) : mark.Radius + 0.5))
            {
                return false;
            }
        }

        foreach (var other in _leaders)
        {
            if (other.Crosses(leader))
            {
                return false;
            }
        }

        return true;
    }

    private int Crossings(Segment leader, object? owner)
    {
        var crossings = 0;
        foreach (var (line, other) in _lines)
        {
            if (line.Crosses(leader) && (owner is null || !Equals(other, owner)))
            {
                crossings++;
            }
        }

        return crossings;
    }
}
