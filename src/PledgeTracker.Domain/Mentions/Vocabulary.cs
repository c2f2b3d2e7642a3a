namespace PledgeTracker.Domain.Mentions;

/// <summary>The words that sentences, dates and numbers are told by.</summary>
internal static class Vocabulary
{
    /// <summary>Stand before a name, so that their period ends nothing; most of them are a role.</summary>
    public static readonly HashSet<string> Titles = Words("mr mrs ms mx dr prof gov lt sen rep gen col sgt capt rev hon messrs pres supt atty st mt ft maj adm amb");

    /// <summary>Stand before a number, so that their period ends nothing there.</summary>
    public static readonly HashSet<string> BeforeNumbers = Words("no nos art sec fig figs p pp vol ch para approx ca c est jan feb mar apr jun jul aug sep sept oct nov dec min max rs lot sched ex");

    /// <summary>Written with a period that may or may not end the sentence: what follows decides.</summary>
    public static readonly HashSet<string> Abbreviations = Words(
        "inc corp co cos ltd llc plc bros jr sr dept assn assoc univ mfg intl ave blvd rd hwy etc al est approx vs cf bldg fla calif wis mich ind ill minn mass conn ala ariz ark colo del kan ky la md miss mo mont neb nev okla ore pa penn tenn tex va vt wash wyo ga "
        + "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun no nos fig sec art vol ed eds ph");

    /// <summary>Words that sentences begin with and names seldom do.</summary>
    public static readonly HashSet<string> Starters = Words(
        "the a an it its it's he she they we i in on at as for but and this that these those there his her their our my you your however according under with when while after before since if by from to not no most many some all both each what who how why where "
        + "now today yesterday then still yet also so such here once during through over within about more meanwhile instead although because despite last next one two three another officials company state earlier later only until between none nor or");

    /// <summary>Words that no heading, entry or row ends with: the next line goes on.</summary>
    public static readonly HashSet<string> Unfinished = Words(
        "the a an of to in on at by for from with and or nor but as than that which who whose about nearly approximately over under up will would could should may might must can is are was were be been has have had its their his her our this these those between into per least"
        + " mr mrs ms dr gov sen rep new");

    public static readonly HashSet<string> Scales = Words("hundred thousand million billion trillion k m mn mm mil bn b bln tn t mln mio crore lakh");

    /// <summary>Scales that stand alone behind a number; the short ones only glued to it, or behind a sign.</summary>
    public static readonly HashSet<string> LongScales = Words("hundred thousand million billion trillion crore lakh");

    public static readonly HashSet<string> NumberWords = Words(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half quarter");

    /// <summary>Begin a hedge or end one, so that the domain's reader of numbers is asked about it.</summary>
    public static readonly HashSet<string> HedgeEnds = Words(
        "about around approximately some roughly to of nearly almost under below least than over above as most exactly approx circa ca c exceeding maximum max minimum min ~ \u2248 > < \u2265 \u2264 \u00B1");

    public static readonly HashSet<string> CurrencyWords = Words("dollar dollars euro euros pound pounds yen yuan renminbi rmb won rupees kronor kroner francs usd eur gbp jpy cny cad aud chf krw inr sek nok dkk");

    public static readonly HashSet<string> CurrencyCodes = Words("usd eur gbp jpy cny cad aud chf krw inr sek nok dkk brl mxn pln hkd sgd nzd us c ca cdn a au nz hk s r rs");

    public static readonly HashSet<string> Months = Words("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec");

    public static readonly HashSet<string> Weekdays = Words("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun");

    public static readonly HashSet<string> Seasons = Words("spring summer autumn fall winter");

    /// <summary>Stand between a number and what it counts without ending the phrase that both are in.</summary>
    public static readonly HashSet<string> PhraseEnds = Words(
        "in at by for to from on over with through during until since than that which who if when while but because after before within across between under into upon per as via "
        + "is are was were will would has have had be been could may might can should must said says told it they he she we");

    /// <summary>What is counted where jobs are, one position each.</summary>
    public static readonly HashSet<string> JobNouns = Words("job jobs position positions role roles post posts fte ftes opening openings vacancies apprenticeships internships");

    /// <summary>What is counted where people work.</summary>
    public static readonly HashSet<string> StaffNouns = Words(
        "worker workers employee employees staff staffers associates hires hire teammates colleagues apprentices interns recruits workforce headcount layoffs workers' employees' techs hands full-timers part-timers tradespeople machinists assemblers timers");

    /// <summary>People who are counted as staff only beside a word of hiring or working.</summary>
    public static readonly HashSet<string> PeopleNouns = Words(
        "people persons americans veterans residents men women graduates engineers technicians developers drivers scientists researchers specialists members salespeople teachers nurses electricians welders students personnel contractors professionals individuals youth refugees locals adults citizens hoosiers texans ohioans trainees participants learners");

    public static readonly HashSet<string> BusinessNouns = Words("business businesses sellers merchants entrepreneurs companies firms startups start-ups suppliers farmers enterprises smes retailers shops");

    /// <summary>A level of staff, which stands before its number: a workforce of 900.</summary>
    public static readonly HashSet<string> LevelNouns = Words("workforce headcount employment payrolls staff staffing roster employees workers jobs");

    /// <summary>Behind a noun they make another one of it: job cuts are no jobs, and job seekers no staff.</summary>
    public static readonly HashSet<string> LossHeads = Words("cut cuts loss losses reduction reductions layoffs eliminations redundancies");

    public static readonly HashSet<string> OtherHeads = Words("fair fairs seekers applicants applications applicant listings postings posting training compensation unions union families hours interviews shares stock satisfaction");

    /// <summary>What a number counts that stands right before them is no work.</summary>
    public static readonly HashSet<string> Units = Vocabulary.Words(
        "% percent percentage per acre acres hectare hectares square sq sqft foot feet ft mile miles km kilometers kilometres meters metres mw gw megawatt megawatts gigawatts kilowatts gwh mwh ton tons tonne tonnes pounds year years month months week weeks day days hour hours minute minutes am pm a.m. p.m. "
        + "times x points basis degrees vehicles cars trucks units customers homes households countries states cities counties stores locations plants factories shares votes patents wafers st nd rd th");

    /// <summary>A number behind these names something and counts nothing.</summary>
    public static readonly HashSet<string> Namers = Vocabulary.Words(
        "chapter local section fortune phase no nos form route highway title article page pages figure table level tier class model type bill proposition exhibit schedule item note line step building suite room article hb sb s&p act public law box area code district ward route unit lot age aged covid version global russell ftse top");

    public static readonly HashSet<string> Pronouns = Words("he she they it we i");

    public static HashSet<string> Words(string words) => new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
