using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Import;

/// <summary>What kind of rows an imported file holds.</summary>
public enum ImportKind
{
    /// <summary>A table with one figure a row.</summary>
    Figures,

    /// <summary>A table with one target of one pledge a row.</summary>
    Pledges,

    /// <summary>Whole pledges as JSON, in the format of the starter pledges.</summary>
    Documents,
}

/// <summary>One row of a table, or one pledge of a JSON file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Cells">The cells of a table's row, in the order of the header.</param>
/// <param name="Document">The whole pledge of a JSON file.</param>
public sealed record ImportedRow(int Line, string[] Cells, PledgeDraft? Document);

/// <summary>A file that was read, before it is compared with what is stored.</summary>
public sealed class ImportFile
{
    private const int CellMaxLength = 20_000;

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public required ImportKind Kind { get; init; }

    /// <summary>What it was read as, in words for people.</summary>
    public required string ReadAs { get; init; }

    /// <summary>The columns of a table, by their names in lower case.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The rows of each pledge, in the order in which the file first names it.</summary>
    public required IReadOnlyList<(string Slug, List<ImportedRow> Rows)> Groups { get; init; }

    /// <summary>Rows that could not be read, with what is wrong.</summary>
    public required IReadOnlyList<ImportRow> Broken { get; init; }

    /// <summary>Companies that the file brings along.</summary>
    internal IReadOnlyList<CompanyFile> Companies { get; init; } = [];

    /// <summary>Metrics that the file brings along.</summary>
    internal IReadOnlyList<MetricFile> Metrics { get; init; } = [];

    /// <summary>How many rows it has, including those that could not be read.</summary>
    public int RowCount => Groups.Sum(g => g.Rows.Count) + Broken.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="encoding">The encoding that was asked for; null to find it.</param>
    /// <param name="delimiter">The delimiter that was asked for, by name; null to find it.</param>
    /// <exception cref="ImportException">The file as a whole cannot be read.</exception>
    public static ImportFile Read(byte[] bytes, string? encoding, string? delimiter)
    {
        var (text, name) = ImportText.Decode(ImportText.Unpack(bytes), encoding);
        var begin = text.AsSpan().TrimStart();
        if (begin.IsEmpty)
        {
            throw new ImportException(1, "The file is empty.");
        }

        return begin[0] is '{' or '[' ? ReadJson(text, name) : ReadTable(text, name, delimiter);
    }

    private static ImportFile ReadTable(string text, string encoding, string? asked)
    {
        var mark = asked is null ? ImportText.DelimiterOf(text) : ImportText.Delimiters.FirstOrDefault(d => d.Code == asked).Mark is var m and not '\0' ? m : ',';
        var skipped = 0;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
            skipped = 1;
        }

        var broken = new List<ImportRow>();
        var badQuotes = false;
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = mark.ToString(),
            DetectColumnCountChanges = false,
            IgnoreBlankLines = true,

            // Most cells of a column are alike, so each text is stored once.
            CacheFields = true,
            MaxFieldSize = CellMaxLength,

            // Quotes in ="007" are fine: they are how a file tells Excel to leave a text alone.
            BadDataFound = bad => badQuotes |= !(bad.Field.StartsWith("=\"", StringComparison.Ordinal) && bad.Field.TrimEnd().EndsWith('"')),
            Mode = CsvMode.RFC4180,
        });
        if (!parser.Read())
        {
            throw new ImportException(1, "The file is empty.");
        }

        var header = (parser.Record ?? []).Select(ImportColumns.NameOf).ToList();
        while (header.Count > 0 && header[^1].Length == 0)
        {
            // Excel leaves empty columns at the end.
            header.RemoveAt(header.Count - 1);
        }

        var kind = ImportColumns.KindOf(header, skipped + 1);
        var slugAt = header.IndexOf(kind == ImportKind.Figures ? "pledge" : "slug");
        var groups = new Dictionary<string, List<ImportedRow>>(StringComparer.Ordinal);
        var order = new List<(string, List<ImportedRow>)>();
        while (true)
        {
            var line = parser.RawRow + 1 + skipped;
            badQuotes = false;
            try
            {
                if (!parser.Read())
                {
                    break;
                }
            }
            catch (CsvHelperException e) when (e is MaxFieldSizeException or BadDataException or ParserException)
            {
                throw new ImportException(line, e is MaxFieldSizeException
                    ? string.Create(CultureInfo.InvariantCulture, $"A cell has more than {CellMaxLength:N0} characters. A quotation mark may be missing at its end.")
                    : "The quotation marks of this line do not match. Add the missing one.");
            }

            var cells = parser.Record!;
            if (cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (badQuotes)
            {
                broken.Add(Wrong(line, null, "The quotation marks of this row do not match. Put quotation marks around the cell, and double those inside it."));
                continue;
            }

            var filled = Array.FindLastIndex(cells, c => !string.IsNullOrWhiteSpace(c)) + 1;
            if (filled > header.Count)
            {
                broken.Add(Wrong(line, null, string.Create(CultureInfo.InvariantCulture, $"The row has {filled} cells, and the header has {header.Count}. Is a {ImportText.Delimiters.FirstOrDefault(d => d.Mark == mark).Name ?? "delimiter"} in a cell without quotation marks?")));
                continue;
            }

            var clean = new string[header.Count];
            string? strange = null;
            for (var i = 0; i < clean.Length; i++)
            {
                clean[i] = i < cells.Length ? ImportColumns.Clean(cells[i]) : "";
                if (strange is null && clean[i].AsSpan().ContainsAnyInRange('\u0000', '\u0008'))
                {
                    strange = header[i];
                }
            }

            if (strange is not null)
            {
                broken.Add(Wrong(line, strange, "The cell holds characters that cannot be shown. Check that the file was read in the right encoding."));
                continue;
            }

            var slug = clean[slugAt];
            if (slug.Length == 0)
            {
                broken.Add(Wrong(line, header[slugAt], "Name the pledge: the part of its address after /pledges/."));
                continue;
            }

            if (!groups.TryGetValue(slug, out var rows))
            {
                groups[slug] = rows = [];
                order.Add((slug, rows));
            }

            rows.Add(new ImportedRow(line, clean, null));
        }

        return new ImportFile
        {
            Kind = kind,
            ReadAs = $"{(kind == ImportKind.Figures ? "figures" : "pledges")}, CSV in {encoding} with {ImportText.Delimiters.FirstOrDefault(d => d.Mark == mark).Name ?? mark.ToString()}s",
            Columns = header,
            Groups = order,
            Broken = broken,
        };
    }

    /// <summary>One pledge, a list of pledges, or an object with <c>pledges</c> and, if wanted, <c>companies</c> and <c>metrics</c>.</summary>
    private static ImportFile ReadJson(string text, string encoding)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var groups = new List<(string, List<ImportedRow>)>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var broken = new List<ImportRow>();
        var companies = new List<CompanyFile>();
        var metrics = new List<MetricFile>();
        var lines = new LineCounter(bytes);
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadPledges(ref reader);
            }
            else if (IsPledge(reader))
            {
                ReadPledge(ref reader);
            }
            else
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString();
                    reader.Read();
                    switch (name)
                    {
                        case "pledges":
                            ReadPledges(ref reader);
                            break;
                        case "companies":
                            companies = JsonSerializer.Deserialize<List<CompanyFile>>(ref reader, Plain) ?? [];
                            break;
                        case "metrics":
                            metrics = JsonSerializer.Deserialize<List<MetricFile>>(ref reader, Plain) ?? [];
                            break;
                        case "$schema" or "licence" or "source" or "exported":
                            reader.Skip();
                            break;
                        default:
                            throw new ImportException(lines.At(reader.TokenStartIndex), $"The file has an unknown name, “{name}”. It may hold pledges, companies and metrics.");
                    }
                }
            }

            while (reader.Read())
            {
                // Reads to the end, so that text after it is not silently ignored.
            }
        }
        catch (JsonException e)
        {
            throw new ImportException((int)(e.LineNumber ?? 0) + 1, "The file is not complete JSON: " + e.Message.Split(" Path:")[0]);
        }

        return new ImportFile { Kind = ImportKind.Documents, ReadAs = $"whole pledges, JSON in {encoding}", Groups = groups, Broken = broken, Companies = companies, Metrics = metrics };

        void ReadPledges(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new ImportException(lines.At(reader.TokenStartIndex), "Put the pledges into a list.");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadPledge(ref reader);
            }
        }

        void ReadPledge(ref Utf8JsonReader reader)
        {
            var line = lines.At(reader.TokenStartIndex);
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            try
            {
                using var pledge = new MemoryStream(bytes, from, (int)reader.BytesConsumed - from);
                var draft = StarterData.ReadFile(pledge, "");
                if (string.IsNullOrWhiteSpace(draft.Slug))
                {
                    broken.Add(Wrong(line, "slug", "Name the pledge: the part of its address after /pledges/."));
                }
                else if (!seen.TryAdd(draft.Slug, line))
                {
                    broken.Add(Wrong(line, "slug", $"The file has the pledge “{draft.Slug}” twice. The first begins on line {seen[draft.Slug]}. Remove one."));
                }
                else
                {
                    groups.Add((draft.Slug, [new ImportedRow(line, [], draft)]));
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                var inner = e.InnerException as JsonException;
                broken.Add(Wrong(line, inner?.Path, "This is not a pledge in the format of the starter pledges: " + (inner ?? e).Message.Split(" Path:")[0].TrimStart(':', ' ')));
            }
        }
    }

    private static bool IsPledge(Utf8JsonReader reader)
    {
        // The reader is passed by value, so the caller's position does not change.
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("slug") || reader.ValueTextEquals("title"))
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static ImportRow Wrong(int line, string? column, string text) => new() { Line = line, Column = column, Outcome = ImportOutcome.Wrong, Text = text };

    /// <summary>Line numbers for places that only move forward; each is counted on from the last.</summary>
    private sealed class LineCounter(byte[] bytes)
    {
        private int _at;
        private int _line = 1;

        public int At(long place)
        {
            _line += bytes.AsSpan(_at, (int)place - _at).Count((byte)'\n');
            _at = (int)place;
            return _line;
        }
    }
}
