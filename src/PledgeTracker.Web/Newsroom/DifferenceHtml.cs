using System.Text;
using System.Text.Json.Nodes;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Newsroom;

/// <summary>Shows changes to people: what a value is in words, and within a longer text which words changed.</summary>
public static class DifferenceHtml
{
    private const int LongText = 40;

    /// <summary>The earlier value, with the words that went marked.</summary>
    public static IHtmlContent Before(DraftChange change) => Side(change, after: false);

    /// <summary>The later value, with the words that came marked.</summary>
    public static IHtmlContent After(DraftChange change) => Side(change, after: true);

    /// <summary>What happened, in words.</summary>
    public static string Words(DraftChange change) => change.Kind switch
    {
        ChangeKind.Added => T("added"),
        ChangeKind.Removed => T("removed"),
        ChangeKind.Reordered => T("in another order"),
        _ => change.Before is null ? T("filled in") : change.After is null ? T("emptied") : T("changed"),
    };

    private static HtmlString Side(DraftChange change, bool after)
    {
        if (change.Kind == ChangeKind.Reordered)
        {
            var places = ((JsonArray)(after ? change.After : change.Before)!).Select(p => p!.GetValue<int>() + 1);
            return Encoded(string.Join(", ", places));
        }

        var value = after ? change.After : change.Before;
        var part = DraftShape.PartOf(change.Path);
        var text = TextOf(value, part);
        if (change.Kind != ChangeKind.Changed || change.Before is null || change.After is null)
        {
            return text.Length == 0 ? new HtmlString("<span class=\"soft\">nothing</span>")
                : new HtmlString(after ? $"<ins>{Markup.Encoder.Encode(text)}</ins>" : $"<del>{Markup.Encoder.Encode(text)}</del>");
        }

        string was = TextOf(change.Before, part), now = TextOf(change.After, part);
        if (was.Length < LongText && now.Length < LongText)
        {
            return new HtmlString(after ? $"<ins>{Markup.Encoder.Encode(now)}</ins>" : $"<del>{Markup.Encoder.Encode(was)}</del>");
        }

        var words = SideBySideDiffBuilder.Diff(was.ReplaceLineEndings(" ⏎ "), now.ReplaceLineEndings(" ⏎ "));
        var html = new StringBuilder();
        string? open = null;
        foreach (var piece in (after ? words.NewText : words.OldText).Lines.SelectMany(line => line.SubPieces.Count > 0 ? line.SubPieces : [line]))
        {
            // Words that changed side by side are one mark.
            var tag = piece.Type switch
            {
                ChangeType.Unchanged or ChangeType.Imaginary => null,
                _ => after ? "ins" : "del",
            };
            if (piece.Text is not { Length: > 0 } shown)
            {
                continue;
            }

            if (tag != open)
            {
                html.Append(open is null ? "" : $"</{open}>").Append(tag is null ? "" : $"<{tag}>");
                open = tag;
            }

            html.Append(Markup.Encoder.Encode(shown));
        }

        html.Append(open is null ? "" : $"</{open}>");
        return new HtmlString(html.ToString());
    }

    private static HtmlString Encoded(string text) => new(Markup.Encoder.Encode(text));

    private static string TextOf(JsonNode? value, Part? part) => value switch
    {
        null => "",
        JsonArray array when array.Any(i => i is JsonObject) => string.Join("\n", array.Select(i => TextOf(i, part))),
        JsonArray array => string.Join(", ", array.Select(i => i!.ToString())),
        JsonObject fields => string.Join("\n", fields
            .Where(f => f.Value is not null and not JsonArray { Count: 0 } && !(f.Value is JsonValue tick && tick.TryGetValue<bool>(out var on) && !on))
            .Select(f => $"{part?.Fields.FirstOrDefault(p => p.Name == f.Key)?.Label ?? part?.Parts.FirstOrDefault(p => p.Name == f.Key)?.Heading ?? f.Key}: {TextOf(f.Value, part?.Parts.FirstOrDefault(p => p.Name == f.Key))}")),
        JsonValue flag when flag.TryGetValue<bool>(out var on) => on ? "yes" : "no",
        _ => value.ToString(),
    };
}
