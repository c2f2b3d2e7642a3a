using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck.Xunit;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.Pages;

/// <summary>What indents a page's source goes, and nothing that a reader or a program can see.</summary>
public sealed class SmallHtmlTests
{
    [Theory]
    [InlineData("<p>\n    One\n    two.\n</p>", "<p> One two. </p>")]
    [InlineData("<!DOCTYPE html>\n<html>\n<head>\n    <title>A</title>\n</head>\n<body>\n    <p>B</p>\n</body>\n</html>\n", "<!DOCTYPE html><html><head><title>A</title></head><body><p>B</p></body></html>")]
    [InlineData("<tr>\n  <th scope=\"row\">\n    A\n  </th>\n  <td>\n    B <b>c</b>\n  </td>\n</tr>", "<tr><th scope=\"row\">A</th><td>B <b>c</b></td></tr>")]
    [InlineData("<a>one</a>\n  <a>two</a>", "<a>one</a> <a>two</a>")]
    [InlineData("<li>\n  a\n</li>\n<li>b</li>", "<li> a </li> <li>b</li>")]
    [InlineData("<textarea>\n a\n  b </textarea>\n<pre>\n c\n  d</pre>", "<textarea>\n a\n  b </textarea> <pre>\n c\n  d</pre>")]
    [InlineData("<script>\n if (a < b)\n  c();\n</script>\n<p>d</p>", "<script>\n if (a < b)\n  c();\n</script> <p>d</p>")]
    [InlineData("<p title=\"a > b\n   c\">\n  d</p>", "<p title=\"a > b\n   c\"> d</p>")]
    [InlineData("<p title='\"\n >'>\n  d</p>", "<p title='\"\n >'> d</p>")]
    [InlineData("<!-- a\n > b -->\n<p>c</p>", "<!-- a\n > b --> <p>c</p>")]
    [InlineData("a  b\u00A0\n\n c", "a  b\u00A0 c")]
    [InlineData("<a>one<li>two</li>\n  ", "<a>one<li>two</li> ")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    [InlineData("<", "<")]
    [InlineData("<p", "<p")]
    [InlineData("<p title=\"never ended", "<p title=\"never ended")]
    [InlineData("<script>never\n ended", "<script>never\n ended")]
    [InlineData("é\n  – ж", "é – ж")]
    public void Only_indentation_goes(string source, string small) => Shrunk(source).Should().Be(small);

    [Property(MaxTest = 500)]
    public bool Every_source_keeps_its_words_and_its_elements(string[] pieces)
    {
        string[] parts = ["<p>", "</p>", "\n   ", " ", "<table><tr>\n <td>x</td>\n <td>\n y </td></tr></table>", "<pre>\n a\n</pre>", "<a href=\"x\">", "</a>", "<li>", "</li>"];
        var source = string.Concat((pieces ?? []).Select((piece, i) => parts[((piece?.Length ?? 0) + i) % parts.Length] + string.Concat((piece ?? "").Where(char.IsLetterOrDigit))));
        return Said(source).SequenceEqual(Said(Shrunk(source)));
    }

    // Each element with its own words.
    private static IEnumerable<(string Element, string Words)> Said(string source) => new HtmlParser().ParseDocument(source).All
        .Select(e => (e.LocalName, string.Join(' ', e.ChildNodes.OfType<IText>().SelectMany(t => t.Data.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)))));

    private static string Shrunk(string source)
    {
        var page = Encoding.UTF8.GetBytes(source);
        return Encoding.UTF8.GetString(page, 0, SmallHtmlText.Shrink(page));
    }
}
