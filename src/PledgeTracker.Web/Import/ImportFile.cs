using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Import;

/// <summary>What kind of rows an imported file holds.</summary>
public enum ImportKind
{
    /// <summary>A table with one figure a row.</summary>
    Figures,

    /// <summary>A table with one target of one pledge a row.</summary>
    Pledges,

    /// <summary>Whole pledges, claimants, lists or checks as JSON, in the format of the starter files.</summary>
    Documents,
}

/// <summary>One row of a table, or one document of a JSON file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Cells">The cells of a table's row, in the order of the header.</param>
/// <param name="Document">The whole document of a JSON file.</param>
public sealed record ImportedRow(int Line, string[] Cells, Draft? Document);

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

    /// <summary>The rows of each pledge or other document, in the order in which the file first names it; pledges first, since entries of lists name them.</summary>
    public required IReadOnlyList<(DocumentKind Kind, string Slug, List<ImportedRow> Rows)> Groups { get; init; }

    /// <summary>What several of its documents are called.</summary>
    public string Noun => Groups.Any(g => g.Kind != DocumentKind.Pledge) ? "documents" : "pledges";

    /// <summary>Rows that could not be read, with what is wrong.</summary>
    public required IReadOnlyList<ImportRow> Broken { get; init; }

    /// <summary>Companies that the file brings along.</summary>
    internal IReadOnlyList<CompanyFile> Companies { get; init; } = [];

    /// <summary>Metrics that the file brings along.</summary>
    internal IReadOnlyList<MetricFile> Metrics { get; init; } = [];

    /// <summary>How its dates and numbers are written, as far as somebody said so.</summary>
    internal TypedOptions Written { get; init; } = new();

    /// <summary>How many rows it has, including those that could not be read.</summary>
    public int RowCount => Groups.Sum(g => g.Rows.Count) + Broken.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="encoding">The encoding that was asked for; null to find it.</param>
    /// <param name="delimiter">The delimiter that was asked for, by name; null to find it.</param>
    /// <param name="fileName">Its name, which is the address of a claimant, list or check that does not say its own; null where it has none.</param>
    /// <param name="written">How dates and numbers of a table are written, as far as somebody said so.</param>
    /// <exception cref="ImportException">The file as a whole cannot be read.</exception>
    public static ImportFile Read(byte[] bytes, string? encoding, string? delimiter, string? fileName = null, TypedOptions? written = null)
    {
        var (text, name) = ImportText.Decode(ImportText.Unpack(bytes), encoding);
        var begin = text.AsSpan().TrimStart();
        if (begin.IsEmpty)
        {
            throw new ImportException(1, "The file is empty.");
        }

        return begin[0] is '{' or '[' ? ReadJson(text, name, fileName) : ReadTable(text, name, delimiter, written ?? new TypedOptions());
    }

    private static ImportFile ReadTable(string text, string encoding, string? asked, TypedOptions written)
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
        var order = new List<(DocumentKind, string, List<ImportedRow>)>();
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

            var slug = clean[slugAt] = ImportColumns.PledgeOf(clean[slugAt]);
            if (slug.Length == 0)
            {
                broken.Add(Wrong(line, header[slugAt], "Name the pledge: the part of its address after /pledges/."));
                continue;
            }

            if (!groups.TryGetValue(slug, out var rows))
            {
                groups[slug] = rows = [];
                order.Add((DocumentKind.Pledge, slug, rows));
            }

            rows.Add(new ImportedRow(line, clean, null));
        }

        return new ImportFile
        {
            Kind = kind,
            ReadAs = $"{(kind == ImportKind.Figures ? "figures" : "pledges")}, CSV in {encoding} with {ImportText.Delimiters.FirstOrDefault(d => d.Mark == mark).Name ?? mark.ToString()}s{(written.Order is { } days ? days == DateOrder.DayFirst ? ", day first" : ", month first" : "")}{(written.Mark is { } decimals ? decimals == DecimalMark.Point ? ", decimal point" : ", decimal comma" : "")}",
            Written = written,
            Columns = header,
            Groups = order,
            Broken = broken,
        };
    }

    /// <summary>
    /// One document, a list of pledges, or an object with <c>pledges</c>, <c>claimants</c>, <c>lists</c> and <c>checks</c> and, if wanted,
    /// <c>companies</c> and <c>metrics</c>. A claimant, list or check may also come as its page gives it out, with its address beside it.
    /// </summary>
    private static ImportFile ReadJson(string text, string encoding, string? fileName)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var groups = new List<(DocumentKind Kind, string Slug, List<ImportedRow> Rows)>();
        var seen = new Dictionary<(DocumentKind, string), int>();
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
                ReadAll(ref reader, DocumentKind.Pledge);
            }
            else if (KindOf(reader) is { } kind)
            {
                ReadOne(ref reader, kind, fileName);
            }
            else
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString();
                    reader.Read();
                    switch (name)
                    {
                        case "pledges" or "claimants" or "lists" or "checks":
                            ReadAll(ref reader, Subject.All.First(s => s.Section == name).Kind);
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
                            throw new ImportException(lines.At(reader.TokenStartIndex), $"The file has an unknown name, “{name}”. It may hold pledges, claimants, lists, checks, companies and metrics.");
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

        var (hasPledges, hasClaims) = (groups.Exists(g => g.Kind == DocumentKind.Pledge), groups.Exists(g => g.Kind != DocumentKind.Pledge));
        return new ImportFile
        {
            Kind = ImportKind.Documents,
            ReadAs = $"{(!hasClaims ? "whole pledges" : hasPledges ? "whole pledges and " + ImportRun.OfClaims : ImportRun.OfClaims)}, JSON in {encoding}",
            Groups = [.. groups.OrderBy(g => g.Kind)],
            Broken = broken,
            Companies = companies,
            Metrics = metrics,
        };

        void ReadAll(ref Utf8JsonReader reader, DocumentKind kind)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new ImportException(lines.At(reader.TokenStartIndex), $"Put the {Subject.Of(kind).Section} into a list.");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadOne(ref reader, kind, null);
            }
        }

        void ReadOne(ref Utf8JsonReader reader, DocumentKind kind, string? name)
        {
            var line = lines.At(reader.TokenStartIndex);
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            var subject = Subject.Of(kind);
            try
            {
                var (slug, draft) = DocumentOf(bytes.AsSpan(from, (int)reader.BytesConsumed - from), kind, name);
                if (string.IsNullOrWhiteSpace(slug))
                {
                    broken.Add(Wrong(line, "slug", $"Name the {subject.Noun} in “slug”: the part of its address after {subject.PageOf("")}."));
                }
                else if (kind != DocumentKind.Pledge && (!Slug.IsWellFormed(slug) || Slug.IsReserved(slug)))
                {
                    broken.Add(Wrong(line, "slug", $"“{Reading.PledgeFilter.Shorten(slug)}” is no address of a {subject.Noun}. It has lower-case letters, digits and single hyphens, at most {Slug.MaxLength} characters."));
                }
                else if (!seen.TryAdd((kind, slug), line))
                {
                    broken.Add(Wrong(line, "slug", $"The file has the {subject.Noun} “{slug}” twice. The first begins on line {seen[(kind, slug)]}. Remove one."));
                }
                else
                {
                    groups.Add((kind, slug, [new ImportedRow(line, [], draft)]));
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                var inner = e.InnerException as JsonException ?? e as JsonException;
                broken.Add(Wrong(line, inner?.Path, $"This is not a {subject.Noun} in the format of the starter {(kind == DocumentKind.Pledge ? "pledges" : "files")}: " + (inner ?? e).Message.Split(" Path:")[0].TrimStart(':', ' ')));
            }
        }
    }

    /// <summary>A document with its address. Only pledges have theirs within the draft.</summary>
    private static (string? Slug, Draft Draft) DocumentOf(ReadOnlySpan<byte> json, DocumentKind kind, string? fileName)
    {
        var node = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("It is not an object.");
        node.Remove("$schema");
        if (kind == DocumentKind.Pledge)
        {
            var pledge = (PledgeDraft)DraftForm.WithWrittenValues(DraftJson.Read(node.ToJsonString()));
            return (pledge.Slug, pledge);
        }

        var slug = fileName is null ? null : Path.GetFileNameWithoutExtension(fileName);
        if (node["document"] is JsonObject document)
        {
            // As its page gives it out: the ladder beside it is computed and not read.
            slug = node["url"] is JsonValue url && Uri.TryCreate(url.ToString(), UriKind.Absolute, out var address) ? address.Segments[^1] : null;
            document.Remove("$schema");
            node = document;
        }
        else if (node.Remove("slug", out var named))
        {
            slug = (named as JsonValue)?.ToString();
        }

        return (slug, DraftForm.WithWrittenValues(DraftJson.Read(Subject.Of(kind).Nothing.GetType(), node.ToJsonString())));
    }

    /// <summary>What kind of document an object is; null where it is none by itself.</summary>
    private static DocumentKind? KindOf(Utf8JsonReader reader)
    {
        // The reader is passed by value, so the caller's position does not change.
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            names.Add(name);
            reader.Read();
            var text = name is "$schema" or "url" && reader.TokenType == JsonTokenType.String ? reader.GetString()! : null;
            if (text is not null && Claims.FirstOrDefault(k => name == "$schema" ? text.EndsWith($"{Subject.Of(k).Noun}.schema.json", StringComparison.Ordinal) : text.Contains(Subject.Of(k).PageOf("")!, StringComparison.Ordinal)) is var kind and not DocumentKind.Pledge)
            {
                return kind;
            }

            reader.Skip();
        }

        // Each has a name that no other kind has at its beginning.
        return names.Contains("keeper") ? DocumentKind.List : names.Contains("by") ? DocumentKind.Check : names.Contains("name") ? DocumentKind.Claimant
            : names.Contains("slug") || names.Contains("title") ? DocumentKind.Pledge : null;
    }

    private static readonly DocumentKind[] Claims = [DocumentKind.Claimant, DocumentKind.List, DocumentKind.Check];

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
