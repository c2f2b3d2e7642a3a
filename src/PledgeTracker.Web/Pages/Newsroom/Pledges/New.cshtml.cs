using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>The first words of a new pledge.</summary>
public sealed class NewPledgeForm : SmallForm
{
    /// <summary>The name of the company, or its address.</summary>
    public string? Company { get; set => field = Trimmed(value); }

    public string? Title { get; set => field = Trimmed(value); }

    /// <summary>When it was announced, as people write a date.</summary>
    public string? Announced { get; set => field = Trimmed(value); }

    /// <summary>Whether the editor says that it is another pledge than the ones it looks like.</summary>
    public bool Another { get; set; }

    /// <summary>What was pressed: <c>add</c> where the company is to be added.</summary>
    public string? Act { get; set; }

    /// <summary>The day, month or year of <see cref="Announced"/>, and why it is none.</summary>
    /// <param name="today">The newsroom’s day, which "today" means.</param>
    public Reading<PartialDate?> Date(DateOnly today) => TypedDate.Read(Announced, new TypedOptions { Today = today });

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Title is null && Company is null)
        {
            yield return new("Choose the company or enter a title, so that you can find the draft again.", [nameof(Title)]);
        }
    }
}

/// <summary>Begins a pledge, and adds its company where that is not here yet.</summary>
public sealed class NewModel(Drafts drafts, Review review, NewsroomCalendar calendar, PledgeTrackerDbContext context) : FormPage
{
    public NewPledgeForm Typed { get; private set; } = new();

    /// <summary>The names of the companies that are here.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>The name of a company that is not here; null where none was typed.</summary>
    public string? Unknown { get; private set; }

    /// <summary>Existing pledges that the new one may duplicate.</summary>
    public IReadOnlyList<PledgeSummary> Alike { get; private set; } = [];

    public async Task OnGetAsync() => await ShowAsync();

    public async Task<IActionResult> OnPostAsync(NewPledgeForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Typed = typed;
        var date = typed.Date(calendar.Today);
        if (Holds(typed) && date.Problem is { } problem)
        {
            Problem("announced", problem);
        }

        var company = await CompanyAsync(typed);
        if (Problems.Count == 0 && Unknown is null && !typed.Another)
        {
            Alike = await AlikeAsync(company, typed.Title ?? "", date.Value);
        }

        if (Problems.Count > 0 || Unknown is not null || Alike.Count > 0)
        {
            await ShowAsync();
            return Page();
        }

        var draft = new PledgeDraft
        {
            Company = company,
            Title = typed.Title,
            Announced = date.Value is { } announced ? new AnnouncementDraft { Date = announced.ToString() } : null,
        };
        return OwnRedirect.To($"/newsroom/pledges/{await drafts.StartAsync(draft, LogActor.Of(HttpContext))}");
    }

    /// <summary>The address of the company that was typed; null where none was, or where it is not here and is not to be added.</summary>
    private async Task<string?> CompanyAsync(NewPledgeForm typed)
    {
        if (typed.Company is not { } name || Problems.Count > 0)
        {
            return null;
        }

        var named = CompanyEntry.Named(await context.Companies.AsNoTracking().ToListAsync(), name);
        if (named is [var only])
        {
            return only.Slug;
        }

        if (named.Count > 1)
        {
            Problem("company", CompanyEntry.SeveralOf(named));
            return null;
        }

        if (typed.Act != "add")
        {
            Unknown = name;
            return null;
        }

        var (key, wrong) = await CompanyEntry.BeginAsync(context, drafts, review, name, LogActor.Of(HttpContext));
        if (wrong is not null)
        {
            Problem("company", wrong);
        }

        return key;
    }

    private async Task<IReadOnlyList<PledgeSummary>> AlikeAsync(string? company, string title, PartialDate? announced)
    {
        var words = WordsOf(title);
        var own = await context.Summaries.AsNoTracking().Where(s => s.CompanySlug == company).OrderBy(s => s.PledgeId).Take(500).ToListAsync();
        return [.. own.Where(s =>
        {
            var shared = words.Intersect(WordsOf(s.Title)).Count();
            var near = announced is { } date && Math.Abs(s.AnnouncedOn.Earliest.DayNumber - date.Earliest.DayNumber) <= 62;
            return shared >= Math.Max(2, words.Count / 2) || (near && shared > 0);
        }).Take(5)];
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. text.ToUpperInvariant().Split([' ', ',', '.', ':', '-', '’', '\''], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2)];

    private async Task ShowAsync()
    {
        new Head("New pledge", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        Names = await context.Companies.AsNoTracking().OrderBy(c => c.SortName).ThenBy(c => c.Slug).Select(c => c.Name).ToListAsync();
    }
}
