using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Account.Own;

namespace PledgeTracker.Web.Pages.Newsroom.Tokens;

/// <summary>The tokens of programs: members make and revoke their own, and an administrator sees and revokes all.</summary>
public sealed class IndexModel(ApiTokens tokens, MemberSignIn signIn, TimeProvider clock) : FormPage
{
    public IReadOnlyList<ApiTokens.Line> Lines { get; private set; } = [];

    /// <summary>The token that was just made. It is shown on this page and never again.</summary>
    public string? Made { get; private set; }

    public string Name { get; private set; } = "";

    public bool MayDraft { get; private set; }

    public bool MayReport { get; private set; } = true;

    /// <summary>How many days the token is to live.</summary>
    public int Days { get; private set; } = ApiTokens.LivesByDefault;

    public bool IsDone { get; private set; }

    public bool SeesAll => User.IsInRole(Policies.Administrator);

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        IsDone = Request.Query.ContainsKey("done");
        await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? act, string? name, string? drafts, string? figures, int? days, int? id, CancellationToken cancel)
    {
        var by = LogActor.Of(HttpContext);
        if (act == "revoke" && id is { } token)
        {
            await tokens.RevokeAsync(token, SeesAll ? null : User.MemberId(), by);
            return OwnRedirect.To("/newsroom/tokens?done=1");
        }

        // Ending a token in a hurry needs no new proof of identity; making one does (ASVS 7.5.1).
        if (!await signIn.IsConfirmedAsync())
        {
            return OwnRedirect.To(ConfirmModel.AddressFor(Request));
        }

        (Name, MayDraft, MayReport) = (name is { Length: <= ApiToken.NameMaxLength } ? name.Trim() : "", drafts == "true", figures == "true");
        Days = days is { } wanted && ApiTokens.Lives.Contains(wanted) ? wanted : ApiTokens.LivesByDefault;
        if (!MayDraft && !MayReport)
        {
            Problem("figures", "Choose what the token is for.");
        }
        else
        {
            (Made, var problem) = await tokens.MakeAsync(User.MemberId(), Name, Days, MayDraft, MayReport, by);
            if (problem is not null)
            {
                Problem("name", problem);
            }
        }

        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Lines = await tokens.ListAsync(SeesAll ? null : User.MemberId(), cancel);
        new Head(Problems.Count > 0 ? "Error: Tokens" : "Tokens", "", null, "/newsroom/tokens") { HasCharts = false }.On(this);
    }
}
