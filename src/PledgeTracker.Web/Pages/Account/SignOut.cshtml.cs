using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account;

public sealed class SignOutModel(MemberSignIn signIn) : PageModel
{
    public IActionResult OnGet()
    {
        new Head("Signed out", "", null) { NoIndex = true, HasCharts = false }.On(this);
        return User.Identity?.IsAuthenticated == true ? OwnRedirect.To("/account") : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return OwnRedirect.To("/account/sign-out");
    }
}
