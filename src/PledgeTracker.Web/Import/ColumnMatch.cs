namespace PledgeTracker.Web.Import;

/// <summary>The columns of a file held against those of the tracker.</summary>
internal sealed class ColumnMatch
{
    /// <summary>Other names that people give to a column, with the tracker's in the order in which they are tried.</summary>
    private static readonly Dictionary<string, string[]> Synonyms = new(StringComparer.Ordinal)
    {
        ["id"] = ["pledge", "slug"],
        ["pledge_address"] = ["pledge", "slug"],
        ["pledge_url"] = ["pledge", "slug"],
        ["address"] = ["pledge", "slug"],
        ["pledge_id"] = ["pledge", "slug"],
        ["pledge"] = ["pledge", "slug"],
        ["slug"] = ["slug", "pledge"],
        ["employer"] = ["company", "companies"],
        ["firm"] = ["company", "companies"],
        ["corporation"] = ["company", "companies"],
        ["business"] = ["company", "companies"],
        ["company"] = ["company", "companies"],
        ["company_name"] = ["company_name", "company", "companies"],
        ["employer_name"] = ["company_name", "company", "companies"],
        ["name"] = ["title", "as_listed"],
        ["project"] = ["title", "as_listed"],
        ["headline"] = ["title", "as_listed", "source_title"],
        ["description"] = ["description", "summary"],
        ["jobs"] = ["quantity", "jobs"],
        ["number"] = ["quantity", "jobs"],
        ["count"] = ["quantity", "jobs"],
        ["jobs_created"] = ["quantity", "jobs"],
        ["new_jobs"] = ["quantity", "jobs"],
        ["number_of_jobs"] = ["quantity", "jobs"],
        ["headcount"] = ["quantity", "jobs"],
        ["employees"] = ["quantity", "jobs"],
        ["amount"] = ["amount", "quantity"],
        ["value"] = ["amount", "quantity"],
        ["investment"] = ["amount", "quantity"],
        ["usd"] = ["amount", "quantity"],
        ["date_announced"] = ["announced_date", "announced"],
        ["announced"] = ["announced_date", "announced"],
        ["announcement_date"] = ["announced_date", "announced"],
        ["announced_on"] = ["announced_date", "announced"],
        ["date"] = ["as_of", "announced_date", "announced", "date", "published"],
        ["when"] = ["as_of", "announced_date", "announced", "date"],
        ["year"] = ["as_of", "announced_date", "announced"],
        ["as_of_date"] = ["as_of"],
        ["reported_on"] = ["published", "as_of"],
        ["due"] = ["deadline"],
        ["due_date"] = ["deadline"],
        ["by_when"] = ["deadline"],
        ["target_date"] = ["deadline"],
        ["state"] = ["state", "subdivision"],
        ["region"] = ["subdivision"],
        ["province"] = ["subdivision"],
        ["city"] = ["locality"],
        ["location"] = ["locality", "place"],
        ["site"] = ["locality", "place"],
        ["place"] = ["locality"],
        ["status"] = ["verdict", "state"],
        ["outcome"] = ["verdict"],
        ["reason"] = ["verdict_reason", "reason"],
        ["source"] = ["source_url"],
        ["link"] = ["source_url"],
        ["url"] = ["source_url"],
        ["source_link"] = ["source_url"],
        ["web_address"] = ["source_url"],
        ["reference"] = ["source_url"],
        ["citation"] = ["source_title", "title"],
        ["publisher"] = ["source_publisher", "publisher"],
        ["outlet"] = ["source_publisher", "publisher"],
        ["newspaper"] = ["source_publisher", "publisher"],
        ["grantor"] = ["grantor"],
        ["agency"] = ["grantor"],
        ["granted_by"] = ["grantor"],
        ["government"] = ["grantor"],
        ["comment"] = ["note"],
        ["comments"] = ["note"],
        ["remark"] = ["note"],
        ["remarks"] = ["note"],
        ["notes"] = ["note"],
    };

    private ColumnMatch(ImportKind kind, List<string> columns, IReadOnlyList<string> unknown, IReadOnlyList<int> unnamed) =>
        (Kind, Columns, Unknown, Unnamed) = (kind, columns, unknown, unnamed);

    /// <summary>What one row of the table is.</summary>
    public ImportKind Kind { get; }

    /// <summary>The tracker's name of each column; empty for one that is left out.</summary>
    public List<string> Columns { get; }

    /// <summary>The file's names of the columns that nobody knows.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Which columns have no name, from 0.</summary>
    public IReadOnlyList<int> Unnamed { get; }

    /// <summary>Whether a column names the pledge of a row.</summary>
    public bool HasKey => Columns.Contains(ImportColumns.KeyOf(Kind));

    /// <summary>A column that is there twice; null where none is.</summary>
    public string? Twice => Columns.Where(c => c.Length > 0).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;

    /// <summary>The name by which a column is chosen: its own, or its number where it has none.</summary>
    public static string NameOf(string header, int at) => ImportColumns.NameOf(header) is { Length: > 0 } name ? name : "#" + (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Holds a header against the table that it fits best.</summary>
    public static ColumnMatch Of(IReadOnlyList<string> header, ImportChoices choices)
    {
        var chosen = choices.Columns.GroupBy(c => c.Key.StartsWith('#') ? c.Key : ImportColumns.NameOf(c.Key)).ToDictionary(c => c.Key, c => ImportColumns.NameOf(c.Last().Value), StringComparer.Ordinal);

        // Spreadsheets leave empty columns at the end.
        var count = header.Count;
        while (count > 0 && NameOf(header[count - 1], count - 1) is var last && last[0] == '#' && !chosen.ContainsKey(last))
        {
            count--;
        }

        var names = Enumerable.Range(0, count).Select(i => NameOf(header[i], i)).Select(n => (Own: n, Name: chosen.GetValueOrDefault(n, n), IsChosen: chosen.ContainsKey(n))).ToList();
        var kind = choices.Kind ?? ImportColumns.Tables.Select(t => t.Kind)
            .OrderByDescending(k => names.Exists(n => n.Name == ImportColumns.KeyOf(k))).ThenBy(k => k == ImportKind.Entries).ThenBy(k => names.Count(n => n.Name.Length > 0 && !ImportColumns.IsKnown(k, n.Name))).First();
        var unknown = names.Where(n => n.Name.Length > 0 && n.Name[0] != '#' && !ImportColumns.IsKnown(kind, n.Name)).ToList();
        return new ColumnMatch(kind, names.ConvertAll(n => n.Name), [.. unknown.Select(n => n.IsChosen ? n.Name : n.Own).Distinct()],
            [.. Enumerable.Range(0, count).Where(i => names[i].Name is ['#', ..])]);
    }

    /// <summary>The tracker's column that another is likely to be; null where none is.</summary>
    /// <param name="header">The name in the file.</param>
    /// <param name="kind">The table.</param>
    /// <param name="taken">Columns that the file has already.</param>
    public static string? Proposal(string header, ImportKind kind, IReadOnlyCollection<string> taken)
    {
        var name = Plain(header);
        var known = ImportColumns.Of(kind).Select(c => c.Name).Where(c => !taken.Contains(c)).ToList();
        return known.Find(c => Plain(c) == name)
            ?? Synonyms.GetValueOrDefault(name)?.FirstOrDefault(known.Contains)
            ?? known.Where(c => name.Length > 3 && c.Length > 3).Select(c => (Column: c, Far: Distance(name, c))).Where(c => c.Far <= Math.Max(1, name.Length / 5)).OrderBy(c => c.Far).Select(c => c.Column).FirstOrDefault()
            ?? Synonyms.Where(s => s.Key.Length > 3 && (name.StartsWith(s.Key + "_", StringComparison.Ordinal) || name.EndsWith("_" + s.Key, StringComparison.Ordinal))).Select(s => Array.Find(s.Value, known.Contains)).FirstOrDefault(c => c is not null);
    }

    private static string Plain(string header) => string.Join('_', new string([.. header.Trim().ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // How many letters must be changed, put in or taken out.
    private static int Distance(string one, string other)
    {
        one = one[..Math.Min(one.Length, 60)];
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var k = 1; k <= other.Length; k++)
            {
                (before, row[k]) = (row[k], Math.Min(Math.Min(row[k], row[k - 1]) + 1, before + (one[i - 1] == other[k - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
