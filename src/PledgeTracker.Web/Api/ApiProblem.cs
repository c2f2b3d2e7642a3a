using System.Text.Json;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Api;

/// <summary>Ends a request of a program: nothing is written, and the program is told why.</summary>
internal sealed class ApiRefusal(int status, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>What is wrong, place by place.</summary>
    public IReadOnlyList<DataProblem> Problems { get; init; } = [];
}

/// <summary>Problems of a document as a program is told them.</summary>
internal static class ApiProblem
{
    /// <summary>A problem that the review or a bound found, with the name that editors give the field.</summary>
    public static DataProblem Of(DocumentKind kind, ReviewProblem problem) =>
        new(problem.Message, Pointer(problem.Field)) { Label = problem.Field.Length == 0 ? null : FieldNames.Of(kind, problem.Field), Offers = problem.Offers };

    /// <summary>Turns <c>figures[2].asOf</c> into <c>/figures/2/asOf</c> (RFC 6901).</summary>
    public static string Pointer(string field) =>
        field.Length == 0 ? "" : "/" + field.Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');

    /// <summary>A name that a program chose as a step of a pointer.</summary>
    public static string Step(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Writes problems as a list with a name.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<DataProblem> problems)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, problems.Select(p => p.ForJson()), DataProblem.Written);
    }
}
