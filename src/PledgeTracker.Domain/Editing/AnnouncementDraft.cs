using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.AnnouncementDraft, PledgeTracker.Domain.Pledges.Pledge>;

namespace PledgeTracker.Domain.Editing;

/// <summary>When, where and by whom the promise was made, as an editor wrote it.</summary>
public sealed record AnnouncementDraft
{
    public string? Date { get; init; }

    public string? By { get; init; }

    public string? Role { get; init; }

    public string? With { get; init; }

    public string? As { get; init; }

    public string? To { get; init; }

    public string? Occasion { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of the announcement.</summary>
public static class AnnouncementPart
{
    internal static readonly Field Date = new("date", FieldKind.Date, "Date", "When it was announced.", d => d.Date, p => p.AnnouncedOn)
    {
        Hint = "A day, a month or a year.",
        Missing = "Enter the date of the announcement.",
        Column = "announced_date",
        IsShort = true,
    };

    internal static readonly Field By = new("by", FieldKind.Line, "Announced by", "The person or body that spoke the promise.", d => d.By, p => p.AnnouncedBy)
    {
        ImportMeans = "By whom.",
        Missing = "Say who announced it.",
        Column = "announced_by",
        IsShort = true,
    };

    internal static readonly Field Role = new("role", FieldKind.Line, "Role", "In what role.", d => d.Role, p => p.AnnouncedByRole)
    {
        Hint = "Where somebody outside the company announced it, begin with the public office: Governor of Ohio.",
        Column = "announced_role",
        IsShort = true,
    };

    internal static readonly Field With = new("with", FieldKind.Line, "Promised together with", "Who promised together with the company. Empty where it promised alone.", d => d.With, p => p.PromisedWith)
    {
        Hint = "The others who made the promise too, like SoftBank and Oracle.",
        ImportMeans = "Who promised together with the company.",
        Column = "promised_with",
        IsShort = true,
    };

    internal static readonly Field As = new("as", FieldKind.Line, "Promised as", "The name of the company that promised, where that became part of this one. Empty where this one promised.", d => d.As, p => p.PromisedAs)
    {
        Hint = "Only where another company promised that is part of this one now: SolarCity, for a pledge of Tesla.",
        ImportMeans = "Which company promised, where it became part of this one.",
        Column = "promised_as",
        MaxLength = Company.NameMaxLength,
        IsShort = true,
    };

    internal static readonly Field To = new("to", FieldKind.Line, "Promised to", "To whom. Empty where it was said to the public.", d => d.To, p => p.AnnouncedTo)
    {
        Hint = "Leave this empty where it was the public.",
        ImportMeans = "To whom.",
        Column = "announced_to",
        IsShort = true,
    };

    internal static readonly Field Occasion = new("occasion", FieldKind.Line, "Occasion", "On what occasion.", d => d.Occasion, p => p.Occasion);

    internal static readonly Field Sources = Field.Sources(p => p.AnnouncementSources);

    /// <summary>When, where and by whom the promise was made.</summary>
    public static DraftPart<AnnouncementDraft, Pledge> Part { get; } = new("announced", "The announcement", "When, by whom and to whom it was promised.", [Date, By, Role, With, As, To, Occasion, Sources]);
}
