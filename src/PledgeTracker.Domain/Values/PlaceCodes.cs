using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PledgeTracker.Domain.Values;

/// <summary>
/// Countries (ISO 3166-1) and regions (ISO 3166-2) by their codes and names: what an editor types, a table has or a program sends is
/// read alike. The countries are those of Unicode's CLDR; regions are those of the countries that pledges name most, and any other is
/// written as its code.
/// </summary>
public static class PlaceCodes
{
    private const string RegionTable = """
        US: AL=Alabama,AK=Alaska,AZ=Arizona,AR=Arkansas,CA=California,CO=Colorado,CT=Connecticut,DE=Delaware,DC=District of Columbia,FL=Florida,GA=Georgia,HI=Hawaii,ID=Idaho,IL=Illinois,IN=Indiana,IA=Iowa,KS=Kansas,KY=Kentucky,LA=Louisiana,ME=Maine,MD=Maryland,MA=Massachusetts,MI=Michigan,MN=Minnesota,MS=Mississippi,MO=Missouri,MT=Montana,NE=Nebraska,NV=Nevada,NH=New Hampshire,NJ=New Jersey,NM=New Mexico,NY=New York,NC=North Carolina,ND=North Dakota,OH=Ohio,OK=Oklahoma,OR=Oregon,PA=Pennsylvania,RI=Rhode Island,SC=South Carolina,SD=South Dakota,TN=Tennessee,TX=Texas,UT=Utah,VT=Vermont,VA=Virginia,WA=Washington,WV=West Virginia,WI=Wisconsin,WY=Wyoming,PR=Puerto Rico
        CA: AB=Alberta,BC=British Columbia,MB=Manitoba,NB=New Brunswick,NL=Newfoundland and Labrador,NS=Nova Scotia,NT=Northwest Territories,NU=Nunavut,ON=Ontario,PE=Prince Edward Island,QC=Quebec,SK=Saskatchewan,YT=Yukon
        GB: ENG=England,NIR=Northern Ireland,SCT=Scotland,WLS=Wales
        DE: BB=Brandenburg,BE=Berlin,BW=Baden-Württemberg,BY=Bavaria,HB=Bremen,HE=Hesse,HH=Hamburg,MV=Mecklenburg-Western Pomerania,NI=Lower Saxony,NW=North Rhine-Westphalia,RP=Rhineland-Palatinate,SH=Schleswig-Holstein,SL=Saarland,SN=Saxony,ST=Saxony-Anhalt,TH=Thuringia
        AU: ACT=Australian Capital Territory,NSW=New South Wales,NT=Northern Territory,QLD=Queensland,SA=South Australia,TAS=Tasmania,VIC=Victoria,WA=Western Australia
        IN: AP=Andhra Pradesh,DL=Delhi,GA=Goa,GJ=Gujarat,HR=Haryana,KA=Karnataka,KL=Kerala,MH=Maharashtra,MP=Madhya Pradesh,PB=Punjab,RJ=Rajasthan,TN=Tamil Nadu,UP=Uttar Pradesh,WB=West Bengal
        MX: AGU=Aguascalientes,BCN=Baja California,CHH=Chihuahua,COA=Coahuila,GUA=Guanajuato,JAL=Jalisco,MEX=State of Mexico,NLE=Nuevo León,PUE=Puebla,QUE=Querétaro,SLP=San Luis Potosí,SON=Sonora,TAM=Tamaulipas
        BR: AM=Amazonas,BA=Bahia,CE=Ceará,ES=Espírito Santo,GO=Goiás,MG=Minas Gerais,PE=Pernambuco,PR=Paraná,RJ=Rio de Janeiro,RS=Rio Grande do Sul,SC=Santa Catarina,SP=São Paulo
        IT: 21=Piedmont,25=Lombardy,34=Veneto,42=Liguria,45=Emilia-Romagna,52=Tuscany,57=Marche,62=Lazio,65=Abruzzo,72=Campania,75=Apulia,77=Basilicata,78=Calabria,82=Sicily,88=Sardinia
        FR: ARA=Auvergne-Rhône-Alpes,BFC=Bourgogne-Franche-Comté,BRE=Brittany,CVL=Centre-Val de Loire,GES=Grand Est,HDF=Hauts-de-France,IDF=Île-de-France,NAQ=Nouvelle-Aquitaine,NOR=Normandy,OCC=Occitania,PAC=Provence-Alpes-Côte d’Azur,PDL=Pays de la Loire
        ES: AN=Andalusia,AR=Aragon,AS=Asturias,CL=Castile and León,CM=Castile-La Mancha,CT=Catalonia,EX=Extremadura,GA=Galicia,MD=Community of Madrid,NC=Navarre,PV=Basque Country,VC=Valencia
        """;

    /// <summary>Names by which countries are called besides those of Unicode, and codes that are none.</summary>
    private const string OtherCountryNames = "UK=GB,Great Britain=GB,Britain=GB,USA=US,United States of America=US,America=US,Korea=KR,Republic of Korea=KR,Russian Federation=RU,Viet Nam=VN,Czech Republic=CZ,Holland=NL,The Netherlands=NL,UAE=AE,Ivory Coast=CI,Republic of Ireland=IE,Mainland China=CN,PRC=CN,Hong Kong=HK,Macau=MO,Burma=MM,Turkey=TR,Deutschland=DE,EL=GR";

    private static readonly FrozenDictionary<string, string> Countries = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name)).Where(r => r.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        .GroupBy(r => r.TwoLetterISORegionName, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First().EnglishName, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> RegionNames = RegionTable.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(line => line[4..].Split(',').Select(r => r.Split('=', 2)).Select(r => ($"{line[..2]}-{r[0]}", r[1])))
        .ToFrozenDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> CountryByName = Countries.Select(c => (Key(c.Value), c.Key))
        .Concat(Countries.Keys.Select(code => (Key(SpanishName(code)), code)))
        .Concat(OtherCountryNames.Split(',').Select(o => (Key(o[..^3]), o[^2..])))
        .GroupBy(n => n.Item1, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Last().Item2, StringComparer.Ordinal);

    private static readonly ILookup<string, string> OfferedByName = RegionNames.ToLookup(r => Key(r.Value), r => r.Key, StringComparer.Ordinal);

    // Five thousand names, read when somebody names a region that is not offered.
    private static readonly Lazy<FrozenDictionary<string, string>> WorldNames = new(ReadWorld);

    private static readonly Lazy<ILookup<string, string>> WorldByName = new(() => WorldNames.Value.ToLookup(r => Key(r.Value), r => r.Key, StringComparer.Ordinal));

    /// <summary>The countries, by code, with their English names.</summary>
    public static IReadOnlyDictionary<string, string> AllCountries => Countries;

    /// <summary>The regions that are offered where somebody chooses one, by code, with their English names.</summary>
    public static IReadOnlyDictionary<string, string> OfferedRegions => RegionNames;

    /// <summary>The English name of a region; null where the code is none that is known.</summary>
    public static string? RegionName(string code) => RegionNames.GetValueOrDefault(code) ?? WorldNames.Value.GetValueOrDefault(code);

    /// <summary>The code of a country that a text names; null where it names none.</summary>
    /// <param name="typed">Its code in capitals or small letters, or its name: <c>US</c>, <c>UK</c>, <c>United Kingdom</c>, <c>Estados Unidos</c>.</param>
    public static string? Country(string? typed)
    {
        var key = Key(typed);
        return CountryByName.TryGetValue(key, out var code) ? code : key.Length == 2 && Countries.ContainsKey(key) ? key : null;
    }

    /// <summary>The code of a region that a text names; null where it names none, or several and no country tells them apart.</summary>
    /// <param name="typed">Its code with or without its country, or its name: <c>US-WI</c>, <c>WI</c>, <c>Wisconsin</c>, <c>England</c>.</param>
    /// <param name="country">The code of its country; null where that is not known.</param>
    public static string? Region(string? typed, string? country)
    {
        var text = typed?.Trim().ToUpperInvariant() ?? "";
        if (text.Length is > 3 and <= 6 && text[2] == '-' && Countries.ContainsKey(text[..2]) && text[3..].All(char.IsAsciiLetterOrDigit))
        {
            return text;
        }

        if (country is not null && text.Length is > 0 and <= 3 && RegionName($"{country}-{text}") is not null)
        {
            return $"{country}-{text}";
        }

        return Only(OfferedByName) ?? Only(WorldByName.Value);

        string? Only(ILookup<string, string> names) => names[Key(typed)].Where(code => country is null || code.StartsWith(country + "-", StringComparison.Ordinal)).ToList() is [var only] ? only : null;
    }

    private static FrozenDictionary<string, string> ReadWorld()
    {
        using var lines = new StreamReader(typeof(PlaceCodes).Assembly.GetManifestResourceStream("regions.txt")!);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
        {
            foreach (var region in line[3..].Split('|'))
            {
                var at = region.IndexOf('=', StringComparison.Ordinal);
                names[$"{line[..2]}-{region[..at]}"] = region[(at + 1)..];
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Letters and digits in capitals, without marks: "U.S." and "us" are one, as are "Québec" and "Quebec".
    private static string Key(string? name) => string.Concat((name ?? "").Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));

    private static string SpanishName(string code)
    {
        try
        {
            return new RegionInfo("es-" + code).NativeName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
