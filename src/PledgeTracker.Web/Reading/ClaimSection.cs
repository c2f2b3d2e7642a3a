using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>What a publication of claimed totals tells where nothing else of it is shown, as in a feed.</summary>
/// <param name="Name">What it is called, in the editors’ words.</param>
/// <param name="Title">What its page is called, in the language that is spoken.</param>
/// <param name="About">Who or what it is, in the editors’ words.</param>
/// <param name="Sources">Its sources.</param>
public sealed record ClaimAbout(string Name, string Title, string About, IReadOnlyList<Source> Sources);

/// <summary>
/// What is specific to claimants, to lists or to checks where readers meet them. Addresses, revisions, histories, citations and feeds
/// are written once for the three. There is one object for each, without state.
/// </summary>
/// <param name="kind">The kind of document.</param>
public abstract class ClaimSection(DocumentKind kind)
{
    private static readonly ReviewContext Context = new() { Companies = new Dictionary<string, Company>(), Metrics = new Dictionary<string, Metric>(), Today = DateOnly.MaxValue };

    /// <summary>People and bodies that claim totals.</summary>
    public static ClaimSection<Claimant> Claimants { get; } = new(DocumentKind.Claimant)
    {
        FromDocument = (text, context) => ClaimRules.ReadPublished(DraftJson.Read<ClaimantDraft>(text), context),
        FromIndex = (index, slug) => index.Claimant(slug),
        AboutOf = c => new(c.Name, F($"{c.Name}: claimed totals"), c.Summary, c.Sources),
        Nothing = slug => F($"There is no claimant at the address “{slug}”."),
        LooksBack = true,
    };

    /// <summary>The lists that claims are based on.</summary>
    public static ClaimSection<ClaimList> Lists { get; } = new(DocumentKind.List)
    {
        FromDocument = (text, context) => ClaimRules.ReadPublished(DraftJson.Read<ClaimListDraft>(text), context),
        FromIndex = (index, slug) => index.List(slug),
        AboutOf = l => new(l.Title, l.Title, l.What, l.Sources),
        Nothing = slug => F($"There is no list at the address “{slug}”."),
        LooksBack = true,
    };

    /// <summary>The checks of claims and lists.</summary>
    public static ClaimSection<Check> Checks { get; } = new(DocumentKind.Check)
    {
        FromDocument = (text, context) => ClaimRules.ReadPublished(DraftJson.Read<CheckDraft>(text), context),
        FromIndex = (index, slug) => index.Check(slug),
        AboutOf = c => new(c.By, F($"{c.By}: a check of claimed totals, {c.Date.InWords()}"), c.Method, c.Sources),
        Nothing = slug => F($"There is no check at the address “{slug}”."),
    };

    /// <summary>The three.</summary>
    public static IReadOnlyList<ClaimSection> All { get; } = [Claimants, Lists, Checks];

    /// <summary>The kind of document.</summary>
    public DocumentKind Kind => kind;

    /// <summary>The name of the kind within a sentence: <c>claimant</c>.</summary>
    public string Noun => Subject.Of(kind).Noun;

    /// <summary>Whether its pages can be read as known on an earlier day.</summary>
    public bool LooksBack { get; init; }

    /// <summary>The query keys by which its pages are asked for an earlier state.</summary>
    public string[] StateKeys => LooksBack ? [PledgePages.OnKey, PledgePages.RevisionKey] : [PledgePages.RevisionKey];

    /// <summary>The page of a slug, from the root on; <c>{slug}</c> gives the pattern of them all.</summary>
    public string PathOf(string slug) => Subject.Of(kind).PageOf(slug)!;

    /// <summary>What a published document tells of itself.</summary>
    /// <param name="document">The published document.</param>
    /// <param name="key">Its slug.</param>
    public abstract ClaimAbout About(string document, string key);

    /// <summary>That there is nothing at a slug, for the reader.</summary>
    public abstract string NothingAt(string slug);

    /// <summary>The rules’ view of a document that was published under this slug, so that nothing more is asked of it.</summary>
    protected static ReviewContext ContextOf(string key) => Context with { Key = key };
}

/// <summary>The section whose pages show one type.</summary>
/// <typeparam name="T">That type.</typeparam>
/// <param name="kind">The kind of document.</param>
public sealed class ClaimSection<T>(DocumentKind kind) : ClaimSection(kind)
{
    /// <summary>Reads a published document.</summary>
    public required Func<string, ReviewContext, T> FromDocument { private get; init; }

    /// <summary>Finds by its slug what is published now.</summary>
    public required Func<ClaimIndex, string, PublishedClaims<T>?> FromIndex { private get; init; }

    /// <summary>What one of them tells of itself.</summary>
    public required Func<T, ClaimAbout> AboutOf { private get; init; }

    /// <summary>That there is nothing at a slug.</summary>
    public required Func<string, string> Nothing { private get; init; }

    /// <summary>Reads a published document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="key">Its slug.</param>
    public T Read(string document, string key) => FromDocument(document, ContextOf(key));

    /// <summary>What is published at a slug now; null where nothing is.</summary>
    public PublishedClaims<T>? Find(ClaimIndex index, string slug) => FromIndex(index, slug);

    /// <summary>What one of them tells of itself.</summary>
    public ClaimAbout About(T content) => AboutOf(content);

    /// <inheritdoc/>
    public override ClaimAbout About(string document, string key) => AboutOf(Read(document, key));

    /// <inheritdoc/>
    public override string NothingAt(string slug) => Nothing(PledgeFilter.Shorten(slug));
}
