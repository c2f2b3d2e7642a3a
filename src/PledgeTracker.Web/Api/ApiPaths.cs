using Microsoft.OpenApi;

namespace PledgeTracker.Web.Api;

/// <summary>What the description of the API says of addresses beside what they answer: their groups, and the parts that vary.</summary>
internal static class ApiPaths
{
    /// <summary>The groups of operations, each with what it holds.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Tags =
    [
        ("Pages as data", "What a page shows, as data at its own address."), ("Tables", "Every table of the data set, with filters, and what its columns mean."), ("Whole data set", "Everything in one file."),
        ("Feeds", "What was published, newest first."), ("Calendar", "Deadlines."), ("Embeds", "What other sites show in a frame."), ("Pictures", "Charts and the pictures beside links."), ("Citations", "How to cite a page at the state it shows."),
        ("Writing", "Drafts and figures from the programs of a newsroom, with a token. Nothing is published this way."),
    ];

    /// <summary>Names and describes what varies in the address of an operation. Most addresses read it from the request, so that the framework does not see it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="path">Its address, as it is mapped.</param>
    public static void Name(OpenApiOperation operation, string path)
    {
        foreach (var name in path.Split('{').Skip(1).Select(p => p[..p.IndexOf('}', StringComparison.Ordinal)].Split(':')[0]))
        {
            var known = operation.Parameters!.OfType<OpenApiParameter>().FirstOrDefault(p => p.In == ParameterLocation.Path && p.Name == name);
            if (known is null)
            {
                operation.Parameters!.Add(known = new OpenApiParameter { Name = name, In = ParameterLocation.Path });
            }

            var (meaning, example) = MeaningOf(path.StartsWith("api/", StringComparison.Ordinal) ? path["api/".Length..] : path, name);
            (known.Required, known.Schema, known.Description, known.Example) = (true, new OpenApiSchema { Type = JsonSchemaType.String }, meaning, example);
        }
    }

    private static (string Meaning, string Example) MeaningOf(string path, string name) => (path.Split('/')[0], name) switch
    {
        (_, "day") => ("The day of the files, like 2026-11-23, or “latest”.", "latest"),
        (_, "name") => ("The name of a file, from the list at /data.", "pledgetracker.zip"),
        (_, "number") => ("The number of the figure within its pledge.", "1"),
        ("companies", _) => ("The end of the company’s address.", "alibaba"),
        ("claims" or "claimants", _) => ("The end of the claimant’s address.", "donald-trump"),
        ("lists", _) => ("The end of the list’s address.", "us-white-house-2025"),
        ("checks", _) => ("The end of the check’s address.", "propublica-2018"),
        _ => ("The end of the pledge’s address.", "alibaba-million-us-jobs-2017"),
    };
}
