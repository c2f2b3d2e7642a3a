using System.Buffers;
using System.Text.RegularExpressions;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// The people in who announced a pledge and to whom, which editors write as words: "President Donald Trump and Scott Walker, Governor of
/// Wisconsin". A name is two to four words with capitals that no word of an office or a body is among.
/// </summary>
public static partial class PeopleNamed
{
    private static readonly HashSet<string> Bodies = new(
        ("Government State States Commonwealth City County Company Companies Group Authority Agency Corporation Economic Development Board Office Industries Motors Motor Electronics "
        + "Technologies Instruments Steel Energy Innovation Automobiles Employees Shareholders Governors House Senate Committee Department Ministry University The United International Tax Credit US U.S. Public").Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>The people in a text, in its order.</summary>
    public static IEnumerable<string> In(string? text) =>
        text is null ? [] : Name().Matches(Title().Replace(WithoutPlaces(text), "; ")).Select(m => m.Value).Where(name => !name.Split(' ').Any(Bodies.Contains));

    private static readonly string[] Places = [.. Ui.PlaceNames.EnglishNames.Where(place => place.Contains(' ', StringComparison.Ordinal))];

    private static readonly SearchValues<string> AnyPlace = SearchValues.Create(Places, StringComparison.Ordinal);

    // Few texts name such a place, and looking for all of them at once is much quicker than for each.
    private static string WithoutPlaces(string text) =>
        text.AsSpan().ContainsAny(AnyPlace) ? Places.Aggregate(text, (left, place) => left.Replace(place, ";", StringComparison.Ordinal)) : text;

    // A title ends what came before, and is no part of the name.
    [GeneratedRegex(@"\b(President-elect|Vice President|Prime Minister|President|Governors?|Lt\. Gov\.|Gov\.|Premier|Senator|Secretary|Commerce|Minister|Mayor|Chairman|Chief|Executive|Sir|Office|of)\b\.?")]
    private static partial Regex Title();

    [GeneratedRegex(@"\p{Lu}[\p{L}'’]*\.?(?:\p{Lu}\.)?(?:[ -]\p{Lu}[\p{L}'’]*\.?){1,3}")]
    private static partial Regex Name();
}
