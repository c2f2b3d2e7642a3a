using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Truth;

/// <summary>
/// Every number on the pages of claimed totals is one that stands in the files, or one that the tests' own code makes of them: the sums of
/// <see cref="RawLadder"/>, or a count of entries, pledges, claims and checks.
/// </summary>
public sealed partial class ClaimOracleTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "claims");

    private static readonly RawSite Site = new();

    public static TheoryData<string> Pages
    {
        get
        {
            var pages = new TheoryData<string> { "/claims" };
            foreach (var (folder, path) in new[] { ("claimants", "/claims/"), ("lists", "/lists/"), ("checks", "/checks/") })
            {
                foreach (var file in Directory.GetFiles(Path.Combine(Folder, folder), "*.json").Order(StringComparer.Ordinal))
                {
                    pages.Add(path + Path.GetFileNameWithoutExtension(file));
                }
            }

            return pages;
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_number_of_a_page_is_in_the_files_or_made_of_them_by_other_code(string address)
    {
        var (values, counts) = Known(address);

        var (said, written) = await SaidAsync(address);

        (said.Count > 0 || address.StartsWith("/checks/", StringComparison.Ordinal)).Should().BeTrue("a check may have found no number; a claimant and a list have some");
        said.Where(v => !values.Contains(v)).Should().BeEmpty($"each of these on {address} is a number of the files or a sum of them");
        written.Where(v => !counts.Contains(v) && !values.Contains(v)).Should().BeEmpty($"each of these on {address} counts something that is there");
    }

    [Theory]
    [InlineData("/lists/us-white-house-2025", "by-companies sum investment USD")]
    [InlineData("/lists/us-white-house-2025", "on-the-list sum investment USD")]
    [InlineData("/lists/us-white-house-2017", "new found-not-new sum jobs ")]
    [InlineData("/lists/us-white-house-2025", "promised-jobs pledges jobs-created ")]
    public async Task A_sum_that_other_code_does_not_make_is_found(string address, string fact)
    {
        var (values, _) = Known(address, without: fact);

        var (said, _) = await SaidAsync(address);

        said.Where(v => !values.Contains(v)).Should().NotBeEmpty($"“{fact}” was left out of what is right");
    }

    // What stands on the page: the values of numbers, and the whole numbers within our own sentences. What editors and checks wrote is in
    // English on the Spanish page, and is theirs; days, sources and pictures are held elsewhere.
    private async Task<(List<long> Values, List<long> Written)> SaidAsync(string address)
    {
        var (answer, page) = await app.GetAsync("/es" + address);
        answer.IsSuccessStatusCode.Should().BeTrue(address);
        var main = page.QuerySelector("main")!;
        foreach (var element in main.QuerySelectorAll("[lang=en], ol.sources, sup, time, svg, textarea, .cite, a[href*='#source-'], [id^=item-] a[href^='/pledges/'], script").ToList())
        {
            element.Remove();
        }

        var values = new List<long>();
        foreach (var data in main.QuerySelectorAll("data").ToList())
        {
            values.Add(long.Parse(data.GetAttribute("value")!, CultureInfo.InvariantCulture));
            data.Remove();
        }

        var text = Days().Replace(string.Join(' ', main.QuerySelectorAll("*").Where(e => e.Children.Length == 0 || e.ChildNodes.OfType<IText>().Any()).SelectMany(e => e.ChildNodes.OfType<IText>()).Select(t => t.Data)), " ");
        return (values, [.. Whole().Matches(text).Select(m => long.Parse(m.Value.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))]);
    }

    private static (HashSet<long> Values, HashSet<long> Counts) Known(string address, string? without = null)
    {
        var values = new HashSet<long>();
        var counts = new HashSet<long> { 1 };
        var files = address == "/claims" ? Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)) : FilesOf(address);
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            Collect(json.RootElement, values, counts);
        }

        // How many entries a check found something of.
        if (address.StartsWith("/checks/", StringComparison.Ordinal))
        {
            counts.Add(Directory.GetFiles(Path.Combine(Folder, "lists"), "*.json").Sum(f => Regex.Count(File.ReadAllText(f), $"\"check\": \"{address.Split('/')[2]}\"")));
        }

        foreach (var folder in new[] { "claimants", "lists", "checks" })
        {
            counts.Add(Directory.GetFiles(Path.Combine(Folder, folder), "*.json").Length);
        }

        if (address.StartsWith("/lists/", StringComparison.Ordinal))
        {
            foreach (var (_, says) in RawLadder.Of(address["/lists/".Length..], Site).Where(f => f.Key != without))
            {
                // What is certain of a sum, the most it can be, and how many it is of and lacks.
                foreach (Match number in Regex.Matches(says, @"(?<![\w-])-?[0-9]+(?![\w-])"))
                {
                    values.Add(long.Parse(number.Value, CultureInfo.InvariantCulture));
                    counts.Add(long.Parse(number.Value, CultureInfo.InvariantCulture));
                }

                foreach (var part in says.Split([" of ", " without "], StringSplitOptions.None))
                {
                    counts.Add(Regex.Replace(part, ", [0-9]+( without)?$", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
                }

                counts.Add(says.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
            }

            // How many matched pledges a step has, and of how many of them nothing is recorded, over all metrics.
            foreach (var step in RawLadder.Of(address["/lists/".Length..], Site).Where(f => f.Key.Contains(" pledges ", StringComparison.Ordinal)).GroupBy(f => Regex.Replace(f.Key, " pledges [^ ]+", "")))
            {
                var parts = step.Select(f => Regex.Match(f.Value, "of (?<with>[^ ]*( [^ ]+)*?) without (?<without>.*)$")).ToList();
                var lacking = parts.Sum(p => Count(p.Groups["without"].Value));
                counts.UnionWith([lacking, lacking + parts.Sum(p => Count(p.Groups["with"].Value))]);
            }

            foreach (var group in RawLadder.Of(address["/lists/".Length..], Site).GroupBy(f => (Regex.Match(f.Key, "^.* without (the pledge )?").Value, f.Value.Split(' ')[0])))
            {
                counts.Add(group.Count());
            }
        }

        return (values, counts);

        static int Count(string slugs) => slugs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    // The file of the page, and the files whose numbers it repeats: claims of a list, checks of either.
    private static IEnumerable<string> FilesOf(string address)
    {
        var folder = address.Split('/')[1] switch { "claims" => "claimants", var same => same };
        yield return Path.Combine(Folder, folder, address.Split('/')[2] + ".json");
        foreach (var other in new[] { "claimants", "lists", "checks" })
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Folder, other), "*.json").Where(f => File.ReadAllText(f).Contains(address.Split('/')[2], StringComparison.Ordinal) || folder is "checks" or "claimants" || other == "checks"))
            {
                yield return file;
            }
        }
    }

    private static void Collect(JsonElement element, HashSet<long> values, HashSet<long> counts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (property.Value.ValueKind == JsonValueKind.String && property.Name is "quantity" or "amount" or "jobs" or "total" or "entries")
                    {
                        foreach (Match number in Regex.Matches(property.Value.GetString()!, "[0-9][0-9,]*"))
                        {
                            values.Add(long.Parse(number.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
                        }
                    }

                    Collect(property.Value, values, counts);
                }

                break;
            case JsonValueKind.Array:
                // How many claims, entries, checks there are, and how many of them speak for somebody else.
                var parts = element.EnumerateArray().ToList();
                var speakers = parts.Count(p => p.ValueKind == JsonValueKind.Object && p.TryGetProperty("speaker", out var speaker) && speaker.ValueKind == JsonValueKind.String);
                counts.UnionWith([parts.Count, speakers, parts.Count - speakers]);
                values.UnionWith([parts.Count, parts.Count - speakers]);
                parts.ForEach(p => Collect(p, values, counts));
                break;
        }
    }

    [GeneratedRegex(@"(\d{1,2} de )?(enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre) de \d{4}|\(\d{4}\)|\b(19|20)\d\d\b|revisión \d+|PNG|SHA-256", RegexOptions.IgnoreCase)]
    private static partial Regex Days();

    [GeneratedRegex(@"(?<![\w,.-])[0-9]{1,3}(\.[0-9]{3})*(?![\w,-])")]
    private static partial Regex Whole();
}
