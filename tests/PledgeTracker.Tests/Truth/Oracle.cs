using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PledgeTracker.Tests.Truth;

/// <summary>A number that nothing explains.</summary>
/// <param name="Where">The address.</param>
/// <param name="Area">The part of the page.</param>
/// <param name="Number">The number.</param>
/// <param name="Text">The text it stands in, where stored texts are left out.</param>
internal sealed record Unexplained(string Where, string Area, Written Number, string Text);

/// <summary>
/// Holds every number and date of an answer of the program against what is known of the pledge by its file alone: a stored text in which
/// it stands word for word, a stored number or date, or a derivation of <see cref="Derivations"/>. What explains a number in one part of
/// a page explains nothing in another.
/// </summary>
internal sealed partial class Oracle(RawSite site)
{
    private static readonly string[] Attributes = ["title", "aria-label", "alt", "content", "datetime"];

    /// <summary>Texts of the program with digits in them that are the same whatever a pledge says, and what they are.</summary>
    public static IReadOnlyList<(Regex Text, string Why)> Fixed { get; } =
    [
        (new(@"CC BY 4\.0|https?://creativecommons\.org/\S+"), "The name and the address of the licence."),
        (new("urn:uuid:[0-9a-f-]+"), "The identifier of an entry in a feed."),
        (new(@"\bwidth=""\d+%?""|\bheight=""\d+""|style=""[^""]*"""), "The size of a frame, in the code for an embed."),
        (new(@"https://jsonfeed\.org/version/1\.1"), "The version of a feed’s format."),
        (new(@"[?&]after=\w+"), "Where a further page of a list begins, in its address."),
    ];

    private readonly Dictionary<RawPledge, Dictionary<string, Dictionary<string, string>>> _facts = site.Pledges.ToDictionary(p => p, Derivations.Of);
    // A relation is noted in one of two files and stands on the pages of both; a list names its pledges, and they name it.
    private readonly Dictionary<RawPledge, List<string>> _texts = site.Pledges.ToDictionary(p => p, p => p.Texts.Concat(site.Pledges.SelectMany(other => other.All("relations").Where(r => RawPledge.Text(r, "pledge") == p.Slug).Select(r => RawPledge.Text(r, "note")).OfType<string>())).Concat(RawSite.ListTexts(p.Slug)).OrderByDescending(t => t.Length).ToList());

    private readonly Dictionary<string, Dictionary<string, string>> _ofSite = Derivations.Of(site);

    // What a text has left when the stored texts are taken out of it, by the pledge: pages say the same things again and again.
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(RawPledge?, string), string> _left = new();

    /// <summary>How many numbers were looked at.</summary>
    public int Seen => _seen;

    private int _seen;

    /// <summary>How often each derivation explained a number.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, int> Used { get; } = new();

    /// <summary>What an answer of the program says that nothing explains.</summary>
    public IReadOnlyList<Unexplained> Check(string address, string mediaType, string content)
    {
        var found = new List<Unexplained>();
        var pledge = PledgeOf(address);
        var language = address.StartsWith("/es/", StringComparison.Ordinal) || address == "/es" ? Writing.Spanish : Writing.English;
        switch (mediaType)
        {
            case "text/html" or "image/svg+xml":
                CheckHtml(address, pledge, language, content, found);
                break;
            case "application/json" or "application/feed+json" or "application/vnd.citationstyles.csl+json":
                using (var json = JsonDocument.Parse(content))
                {
                    CheckJson(address, pledge, json.RootElement, "", "general", found);
                }

                break;
            case "text/csv":
                CheckCsv(address, pledge, content, found);
                break;
            case "application/atom+xml":
                CheckFeed(address, pledge, content, found);
                break;
            default:
                // A day that stands on three lines of BibTeX is one day.
                var whole = System.Text.RegularExpressions.Regex.Replace(content, @"year = \{(\d+)\},\s+month = (\w+),\s+day = \{(\d+)\}", day =>
                    "date = {" + DateOnly.ParseExact($"{day.Groups[3].Value} {day.Groups[2].Value} {day.Groups[1].Value}", "d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + "}");
                foreach (var line in Unfold(whole).Split('\n'))
                {
                    CheckText(address, pledge, line.StartsWith('D') || line.StartsWith("SUMMARY", StringComparison.Ordinal) ? "calendar" : "paragraph", Writing.English, line, found);
                }

                break;
        }

        return found;
    }

    /// <summary>What a text says of a pledge that nothing explains, where it stands alone: the words of a picture.</summary>
    public IReadOnlyList<Unexplained> CheckText(string where, RawPledge pledge, string area, string text)
    {
        var found = new List<Unexplained>();
        CheckText(where, pledge, area, Writing.English, text, found);
        return found;
    }

    /// <summary>The keys that would pass in some part of a page.</summary>
    public bool IsExplained(RawPledge? pledge, string area, string key, out string by)
    {
        foreach (var part in Enclosing(pledge, area))
        {
            if ((pledge is not null && _facts[pledge].TryGetValue(part, out var facts) && facts.TryGetValue(key, out by!)) || (_ofSite.TryGetValue(part, out facts) && facts.TryGetValue(key, out by!)))
            {
                return true;
            }
        }

        by = "";
        return false;
    }

    private bool IsCompared(string where, string key, out string by)
    {
        by = "compared";
        return where.Contains("/compare", StringComparison.Ordinal) && ChosenAddress().Matches(where).Any(m => IsExplained(site.BySlug[m.Groups[1].Value], "compared", key, out _));
    }

    // An embed is the chart, the bar and the paragraph of the headline.
    private static IEnumerable<string> Enclosing(RawPledge? pledge, string area) => area == "embed" && pledge is not null
        ? ["chart:" + pledge.Headline.Key, "target:" + pledge.Headline.Key, "paragraph", "everywhere"]
        // The answer at the head of a page is the paragraph, with what stands of the headline and of the verdict below.
        : area == "answer" && pledge is not null ? ["target:" + pledge.Headline.Key, "paragraph", "general", "everywhere"]
        : area == "calendar" ? [area, "paragraph", "everywhere"]
        : area.StartsWith("chart:", StringComparison.Ordinal) && pledge is not null && area[6..] == pledge.Headline.Key ? [area, "paragraph", "everywhere"] : [area, "everywhere"];

    private RawPledge? PledgeOf(string address) => PledgeAddress().Match(address) is { Success: true } match ? site.BySlug.GetValueOrDefault(match.Groups[1].Value) : null;

    private void CheckText(string where, RawPledge? pledge, string area, Writing language, string text, List<Unexplained> found, string name = "", HashSet<string>? also = null)
    {
        if (!text.Any(char.IsAsciiDigit))
        {
            return;
        }

        var left = _left.GetOrAdd((pledge, text), _ => WithoutStored(pledge, text));
        foreach (var number in language.Read(left))
        {
            Interlocked.Increment(ref _seen);
            if (also?.Contains(number.Key) == true)
            {
                Used.AddOrUpdate("numbers along an axis", 1, (_, n) => n + 1);
            }
            else if (IsExplained(pledge, area, number.Key, out var by) || IsCompared(where, number.Key, out by))
            {
                Used.AddOrUpdate(by, 1, (_, n) => n + 1);
            }
            else
            {
                found.Add(new Unexplained(where, area, number, (name == "" ? "" : name + ": ") + (left.Length > 300 ? left[..300] : left)));
            }
        }
    }

    private string WithoutStored(RawPledge? pledge, string text)
    {
        var left = RawPledge.Tidy(text);
        foreach (var (same, _) in Fixed)
        {
            left = same.Replace(left, "¤");
        }

        if (pledge is null && left.Contains("pledge=", StringComparison.Ordinal))
        {
            left = ChosenAddress().Replace(left, "?pledge=¤");
        }

        foreach (var stored in pledge is null ? [] : _texts[pledge])
        {
            var at = 0;
            while (at < left.Length && (at = left.IndexOf(stored, at, StringComparison.Ordinal)) >= 0)
            {
                var end = at + stored.Length;
                if ((at == 0 || !char.IsLetterOrDigit(left[at - 1]) || !char.IsLetterOrDigit(stored[0])) && (end == left.Length || !char.IsLetterOrDigit(left[end]) || !char.IsLetterOrDigit(stored[^1])))
                {
                    left = left[..at] + "¤" + left[end..];
                }

                at++;
            }
        }

        return left;
    }

    private void CheckHtml(string where, RawPledge? pledge, Writing language, string content, List<Unexplained> found)
    {
        var page = new HtmlParser().ParseDocument(content);
        foreach (var element in page.All)
        {
            if (element.LocalName is "style" or "link")
            {
                continue;
            }

            if (element.LocalName == "script")
            {
                if (element.GetAttribute("type") == "application/ld+json")
                {
                    using var json = JsonDocument.Parse(element.TextContent);
                    CheckJson(where, pledge, json.RootElement, "", "general", found, language);
                }

                continue;
            }

            // The number of an entry in a list says nothing of a pledge.
            if (IsTick(element) || IsNextLine(element) || element.ClassList.Contains("no"))
            {
                continue;
            }

            var said = Attributes.Select(element.GetAttribute).OfType<string>().Where(text => text.Any(char.IsAsciiDigit)).ToList();
            var written = element.ChildNodes.OfType<IText>().Where(node => node.Data.Any(char.IsAsciiDigit) || element.LocalName == "text").ToList();
            if ((said.Count == 0 && written.Count == 0 && element.LocalName != "data") || (element.LocalName == "meta" && (element.GetAttribute("name") is "viewport" || element.GetAttribute("property") is "og:image:width" or "og:image:height")))
            {
                continue;
            }

            var (mine, area) = AreaOf(where, pledge, element);
            foreach (var text in said)
            {
                CheckText(where, mine, area, language, text, found);
            }

            if (element.LocalName == "data" && element.GetAttribute("value") is { } value)
            {
                CheckValue(where, mine, area, value, element.TextContent, found);
            }

            // A chart described in words says where its axes end.
            var also = element.LocalName == "desc" && element.ParentElement is { } chart ? chart.QuerySelectorAll("text").Where(t => IsTick(t) || IsTime(t)).SelectMany(t => language.Read(t.TextContent)).SelectMany(n => (string[])[n.Key, n.Key.Length > 9 ? n.Key[..9] : n.Key]).ToHashSet() : null;
            foreach (var node in written)
            {
                CheckText(where, mine, IsTime(element) ? "time axis" : area, LanguageOf(element, language), Lines(element, node.Data), found, also: also);
            }
        }

        CheckTicks(where, page, language, found);
    }

    // What is not translated says so, and is written as English writes numbers.
    private static Writing LanguageOf(IElement element, Writing page) =>
        Above(element, e => e.HasAttribute("lang")) is { } speaking && speaking.LocalName != "html" ? speaking.GetAttribute("lang") == "es" ? Writing.Spanish : Writing.English : page;

    // The value that programs read is the number beside it.
    private void CheckValue(string where, RawPledge? pledge, string area, string value, string text, List<Unexplained> found)
    {
        var number = new Written(value, "value:" + value);
        Interlocked.Increment(ref _seen);
        if (!(IsExplained(pledge, area, number.Key, out _)))
        {
            found.Add(new Unexplained(where, area, number, $"<data value=\"{value}\">{text}</data>"));
        }
    }

    private void CheckJson(string where, RawPledge? pledge, JsonElement value, string name, string area, List<Unexplained> found, Writing? language = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var inner = name == "" ? area : AreaOfRow(value, area);
                foreach (var property in value.EnumerateObject())
                {
                    CheckJson(where, pledge, property.Value, property.Name, inner, found, language);
                }

                break;
            case JsonValueKind.Array when name == "date-parts":
                foreach (var date in value.EnumerateArray())
                {
                    CheckText(where, pledge, area, Writing.English, string.Join('-', date.EnumerateArray().Select(n => n.GetInt32().ToString("00", System.Globalization.CultureInfo.InvariantCulture))), found, name);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    CheckJson(where, pledge, item, name, item.ValueKind == JsonValueKind.Object ? AreaOfRow(item, area, name) : area, found, language);
                }

                break;
            case JsonValueKind.String when name == "description" && language is not null && language != Writing.English:
                CheckText(where, pledge, "paragraph", language, value.GetString()!, found, name);
                break;
            case JsonValueKind.String when name == "content_html":
                CheckHtml(where, pledge, Writing.English, "<main class=\"feed\">" + value.GetString() + "</main>", found);
                break;
            case JsonValueKind.String:
                CheckCell(where, pledge, name, value.GetString()!, name is "paragraph" or "description" or "summary" or "content_text" ? "paragraph" : area, found);
                break;
            case JsonValueKind.Number:
                CheckCell(where, pledge, name, value.GetRawText(), area, found);
                break;
        }
    }

    private void CheckCell(string where, RawPledge? pledge, string name, string value, string area, List<Unexplained> found)
    {
        if (!value.Any(char.IsAsciiDigit) || pledge?.Keys.Contains(value) == true)
        {
            return;
        }

        if (name is "width" or "height")
        {
            // Of a picture, in pixels.
            return;
        }

        if ((area.StartsWith("source:", StringComparison.Ordinal) && name == "number" ? "source" : Derivations.MachineForm(name)) is { } form)
        {
            // A quantity for programs is written with its words and in English, without the sign of its currency.
            foreach (var part in form == "quantity" ? Writing.English.Read(value).Select(w => w.Key[(w.Key.LastIndexOf(':') + 1)..]) : value.Split(' '))
            {
                var number = new Written(part, (form == "quantity" ? "value" : form) + ":" + (form == "ratio" ? Ratio(part) : part));
                Interlocked.Increment(ref _seen);
                if (IsExplained(pledge, area, number.Key, out var by))
                {
                    Used.AddOrUpdate(by, 1, (_, n) => n + 1);
                }
                else
                {
                    found.Add(new Unexplained(where, area, number, $"{name}: {value}"));
                }
            }
        }
        else
        {
            CheckText(where, pledge, area, Writing.English, value, found, name);
        }
    }

    private static string Ratio(string text) => Derivations.Ratio(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private void CheckCsv(string where, RawPledge? pledge, string content, List<Unexplained> found)
    {
        var rows = ReadCsv(content.TrimStart('\uFEFF'));
        foreach (var row in rows.Skip(1))
        {
            string? Cell(string name) => rows[0].IndexOf(name) is >= 0 and var at && at < row.Count ? row[at] : null;
            var mine = pledge ?? ((Cell("pledge") ?? Cell("slug")) is { } slug ? site.BySlug.GetValueOrDefault(slug) : null);
            var area = Cell("number") is { Length: > 0 } number ? "figure:" + number : Cell("title") is not null ? "general" : "target:" + Cell("target");
            for (var i = 0; i < row.Count; i++)
            {
                CheckCell(where, mine, rows[0][i], row[i], area, found);
            }
        }
    }

    private void CheckFeed(string where, RawPledge? pledge, string content, List<Unexplained> found)
    {
        var feed = System.Xml.Linq.XDocument.Parse(content);
        foreach (var element in feed.Descendants().Where(e => !e.HasElements))
        {
            if ((string?)element.Attribute("type") == "html")
            {
                CheckHtml(where, pledge, Writing.English, "<main class=\"feed\">" + element.Value + "</main>", found);
            }
            else
            {
                CheckText(where, pledge, "paragraph", Writing.English, element.Value, found);
            }
        }
    }

    // A line of a drawing that goes on with the sentence of the line before it.
    private static bool IsNextLine(IElement element) => element.LocalName == "text" && element.PreviousElementSibling is { LocalName: "text" } before && !IsTick(before)
        && before.GetAttribute("x") == element.GetAttribute("x") && before.ClassName == element.ClassName && before.GetAttribute("text-anchor") == element.GetAttribute("text-anchor");

    private static string Lines(IElement element, string text)
    {
        for (var next = element.NextElementSibling; element.LocalName == "text" && next is not null && IsNextLine(next); next = next.NextElementSibling)
        {
            text += " " + next.TextContent;
        }

        return text;
    }

    private static bool IsTime(IElement element) => element.LocalName == "text" && element.ParentElement!.ClassList.Contains("times") && Above(element, e => e.ClassList.Contains("pledge-chart")) is { } chart && !chart.ClassList.Contains("comparison");

    private static bool IsTick(IElement element) => element.LocalName == "text" && element.ParentElement!.ClassList.Contains("ticks") && Above(element, e => e.ClassList.Contains("pledge-chart")) is not null;

    // The values along an axis are explained by each other and by where they stand: multiples of 1, 2 or 5 (of shares 25) times a power of ten, each as far
    // from the next on the paper as in number.
    private void CheckTicks(string where, IDocument page, Writing language, List<Unexplained> found)
    {
        foreach (var chart in page.QuerySelectorAll("svg.pledge-chart"))
        {
            CheckYears(where, chart, language, found);
            var ticks = chart.QuerySelectorAll("text").Where(IsTick).Select(t => (t.TextContent, Y: decimal.Parse(t.GetAttribute("y")!, System.Globalization.CultureInfo.InvariantCulture), Key: language.Read(t.TextContent).FirstOrDefault()?.Key ?? "")).ToList();
            var values = ticks.ConvertAll(t => decimal.TryParse(t.Key[(t.Key.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var v) ? v : decimal.MinValue);
            for (var i = 0; i < values.Count; i++)
            {
                Interlocked.Increment(ref _seen);
                var step = i > 0 ? values[i] - values[i - 1] : values.Count > 1 ? values[1] - values[0] : 1;
                var digits = step.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture).Trim('0', '.');
                var isEven = values.Count < 3 || Math.Abs(((values[i] - values[0]) * (ticks[^1].Y - ticks[0].Y)) - ((ticks[i].Y - ticks[0].Y) * (values[^1] - values[0]))) <= Math.Abs(values[^1] - values[0]) * 0.11m;
                if (digits is not ("1" or "2" or "5" or "25") || !isEven || values[i] % step != 0)
                {
                    found.Add(new Unexplained(where, "axis", new Written(ticks[i].TextContent, ticks[i].Key), "Ticks: " + string.Join(", ", ticks.Select(t => t.TextContent))));
                }
                else
                {
                    Used.AddOrUpdate("numbers along an axis", 1, (_, n) => n + 1);
                }
            }
        }
    }

    // Years along an axis stand where their first days lie.
    private static void CheckYears(string where, IElement chart, Writing language, List<Unexplained> found)
    {
        var years = chart.QuerySelectorAll("text").Where(IsTime).Select(t => (t.TextContent, X: double.Parse(t.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture), Key: language.Read(t.TextContent).FirstOrDefault()?.Key ?? "")).Where(t => t.Key.Length == 9 && t.Key.StartsWith("date:", StringComparison.Ordinal)).ToList();
        var days = years.ConvertAll(t => (double)new DateOnly(int.Parse(t.Key[5..], System.Globalization.CultureInfo.InvariantCulture), 1, 1).DayNumber);
        for (var i = 1; i + 1 < years.Count; i++)
        {
            var at = years[0].X + ((days[i] - days[0]) / (days[^1] - days[0]) * (years[^1].X - years[0].X));
            if (Math.Abs(at - years[i].X) > 1)
            {
                found.Add(new Unexplained(where, "time axis", new Written(years[i].TextContent, years[i].Key), "Years: " + string.Join(", ", years.Select(t => t.TextContent))));
            }
        }
    }

    private static string AreaOfRow(JsonElement row, string area, string list = "")
    {
        string? Of(string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value.ToString() : null;
        return list switch
        {
            "figures" when Of("number") is { } number => "figure:" + number,
            "targets" or "target_revisions" or "progress" => "target:" + Of("target"),
            "incentives" => "money",
            "sources" => "source:" + Of("number"),
            "events" => "event:" + Of("position"),
            "" => area,
            _ => Of("pledge") is null && Of("target") is null ? area : "general",
        };
    }

    // The element itself or the nearest around it.
    private static IElement? Above(IElement? element, Func<IElement, bool> fits)
    {
        while (element is not null && !fits(element))
        {
            element = element.ParentElement;
        }

        return element;
    }

    private static bool Leads(IElement element) => element.LocalName == "a" && element.HasAttribute("href");

    private static bool LeadsToPledge(IElement element) => element.LocalName == "a" && element.GetAttribute("href")?.Contains("/pledges/", StringComparison.Ordinal) == true;

    // The part of a page in which an element stands, and the pledge that it speaks of.
    private (RawPledge? Pledge, string Area) AreaOf(string where, RawPledge? pledge, IElement element)
    {
        if (pledge is null)
        {
            for (var around = element; around is not null && around.LocalName is not ("table" or "ul" or "main" or "section" or "summary"); around = around.ParentElement)
            {
                if (around.LocalName is "tr" or "li" && around.Descendants<IElement>().FirstOrDefault(LeadsToPledge) is { } link && PledgeOf(link.GetAttribute("href")!) is { } its)
                {
                    return (its, "row");
                }
            }

            if (Above(element, LeadsToPledge) is { } inside && PledgeOf(inside.GetAttribute("href")!) is { } one)
            {
                return (one, "row");
            }

            return (null, SiteArea(where, element));
        }

        // A link to another pledge says what that one is called.
        if (Above(element, LeadsToPledge) is { } away && PledgeOf(away.GetAttribute("href")!) is { } other && other != pledge)
        {
            return (other, "row");
        }

        if (FigureAddress().Match(where) is { Success: true } figure && element.LocalName != "script")
        {
            return (pledge, "figure page:" + figure.Groups[1].Value);
        }

        if (Above(element, e => e.LocalName == "li" && e.Id?.StartsWith("source-", StringComparison.Ordinal) == true) is { } source)
        {
            return (pledge, source.Id!.Replace("-", ":", StringComparison.Ordinal));
        }

        if (Above(element, e => e.LocalName == "li" && e.ParentElement is { ClassName: "timeline" }) is { } happened)
        {
            var (date, text) = (happened.Children.FirstOrDefault(c => c.LocalName == "time")?.GetAttribute("datetime"), RawPledge.Tidy(happened.TextContent));
            var events = pledge.All("events").ToList();
            var at = events.FindIndex(e => text.Contains(RawPledge.Tidy(RawPledge.Text(e, "text")!), StringComparison.Ordinal) && RawPledge.Text(e, "date") == date);
            return (pledge, $"event:{(at >= 0 ? at : events.FindIndex(e => text.Contains(RawPledge.Tidy(RawPledge.Text(e, "text")!), StringComparison.Ordinal))) + 1}");
        }

        if (Above(element, e => e.LocalName == "tr" && e.Id?.StartsWith("figure-", StringComparison.Ordinal) == true) is { } row)
        {
            return (pledge, "figure:" + row.Id!["figure-".Length..]);
        }

        for (var around = element; around is not null; around = around.ParentElement)
        {
            if (around is { LocalName: "figure", Id: { } drawn } && drawn.StartsWith("chart-", StringComparison.Ordinal))
            {
                return (pledge, FirstDash().Replace(drawn, ":", 1));
            }

            if (around.ClassList.Contains("answer") || around.ClassList.Contains("uncertain"))
            {
                return (pledge, "answer");
            }

            if (around.GetAttribute("aria-labelledby") is { } heading)
            {
                switch (heading)
                {
                    case var _ when around.LocalName == "svg":
                        break;
                    case var _ when heading.StartsWith("target-", StringComparison.Ordinal) || heading.StartsWith("chart-", StringComparison.Ordinal):
                        return (pledge, FirstDash().Replace(heading, ":", 1));
                    case "days":
                        return (pledge, "steps");
                    case "funnel" or "incentives":
                        return (pledge, heading == "funnel" ? "funnel" : "money");
                    default:
                        return (pledge, "general");
                }
            }

            if (around.Id is "paste" || (around.LocalName == "main" && around.ClassName == "feed"))
            {
                return (pledge, "paragraph");
            }
        }

        return (pledge, where.Contains(".svg", StringComparison.Ordinal) ? "chart:" + (where.Split("target=") is [_, var key] ? key : pledge.Headline.Key)
            : where.Contains("/embed", StringComparison.Ordinal) ? "embed"
            : element.LocalName is "title" or "meta" ? "paragraph"
            : Above(element, e => e.ClassList.Contains("steps")) is not null ? "steps" : "general");
    }

    private static string SiteArea(string where, IElement element)
    {
        if (Above(element, e => e.LocalName == "main") is not null && (Above(element, Leads) ?? Above(element, e => e.LocalName is "tr" or "li")?.Descendants<IElement>().FirstOrDefault(Leads))?.GetAttribute("href") is { } link)
        {
            if (ChoiceAddress().Match(link) is { Success: true } choice)
            {
                return $"choice:{choice.Groups[1].Value}={Uri.UnescapeDataString(choice.Groups[2].Value.Replace('+', ' '))}";
            }

            if (ListAddress().Match(link) is { Success: true } list)
            {
                return list.Value;
            }
        }

        var path = where.Split('?')[0];
        return path.StartsWith("/es", StringComparison.Ordinal) && (path.Length == 3 || path[3] == '/') ? (path.Length <= 4 ? "/" : path[3..]) : path;
    }

    // The lines of a calendar or a citation as what they mean: unfolded, without the signs that guard others, and dates as dates.
    private static string Unfold(string content)
    {
        var plain = content.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal).Replace("{", " ", StringComparison.Ordinal).Replace("}", " ", StringComparison.Ordinal);
        return CalendarDay().Replace(CalendarLine().Replace(plain, ""), "$1 $2-$3-$4");
    }

    private static List<List<string>> ReadCsv(string text)
    {
        var rows = new List<List<string>>();
        foreach (Match match in CsvCell().Matches(text))
        {
            if (rows.Count == 0 || match.Groups[1].Value.Contains('\n', StringComparison.Ordinal))
            {
                rows.Add([]);
            }

            rows[^1].Add(match.Groups[2].Success ? match.Groups[2].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups[3].Value);
        }

        return rows;
    }

    [GeneratedRegex("(^|,|\r?\n)(?:\"((?:[^\"]|\"\")*)\"|([^,\r\n]*))")]
    private static partial Regex CsvCell();

    [GeneratedRegex(@"/pledges/([a-z0-9-]+)")]
    private static partial Regex PledgeAddress();

    [GeneratedRegex(@"\b(DTSTAMP|DTSTART|DTEND|LAST-MODIFIED)[^:\n]*:(\d{4})(\d\d)(\d\d)(?:T\d{6}Z)?")]
    private static partial Regex CalendarDay();

    [GeneratedRegex(@"^(?:VERSION:2\.0|UID:.*|Y2  - )", RegexOptions.Multiline)]
    private static partial Regex CalendarLine();

    [GeneratedRegex(@"/pledges\?(?:.*&)?(company|place|verdict|metric|year|checkability|pace|tag|sector|deadline|term|lapsed|counted|list|public_money|per_job|money_state)=([^&]+)$")]
    private static partial Regex ChoiceAddress();

    [GeneratedRegex(@"/(?:companies/[a-z0-9-]+|places/[a-z]{2}(?:/[a-z0-9]+)?)$")]
    private static partial Regex ListAddress();

    [GeneratedRegex("-")]
    private static partial Regex FirstDash();

    [GeneratedRegex(@"[?&]pledge=([a-z0-9-]+)")]
    private static partial Regex ChosenAddress();

    [GeneratedRegex(@"/figures/(\d+)")]
    private static partial Regex FigureAddress();
}
