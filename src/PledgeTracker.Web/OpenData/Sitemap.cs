using System.Globalization;
using System.Text;
using System.Xml;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// <c>/sitemap.xml</c>: every public page in every language, each with its other languages and the time of what it shows
/// (sitemaps.org). What does not fit into one is divided: then it names <c>/sitemap-1.xml</c> and those that follow. Pledges and
/// companies are written as they are read, so that any number of them needs the same memory.
/// </summary>
public sealed class Sitemap(SitemapPages pages, SiteAddress site)
{
    /// <summary>Addresses one sitemap may hold (sitemaps.org).</summary>
    public const int MostAddresses = 50_000;

    /// <summary>Bytes one sitemap may have (sitemaps.org).</summary>
    public const int MostBytes = 50 * 1024 * 1024;

    // What an address needs at most: its path beside the site's own, and the elements around all of its links.
    private const int LongestPath = 40 + Slug.MaxLength, AroundOne = 400;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9", Links = "http://www.w3.org/1999/xhtml";

    private static readonly XmlWriterSettings Written = new() { Encoding = new UTF8Encoding(false), Async = true };

    // A page has an address in each language, and each of them links to all and to the one for everybody.
    private int PagesInOne
    {
        get
        {
            var address = Encoding.UTF8.GetByteCount(site.Of("")) + LongestPath;
            var bytes = Language.All.Count * (((Language.All.Count + 2) * address) + AroundOne);
            return Math.Max(1, Math.Min(MostAddresses / Language.All.Count, MostBytes / bytes));
        }
    }

    /// <summary>The sitemap of a site, or the index of those into which it is divided.</summary>
    public async Task<IResult> WholeAsync(CancellationToken cancel)
    {
        await pages.LookAsync(cancel);
        return Parts > 1 ? Xml(IndexAsync) : Xml(stream => PartAsync(stream, 0, cancel));
    }

    /// <summary>One of those into which it is divided; null where there is none of that number.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<IResult?> PartAsync(int number, CancellationToken cancel)
    {
        await pages.LookAsync(cancel);
        return number < 1 || number > Parts ? null : Xml(stream => PartAsync(stream, (number - 1) * PagesInOne, cancel));
    }

    private int Parts => Math.Max(1, (pages.Count + PagesInOne - 1) / PagesInOne);

    private async Task PartAsync(Stream stream, int skip, CancellationToken cancel)
    {
        await using var xml = XmlWriter.Create(stream, Written);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", Namespace);
        await xml.WriteAttributeStringAsync("xmlns", "xhtml", null, Links);
        await foreach (var page in pages.ReadAsync(skip, PagesInOne, cancel))
        {
            foreach (var language in Language.All)
            {
                await xml.WriteStartElementAsync(null, "url", Namespace);
                await xml.WriteElementStringAsync(null, "loc", Namespace, site.Of(language.Prefix + page.Path));
                if (page.ChangedAt is { } changed)
                {
                    await xml.WriteElementStringAsync(null, "lastmod", Namespace, DataText.Instant(changed));
                }

                foreach (var other in Language.All)
                {
                    await LinkAsync(xml, other.Code, other.Prefix + page.Path);
                }

                await LinkAsync(xml, "x-default", page.Path);
                await xml.WriteEndElementAsync();
            }
        }

        await xml.WriteEndElementAsync();
    }

    private async Task LinkAsync(XmlWriter xml, string language, string path)
    {
        await xml.WriteStartElementAsync("xhtml", "link", Links);
        await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
        await xml.WriteAttributeStringAsync(null, "hreflang", null, language);
        await xml.WriteAttributeStringAsync(null, "href", null, site.Of(path));
        await xml.WriteEndElementAsync();
    }

    private async Task IndexAsync(Stream stream)
    {
        await using var xml = XmlWriter.Create(stream, Written);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "sitemapindex", Namespace);
        for (var number = 1; number <= Parts; number++)
        {
            await xml.WriteStartElementAsync(null, "sitemap", Namespace);
            await xml.WriteElementStringAsync(null, "loc", Namespace, site.Of(string.Create(CultureInfo.InvariantCulture, $"/sitemap-{number}.xml")));
            if (pages.Newest is { } newest)
            {
                await xml.WriteElementStringAsync(null, "lastmod", Namespace, DataText.Instant(newest));
            }

            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }

    private static IResult Xml(Func<Stream, Task> write) => Results.Stream(write, "application/xml; charset=utf-8");
}
