using System.Text;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Mentions;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>A source’s text with marks where it says something, and what each mark was read as.</summary>
public static class SourceMarks
{
    private const int LongestWords = 160;

    /// <summary>A stretch of the text, with each mention marked and a link to what is offered of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="span">The stretch.</param>
    /// <param name="mentions">What begins in it, by place, the longer first.</param>
    /// <param name="anchorOf">The id of what is offered of a mention.</param>
    public static IHtmlContent Render(string text, TextSpan span, IReadOnlyList<Mention> mentions, Func<Mention, string> anchorOf)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        ArgumentNullException.ThrowIfNull(anchorOf);
        var html = new StringBuilder();
        var open = new Stack<Mention>();
        var at = span.Start;
        foreach (var mention in mentions)
        {
            CloseUntil(mention.Span.Start);

            // What crosses the end of another mark has no place of its own: it stands in the list beside.
            if (mention.Span.Start < at || mention.Span.End > (open.TryPeek(out var outer) ? outer.Span.End : span.End))
            {
                continue;
            }

            Write(mention.Span.Start);
            html.Append("<mark>");
            open.Push(mention);
        }

        CloseUntil(int.MaxValue);
        Write(span.End);
        return new HtmlString(html.ToString());

        void CloseUntil(int start)
        {
            while (open.TryPeek(out var inner) && inner.Span.End <= start)
            {
                Write(inner.Span.End);
                html.Append("</mark><a class=\"to\" href=\"#").Append(anchorOf(inner)).Append("\"><span class=\"unseen\">what is offered of it</span></a>");
                open.Pop();
            }
        }

        void Write(int end)
        {
            if (end > at)
            {
                html.Append(Markup.Encoder.Encode(text[at..end]));
                at = end;
            }
        }
    }

    /// <summary>What a mention was read as, in a few words: the number with what is counted, the words of a quotation, what happened.</summary>
    public static string InWords(Mention mention, string text)
    {
        ArgumentNullException.ThrowIfNull(mention);
        var words = string.Join(' ', mention.Span.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        words = words.Length > LongestWords ? string.Concat(words.AsSpan(0, LongestWords - 1).TrimEnd(), "…") : words;
        return mention.Kind == MentionKind.Quote ? $"“{words}”" : mention.Quantity is { } number && mention.Kind != MentionKind.Event ? string.Join(' ', new[] { number.ToString(), mention.Currency, mention.Currency is null ? mention.Noun : null }.Where(w => w is not null)) : words;
    }

    /// <summary>What else was read of a mention: its day, who said it, what kind of money it is.</summary>
    public static IEnumerable<string> Beside(Mention mention)
    {
        ArgumentNullException.ThrowIfNull(mention);
        if (mention.Date is { } date)
        {
            yield return mention.Kind == MentionKind.Target ? "due " + date.ToWords() : date.ToWords();
        }

        if (mention.Speaker is { } speaker)
        {
            yield return mention.Role is { } role ? $"{speaker}, {role}" : speaker;
        }

        if (mention.Incentive is { } form)
        {
            yield return Code.Label(form);
        }

        if (mention.State is { } state)
        {
            yield return Code.Label(state);
        }

        if (mention.Grantor is { } grantor)
        {
            yield return "from " + grantor;
        }

        if (mention.Event is { } happened)
        {
            yield return Code.Label(happened);
        }
    }

    /// <summary>What a part of the pledge is called.</summary>
    public static string NounOf(MentionKind kind) => kind switch
    {
        MentionKind.Target => "target",
        MentionKind.Figure => "figure",
        MentionKind.Event => "event",
        MentionKind.Quote => "quote",
        _ => "incentive",
    };
}
