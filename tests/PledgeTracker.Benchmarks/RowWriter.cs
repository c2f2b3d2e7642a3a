using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PledgeTracker.Benchmarks;

/// <summary>
/// One prepared INSERT for the rows of one entity. Columns and conversions come from the model the program itself reads
/// with, so that a new column is written here as soon as it is there.
/// </summary>
internal sealed class RowWriter : IDisposable
{
    private readonly SqliteCommand _insert;
    private readonly List<Action<object>> _fromEntity = [];
    private readonly Dictionary<string, SqliteParameter> _given = new(StringComparer.Ordinal);

    /// <summary>Rows of an entity; its shadow properties are given with each row.</summary>
    public RowWriter(SqliteConnection connection, IEntityType entity)
    {
        _insert = connection.CreateCommand();
        var columns = new List<string>();
        foreach (var property in entity.GetProperties())
        {
            Add(property, _ => _);
        }

        foreach (var complex in entity.GetComplexProperties())
        {
            var member = complex.PropertyInfo!;
            foreach (var property in complex.ComplexType.GetProperties())
            {
                Add(property, member.GetValue);
            }
        }

        Prepare(entity.GetTableName()!, columns);

        void Add(IProperty property, Func<object, object?> owner)
        {
            var column = property.GetColumnName();
            columns.Add(column);
            var parameter = _insert.Parameters.Add(new SqliteParameter { ParameterName = "$" + column });
            if (property.IsShadowProperty())
            {
                _given.Add(property.Name, parameter);
                return;
            }

            var converter = property.GetTypeMapping().Converter;
            var read = property.PropertyInfo is { } info ? (Func<object, object?>)info.GetValue : property.FieldInfo!.GetValue;
            _fromEntity.Add(entity =>
            {
                var value = owner(entity) is { } holder ? read(holder) : null;
                parameter.Value = (converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
            });
            if (property.IsPrimaryKey())
            {
                _given.Add(property.Name, parameter);
            }
        }
    }

    /// <summary>Writes one row: the entity's own values, and then those given by the name of their property.</summary>
    public void Write(object entity, params ReadOnlySpan<(string Property, object? Value)> given)
    {
        foreach (var set in _fromEntity)
        {
            set(entity);
        }

        foreach (var (property, value) in given)
        {
            _given[property].Value = value ?? DBNull.Value;
        }

        _insert.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();

    private void Prepare(string table, IReadOnlyCollection<string> columns)
    {
        _insert.CommandText =
            $"insert into \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) values ({string.Join(", ", columns.Select(c => "$" + c))})";
        _insert.Prepare();
    }
}
