using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Import;

/// <content>Says what the review finds beside the row and the cell that it is about.</content>
public sealed partial class Importer
{
    /// <summary>Says each problem beside its row. In a draft, missing parts are no mistake; unreadable ones are.</summary>
    private void Report(
        IReadOnlyList<ReviewProblem> problems, Draft draft, List<ImportRow> results, List<(string Prefix, ImportedRow Row)> touched, ImportFile? table, string slug, bool publish)
    {
        if (problems.Count == 0)
        {
            return;
        }

        var tree = JsonNode.Parse(DraftJson.Write(draft))!;
        var first = touched.Count > 0 ? touched[0].Row : null;
        foreach (var problem in problems)
        {
            var (prefix, row) = touched.Where(t => Within(problem.Field, t.Prefix)).OrderByDescending(t => t.Prefix.Length).FirstOrDefault();
            var isMissing = !publish && row is not null && !DraftJson.IsFilled(tree, problem.Field);
            if (publish ? first is null : row is null || (isMissing && !_namesMissing))
            {
                continue;
            }

            row ??= first!;
            var column = prefix is null || table is null or { Kind: ImportKind.Documents } ? problem.Field : ColumnOf(table, prefix, problem.Field);
            var at = results.FindIndex(r => r.Line == row.Line);
            var wrong = new ImportRow { Line = row.Line, Pledge = slug, Column = column.Length == 0 ? null : column, Outcome = ImportOutcome.Wrong, Text = Shorten(Quoting(table, row, column, problem.Message)) };
            if (isMissing)
            {
                _missing.Add(wrong);
                continue;
            }

            if (at >= 0 && results[at].Outcome != ImportOutcome.Wrong)
            {
                results[at] = wrong;
            }
            else
            {
                results.Add(wrong);
            }
        }
    }

    private static bool Within(string field, string prefix) =>
        prefix.Length == 0 || field == prefix || (field.StartsWith(prefix, StringComparison.Ordinal) && field[prefix.Length] == '.');

    private static string ColumnOf(ImportFile file, string prefix, string field)
    {
        var rest = prefix.Length == 0 ? field : field.Length > prefix.Length ? field[(prefix.Length + 1)..] : "";
        var ofSource = prefix.StartsWith("sources[", StringComparison.Ordinal);
        var owner = prefix.StartsWith("targets[", StringComparison.Ordinal) ? "target." : prefix.StartsWith("verdicts[", StringComparison.Ordinal) ? "verdict." : "";
        return ImportColumns.Of(file.Kind).FirstOrDefault(c => (file.Kind == ImportKind.Sources || ImportColumns.IsOfSource(c.Name) == ofSource) && c.Field == owner + rest)?.Name ?? field;
    }

    /// <summary>What is wrong, after the text of the cell that it is about.</summary>
    private static string Quoting(ImportFile? table, ImportedRow row, string column, string message)
    {
        var at = table is null || row.Document is not null ? -1 : table.Columns.ToList().IndexOf(column);
        var cell = at < 0 ? "" : row.Cells[at];
        return cell.Length == 0 || message.Contains(cell, StringComparison.Ordinal) ? message : $"“{(cell.Length > CellShown ? cell[..CellShown] + "…" : cell)}”: {message}";
    }
}
