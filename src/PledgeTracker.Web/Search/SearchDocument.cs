using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Search;

/// <summary>How important the place of a word is; the first counts most.</summary>
public enum SearchField
{
    /// <summary>Title, company, places, the number promised, the year.</summary>
    Name,

    /// <summary>Who spoke, to whom, and what kind of pledge it is.</summary>
    People,

    /// <summary>What editors and speakers say of it.</summary>
    Story,

    /// <summary>Sources, figures, public money, look-ups.</summary>
    Proof,
}

/// <summary>A piece of text that a pledge can be found by.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Heading">What it is, for the reader who is shown it, in English; null for what every list shows anyway.</param>
/// <param name="Text">As editors wrote it.</param>
public sealed record SearchPassage(SearchField Field, string? Heading, string Text);

/// <summary>Everything that a pledge can be found by.</summary>
public static class SearchDocument
{
    /// <summary>
    /// Raised when pledges are indexed differently: those indexed under another number are indexed again at the next start.
    /// </summary>
    public const int Version = 5;

    /// <summary>Stands in every document, so that a search for what is <em>not</em> there has something to subtract from.</summary>
    public const string Everywhere = "0all0";

    /// <summary>Stands between two passages, so that no exact phrase reaches from one into the next.</summary>
    public const string Break = "0break0";

    /// <summary>The texts of a pledge.</summary>
    public static IReadOnlyList<SearchPassage> Of(Pledge pledge) => Language.English.While(() => Passages(pledge).ToList());

    private static IEnumerable<SearchPassage> Passages(Pledge pledge)
    {
        var company = pledge.Company;
        foreach (var name in (string?[])[pledge.Title, company.Name, company.LegalName, .. company.BareNames(), .. company.Listings.Select(l => l.Ticker),
            pledge.Slug.Replace('-', ' '), pledge.AnnouncedOn.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
            .. pledge.Targets.Select(t => t.Quantity is null ? null : Wording.Quantity(t.Quantity, t.Currency)),
            .. pledge.Places.SelectMany(p => (string?[])[p.Locality, p.Subdivision is null ? null : PlaceNames.Subdivision(p.Subdivision), PlaceNames.Country(p.Country)])])
        {
            if (name is not null)
            {
                yield return new SearchPassage(SearchField.Name, null, name);
            }
        }

        foreach (var (heading, text) in (IEnumerable<(string, string?)>)[("Announced by", Join(pledge.AnnouncedBy, pledge.AnnouncedByRole)), ("Announced to", pledge.AnnouncedTo), ("Occasion", pledge.Occasion),
            .. pledge.Quotes.Select(q => ("Speaker", Join(q.Speaker, q.Role))), ("Sector", company.Sector),
            .. pledge.Tags.Select(t => ("Tag", (string?)t)), .. pledge.Targets.Select(t => ("Measured", (string?)t.Metric.Label)),
            .. pledge.Targets.Where(t => t.Deadline is not null).Select(t => ("Deadline", (string?)t.Deadline!.Value.ToWords()))])
        {
            if (text is not null)
            {
                yield return new SearchPassage(SearchField.People, heading, text);
            }
        }

        foreach (var (heading, text) in (IEnumerable<(string, string?)>)[("Summary", pledge.Summary), .. pledge.Quotes.Select(q => ("Quote", (string?)q.Text)),
            .. pledge.Verdicts.Select(v => ("Verdict", (string?)v.Reason)), .. pledge.Events.Select(e => ("What happened", (string?)(e.Date.ToWords() + ": " + e.Text))),
            ("Conditions", pledge.Conditions), ("Can it be checked?", pledge.CheckabilityReason),
            .. pledge.Targets.SelectMany(t => (IEnumerable<(string, string?)>)[("Scope", t.Scope), ("Target", t.Qualifiers), .. t.Revisions.Select(r => ("Changed target", r.Note))]),
            .. pledge.Criteria.Select(c => ("Criterion", (string?)c.Text)), .. pledge.Notes.Select(n => ("Note", (string?)n.Text)),
            .. pledge.Inquiries.SelectMany(i => (IEnumerable<(string, string?)>)[("Question to the company", i.Question), ("Answer of the company", i.Answer)])])
        {
            if (text is not null)
            {
                yield return new SearchPassage(SearchField.Story, heading, text);
            }
        }

        foreach (var figure in pledge.Figures)
        {
            yield return new SearchPassage(SearchField.Proof, "Figure", string.Join("; ", new[]
            {
                $"{Wording.Quantity(figure.Quantity, figure.Currency)} {figure.Metric.Label}, {figure.AsOf.ToWords()}", figure.ReportedBy, figure.Reason, figure.Note,
            }.Where(part => part is not null)));
        }

        foreach (var incentive in pledge.Incentives)
        {
            yield return new SearchPassage(SearchField.Proof, "Public money", string.Join("; ", new[]
            {
                incentive.Grantor, incentive.Amount is null ? null : Wording.Quantity(incentive.Amount, incentive.Currency), Wording.Words(incentive.State), incentive.Description,
            }.Where(part => part is not null)));
        }

        // The day comes first, so that an excerpt says of what came of a search when that was. Where somebody looked is often the beginning of
        // how far that reaches, and is not said twice.
        foreach (var lookup in pledge.Lookups)
        {
            yield return new SearchPassage(SearchField.Proof, "Looked for", string.Join("; ", new[]
            {
                $"{PartialDate.OfDay(lookup.Date).ToWords()}: {Wording.Words(lookup.SoughtFor)}, {Wording.Words(lookup.Outcome)}",
                lookup.Reach?.StartsWith(lookup.Where, StringComparison.Ordinal) == true ? null : lookup.Where, lookup.Reach, lookup.Note,
            }.Where(part => part is not null)));
        }

        foreach (var source in pledge.Sources)
        {
            yield return new SearchPassage(SearchField.Proof, "Source", string.Join(": ", new[] { source.Publisher, source.Title, source.Excerpt }.Where(part => part is not null)));
        }
    }

    /// <summary>The words of a pledge, as a database stores them, by <see cref="SearchField"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> WordsOf(IEnumerable<SearchPassage> passages)
    {
        var fields = Enum.GetValues<SearchField>().Select(_ => new List<string>()).ToArray();
        foreach (var passage in passages)
        {
            var field = fields[(int)passage.Field];
            field.AddRange(SearchWords.Of(passage.Text).Select(w => w.Stem));
            field.Add(Break);
            foreach (var other in SearchWords.AlsoFoundBy(passage.Text))
            {
                field.Add(SearchWords.StemOf(other));
                field.Add(Break);
            }
        }

        fields[^1].Add(Everywhere);
        return fields;
    }

    /// <summary>The distinct words of a pledge as written, with which mistyped words are compared.</summary>
    public static IReadOnlyList<string> Vocabulary(IEnumerable<SearchPassage> passages) =>
        [.. passages.SelectMany(p => SearchWords.Of(p.Text)).Select(w => w.Plain).Where(w => w.Length >= Spelling.ShortestCorrected && !char.IsAsciiDigit(w[0])).Distinct().Order(StringComparer.Ordinal)];

    private static string Join(string? first, string? second) => second is null ? first ?? "" : $"{first}, {second}";
}
