using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Data;

/// <summary>
/// The full-text index of one of the two databases. Both store the same words and answer the same questions; only the SQL
/// differs.
/// </summary>
public abstract class FullText
{
    /// <summary>How many words one statement adds to the vocabulary.</summary>
    private const int WordsAtOnce = 400;

    /// <summary>The pledges that have everything wanted within some fields, and nothing that is excluded anywhere.</summary>
    /// <param name="context">The database.</param>
    /// <param name="query">What is looked for; not empty.</param>
    /// <param name="last">The last field to search in; the search covers all fields up to it.</param>
    /// <param name="inOrder">Whether all that is wanted must stand next to each other, as typed.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<List<int>> FindAsync(PledgeTrackerDbContext context, SearchQuery query, SearchField last, bool inOrder, CancellationToken cancel)
    {
        // Read straight from the data reader, since a common word has almost as many hits as there are pledges.
        await context.Database.OpenConnectionAsync(cancel);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = FindStatement;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@query";
        parameter.Value = Write(query, last, inOrder);
        command.Parameters.Add(parameter);
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }

    /// <summary>Replaces what a pledge is found by.</summary>
    public async Task PutAsync(PledgeTrackerDbContext context, int pledgeId, IReadOnlyList<SearchPassage> passages, CancellationToken cancel)
    {
        await RemoveAsync(context, pledgeId, cancel);
        await AddAsync(context, pledgeId, SearchDocument.WordsOf(passages), cancel);
        foreach (var words in SearchDocument.Vocabulary(passages).Chunk(WordsAtOnce))
        {
            // Only numbers of parameters are put into the statement.
            var statement = "INSERT INTO search_words (word) VALUES " + string.Join(",", words.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"({{{i}}})"))) + " ON CONFLICT DO NOTHING";
            await context.Database.ExecuteSqlRawAsync(statement, words, cancel);
        }
    }

    /// <summary>Forgets a pledge that is no longer on the site.</summary>
    public abstract Task RemoveAsync(PledgeTrackerDbContext context, int pledgeId, CancellationToken cancel);

    protected abstract string FindStatement { get; }

    protected abstract Task AddAsync(PledgeTrackerDbContext context, int pledgeId, IReadOnlyList<IReadOnlyList<string>> fields, CancellationToken cancel);

    protected abstract string Write(SearchQuery query, SearchField last, bool inOrder);

    /// <summary>The wanted terms as sequences of words; in order, all of them form one sequence.</summary>
    protected static IReadOnlyList<SearchTerm> Wanted(SearchQuery query, bool inOrder)
    {
        SearchTerm[] wanted = [.. query.Wanted];
        return inOrder && wanted.Length > 0
            ? [new SearchTerm([.. wanted.SelectMany(t => t.Words)], "") { IsPrefix = wanted[^1].IsPrefix }]
            : wanted;
    }
}

/// <summary>SQLite's FTS5: a table without the texts themselves, one column a field.</summary>
public sealed class SqliteFullText : FullText
{
    private static readonly string[] Columns = ["name", "people", "story", "proof"];

    protected override string FindStatement => "SELECT rowid FROM pledge_search WHERE pledge_search MATCH @query";

    public override Task RemoveAsync(PledgeTrackerDbContext context, int pledgeId, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"DELETE FROM pledge_search WHERE rowid = {pledgeId}", cancel);

    protected override Task AddAsync(PledgeTrackerDbContext context, int pledgeId, IReadOnlyList<IReadOnlyList<string>> fields, CancellationToken cancel)
    {
        string[] texts = [.. fields.Select(words => string.Join(' ', words))];
        return context.Database.ExecuteSqlAsync(
            $"INSERT INTO pledge_search (rowid, name, people, story, proof) VALUES ({pledgeId}, {texts[0]}, {texts[1]}, {texts[2]}, {texts[3]})", cancel);
    }

    protected override string Write(SearchQuery query, SearchField last, bool inOrder)
    {
        // The words are letters and digits only: nothing in them can end the quotation marks.
        var wanted = Wanted(query, inOrder).Select(Write).DefaultIfEmpty($"\"{SearchDocument.Everywhere}\"");
        var text = new StringBuilder("{").AppendJoin(' ', query.Wanted.Any() ? Columns.Take((int)last + 1) : Columns).Append("} : (").AppendJoin(" AND ", wanted).Append(')');
        string[] excluded = [.. query.Excluded.Select(Write)];
        return excluded.Length == 0 ? text.ToString() : $"({text}) NOT ({string.Join(" OR ", excluded)})";
    }

    private static string Write(SearchTerm term) =>
        term.Others.Count == 0 ? WriteOne(term) : "(" + string.Join(" OR ", term.Alternatives.Select(WriteOne)) + ")";

    private static string WriteOne(SearchTerm term)
    {
        var stems = '"' + string.Join(' ', term.Words.Select(w => w.Stem)) + '"';
        return term.IsPrefix
            ? $"(\"{string.Join(' ', term.Words.SkipLast(1).Select(w => w.Stem).Append(term.Words[^1].Plain))}\" * OR {stems})"
            : stems;
    }
}

/// <summary>PostgreSQL's tsvector, written by the program and not by one of the server's parsers, one weight a field.</summary>
public sealed class PostgresFullText : FullText
{
    private const string Weights = "ABCD";

    // What the server keeps of a document and of one word in it.
    private const int LastPosition = 16_383, MostPositions = 255;

    protected override string FindStatement => "SELECT pledge_id FROM pledge_search WHERE words @@ CAST(@query AS tsquery)";

    public override Task RemoveAsync(PledgeTrackerDbContext context, int pledgeId, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"DELETE FROM pledge_search WHERE pledge_id = {pledgeId}", cancel);

    protected override Task AddAsync(PledgeTrackerDbContext context, int pledgeId, IReadOnlyList<IReadOnlyList<string>> fields, CancellationToken cancel)
    {
        var places = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var position = 0;
        for (var field = 0; field < fields.Count; field++)
        {
            foreach (var word in fields[field])
            {
                position++;
                if (word == SearchDocument.Break)
                {
                    continue;
                }

                var at = places.TryGetValue(word, out var known) ? known : places[word] = [];
                if (at.Count < MostPositions)
                {
                    at.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(position, LastPosition)}{Weights[field]}"));
                }
            }
        }

        var words = string.Join(' ', places.Select(p => $"'{p.Key}':{string.Join(',', p.Value)}"));
        return context.Database.ExecuteSqlAsync($"INSERT INTO pledge_search (pledge_id, words) VALUES ({pledgeId}, CAST({words} AS tsvector))", cancel);
    }

    protected override string Write(SearchQuery query, SearchField last, bool inOrder)
    {
        var weights = Weights[..((int)last + 1)];
        var wanted = Wanted(query, inOrder).Select(t => Write(t, weights)).DefaultIfEmpty($"'{SearchDocument.Everywhere}'");
        return string.Join(" & ", wanted.Concat(query.Excluded.Select(t => "!" + Write(t, ""))));
    }

    private static string Write(SearchTerm term, string weights) =>
        term.Others.Count == 0 ? WriteOne(term, weights) : "(" + string.Join(" | ", term.Alternatives.Select(t => WriteOne(t, weights))) + ")";

    private static string WriteOne(SearchTerm term, string weights)
    {
        var stems = string.Join(" <-> ", term.Words.Select(w => $"'{w.Stem}':{weights}"));
        return term.IsPrefix
            ? $"(({string.Join(" <-> ", term.Words.SkipLast(1).Select(w => $"'{w.Stem}':{weights}").Append($"'{term.Words[^1].Plain}':*{weights}"))}) | ({stems}))"
            : $"({stems})";
    }
}

/// <summary>A word that stands in some pledge, or stood there once.</summary>
public sealed class SearchVocabularyWord
{
    public required string Word { get; init; }
}
