using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Api;

/// <summary>Figures that programs send: each is put into the draft of its pledge as an import does it.</summary>
public sealed partial class ApiDesk
{
    // What editors call the columns.
    private static readonly Dictionary<string, string> Labels = LabelsOf();

    /// <summary>Figures, each into the draft of its pledge, as an import does it.</summary>
    internal async Task<Done> FiguresAsync(HttpContext http, byte[] body, LogActor by, CancellationToken cancel)
    {
        var root = ApiBody.Parse(body);
        var isList = root is JsonArray;
        List<JsonNode?> sent = root is JsonArray list ? [.. list] : [root];
        if (sent.Count is 0 or > ApiEndpoints.MostFigures)
        {
            throw new ApiRefusal(StatusCodes.Status400BadRequest, $"Send 1 to {ApiEndpoints.MostFigures} figures.");
        }

        // The places of a single figure have no number before them.
        string At(int index, string? column = null) => (isList ? string.Create(CultureInfo.InvariantCulture, $"/{index}") : "") + (column is null ? "" : "/" + ApiProblem.Step(column));
        var (senseless, wrong) = (new List<DataProblem>(), new List<DataProblem>());
        var columns = ImportColumns.Figures.Select(c => c.Name).ToList();
        var rows = sent.ConvertAll(_ => Array.Empty<string>());
        for (var i = 0; i < sent.Count && senseless.Count + wrong.Count < MostProblems; i++)
        {
            if (sent[i] is not JsonObject figure)
            {
                senseless.Add(new("A figure must be a JSON object: { … }.", At(i)));
                continue;
            }

            rows[i] = [.. columns.Select(c => Cell(figure[c]) ?? Senseless(c))];
            wrong.AddRange(figure.Where(f => !columns.Contains(f.Key)).Take(MostProblems).Select(f => new DataProblem($"There is no field “{Reading.PledgeFilter.Shorten(f.Key)}”. The fields are: {string.Join(", ", columns)}.", At(i, f.Key))));
            if (rows[i][0].Length == 0)
            {
                wrong.Add(new("Name the pledge: the part of its address after /pledges/.", At(i, "pledge")) { Label = Labels["pledge"] });
            }

            string Senseless(string column)
            {
                senseless.Add(new($"“{Labels[column]}” must be a text, a number, true or false.", At(i, column)) { Label = Labels[column] });
                return "?";
            }
        }

        if (senseless.Count > 0)
        {
            throw new ApiRefusal(StatusCodes.Status400BadRequest, "Nothing was saved. " + senseless[0].Detail) { Problems = [.. senseless.Take(MostProblems)] };
        }

        if (wrong.Count > 0)
        {
            throw new ApiRefusal(StatusCodes.Status422UnprocessableEntity, "Nothing was saved. “errors” says what is wrong, and where.") { Problems = [.. wrong.Take(MostProblems)] };
        }

        var file = new ImportFile
        {
            Kind = ImportKind.Figures,
            ReadAs = "figures, JSON",
            Columns = columns,
            Groups = [.. rows.Select((cells, i) => new ImportedRow(i + 1, cells, null)).GroupBy(r => r.Cells[0], StringComparer.Ordinal).Select(g => (DocumentKind.Pledge, g.Key, g.ToList()))],
            Broken = [],
        };
        var outcomes = new List<ImportRow>();
        using var plan = new ImportPlan();
        var terms = new ImportTerms(by, Publish: false) { NamesMissing = true };
        var summary = await importer.CompareAsync(file, terms, plan, batch =>
        {
            outcomes.AddRange(batch);
            return Task.CompletedTask;
        }, cancel: cancel);
        if (summary.Wrong > 0)
        {
            throw new ApiRefusal(StatusCodes.Status422UnprocessableEntity, "Nothing was saved. “errors” says what is wrong, and where.")
            {
                Problems = [.. outcomes.Where(o => o.Outcome == ImportOutcome.Wrong).Take(MostProblems).Select(Problem)],
            };
        }

        if (!await importer.WriteAsync(plan, terms, cancel: cancel))
        {
            throw new ApiRefusal(StatusCodes.Status409Conflict, "Somebody saved one of these pledges at the same time, and nothing was saved. Send the request again.");
        }

        var missing = importer.Missing.ToLookup(m => m.Line, Problem);
        var pledges = new List<(string Slug, OpenDraft Open, IReadOnlyList<ReviewProblem> Problems)>();
        var (subject, today) = (Subject.Of(DocumentKind.Pledge), options.Value.DayAt(clock.GetUtcNow()));
        var found = await PledgeAddresses.FindAsync(context, [.. file.Groups.Select(g => g.Slug)], cancel);
        foreach (var slug in file.Groups.Select(g => g.Slug))
        {
            var open = (await drafts.OpenAsync(found[slug].First(), cancel))!;
            pledges.Add((slug, open, (await subject.ReviewAsync(context, open.Id, open.Key, open.Content, today, cancel)).Problems));
        }

        return new Done(summary.New + summary.Changed > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK, Json(json =>
        {
            json.WriteStartArray("figures");
            foreach (var outcome in outcomes.OrderBy(o => o.Line))
            {
                json.WriteStartObject();
                json.WriteString("pledge", outcome.Pledge);
                json.WriteString("outcome", Code.Of(outcome.Outcome));
                json.WriteString("detail", outcome.Text);
                json.WriteString("edit_url", site.Of(subject.AddressOf(found[outcome.Pledge!].First(), outcome.Pledge!)));
                ApiProblem.Write(json, "problems", missing[outcome.Line]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("pledges");
            foreach (var (slug, open, problems) in pledges)
            {
                json.WriteStartObject();
                About(json, subject, open.Id, slug, open.Number, problems);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }), null);

        DataProblem Problem(ImportRow row)
        {
            // A figure without a source lacks the address of one.
            var column = row.Column is { } named && named.EndsWith(".sources", StringComparison.Ordinal) ? "source_url" : columns.Contains(row.Column ?? "") ? row.Column : null;
            return new(row.Text ?? "This value is wrong.", At(row.Line - 1, column))
            {
                Label = column is null ? null : Labels[column],
                Offers = column is null ? [] : OffersOf(ImportColumns.Figures[columns.IndexOf(column)], rows[row.Line - 1][columns.IndexOf(column)]),
            };
        }
    }

    private static Dictionary<string, string> LabelsOf()
    {
        var labels = FigurePart.Part.Fields.ToDictionary(f => f.Column, f => f.Label, StringComparer.Ordinal);
        var ofSources = SourcePart.Part.Fields.ToDictionary(f => f.Name, f => f.Label, StringComparer.Ordinal);
        return ImportColumns.Figures.ToDictionary(
            c => c.Name, c => ImportColumns.IsOfSource(c.Name) ? "Source: " + ofSources[c.Field!] : labels.GetValueOrDefault(c.Name, "Pledge"), StringComparer.Ordinal);
    }

    // The text of a value; null where it is a list or an object.
    private static string? Cell(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "",
        _ => null,
    };

    // What a text that can mean several things may mean.
    private static IReadOnlyList<Offer> OffersOf(ImportColumn column, string text) => column.Kind switch
    {
        ImportCell.Date => TypedDate.Read(text).Offers,
        ImportCell.Quantity when column.Currency is not null => TypedQuantity.ReadMoney(text).Offers,
        ImportCell.Quantity or ImportCell.Hedged => TypedQuantity.Read(text).Offers,
        _ => [],
    };
}
