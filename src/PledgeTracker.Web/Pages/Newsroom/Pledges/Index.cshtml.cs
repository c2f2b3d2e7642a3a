using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>All pledges of the newsroom, found by words, state, who looks after them and who saved them last, or by the address of their public page.</summary>
public sealed class IndexModel(Drafts drafts, Assignments assignments, PledgeTrackerDbContext context, NewsroomCalendar calendar) : PageModel
{
    /// <summary>How many rows a page can have.</summary>
    public static readonly IReadOnlyList<int> PageSizes = [50, 200, 1_000];

    private const int LongestWords = 200;

    public WorkState? State { get; private set; }

    /// <summary>What is looked for.</summary>
    public string? Words { get; private set; }

    /// <summary>Whether only those are listed that the member saved last.</summary>
    public bool IsMine { get; private set; }

    public int PageNumber { get; private set; } = 1;

    /// <summary>How many there are.</summary>
    public int Found { get; private set; }

    /// <summary>How many rows this page has at most.</summary>
    public int PageSize { get; private set; } = PageSizes[0];

    /// <summary>Who looks after them: <c>me</c>, <c>nobody</c>, the id of an account, or empty for anybody and nobody.</summary>
    public string Held { get; private set; } = "";

    /// <summary>Until when somebody is to be done with them: <c>week</c>, <c>late</c>, or empty for any time.</summary>
    public string Due { get; private set; } = "";

    /// <summary>Who can be asked for.</summary>
    public IReadOnlyList<(string Value, string Text)> Holders { get; private set; } = [];

    /// <summary>Whether some are left out.</summary>
    public bool IsNarrowed => Words is not null || IsMine || Held.Length > 0 || Due.Length > 0 || State is not null;

    public bool HasMore { get; private set; }

    public IReadOnlyList<DraftLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? state, string? q, string? who, string? held, string? due, string? rows, CancellationToken cancel)
    {
        Words = q?.Trim() is { Length: > 0 } words ? words[..Math.Min(words.Length, LongestWords)] : null;
        if (Words is { } address && SlugOf(address) is { } slug && (await PledgeAddresses.FindAsync(context, [slug], cancel))[slug].ToList() is [var only])
        {
            return OwnRedirect.To(string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{only}"));
        }

        new Head("Pledges", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        State = Code.TryParse<WorkState>(state, out var wanted) ? wanted : null;
        IsMine = who == "me";
        PageNumber = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : 1;
        Due = due is "week" or "late" ? due : "";
        PageSize = PageSizes.FirstOrDefault(p => p.ToString(CultureInfo.InvariantCulture) == rows, PageSizes[0]);
        var members = await assignments.MembersAsync(cancel);
        Holders = [("", "Anybody"), ("me", "Me"), ("nobody", "Nobody in particular"), .. members.Where(m => m.Id != User.MemberId()).Select(m => (m.Id.ToString(CultureInfo.InvariantCulture), m.Name))];
        Held = Holders.Any(h => h.Value == held) ? held! : "";
        var filter = new DraftFilter(State, Words, IsMine ? User.MemberId() : null)
        {
            AssigneeId = Held == "me" ? User.MemberId() : int.TryParse(Held, NumberStyles.None, CultureInfo.InvariantCulture, out var member) ? member : null,
            IsUnassigned = Held == "nobody",
            DueBy = Due switch { "week" => calendar.Today.AddDays(7), "late" => calendar.Today.AddDays(-1), _ => null },
        };
        Lines = await drafts.ListAsync(DocumentKind.Pledge, filter, PageNumber, PageSize, cancel);
        Found = await drafts.CountAsync(DocumentKind.Pledge, filter, cancel);
        HasMore = PageNumber * PageSize < Found;
        return Page();
    }

    /// <summary>The address of the list in a state, with the same words.</summary>
    public string Of(WorkState? state) => "/newsroom/pledges" + Query(state, 1);

    /// <summary>The address of another page of the same list.</summary>
    public string Address(int page) => "/newsroom/pledges" + Query(State, page);

    private QueryString Query(WorkState? state, int page)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[] { ("q", Words), ("state", state is { } s ? Code.Of(s) : null), ("held", Held.Length > 0 ? Held : null), ("due", Due.Length > 0 ? Due : null), ("who", IsMine ? "me" : null), ("rows", PageSize == PageSizes[0] ? null : PageSize.ToString(CultureInfo.InvariantCulture)), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null) })
        {
            query = value is null ? query : query.Add(name, value);
        }

        return query;
    }

    // Somebody who has the public page before them pastes its address, in any language and form.
    private static string? SlugOf(string typed)
    {
        var path = Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsolutePath : typed.StartsWith('/') ? typed.Split('?', '#')[0] : null;
        return path?.Split('/', StringSplitOptions.RemoveEmptyEntries) is { } parts && Array.IndexOf(parts, "pledges") is >= 0 and var at && at + 1 < parts.Length && parts[at + 1].Split('.')[0] is var slug && Slug.IsWellFormed(slug) ? slug : null;
    }
}
