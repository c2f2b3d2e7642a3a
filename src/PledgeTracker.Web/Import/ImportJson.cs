using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Import;

/// <summary>Reads files of whole documents.</summary>
internal static class ImportJson
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>
    /// One document, a list of pledges, or an object with <c>pledges</c>, <c>claimants</c>, <c>lists</c> and <c>checks</c> and, if wanted,
    /// <c>companies</c> and <c>metrics</c>. A claimant, list or check may also come as its page gives it out, with its address beside it.
    /// </summary>
    internal static ImportFile Read(string text, string encoding, string? fileName)
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
                    broken.Add(ImportFile.Wrong(line, "slug", $"Name the {subject.Noun} in “slug”: the part of its address after {subject.PageOf("")}."));
                }
                else if (kind != DocumentKind.Pledge && (!Slug.IsWellFormed(slug) || Slug.IsReserved(slug)))
                {
                    broken.Add(ImportFile.Wrong(line, "slug", $"“{Reading.PledgeFilter.Shorten(slug)}” is no address of a {subject.Noun}. It has lower-case letters, digits and single hyphens, at most {Slug.MaxLength} characters."));
                }
                else if (!seen.TryAdd((kind, slug), line))
                {
                    broken.Add(ImportFile.Wrong(line, "slug", $"The file has the {subject.Noun} “{slug}” twice. The first begins on line {seen[(kind, slug)]}. Remove one."));
                }
                else
                {
                    groups.Add((kind, slug, [new ImportedRow(line, [], draft)]));
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                var inner = e.InnerException as JsonException ?? e as JsonException;
                broken.Add(ImportFile.Wrong(line, inner?.Path, $"This is not a {subject.Noun} in the format of the starter {(kind == DocumentKind.Pledge ? "pledges" : "files")}: " + (inner ?? e).Message.Split(" Path:")[0].TrimStart(':', ' ')));
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
