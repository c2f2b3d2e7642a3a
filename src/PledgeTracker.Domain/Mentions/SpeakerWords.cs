namespace PledgeTracker.Domain.Mentions;

/// <summary>The words that speakers are told by.</summary>
internal static class SpeakerWords
{
    public static readonly HashSet<string> Speech = Vocabulary.Words(
        "said says say told tells added adds noted notes stated states wrote writes tweeted posted explained explains continued continues commented remarked declared announced testified promised pledged vowed warned insisted argued argues claimed claims acknowledged admitted conceded called calls "
        + "described stressed emphasized confirmed reported boasted concluded replied responded recalled asked joked predicted read reads estimated");

    /// <summary>Of a number's speaker these alone are plain: whoever "added 500 jobs" said nothing.</summary>
    public static readonly HashSet<string> Plain = Vocabulary.Words("according said says say told wrote writes tweeted stated states confirmed estimated testified noted notes acknowledged argued insisted explained replied");

    public static readonly HashSet<string> Roles = Vocabulary.Words(
        "president chairman chairwoman chairperson chair ceo cfo coo cto chief executive officer governor gov mayor senator sen representative rep congressman congresswoman secretary minister premier chancellor commissioner director manager head founder co-founder cofounder owner partner spokesman spokeswoman spokesperson spokespeople judge "
        + "executive vp evp svp analyst economist professor attorney general supervisor administrator treasurer principal leader delegate assemblyman assemblywoman councilman councilwoman councilmember alderman ambassador dean superintendent lawyer researcher worker employee resident deputy assistant vice senior lt lieutenant dr prof chief official officials lawmaker editor author organizer engineer fellow advisor adviser consultant member executives auditor speaker leaders operator pastor coordinator");

    public static readonly HashSet<string> Groups = Vocabulary.Words("company officials spokesman spokeswoman spokesperson statement report release governor mayor president state county city agency union workers critics analysts executives government council authority department auditors lawmakers economists leaders chairman ceo group firm automaker manufacturer filing study audit website document documents memo article office commission board bureau");

    public static readonly HashSet<string> Particles = Vocabulary.Words("de da di del della van von der den la le bin al el of the and for & at");

    public static readonly HashSet<string> Papers = Vocabulary.Words("report study filing analysis audit data documents records statement release figures numbers survey estimate notice");

    public static readonly HashSet<string> Honorifics = Vocabulary.Words("mr mrs ms mx");
}
