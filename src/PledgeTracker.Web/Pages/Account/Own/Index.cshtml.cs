using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account.Own;

public sealed class IndexModel(UserManager<Member> users, Members members, MemberSignIn signIn) : PageModel
{
    public Member Member { get; private set; } = null!;

    public int RecoveryCodes { get; private set; }

    public int Passkeys { get; private set; }

    public async Task OnGetAsync()
    {
        new Head("Your account", "", null) { NoIndex = true, HasCharts = false }.On(this);
        Member = (await users.GetUserAsync(User))!;
        Passkeys = (await users.GetPasskeysAsync(Member)).Count;
        RecoveryCodes = await users.CountRecoveryCodesAsync(Member);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await members.EndSessionsAsync(User.MemberId(), LogActor.Of(HttpContext));
        await signIn.SignOutAsync();
        return OwnRedirect.To("/account/sign-out");
    }
}
