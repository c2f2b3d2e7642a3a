using System.Text;
using Microsoft.AspNetCore.Html;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// Elements within a sentence. They are inserted into a text as values, <c>H($"Read {Inline.Link(address, T("how it is
/// computed"))} first.")</c>, so that a translator sees words and no mark-up: “Read {0} first.” and “how it is computed”.
/// </summary>
public static class Inline
{
    /// <summary>A line break.</summary>
    public static readonly IHtmlContent Break = new HtmlString("<br>");

    /// <summary>A link.</summary>
    /// <param name="address">Where it leads; within the site with <see cref="Text.Root"/> or <see cref="Text.Here"/> before it.</param>
    /// <param name="text">Its words.</param>
    /// <param name="type">The media type of what it leads to; null where that is a page.</param>
    /// <param name="rel">How what it leads to stands to the page, as HTML has it.</param>
    /// <param name="lang">The language of its words; null for the one of the page.</param>
    public static IHtmlContent Link(string address, string text, string? type = null, string? rel = null, string? lang = null)
    {
        var html = new StringBuilder("<a");
        Attribute(html, "href", address);
        Attribute(html, "type", type);
        Attribute(html, "rel", rel);
        Attribute(html, "lang", lang);
        return new HtmlString(html.Append('>').Append(Markup.Encoder.Encode(text)).Append("</a>").ToString());
    }

    /// <summary>Something important: what stands at the head of a notice, or the number that a sentence is about.</summary>
    public static IHtmlContent Strong(string text) => Element("strong", text);

    /// <summary>The same for what has elements itself.</summary>
    public static IHtmlContent Strong(IHtmlContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var html = new StringWriter();
        html.Write("<strong>");
        content.WriteTo(html, Markup.Encoder);
        html.Write("</strong>");
        return new HtmlString(html.ToString());
    }

    /// <summary>Text that people type or programs read literally, the same in every language.</summary>
    public static IHtmlContent Code(string text) => Element("code", text);

    /// <summary>Text that is read aloud and not shown.</summary>
    public static IHtmlContent Unseen(string text) => new HtmlString($"<span class=\"unseen\">{Markup.Encoder.Encode(text)}</span>");

    /// <summary>Words in another language, marked as such for screen readers.</summary>
    public static IHtmlContent In(Language language, string text)
    {
        ArgumentNullException.ThrowIfNull(language);
        return new HtmlString($"<span lang=\"{language.Code}\">{Markup.Encoder.Encode(text)}</span>");
    }

    private static HtmlString Element(string name, string text) => new($"<{name}>{Markup.Encoder.Encode(text)}</{name}>");

    private static void Attribute(StringBuilder html, string name, string? value)
    {
        if (value is not null)
        {
            html.Append(' ').Append(name).Append("=\"").Append(Markup.Encoder.Encode(value)).Append('"');
        }
    }
}
