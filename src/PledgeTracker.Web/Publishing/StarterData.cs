using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// The pledges that come with the program, as files that people can read and edit. Loaded once into an empty tracker, and
/// never again, so that the changes of editors stay.
/// </summary>
public static class StarterData
{
    /// <summary>
    /// The day on which an editor last looked at any of the files. The review that they pass is held as of this day where a machine's clock
    /// is behind, so that no date of the program's own stands against a file.
    /// </summary>
    public static DateOnly CheckedOn { get; } = Pledges().Select(p => DateOnly.TryParseExact(p.Draft.LastChecked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default).Max();

    /// <summary>Who is named as the author of starter pledges.</summary>
    public const string Author = "PledgeTracker starter data";

    private const string Prefix = "PledgeTracker.Web.StarterData.";

    /// <summary>
    /// The version of the files, by their content: a tracker that has another one is offered the corrected and the new pledges.
    /// </summary>
    public static string Version => Digest.Value;

    private static readonly Lazy<string> Digest = new(() =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, draft) in Pledges().Select(p => (p.File, (Draft)p.Draft)).Concat(Claims().Select(c => ($"{c.Kind}/{c.Key}", c.Draft))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file + "\n" + DraftJson.Write(draft) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..StarterDecision.VersionMaxLength];
    });

    /// <summary>The metrics every tracker begins with.</summary>
    public static IReadOnlyList<Metric> Metrics() => ReadList<MetricFile, Metric>("metrics.json", m => m.ToMetric());

    /// <summary>The companies of the starter pledges.</summary>
    public static IReadOnlyList<Company> Companies() => ReadList<CompanyFile, Company>("companies.json", c => c.ToCompany());

    /// <summary>The pledges, by the name of their file.</summary>
    public static IEnumerable<(string File, PledgeDraft Draft)> Pledges()
    {
        var assembly = typeof(StarterData).Assembly;
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix + "pledges.", StringComparison.Ordinal) && !n.EndsWith(".schema.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return (name[(Prefix.Length + "pledges.".Length)..], ReadFile(stream, name));
        }
    }

    /// <summary>The claimants, lists and checks that come with the program, each with its address.</summary>
    public static IEnumerable<(DocumentKind Kind, string Key, Draft Draft)> Claims()
    {
        var assembly = typeof(StarterData).Assembly;
        foreach (var kind in new[] { DocumentKind.Claimant, DocumentKind.List, DocumentKind.Check })
        {
            var folder = $"{Prefix}claims.{Subject.Of(kind).Section}.";
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                yield return (kind, name[folder.Length..^".json".Length], kind switch
                {
                    DocumentKind.Claimant => ReadFile<ClaimantDraft>(stream, name),
                    DocumentKind.List => ReadFile<ClaimListDraft>(stream, name),
                    _ => ReadFile<CheckDraft>(stream, name),
                });
            }
        }
    }

    /// <summary>
    /// Fills an empty tracker: always with the metrics, and with companies and pledges where
    /// <paramref name="withPledges"/>. Does nothing where a pledge was ever entered or the starter pledges were ever
    /// loaded.
    /// </summary>
    /// <returns>How many pledges were loaded.</returns>
    /// <exception cref="InvalidDataException">A starter pledge does not pass the review; nothing is loaded.</exception>
    public static async Task<int> LoadAsync(PledgeTrackerDbContext context, bool withPledges, TimeProvider clock, CancellationToken cancel = default)
    {
        var site = await context.Site.AsNoTracking().SingleOrDefaultAsync(cancel);
        if (site is not null && (!withPledges || site.StarterDataLoadedAt is not null || await context.Documents.AnyAsync(cancel)))
        {
            return 0;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        if (site is null)
        {
            context.Site.Add(new Site { ContentVersion = 1, SearchVersion = SearchDocument.Version });
            context.Metrics.AddRange(Metrics());
            await context.SaveChangesAsync(cancel);
        }

        var count = 0;
        if (withPledges)
        {
            var known = await context.Companies.Select(c => c.Slug).ToListAsync(cancel);
            context.Companies.AddRange(Companies().Where(c => !known.Contains(c.Slug)));
            await context.SaveChangesAsync(cancel);
            context.ChangeTracker.Clear();

            var today = DateOnly.FromDateTime(now);
            var terms = new PublicationTerms(Author, now, today > CheckedOn ? today : CheckedOn);
            var publication = new Publication(context);
            foreach (var (file, draft) in Pledges())
            {
                if (await publication.PublishAsync(draft, terms, cancel) is { Count: > 0 } problems)
                {
                    throw new InvalidDataException($"The starter pledge {file} does not pass the review. {string.Join(" ", problems)}");
                }

                count++;
            }

            await LoadClaimsAsync(context, publication, terms, cancel);
            await context.Site.ExecuteUpdateAsync(s => s.SetProperty(x => x.StarterDataLoadedAt, now).SetProperty(x => x.StarterVersion, Version), cancel);
        }

        await transaction.CommitAsync(cancel);
        return count;
    }

    // They name one another, so that all must be there before the first is published.
    private static async Task LoadClaimsAsync(PledgeTrackerDbContext context, Publication publication, PublicationTerms terms, CancellationToken cancel)
    {
        var ids = new List<int>();
        foreach (var (kind, key, draft) in Claims())
        {
            var document = new Document { Kind = kind, Key = key, State = WorkState.Draft };
            document.Add(draft, terms.At, terms.Author);
            context.Documents.Add(document);
            await context.SaveChangesAsync(cancel);
            ids.Add(document.Id);
        }

        foreach (var id in ids)
        {
            var document = await context.Documents.Include(d => d.Revisions).SingleAsync(d => d.Id == id, cancel);
            if (await publication.PublishAsync(document, document.Revisions[0], terms, cancel) is { Count: > 0 } problems)
            {
                throw new InvalidDataException($"The starter {Subject.Of(document.Kind).Noun} {document.Key} does not pass the review. {string.Join(" ", problems)}");
            }
        }
    }

    /// <summary>Reads a starter file: a draft that begins with the name of its schema, for editors that use it.</summary>
    /// <exception cref="JsonException">The file is not of the draft's shape.</exception>
    public static PledgeDraft ReadFile(Stream stream, string name) => ReadFile<PledgeDraft>(stream, name);

    /// <inheritdoc cref="ReadFile(Stream, string)"/>
    public static T ReadFile<T>(Stream stream, string name)
        where T : Draft
    {
        try
        {
            var node = System.Text.Json.Nodes.JsonNode.Parse(stream)?.AsObject() ?? throw new JsonException("The file is empty.");
            node.Remove("$schema");
            return DraftJson.Read<T>(node.ToJsonString());
        }
        catch (JsonException e)
        {
            throw new JsonException($"{name}: {e.Message}", e);
        }
    }

    private static List<TItem> ReadList<TFile, TItem>(string file, Func<TFile, TItem> read)
    {
        using var stream = typeof(StarterData).Assembly.GetManifestResourceStream(Prefix + file)
            ?? throw new InvalidDataException($"The program lacks its own file {file}.");
        return [.. JsonSerializer.Deserialize<List<TFile>>(stream, JsonSerializerOptions.Web)!.Select(read)];
    }
}

/// <summary>A metric as files have it.</summary>
internal sealed record MetricFile(string Code, string Label, string Singular, string Plural, string Family, bool IsLevel, string Definition, string? Promise = null)
{
    public static MetricFile Of(Metric metric) =>
        new(metric.Code, metric.Label, metric.Singular, metric.Plural, Domain.Values.Code.Of(metric.Family), metric.IsLevel, metric.Definition, metric.Promise);

    /// <exception cref="InvalidDataException">The family is none.</exception>
    public Metric ToMetric() => new()
    {
        Code = Code,
        Label = Label,
        Singular = Singular,
        Plural = Plural,
        Family = Domain.Values.Code.TryParse<MetricFamily>(Family, out var family) ? family : throw new InvalidDataException($"'{Family}' is no family."),
        IsLevel = IsLevel,
        Definition = Definition,
        Promise = Promise,
    };
}

/// <summary>A company as files have it.</summary>
internal sealed record CompanyFile(string Slug, string Name, string? LegalName, string? HeadquartersCountry, string? Sector, string? Website, string? WikidataId)
{
    public List<string> OtherNames { get; init; } = [];

    public List<ListingFile> Listings { get; init; } = [];

    public static CompanyFile Of(Company company) =>
        new(company.Slug, company.Name, company.LegalName, company.HeadquartersCountry, company.Sector, company.Website, company.WikidataId)
        {
            OtherNames = [.. company.OtherNames],
            Listings = [.. company.Listings.Select(l => new ListingFile(l.Exchange, l.Ticker))],
        };

    public Company ToCompany() => new()
    {
        Slug = Slug,
        Name = Name,
        LegalName = LegalName,
        OtherNames = [.. OtherNames],
        HeadquartersCountry = HeadquartersCountry,
        Sector = Sector,
        Website = Website,
        WikidataId = WikidataId,
        Listings = [.. Listings.Select(l => new Listing { Exchange = l.Exchange, Ticker = l.Ticker })],
    };
}

internal sealed record ListingFile(string Exchange, string Ticker);
