using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account;

public sealed class CodeModel(MemberSignIn signIn, AttemptLimits limits) : FormPage
{
    public async Task<IActionResult> OnGetAsync()
    {
        Head();
        return await signIn.GetTwoFactorAuthenticationUserAsync() is null ? OwnRedirect.To(AccountServices.SignInPath) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? code)
    {
        Head();
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } member)
        {
            return OwnRedirect.To(AccountServices.SignInPath);
        }

        if (!limits.TryTake(HttpContext, AttemptKind.Code, member.Email, out var wait))
        {
            return TooManyAttempts(wait);
        }

        if (await signIn.CodeAsync(code) == SignInOutcome.SignedIn)
        {
            return OwnRedirect.To(ReturnAddress.Of(Request));
        }

        Problem("code", "This code is wrong, too old or already used. Wait for the next code and enter that.");
        return Page();
    }

    private void Head() => new Head("Enter a code", "", null) { NoIndex = true, HasCharts = false }.On(this);
}
