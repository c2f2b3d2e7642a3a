using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Account.Own;

public sealed class ConfirmModel(MemberSignIn signIn, AttemptLimits limits) : FormPage
{
    public void OnGet() => Head();

    public async Task<IActionResult> OnPostAsync(string? password)
    {
        Head();
        if (!limits.TryTake(HttpContext, User.MemberName(), out var wait))
        {
            return this.TooMany(wait);
        }

        if (await signIn.ConfirmAsync(password))
        {
            return OwnRedirect.To(SignInModel.ReturnOf(Request));
        }

        Problem("password", "The password is not right.");
        return Page();
    }

    /// <summary>The address of this page that leads back to where one was.</summary>
    public static string AddressFor(HttpRequest request) => SignInModel.AddressFor("/account/confirm", request);

    private void Head() => new Head("Confirm that it is you", "", null) { NoIndex = true, HasCharts = false }.On(this);
}
