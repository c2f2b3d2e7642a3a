using System.Buffers;
using System.Globalization;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// Reads the texts of a draft as the domain's values, part by part. What cannot be read becomes a problem with the field's
/// path; one problem is enough to make the result null.
/// </summary>
internal sealed class DraftReader(ReviewContext context)
{
    public ReviewContext Context => context;

    /// <summary>
    /// Whether the document was published. It passed the review on its day, and its numbers mean what they meant then, although some would be
    /// asked about today.
    /// </summary>
    public bool IsPublished { get; init; }

    /// <summary>What is known beside what was typed.</summary>
    public TypedOptions Typed { get; } = new() { Today = context.Today };

    public List<ReviewProblem> Problems { get; } = [];

    /// <summary>The sources read so far, by the words that point at them: they are read before what rests on them.</summary>
    public Dictionary<string, Source> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>The targets read so far, by the words that point at them.</summary>
    public Dictionary<string, Target> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>The words taken within each list whose items are pointed at, by the path of the list.</summary>
    public HashSet<(string List, string Key)> Keys { get; } = [];

    public Pledge? Read(PledgeDraft draft)
    {
        var pledge = PledgePart.Read(At(draft, PledgePart.Part));
        return Problems.Count == 0 ? pledge : null;
    }

    public Claimant? Read(ClaimantDraft draft)
    {
        var claimant = ClaimantPart.Read(At(draft, ClaimantPart.Part));
        return Problems.Count == 0 ? claimant : null;
    }

    public ClaimList? Read(ClaimListDraft draft)
    {
        var list = ClaimListPart.Read(At(draft, ClaimListPart.Part));
        return Problems.Count == 0 ? list : null;
    }

    public Check? Read(CheckDraft draft)
    {
        var check = CheckPart.Read(At(draft, CheckPart.Part));
        return Problems.Count == 0 ? check : null;
    }

    /// <summary>A reader of a part that a document has only once.</summary>
    public PartReader<TDraft, TPart> At<TDraft, TPart>(TDraft draft, DraftPart<TDraft, TPart> part) => new(this, draft, part.Name);

    /// <summary>Reads a list of parts.</summary>
    /// <param name="drafts">The list.</param>
    /// <param name="part">What its parts are.</param>
    /// <param name="read">Reads one of them.</param>
    /// <param name="within">The path before the list's name, where it stands in another part.</param>
    public List<TPart> Items<TDraft, TPart>(
        IReadOnlyList<TDraft> drafts, DraftPart<TDraft, TPart> part, Func<PartReader<TDraft, TPart>, TPart> read, string within = "")
    {
        var items = new List<TPart>(drafts.Count);
        var list = within + part.Name;
        for (var i = 0; i < drafts.Count; i++)
        {
            items.Add(read(new(this, drafts[i], list, i)));
        }

        return items;
    }

    /// <summary>A text as it is kept: null where there is none, or where it cannot be kept.</summary>
    /// <remarks>
    /// PostgreSQL cannot store NUL or half a surrogate pair, and the other control characters have no place in a text. Signs
    /// that turn the direction of what follows, or that nobody sees, make a page say something other than it shows.
    /// </remarks>
    /// <param name="text">What was typed.</param>
    /// <param name="maxLength">The most characters that are kept.</param>
    /// <param name="problem">Why it cannot be kept; null where it can.</param>
    public static string? Clean(string? text, int maxLength, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        problem = text.Length > maxLength
            ? string.Create(CultureInfo.InvariantCulture, $"Shorten the text to {maxLength:N0} characters. It has {text.Length:N0}.")
            : text.AsSpan().ContainsAny(Suspicious) ? ProblemIn(text) : null;
        return problem is null ? text.Trim() : null;
    }

    private static string? ProblemIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || IsUnshown(text[i]))
            {
                return "The text holds a character that cannot be shown. Type it again.";
            }
            else if (IsInvisible(text[i]))
            {
                var before = text[Math.Max(0, i - 20)..i].Trim();
                return string.Create(CultureInfo.InvariantCulture, $"The text holds an invisible character (U+{(int)text[i]:X4}) after “{before}”. Delete it and type that place again.");
            }
        }

        return null;
    }

    private static bool IsUnshown(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');

    private static bool IsInvisible(char c) => c is '\u200B' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    // Most texts have none of these, which is seen many characters at once.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Concat(Enumerable.Range(0x2000, 0x70)).Concat(Enumerable.Range(0xD800, 0x800)).Append(0xFEFF).Select(c => (char)c).Where(c => char.IsSurrogate(c) || IsUnshown(c) || IsInvisible(c))]);

    /// <param name="path">The field.</param>
    /// <param name="message">What to do.</param>
    /// <param name="offers">What may stand there instead.</param>
    public void Problem(string path, string message, IReadOnlyList<Offer>? offers = null) => Problems.Add(new ReviewProblem(path, message) { Offers = offers ?? [] });
}
