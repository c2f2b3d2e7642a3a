using AngleSharp.Html.Parser;
using ModelContextProtocol.Protocol;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Assistants;

namespace PledgeTracker.Tests.Assistants;

/// <summary>A page as text: every word that people read on it, wherever it stands, and nothing that only a screen can use.</summary>
public sealed class PageTextTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Theory]
    [InlineData("<h1>Method</h1><p>One.</p><p>Two.</p>", "# Method\n\nOne.\n\nTwo.\n")]
    [InlineData("<div>Loose words</div>", "Loose words\n")]
    [InlineData("<section>Before <p>Within.</p> after</section>", "Before\n\nWithin.\n\nafter\n")]
    [InlineData("<blockquote>Said <em>so</em>.</blockquote>", "Said so.\n")]
    [InlineData("<div><strong>Note.</strong> <a href='/x'>Here</a>: more<div>inner</div></div>", "Note. Here: more\n\ninner\n")]
    [InlineData("<div>One line<br>and another</div><p>One<br>two</p>", "One line and another\n\nOne two\n")]
    [InlineData("<ul><li>First</li><li><a href='/x'>Second</a> one</li></ul>", "- First\n- Second one\n")]
    [InlineData("<ol><li><p>One.</p><p>Two.</p></li></ol>", "- One. Two.\n")]
    [InlineData("<dl><dt>Kept</dt><dd>Fulfilled.</dd><dd>Mostly.</dd></dl>", "- **Kept:** Fulfilled.\n  Mostly.\n")]
    [InlineData("<table><caption>Rows</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>x<span>y</span></th><td>1<br>2</td></tr></tbody></table>", "Rows\n\n| A | B |\n| xy | 1 2 |\n")]
    [InlineData("<p>Read <svg><title>icon</title></svg>this.</p><nav>Menu</nav><form>Send</form><p class='no-print'>Click</p><div>Say <span class='no-print'>(open)</span>it.</div><!-- note -->", "Read this.\n\nSay it.\n")]
    [InlineData("", "\n")]
    public async Task Words_are_read_wherever_they_stand(string html, string text)
    {
        using var document = await new HtmlParser().ParseDocumentAsync($"<main>{html}</main>");

        PageText.Of(document.QuerySelector("main")!).Should().Be(text);
    }

    [Theory]
    [InlineData("method", "/method")]
    [InlineData("how-we-work", "/how-we-work")]
    [InlineData("corrections", "/corrections-policy")]
    public async Task Each_paragraph_item_and_cell_of_a_page_is_in_its_text(string name, string address)
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var text = (await assistant.Client.ReadResourceAsync("pledgetracker://" + name)).Contents.OfType<TextResourceContents>().Single().Text;
        var page = (await app.GetAsync(address)).Page.QuerySelector("main")!;
        foreach (var screen in page.QuerySelectorAll(".no-print, nav, script, style, svg, form, template").ToList())
        {
            screen.Remove();
        }

        var said = page.QuerySelectorAll("h1, h2, h3, h4, p, li, dt, dd, th, td, caption, figcaption, blockquote").Select(e => string.Join(' ', e.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(words => words.Length > 0).ToList();
        said.Should().NotBeEmpty();
        said.Where(words => !text.Contains(words, StringComparison.Ordinal)).Should().BeEmpty();

        // Of the whole page, not one word is left out. Cells and items have no blank between them where nobody wrote one.
        foreach (var block in page.QuerySelectorAll("h1, h2, h3, h4, p, li, dt, dd, th, td, caption").ToList())
        {
            block.Prepend(page.Owner!.CreateTextNode(" "));
        }

        var read = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('*', '#', '|', ':')).ToHashSet();
        page.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('*', '#', '|', ':')).Where(w => !read.Contains(w)).Should().BeEmpty();
    }
}
