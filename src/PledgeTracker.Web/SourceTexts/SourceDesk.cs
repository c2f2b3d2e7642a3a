using System.Globalization;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using MimeKit;
using PledgeTracker.Domain.Mentions;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Links;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>A stored copy as it was read.</summary>
/// <param name="Text">Its text, and what it says of itself.</param>
/// <param name="Mentions">What its text says that can be entered.</param>
public sealed record SourceReading(SourceText Text, IReadOnlyList<Mention> Mentions);

/// <summary>
/// Takes a source from an editor (a file, pasted text, an address), keeps it as a stored copy, and reads it. The text is read anew from
/// the copy each time, so that what is offered is always a part of what is kept; a copy that was just read is remembered for a while.
/// </summary>
public sealed class SourceDesk(EvidenceStore evidence, SourceMemory memory, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    /// <summary>How long a copy may take to be read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Keeps pasted text as a copy.</summary>
    public Task<EvidenceUpload> StoreTextAsync(string text, LogActor by) =>
        StoreAsync(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")), $"pasted-{options.Value.DayAt(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.txt", by);

    /// <summary>Makes a picture of a stored page and keeps it beside it, where the settings name a program for it.</summary>
    /// <returns>The picture; null where none was made.</returns>
    public async Task<EvidenceFile?> StorePictureAsync(EvidenceFile page, LogActor by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (options.Value.Chromium is not { Length: > 0 } chromium || page.Kind != EvidenceKind.Html)
        {
            return null;
        }

        var picture = await new PagePicture(chromium).OfAsync(await File.ReadAllBytesAsync(evidence.PathOf(page.Sha256), cancel), cancel);
        return picture is null ? null : (await StoreAsync(picture, Path.ChangeExtension(page.Name, ".png"), by)).File;
    }

    /// <summary>Fetches what stands at an address, and keeps it as a copy.</summary>
    /// <returns>The copy or why there is none, and where it was found.</returns>
    public async Task<(EvidenceUpload Upload, Uri Address)> StorePageAsync(Uri address, LogActor by, CancellationToken cancel)
    {
        using var client = LinkChecker.Client("reads a source");
        var page = await SourceFetch.GetAsync(client, address, (long)options.Value.EvidenceMegabytes * 1024 * 1024, cancel);
        return (page.Content is null ? new EvidenceUpload(null, page.Problem) : await StoreAsync(page.Content, page.Name, by), page.Address);
    }

    /// <summary>Reads a stored copy.</summary>
    /// <param name="file">The copy.</param>
    /// <param name="address">Where it was found; null where nobody said.</param>
    /// <param name="company">The company of the pledge that it is read for.</param>
    /// <param name="published">When it was published, as an editor says; null for what the copy says.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<SourceReading> ReadAsync(EvidenceFile file, Uri? address, string? company, PartialDate? published, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        var key = $"{file.Sha256} {address} {company} {published}";
        if (memory.Cache.TryGetValue(key, out SourceReading? known) && known is not null)
        {
            return known;
        }

        SourceReading reading;
        try
        {
            // The libraries read without end where a file is made for it; then its thread is left behind and the editor is told.
            reading = await Task.Run(() => Read(file, evidence.PathOf(file.Sha256), address, company, published, cancel), cancel).WaitAsync(Patience, cancel);
        }
        catch (TimeoutException)
        {
            reading = new(SourceText.None("Reading this copy takes too long. Paste the passage that matters."), []);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            reading = new(SourceText.None("This copy is not in the folder of stored copies any more. Tell the person who runs this tracker."), []);
        }

        return memory.Cache.Set(key, reading, new MemoryCacheEntryOptions { Size = 1 + reading.Text.Text.Length, SlidingExpiration = TimeSpan.FromMinutes(20) });
    }

    private async Task<EvidenceUpload> StoreAsync(byte[] content, string name, LogActor by)
    {
        using var stream = new MemoryStream(content);
        return await evidence.AddAsync(new FormFile(stream, 0, content.Length, "file", name), by);
    }

    private SourceReading Read(EvidenceFile file, string path, Uri? address, string? company, PartialDate? published, CancellationToken cancel)
    {
        var text = file.Kind switch
        {
            EvidenceKind.Pdf => PdfSource.Read(path, cancel),
            EvidenceKind.Html => OfHtml(File.ReadAllBytes(path), address),
            EvidenceKind.Text => OfText(File.ReadAllBytes(path)),
            EvidenceKind.Eml => OfMail(path),
            _ => SourceText.None($"Of {EvidenceForm.Of(file.Kind).Name} no text is read here. It is kept as a copy: paste its text to have it read."),
        };
        text = text with { Kind = text.Kind ?? HtmlSource.KindOf(address) };
        var today = options.Value.DayAt(clock.GetUtcNow());
        return new(text, MentionReader.Read(text.Text, new MentionContext { PublishedOn = (published ?? text.Published) is { Day: not null } day ? day.Earliest : null, Today = today, Company = company }));
    }

    private static SourceText OfHtml(byte[] bytes, Uri? address)
    {
        var (html, said) = PlainText.Decode(bytes);
        var text = HtmlSource.Read(html, address);
        return said is null ? text : text with { Said = [said, .. text.Said] };
    }

    private static SourceText OfText(byte[] bytes)
    {
        var (plain, said) = PlainText.Decode(bytes);
        var text = PlainText.Of(plain);
        List<string> told = said is null ? [] : [said];
        if (plain.Length > SourceText.MostCharacters)
        {
            told.Add(string.Create(CultureInfo.InvariantCulture, $"Only the first {SourceText.MostCharacters:N0} characters were read."));
        }

        return string.IsNullOrWhiteSpace(text) ? SourceText.None("There is no text in this copy.") : new SourceText { Text = text, Said = told };
    }

    private static SourceText OfMail(string path)
    {
        try
        {
            var mail = MimeMessage.Load(path);
            var text = mail.TextBody is { Length: > 0 } plain ? plain : mail.HtmlBody is { Length: > 0 } html ? HtmlSource.TextOf(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).Body) : "";
            if (string.IsNullOrWhiteSpace(text))
            {
                return SourceText.None("There is no text in this e-mail. What is attached to it can be stored by itself.");
            }

            var from = mail.From.Mailboxes.FirstOrDefault();
            var attached = mail.Attachments.Count();
            return new SourceText
            {
                Text = PlainText.Of(text),
                Title = string.IsNullOrWhiteSpace(mail.Subject) ? null : mail.Subject.Trim(),
                Author = from?.Name is { Length: > 0 } name ? name : from?.Address,
                Publisher = from?.Domain,
                Published = mail.Date == default ? null : PartialDate.OfDay(DateOnly.FromDateTime(mail.Date.DateTime)),
                Said = attached == 0 ? [] : [attached == 1 ? "A file is attached, which was not read." : string.Create(CultureInfo.InvariantCulture, $"{attached} files are attached, which were not read.")],
            };
        }
        catch (FormatException)
        {
            return SourceText.None("This e-mail cannot be read. Paste its text.");
        }
    }
}

/// <summary>What was read lately, within a bound.</summary>
public sealed class SourceMemory : IDisposable
{
    private const int MostCharacters = 20_000_000;

    internal MemoryCache Cache { get; } = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    public void Dispose() => Cache.Dispose();
}

/// <summary>Reading of sources.</summary>
public static class SourceTextServices
{
    public static void AddSourceTexts(this IServiceCollection services)
    {
        services.AddSingleton<SourceMemory>();
        services.AddScoped<SourceDesk>();
    }
}
