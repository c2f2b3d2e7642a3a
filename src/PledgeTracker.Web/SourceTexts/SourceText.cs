using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>The text of a stored copy, with what the copy says of itself. What it does not say is empty, and an editor fills it in.</summary>
public sealed record SourceText
{
    /// <summary>The most characters that are read; what stands behind them is told and not read.</summary>
    public const int MostCharacters = 5_000_000;

    /// <summary>The text, with line breaks between its lines and empty lines between its paragraphs.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where each page of a document with pages begins; empty for one without.</summary>
    public IReadOnlyList<int> Pages { get; init; } = [];

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who wrote it.</summary>
    public string? Author { get; init; }

    /// <summary>When it was published.</summary>
    public PartialDate? Published { get; init; }

    /// <summary>What kind of source it is, where its address or its own words say so.</summary>
    public SourceKind? Kind { get; init; }

    /// <summary>Why there is no text, in a sentence for an editor; null where there is.</summary>
    public string? Problem { get; init; }

    /// <summary>What an editor should know of how it was read, in sentences.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <summary>A copy of which there is no text.</summary>
    internal static SourceText None(string problem) => new() { Problem = problem };

    /// <summary>The page on which a character stands, from 1; null in a document without pages.</summary>
    public int? PageAt(int character)
    {
        if (Pages.Count == 0)
        {
            return null;
        }

        var at = Pages.ToList().BinarySearch(character);
        return at >= 0 ? at + 1 : ~at;
    }
}
