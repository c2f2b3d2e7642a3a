using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Assistants;

/// <summary><c>/llms.txt</c> (llmstxt.org): what the site has and how to ask it, for assistants that only read pages.</summary>
internal static class LlmsText
{
    private const int MostPledges = 50, MostClaims = 50;

    public static void Map(IEndpointRouteBuilder data) =>
        data.MapMethods("/llms.txt", DataAnswers.Reading, async (SiteAddress site, PledgeTrackerDbContext context, PledgeListing listing, ClaimIndexes indexes, IOptions<PledgeTrackerOptions> options, CancellationToken cancel) =>
        {
            var claims = await indexes.GetAsync(cancel);
            var largest = await listing.LargestAsync(MostPledges, null, cancel);
            return Results.Text(Write(site, options.Value, await context.Summaries.CountAsync(cancel), largest, claims), "text/plain; charset=utf-8");
        }).WithMetadata(new PublicPageAttribute()).ExcludeFromDescription();

    private static string Write(SiteAddress site, PledgeTrackerOptions options, int count, IReadOnlyList<PledgeSummary> largest, ClaimIndex claims)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {options.Publisher}\n\n> Public pledges of companies to create or keep jobs ({count}), with what was reported afterwards, every number with its source, and a verdict with its reason where editors gave one.\n\n")
            .Append("Quote a verdict in the words of the page, with its day and its address. “Not yet rated” says nothing about what a company did. “No qualifying figure” is no zero. Keep the word before a number (“up to”, “more than”). ")
            .Append(CultureInfo.InvariantCulture, $"`?revision=1` after the address of a page shows a state that never changes, and `?on=2018-01-01` what is known today to have been public by that day: cite those. Content: {options.LicenceTitle}.\n");
        Section("Ask", [
            ("Model Context Protocol", DataAnswers.Assistants, "tools to search, list, read and compare pledges and claimed totals, and to read what changed, by streamable HTTP, without an account"),
            ("API", "/data/api", "pledges, companies and claimed totals as data: put .json after their address"), ("OpenAPI", "/openapi/v1.json", "the same for programs"), ("Whole data set", "/data", "files of everything, and what each column means")]);
        Section("Read", [.. SitePages.Menu.Where(page => page.Address is not ("/data" or "/method")).Select(page => (page.Name, page.Address, (string?)null))]);
        Section("Method", [("Method", "/method", "what the words mean, what counts, how verdicts are decided"), ("How we work", "/how-we-work", null), ("Corrections policy", "/corrections-policy", null), ("Glossary", "/data/glossary.json", "every code with its meaning"), ("About", "/about", null)]);
        Section("Claimed totals", [.. claims.Claimants.Select(c => (c.Content.Name, "/claims/" + c.Content.Slug, (string?)"claimant")).Concat(claims.Lists.Select(l => (l.Content.Title, "/lists/" + l.Content.Slug, (string?)"list")))
            .Concat(claims.Checks.Select(c => (c.Content.By, "/checks/" + c.Content.Slug, (string?)$"check, {c.Content.Date.InWords()}"))).Take(MostClaims)]);
        Section("Optional", [.. largest.Select(p => ($"{p.CompanyName}: {p.Title}", "/pledges/" + p.Slug, (string?)$"announced {p.AnnouncedOn.InWords()}")), ("All pledges", "/pledges.csv", "one row each"), ("All companies", "/companies.csv", "one row each")]);
        return text.ToString();

        void Section(string title, IReadOnlyList<(string Name, string Path, string? Note)> links)
        {
            if (links.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            }

            foreach (var (name, path, note) in links)
            {
                text.Append(CultureInfo.InvariantCulture, $"- [{Plain(name)}]({site.Of(path)}){(note is null ? "" : ": " + note)}\n");
            }
        }
    }

    // Names that editors wrote must not end the link that they stand in, nor the line.
    private static string Plain(string name) => name.ReplaceLineEndings(" ").Replace('[', '(').Replace(']', ')');
}
