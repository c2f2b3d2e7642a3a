using System.Text;
using System.Text.Json.Nodes;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.DraftForms;

/// <summary>
/// Shows the changes of one page to people: what a value is in words, and within a longer text which words changed. The
/// time this takes grows with the square of the words that differ, so a page has a budget: a text beyond it is marked from
/// its first to its last different word.
/// </summary>
/// <param name="shape">The shape of the drafts; without it a pledge's.</param>
public sealed class DifferenceHtml(DocumentShape? shape = null)
{
    private const int LongText = 40;

    /// <summary>The most steps for all texts of a page: about a fifth of a second.</summary>
    private const long StepsOfPage = 12_000_000;

    /// <summary>The most steps for one text: a rewritten page of a newspaper.</summary>
    private const long StepsOfText = 4_000_000;

    private long _steps = StepsOfPage;

    /// <summary>The earlier value with the removed words marked, and the later one with the added words marked.</summary>
    public (IHtmlContent Before, IHtmlContent After) Sides(DraftChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Kind == ChangeKind.Reordered)
        {
            return (Places(change.Before), Places(change.After));
        }

        var part = DraftShape.PartOf(change.Path, shape);
        string was = TextOf(change.Before, part), now = TextOf(change.After, part);
        return change.Kind == ChangeKind.Changed && change.Before is not null && change.After is not null && (was.Length >= LongText || now.Length >= LongText)
            ? WordByWord(was.ReplaceLineEndings(" ⏎ "), now.ReplaceLineEndings(" ⏎ "))
            : (Whole(was, "del"), Whole(now, "ins"));
    }

    /// <summary>The earlier value and the later one as plain text, for where nothing can be marked; empty for none.</summary>
    /// <param name="change">The change.</param>
    /// <param name="shape">The shape of the drafts; without it a pledge's.</param>
    public static (string Before, string After) Plain(DraftChange change, DocumentShape? shape = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Kind == ChangeKind.Reordered)
        {
            return ("", "");
        }

        var part = DraftShape.PartOf(change.Path, shape);
        return (TextOf(change.Before, part), TextOf(change.After, part));
    }

    /// <summary>The kind of change, in words.</summary>
    public static string Words(DraftChange change) => change.Kind switch
    {
        ChangeKind.Added => T("added"),
        ChangeKind.Removed => T("removed"),
        ChangeKind.Reordered => T("in another order"),
        _ => change.Before is null ? T("filled in") : change.After is null ? T("emptied") : T("changed"),
    };

    private static HtmlString Places(JsonNode? places) => new(Markup.Encoder.Encode(string.Join(", ", ((JsonArray)places!).Select(p => p!.GetValue<int>() + 1))));

    private static HtmlString Whole(string text, string tag) => new(text.Length == 0 ? "<span class=\"soft\">nothing</span>" : $"<{tag}>{Markup.Encoder.Encode(text)}</{tag}>");

    private (IHtmlContent, IHtmlContent) WordByWord(string was, string now)
    {
        var (start, end) = Shared(was, now);
        string before = was[start..^end], after = now[start..^end];
        string first = Markup.Encoder.Encode(was[..start]), last = Markup.Encoder.Encode(was[^end..]);
        long words = PiecesIn(before) + PiecesIn(after);
        if (before.Length == 0 || after.Length == 0 || words * words > Math.Min(StepsOfText, _steps))
        {
            return (Around(Mark(before, "del")), Around(Mark(after, "ins")));
        }

        _steps -= words * words;
        var pieces = SideBySideDiffBuilder.Diff(before, after);
        return (Around(Marked(pieces.OldText, "del")), Around(Marked(pieces.NewText, "ins")));

        HtmlString Around(string middle) => new(first + middle + last);
    }

    /// <summary>How many characters two texts share at the beginning and at the end, in whole words.</summary>
    private static (int Start, int End) Shared(string was, string now)
    {
        var start = was.AsSpan().CommonPrefixLength(now);
        if (start == was.Length && start == now.Length)
        {
            return (start, 0);
        }

        start = was.AsSpan(0, start).LastIndexOf(' ') + 1;
        var most = Math.Min(was.Length, now.Length) - start;
        var end = 0;
        while (end < most && was[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        var word = was.AsSpan(was.Length - end).IndexOf(' ');
        return (start, word < 0 ? 0 : end - word);
    }

    /// <summary>Words and what stands between them.</summary>
    private static int PiecesIn(string text) => (2 * text.AsSpan().Count(' ')) + 1;

    private static string Mark(string text, string tag) => text.Length == 0 ? "" : $"<{tag}>{Markup.Encoder.Encode(text)}</{tag}>";

    private static string Marked(DiffPaneModel pane, string mark)
    {
        var html = new StringBuilder();
        string? open = null;
        foreach (var piece in pane.Lines.SelectMany(line => line.SubPieces.Count > 0 ? line.SubPieces : [line]))
        {
            // Changed words side by side get one mark.
            var tag = piece.Type is ChangeType.Unchanged or ChangeType.Imaginary ? null : mark;
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

        return html.Append(open is null ? "" : $"</{open}>").ToString();
    }

    private static string TextOf(JsonNode? value, DraftPart? part) => value switch
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
