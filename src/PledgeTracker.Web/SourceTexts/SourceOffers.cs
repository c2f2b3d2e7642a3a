using System.Globalization;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Mentions;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.DraftForms;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>Puts what a source says into the draft of a pledge, with its excerpt, its page and the source, as an editor chose it.</summary>
public static class SourceOffers
{
    private const string Between = " … ";

    /// <summary>The source of a draft that holds a copy; null where none does.</summary>
    public static SourceDraft? SourceOf(PledgeDraft draft, string sha256) => draft.Sources.FirstOrDefault(s => s.Evidence.Contains(sha256));

    /// <summary>Where a draft has what a mention says, on the word of a source; null where it does not.</summary>
    /// <returns>The path of the part: <c>figures[2]</c>.</returns>
    public static string? In(PledgeDraft draft, string? source, Mention mention, string text)
    {
        if (source is null)
        {
            return null;
        }

        var (number, words) = (mention.Quantity?.ToString(), OneLine(mention.Span.Of(text)));
        return Find("figures", draft.Figures, f => number is not null && f.Sources.Contains(source) && f.Quantity == number && (mention.Date is null || f.AsOf == mention.Date.ToString()))
            ?? Find("targets", draft.Targets, t => number is not null && t.Sources.Contains(source) && t.Quantity == number)
            ?? Find("incentives", draft.Incentives, i => number is not null && i.Sources.Contains(source) && i.Amount == number)
            ?? Find("quotes", draft.Quotes, q => q.Sources.Contains(source) && q.Text == words)
            ?? Find("events", draft.Events, e => e.Sources.Contains(source) && e.Text == Sentence(words));

        static string? Find<T>(string name, IReadOnlyList<T> parts, Func<T, bool> isIt)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (isIt(parts[i]))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");
                }
            }

            return null;
        }
    }

    /// <summary>Adds what a mention says as a part of a pledge.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="mention">What is added.</param>
    /// <param name="kind">As what.</param>
    /// <param name="text">The text that it stands in.</param>
    /// <param name="details">What is known of the source, with its copy. Where the draft has that source, it stays as it is but for its excerpt.</param>
    /// <returns>The draft with it, and the path of the new part.</returns>
    public static (PledgeDraft Draft, string Path) Add(PledgeDraft draft, Mention mention, MentionKind kind, SourceText text, SourceDraft details)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(mention);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(details);
        (draft, var source) = WithSource(draft, details, kind);
        draft = WithExcerpt(draft, source, OneLine(mention.Excerpt.Of(text.Text)), text.PageAt(mention.Span.Start));
        string[] sources = [source];
        var (number, date, words) = (mention.Quantity?.ToString(), mention.Date?.ToString(), OneLine(mention.Span.Of(text.Text)));
        switch (kind)
        {
            case MentionKind.Target:
                var target = new TargetDraft
                {
                    Id = NewId(draft, mention),
                    Metric = mention.Metric,
                    Quantity = number,
                    Currency = mention.Currency,
                    Deadline = date,
                    DeadlineBasis = Code.Of(date is null ? DeadlineBasis.NoneGiven : DeadlineBasis.Stated),
                    Sources = sources,
                };
                return (draft with { Targets = [.. draft.Targets, target] }, Path("targets", draft.Targets.Count));
            case MentionKind.Figure:
                var counts = draft.Targets.Where(t => t.Metric == mention.Metric && t.Metric is not null).ToList();
                var of = counts.Count == 1 ? counts[0] : null;
                var figure = new FigureDraft
                {
                    Target = of?.Id,
                    Metric = of is null ? mention.Metric : null,
                    Quantity = number,
                    Currency = of?.Currency is { } own && own == mention.Currency ? null : mention.Currency,
                    AsOf = date,
                    Published = details.Published,
                    ReportedBy = mention.Speaker ?? details.Publisher,
                    Sources = sources,
                };
                return (draft with { Figures = [.. draft.Figures, figure] }, Path("figures", draft.Figures.Count));
            case MentionKind.Incentive:
                var incentive = new IncentiveDraft
                {
                    Grantor = mention.Grantor,
                    Kind = mention.Incentive is { } form ? Code.Of(form) : null,
                    Amount = number,
                    Currency = mention.Currency,
                    State = mention.State is { } state ? Code.Of(state) : null,
                    Date = date,
                    Sources = sources,
                };
                return (draft with { Incentives = [.. draft.Incentives, incentive] }, Path("incentives", draft.Incentives.Count));
            case MentionKind.Quote:
                var quote = new QuoteDraft { Text = words, Speaker = mention.Speaker, Role = mention.Role, Date = date ?? details.Published, Sources = sources };
                return (draft with { Quotes = [.. draft.Quotes, quote] }, Path("quotes", draft.Quotes.Count));
            default:
                var happened = new EventDraft { Date = date, Kind = mention.Event is { } what ? Code.Of(what) : null, Text = Sentence(words), Sources = sources };
                return (draft with { Events = [.. draft.Events, happened] }, Path("events", draft.Events.Count));
        }

        static string Path(string name, int at) => string.Create(CultureInfo.InvariantCulture, $"{name}[{at}]");
    }

    private static (PledgeDraft Draft, string Id) WithSource(PledgeDraft draft, SourceDraft details, MentionKind kind)
    {
        if (SourceOf(draft, details.Evidence[0]) is { Id: { Length: > 0 } known })
        {
            return (draft, known);
        }

        // The same page may have been named before it was read: then it gets the copy.
        if (details.Url is { } url && draft.Sources.FirstOrDefault(s => s.Url == url) is { Id: { Length: > 0 } named } before)
        {
            return (draft with { Sources = [.. draft.Sources.Select(s => s == before ? s with { Evidence = [.. s.Evidence.Union(details.Evidence)], Title = s.Title ?? details.Title, Publisher = s.Publisher ?? details.Publisher, Published = s.Published ?? details.Published, Kind = s.Kind ?? details.Kind } : s)] }, named);
        }

        var id = Uri.TryCreate(details.Url, UriKind.Absolute, out var address) ? DraftForm.NewSourceId(draft.Sources, address) : NewName("copy", draft.Sources.Select(s => s.Id));
        var source = details with { Id = id, Role = details.Role ?? Code.Of(kind == MentionKind.Target ? SourceRole.Promise : SourceRole.Proof) };
        return (draft with { Sources = [.. draft.Sources, source] }, id);
    }

    // A source has one excerpt of a bounded length: passages are joined as long as they fit, and the first ones stay.
    private static PledgeDraft WithExcerpt(PledgeDraft draft, string id, string passage, int? page)
    {
        var source = draft.Sources.First(s => s.Id == id);
        var section = page is null ? source.Section : WithPage(source.Section, page.Value);
        var excerpt = source.Excerpt switch
        {
            null or "" => passage,
            { } before when before.Contains(passage, StringComparison.Ordinal) => before,
            { } before when Words(before) + Words(passage) <= Source.ExcerptMaxWords - 1 => before + Between + passage,
            { } before => before,
        };
        return draft with { Sources = [.. draft.Sources.Select(s => s == source ? s with { Excerpt = excerpt, Section = section } : s)] };
    }

    private static string WithPage(string? section, int page)
    {
        var named = string.Create(CultureInfo.InvariantCulture, $"page {page}");
        return string.IsNullOrWhiteSpace(section) ? named : section.Split(", ").Contains(named) ? section : $"{section}, {named}";
    }

    private static string NewId(PledgeDraft draft, Mention mention) =>
        NewName(mention.Metric?.Split('-')[0] ?? (mention.Currency is null ? "target" : "investment"), draft.Targets.Select(t => t.Id));

    private static string NewName(string name, IEnumerable<string?> taken)
    {
        var known = taken.ToHashSet();
        var free = name;
        for (var i = 2; known.Contains(free); i++)
        {
            free = $"{name}-{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return free;
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static string Sentence(string words) => words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..].TrimEnd('.') + ".";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
