using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>What a list shows, and why it shows nothing, in sentences: the same on the page and for assistants.</summary>
public static class FoundWords
{
    /// <summary>What a list shows, in a sentence: 2 pledges: verdict Missed, place Ohio.</summary>
    /// <param name="found">The list.</param>
    /// <param name="chips">What narrows it.</param>
    public static string Line(PledgePage found, IEnumerable<FilterChip> chips)
    {
        ArgumentNullException.ThrowIfNull(found);
        var text = found.Search is { Query.IsEmpty: false } search ? string.Join(' ', search.Query.Terms.Select(t => t.InWords)) : null;
        string[] parts = [.. chips.Select(c => c.InSentence).Distinct(), .. text is null ? [] : (string[])[F($"the words “{PledgeFilter.Shorten(text)}”")]];
        var count = Plural(found.Total, "{0} pledge", "{0} pledges");
        return parts.Length == 0 ? count : F($"{count}: {string.Join(", ", parts)}.");
    }

    /// <summary>Why a list shows nothing, below the sentence that it does; null where there is no more to say.</summary>
    /// <param name="found">A list without a pledge.</param>
    /// <param name="filter">What it was asked for.</param>
    public static string? WhyNothing(PledgePage found, PledgeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(filter);
        return found.Search switch
        {
            { Query.IsEmpty: true, Reading.Taken.Count: 0 } => F($"There is no word in “{PledgeFilter.Shorten(filter.Search!)}” to look for. Type a company, a place, a person or a number."),
            { Count: 0, Unknown.Count: > 0 } search => F($"No pledge mentions {string.Join(", ", search.Unknown.Select(u => $"“{PledgeFilter.Shorten(u)}”"))}."),
            { Count: 0 } search when search.Query.Needed.IsEmpty && search.Reading.Taken.Count > 0 => T("No pledge fits every choice."),
            { Count: 0 } => T("No pledge contains all these words."),
            _ when found.Selection.Filter.Ranges.Any(r => r.IsEmpty) => T("A range ends before it begins, so nothing can fit in it."),
            _ when filter.IsEmpty => null,
            null => T("No pledge fits every choice."),
            { Count: var count } => Plural(count, "{0} pledge fits the search but not your choices.", "{0} pledges fit the search, but none fits all your choices."),
        };
    }
}
