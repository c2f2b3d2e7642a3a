using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Followers;

/// <summary>
/// What a webhook is sent, in the form that its receiver reads. Sources: Standard Webhooks 1.0 (type, timestamp, data); Slack's "Sending messages using
/// incoming webhooks" and "Formatting text for app surfaces" (blocks, 3,000 characters of a section, &amp; &lt; &gt; escaped); Microsoft's "Create incoming
/// webhooks with Workflows" (a message with an Adaptive Card 1.4 attached); Mattermost's "Incoming webhooks" (Markdown, 16,383 characters).
/// </summary>
public static class WebhookBody
{
    private const int MostOfSlack = 2900, MostOfTeams = 1500, MostOfMattermost = 16_000, MostTitle = 150, MostOfLink = 500;

    // Not for HTML: letters and marks stay as they are.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of one call.</summary>
    /// <param name="format">How it is written.</param>
    /// <param name="story">The news; null for a test.</param>
    /// <param name="now">UTC.</param>
    public static string Of(WebhookFormat format, Story? story, DateTime now) => (format switch
    {
        WebhookFormat.Slack => Slack(story),
        WebhookFormat.Teams => Teams(story),
        WebhookFormat.Mattermost => new JsonObject { ["text"] = Cut(Markdown(story), MostOfMattermost) },
        _ => Own(story, now),
    }).ToJsonString(Json);

    private static string Test => "PledgeTracker can reach this address. This is a test, and nothing was published.";

    private static JsonObject Own(Story? story, DateTime now)
    {
        if (story is null)
        {
            return new JsonObject { ["type"] = "test", ["timestamp"] = Time(now), ["data"] = new JsonObject { ["note"] = Test } };
        }

        return new JsonObject
        {
            ["type"] = story.IsTakenOff ? "taken-off" : "publication",
            ["timestamp"] = Time(story.At),
            ["data"] = new JsonObject
            {
                ["kind"] = story.Code,
                ["title"] = story.Title,
                ["note"] = story.Note,
                ["despite"] = story.Despite,
                ["superseded"] = story.IsSuperseded,
                ["changes"] = new JsonArray([.. story.Changes.Select(c => (JsonNode)new JsonObject { ["field"] = c.Field, ["before"] = c.Before, ["after"] = c.After })]),
                ["further_changes"] = story.MoreChanges,
                ["paragraph"] = story.Paragraph,
                ["company_side"] = story.CompanySide,
                ["sources"] = new JsonArray([.. story.Sources.Select(s => (JsonNode)new JsonObject { ["title"] = s.Title, ["publisher"] = s.Publisher, ["url"] = s.Url })]),
                ["url"] = story.Address,
                ["cite_url"] = story.CiteAddress,
            },
        };

        static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    // The same paragraphs in every room, and in the e-mail.
    private static IEnumerable<string> LinesOf(Story story)
    {
        var (before, after) = story.Paragraphs();
        return [.. before, .. story.Changes.Select(c => "• " + c.InWords), .. after];
    }

    private static IEnumerable<(string Text, string Address)> LinksOf(Story story) =>
        [.. story.CiteAddress is { } cite ? ((string, string)[])[("This state of the page, for citing", cite)] : [], .. story.Sources.Select(s => ($"Source: {s.Publisher}", s.Url))];

    private static JsonObject Slack(Story? story)
    {
        if (story is null)
        {
            return new JsonObject { ["text"] = Test };
        }

        var blocks = new JsonArray { Section($"*{Escaped(story.Label)}*: {Link(Cut(story.Title, MostTitle), story.Address)}") };
        foreach (var line in LinesOf(story))
        {
            blocks.Add(Section(Escaped(line)));
        }

        if (LinksOf(story).ToList() is { Count: > 0 } links)
        {
            blocks.Add(Section(string.Join('\n', links.Where(l => l.Address.Length < MostOfLink).Select(l => Link(Cut(l.Text, MostTitle), l.Address)))));
        }

        return new JsonObject { ["text"] = Cut($"{Escaped(story.Label)}: {Escaped(story.Title)}", MostOfSlack), ["blocks"] = blocks, ["unfurl_links"] = false };

        static JsonNode Section(string text) => new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = Cut(text, MostOfSlack) } };

        static string Link(string text, string address) => $"<{Escaped(address).Replace("|", "%7C", StringComparison.Ordinal)}|{Escaped(text).Replace("|", "¦", StringComparison.Ordinal)}>";
    }

    private static JsonObject Teams(Story? story)
    {
        var body = new JsonArray();
        if (story is null)
        {
            body.Add(Block(Test));
        }
        else
        {
            body.Add(Block(MarkdownEscaped(Cut($"{story.Label}: {story.Title}", 2 * MostTitle)), isHeading: true));
            foreach (var line in LinesOf(story))
            {
                body.Add(Block(MarkdownEscaped(Cut(line, MostOfTeams))));
            }

            foreach (var (text, address) in LinksOf(story).Where(l => l.Address.Length < MostOfLink))
            {
                body.Add(Block(MarkdownLink(text, address)));
            }
        }

        var card = new JsonObject { ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["type"] = "AdaptiveCard", ["version"] = "1.4", ["body"] = body };
        if (story is not null)
        {
            card["actions"] = new JsonArray { new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open the page", ["url"] = story.Address } };
        }

        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray { new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["contentUrl"] = null, ["content"] = card } },
        };

        static JsonNode Block(string markdown, bool isHeading = false)
        {
            var block = new JsonObject { ["type"] = "TextBlock", ["text"] = markdown, ["wrap"] = true };
            if (isHeading)
            {
                (block["weight"], block["size"]) = ("Bolder", "Medium");
            }

            return block;
        }
    }

    private static string Markdown(Story? story) => story is null ? Test : string.Join("\n\n",
    [
        $"**{MarkdownEscaped(story.Label)}**: {MarkdownLink(story.Title, story.Address)}",
        .. LinesOf(story).Select(line => MarkdownEscaped(Cut(line, MostOfTeams))),
        .. LinksOf(story).Where(l => l.Address.Length < MostOfLink).Select(l => MarkdownLink(l.Text, l.Address)),
    ]);

    private static string MarkdownLink(string text, string address) =>
        $"[{MarkdownEscaped(Cut(text, MostTitle))}]({address.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal)})";

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string MarkdownEscaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            // A name like @channel would call a whole room; the character after it has no width.
            escaped.Append(c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '~' or '|' ? "\\" : "").Append(c).Append(c == '@' ? "\u200b" : "");
        }

        return escaped.ToString();
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = most - 1;
        var entity = text.LastIndexOf('&', end - 1, Math.Min(6, end));
        end = entity >= 0 && text.IndexOf(';', entity, end - entity) < 0 ? entity : end;
        end = char.IsHighSurrogate(text[end - 1]) || text[end - 1] == '\\' ? end - 1 : end;
        return text[..end] + "…";
    }
}
