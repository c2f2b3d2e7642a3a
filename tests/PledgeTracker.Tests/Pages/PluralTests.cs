using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Pages;

/// <summary>The plural rules of languages, held against those of Unicode's CLDR as Node.js has them.</summary>
public sealed class PluralTests
{
    private static readonly Dictionary<string, PluralRule> Rules = new()
    {
        ["en"] = PluralRules.English,
        ["es"] = PluralRules.Spanish,
        ["pl"] = PluralRules.Polish,
        ["ru"] = PluralRules.Russian,
        ["ar"] = PluralRules.Arabic,
    };

    // As they are written: the decimals are the ones that Node.js is asked for.
    private static readonly string[] Written =
    [
        .. Enumerable.Range(0, 10_001).Select(n => n.ToString(CultureInfo.InvariantCulture)),
        "100000", "999999", "1000000", "1000001", "2000000", "12000000", "1000000000", "-1", "-3", "-21",
        "0.0", "0.5", "1.0", "1.00", "1.5", "2.0", "2.5", "3.0", "5.0", "11.0", "21.0", "21.3", "0.1", "1000000.0", "1000000.5",
    ];

    [NodeFact]
    public async Task Each_number_has_the_category_that_Node_gives_it()
    {
        const string Script = """
            const [languages, numbers] = JSON.parse(require("fs").readFileSync(0, "utf8"));
            console.log(JSON.stringify(Object.fromEntries(languages.map(l => {
              if (Intl.PluralRules.supportedLocalesOf(l).length === 0) throw new Error("Node knows no " + l);
              return [l, { all: new Intl.PluralRules(l).resolvedOptions().pluralCategories, of: numbers.map(n => {
                const decimals = n.split(".")[1]?.length ?? 0;
                return new Intl.PluralRules(l, { minimumFractionDigits: decimals }).select(Number(n));
              }) }];
            }))));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["--eval", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new[] { Rules.Keys.ToArray(), Written }));
        node.StandardInput.Close();
        using var answer = JsonDocument.Parse(await node.StandardOutput.ReadToEndAsync());
        await node.WaitForExitAsync();

        foreach (var (language, rule) in Rules)
        {
            var theirs = answer.RootElement.GetProperty(language);
            rule.Categories.Select(c => c.ToString().ToLowerInvariant()).Should().BeEquivalentTo(theirs.GetProperty("all").EnumerateArray().Select(c => c.GetString()), language);
            var expected = theirs.GetProperty("of").EnumerateArray().Select(c => c.GetString()!).ToList();
            expected.Should().HaveCount(Written.Length);
            Written.Zip(expected, (number, category) => (number, Theirs: category, Ours: rule.Of(decimal.Parse(number, CultureInfo.InvariantCulture)).ToString().ToLowerInvariant()))
                .Where(n => n.Ours != n.Theirs).Should().BeEmpty(language);
        }
    }

    // Intl.PluralRules of Node.js 20 knows no numbers in words; these are the examples of CLDR.
    [Theory]
    [InlineData(1_000_000, 6, PluralCategory.Many)]
    [InlineData(1_200_000, 6, PluralCategory.Many)]
    [InlineData(2_000_000_000, 6, PluralCategory.Many)]
    [InlineData(1_000, 3, PluralCategory.Other)]
    [InlineData(1_200_000, 0, PluralCategory.Other)]
    public void A_number_in_words_is_of_many_in_Spanish_from_a_million_on(long number, int exponent, PluralCategory category) =>
        PluralRules.Spanish.Of(new(number, exponent)).Should().Be(category);

    [Fact]
    public void A_form_that_is_not_said_is_the_other_one()
    {
        var forms = new PluralForms { One = "plik", Few = "pliki", Many = "plików", Other = "pliku" };

        new decimal[] { 1, 2, 5, 22, 112, 1.5m }.Select(n => forms.Of(PluralRules.Polish.Of(n))).Should().Equal("plik", "pliki", "plików", "pliki", "plików", "pliku");
        forms.Of(PluralCategory.Two).Should().Be("pliku");
    }

    [Theory]
    [InlineData("""{ "one": "a", "other": "b" }""", true)]
    [InlineData("""{ "one": "a", "several": "b", "other": "c" }""", false)]
    [InlineData("""{ "one": "a" }""", false)]
    public void A_file_of_texts_cannot_name_a_category_that_nobody_knows_or_leave_out_the_last(string json, bool isRead)
    {
        var read = () => JsonSerializer.Deserialize<PluralForms>(json, JsonSerializerOptions.Web);

        if (isRead)
        {
            read().Should().Be(new PluralForms { One = "a", Other = "b" });
        }
        else
        {
            read.Should().Throw<JsonException>();
        }
    }
}

/// <summary>A test that asks Node.js; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    private static readonly bool IsThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    public NodeFactAttribute()
    {
        if (!IsThere)
        {
            Skip = "Needs Node.js: tests/run installs it.";
        }
    }
}
