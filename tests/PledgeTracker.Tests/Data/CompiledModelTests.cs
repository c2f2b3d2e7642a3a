using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Data;

/// <summary>
/// The models in <c>Data/CompiledModels</c>, which a start takes instead of building them, are those of the code. What only migrations ask
/// for (comments, constraints, collations, filters of indexes) is in no model of a running program; <see cref="MigrationTests"/> holds that.
/// </summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void The_compiled_model_of_SQLite_is_that_of_the_code()
    {
        var options = new DbContextOptionsBuilder<PledgeTrackerDbContext>();
        Databases.Sqlite(options, "design.db");
        using var compiled = new PledgeTrackerDbContext(options.Options);
        using var coded = new PledgeTrackerDbContext(options.UseModel(compiled.GetService<IDesignTimeModel>().Model).Options);

        ShouldBeAlike(compiled.Model, coded.Model, "PledgeTrackerDbContext", "Sqlite");
    }

    [Fact]
    public void The_compiled_model_of_PostgreSQL_is_that_of_the_code()
    {
        var options = new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>();
        Databases.Postgres(options, "Host=design");
        using var compiled = new PostgresPledgeTrackerDbContext(options.Options);
        using var coded = new PostgresPledgeTrackerDbContext(options.UseModel(compiled.GetService<IDesignTimeModel>().Model).Options);

        ShouldBeAlike(compiled.Model, coded.Model, "PostgresPledgeTrackerDbContext", "Postgres");
    }

    private static void ShouldBeAlike(IModel compiled, IModel coded, string context, string folder)
    {
        var command = $"else run: dotnet ef dbcontext optimize --project src/PledgeTracker.Web --context {context} --output-dir Data/CompiledModels/{folder} --namespace PledgeTracker.Web.Data.CompiledModels.{folder}";
        compiled.GetType().Namespace.Should().Be("PledgeTracker.Web.Data.CompiledModels." + folder, command);
        coded.GetType().Namespace.Should().NotBe(compiled.GetType().Namespace);
        Describe(compiled).Should().Equal(Describe(coded), command);
        compiled.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.LongDefault).Split('\n')
            .Should().Equal(coded.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.LongDefault).Split('\n'), command);
    }

    private static List<string> Describe(IModel model) => [.. model.GetEntityTypes().OrderBy(e => e.Name, StringComparer.Ordinal).SelectMany(Describe)];

    private static IEnumerable<string> Describe(IEntityType entity) =>
    [
        $"{entity.Name} {entity.ClrType} in {entity.GetTableName()}, {entity.GetChangeTrackingStrategy()}, JSON {entity.GetContainerColumnName()}, filters {entity.GetDeclaredQueryFilters().Count}",
        .. Describe((ITypeBase)entity, entity.Name),
        .. entity.GetKeys().Select(k => $"{entity.Name} key {k.GetName()} {Names(k.Properties)} {k.IsPrimaryKey()}").Order(StringComparer.Ordinal),
        .. entity.GetForeignKeys().Select(f => $"{entity.Name} refers {f.GetConstraintName()} {Names(f.Properties)} to {f.PrincipalEntityType.Name} {Names(f.PrincipalKey.Properties)}, {f.DeleteBehavior}, {f.IsUnique} {f.IsRequired} {f.IsRequiredDependent} {f.IsOwnership} {f.DependentToPrincipal?.Name} {f.PrincipalToDependent?.Name}").Order(StringComparer.Ordinal),
        .. entity.GetIndexes().Select(i => $"{entity.Name} index {i.GetDatabaseName()} {Names(i.Properties)} {i.IsUnique}").Order(StringComparer.Ordinal),
        .. entity.GetNavigations().Select(n => $"{entity.Name} leads {n.Name} {n.IsCollection} {n.IsEagerLoaded} {n.GetPropertyAccessMode()} {n.FieldInfo?.Name}").Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Describe(ITypeBase type, string name) =>
    [
        .. type.GetProperties().Select(p => name + "." + Describe(p)).Order(StringComparer.Ordinal),
        .. type.GetComplexProperties().OrderBy(c => c.Name, StringComparer.Ordinal).SelectMany(c =>
            Describe(c.ComplexType, $"{name}.{c.Name}").Prepend($"{name}.{c.Name} {c.ClrType} {c.IsNullable} {c.IsCollection} {c.FieldInfo?.Name}")),
    ];

    private static string Describe(IProperty p) => string.Create(CultureInfo.InvariantCulture,
        $"{p.Name} {p.ClrType} {p.FieldInfo?.Name} {p.IsShadowProperty()} as {p.GetColumnName()} {p.GetColumnType()} {p.GetJsonPropertyName()}, null {p.IsNullable}, {p.GetMaxLength()} {p.IsUnicode()} {p.IsFixedLength()}, ")
        + string.Create(CultureInfo.InvariantCulture,
            $"{p.ValueGenerated} {p.GetBeforeSaveBehavior()} {p.GetAfterSaveBehavior()} {p.IsConcurrencyToken} default {p.GetDefaultValue()} {p.GetDefaultValueSql()} {p.GetComputedColumnSql()} unset {p.Sentinel}, ")
        + $"by {p.GetTypeMapping().Converter?.GetType()} to {p.GetTypeMapping().Converter?.ProviderClrType}, {p.GetValueComparer().GetType()} {p.GetKeyValueComparer().GetType()} {p.GetPropertyAccessMode()}";

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join('+', properties.Select(p => p.Name));
}
