using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// Reads the texts of a draft as the domain's values. What cannot be read becomes a problem with the field's path; the
/// pledge is null as soon as there is one.
/// </summary>
internal sealed class DraftReader(ReviewContext context)
{
    /// <summary>The most characters any one field may hold; short ones have limits of their own.</summary>
    private const int TextMaxLength = 2000;

    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);

    public List<ReviewProblem> Problems { get; } = [];

    public Pledge? Read(PledgeDraft draft)
    {
        var slug = Text(draft.Slug, "slug", "Enter the address of the page.");
        var title = Text(draft.Title, "title", "Enter a title.");
        var summary = Text(draft.Summary, "summary", "Enter a summary.");
        var companySlug = Text(draft.Company, "company", "Choose the company that promised.");
        if (!context.Companies.TryGetValue(companySlug, out var company) && companySlug.Length > 0)
        {
            Problem("company", $"There is no company '{companySlug}'. Add it first.");
        }

        var sources = Items(draft.Sources, "sources", ReadSource);
        var announced = draft.Announced ?? new AnnouncementDraft();
        var announcedOn = Date(announced.Date, "announced.date", "Enter the date of the announcement.");
        var announcedBy = Text(announced.By, "announced.by", "Say who announced it.");
        var checkability = draft.Checkability ?? new CheckabilityDraft();
        var targets = Items(draft.Targets, "targets", ReadTarget);
        var pledge = new Pledge
        {
            Slug = slug,
            Company = company!,
            Title = title,
            Summary = summary,
            AnnouncedOn = announcedOn,
            AnnouncedBy = announcedBy,
            AnnouncedByRole = Optional(announced.Role, "announced.role"),
            AnnouncedTo = Optional(announced.To, "announced.to"),
            Occasion = Optional(announced.Occasion, "announced.occasion"),
            AnnouncementSources = SourcesOf(announced.Sources, "announced.sources"),
            Places = Items(draft.Places, "places", ReadPlace),
            Conditions = Optional(draft.Conditions, "conditions"),
            Checkability = Word<Checkability>(checkability.Rating, "checkability.rating", "Say whether the pledge can be checked."),
            CheckabilityReason = Text(checkability.Reason, "checkability.reason", "Say why it can or cannot be checked."),
            CheckabilitySources = SourcesOf(checkability.Sources, "checkability.sources"),
            Tags = Items(draft.Tags, "tags", (tag, path) => Text(tag, path, "Enter a tag.", 50)),
            LastChecked = OptionalDay(draft.LastChecked, "lastChecked"),
            Targets = targets,
            Figures = Items(draft.Figures, "figures", ReadFigure),
            Events = Items(draft.Events, "events", ReadEvent),
            Quotes = Items(draft.Quotes, "quotes", ReadQuote),
            Incentives = Items(draft.Incentives, "incentives", ReadIncentive),
            Criteria = Items(draft.Criteria, "criteria", ReadCriterion),
            Inquiries = Items(draft.Inquiries, "inquiries", ReadInquiry),
            Notes = Items(draft.Notes, "notes", ReadNote),
            Relations = Items(draft.Relations, "relations", ReadRelation),
            Verdicts = Items(draft.Verdicts, "verdicts", ReadVerdict),
            Sources = sources,
        };
        return Problems.Count == 0 ? pledge : null;
    }

    private Source ReadSource(SourceDraft draft, string path)
    {
        var source = new Source
        {
            Key = Text(draft.Id, path + ".id", "Give the source a short name.", 100),
            Number = _sources.Count + 1,
            Role = Word<SourceRole>(draft.Role, path + ".role", "Say whether the source shows the promise or what became of it."),
            Kind = Word<SourceKind>(draft.Kind, path + ".kind", "Choose the kind of source."),
            Publisher = Text(draft.Publisher, path + ".publisher", "Enter the publisher."),
            Title = Text(draft.Title, path + ".title", "Enter the source's title."),
            Url = Text(draft.Url, path + ".url", "Enter the source's address."),
            Published = OptionalDate(draft.Published, path + ".published"),
            Accessed = OptionalDay(draft.Accessed, path + ".accessed"),
            ArchiveUrl = Optional(draft.ArchiveUrl, path + ".archiveUrl"),
            Excerpt = Optional(draft.Excerpt, path + ".excerpt"),
            Section = Optional(draft.Section, path + ".section"),
            Note = Optional(draft.Note, path + ".note"),
            Evidence = Items(draft.Evidence, path + ".evidence", ReadEvidence),
        };
        if (source.Key.AsSpan().IndexOfAny(',', ';', '\n') >= 0)
        {
            Problem(path + ".id", "Leave commas, semicolons and line breaks out of the source's short name.");
        }

        if (!_sources.TryAdd(source.Key, source))
        {
            Problem(path + ".id", $"Two sources are named '{source.Key}'. Rename one.");
        }

        return source;
    }

    private string ReadEvidence(string sha256, string path)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            Problem(path, "Name a stored copy by its SHA-256: 64 digits from 0 to 9 and a to f.");
        }
        else if (context.Evidence is { } stored && !stored.Contains(sha256))
        {
            Problem(path, "This copy is not stored here. Upload it, or leave it out.");
        }

        return sha256;
    }

    private Place ReadPlace(PlaceDraft draft, string path)
    {
        var country = Text(draft.Country, path + ".country", "Choose the country.");
        if (country.Length > 0 && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            Problem(path + ".country", "Write the country as its two-letter code, like US.");
        }

        var subdivision = Optional(draft.Subdivision, path + ".subdivision", 6);
        if (subdivision is not null && !subdivision.StartsWith(country + "-", StringComparison.Ordinal))
        {
            Problem(path + ".subdivision", $"Write the state or region with its country, like {country}-XX.");
        }

        return new Place { Country = country, Subdivision = subdivision, Locality = Optional(draft.Locality, path + ".locality") };
    }

    private Target ReadTarget(TargetDraft draft, string path)
    {
        var metric = ReadMetric(draft.Metric, path + ".metric", "Choose what was promised.");
        var basis = Word<DeadlineBasis>(draft.DeadlineBasis, path + ".deadlineBasis", "Say whether the deadline was stated, computed, or none was given.");
        var deadline = OptionalDate(draft.Deadline, path + ".deadline");
        if (deadline is null != (basis == DeadlineBasis.NoneGiven))
        {
            Problem(path + ".deadline", deadline is null
                ? "Enter the deadline, or say that none was given."
                : "A deadline is entered and yet said not to be given. Say whether it was stated or computed.");
        }

        var quantity = OptionalQuantity(draft.Quantity, path + ".quantity");
        if (quantity?.Low < 0)
        {
            Problem(path + ".quantity", "A promised number cannot be below zero.");
        }

        var target = new Target
        {
            Key = Text(draft.Id, path + ".id", "Give the target a short name.", 50),
            Metric = metric!,
            Quantity = quantity,
            Currency = Currency(draft.Currency, metric, path + ".currency"),
            Baseline = OptionalWhole(draft.Baseline, path + ".baseline"),
            Deadline = deadline,
            DeadlineBasis = basis,
            Scope = Optional(draft.Scope, path + ".scope"),
            Qualifiers = Optional(draft.Qualifiers, path + ".qualifiers"),
            Sources = SourcesOf(draft.Sources, path + ".sources"),
            Revisions = Items(draft.Revisions, path + ".revisions", ReadTargetRevision),
        };
        if (!_targets.TryAdd(target.Key, target))
        {
            Problem(path + ".id", $"Two targets are named '{target.Key}'. Rename one.");
        }

        return target;
    }

    private TargetRevision ReadTargetRevision(TargetRevisionDraft draft, string path)
    {
        var revision = new TargetRevision
        {
            Date = Date(draft.Date, path + ".date", "Enter the date of the change."),
            Quantity = OptionalQuantity(draft.Quantity, path + ".quantity"),
            Deadline = OptionalDate(draft.Deadline, path + ".deadline"),
            Note = Optional(draft.Note, path + ".note"),
            Sources = SourcesOf(draft.Sources, path + ".sources"),
        };
        if (revision.Quantity is null && revision.Deadline is null)
        {
            Problem(path + ".quantity", "Enter the new number or the new deadline.");
        }

        return revision;
    }

    private Figure ReadFigure(FigureDraft draft, string path)
    {
        Target? target = null;
        if (Optional(draft.Target, path + ".target") is { } key && !_targets.TryGetValue(key, out target))
        {
            Problem(path + ".target", $"There is no target '{key}'.");
        }

        var metric = target is not null && string.IsNullOrWhiteSpace(draft.Metric)
            ? target.Metric
            : ReadMetric(draft.Metric, path + ".metric", "Say what the figure measures.");
        var span = Word<Span>(draft.Span, path + ".span", "Say what stretch of time the figure covers.");
        var from = OptionalDate(draft.From, path + ".from");
        if (from is null == (span == Span.Period))
        {
            Problem(path + ".from", from is null ? "Enter when the period begins." : "Only a figure in a period has a beginning.");
        }

        return new Figure
        {
            Target = target,
            Metric = metric!,
            Quantity = OptionalQuantity(draft.Quantity, path + ".quantity") ?? Missing(path + ".quantity"),
            Currency = Currency(draft.Currency, metric, path + ".currency"),
            Span = span,
            From = from,
            AsOf = Date(draft.AsOf, path + ".asOf", "Enter the date the figure describes."),
            Published = OptionalDate(draft.Published, path + ".published"),
            Basis = Word<Basis>(draft.Basis, path + ".basis", "Say what the figure rests on."),
            ReportedBy = Optional(draft.ReportedBy, path + ".reportedBy"),
            Counting = Word<Counting>(draft.Counting, path + ".counting", "Say whether the figure counts."),
            Reason = Optional(draft.Reason, path + ".reason"),
            Shows = Word<FunnelStep>(draft.Shows ?? Code.Of(FunnelStep.Reported), path + ".shows", "Say what the figure shows."),
            Derived = draft.Derived,
            Note = Optional(draft.Note, path + ".note"),
            Sources = SourcesOf(draft.Sources, path + ".sources"),
        };
    }

    private PledgeEvent ReadEvent(EventDraft draft, string path) => new()
    {
        Date = Date(draft.Date, path + ".date", "Enter the date of the event."),
        Kind = Word<EventKind>(draft.Kind, path + ".kind", "Choose the kind of event."),
        Text = Text(draft.Text, path + ".text", "Say what happened."),
        Sources = SourcesOf(draft.Sources, path + ".sources"),
    };

    private Quote ReadQuote(QuoteDraft draft, string path) => new()
    {
        Text = Text(draft.Text, path + ".text", "Enter the speaker's words."),
        Speaker = Text(draft.Speaker, path + ".speaker", "Say who spoke."),
        Role = Optional(draft.Role, path + ".role"),
        Date = OptionalDate(draft.Date, path + ".date"),
        Sources = SourcesOf(draft.Sources, path + ".sources"),
    };

    private Incentive ReadIncentive(IncentiveDraft draft, string path)
    {
        var amount = OptionalQuantity(draft.Amount, path + ".amount");
        if (amount?.Low < 0)
        {
            Problem(path + ".amount", "An amount cannot be below zero. Say in the state whether it was clawed back.");
        }

        var currency = Optional(draft.Currency, path + ".currency");
        if (amount is not null && !Money.IsCurrency(currency))
        {
            Problem(path + ".currency", "Enter the currency as its three-letter code, like USD.");
        }

        return new Incentive
        {
            Grantor = Text(draft.Grantor, path + ".grantor", "Say who grants it."),
            Kind = Word<IncentiveKind>(draft.Kind, path + ".kind", "Choose the kind of support."),
            Description = Optional(draft.Description, path + ".description"),
            Amount = amount,
            Currency = amount is null ? null : currency,
            State = Word<IncentiveState>(draft.State, path + ".state", "Say whether it was offered, awarded, paid, clawed back or cancelled."),
            Date = OptionalDate(draft.Date, path + ".date"),
            Sources = SourcesOf(draft.Sources, path + ".sources"),
        };
    }

    private Criterion ReadCriterion(CriterionDraft draft, string path) => new()
    {
        Outcome = Word<VerdictKind>(draft.Outcome, path + ".outcome", "Choose the verdict this would lead to."),
        Text = Text(draft.Text, path + ".text", "Say what would count."),
        Written = OptionalDay(draft.Written, path + ".written") ?? MissingDay(path + ".written", "Enter the day this was written down."),
    };

    private Inquiry ReadInquiry(InquiryDraft draft, string path) => new()
    {
        Asked = OptionalDay(draft.Asked, path + ".asked") ?? MissingDay(path + ".asked", "Enter the day the company was asked."),
        Question = Text(draft.Question, path + ".question", "Enter the question."),
        Outcome = Word<InquiryOutcome>(draft.Outcome, path + ".outcome", "Say whether the company answered."),
        Answered = OptionalDay(draft.Answered, path + ".answered"),
        Answer = Optional(draft.Answer, path + ".answer"),
    };

    private EditorsNote ReadNote(NoteDraft draft, string path) => new()
    {
        Kind = Word<NoteKind>(draft.Kind, path + ".kind", "Choose what the note is about."),
        Text = Text(draft.Text, path + ".text", "Enter the note."),
        Sources = SourcesOf(draft.Sources, path + ".sources"),
    };

    private Relation ReadRelation(RelationDraft draft, string path) => new()
    {
        Kind = Word<RelationKind>(draft.Kind, path + ".kind", "Say how the pledges stand to each other."),
        OtherSlug = Text(draft.Pledge, path + ".pledge", "Choose the other pledge."),
        Note = Optional(draft.Note, path + ".note"),
    };

    private Verdict ReadVerdict(VerdictDraft draft, string path)
    {
        var kind = Word<VerdictKind>(draft.Verdict, path + ".verdict", "Choose a verdict.");
        return new Verdict
        {
            Kind = kind,
            Date = Date(draft.Date, path + ".date", "Enter the date of the verdict."),
            Reason = Text(draft.Reason, path + ".reason", "Give the reason for the verdict."),
            DespiteFigures = Optional(draft.DespiteFigures, path + ".despiteFigures"),
            Sources = SourcesOf(draft.Sources, path + ".sources"),
        };
    }

    private Metric? ReadMetric(string? code, string path, string missing)
    {
        var text = Text(code, path, missing);
        if (text.Length > 0 && !context.Metrics.ContainsKey(text))
        {
            Problem(path, $"There is no metric '{text}'.");
        }

        return context.Metrics.GetValueOrDefault(text);
    }

    private string? Currency(string? code, Metric? metric, string path)
    {
        var currency = Optional(code, path);
        if (metric is not null && metric.Family == MetricFamily.Money != currency is not null)
        {
            Problem(path, currency is null ? "Enter the currency, like USD." : $"Only money has a currency; {metric.Label} has none.");
        }
        else if (currency is not null && !Money.IsCurrency(currency))
        {
            Problem(path, "Enter the currency as its three-letter code, like USD.");
        }

        return currency;
    }

    private List<Source> SourcesOf(IReadOnlyList<string> keys, string path)
    {
        var sources = new List<Source>(keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            if (!_sources.TryGetValue(keys[i], out var source))
            {
                Problem($"{path}[{i}]", $"There is no source '{keys[i]}' in the list of sources.");
            }
            else if (!sources.Contains(source))
            {
                sources.Add(source);
            }
        }

        return sources;
    }

    private static List<TItem> Items<TDraft, TItem>(IReadOnlyList<TDraft> drafts, string path, Func<TDraft, string, TItem> read)
    {
        var items = new List<TItem>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            items.Add(read(drafts[i], $"{path}[{i}]"));
        }

        return items;
    }

    private string Text(string? text, string path, string missing, int maxLength = TextMaxLength)
    {
        var before = Problems.Count;
        var value = Optional(text, path, maxLength);
        if (value is null && Problems.Count == before)
        {
            Problem(path, missing);
        }

        return value ?? "";
    }

    // PostgreSQL cannot store NUL or half a surrogate pair, and the other control characters have no place in a text. Signs
    // that turn the direction of what follows, or that nobody sees, make a page say something other than it shows.
    private string? Optional(string? text, string path, int maxLength = TextMaxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.Length > maxLength)
        {
            Problem(path, string.Create(CultureInfo.InvariantCulture, $"Shorten the text to {maxLength:N0} characters; it has {text.Length:N0}."));
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t')))
            {
                Problem(path, "The text holds a character that cannot be shown. Type it again.");
                return null;
            }
            else if (text[i] is '\u200B' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            {
                var before = text[Math.Max(0, i - 20)..i].Trim();
                Problem(path, string.Create(CultureInfo.InvariantCulture, $"The text holds an invisible character (U+{(int)text[i]:X4}) after “{before}”. Type that place again."));
                return null;
            }
        }

        return text.Trim();
    }

    private T Word<T>(string? code, string path, string missing)
        where T : struct, Enum
    {
        if (Code.TryParse<T>(code, out var value))
        {
            return value;
        }

        Problem(path, string.IsNullOrWhiteSpace(code) ? missing : $"'{code}' is none of: {string.Join(", ", Code.Codes<T>())}.");
        return default;
    }

    private PartialDate Date(string? text, string path, string missing)
    {
        if (Optional(text, path) is null)
        {
            Problem(path, missing);
            return default;
        }

        return OptionalDate(text, path) ?? default;
    }

    private PartialDate? OptionalDate(string? text, string path)
    {
        if (Optional(text, path) is not { } value)
        {
            return null;
        }

        if (PartialDate.TryParse(value, out var date))
        {
            return date;
        }

        Problem(path, "Write a day, a month or a year: 2017-01-09, 2017-01 or 2017.");
        return null;
    }

    private DateOnly? OptionalDay(string? text, string path)
    {
        if (Optional(text, path) is not { } value)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Problem(path, "Write the day like 2017-01-09.");
        return null;
    }

    private DateOnly MissingDay(string path, string message)
    {
        Problem(path, message);
        return default;
    }

    private Quantity? OptionalQuantity(string? text, string path)
    {
        if (Optional(text, path) is not { } value)
        {
            return null;
        }

        if (Quantity.TryParse(value, out var quantity))
        {
            return quantity;
        }

        Problem(path, "Write a whole number, like 1,454, more than 256,000, 1.2 million or 25k–30k.");
        return null;
    }

    private Quantity Missing(string path)
    {
        if (Problems is not [.., var last] || last.Field != path)
        {
            Problem(path, "Enter the number that was reported.");
        }

        return Quantity.Exactly(0);
    }

    private long? OptionalWhole(string? text, string path)
    {
        if (OptionalQuantity(text, path) is not { } quantity)
        {
            return null;
        }

        if (quantity.Kind == QuantityKind.Exactly)
        {
            return quantity.Low;
        }

        Problem(path, "Write one whole number, like 7000.");
        return null;
    }

    private void Problem(string path, string message) => Problems.Add(new ReviewProblem(path, message));
}
