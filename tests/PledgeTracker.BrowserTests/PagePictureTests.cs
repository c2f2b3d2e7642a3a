using System.Text;

using PledgeTracker.Web.SourceTexts;
using SkiaSharp;

namespace PledgeTracker.BrowserTests;

/// <summary>Pictures of stored pages, made by a real Chromium.</summary>
public sealed class PagePictureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-pages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public async Task A_stored_page_becomes_a_picture_that_ends_where_the_page_ends()
    {
        var (width, height, dark) = await DrawnAsync("<!doctype html><title>Rivertown</title><body style='background:#fff'><h1 style='font:700 60px sans-serif;color:#000'>412 jobs at Rivertown</h1><p>Text.</p>");

        width.Should().Be(PagePicture.Width);
        height.Should().BeInRange(100, 600, "the rest of the window is empty");
        dark.Should().BeGreaterThan(2_000, "the words are drawn");
    }

    [BrowserFact]
    public async Task A_strange_page_draws_nothing_but_itself()
    {
        // A picture of red that lies beside the tracker: a page that reaches it shows red.
        using (var red = new SKBitmap(400, 400))
        {
            red.Erase(SKColors.Red);
            using var data = red.Encode(SKEncodedImageFormat.Png, 100);
            await File.WriteAllBytesAsync(Path.Combine(_folder, "red.png"), data.ToArray());
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "red.css"), "body{background:red!important}");
        await File.WriteAllTextAsync(Path.Combine(_folder, "red.html"), "<body style='background:red;height:3000px'>");
        await File.WriteAllTextAsync(Path.Combine(_folder, "red.js"), "document.body.style.background='red'");
        var at = new Uri(_folder).AbsoluteUri;
        foreach (var (way, html) in new[]
        {
            ("picture", $"<img src='{at}/red.png' width=800 height=800>"), ("style", $"<link rel=stylesheet href='{at}/red.css'><style>@import '{at}/red.css';</style><p>x"),
            ("frame", $"<iframe src='{at}/red.html' width=800 height=800></iframe>"), ("object", $"<object data='{at}/red.html' width=800 height=800></object><embed src='{at}/red.html' width=800 height=800>"),
            ("refresh", $"<meta http-equiv=refresh content='0;url={at}/red.html'><p>x"), ("script", $"<p>x<script src='{at}/red.js'></script><script>document.body.style.background='red'</script>"),
            ("handler", "<p>x<img src=x onerror=\"document.body.style.background='red'\"><svg onload=\"document.body.style.background='red'\"></svg>"),
            ("escape", $"\"></iframe><iframe src='{at}/red.html' style='position:absolute;inset:0;width:900px;height:900px'></iframe>"), ("base", $"<base href='{at}/'><img src=red.png width=800 height=800>"),
        })
        {
            (await RedAsync(html)).Should().Be(0, way);
        }

        (await RedAsync("<body style='background:red'><p>x")).Should().BeGreaterThan(50_000, "a page may be red by itself, or this test would prove nothing");
    }

    [BrowserFact]
    public async Task A_page_in_another_encoding_or_without_end_is_drawn_or_not_and_never_hangs()
    {
        (await new PagePicture(Browser.Executable!).OfAsync(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<h1>412 jobs</h1>")).ToArray())).Should().NotBeNull();
        var (_, height, _) = await DrawnAsync("<!doctype html>" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<p>Line {i} of a long page</p>")));
        height.Should().Be(PagePicture.MostHeight);
    }

    [Fact]
    public async Task Without_the_program_there_is_no_picture() =>
        (await new PagePicture("/nowhere/chromium").OfAsync("<p>x"u8.ToArray())).Should().BeNull();

    private static async Task<(int Width, int Height, int Dark)> DrawnAsync(string html)
    {
        using var picture = SKBitmap.Decode(await new PagePicture(Browser.Executable!).OfAsync(Encoding.UTF8.GetBytes(html)));
        return (picture.Width, picture.Height, picture.Pixels.Count(p => p.Red < 100));
    }

    private static async Task<int> RedAsync(string html)
    {
        using var picture = SKBitmap.Decode(await new PagePicture(Browser.Executable!).OfAsync(Encoding.UTF8.GetBytes(html)));
        return picture.Pixels.Count(p => p is { Red: > 200, Green: < 60, Blue: < 60 });
    }
}
