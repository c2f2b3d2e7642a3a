using System.Text.RegularExpressions;
using AngleSharp.Dom;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Tests.Pages;

/// <summary>The Spanish of the public pages: that of the Americas, with dates, numbers and units as a Spanish desk in the United States writes them.</summary>
public sealed partial class SpanishWordsTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Foxconn = "/es/pledges/foxconn-wisconsin-13000-2017";

    // What readers of Spanish struck: misleading, from Spain, translated word by word, or put together wrongly.
    private static readonly string[] Struck =
    [
        "se anota como un hecho", "Registro público", "registro público", "fuente pública o independiente", "Nadie lo ha contado", "Lo contó", "se prometió una dirección", "Se prometió una dirección", "Comunicado", "comunicad", "comunicó",
        "Disputa ", "Se retiró del sitio", "se retiró del sitio", "unos {0}", "que suman", "contabilizado: −", "; no {1}", "desde {1} antes", "frente a {0} antes", "anuncios de {1}", "anuncios entre", "Donde algo cuenta", "lo más reciente primero",
        "lo comunica", "¿Cómo de", "Qué encontraría algo", "contactar con", "Por delante", "Por detrás", "por delante", "Retrasada", "cabía esperar", "se corta", "Ventaja fiscal", "ventajas", "deshecha", "deshizo", "Algo ha fallado", "Lo sumado", "Quien publica",
        "Quien habla", "coste", "plantilla", "formación\"", "formadas", "Suelo", "Entradilla", "ha cambiado", "a fecha de {", "A fecha de {", "fecha límite", "con fecha de", "objetivo", "petición", "peticiones", "prometió plantilla", "revisión {",
    ];

    public static TheoryData<string, string[]> Wanted => new()
    {
        { "/es", ["contabilizados hasta ahora para", "Lo que las empresas prometieron y lo que reportaron", "millones de dólares"] },
        { "/es/method", ["Registro oficial", "fuente oficial o independiente", "Un medio hizo el recuento", "Se prometió una tendencia, sin cantidad.", "Adelantada", "Atrasada", "El punto separa los miles", "se truncan", "Personal", "capacitación"] },
        { "/es/companies/foxconn", ["1 promesa tiene una cifra contabilizada. En la lectura más baja, empleos creados: 1.242 de 13.000 (9,5\u00A0%).", "Sin cifra válida en 2 promesas (empleos creados: 100.500).", "Años de los anuncios: 2011 a 2022", "Electrónica"] },
        { "/es/companies/t-mobile-us", ["1 promesa. Año del anuncio: 2018.", "Sin cifra válida en 1 promesa (empleos creados: 3.600)."] },
        { Foxconn, ["¿Qué tan actualizado está?", "14 cifras, de la más reciente a la más antigua.", "Cuestionamiento", "Cambio de meta", "Reportado", "Beneficio fiscal", "10.000 millones de dólares", "US$2.850.000.000", "Se fijó un plazo el 10 de noviembre de 2017: diciembre de 2032"] },
        { Foxconn + "/figures/1", ["(fuente: , declaración de la empresa)", "Cómo cuenta esta cantidad"] },
        { "/es/pledges?q=batteries+zebra+semiconductors", ["Búsquedas que sí dan resultados:"] },
        { "/es/tips/new", ["¿Cómo podemos comunicarnos con usted?"] },
        { "/es/places", ["Fuera de la suma:", "No repartimos una promesa que abarca varios lugares.", "Promesas en este total"] },
    };

    [Fact]
    public void Nothing_that_was_struck_is_said() =>
        Said.SelectMany(text => Struck.Where(turn => text.Contains(turn, StringComparison.Ordinal)).Select(turn => $"“{turn}” in: {text}")).Should().BeEmpty();

    [Theory, MemberData(nameof(Wanted))]
    public async Task What_is_wanted_is_said_where_it_belongs(string address, string[] words)
    {
        var text = OwnWords((await app.GetAsync(address)).Page);

        words.Should().AllSatisfy(w => text.Should().Contain(w));
    }

    [Theory]
    [InlineData("desde", "2018-09-19", "desde el 19 de septiembre de 2018")]
    [InlineData("desde", "2020-10", "desde octubre de 2020")]
    [InlineData("desde", "2021", "desde 2021")]
    [InlineData("para", "2029-12-31", "para el 31 de diciembre de 2029")]
    [InlineData("para", "2032-12", "para diciembre de 2032")]
    [InlineData("para", "2025", "para 2025")]
    [InlineData("al", "2024-12-31", "al 31 de diciembre de 2024")]
    [InlineData("al", "2024-12", "a diciembre de 2024")]
    [InlineData("al", "2024", "a 2024")]
    [InlineData("Al", "2024-12-31", "Al 31 de diciembre de 2024")]
    [InlineData("Al", "2024", "A 2024")]
    [InlineData("el", "2017-07-26", "el 26 de julio de 2017")]
    [InlineData("el", "2018", "en 2018")]
    [InlineData("del", "2017-07-26", "del 26 de julio de 2017")]
    [InlineData("del", "2017-07", "de julio de 2017")]
    [InlineData("hacia", "2022-01", "hacia enero de 2022")]
    [InlineData("hasta", "2022-01-01", "hasta el 1 de enero de 2022")]
    [InlineData("", "2022-01-01", "1 de enero de 2022")]
    public void A_date_takes_what_stands_before_it(string form, string date, string written)
    {
        Language.Spanish.While(() => PartialDate.Parse(date).InWords().ToString(form, null)).Should().Be(written);
        Language.Spanish.While(() => ((SaidDate)Markup.Date(PartialDate.Parse(date))).ToString(form, null)).Should()
            .Be(written.Replace(Language.Spanish.While(() => PartialDate.Parse(date).InWords().ToString()), Language.Spanish.While(() => Markup.Date(PartialDate.Parse(date)).ToString()), StringComparison.Ordinal), "what stands before it is no part of the date");
    }

    [Fact]
    public void A_form_that_a_language_does_not_have_is_refused()
    {
        FluentActions.Invoking(() => Language.Spanish.While(() => PartialDate.Parse("2018").InWords().ToString("since", null))).Should().Throw<FormatException>();
        FluentActions.Invoking(() => PartialDate.Parse("2018").InWords().ToString("desde", null)).Should().Throw<FormatException>("English has none");
    }

    [Fact]
    public void A_translation_names_no_form_but_those_of_its_language() =>
        Said.SelectMany(t => Forms().Matches(t)).Select(m => m.Groups[1].Value).Distinct().Where(form => !Language.Spanish.DateForms.ContainsKey(form.ToLowerInvariant())).Should().BeEmpty();

    [Fact]
    public async Task On_the_pages_of_pledges_every_date_in_a_sentence_has_its_form()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(Repository.StarterPledges).GetFiles("*.json"))
        {
            var text = OwnWords((await app.GetAsync("/es/pledges/" + Path.GetFileNameWithoutExtension(file.Name))).Page);
            Bare().Matches(text).Select(m => m.Value).Should().BeEmpty("in {0} a day has its article, and a month or a year none", file.Name);
            found.UnionWith(Expected.Where(form => Regex.IsMatch(text, form)));
        }

        found.Should().BeEquivalentTo(Expected, "each form is said somewhere");
    }

    [Fact]
    public async Task A_sentence_has_its_verb_and_its_money_in_words()
    {
        var paste = (await app.GetAsync("/es/pledges/ibm-150bn-2025")).Page.QuerySelector("#paste")!.TextContent;
        paste.Should().Contain("IBM prometió invertir 150.000 millones de dólares");
        (await app.GetAsync("/es/pledges/alibaba-million-us-jobs-2017")).Page.QuerySelector("#paste")!.TextContent.Should()
            .StartWith("Alibaba prometió crear 1.000.000 de empleos hacia enero de 2022, según un anuncio hecho por Jack Ma el 9 de enero de 2017.").And.Contain("Veredicto: retirada, desde el 19 de septiembre de 2018.");
        (await app.GetAsync(Foxconn)).Page.QuerySelector("#paste")!.TextContent.Should()
            .Contain("Foxconn prometió crear hasta 13.000 empleos, según un anuncio hecho por Foxconn el 26 de julio de 2017").And.Contain("Al 31 de diciembre de 2024 se contabilizan 1.242 (9,5\u00A0% de lo prometido), base: registro oficial");
    }

    [Fact]
    public void Whole_sentences_bend_with_their_number()
    {
        string Without(int n) => Language.Spanish.While(() => Plural(n, "{0} pledge has no recorded deadline and so is never overdue here.", "{0} pledges have no recorded deadline and so are never overdue here."));

        Without(1).Should().Be("1 promesa no tiene un plazo registrado, así que aquí nunca vence.");
        Without(21).Should().Be("21 promesas no tienen un plazo registrado, así que aquí nunca vencen.");
    }

    [Fact]
    public async Task Every_page_says_that_editors_wrote_in_English()
    {
        foreach (var address in new[] { "", "/method", "/pledges/foxconn-wisconsin-13000-2017" })
        {
            OwnWords((await app.GetAsync("/es" + address)).Page).Should().Contain("Los textos de la redacción están en inglés");
            (await app.GetAsync(address.Length == 0 ? "/" : address)).Page.Body!.TextContent.Should().NotContain("What editors wrote is in English");
        }
    }

    [Fact]
    public void The_percent_sign_is_written_in_one_way() =>
        Said.Where(t => Percent().IsMatch(t)).Should().BeEmpty("a space that does not break is before each");

    private static IReadOnlyList<string> Said =>
        [.. Of(Language.Spanish).Values, .. PluralsOf(Language.Spanish).Values.SelectMany(f => f.All.Select(c => c.Form!))];

    private static readonly string[] Expected =
    [
        $"desde el \\d+ de {Month}", $"desde {Month} de \\d{{4}}", "desde \\d{4}", $"para el \\d+ de {Month}", $"para {Month} de \\d{{4}}", "para \\d{4}", $"\\bal \\d+ de {Month}", $"\\ba {Month} de \\d{{4}}", "\\ba \\d{4}\\b", "\\ben \\d{4}\\b",
        $"\\bel \\d+ de {Month}", $"\\ben {Month} de", $"\\bdel \\d+ de {Month}", $"hacia {Month} de",
    ];

    private const string Month = "(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)";

    // The page without what editors wrote and without drawings, whose words stand apart from each other.
    private static string OwnWords(IDocument page)
    {
        foreach (var element in page.Body!.QuerySelectorAll("[lang=en], svg, script, style").ToList())
        {
            element.Remove();
        }

        return Spaces().Replace(page.Body.TextContent, " ");
    }

    [GeneratedRegex(@"\b(?:desde|hasta|para|hacia|en|según) \d{1,2} de " + Month + @"|\b(?:el|al) (?:" + Month + @"|\d{4}\b)|\bdel (?:" + Month + @"|\d{4}\b)")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\{\d+:(?!yyyy)(\p{L}+)\}")]
    private static partial Regex Forms();

    [GeneratedRegex(@"[\d}] ?%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Spaces();
}
