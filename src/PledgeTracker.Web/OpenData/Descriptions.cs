using System.Text.Json.Nodes;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Describes the tables to programs: the descriptor of a Data Package (v2) and CSVW metadata. Both are made from the data
/// dictionary, so that they always match the files.
/// </summary>
public static class Descriptions
{
    /// <summary>The separators within a list of numbers and within a list of texts.</summary>
    public const string OfNumbers = " ", OfTexts = ";";

    /// <summary>A resource of a data package: one CSV file.</summary>
    public static JsonObject Resource(DataTable table, long bytes, string sha256)
    {
        var schema = new JsonObject
        {
            ["fields"] = new JsonArray([.. table.Columns.Select(c => (JsonNode)Field(c))]),
            ["primaryKey"] = new JsonArray([.. table.PrimaryKey.Select(k => (JsonNode)k)]),
            ["missingValues"] = new JsonArray(""),
        };
        if (table.ForeignKeys.Count > 0)
        {
            schema["foreignKeys"] = new JsonArray([.. table.ForeignKeys.Select(k => (JsonNode)new JsonObject
            {
                ["fields"] = new JsonArray([.. k.Columns.Select(c => (JsonNode)c)]),
                ["reference"] = new JsonObject { ["resource"] = k.Table, ["fields"] = new JsonArray([.. k.TableColumns.Select(c => (JsonNode)c)]) },
            })]);
        }

        return new JsonObject
        {
            ["name"] = table.Name,
            ["path"] = table.Name + ".csv",
            ["type"] = "table",
            ["title"] = table.Title,
            ["description"] = table.Description,
            ["format"] = "csv",
            ["mediatype"] = "text/csv",
            ["encoding"] = "utf-8",
            ["bytes"] = bytes,
            ["hash"] = "sha256:" + sha256,
            ["schema"] = schema,
        };
    }

    /// <summary>The descriptor of the package.</summary>
    public static JsonObject Package(IEnumerable<JsonObject> resources, DateTime made, string site, PledgeTrackerOptions options) => new()
    {
        ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
        ["name"] = "pledgetracker",
        ["id"] = site + "/data",
        ["title"] = "Corporate job-creation pledges and what was reported",
        ["description"] = "What companies publicly promised, and every figure that was reported afterwards. Each has a date, its kind of evidence and its sources, and each pledge has a verdict. Claimed totals, the lists behind them and what checks found have tables of their own.\n\nOne row is one fact. Empty means unknown. Dates are EDTF level 0: a day, a month or a year.",
        ["homepage"] = site + "/data",
        ["version"] = made.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["created"] = DataText.Instant(made),
        ["keywords"] = new JsonArray("jobs", "pledges", "companies", "public incentives"),
        ["contributors"] = new JsonArray(new JsonObject { ["title"] = options.Publisher, ["path"] = site + "/", ["roles"] = new JsonArray("creator", "publisher") }),
        ["licenses"] = new JsonArray(new JsonObject { ["name"] = options.Licence, ["path"] = options.LicenceAddress, ["title"] = options.LicenceTitle }),
        ["resources"] = new JsonArray([.. resources]),
    };

    /// <summary>CSVW metadata of one table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="url">The CSV file's address, absolute or relative to the metadata.</param>
    /// <param name="options">For licence and publisher.</param>
    public static JsonObject Csvw(DataTable table, string url, PledgeTrackerOptions options) => new()
    {
        ["@context"] = new JsonArray("http://www.w3.org/ns/csvw", new JsonObject { ["@language"] = "en" }),
        ["url"] = url,
        ["dc:title"] = table.Title,
        ["dc:description"] = table.Description,
        ["dc:publisher"] = options.Publisher,
        ["dc:license"] = new JsonObject { ["@id"] = options.LicenceAddress },
        ["dialect"] = new JsonObject { ["delimiter"] = ",", ["encoding"] = "utf-8", ["header"] = true, ["doubleQuote"] = true, ["lineTerminators"] = new JsonArray("\r\n") },
        ["tableSchema"] = new JsonObject
        {
            ["columns"] = new JsonArray([.. table.Columns.Select(c => (JsonNode)CsvwColumn(c))]),
            ["primaryKey"] = new JsonArray([.. table.PrimaryKey.Select(k => (JsonNode)k)]),
        },
    };

    private static JsonObject Field(Column column)
    {
        var field = new JsonObject { ["name"] = column.Name, ["title"] = Title(column), ["description"] = column.Description };
        switch (column.Type)
        {
            case ColumnType.Whole:
                field["type"] = "integer";
                break;
            case ColumnType.Number:
                field["type"] = "number";
                break;
            case ColumnType.Boolean:
                field["type"] = "boolean";
                field["trueValues"] = new JsonArray("true");
                field["falseValues"] = new JsonArray("false");
                break;
            case ColumnType.Day:
                field["type"] = "date";
                break;
            case ColumnType.Instant:
                field["type"] = "datetime";
                break;
            // The type "list" of version 2 is unknown to readers of version 1, which then read nothing of the table.
            case ColumnType.WholeList:
                field["type"] = "string";
                field["description"] = column.Description + " Several have a blank between them.";
                break;
            case ColumnType.TextList:
                field["type"] = "string";
                field["description"] = column.Description + " Several have a semicolon between them.";
                break;

            // The format "uri" is narrower in some readers than addresses are: a host may end with a dot.
            case ColumnType.Url:
                field["type"] = "string";
                field["rdfType"] = AnyAddress;
                break;
            default:
                field["type"] = "string";
                break;
        }

        var constraints = new JsonObject();
        if (column.IsRequired)
        {
            constraints["required"] = true;
        }

        if (column.Words.Count > 0)
        {
            constraints["enum"] = new JsonArray([.. column.Words.Select(w => (JsonNode)w)]);
        }

        if (column.Type is ColumnType.PartialDate or ColumnType.WholeList)
        {
            constraints["pattern"] = column.Type == ColumnType.PartialDate ? EdtfPattern : NumbersPattern;
        }

        if (constraints.Count > 0)
        {
            field["constraints"] = constraints;
        }

        return field;
    }

    /// <summary>What a field of addresses says of itself.</summary>
    public const string AnyAddress = "http://www.w3.org/2001/XMLSchema#anyURI";

    /// <summary>A year, a month or a day.</summary>
    public const string EdtfPattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

    private const string NumbersPattern = "^[0-9]+( [0-9]+)*$";

    private static JsonObject CsvwColumn(Column column)
    {
        var described = new JsonObject { ["name"] = column.Name, ["titles"] = column.Name, ["dc:description"] = column.Description, ["required"] = column.IsRequired };
        switch (column.Type)
        {
            case ColumnType.WholeList:
                described["datatype"] = "integer";
                described["separator"] = OfNumbers;
                break;
            case ColumnType.TextList:
                described["datatype"] = "string";
                described["separator"] = OfTexts;
                break;
            case ColumnType.PartialDate:
                described["datatype"] = new JsonObject { ["base"] = "string", ["format"] = EdtfPattern.Trim('^', '$') };
                break;
            default:
                described["datatype"] = column.Type switch
                {
                    ColumnType.Whole => "integer",
                    ColumnType.Number => "double",
                    ColumnType.Boolean => "boolean",
                    ColumnType.Day => "date",
                    ColumnType.Instant => "dateTime",
                    ColumnType.Url => "anyURI",
                    _ => "string",
                };
                break;
        }

        return described;
    }

    private static string Title(Column column) => char.ToUpperInvariant(column.Name[0]) + column.Name[1..].Replace('_', ' ');
}
