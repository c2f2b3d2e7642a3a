using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

/// <summary>A place in an ordered list.</summary>
/// <param name="Value">The value of the pledge there by which the list is sorted, as text.</param>
/// <param name="Id">The pledge there.</param>
public sealed record PledgePlace(string Value, int Id);

/// <summary>A choice within a facet.</summary>
/// <param name="Code">As it stands in an address.</param>
/// <param name="Count">How many pledges the list would have with this choice alone in its facet, all other choices kept.</param>
public sealed record FacetChoice(string Code, int Count);

/// <summary>
/// The choices within a facet, by count and then by code: those with the most pledges, and those that are selected.
/// </summary>
public sealed class FacetChoices(IReadOnlyList<FacetChoice> choices, int? total = null) : IReadOnlyList<FacetChoice>
{
    /// <summary>How many choices find something, which may be more than are listed.</summary>
    public int Total { get; } = total ?? choices.Count;

    public int Count => choices.Count;

    public FacetChoice this[int index] => choices[index];

    public IEnumerator<FacetChoice> GetEnumerator() => choices.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What a filter finds, in its order, with what each further choice would find.</summary>
public sealed record PledgeSelection
{
    /// <summary>The pledges' numbers, all of them.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>For each facet the choices that find something, and those made.</summary>
    public required IReadOnlyDictionary<Facet, FacetChoices> Facets { get; init; }

    internal PledgeIndex Index { get; init; } = null!;

    internal PledgeFilter Filter { get; init; } = null!;

    internal SearchHits? Hits { get; init; }

    /// <summary>A company that the filter chooses and that does not exist; null where all do.</summary>
    public string? UnknownCompany => Filter.Choices(Facet.Company).FirstOrDefault(slug => !Index.CompanyNames.ContainsKey(slug));

    /// <summary>A company's name.</summary>
    public string CompanyName(string slug) => Index.CompanyNames.GetValueOrDefault(slug, slug);

    /// <summary>A list's title.</summary>
    public string ListTitle(string slug) => Index.ListTitles.GetValueOrDefault(slug, slug);

    /// <summary>Whether a company has one of the words of a search in its name.</summary>
    public bool IsNamed(string slug, SearchQuery query) =>
        SearchWords.Of(CompanyName(slug)).Any(w => query.Wanted.Any(t => t.Words.Any(wanted => wanted.Stem == w.Stem)));

    /// <summary>The place of a pledge in this list's order.</summary>
    public PledgePlace PlaceOf(int id) => Index.PlaceOf(id, Filter.Order, Hits);

    /// <summary>
    /// The token by which a list's own link names the row at a position: what follows stays the same, whatever is published
    /// meanwhile.
    /// </summary>
    public string TokenOf(int position)
    {
        var place = PlaceOf(Ids[position]);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place.Id}:{place.Value}")));
    }

    /// <summary>The position at which the page that a filter asks for begins.</summary>
    /// <exception cref="FormatException">What it asks to go on from is no place in this order.</exception>
    public int StartOf(PledgeFilter filter, int pageSize)
    {
        if (filter.After is not { } token)
        {
            return (filter.PageNumber - 1) * pageSize;
        }

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        var end = text.IndexOf(':', StringComparison.Ordinal);
        if (end < 0 || !int.TryParse(text.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw new FormatException("This is no place in a list.");
        }

        var position = PositionOf(new PledgePlace(text[(end + 1)..], id));
        return position < Ids.Count && Ids[position] == id ? position + 1 : position;
    }

    /// <summary>The first position at or after a place; the number of rows where nothing follows.</summary>
    /// <exception cref="FormatException">The place is none in this order.</exception>
    public int PositionOf(PledgePlace place) => Index.PositionOf(place, this);
}
