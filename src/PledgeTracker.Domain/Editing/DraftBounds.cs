using System.Globalization;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// How large a draft may be: one table for the form, the API, the import and the review. The bounds are several times what
/// any pledge has needed (a figure a week for nearly twenty years), and small enough that comparing two drafts, showing
/// the form and publishing stay quick.
/// </summary>
public static class DraftBounds
{
    /// <summary>The most characters of the whole document.</summary>
    public const int Document = 2_000_000;

    /// <summary>The most characters of any one text in a draft; the review allows fewer.</summary>
    public const int Text = 20_000;

    /// <summary>The most revisions of one target.</summary>
    public const int RevisionsOfTarget = 20;

    /// <summary>The most names of sources at one place.</summary>
    public const int SourcesOfOne = 50;

    /// <summary>The most stored copies of one source.</summary>
    public const int EvidenceOfSource = 20;

    /// <summary>The most parts of each kind, by the name of their list in the document.</summary>
    public static IReadOnlyDictionary<string, int> Parts { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["places"] = 50,
        ["tags"] = 50,
        ["targets"] = 100,
        ["figures"] = 1_000,
        ["events"] = 500,
        ["quotes"] = 200,
        ["incentives"] = 200,
        ["criteria"] = 50,
        ["lookups"] = 500,
        ["inquiries"] = 200,
        ["notes"] = 200,
        ["relations"] = 100,
        ["verdicts"] = 100,
        ["sources"] = 500,
    };

    /// <summary>The most parts of each kind in claimants, lists and checks that pledges do not have.</summary>
    public static IReadOnlyDictionary<string, int> ClaimParts { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["series"] = 100,
        ["claims"] = 500,
        ["versions"] = 300,
        ["items"] = 5_000,
        ["matches"] = 20,
        ["findings"] = 50,
        ["results"] = 100,
        ["lists"] = 50,
    };

    /// <summary>The most parts that a list may have; the list may also stand within a part.</summary>
    /// <param name="list">The path of the list: <c>figures</c>, <c>targets[2].revisions</c>.</param>
    public static int MostOf(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var name = list[(list.LastIndexOf('.') + 1)..];
        return name switch
        {
            "revisions" => RevisionsOfTarget,
            "evidence" => EvidenceOfSource,
            "sources" when name.Length < list.Length => SourcesOfOne,
            _ => Parts.TryGetValue(name, out var most) ? most : ClaimParts[name],
        };
    }

    /// <summary>The lists that have more than they may, each with its bound.</summary>
    public static IReadOnlyList<ReviewProblem> CheckParts(Draft draft)
    {
        var problems = new List<ReviewProblem>();
        DraftTexts.Visit(draft, (_, _, _, _) => { }, ListsOf(draft, problems));
        return problems;
    }

    /// <summary>The lists and texts that are larger than they may be, each with its bound.</summary>
    public static IReadOnlyList<ReviewProblem> Check(Draft draft)
    {
        var (lists, texts) = (new List<ReviewProblem>(), new List<ReviewProblem>());
        DraftTexts.Visit(draft, (part, prefix, name, text) =>
        {
            if (text.Length > Text)
            {
                texts.Add(new(prefix + name, string.Create(CultureInfo.InvariantCulture, $"Shorten the text to {Text:N0} characters. It has {text.Length:N0}.")));
            }
        }, ListsOf(draft, lists));
        return [.. lists, .. texts];
    }

    private static Action<string, int> ListsOf(Draft draft, List<ReviewProblem> problems)
    {
        var noun = DocumentShape.Of(draft).Noun;
        return (list, count) =>
        {
            if (MostOf(list) is var most && count > most)
            {
                problems.Add(new(list, string.Create(CultureInfo.InvariantCulture, $"A {noun} has at most {most:N0} here, and this one has {count:N0}. Remove what readers do not need, or make two {noun}s.")));
            }
        };
    }

    /// <summary>How many fields a draft has, filled or not.</summary>
    public static int FieldsOf(Draft draft)
    {
        var shape = DocumentShape.Of(draft);
        var of = shape.Everywhere.Where(p => p.Part.One is not null).ToDictionary(p => p.Path, p => p.Part.Fields.Count, StringComparer.Ordinal);
        var fields = shape.Parts.Where(p => p.One is null).Sum(p => p.Fields.Count);
        DraftTexts.Visit(draft, (_, _, _, _) => { }, (list, count) =>
        {
            // items[2].findings is a list of the part items.findings.
            var within = list.IndexOf('[', StringComparison.Ordinal);
            fields += count * of.GetValueOrDefault(within < 0 ? list : list[..within] + list[list.IndexOf('.', within)..]);
        });
        return fields;
    }

    /// <summary>The draft with each list cut to the number of parts it may have.</summary>
    public static PledgeDraft Cut(PledgeDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft with
        {
            Announced = draft.Announced is { } announced ? announced with { Sources = Names(announced.Sources) } : null,
            Checkability = draft.Checkability is { } checkability ? checkability with { Sources = Names(checkability.Sources) } : null,
            Places = First(draft.Places, Parts["places"]),
            Tags = First(draft.Tags, Parts["tags"]),
            Targets = [.. First(draft.Targets, Parts["targets"]).Select(t => t with
            {
                Sources = Names(t.Sources),
                Revisions = [.. First(t.Revisions, RevisionsOfTarget).Select(r => r with { Sources = Names(r.Sources) })],
            })],
            Figures = [.. First(draft.Figures, Parts["figures"]).Select(f => f with { Sources = Names(f.Sources) })],
            Events = [.. First(draft.Events, Parts["events"]).Select(e => e with { Sources = Names(e.Sources) })],
            Quotes = [.. First(draft.Quotes, Parts["quotes"]).Select(q => q with { Sources = Names(q.Sources) })],
            Incentives = [.. First(draft.Incentives, Parts["incentives"]).Select(i => i with { Sources = Names(i.Sources) })],
            Criteria = First(draft.Criteria, Parts["criteria"]),
            Lookups = First(draft.Lookups, Parts["lookups"]),
            Inquiries = First(draft.Inquiries, Parts["inquiries"]),
            Notes = [.. First(draft.Notes, Parts["notes"]).Select(n => n with { Sources = Names(n.Sources) })],
            Relations = First(draft.Relations, Parts["relations"]),
            Verdicts = [.. First(draft.Verdicts, Parts["verdicts"]).Select(v => v with { Sources = Names(v.Sources) })],
            Sources = Sources(draft.Sources),
        };
    }

    /// <inheritdoc cref="Cut(PledgeDraft)"/>
    public static Draft Cut(Draft draft) => draft switch
    {
        PledgeDraft pledge => Cut(pledge),
        ClaimantDraft claimant => claimant with
        {
            Series = First(claimant.Series, ClaimParts["series"]),
            Claims = [.. First(claimant.Claims, ClaimParts["claims"]).Select(c => c with { Sources = Names(c.Sources) })],
            Lookups = First(claimant.Lookups, Parts["lookups"]),
            Inquiries = First(claimant.Inquiries, Parts["inquiries"]),
            Sources = Sources(claimant.Sources),
        },
        ClaimListDraft list => list with
        {
            Versions = [.. First(list.Versions, ClaimParts["versions"]).Select(v => v with { Sources = Names(v.Sources) })],
            Items = [.. First(list.Items, ClaimParts["items"]).Select(i => i with
            {
                Matches = First(i.Matches, ClaimParts["matches"]),
                Findings = [.. First(i.Findings, ClaimParts["findings"]).Select(f => f with { Sources = Names(f.Sources) })],
                Sources = Names(i.Sources),
            })],
            Lookups = First(list.Lookups, Parts["lookups"]),
            Inquiries = First(list.Inquiries, Parts["inquiries"]),
            Sources = Sources(list.Sources),
        },
        CheckDraft check => check with
        {
            Claims = First(check.Claims, ClaimParts["claims"]),
            Lists = First(check.Lists, ClaimParts["lists"]),
            Results = First(check.Results, ClaimParts["results"]),
            Sources = Sources(check.Sources),
        },
        _ => draft,
    };

    private static IReadOnlyList<SourceDraft> Sources(IReadOnlyList<SourceDraft> sources) =>
        [.. First(sources, Parts["sources"]).Select(s => s with { Evidence = First(s.Evidence, EvidenceOfSource) })];

    private static IReadOnlyList<string> Names(IReadOnlyList<string> names) => First(names, SourcesOfOne);

    private static IReadOnlyList<T> First<T>(IReadOnlyList<T> items, int most) => items.Count <= most ? items : [.. items.Take(most)];
}
