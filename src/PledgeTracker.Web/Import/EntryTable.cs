using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Import;

/// <summary>One row of a table, read as an entry of a list.</summary>
/// <param name="Line">The line of the table on which it begins, from 1.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Problems">What could not be read; the table is then not taken.</param>
/// <param name="Later">What the entry lacks before the list can go to review.</param>
public sealed record EntryRow(int Line, ListItemDraft Entry, IReadOnlyList<string> Problems, IReadOnlyList<string> Later);

/// <summary>
/// A table of the entries of a list, as it is copied from a spreadsheet or a CSV file: a header that names the columns, in any
/// order, and a row for each entry.
/// </summary>
/// <param name="Rows">The rows, as far as they were read.</param>
/// <param name="Problems">What is wrong with the table as a whole.</param>
public sealed record EntryTable(IReadOnlyList<EntryRow> Rows, IReadOnlyList<string> Problems)
{
    private const string AsListed = "As listed";

    /// <summary>Stands in the header for a column that is passed over.</summary>
    private const string Passed = "";

    /// <summary>The most characters of a cell: more than any field keeps.</summary>
    private const int CellMaxLength = DraftBounds.Text;

    /// <summary>The most characters of the short name that an entry is given.</summary>
    private const int IdMaxLength = 60;

    /// <summary>The columns that are known.</summary>
    public static IReadOnlyList<string> Columns { get; } = [AsListed, "Companies", "State", "Amount", "Amount in words", "Currency", "Jobs", "Jobs in words", "Announced", "Place", "Other amounts", "Note"];

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal) { ["company"] = "Companies", ["country"] = "State", ["date"] = "Announced", ["location"] = "Place", ["amount history"] = "Other amounts" };

    // An export adds columns that follow from others or stand in parts of their own; they are passed over.
    private static readonly HashSet<string> Exported = [.. OpenData.ClaimTables.ListItems.Columns.Select(c => c.Name.Replace('_', ' '))];

    /// <summary>Whether all of it can be added.</summary>
    public bool CanBeAdded => Problems.Count == 0 && Rows.Count > 0 && Rows.All(r => r.Problems.Count == 0);

    /// <summary>The table of a file as text, for the field in which a table is pasted; that of a workbook with tabs between its cells.</summary>
    /// <exception cref="ImportException">The file cannot be read.</exception>
    public static string TextOf(byte[] file)
    {
        var bytes = ImportText.Unpack(file);
        if (!FileForms.IsWorkbook(bytes))
        {
            return ImportText.Decode(bytes, null).Text;
        }

        var text = new StringWriter { NewLine = "\n" };
        using (var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = "\t" }, leaveOpen: true))
        {
            foreach (var row in XlsxSheet.Open(bytes, null).Rows)
            {
                if (row.Wrong is not null || row.At is { Count: > 0 })
                {
                    throw new ImportException(row.Line, row.Wrong ?? row.At![0].Why);
                }

                foreach (var cell in row.Cells)
                {
                    writer.WriteField(cell);
                }

                writer.NextRecord();
            }
        }

        return text.ToString();
    }

    /// <summary>Reads a table.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="list">The list that it is to be added to.</param>
    /// <param name="sources">The names of the sources that each entry rests on.</param>
    /// <param name="today">The newsroom’s day.</param>
    public static EntryTable Read(string text, ClaimListDraft list, IReadOnlyList<string> sources, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(list);
        var mark = ImportText.DelimiterOf(text);
        var problems = new List<string>();
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = mark.ToString(),
            DetectColumnCountChanges = false,
            IgnoreBlankLines = true,
            MaxFieldSize = CellMaxLength,

            // A quote within a cell of a spreadsheet is a quote: inches, a nickname.
            BadDataFound = null,
            Mode = CsvMode.RFC4180,
        });
        try
        {
            if (!parser.Read())
            {
                return new([], ["Paste the table with its header."]);
            }

            var header = HeaderOf(parser.Record ?? [], problems);
            if (problems.Count > 0)
            {
                return new([], problems);
            }

            var room = DraftBounds.MostOf("items") - list.Items.Count;
            var ids = list.Items.Select(i => i.Id ?? "").ToHashSet(StringComparer.Ordinal);
            var rows = new List<EntryRow>();
            while (parser.Read())
            {
                var cells = (parser.Record ?? []).Select(c => ImportColumns.Clean(c).ReplaceLineEndings(" ").Trim()).ToList();
                if (cells.TrueForAll(c => c.Length == 0))
                {
                    continue;
                }

                if (rows.Count == room)
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"The table has more rows than the list has room for: it may have {DraftBounds.MostOf("items"):N0} entries, and has {list.Items.Count:N0}."));
                    break;
                }

                rows.Add(RowOf(parser.RawRow, cells, header, ids, sources, today));
            }

            if (rows.Count == 0 && problems.Count == 0)
            {
                problems.Add("There is no row below the header.");
            }

            return new(Later(rows, list, today), problems);
        }
        catch (CsvHelperException)
        {
            return new([], [string.Create(CultureInfo.InvariantCulture, $"A cell in line {parser.RawRow} has more than {CellMaxLength:N0} characters, or a quote that does not end.")]);
        }
    }

    private static List<string?> HeaderOf(string[] cells, List<string> problems)
    {
        var header = new List<string?>();
        var unknown = new List<string>();
        foreach (var cell in cells.Select(c => c.ReplaceLineEndings(" ").Trim()))
        {
            var plain = cell.Replace('_', ' ').ToLowerInvariant();
            var column = cell.Length == 0 ? null : Columns.FirstOrDefault(c => c.Equals(plain, StringComparison.OrdinalIgnoreCase)) ?? Others.GetValueOrDefault(plain);
            if (column is null && Exported.Contains(plain))
            {
                header.Add(Passed);
                continue;
            }

            if (cell.Length > 0 && column is null)
            {
                unknown.Add(cell.Length <= 60 ? cell : cell[..60] + "…");
            }

            header.Add(column);
        }

        if (unknown.Count > 0)
        {
            problems.Add($"{(unknown.Count == 1 ? "This column is" : "These columns are")} not known: {string.Join(", ", unknown.Take(20))}. Take {(unknown.Count == 1 ? "it" : "them")} out, or rename {(unknown.Count == 1 ? "it" : "them")}. Known are: {string.Join(", ", Columns)}.");
        }

        foreach (var twice in header.OfType<string>().Where(c => c != Passed).GroupBy(c => c).Where(g => g.Count() > 1))
        {
            problems.Add($"The column “{twice.Key}” stands there twice.");
        }

        if (unknown.Count == 0 && !header.Contains(AsListed))
        {
            problems.Add($"The first line must name the columns, and one of them must be “{AsListed}”: the words of the list.");
        }

        return header;
    }

    private static EntryRow RowOf(int line, List<string> cells, List<string?> header, HashSet<string> ids, IReadOnlyList<string> sources, DateOnly today)
    {
        var problems = new List<string>();
        if (cells.Skip(header.Count).Any(c => c.Length > 0) || cells.Where((c, i) => i < header.Count && header[i] is null && c.Length > 0).Any())
        {
            problems.Add("A cell has no column.");
        }

        string? Cell(string column) => header.IndexOf(column) is var at and >= 0 && at < cells.Count && cells[at].Length > 0 ? cells[at] : null;

        var entry = new ListItemDraft { AsListed = Cell(AsListed), Companies = Cell("Companies"), Country = Cell("State"), Currency = Cell("Currency")?.ToUpperInvariant(), Place = Cell("Place"), AmountInWords = Cell("Amount in words"), JobsInWords = Cell("Jobs in words"), AmountHistory = Cell("Other amounts"), Note = Cell("Note"), Sources = sources };
        if (Cell("Amount") is { } typed)
        {
            var reading = TypedQuantity.ReadMoney(typed, beside: entry.Currency);
            if (reading.Value is var (amount, currency))
            {
                if (currency is not null && entry.Currency is not null && currency != entry.Currency)
                {
                    problems.Add($"The amount “{typed}” is in {currency}, and the column Currency says {entry.Currency}.");
                }

                entry = entry with { Amount = amount.ToString(), Currency = entry.Currency ?? currency };
            }
            else if (typed.Any(char.IsDigit) || reading.Offers.Count > 0)
            {
                problems.Add(reading.Offers.Count > 0 ? reading.Problem! : $"The amount “{typed}” cannot be read. Write it like $12 billion or 1,500,000,000.");
            }
            else
            {
                entry = entry with { AmountInWords = typed };
            }
        }

        if (Cell("Jobs") is { } jobs)
        {
            var reading = TypedQuantity.Read(jobs);
            if (reading.Value is { } number)
            {
                entry = entry with { Jobs = number.ToString() };
            }
            else if (jobs.Any(char.IsDigit) || reading.Offers.Count > 0)
            {
                problems.Add(reading.Offers.Count > 0 ? reading.Problem! : $"The number of jobs “{jobs}” cannot be read. Write it like 1,500 or more than 1,500.");
            }
            else
            {
                entry = entry with { JobsInWords = jobs };
            }
        }

        if (Cell("Announced") is { } day)
        {
            var reading = TypedDate.Read(day, new TypedOptions { Today = today });
            if (reading.Value is { } date)
            {
                entry = entry with { Announced = date.ToString() };
            }
            else
            {
                problems.Add(reading.Offers.Count > 0 ? reading.Problem! : $"The day “{day}” cannot be read. Write it like 2025-01-21, 21 January 2025, 2025-01 or 2025.");
            }
        }

        return new(line, entry with { Id = IdOf(entry, ids) }, problems, []);
    }

    internal static string IdOf(ListItemDraft entry, HashSet<string> ids)
    {
        var name = Slug.Of(entry.Companies?.Split(',')[0] ?? entry.Country ?? "") is { Length: > 0 } who ? who : Slug.Of(entry.AsListed ?? "") is { Length: > 0 } words ? words : "entry";
        name = name[..Math.Min(name.Length, IdMaxLength)].TrimEnd('-');
        var id = name;
        for (var i = 2; !ids.Add(id); i++)
        {
            id = $"{name}-{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return id;
    }

    // What the review of the list will say of each row.
    private static IReadOnlyList<EntryRow> Later(List<EntryRow> rows, ClaimListDraft list, DateOnly today)
    {
        var alone = list with { Items = [.. rows.Select(r => r.Entry)] };
        var context = new ReviewContext { Companies = new Dictionary<string, Company>(), Metrics = new Dictionary<string, Metric>(), Today = today };
        var found = ClaimRules.Review(alone, context).Problems.Where(p => p.Field.StartsWith("items[", StringComparison.Ordinal) && !p.Field.Contains(".sources", StringComparison.Ordinal))
            .ToLookup(p => int.Parse(p.Field.AsSpan(6, p.Field.IndexOf(']', StringComparison.Ordinal) - 6), NumberStyles.None, CultureInfo.InvariantCulture), p => p.Message);
        return [.. rows.Select((row, i) => row with { Later = [.. found[i].Distinct()] })];
    }
}
