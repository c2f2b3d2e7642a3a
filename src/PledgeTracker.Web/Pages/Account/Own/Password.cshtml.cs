using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account.Own;

/// <summary>A member's old password and the new one.</summary>
public sealed class PasswordForm : SmallForm
{
    public string? Old { get; set; }

    public string? Password { get; set; }
}

public sealed class PasswordModel(UserManager<Member> users, MemberSignIn signIn, AttemptLimits limits, RefusalLog refusals, NewsroomLog log) : FormPage
{
    public void OnGet() => Head();

    public async Task<IActionResult> OnPostAsync(PasswordForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Head();
        var member = (await users.GetUserAsync(User))!;
        if (!limits.TryTake(HttpContext, AttemptKind.OwnPassword, member.Email, out var wait))
        {
            return TooManyAttempts(wait);
        }

        var result = await users.ChangePasswordAsync(member, typed.Old is { Length: <= PasswordRules.MaxLength } old ? old : "", typed.Password ?? "");
        if (!result.Succeeded)
        {
            var wrong = result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            if (wrong)
            {
                await refusals.SignInAsync(HttpContext, member, "changing the password");
            }

            Problem(wrong ? "old" : "password", Members.Words(result));
            return Page();
        }

        await log.WriteAsync(LogActor.Of(HttpContext), LogAction.PasswordChanged);
        await signIn.RefreshSignInAsync(member);
        return OwnRedirect.To("/account");
    }

    private void Head() => new Head("Change the password", "", null) { NoIndex = true, HasCharts = false }.On(this);
}
