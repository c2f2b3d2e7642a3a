using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Notices;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>What a member is told, and how the member wants to be told of each kind of thing.</summary>
public sealed class NoticesModel(NoticeBoard board, Mailer mailer, PledgeTrackerDbContext context) : FormPage
{
    private const int PageSize = 30;

    public IReadOnlyList<Notice> Shown { get; private set; } = [];

    public IReadOnlyDictionary<NoticeKind, NoticeWay> Choices { get; private set; } = new Dictionary<NoticeKind, NoticeWay>();

    /// <summary>The ways that can be chosen.</summary>
    public IReadOnlyList<(string Value, string Text)> Ways { get; } =
        [(Code.Of(NoticeWay.Mail), "In the newsroom and by e-mail"), (Code.Of(NoticeWay.Newsroom), "In the newsroom"), (Code.Of(NoticeWay.Never), "Not at all")];

    public int PageNumber { get; private set; } = 1;

    public bool HasMore { get; private set; }

    public bool SendsMail => mailer.IsSet;

    public string? Done { get; private set; }

    /// <summary>What a kind of notice tells, as a label.</summary>
    public static string WordsOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Assigned => "Something was given to you, or taken over",
        NoticeKind.Commented => "Somebody commented on what you work on",
        NoticeKind.WaitsForReview => "A draft waits for review (reviewers only)",
        NoticeKind.Returned => "A draft of yours was returned",
        NoticeKind.Published => "A draft of yours was published",
        NoticeKind.Due => "Your day to be done is near or past",
        NoticeKind.DeadlineNear => "The deadline of a pledge is near",
        NoticeKind.SourceChanged => "A source no longer says what its stored copy says",
        _ => "The nightly count differs (administrators only)",
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Done = Request.Query["done"] == "chosen" ? "Saved." : null;
        await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? act, int upTo)
    {
        var member = User.MemberId();
        switch (act)
        {
            case "seen":
                await board.SeenAsync(member, upTo);
                return OwnRedirect.To("/newsroom/notices");
            case "look" when await context.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Id == upTo && n.MemberId == member) is { } notice:
                await board.SeenAsync(member, upTo, upTo);
                return OwnRedirect.To(notice.Address);
            case "look":
                Problem("", "This notice is not there any more.");
                break;
            case "choose":
                var form = await Request.ReadFormAsync();
                var choices = new Dictionary<NoticeKind, NoticeWay>();
                foreach (var kind in Enum.GetValues<NoticeKind>())
                {
                    if (Code.TryParse<NoticeWay>(form[Code.Of(kind)], out var way))
                    {
                        choices[kind] = way;
                    }
                    else
                    {
                        Problem(Code.Of(kind), "Choose one of the three.");
                    }
                }

                if (Problems.Count > 0)
                {
                    break;
                }

                await board.ChooseAsync(member, choices);
                return OwnRedirect.To("/newsroom/notices?done=chosen#choices");
            default:
                Problem("", "The request was not understood. Use one of the buttons on the page.");
                break;
        }

        await ShowAsync();
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel = default)
    {
        new Head("Notices", "", null, "/newsroom/notices") { NoIndex = true, HasCharts = false }.On(this);
        PageNumber = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : 1;
        var found = await board.OfAsync(User.MemberId(), (PageNumber - 1) * PageSize, PageSize + 1, cancel);
        (Shown, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
        Choices = await board.ChoicesOfAsync(User.MemberId(), cancel);
    }
}
