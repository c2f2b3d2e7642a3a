using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>Stored copies of sources: what is taken, under what name, and who gets it.</summary>
public sealed class EvidenceTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Draft = "form#draft";

    private static readonly Dictionary<string, string> Nothing = [];

    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"u8.ToArray();

    private static readonly byte[] PdfWithTable = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\nstartxref\n9\n%%EOF\n"u8.ToArray();

    // A head with a small picture in it, a scan with an escaped FF and a restart, and the end.
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE1, 0, 8, 0xFF, 0xD8, 1, 2, 0xFF, 0xD9, 0xFF, 0xDA, 0, 3, 1, 5, 0xFF, 0, 6, 0xFF, 0xD0, 7, 0xFF, 0xD9];

    private static readonly byte[] Heic = [0, 0, 0, 16, .. "ftypheic"u8, 0, 0, 0, 0, 0, 0, 0, 9, .. "meta"u8, 1, 0, 0, 0, 10, .. "mdat"u8, 1, 2];

    private const string OfWord = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

    public static TheoryData<string, byte[], EvidenceKind?> Contents => new()
    {
        { "a PNG", Png, EvidenceKind.Png },
        { "a PNG that breaks off", Png[..^6], null },
        { "a JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9], EvidenceKind.Jpeg },
        { "a JPEG with zeros behind it", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9, 0, 0], EvidenceKind.Jpeg },
        { "a JPEG that breaks off", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], null },
        { "a JPEG with a film behind it", [.. Jpeg, .. "ftypmp42"u8, .. new byte[5000]], EvidenceKind.Jpeg },
        { "a JPEG with a small picture in its head that breaks off", [.. Jpeg[..^2], .. new byte[4000]], null },
        { "a PDF", Pdf, EvidenceKind.Pdf },
        { "a PDF with much behind its end", [.. PdfWithTable, .. new byte[9000]], EvidenceKind.Pdf },
        { "a PDF for the web that breaks off behind its first table", [.. "%PDF-1.7\nstartxref\n0\n%%EOF\n"u8, .. new byte[9000]], null },
        { "a HEIC", Heic, EvidenceKind.Heif },
        { "a HEIC that breaks off", Heic[..^1], null },
        { "a HEIC with a film behind it", [.. Heic, .. "what a phone adds"u8], EvidenceKind.Heif },
        { "an AVIF", [0, 0, 0, 16, .. "ftypavif"u8, 0, 0, 0, 0], null },
        { "a WebP", [.. "RIFF"u8, 8, 0, 0, 0, .. "WEBPVP8 "u8], EvidenceKind.Webp },
        { "a WebP that breaks off", [.. "RIFF"u8, 99, 0, 0, 0, .. "WEBPVP8 "u8], null },
        { "a mail", [.. "Received: by mx\r\n\tfrom a\r\nFrom: a@b.example\r\nSubject: Z"u8, 0xFC, .. "rich\r\n\r\nHi"u8], EvidenceKind.Eml },
        { "a text that begins like a mail", "From: the governor\nWe are pleased."u8.ToArray(), EvidenceKind.Text },
        { "a mail of Outlook", Outlook("__properties_version1.0"), EvidenceKind.Msg },
        { "a mail of Outlook that breaks off", Outlook("__properties_version1.0")[..1000], null },
        { "an old office file", Outlook("WordDocument"), null },
        { "a Word document", Zip(("[Content_Types].xml", OfWord)), EvidenceKind.Docx },
        { "an Excel workbook", Zip(("[Content_Types].xml", OfWord.Replace("wordprocessingml.document", "spreadsheetml.sheet", StringComparison.Ordinal))), EvidenceKind.Xlsx },
        { "a presentation", Zip(("[Content_Types].xml", OfWord.Replace("wordprocessingml.document", "presentationml.presentation", StringComparison.Ordinal))), EvidenceKind.Pptx },
        { "an OpenDocument text", Zip(("mimetype", "application/vnd.oasis.opendocument.text")), EvidenceKind.Odt },
        { "an OpenDocument spreadsheet", Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")), EvidenceKind.Ods },
        { "an OpenDocument presentation", Zip(("mimetype", "application/vnd.oasis.opendocument.presentation")), EvidenceKind.Odp },
        { "a Word document with macros", Zip(("[Content_Types].xml", OfWord), ("word/vbaProject.bin", "x")), null },
        { "an OpenDocument text with macros", Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("Basic/Standard/Module1.xml", "x")), null },
        { "a Word document that breaks off", Zip(("[Content_Types].xml", OfWord))[..^9], null },
        { "a PDF with something in front", [.. "junk\n"u8, .. Pdf], EvidenceKind.Pdf },
        { "a PDF that breaks off", Pdf[..^8], null },
        { "a page", "\uFEFF \n<!-- saved --><!DOCTYPE HTML><p>Hi"u8.ToArray(), EvidenceKind.Html },
        { "a text", "Zürich, 1,000 jobs.\r\n\tMore."u8.ToArray(), EvidenceKind.Text },
        { "a text that only speaks of HTML", "The tag <html> begins a page."u8.ToArray(), EvidenceKind.Text },
        { "Latin-1", [.. "Z"u8, 0xFC, .. "rich"u8], null },
        { "a program", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1], null },
        { "a picture as text", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"u8.ToArray(), EvidenceKind.Text },
        { "an archive", Zip(), null },
        { "half a letter", [.. "Z"u8, 0xC3], null },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task What_a_file_is_its_content_says(string what, byte[] content, EvidenceKind? expected)
    {
        var (kind, problem) = await EvidenceContent.LookAsync(new MemoryStream(content));

        kind.Should().Be(expected, what);
        (problem is null).Should().Be(expected is not null, what);
    }

    [Theory]
    [InlineData("a.docm", "holds macros", "word/vbaProject.bin")]
    [InlineData("a.zip", "These can be stored: PDF, PNG, JPEG, HEIC", "a.txt")]
    public async Task What_is_refused_is_told_why_and_what_can_be_stored(string name, string says, string part)
    {
        var content = Zip((part, "x"));
        var upload = await app.WithAsync<EvidenceStore, EvidenceUpload>(s => s.AddAsync(new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(content), 0, content.Length, "f", name), Web.Data.LogActor.CommandLine));

        upload.File.Should().BeNull();
        upload.Refusal.Should().StartWith($"“{name}” ").And.Contain(says);
    }

    [Theory]
    [InlineData("Mail.eml", "application/octet-stream")]
    [InlineData("Photo.heic", "image/heic")]
    [InlineData("Budget.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    public async Task Mail_pictures_of_phones_and_office_files_are_given_as_downloads_alone_as_they_were_stored(string name, string mediaType)
    {
        byte[] content = name[^1] switch { 'l' => Encoding.UTF8.GetBytes($"Received: by mx\r\nSubject: {Guid.NewGuid()}\r\n\r\n<script>1</script>"), 'c' => Heic, _ => Zip(("[Content_Types].xml", OfWord)) };
        var upload = await app.WithAsync<EvidenceStore, EvidenceUpload>(s => s.AddAsync(new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(content), 0, content.Length, "f", name), Web.Data.LogActor.CommandLine));
        upload.Refusal.Should().BeNull();
        var editor = await app.SignedInAsync(MemberRole.Editor);

        var answer = await editor.Client.GetAsync("/newsroom/evidence/" + upload.File!.Sha256);

        answer.Content.Headers.ContentType!.ToString().Should().Be(mediaType);
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.Should().Be(name);
        answer.Headers.GetValues("X-Content-Type-Options").Single().Should().Be("nosniff");
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(content);
    }

    [Fact]
    public void Every_kind_of_file_is_described_once()
    {
        EvidenceForm.All.Select(f => f.Kind).Should().Equal(Enum.GetValues<EvidenceKind>());
        EvidenceForm.All.SelectMany(f => f.Endings).Should().OnlyHaveUniqueItems().And.OnlyContain(e => EvidenceForm.OfName("Report" + e.ToUpperInvariant())!.Endings.Contains(e));
    }

    [Fact]
    public async Task A_copy_stored_beside_its_source_is_for_readers_once_the_pledge_is_published_and_no_longer_when_it_is_taken_off()
    {
        var (editor, address) = await DraftAsync("evidence-one");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Pdf));
        await editor.SendAsync(Nothing, "save", Draft, ("file sources[0].evidence", "../../etc/Report final.pdf", Pdf));
        editor.At.Should().EndWith("?done=saved");
        editor.Page.QuerySelector("[name='sources[0].evidence']")!.GetAttribute("value").Should().Be(hash);
        editor.Page.QuerySelector($"a[href='/newsroom/evidence/{hash}']")!.TextContent.Should().Be("Report final.pdf");
        File.Exists(Path.Combine(app.DataDirectory, "evidence", hash[..2], hash)).Should().BeTrue();
        (await app.Visitor().GetAsync("/evidence/" + hash)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await editor.Client.GetAsync("/newsroom/evidence/" + hash)).StatusCode.Should().Be(HttpStatusCode.OK);

        await editor.SendAsync(Nothing, "send", Draft);
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);
        await reviewer.GoAsync(address + "/review");
        await reviewer.SendAsync(Nothing, "publish");
        reviewer.At.Should().EndWith("?done=published");

        var (_, page) = await app.GetAsync("/pledges/evidence-one/sources");
        page.QuerySelector("#source-1 .hash")!.TextContent.Should().Be(hash);
        page.QuerySelector("#source-1")!.TextContent.Should().Contain("PDF, 35 bytes, stored 29 November 2026");
        var answer = await app.Visitor().GetAsync("/evidence/" + hash);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(Pdf);
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.Should().Be("Report final.pdf");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("sandbox").And.Contain("default-src 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().Should().Be("nosniff");
        answer.Headers.CacheControl!.ToString().Should().Be("public, no-cache");
        var again = new HttpRequestMessage(HttpMethod.Get, "/evidence/" + hash);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await app.Visitor().SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified);

        await reviewer.GoAsync(address + "/revisions");
        await reviewer.SendAsync(new Dictionary<string, string> { ["reason"] = "It was a duplicate." }, "unpublish");
        (await app.Visitor().GetAsync("/evidence/" + hash)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_said_and_everything_else_is_saved()
    {
        var (editor, _) = await DraftAsync("evidence-two");

        await editor.SendAsync(new Dictionary<string, string> { ["title"] = "A better title" }, "save", Draft,
            ("file sources[0].evidence", "lies.pdf", "This is no PDF."u8.ToArray()), ("file sources[0].evidence", "empty.txt", []), ("file sources[0].evidence", "kept.txt", "A whole text."u8.ToArray()));

        editor.Page.QuerySelectorAll(".problems li").Select(p => p.TextContent).Should().HaveCount(2)
            .And.Contain(p => p.Contains("“lies.pdf” is named like a PDF, but its content is plain text")).And.Contain(p => p.Contains("“empty.txt” is empty"))
            .And.OnlyContain(p => p.EndsWith("Everything else is saved."));
        editor.Page.QuerySelector("h1")!.TextContent.Should().EndWith("A better title");
        editor.Page.QuerySelectorAll("[name='sources[0].evidence']").Should().ContainSingle();
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = "Another title" }, "save", Draft);
        editor.At.Should().EndWith("?done=saved", "the form goes on from what was saved");
    }

    [Fact]
    public async Task What_cannot_be_stored_beside_a_stale_text_is_said_and_nothing_is_said_to_be_saved()
    {
        var (editor, address) = await DraftAsync("evidence-stale");
        var other = await app.SignedInAsync(MemberRole.Editor);
        await other.GoAsync(address);
        await other.SendAsync(new Dictionary<string, string> { ["title"] = "Their title" }, "save", Draft);

        await editor.SendAsync(new Dictionary<string, string> { ["title"] = "My title" }, "save", Draft, ("file sources[0].evidence", "empty.txt", []));

        editor.Answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        editor.Page.QuerySelector(".problems li")!.TextContent.Should().StartWith("“empty.txt” is empty").And.EndWith("After saving, choose the file again.");
        editor.Page.Body!.TextContent.Should().NotContain("Everything else is saved");
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_in_words()
    {
        await using var small = new SmallApp();
        var store = await small.WithAsync<EvidenceStore, EvidenceUpload>(s => s.AddAsync(
            new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(new byte[2 * 1024 * 1024]), 0, 2 * 1024 * 1024, "f", "big.pdf"), Web.Data.LogActor.CommandLine));

        store.File.Should().BeNull();
        store.Refusal.Should().Be("“big.pdf” has 2.0 MB. The most is 1 MB. Store only the pages that matter, or a print of them.");
    }

    [Fact]
    public async Task The_same_file_twice_is_one_also_at_the_same_moment()
    {
        var content = Encoding.UTF8.GetBytes("The same " + Guid.NewGuid());

        var uploads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.WithAsync<EvidenceStore, EvidenceUpload>(s => s.AddAsync(
            new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(content), 0, content.Length, "f", "same.txt"), Web.Data.LogActor.CommandLine))));

        uploads.Select(u => u.File?.Sha256).Distinct().Should().ContainSingle();
        await app.WithDatabaseAsync(async context => (await context.Evidence.CountAsync(e => e.Sha256 == uploads[0].File!.Sha256)).Should().Be(1));
        Directory.GetFiles(Path.Combine(app.DataDirectory, "evidence"), "incoming-*").Should().BeEmpty();
    }

    [Fact]
    public async Task A_copy_that_is_not_stored_here_cannot_be_published()
    {
        var (editor, _) = await DraftAsync("evidence-three");
        await editor.SendAsync(Nothing, "save", Draft, ("file sources[0].evidence", "real.txt", "Real."u8.ToArray()));
        var values = FormBrowser.FieldsOf(editor.Page.QuerySelector(Draft)!);
        values["sources[0].evidence"] = new string('a', 64);
        values["act"] = "send";

        await editor.Client.PostAsync(editor.At.Split('?')[0], new FormUrlEncodedContent(values));
        await editor.GoAsync(editor.At.Split('?')[0] + "?check=1");

        editor.Page.QuerySelector(".state")!.TextContent.Should().Be("Draft");
        editor.Page.Body!.TextContent.Should().Contain("This copy is not stored here.");
    }

    [Theory]
    [InlineData("/evidence/nothing")]
    [InlineData("/evidence/..%2f..%2fpledgetracker.db")]
    [InlineData("/evidence/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_hash_leads_nowhere(string address) =>
        (await app.Visitor().GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_damaged_file_is_noticed()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var content = Encoding.UTF8.GetBytes("To be damaged " + Guid.NewGuid());
        var upload = await app.WithAsync<EvidenceStore, EvidenceUpload>(s => s.AddAsync(
            new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(content), 0, content.Length, "f", "damaged.txt"), Web.Data.LogActor.CommandLine));
        var hash = upload.File!.Sha256;
        await File.AppendAllTextAsync(Path.Combine(app.DataDirectory, "evidence", hash[..2], hash), "!");

        await editor.GoAsync("/newsroom/evidence?look=1");

        editor.Page.QuerySelectorAll("tr").First(r => r.TextContent.Contains(hash)).TextContent.Should().Contain("Damaged");
    }

    [Fact]
    public async Task A_stored_copy_and_its_folders_are_for_their_owner_alone_and_older_ones_are_closed()
    {
        var (_, path) = await StoreAsync("For the newsroom alone " + Guid.NewGuid());
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        new DirectoryInfo(folder).UnixFileMode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        new DirectoryInfo(Path.GetDirectoryName(folder)!).UnixFileMode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        EvidenceFolder.Close(Path.GetDirectoryName(folder)!, CancellationToken.None).Should().Be(2);
        File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        EvidenceFolder.Close(Path.GetDirectoryName(folder)!, CancellationToken.None).Should().Be(0, "a start that finds nothing writes nothing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_that_was_altered_is_not_sent_as_what_was_stored_and_the_newsroom_is_told_once(bool isSameLength)
    {
        var (hash, path) = await StoreAsync("Genuine " + Guid.NewGuid());
        var editor = await app.SignedInAsync(MemberRole.Editor);
        (await editor.Client.GetAsync("/newsroom/evidence/" + hash)).StatusCode.Should().Be(HttpStatusCode.OK);
        var genuine = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, isSameLength ? [(byte)'X', .. genuine[1..]] : [.. genuine, (byte)'!']);

        for (var i = 0; i < 2; i++)
        {
            await editor.GoAsync("/newsroom/evidence/" + hash);
            editor.Answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            editor.Answer.Headers.ETag.Should().BeNull();
            editor.Page.QuerySelector("main")!.TextContent.Should().Contain("does not match its SHA-256");
        }

        await editor.GoAsync("/newsroom");
        editor.Page.QuerySelector("[aria-labelledby=broken]")!.TextContent.Should().Contain(hash);
        (await LoggedAsync(LogAction.EvidenceAltered, hash)).Should().Be(1);

        await File.WriteAllBytesAsync(path, genuine);
        (await editor.Client.GetByteArrayAsync("/newsroom/evidence/" + hash)).Should().Equal(genuine, "the file of a backup mends it");
        await editor.GoAsync("/newsroom");
        editor.Page.QuerySelector("main")!.TextContent.Should().NotContain(hash);
    }

    [Fact]
    public async Task A_copy_that_is_missing_is_answered_as_that_and_the_newsroom_is_told()
    {
        var (hash, path) = await StoreAsync("To be lost " + Guid.NewGuid());
        File.Delete(path);
        var editor = await app.SignedInAsync(MemberRole.Editor);

        await editor.GoAsync("/newsroom/evidence/" + hash);

        editor.Answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("cannot be found where it was stored");
        (await LoggedAsync(LogAction.EvidenceMissing, hash)).Should().Be(1);
    }

    [Fact]
    public async Task A_part_of_a_copy_can_be_asked_for()
    {
        var (hash, path) = await StoreAsync("Part by part " + Guid.NewGuid());
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var request = new HttpRequestMessage(HttpMethod.Get, "/newsroom/evidence/" + hash) { Headers = { Range = new(5, 8) } };
        var answer = await editor.Client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal((await File.ReadAllBytesAsync(path))[5..9]);
    }

    [Fact]
    public void A_name_brings_no_line_of_its_own_into_a_header() =>
        EvidenceStore.CleanName("a\r\nSet-Cookie: b=c\u202E\".pdf").Should().Be("aSet-Cookie: b=c.pdf");

    private async Task<(string Hash, string Path)> StoreAsync(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var upload = await app.WithAsync<EvidenceStore, EvidenceUpload>(s => s.AddAsync(
            new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(content), 0, content.Length, "f", "copy.txt"), LogActor.CommandLine));
        var hash = upload.File!.Sha256;
        return (hash, Path.Combine(app.DataDirectory, "evidence", hash[..2], hash));
    }

    private async Task<int> LoggedAsync(LogAction action, string hash)
    {
        var count = 0;
        await app.WithDatabaseAsync(async context => count = await context.Log.CountAsync(l => l.Action == action && l.Details!.Contains(hash.Substring(0, 12))));
        return count;
    }

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("word/document.xml");
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return file.ToArray();
    }

    // A file of sectors, one of which names a stream.
    private static byte[] Outlook(string stream)
    {
        var file = new byte[2048];
        byte[] head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        head.CopyTo(file, 0);
        file[30] = 9;
        Encoding.Unicode.GetBytes(stream).CopyTo(file, 600);
        return file;
    }

    private async Task<(FormBrowser Editor, string Address)> DraftAsync(string slug)
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = "A promise of " + slug, ["announced"] = "May 2024" });
        var address = editor.At;
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["slug"] = slug,
            ["summary"] = "A promise.",
            ["announced.by"] = "A manager",
            ["announced.sources"] = "https://www.example.org/news",
            ["checkability.rating"] = "partly-measurable",
            ["checkability.reason"] = "A number without a date.",
        }, "add targets", Draft);
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["targets[0].id"] = "jobs",
            ["targets[0].metric"] = "jobs-created",
            ["targets[0].quantity"] = "200",
            ["targets[0].deadlineBasis"] = "none-given",
            ["sources[0].role"] = "promise",
            ["sources[0].kind"] = "news-report",
            ["sources[0].title"] = "A report",
        }, "save", Draft);
        return (editor, address);
    }

    private sealed class SmallApp : NewsroomApp
    {
        protected override bool StarterData => false;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["EvidenceMegabytes"] = "1" };
    }
}
