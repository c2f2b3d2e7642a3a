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
    private const int MostOfSlack = 2900, MostOfTeams = 4000, MostOfMattermost = 16_000, MostChanges = 5, MostTitle = 150;

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
        var time = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (story is null)
        {
            return new JsonObject { ["type"] = "test", ["timestamp"] = time, ["data"] = new JsonObject { ["note"] = Test } };
        }

        return new JsonObject
        {
            ["type"] = story.Paragraph is null ? "taken-off" : "publication",
            ["timestamp"] = story.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["data"] = new JsonObject
            {
                ["kind"] = story.Code,
                ["title"] = story.Title,
                ["note"] = story.Note,
                ["changes"] = new JsonArray([.. story.Changes.Select(c => (JsonNode)new JsonObject { ["field"] = c.Field, ["before"] = c.Before, ["after"] = c.After })]),
                ["further_changes"] = story.MoreChanges,
                ["paragraph"] = story.Paragraph,
                ["sources"] = new JsonArray([.. story.Sources.Select(s => (JsonNode)new JsonObject { ["title"] = s.Title, ["publisher"] = s.Publisher, ["url"] = s.Url })]),
                ["url"] = story.Address,
                ["cite_url"] = story.CiteAddress,
            },
        };
    }

    private static JsonObject Slack(Story? story)
    {
        if (story is null)
        {
            return new JsonObject { ["text"] = Test };
        }

        var blocks = new JsonArray { Section($"*{Escaped(story.Label)}*: <{story.Address}|{Escaped(Cut(story.Title, MostTitle)).Replace("|", "¦", StringComparison.Ordinal)}>") };
        foreach (var text in (string?[])[story.Note, story.Changes.Count == 0 ? null : string.Join('\n', story.Changes.Take(MostChanges).Select(c => "• " + ChangeOf(c))), story.Paragraph])
        {
            if (text is { Length: > 0 })
            {
                blocks.Add(Section(Escaped(text)));
            }
        }

        return new JsonObject { ["text"] = Cut($"{Escaped(story.Label)}: {Escaped(story.Title)}", MostOfSlack), ["blocks"] = blocks, ["unfurl_links"] = false };

        // Cut before an entity is cut in two.
        static JsonNode Section(string text) => new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = Cut(text, MostOfSlack) } };
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
            body.Add(Block($"{story.Label}: {story.Title}", isHeading: true));
            foreach (var text in (string?[])[story.Note, .. story.Changes.Take(MostChanges).Select(ChangeOf), story.Paragraph])
            {
                if (text is { Length: > 0 })
                {
                    body.Add(Block(text));
                }
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

        // A text block reads a part of Markdown, in which names of files and amounts could become emphasis.
        static JsonNode Block(string text, bool isHeading = false)
        {
            var block = new JsonObject { ["type"] = "TextBlock", ["text"] = Cut(MarkdownEscaped(text), MostOfTeams), ["wrap"] = true };
            if (isHeading)
            {
                (block["weight"], block["size"]) = ("Bolder", "Medium");
            }

            return block;
        }
    }

    private static string Markdown(Story? story)
    {
        if (story is null)
        {
            return Test;
        }

        var text = new StringBuilder($"**{MarkdownEscaped(story.Label)}**: [{MarkdownEscaped(Cut(story.Title, MostTitle))}]({story.Address})");
        foreach (var line in (string?[])[story.Note, .. story.Changes.Take(MostChanges).Select(ChangeOf), story.Paragraph])
        {
            if (line is { Length: > 0 })
            {
                text.Append("\n\n").Append(MarkdownEscaped(line));
            }
        }

        return text.ToString();
    }

    private static string ChangeOf(StoryChange change) => change.Before.Length + change.After.Length == 0 ? change.Field
        : $"{change.Field}: {(change.Before.Length > 0 ? change.Before : "nothing")} → {(change.After.Length > 0 ? change.After : "nothing")}";

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
