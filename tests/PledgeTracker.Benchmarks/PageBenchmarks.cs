using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Pages.Dev;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Benchmarks;

/// <summary>The pieces of a page, each alone, on a database made by <see cref="Generator"/>.</summary>
[InProcess]
[MemoryDiagnoser]
public class PageBenchmarks : IDisposable
{
    /// <summary>Where the data folder is named.</summary>
    internal const string DirectoryVariable = "PLEDGETRACKER_BENCHMARK_DATA";

    private readonly ChartSample _forty = ChartSamples.All().Single(s => s.Key == "forty");
    private readonly PledgeQueries _queries = new();
    private PledgeTrackerDbContext _context = null!;
    private ReviewContext _review = null!;
    private string _document = "";
    private PledgeDraft _draft = null!;
    private Pledge _pledge = null!;
    private PledgeIndex _index = null!;

    [GlobalSetup]
    public async Task OpenAsync()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable(DirectoryVariable) ?? ".", DatabaseStartup.FileName);
        _context = new PledgeTrackerDbContext(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), file).Options);

        // The largest of the pledges that came first: far above the middle, and the same on every run.
        _document = await _context.Revisions.Where(r => r.Id <= 500).OrderByDescending(r => r.Document.Length).ThenBy(r => r.Id).Select(r => r.Document).FirstAsync();
        _draft = DraftJson.Read(_document);
        _review = new ReviewContext
        {
            Companies = await _context.Companies.AsNoTracking().Where(c => c.Slug == _draft.Company).ToDictionaryAsync(c => c.Slug),
            Metrics = await _context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code),
            Today = Invention.Today,
        };
        _pledge = ReviewRules.ReadPublished(_draft, _review);
        _index = await PledgeIndex.ReadAsync(_context, CancellationToken.None);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _context.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "Progress of one target with 40 figures")]
    public TargetProgress ProgressOfFortyFigures() => TargetProgress.Of(_forty.Pledge, _forty.Pledge.Headline, _forty.On);

    [Benchmark(Description = "Chart of 40 figures")]
    public string ChartOfFortyFigures() => PledgeChart.Render(_forty.Pledge, _forty.Pledge.Headline, _forty.On, new ChartOptions("id"));

    [Benchmark(Description = "Document of a large pledge: parse the JSON")]
    public PledgeDraft ParseDocument() => DraftJson.Read(_document);

    [Benchmark(Description = "Document of a large pledge: read the draft as a pledge")]
    public Pledge ReadPublished() => ReviewRules.ReadPublished(_draft, _review);

    [Benchmark(Description = "All a large pledge's page asks of the database")]
    public Task<PledgeAddress> FindPledge() => new PublishedPledges(_context, _queries).FindAsync(_pledge.Slug, CancellationToken.None);

    [Benchmark(Description = "Everything, with all facets")]
    public PledgeSelection Facets() => _index.Select(new PledgeFilter(), null, Invention.Today);

    [Benchmark(Description = "One verdict of one year, with all facets")]
    public PledgeSelection FacetsOfSome() => _index.Select(new PledgeFilter().With(Facet.Verdict, ["missed"]).With(Facet.Year, ["2017"]), null, Invention.Today);

    [Benchmark(Description = "Reading the index after a publication")]
    public Task<PledgeIndex> ReadIndex() => PledgeIndex.ReadAsync(_context, CancellationToken.None);
}
