using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.InquiryDraft, PledgeTracker.Domain.Pledges.Inquiry>;

namespace PledgeTracker.Domain.Editing;

/// <summary>A question of the newsroom to the company, as an editor wrote it.</summary>
public sealed record InquiryDraft
{
    public string? Asked { get; init; }

    public string? Question { get; init; }

    public string? Outcome { get; init; }

    public string? Answered { get; init; }

    /// <summary>The company's words.</summary>
    public string? Answer { get; init; }
}

/// <summary>The fields of an inquiry, and how they are read.</summary>
public static class InquiryPart
{
    private static readonly Field Asked = new("asked", FieldKind.Day, "Asked on", "When it was asked.", d => d.Asked, i => i.Asked)
    {
        Missing = "Enter the day the company was asked.",
        IsShort = true,
    };

    private static readonly Field Question = new("question", FieldKind.Text, "Question", "What was asked.", d => d.Question, i => i.Question)
    {
        Missing = "Enter the question.",
        AskedAfter = "outcome",
    };

    private static readonly Field Outcome = Field.Word(
        "outcome", "Outcome", "What the outcome was.", "Say whether the company answered.",
        d => d.Outcome, i => i.Outcome);

    private static readonly Field Answered = new("answered", FieldKind.Day, "Answered on", "When the company answered.", d => d.Answered, i => i.Answered)
    {
        IsShort = true,
    };

    private static readonly Field Answer = new("answer", FieldKind.Text, "The company’s words", "The company's words.", d => d.Answer, i => i.Answer);

    /// <summary>Questions to the company.</summary>
    public static DraftPart<InquiryDraft, Inquiry> Part { get; } = new("inquiries", "Questions to the company", "Questions to the company.", [Asked, Question, Outcome, Answered, Answer])
    {
        One = "question",
        Shown = ["asked", "outcome", "question"],
    };

    internal static Inquiry Read(PartReader<InquiryDraft, Inquiry> read) => new()
    {
        Asked = read.Day(Asked),
        Question = read.Text(Question),
        Outcome = read.Word<InquiryOutcome>(Outcome),
        Answered = read.OptionalDay(Answered),
        Answer = read.Optional(Answer),
    };
}
