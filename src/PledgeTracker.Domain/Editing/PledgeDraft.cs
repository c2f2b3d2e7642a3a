using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.PledgeDraft, PledgeTracker.Domain.Pledges.Pledge>;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// A whole pledge as an editor wrote it: everything optional, every value still the text that was typed, so that a draft
/// can be wrong and nothing is lost. The starter files, the forms, the import and the stored revisions all have this shape;
/// <see cref="ReviewRules"/> turns it into a <see cref="Pledges.Pledge"/> or says what is missing.
/// </summary>
/// <remarks>
/// Dates are EDTF level 0 (<c>2017-01</c>), quantities as people write them (<c>more than 256,000</c>), fixed words in their
/// written form (<c>partly-kept</c>), and sources are pointed at by the id they have in <see cref="Sources"/>.
/// </remarks>
public sealed record PledgeDraft : Draft, ISourcedDraft
{
    public string? Slug { get; init; }

    /// <summary>The slug of the company that promised.</summary>
    public string? Company { get; init; }

    public string? Title { get; init; }

    /// <summary>The standfirst: what was promised and what became of it, in two or three sentences.</summary>
    public string? Summary { get; init; }

    public AnnouncementDraft? Announced { get; init; }

    public IReadOnlyList<PlaceDraft> Places { get; init; } = [];

    /// <summary>What the promise was made to depend on, in the promiser's terms.</summary>
    public string? Conditions { get; init; }

    public CheckabilityDraft? Checkability { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The day an editor last checked the pledge, even if nothing had changed.</summary>
    public string? LastChecked { get; init; }

    public IReadOnlyList<TargetDraft> Targets { get; init; } = [];

    public IReadOnlyList<FigureDraft> Figures { get; init; } = [];

    public IReadOnlyList<EventDraft> Events { get; init; } = [];

    public IReadOnlyList<QuoteDraft> Quotes { get; init; } = [];

    public IReadOnlyList<IncentiveDraft> Incentives { get; init; } = [];

    public IReadOnlyList<CriterionDraft> Criteria { get; init; } = [];

    public IReadOnlyList<LookupDraft> Lookups { get; init; } = [];

    public IReadOnlyList<InquiryDraft> Inquiries { get; init; } = [];

    public IReadOnlyList<NoteDraft> Notes { get; init; } = [];

    public IReadOnlyList<RelationDraft> Relations { get; init; } = [];

    public IReadOnlyList<VerdictDraft> Verdicts { get; init; } = [];

    public IReadOnlyList<SourceDraft> Sources { get; init; } = [];

    Draft ISourcedDraft.With(IReadOnlyList<SourceDraft> sources) => this with { Sources = sources };
}

/// <summary>The fields of the pledge itself, and how the whole of it is read.</summary>
public static class PledgePart
{
    private static readonly Field Slug = new("slug", FieldKind.Line, "Address of the page", "The end of its address, after /pledges/. If it changes, the old address leads to the new one.", d => d.Slug, p => p.Slug)
    {
        Hint = "The end of the address, after /pledges/, in lower-case letters, digits and hyphens.",
        ImportMeans = "Address of the pledge: the part after /pledges/.",
        Missing = "Enter the address of the page.",
        Pattern = Values.Slug.Pattern,
        AtMost = Values.Slug.MaxLength,
        AskedAfter = "title",
    };

    private static readonly Field Company = new("company", FieldKind.Choice, "Company", "Address of the company that promised.", d => d.Company, p => p.Company.Slug)
    {
        ImportMeans = "Address or name of the company.",
        Missing = "Choose the company that promised.",
        From = ChoicesOf.Companies,
        AtMost = Values.Slug.MaxLength,
    };

    private static readonly Field Title = new("title", FieldKind.Line, "Title", "What was promised.", d => d.Title, p => p.Title)
    {
        Hint = "What was promised, without a verdict.",
        ImportMeans = "What was promised, without a verdict.",
        Missing = "Enter a title.",
        AtMost = Pledge.TitleMaxLength,
    };

    private static readonly Field Summary = new("summary", FieldKind.Text, "Standfirst", "What was promised and what happened since.", d => d.Summary, p => p.Summary)
    {
        Hint = "What was promised and what happened since, in two or three sentences.",
        Missing = "Enter a summary.",
        AtMost = Pledge.SummaryMaxLength,
    };

    private static readonly Field Conditions = new("conditions", FieldKind.Text, "Conditions", "The conditions of the promise.", d => d.Conditions, p => p.Conditions)
    {
        Hint = "The conditions of the promise, in the words of those who made it.",
    };

    private static readonly Field Tags = new("tags", FieldKind.Words, "Tags", "Its tags.", null, p => p.Tags)
    {
        Hint = "With commas between them.",
        ImportMeans = "With commas or semicolons between them.",
        MaxLength = 50,
        Missing = "Enter a tag.",
        From = ChoicesOf.Tags,
    };

    private static readonly Field LastChecked = new("lastChecked", FieldKind.Day, "Last checked", "The day an editor last checked it, even if nothing had changed. Empty where nobody has checked it.", d => d.LastChecked, p => p.LastChecked)
    {
        Hint = "The day an editor last checked it, even if nothing had changed.",
        ImportMeans = "The day an editor last checked it.",
    };

    /// <summary>The pledge itself.</summary>
    public static DraftPart<PledgeDraft, Pledge> Part { get; } = new("", "The pledge", "The pledge itself.", [Slug, Company, Title, Summary, Conditions, Tags, LastChecked]);

    internal static Pledge Read(PartReader<PledgeDraft, Pledge> read)
    {
        var draft = read.Draft;
        var pledge = read.Whole;
        var slug = read.Text(Slug);
        var title = read.Text(Title);
        var summary = read.Text(Summary);
        var companySlug = read.Text(Company);
        if (!pledge.Context.Companies.TryGetValue(companySlug, out var company) && companySlug.Length > 0)
        {
            read.Problem(Company, $"There is no company '{companySlug}'. Add the company first.");
        }

        // Sources before what rests on them, targets before the figures that belong to them.
        var sources = pledge.Items(draft.Sources, SourcePart.Part, SourcePart.Read);
        var announced = pledge.At(draft.Announced ?? new(), AnnouncementPart.Part);
        var announcedOn = announced.Date(AnnouncementPart.Date);
        var announcedBy = announced.Text(AnnouncementPart.By);
        var checkability = pledge.At(draft.Checkability ?? new(), CheckabilityPart.Part);
        var targets = pledge.Items(draft.Targets, TargetPart.Part, TargetPart.Read);
        return new Pledge
        {
            Slug = slug,
            Company = company!,
            Title = title,
            Summary = summary,
            AnnouncedOn = announcedOn,
            AnnouncedBy = announcedBy,
            AnnouncedByRole = announced.Optional(AnnouncementPart.Role),
            PromisedWith = announced.Optional(AnnouncementPart.With),
            PromisedAs = announced.Optional(AnnouncementPart.As),
            AnnouncedTo = announced.Optional(AnnouncementPart.To),
            Occasion = announced.Optional(AnnouncementPart.Occasion),
            AnnouncementSources = announced.Sources(announced.Draft.Sources),
            Places = pledge.Items(draft.Places, PlacePart.Part, PlacePart.Read),
            Conditions = read.Optional(Conditions),
            Checkability = checkability.Word<Checkability>(CheckabilityPart.Rating),
            CheckabilityReason = checkability.Text(CheckabilityPart.Reason),
            CheckabilitySources = checkability.Sources(checkability.Draft.Sources),
            Tags = read.Texts(Tags, draft.Tags),
            LastChecked = read.OptionalDay(LastChecked),
            Targets = targets,
            Figures = pledge.Items(draft.Figures, FigurePart.Part, FigurePart.Read),
            Events = pledge.Items(draft.Events, EventPart.Part, EventPart.Read),
            Quotes = pledge.Items(draft.Quotes, QuotePart.Part, QuotePart.Read),
            Incentives = pledge.Items(draft.Incentives, IncentivePart.Part, IncentivePart.Read),
            Criteria = pledge.Items(draft.Criteria, CriterionPart.Part, CriterionPart.Read),
            Lookups = pledge.Items(draft.Lookups, LookupPart.Part, LookupPart.Read),
            Inquiries = pledge.Items(draft.Inquiries, InquiryPart.Part, InquiryPart.Read),
            Notes = pledge.Items(draft.Notes, NotePart.Part, NotePart.Read),
            Relations = pledge.Items(draft.Relations, RelationPart.Part, RelationPart.Read),
            Verdicts = pledge.Items(draft.Verdicts, VerdictPart.Part, VerdictPart.Read),
            Sources = sources,
        };
    }
}
