using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Api;

/// <summary>
/// The OpenAPI 3.1 description of every address that answers with data, made from the endpoints and the data dictionary
/// themselves.
/// </summary>
public static class ApiDocument
{
    /// <summary>The version of the API's contract: names are added to it and never changed.</summary>
    public const string Version = "1.0.0";

    private static readonly Dictionary<string, string> Meanings = new(Facet.All.Select(f => KeyValuePair.Create(f.Key, f.Meaning)))
    {
        [PledgeFilter.SearchKey] = "Only pledges that have these words: “exact words” in quotation marks, -not, begin*. Words that the tracker has as a filter, like missed, Ohio or “over 50,000 jobs”, are taken as that filter. In quotation marks they are looked for in the texts. If a word is found nowhere, the search uses a similar one.",
        [PledgeFilter.JobsFromKey] = "Only pledges of at least this many jobs.",
        [PledgeFilter.JobsToKey] = "Only pledges of at most this many jobs.",
        [PledgeFilter.MoneyFromKey] = "Only pledges of at least this much money, in whole units of the currency.",
        [PledgeFilter.MoneyToKey] = "Only pledges of at most this much money, in whole units of the currency.",
        [PledgeFilter.CurrencyKey] = "The currency of all amounts of money (ISO 4217). USD is used if none is given.",
        [PledgeFilter.YearFromKey] = "Only pledges announced in this year or later.",
        [PledgeFilter.YearToKey] = "Only pledges announced in this year or earlier.",
        [PledgeFilter.DueFromKey] = "Only pledges whose main target is due in this year or later.",
        [PledgeFilter.DueToKey] = "Only pledges whose main target is due in this year or earlier.",
        [PledgeFilter.PublicFromKey] = "Only pledges with at least this much public money, in whole units of the currency: what was on offer when it was announced, or, where nobody marked that, what was paid.",
        [PledgeFilter.PublicToKey] = "Only pledges with at most this much public money, in whole units of the currency.",
        [PledgeFilter.PerJobFromKey] = "Only pledges where public money on offer came to at least this much for each job pledged, in whole units of the currency.",
        [PledgeFilter.PerJobToKey] = "Only pledges where public money on offer came to at most this much for each job pledged, in whole units of the currency.",
        [PledgeFilter.SinceKey] = "Only pledges with something new, or first published, after this day, like 2024-01-01.",
        [PledgeFilter.SortKey] = "The order of the list. A search is sorted by relevance unless you choose another order.",
        [PledgeFilter.ReverseKey] = "1 reverses the order.",
        [PledgeFilter.AfterKey] = "The place in the list to continue from. Take it from the page’s own link.",
        [PledgeFilter.PageKey] = "A page of the list, by its number from 1. CSV and JSON lines always hold all rows.",
        [PledgePages.OnKey] = "Shows only what was public by this day, like 2018-09-18.",
        [PledgePages.RevisionKey] = "A published revision, by its number. It never changes.",
        [ChartFile.SeriesKey] = "A series of a claimant, by its short name. Without it you get the first that has a chart.",
        [Publications.AboutKey] = "Only publications of pledges, of claimants, of lists or of checks.",
        [DataRequest.FieldsKey] = "Only these fields, with commas between them.",
        [DataRequest.LimitKey] = "How many rows, 1 to 1000, or “all”.",
        [DataRequest.CursorKey] = "Where to continue. Use “next” from the previous answer without changing it.",
        [DataRequest.MarkKey] = "1 adds a byte-order mark at the beginning of a CSV file, which Excel needs.",
        [ChartFile.TargetKey] = "One of the pledge's targets, by its short name.",
        [ChartFile.SizeKey] = "wide or narrow: without the heading and the origin, for a page that has them.",
        [Embeds.EmbedPages.ThemeKey] = "light, dark or auto.",
        [Embeds.EmbedPages.PledgeKey] = "The addresses of two to six pledges.",
        ["url"] = "The address of a page that can be embedded, as it was pasted.",
        ["format"] = "json, or xml.",
        ["maxwidth"] = "The widest the frame may be, in pixels.",
        ["maxheight"] = "The highest the frame may be, in pixels.",
    };

    /// <summary>What a query key means, for the description and for assistants.</summary>
    internal static string MeaningOf(string key) => Meanings[key];

    // On the page of a list the same keys narrow its entries, each with one value.
    private static readonly Dictionary<string, string> OfEntries = new()
    {
        [ListFilter.GroupKey] = "Only entries of which something of this group was found.",
        [ListFilter.CompanyKey] = "Only entries whose companies or words on the list have these letters.",
        [ListFilter.PlaceKey] = "Only entries whose place or state has these letters.",
        [ListFilter.VerdictKey] = "Only entries matched to a pledge with this verdict.",
    };

    private static readonly Dictionary<string, string> CompanyMeanings = new(StringComparer.Ordinal)
    {
        ["name"] = "The name that readers know.",
        ["legalName"] = "Its legal name.",
        ["otherNames"] = "Its other names, each with its time where that is known: “Fiat Chrysler (until 2021-01-16)”.",
        ["headquartersCountry"] = "The country of its headquarters (ISO 3166-1), like US.",
        ["sector"] = "Its sector.",
        ["website"] = "Its website.",
        ["listings"] = "Where it is listed, each as exchange and ticker: “NYSE: BABA”.",
        ["wikidataId"] = "The number of its item at Wikidata, with the Q.",
        ["mergedInto"] = "The address of the company that it is the same as. Publishing this merges the two.",
        ["mergedBecause"] = "Why it is merged: “same” or “became”.",
        ["namedFrom"] = "Of a company that became the other one: the first day of its name.",
        ["namedUntil"] = "Of a company that became the other one: the last day of its name.",
        ["takenBackFrom"] = "The address of the company into which it was merged, where the merge is to be undone.",
    };

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.HttpMethod != HttpMethods.Head && description.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Any();
        options.AddDocumentTransformer(DescribeDocument);
        options.AddOperationTransformer(DescribeOperation);
    });

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        var settings = context.ApplicationServices.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value;
        document.Info = new OpenApiInfo
        {
            Title = "PledgeTracker",
            Version = Version,
            Description = "Corporate job-creation pledges and what was reported. Every page is also data: put .csv, .json, .atom or another ending after its address, before the question mark. New fields may be added. Fields are never renamed, removed or given another type. Ignore fields that you do not know. You can read everything without a key. RateLimit headers say how many requests are left.",
            License = new OpenApiLicense { Name = settings.LicenceTitle, Url = new Uri(settings.LicenceAddress) },
        };

        // A relative address, so that the document is the same wherever the tracker runs.
        document.Servers = [new OpenApiServer { Url = Ui.Text.Root is { Length: > 0 } path ? path : "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas = new Dictionary<string, IOpenApiSchema>();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token that a member of the newsroom made at /newsroom/tokens." },
        };
        foreach (var table in Tables.All)
        {
            document.Components.Schemas[table.Name] = SchemaOf(table);
        }

        document.Components.Schemas["problem"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Problem details (RFC 9457).",
            Required = new HashSet<string> { "type", "title", "status", "detail" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("The address of the page that explains this kind of problem.", "uri"),
                ["title"] = Text("The kind of problem."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text("What is wrong, and how to correct it."),
                ["instance"] = Text("The address that was requested."),
                ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference("problem_place"), Description = "Everything that is wrong, place by place." },
            },
        };
        document.Components.Schemas["problem_place"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "One thing that is wrong, or that a review would find.",
            Required = new HashSet<string> { "detail", "pointer" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["detail"] = Text("What to do about it."),
                ["pointer"] = Text("Where, as a JSON pointer. It is empty for the document as a whole."),
                ["label"] = Text("What editors call the field."),
                ["offers"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "What the value can mean, where it can mean several things.",
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema> { ["means"] = Text("One meaning, in words."), ["value"] = Text("What to send to mean that. An empty text means to leave the field empty.") },
                    },
                },
            },
        };
        foreach (var (address, method, operation) in document.Paths.SelectMany(p => (p.Value.Operations ?? []).Select(o => (p.Key, o.Key, o.Value))))
        {
            Secure(document, address, method, operation);
        }

        document.Tags = new HashSet<OpenApiTag>(
            ApiPaths.Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Meaning }));
        return Task.CompletedTask;
    }

    private static void Secure(OpenApiDocument document, string path, HttpMethod method, OpenApiOperation operation)
    {
        if (method == HttpMethod.Post || path.StartsWith("/api/", StringComparison.Ordinal))
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
        }
        else
        {
            // That nothing is needed is said too.
            operation.Security = [new OpenApiSecurityRequirement()];
        }
    }

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var described = metadata.OfType<DataDescription>().FirstOrDefault();
        var keys = described is null
            ? metadata.OfType<Http.PublicPageAttribute>().FirstOrDefault()?.QueryKeys ?? []
            : described.HasRowKeys ? [.. described.Keys, .. DataRequest.RowKeys] : described.Keys;
        operation.Description ??= operation.Summary + ".";
        operation.Parameters ??= [];
        ApiPaths.Name(operation, context.Description.RelativePath!);
        foreach (var key in keys)
        {
            var narrows = described?.Table == ClaimTables.ListItems && OfEntries.ContainsKey(key);
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = key,
                In = ParameterLocation.Query,
                Description = narrows ? OfEntries[key] : Meanings[key],
                Schema = narrows ? SchemaOfEntries(key) : SchemaOfKey(key),
                Explode = true,
                Required = key is "url" or Embeds.EmbedPages.PledgeKey,
            });
        }

        var isWriting = HttpMethods.IsPost(context.Description.HttpMethod!);
        var isOwn = metadata.OfType<ApiReading>().Any();
        var path = context.Description.RelativePath!;
        var isPledge = path.StartsWith("api/drafts", StringComparison.Ordinal);
        operation.Responses = new OpenApiResponses
        {
            [isWriting ? "201" : "200"] = new OpenApiResponse { Description = isWriting ? "Written as a draft." : "The content.", Content = ContentOf(described, path, isWriting) },
        };
        if (isWriting)
        {
            operation.Responses["200"] = new OpenApiResponse { Description = "Written into a draft that was there, or the same as what was there.", Content = ContentOf(described, path, isWriting) };
            operation.Parameters.Add(new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Description = "A name for this request. If you send it again with the same name within a week, you get the same answer. Nothing is saved twice.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = ApiRequest.KeyMaxLength } });
            if (!path.EndsWith("figures", StringComparison.Ordinal))
            {
                operation.Parameters.Add(new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Description = "The revision that you changed, where there is already a document at this address.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = metadata.OfType<ApiDescription>().First().Body,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = BodySchema(path), Example = ApiExamples.Of(path.EndsWith("figures", StringComparison.Ordinal) ? "figures" : NounOf(path)) } },
            };
        }

        // Errors come as the address answers them: problem details where JSON was asked for, otherwise plain text.
        var isJson = path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".jsonl", StringComparison.Ordinal) || path == "oembed" || isWriting || isOwn;
        string[] statuses = isOwn ? [.. isPledge ? ["409"] : Array.Empty<string>(), "401", "403", "404", "429", "503"] : isWriting ? ["400", "401", "403", "409", "412", "413", "415", "422", "428", "429", "503", "507"] : path.Contains('{', StringComparison.Ordinal) ? ["400", "404", "410", "429", "503"] : ["400", "429", "503"];
        foreach (var status in statuses)
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Description = isOwn && status == "409" ? "Several drafts are to have this address. The answer names them." : Meaning(status),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [isJson ? "application/problem+json" : path.EndsWith("embed", StringComparison.Ordinal) ? "text/html" : "text/plain"] =
                        new() { Schema = isJson ? new OpenApiSchemaReference("problem") : new OpenApiSchema { Type = JsonSchemaType.String } },
                },
            };
        }

        return Task.CompletedTask;
    }

    // The kind of document that is posted to an address: /api/lists/… takes a list.
    private static string NounOf(string path) =>
        Publishing.Subject.All.FirstOrDefault(s => path.StartsWith($"api/{s.Section}/", StringComparison.Ordinal))?.Noun ?? "pledge";

    /// <summary>What a status code means, for the description and the page about it.</summary>
    public static string Meaning(string status) => status switch
    {
        "400" => "The request is not understood. The answer says which part.",
        "401" => "The token is missing or no longer valid. Send a valid one.",
        "403" => "The token does not allow this. Use another token.",
        "404" => "There is nothing at this address.",
        "405" => "This cannot be done here.",
        "409" => "The document is in review or scheduled. A member must first withdraw it.",
        "410" => "It was taken off the site. The answer says why.",
        "412" => "Somebody else saved first. Nothing was saved. Get the newest revision and try again.",
        "413" => "The request is too large. Send less at once.",
        "415" => "The request is not JSON.",
        "422" => "The request has wrong values. Nothing was saved. “errors” says where.",
        "428" => "There is already a document at this address. Say which revision you changed.",
        "429" => "There were too many requests within a minute. Wait a minute.",
        "503" => "The database is not available now. Retry-After says when to try again.",
        "507" => "The server’s disk is full. Nothing was saved.",
        _ => "Something went wrong on our side. The error has been logged.",
    };

    private static Dictionary<string, OpenApiMediaType> ContentOf(DataDescription? described, string path, bool isWriting)
    {
        if (isWriting)
        {
            var problems = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference("problem_place") };
            var draft = new Dictionary<string, IOpenApiSchema>
            {
                [NounOf(path) + "_id"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The number of the draft." },
                ["slug"] = Text("The end of its address."),
                ["revision"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Its newest revision, which If-Match names." },
                ["edit_url"] = Text("Where a member edits it.", "uri"),
                ["passes_review"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether a review would find nothing." },
                ["problems"] = problems,
            };
            return new()
            {
                ["application/json"] = new()
                {
                    Schema = !path.EndsWith("figures", StringComparison.Ordinal) ? new OpenApiSchema { Type = JsonSchemaType.Object, Properties = draft } : new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["figures"] = List("What became of each figure, in their order.", new()
                            {
                                ["pledge"] = Text("The address of its pledge."),
                                ["outcome"] = Text("new, changed or same."),
                                ["detail"] = Text("The figure, or what changed."),
                                ["edit_url"] = Text("Where a member edits it.", "uri"),
                                ["problems"] = problems,
                            }),
                            ["pledges"] = List("The drafts of the pledges, and what a review would find in them.", draft),
                        },
                    },
                },
            };
        }

        if (described is { Table: { } table, Format.IsPaged: true })
        {
            var properties = new Dictionary<string, IOpenApiSchema>
            {
                ["self"] = Text("The address of this list.", "uri"),
                ["license"] = Text("The address of the license.", "uri"),
                ["source"] = Text("The address of the tracker.", "uri"),
                ["dictionary"] = Text("The address of the page that explains the fields.", "uri"),
                ["as_known_on"] = Text("The past day that was asked for, which the rows describe.", "date"),
                ["total"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The number of rows, where they are counted." },
                ["filters"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The filter as it was understood." },
                ["data"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(table.Name) },
                ["next"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "The cursor of the next page." },
                ["next_url"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "The address of the next page. It is also in the header Link." },
            };
            if (path.StartsWith("companies/", StringComparison.Ordinal))
            {
                properties["company"] = new OpenApiSchemaReference("companies");
            }

            return new() { ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string> { "self", "license", "data", "next", "next_url" }, Properties = properties } } };
        }

        if (described is { Table: null })
        {
            var everything = new Dictionary<string, IOpenApiSchema>
            {
                ["self"] = Text("The address of this answer.", "uri"),
                ["url"] = Text("The address of the page.", "uri"),
                ["document_url"] = Text("The address of the document that an import reads.", "uri"),
                ["history_url"] = Text("The address of the list of changes.", "uri"),
                ["license"] = Text("The address of the license.", "uri"),
                ["updated"] = Text("When this revision was published.", "date-time"),
                ["as_known_on"] = Text("The day it describes.", "date"),
                ["was_made"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether the pledge had been made by that day." },
                ["paragraph"] = Text("The pledge in a few sentences, ready to paste."),
                ["pledge"] = new OpenApiSchemaReference("pledges"),
                ["progress"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object }, Description = "The progress of each target on that day." },
                ["evidence"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object }, Description = "Stored copies of sources." },
            };
            foreach (var part in Tables.OfPledges.Skip(1))
            {
                everything[part.Name] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(part.Name) };
            }

            return new() { ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = everything } } };
        }

        var type = path switch
        {
            _ when described is { Format.IsPaged: false } => described.Format.PlainMediaType,
            _ when path.EndsWith(".csl.json", StringComparison.Ordinal) => "application/vnd.citationstyles.csl+json",
            _ when path.EndsWith(".feed.json", StringComparison.Ordinal) => "application/feed+json",
            _ when path.EndsWith(".csv-metadata.json", StringComparison.Ordinal) => "application/csvm+json",
            _ when path.EndsWith(".schema.json", StringComparison.Ordinal) => "application/schema+json",
            _ when path.EndsWith(".json", StringComparison.Ordinal) || path == "oembed" || path.StartsWith("api/", StringComparison.Ordinal) => "application/json",
            _ when path.EndsWith(".atom", StringComparison.Ordinal) => "application/atom+xml",
            _ when path.EndsWith(".ics", StringComparison.Ordinal) => "text/calendar",
            _ when path.EndsWith(".svg", StringComparison.Ordinal) => "image/svg+xml",
            _ when path.EndsWith(".png", StringComparison.Ordinal) => "image/png",
            _ when path.EndsWith(".bib", StringComparison.Ordinal) => "application/x-bibtex",
            _ when path.EndsWith(".ris", StringComparison.Ordinal) => "application/x-research-info-systems",
            _ when path.EndsWith("embed", StringComparison.Ordinal) => "text/html",
            _ => "application/octet-stream",
        };
        return new() { [type] = new() };
    }

    private static OpenApiSchema SchemaOf(DataTable table) => new()
    {
        Type = JsonSchemaType.Object,
        Description = table.Description,

        // No property is required, since ?fields= may leave any of them out; their types never vary.
        Properties = table.Columns.ToDictionary(c => c.Name, c => (IOpenApiSchema)SchemaOf(c)),
    };

    private static OpenApiSchema SchemaOf(Column column)
    {
        var orNull = column.IsRequired ? 0 : JsonSchemaType.Null;
        var schema = new OpenApiSchema { Description = column.Description };
        switch (column.Type)
        {
            case ColumnType.Whole:
                schema.Type = JsonSchemaType.Integer | orNull;
                schema.Format = "int64";
                break;
            case ColumnType.Number:
                schema.Type = JsonSchemaType.Number | orNull;
                schema.Format = "double";
                break;
            case ColumnType.Boolean:
                schema.Type = JsonSchemaType.Boolean | orNull;
                break;
            case ColumnType.WholeList:
                schema.Type = JsonSchemaType.Array;
                schema.Items = new OpenApiSchema { Type = JsonSchemaType.Integer };
                break;
            case ColumnType.TextList:
                schema.Type = JsonSchemaType.Array;
                schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
                break;
            default:
                schema.Type = JsonSchemaType.String | orNull;
                schema.Format = column.Type switch { ColumnType.Day => "date", ColumnType.Instant => "date-time", ColumnType.Url => "uri", _ => null };
                schema.Pattern = column.Type == ColumnType.PartialDate ? Descriptions.EdtfPattern : null;
                break;
        }

        if (column.Words.Count > 0)
        {
            schema.Enum = [.. column.Words.Select(w => (JsonNode)w)];
            if (!column.IsRequired)
            {
                schema.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }

        return schema;
    }

    private static OpenApiSchema SchemaOfEntries(string key) => key switch
    {
        ListFilter.GroupKey => Words<Domain.Claims.FindingGroup>(),
        ListFilter.VerdictKey => Words<Domain.Pledges.VerdictKind>(),
        _ => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = ListFilter.TextMaxLength },
    };

    private static OpenApiSchema SchemaOfKey(string key) => Facet.All.FirstOrDefault(f => f.Key == key) is { } facet ? SchemaOf(facet) : key switch
    {
        PledgeFilter.SortKey => Words<PledgeSort>(),
        PledgeFilter.PageKey or PledgePages.RevisionKey or "maxwidth" or "maxheight" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
        PledgePages.OnKey or PledgeFilter.SinceKey => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
        Publications.AboutKey => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Publications.Kinds.Select(kind => (JsonNode)Code.Of(kind))] },
        DataRequest.MarkKey => new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["0", "1"] },
        Embeds.EmbedPages.ThemeKey => new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["light", "dark", "auto"] },
        Embeds.EmbedPages.PledgeKey => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, MinItems = 2, MaxItems = Embeds.EmbedPages.MostCompared },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiSchema SchemaOf(Facet facet) => new() { Type = JsonSchemaType.Array, Items = facet.Codes is { } codes ? Words(codes, facet.Terms) : new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSchema List(string description, Dictionary<string, IOpenApiSchema> properties) =>
        new() { Type = JsonSchemaType.Array, Description = description, Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties } };

    private static OpenApiSchema BodySchema(string path) =>
        path.EndsWith("figures", StringComparison.Ordinal) ? FiguresSchema()
        : NounOf(path) == "company" ? CompanySchema()
        : new OpenApiSchema { Type = JsonSchemaType.Object, Description = $"See /data/{NounOf(path)}.schema.json." };

    private static OpenApiSchema CompanySchema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "name" },
        AdditionalPropertiesAllowed = false,
        Properties = DraftJson.FieldsOf(typeof(CompanyDraft)).ToDictionary(f => f.Key, f => (IOpenApiSchema)(DraftJson.ItemOf(f.Value) is null
            ? new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = CompanyMeanings[f.Key] }
            : new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = CompanyMeanings[f.Key] })),
    };

    private static OpenApiSchema FiguresSchema()
    {
        var figure = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "pledge" },
            AdditionalPropertiesAllowed = false,
            Properties = ImportColumns.Figures.ToDictionary(c => c.Name, c => (IOpenApiSchema)new OpenApiSchema
            {
                Type = c.Name == "derived" ? JsonSchemaType.Boolean | JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Null,
                Description = c.Means,
            }),
        };
        return new OpenApiSchema { AnyOf = [figure, new OpenApiSchema { Type = JsonSchemaType.Array, Items = figure, MinItems = 1, MaxItems = ApiEndpoints.MostFigures }] };
    }

    private static OpenApiSchema Words<T>()
        where T : struct, Enum
        => Words(Code.Codes<T>(), Enum.GetValues<T>().Select(Ui.Glossary.Term).OfType<Ui.GlossaryTerm>());

    private static OpenApiSchema Words(IEnumerable<string> codes, IEnumerable<Ui.GlossaryTerm> terms) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. codes.Select(c => (JsonNode)c)],
        Description = string.Join(" ", terms.Select(t => $"{t.Code}: {t.Meaning}")) is { Length: > 0 } meanings ? meanings : null,
    };

    private static OpenApiSchema Text(string description, string? format = null) => new() { Type = JsonSchemaType.String, Description = description, Format = format };
}
