using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Account.Own;

public sealed class PasswordModel(UserManager<Member> users, MemberSignIn signIn, AttemptLimits limits, NewsroomLog log) : FormPage
{
    public void OnGet() => Head();

    public async Task<IActionResult> OnPostAsync(string? old, string? password)
    {
        Head();
        if (!limits.TryTake(HttpContext, User.MemberName(), out var wait))
        {
            return this.TooMany(wait);
        }

        var member = (await users.GetUserAsync(User))!;
        var result = await users.ChangePasswordAsync(member, old ?? "", password ?? "");
        if (!result.Succeeded)
        {
            var wrong = result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            Problem(wrong ? "old" : "password", Members.Words(result));
            return Page();
        }

        await log.WriteAsync(LogActor.Of(HttpContext), LogAction.PasswordChanged);
        await signIn.RefreshSignInAsync(member);
        return OwnRedirect.To("/account");
    }

    private void Head() => new Head("Change the password", "", null) { NoIndex = true, HasCharts = false }.On(this);
}
