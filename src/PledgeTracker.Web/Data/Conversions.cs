using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data;

/// <summary>EDTF text, which sorts as the dates do.</summary>
public sealed class PartialDateConverter() : ValueConverter<PartialDate, string>(date => date.ToString(), text => PartialDate.Parse(text));

/// <summary>The written form of one of the domain's words.</summary>
public sealed class CodeConverter<T>() : ValueConverter<T, string>(value => Code.Of(value), text => Read(text))
    where T : struct, Enum
{
    private static T Read(string text) =>
        Code.TryParse<T>(text, out var value)
            ? value
            : throw new InvalidDataException($"'{text}' in the database is none of the words of {typeof(T).Name}.");
}

/// <summary>Instants are UTC; SQLite returns them without saying so.</summary>
public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Utc ? value : value.ToUniversalTime(),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

/// <summary>
/// What every column of a kind must hold, as constraints in the database, so that a newsroom writing into the file with
/// another tool is held to the program's rules.
/// </summary>
internal static class ColumnRules
{
    /// <summary>
    /// Sets the rules: words from their list, dates in one of the three EDTF lengths, slugs in lower case, ranges in order.
    /// </summary>
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is not { } table || entity.IsMappedToJson())
            {
                continue;
            }

            var columns = AllProperties(entity).ToDictionary(p => p.GetColumnName()!, StringComparer.Ordinal);
            foreach (var (column, property) in columns)
            {
                // Quoted: "from" is a column here and a keyword everywhere.
                if (Rule(property, $"\"{column}\"", column) is { } rule)
                {
                    entity.AddCheckConstraint($"ck_{table}_{column}", rule);
                }

                if (column.EndsWith("_low", StringComparison.Ordinal) && columns.ContainsKey(column[..^4] + "_high"))
                {
                    var quantity = column[..^4];
                    entity.AddCheckConstraint($"ck_{table}_{quantity}",
                        $"{column} <= {quantity}_high and (({quantity}_kind is null) = ({column} is null))");
                }
            }
        }
    }

    /// <summary>The entity's own columns and those of its complex properties.</summary>
    public static IEnumerable<IMutableProperty> AllProperties(IMutableEntityType entity) =>
        entity.GetProperties().Concat(entity.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties()));

    private static string? Rule(IMutableProperty property, string quoted, string column)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        // The actions in the log and the kinds of notices grow with the program; a rule over them would rebuild the table each time.
        if (type.IsEnum && type != typeof(Data.LogAction) && type != typeof(Data.NoticeKind))
        {
            var words = Enum.GetNames(type).Select(name => "'" + Words(name) + "'");
            return $"{quoted} in ({string.Join(", ", words)})";
        }

        if (type == typeof(PartialDate))
        {
            return $"length({quoted}) in (4, 7, 10)";
        }

        if (type == typeof(string) && column is "slug" or "other_slug" or "company_slug")
        {
            return $"{column} = lower({column}) and length({column}) between 1 and {Slug.MaxLength}";
        }

        return column switch
        {
            "currency" => "length(currency) = 3 and currency = upper(currency)",
            "country" => "length(country) = 2 and country = upper(country)",
            "url" or "archive_url" => $"{column} like 'http%'",
            _ => null,
        };
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
