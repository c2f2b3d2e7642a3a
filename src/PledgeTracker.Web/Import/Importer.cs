using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Import;

/// <summary>How a file compares with what is stored.</summary>
public sealed record ImportSummary(int Rows, int New, int Changed, int Same, int Wrong, int Pledges, string Digest);

/// <summary>On what terms a file is imported.</summary>
/// <param name="By">Who becomes the author of the drafts.</param>
/// <param name="Publish">Whether they are published at once; then every pledge must pass the review.</param>
/// <param name="Reviewer">Who publishes; null for drafts.</param>
/// <param name="NoteToReaders">What readers are told about pledges that were public before.</param>
public sealed record ImportTerms(LogActor By, bool Publish, LogActor? Reviewer = null, string? NoteToReaders = null)
{
    /// <summary>Whether the comparison also says what the review of the drafts will miss in the rows.</summary>
    public bool NamesMissing { get; init; }
}

/// <summary>
/// Compares a file with what is stored, and writes what the comparison found. The digest covers every row and the revision it
/// would be written on; the plan holds the texts themselves, and is written only where each of these revisions is still the newest.
/// </summary>
public sealed partial class Importer(PledgeTrackerDbContext context, Publication publication, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    private const int Chunk = 200;
    private const int TextMaxLength = 1000;
    private const int CellShown = 80;

    private readonly Dictionary<string, Company> _companies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Company> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly List<Company> _newCompanies = [];

    private readonly Dictionary<int, int> _lines = [];

    private readonly HashSet<string> _several = new(StringComparer.Ordinal);

    private readonly List<ImportRow> _missing = [];

    private bool _namesMissing;

    /// <summary>What the review will miss in the rows that were compared, where the terms ask for it: no mistake in a draft.</summary>
    public IReadOnlyList<ImportRow> Missing => _missing;

    private sealed record Stored(int Id, string Slug, WorkState State, int Number, string Text);

    /// <summary>The outcome for one pledge of the file.</summary>
    private sealed class Outcome
    {
        public required Stored? Stored { get; init; }

        /// <summary>Its new text; null where the file changes nothing.</summary>
        public string? Text { get; init; }

        public required List<ImportRow> Rows { get; init; }
    }

    /// <summary>Compares the file with what is stored, and writes nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="terms">On what terms it would be imported.</param>
    /// <param name="plan">Receives what is to be written; null where nothing will be.</param>
    /// <param name="report">Receives the rows, a batch at a time; null where they are not needed.</param>
    /// <param name="progress">Receives how many rows are done.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ImportSummary> CompareAsync(
        ImportFile file, ImportTerms terms, ImportPlan? plan = null, Func<IReadOnlyList<ImportRow>, Task>? report = null, Action<int>? progress = null, CancellationToken cancel = default)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var counts = new int[Enum.GetValues<ImportOutcome>().Length];
        var (done, pledges) = (0, 0);
        _missing.Clear();
        _namesMissing = terms.NamesMissing;
        await ReadWordsAsync(cancel);
        await TellAsync(file.Broken);
        await TellAsync(AddWords(file, plan));
        var along = ComesAlong.Of(file.Groups.SelectMany(g => g.Rows.Where(r => r.Document is not null).Select(r => (g.Kind, g.Slug, r.Document!))));
        foreach (var groups in file.Groups.Chunk(Chunk))
        {
            var stored = await LoadAsync(groups, cancel);
            var evidence = await EvidenceOfAsync(groups, cancel);
            var outcomes = new List<Outcome>();
            foreach (var (kind, slug, rows) in groups)
            {
                var of = stored.GetValueOrDefault((kind, slug));
                var outcome = kind == DocumentKind.Pledge ? Compare(file, slug, rows, of, terms.Publish, evidence)
                    : file.Kind == ImportKind.Entries ? await CompareEntriesAsync(file, slug, rows, of, terms.Publish, along, cancel)
                    : await CompareAsync(kind, slug, rows[0], of, terms.Publish, along, cancel);
                outcomes.Add(outcome);
                digest.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{outcome.Stored?.Id}:{outcome.Stored?.Number}\n")));
                plan?.Add(new PlannedPledge(kind, slug, outcome.Stored?.Id, outcome.Stored?.Number ?? 0, outcome.Stored?.State ?? WorkState.Draft, outcome.Text));
                done += rows.Count;
            }

            // Companies that rows of this chunk name for the first time.
            await TellAsync(AddCompanies(plan));
            await TellAsync([.. outcomes.SelectMany(o => o.Rows)]);
            pledges += outcomes.Count(o => o.Text is not null);
            progress?.Invoke(done);
        }

        return new ImportSummary(counts.Sum(), counts[(int)ImportOutcome.New], counts[(int)ImportOutcome.Changed], counts[(int)ImportOutcome.Same],
            counts[(int)ImportOutcome.Wrong], pledges, Convert.ToHexStringLower(digest.GetHashAndReset()));

        async Task TellAsync(IReadOnlyList<ImportRow> rows)
        {
            foreach (var row in rows)
            {
                counts[(int)row.Outcome]++;
                digest.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Line}|{row.Outcome}|{row.Column}|{row.Pledge}|{row.Text}\n")));
            }

            if (report is not null && rows.Count > 0)
            {
                await report(rows);
            }
        }
    }

    private static string Shorten(string text) => text.Length <= TextMaxLength ? text : string.Concat(text.AsSpan(0, TextMaxLength - 1), "…");

    private async Task ReadWordsAsync(CancellationToken cancel)
    {
        _lines.Clear();
        _several.Clear();
        _companies.Clear();
        _byName.Clear();
        _metrics.Clear();
        _newCompanies.Clear();
        foreach (var company in await context.Companies.AsNoTracking().ToListAsync(cancel))
        {
            _companies[company.Slug] = company;
            _byName.TryAdd(company.Name, company);
        }

        foreach (var metric in await context.Metrics.AsNoTracking().ToListAsync(cancel))
        {
            _metrics[metric.Code] = metric;
        }

        // Metrics that wait for review count as known too: a draft may name them.
        foreach (var waiting in await context.WithNewest(context.Documents.Where(d => d.Kind == DocumentKind.Metric)).AsNoTracking().ToListAsync(cancel))
        {
            if (!_metrics.ContainsKey(waiting.Document.Key) && waiting.Newest.Read<MetricDraft>() is var draft && draft.Problems().Count == 0)
            {
                _metrics[waiting.Document.Key] = draft.Under(waiting.Document.Key);
            }
        }
    }

    /// <summary>Companies and metrics that a JSON file includes. Existing ones stay as they are.</summary>
    private List<ImportRow> AddWords(ImportFile file, ImportPlan? plan)
    {
        var rows = new List<ImportRow>();
        foreach (var entry in file.Metrics.Where(m => !_metrics.ContainsKey(m.Code)))
        {
            try
            {
                var metric = entry.ToMetric();
                _metrics[metric.Code] = metric;
                rows.Add(new ImportRow { Line = 1, Outcome = ImportOutcome.New, Text = $"Metric: {metric.Label}" });
                plan?.Metrics.Add(metric);
            }
            catch (InvalidDataException e)
            {
                rows.Add(new ImportRow { Line = 1, Column = "metrics", Outcome = ImportOutcome.Wrong, Text = $"{entry.Code}: {e.Message}" });
            }
        }

        foreach (var entry in file.Companies.Where(c => !_companies.ContainsKey(c.Slug)))
        {
            if (AddCompany(entry.ToCompany()) is { } problem)
            {
                rows.Add(new ImportRow { Line = 1, Column = "companies", Outcome = ImportOutcome.Wrong, Text = $"{entry.Slug}: {problem}" });
            }
        }

        rows.AddRange(AddCompanies(plan));
        return rows;
    }

    private string? AddCompany(Company company)
    {
        if (!Domain.Values.Slug.IsWellFormed(company.Slug) || Domain.Values.Slug.IsReserved(company.Slug))
        {
            return "The address may hold lower-case letters, digits and single hyphens.";
        }

        if (string.IsNullOrWhiteSpace(company.Name) || company.Name.Length > Company.NameMaxLength || company.Name.Any(char.IsControl))
        {
            return $"Enter the company’s name, of at most {Company.NameMaxLength} characters.";
        }

        if (Domain.Values.NameInTime.ProblemOf(company.OtherNames) is { } times)
        {
            return times;
        }

        _companies[company.Slug] = company;
        _byName.TryAdd(company.Name, company);
        _newCompanies.Add(company);
        return null;
    }

    private List<ImportRow> AddCompanies(ImportPlan? plan)
    {
        var rows = _newCompanies.ConvertAll(c => new ImportRow { Line = 1, Outcome = ImportOutcome.New, Text = $"Company: {c.Name}" });
        plan?.Companies.AddRange(_newCompanies);
        _newCompanies.Clear();
        return rows;
    }

    private async Task<Dictionary<(DocumentKind Kind, string Slug), Stored>> LoadAsync((DocumentKind Kind, string Slug, List<ImportedRow> Rows)[] groups, CancellationToken cancel)
    {
        var stored = new Dictionary<(DocumentKind Kind, string Slug), Stored>();
        foreach (var of in groups.Where(g => g.Kind != DocumentKind.Pledge).GroupBy(g => g.Kind))
        {
            var (kind, keys) = (of.Key, of.Select(g => g.Slug).ToArray());
            foreach (var document in await NewestAsync(context.Documents.Where(d => d.Kind == kind && EF.Parameter(keys).Contains(d.Key))))
            {
                stored[(kind, document.Slug)] = document;
            }
        }

        // A pledge is found by its former addresses too, and before its first publication by the one that it is to have.
        var slugs = groups.Where(g => g.Kind == DocumentKind.Pledge).Select(g => g.Slug).ToList();
        if (slugs.Count > 0 && await PledgeAddresses.FindAsync(context, slugs, cancel) is { Count: > 0 } found)
        {
            // A list is one parameter: with one for each number, the text of the statement would be put together anew for each chunk.
            var ids = found.SelectMany(f => f).ToArray();
            var newest = (await NewestAsync(context.Documents.Where(d => EF.Parameter(ids).Contains(d.Id)))).ToDictionary(d => d.Id);
            foreach (var at in found)
            {
                stored[(DocumentKind.Pledge, at.Key)] = newest[at.First()];
            }

            _several.UnionWith(found.Where(f => f.Count() > 1).Select(f => f.Key));
        }

        return stored;

        async Task<List<Stored>> NewestAsync(IQueryable<Document> documents) =>
            (await context.WithNewest(documents.AsNoTracking()).Select(d => new { d.Document.Id, d.Document.Key, d.Document.State, d.Newest.Number, Text = d.Newest.Document })
                .ToListAsync(cancel)).ConvertAll(d => new Stored(d.Id, d.Key, d.State, d.Number, d.Text));
    }

    private async Task<IReadOnlySet<string>> EvidenceOfAsync(IEnumerable<(DocumentKind Kind, string Slug, List<ImportedRow> Rows)> groups, CancellationToken cancel)
    {
        var named = groups.Where(g => g.Kind == DocumentKind.Pledge).SelectMany(g => g.Rows).SelectMany(r => (r.Document as PledgeDraft)?.Sources ?? []).SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);
        return named.Count == 0 ? named : await context.Evidence.Where(e => named.Contains(e.Sha256)).Select(e => e.Sha256).ToHashSetAsync(cancel);
    }

    /// <summary>Compares a claimant, a list or a check with what is stored.</summary>
    private async Task<Outcome> CompareAsync(DocumentKind kind, string slug, ImportedRow row, Stored? stored, bool publish, ComesAlong along, CancellationToken cancel)
    {
        var subject = Subject.Of(kind);
        var address = $"{subject.Section}/{slug}";
        var after = row.Document!;
        if (InTheWay(stored, publish, subject.Noun) is { } refusal)
        {
            return Nothing(refusal);
        }

        if (Unfit(after, subject.Noun, subject.Shape, out var text) is { } unfit)
        {
            return Nothing(unfit);
        }

        var before = stored is null ? null : DraftJson.Read(after.GetType(), stored.Text);
        if (before is not null && DraftJson.Write(before) == text)
        {
            return new Outcome { Stored = stored, Rows = [new ImportRow { Line = row.Line, Pledge = address, Outcome = ImportOutcome.Same, Text = "" }] };
        }

        List<ImportRow> results =
        [
            new ImportRow
            {
                Line = row.Line,
                Pledge = address,
                Outcome = before is null ? ImportOutcome.New : ImportOutcome.Changed,
                Text = before is null ? subject.TitleOf(slug, after) : Names(before, after, subject.Shape),
            },
        ];
        var found = await ((IComesAlong)subject).ReviewAsync(context, slug, after, options.Value.DayAt(clock.GetUtcNow()), along, cancel);
        Report(found.Problems, after, results, [("", row)], null, address, publish);
        return new Outcome { Stored = stored, Text = text, Rows = results };

        Outcome Nothing(string why) => new() { Stored = stored, Rows = [new ImportRow { Line = row.Line, Pledge = address, Outcome = ImportOutcome.Wrong, Text = why }] };
    }

    /// <summary>Compares rows with the entries of a list.</summary>
    private async Task<Outcome> CompareEntriesAsync(ImportFile file, string slug, List<ImportedRow> rows, Stored? stored, bool publish, ComesAlong along, CancellationToken cancel)
    {
        var subject = Subject.Of(DocumentKind.List);
        var address = $"{subject.Section}/{slug}";
        if (stored is null)
        {
            return Nothing($"There is no list at the address “{slug}”. Enter it first.");
        }

        if (InTheWay(stored, publish, subject.Noun) is { } refusal)
        {
            return Nothing(refusal);
        }

        var merge = new ImportMerge(file.Columns, stored.Text, FindCompany, file.Written);
        var results = rows.ConvertAll(row => Told(row, address, merge.Entry(row)));
        if (!results.Exists(IsChange))
        {
            return new Outcome { Stored = stored, Rows = results };
        }

        var after = merge.List;
        if (Unfit(after, subject.Noun, subject.Shape, out var text) is { } unfit)
        {
            return Nothing(unfit);
        }

        var found = await ((IComesAlong)subject).ReviewAsync(context, slug, after, options.Value.DayAt(clock.GetUtcNow()), along, cancel);
        Report(found.Problems, after, results, merge.Touched, file, address, publish);
        return new Outcome { Stored = stored, Text = text, Rows = results };

        Outcome Nothing(string why) => new() { Stored = stored, Rows = rows.ConvertAll(r => new ImportRow { Line = r.Line, Pledge = address, Column = "list", Outcome = ImportOutcome.Wrong, Text = why }) };
    }

    private static bool IsChange(ImportRow row) => row.Outcome is ImportOutcome.New or ImportOutcome.Changed;

    private static ImportRow Told(ImportedRow row, string address, ImportMerge.Result result) =>
        new() { Line = row.Line, Pledge = address, Outcome = result.Outcome, Column = result.Column, Text = Shorten(result.Text) };

    /// <summary>Why a draft is larger than one may be; null where it is not, and then its text.</summary>
    private static string? Unfit(Draft after, string noun, DocumentShape? shape, out string text)
    {
        text = "";
        if (DraftBounds.Check(after) is [var first, ..])
        {
            return $"{DraftShape.NameOf(first.Field, shape)}: {first.Message}";
        }

        text = DraftJson.Write(after);
        return text.Length <= DraftBounds.Document ? null
            : string.Create(CultureInfo.InvariantCulture, $"This makes the {noun} too long. It has {text.Length:N0} characters, and the most is {DraftBounds.Document:N0}. Shorten it.");
    }

    private Outcome Compare(ImportFile file, string slug, List<ImportedRow> rows, Stored? stored, bool publish, IReadOnlySet<string> evidence)
    {
        var results = new List<ImportRow>();
        var touched = new List<(string Prefix, ImportedRow Row)>();
        if (_several.Contains(slug))
        {
            return Nothing($"Several drafts are to have the address “{slug}”. Give each its own address, or discard those that are not needed.");
        }

        if (InTheWay(stored, publish, "pledge") is { } refusal)
        {
            return Nothing(refusal);
        }

        if (stored is not null && !_lines.TryAdd(stored.Id, rows[0].Line))
        {
            return Nothing(string.Create(CultureInfo.InvariantCulture, $"Line {_lines[stored.Id]} names the same pledge by another address. Use the same address in the whole file."));
        }

        PledgeDraft? after;
        if (file.Kind == ImportKind.Documents)
        {
            after = (PledgeDraft)rows[0].Document!;
            touched.Add(("", rows[0]));
            var before = stored is null ? null : DraftJson.Read(stored.Text);
            results.Add(new ImportRow
            {
                Line = rows[0].Line,
                Pledge = slug,
                Outcome = before is null ? ImportOutcome.New : DraftJson.Write(before) == DraftJson.Write(after) ? ImportOutcome.Same : ImportOutcome.Changed,
                Text = before is null ? after.Title : Names(before, after),
            });
        }
        else if (stored is null && file.Kind != ImportKind.Pledges)
        {
            return Nothing($"There is no pledge at the address “{slug}”. Import or enter it first.");
        }
        else
        {
            var merge = new ImportMerge(file.Columns, stored?.Text ?? DraftJson.Write(new PledgeDraft { Slug = slug }), FindCompany, file.Written);
            foreach (var row in rows)
            {
                var result = file.Kind switch
                {
                    ImportKind.Figures => merge.Figure(row),
                    ImportKind.Incentives => merge.Incentive(row),
                    ImportKind.Sources => merge.SourceOfPledge(row),
                    _ => merge.Pledge(row, isNew: stored is null && row == rows[0]),
                };
                results.Add(Told(row, slug, result));
            }

            // Assembled as a pledge only where a row changed something.
            after = stored is null || results.Exists(IsChange) ? merge.Draft : null;
            touched.AddRange(merge.Touched);
        }

        if (after is null || !(stored is null || results.Exists(IsChange)))
        {
            return new Outcome { Stored = stored, Rows = results };
        }

        if (Unfit(after, "pledge", null, out var text) is { } unfit)
        {
            return Nothing(unfit);
        }

        Review(after, results, touched, file, slug, publish, evidence);
        return new Outcome { Stored = stored, Text = text, Rows = results };

        Outcome Nothing(string why) => new()
        {
            Stored = stored,
            Rows = rows.ConvertAll(r => new ImportRow { Line = r.Line, Pledge = slug, Column = file.Kind is ImportKind.Figures or ImportKind.Incentives or ImportKind.Sources ? "pledge" : null, Outcome = ImportOutcome.Wrong, Text = why }),
        };
    }

    private static string? InTheWay(Stored? stored, bool publish, string noun) => stored?.State switch
    {
        WorkState.InReview => $"This {noun} is in review. Have it published, or withdraw it from review, before you import.",
        WorkState.Scheduled => $"This {noun} is scheduled. Cancel the schedule, or wait until it is public.",
        WorkState.Draft or WorkState.Returned when publish => $"There is a draft of this {noun}, which this import would publish too. Publish or discard it first, or import as drafts.",
        _ => null,
    };

    private Company? FindCompany(string company, string? name)
    {
        var address = ImportColumns.AddressIn("companies", company);
        if (_companies.TryGetValue(company, out var known) || _byName.TryGetValue(company, out known) || _companies.TryGetValue(address, out known)
            || (name is not null && _byName.TryGetValue(name, out known)))
        {
            return known;
        }

        if (name is null)
        {
            return null;
        }

        var added = new Company { Slug = Domain.Values.Slug.IsWellFormed(address) ? address : Domain.Values.Slug.Of(name), Name = name };
        return AddCompany(added) is null ? added : null;
    }

    /// <summary>Checks the pledge against the review rules.</summary>
    private void Review(
        PledgeDraft draft, List<ImportRow> results, List<(string Prefix, ImportedRow Row)> touched, ImportFile file, string slug, bool publish, IReadOnlySet<string> evidence)
    {
        var found = ReviewRules.Review(draft, new ReviewContext
        {
            Companies = _companies,
            Metrics = _metrics,
            Today = options.Value.DayAt(clock.GetUtcNow()),

            // Only a document can name stored copies that were not checked before.
            Evidence = file.Kind == ImportKind.Documents ? evidence : null,
        });
        Report(found.Problems, draft, results, touched, file, slug, publish);
    }

    private static string Names(Draft before, Draft after, DocumentShape? shape = null)
    {
        var changes = Difference.Of(before, after);
        var names = changes.Take(6).Select(c => DraftShape.NameOf(c.Path, shape)).Distinct();
        return Shorten(string.Join("; ", names) + (changes.Count > 6 ? string.Create(CultureInfo.InvariantCulture, $"; {changes.Count - 6} more") : ""));
    }
}
