using System.Text.RegularExpressions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Import;

/// <summary>One column of an imported table.</summary>
/// <param name="Name">As it stands in the header.</param>
/// <param name="Means">What it holds, for the page that explains the format.</param>
/// <param name="Field">Where problems with it are reported, within the row's part of the draft; null where it names the part.</param>
/// <param name="Kind">How its text is read.</param>
/// <param name="Currency">The column of its currency, where it is an amount.</param>
public sealed record ImportColumn(string Name, string Means, string? Field = null, ImportCell Kind = ImportCell.Text, string? Currency = null);

/// <summary>How the text of a cell is read.</summary>
public enum ImportCell
{
    Text,
    Date,
    Quantity,

    /// <summary>One number, whose hedge an export writes into a column of its own beside it.</summary>
    Hedged,

    /// <summary>One of the domain's words, in any case, with spaces or hyphens.</summary>
    Word,

    /// <summary>Yes or no.</summary>
    Yes,
}

/// <summary>
/// The columns of the tables. Their names are those of the exported CSV, so that what was exported can be imported
/// again.
/// </summary>
public static partial class ImportColumns
{
    private static readonly ImportColumn[] OfSources =
    [
        new("source_url", "Address of the source. It is added to the pledge’s sources if it is not there yet.", "url"),
        new("source_title", "Its title.", "title"),
        new("source_publisher", "Its publisher.", "publisher"),
        new("source_published", "When it was published.", "published", ImportCell.Date),
        new("source_kind", "Its kind: news-report, company-statement …", "kind", ImportCell.Word),
        new("source_role", "promise or proof.", "role", ImportCell.Word),
        new("source_archive_url", "An archived copy.", "archiveUrl"),
    ];

    /// <summary>The table with one figure a row.</summary>
    public static IReadOnlyList<ImportColumn> Figures { get; } =
    [
        new("pledge", "Address of the pledge: the part after /pledges/."),
        .. Of(FigurePart.Part, ""),
        .. OfSources,
    ];

    /// <summary>The table in which each row is one target of one pledge.</summary>
    public static IReadOnlyList<ImportColumn> Pledges { get; } =
    [
        .. Of(PledgePart.Part, "", "slug", "company"),
        new("company_name", "Name of the company. A new company is added if there is none at that address."),
        .. Of(PledgePart.Part, "", "title", "summary"),
        .. Of(AnnouncementPart.Part, "announced."),
        .. Of(PlacePart.Part, "places[0]."),
        .. Of(PledgePart.Part, "", "conditions"),
        .. Of(CheckabilityPart.Part, "checkability."),
        .. Of(PledgePart.Part, "", "tags", "lastChecked"),
        .. Of(TargetPart.Part, "target."),
        new("verdict", "kept, partly-kept, in-progress …", "verdict.verdict", ImportCell.Word),
        new("verdict_date", "Since when.", "verdict.date", ImportCell.Date),
        new("verdict_reason", "Why.", "verdict.reason"),
        new("verdict_lapsed_because", "condition-not-met, insolvency or made-void. Only where the verdict is lapsed.", "verdict.lapsedBecause", ImportCell.Word),
        new("verdict_despite_figures", "Why the verdict differs from the figures.", "verdict.despiteFigures"),
        new("verdict_not_asked", "Why the company was not asked.", "verdict.notAsked"),
        .. OfSources,
    ];

    /// <summary>The columns for a part's fields, without its sources, which a row names by their addresses.</summary>
    /// <param name="part">The part.</param>
    /// <param name="within">The path of the part in what a row says.</param>
    /// <param name="names">The fields, by their names in the document; all for none.</param>
    private static IEnumerable<ImportColumn> Of(DraftPart part, string within, params string[] names) =>
        part.Fields.Where(f => f.Kind != FieldKind.Sources && (names.Length == 0 || names.Contains(f.Name))).Select(f => Of(f, within) with { Currency = part.Amount == f ? part.Currency!.Column : null });

    private static ImportColumn Of(DraftField field, string within) => new(field.Column, field.ImportMeans ?? field.Means, within + field.Name, field.Kind switch
    {
        FieldKind.Date or FieldKind.Day => ImportCell.Date,
        FieldKind.Quantity => ImportCell.Quantity,
        FieldKind.Hedged => ImportCell.Hedged,
        FieldKind.Tick => ImportCell.Yes,
        FieldKind.Choice when field.Codes.Count > 0 || field.From == ChoicesOf.Metrics => ImportCell.Word,
        _ => ImportCell.Text,
    });

    /// <summary>Whether a column describes the source of the row's fact.</summary>
    public static bool IsOfSource(string column) => column.StartsWith("source_", StringComparison.Ordinal);

    /// <summary>A header's name as columns are named here: lower case, with underscores.</summary>
    public static string NameOf(string? header) => (header ?? "").Trim().Trim('\uFEFF').ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    /// <summary>The table in which each row is one incentive of one pledge.</summary>
    public static IReadOnlyList<ImportColumn> Incentives { get; } =
    [
        new("pledge", "Address of the pledge: the part after /pledges/."),
        .. Of(IncentivePart.Part, ""),
        .. OfSources,
    ];

    /// <summary>The table in which each row is one source of one pledge.</summary>
    public static IReadOnlyList<ImportColumn> Sources { get; } =
    [
        new("pledge", "Address of the pledge: the part after /pledges/."),
        .. Of(SourcePart.Part, "").Where(c => c.Name != "evidence"),
    ];

    /// <summary>The table in which each row is one entry of one list.</summary>
    public static IReadOnlyList<ImportColumn> Entries { get; } =
    [
        new("list", "Address of the list: the part after /lists/."),
        new("item", "Short name of the entry within the list. An entry is found by its words where this is empty."),
        .. Of(ListItemPart.Part, "").Where(c => c.Field != "id"),
        .. OfSources,
    ];

    /// <summary>Every table, with what one of its rows is.</summary>
    public static IReadOnlyList<(ImportKind Kind, string One)> Tables { get; } =
        [(ImportKind.Figures, "a figure"), (ImportKind.Pledges, "a target of a pledge"), (ImportKind.Incentives, "an incentive"), (ImportKind.Sources, "a source"), (ImportKind.Entries, "an entry of a list")];

    /// <summary>The columns of a table.</summary>
    public static IReadOnlyList<ImportColumn> Of(ImportKind kind) => kind switch
    {
        ImportKind.Figures => Figures,
        ImportKind.Pledges => Pledges,
        ImportKind.Incentives => Incentives,
        ImportKind.Sources => Sources,
        ImportKind.Entries => Entries,
        _ => [],
    };

    /// <summary>The column that names the pledge, or the list, of a row.</summary>
    public static string KeyOf(ImportKind kind) => kind switch
    {
        ImportKind.Pledges => "slug",
        ImportKind.Entries => "list",
        _ => "pledge",
    };

    /// <summary>What whoever left that column empty is told.</summary>
    public static string KeyMissing(ImportKind kind) => kind == ImportKind.Entries ? "Name the list: the part of its address after /lists/." : "Name the pledge: the part of its address after /pledges/.";

    /// <summary>Whether a table has a column, or an export of it adds one that follows from the others; an import passes over that.</summary>
    public static bool IsKnown(ImportKind kind, string name) => Known[kind].Contains(name);

    private static readonly Dictionary<ImportKind, HashSet<string>> Known = new()
    {
        [ImportKind.Figures] = [.. Figures.Select(c => c.Name), .. OpenData.Tables.Figures.Columns.Select(c => c.Name)],
        [ImportKind.Pledges] = [.. Pledges.Select(c => c.Name), .. OpenData.Tables.Pledges.Columns.Select(c => c.Name)],
        [ImportKind.Incentives] = [.. Incentives.Select(c => c.Name), .. OpenData.Tables.Incentives.Columns.Select(c => c.Name)],
        [ImportKind.Sources] = [.. Sources.Select(c => c.Name), .. OpenData.Tables.SourceList.Columns.Select(c => c.Name)],
        [ImportKind.Entries] = [.. Entries.Select(c => c.Name), .. OpenData.ClaimTables.ListItems.Columns.Select(c => c.Name)],
    };

    /// <summary>
    /// A cell without what spreadsheets add to it: the apostrophe before a text that looks like a formula, the
    /// <c>="00123"</c> that keeps zeros, the midnight after a day.
    /// </summary>
    public static string Clean(string cell)
    {
        var text = cell.Trim().ReplaceLineEndings("\n");
        if (OpenData.CsvRows.AsItWas(text) is var plain && plain.Length < text.Length)
        {
            text = plain;
        }
        else if (text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"') && text.Length > 3)
        {
            text = text[2..^1];
        }

        return Midnight().IsMatch(text) ? text[..10] : text;
    }

    /// <summary>
    /// The address of a pledge, or of a list, as a cell names it: its last part, in capitals too, or the whole address of its page, in any
    /// language and form. Anything else stays as it is.
    /// </summary>
    public static string AddressOf(ImportKind kind, string cell) => AddressIn(kind == ImportKind.Entries ? "lists" : "pledges", cell);

    /// <summary>The same for any section of the site: <c>companies</c>.</summary>
    public static string AddressIn(string section, string cell)
    {
        var text = cell;
        if (text.Contains('/', StringComparison.Ordinal))
        {
            var path = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsolutePath : text.Split('?', '#')[0];
            if (path.Split('/', StringSplitOptions.RemoveEmptyEntries) is not [.., var before, var last] || !before.Equals(section, StringComparison.OrdinalIgnoreCase))
            {
                return cell;
            }

            // The same address with an ending is the page in another form.
            text = last.Split('.')[0];
        }

        var small = text.ToLowerInvariant();
        return Slug.IsWellFormed(small) ? small : cell;
    }

    /// <summary>The text of a cell as a draft keeps it: understood dates, quantities and words in their written form.</summary>
    /// <param name="column">The column of the cell.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">What somebody chose for the whole file.</param>
    public static string Written(ImportColumn column, string text, TypedOptions? options = null) => column.Kind switch
    {
        ImportCell.Date => PartialDate.TryParse(text, out _) ? text : TypedDate.Read(text, options).Value?.ToString() ?? text,
        ImportCell.Quantity or ImportCell.Hedged => TypedQuantity.Read(text, options).Value?.ToString() ?? text,
        ImportCell.Word => text.ToLowerInvariant().Replace(' ', '-').Replace('_', '-'),
        _ => text,
    };

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]00:00(:00(\.0+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Midnight();
}
