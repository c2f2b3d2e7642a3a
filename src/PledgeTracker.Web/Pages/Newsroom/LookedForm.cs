using System.ComponentModel.DataAnnotations;
using System.Globalization;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>A look-up as it is typed.</summary>
public class LookedForm : SmallForm
{
    /// <summary>When, as people write a date.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Date { get; set => field = Trimmed(value); }

    /// <summary>The code of what was looked for.</summary>
    public string? SoughtFor { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Where { get; set => field = Trimmed(value); }

    [StringLength(FormLimits.LongText)]
    public string? Reach { get; set => field = Trimmed(value); }

    /// <summary>
    /// The look-up that is offered: today, with the place and the reach of the last one. Material that has grown since reaches at least as far, so that
    /// says too little at worst. Where nobody looked before it is empty, for nobody knows where an editor looked but the editor.
    /// </summary>
    /// <param name="where">Where somebody looked last.</param>
    /// <param name="reach">What that covered.</param>
    /// <param name="today">The newsroom’s day.</param>
    public static LookupDraft Offered(string? where, string? reach, DateOnly today) => new()
    {
        Date = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        SoughtFor = Code.Of(LookupSubject.AnythingNew),
        Where = where,
        Reach = reach,
    };

    /// <summary>The look-up. A day that is none stays as typed, and the review says what is wrong with it.</summary>
    /// <param name="today">The newsroom’s day.</param>
    public LookupDraft DraftOn(DateOnly today) => new() { Date = TypedDate.Read(Date, new TypedOptions { Today = today }).Value?.ToString() ?? Date, SoughtFor = SoughtFor, Where = Where, Reach = Reach };
}

/// <summary>A page with the form of a look-up that found nothing new.</summary>
public abstract class LookedPage : FormPage
{
    private static readonly IReadOnlyList<string> Fields = ["where", "reach", "date", "soughtFor"];

    /// <summary>What the form shows.</summary>
    public LookupDraft Typed { get; protected set; } = new();

    /// <summary>Whether the page opens where something is to be typed, or else at its button.</summary>
    public virtual bool BeginsWithFields => false;

    /// <summary>The field that the page opens with: the first that something is wrong with, or else the first that is needed and empty; null for none.</summary>
    public virtual string? FocusOn => !BeginsWithFields ? null
        : Fields.FirstOrDefault(f => ProblemOf(f) is not null) ?? (Typed.Where is null ? "where" : Typed.Reach is null ? "reach" : null);

    /// <summary>Reports what the review finds, beside its fields.</summary>
    protected void Tell(IEnumerable<ReviewProblem> problems)
    {
        foreach (var problem in problems)
        {
            Problem(Fields.Contains(problem.Field) ? problem.Field : "", problem.Message);
        }
    }
}
