using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account.Own;

/// <summary>The proof that it is the member: the password, or a passkey.</summary>
public sealed class ConfirmForm : SmallForm
{
    public string? Password { get; set; }

    /// <summary>What the browser's authenticator answered, as JSON.</summary>
    [StringLength(FormLimits.Credential)]
    public string? Credential { get; set; }
}

public sealed class ConfirmModel(MemberSignIn signIn, UserManager<Member> users, AttemptLimits limits) : FormPage
{
    /// <summary>Whether a passkey can be used instead of the password.</summary>
    public bool HasPasskey { get; private set; }

    public async Task OnGetAsync() => await ShowAsync((await users.GetUserAsync(User))!);

    /// <summary>What the browser's authenticator is asked: one of the member's own passkeys.</summary>
    public async Task<IActionResult> OnPostOptionsAsync()
    {
        var member = (await users.GetUserAsync(User))!;
        return limits.TryTake(HttpContext, AttemptKind.Passkey, null, out _)
            ? Content(await signIn.MakePasskeyRequestOptionsAsync(member), "application/json")
            : StatusCode(StatusCodes.Status429TooManyRequests);
    }

    public async Task<IActionResult> OnPostAsync(string? act, ConfirmForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var member = (await users.GetUserAsync(User))!;
        await ShowAsync(member);
        var isPasskey = act == "passkey";
        if (!limits.TryTake(HttpContext, isPasskey ? AttemptKind.Passkey : AttemptKind.Confirmation, isPasskey ? null : member.Email, out var wait))
        {
            return TooManyAttempts(wait);
        }

        if (await signIn.ConfirmAsync(typed.Password, isPasskey ? typed.Credential ?? "" : null))
        {
            return OwnRedirect.To(ReturnAddress.Of(Request));
        }

        Problem(isPasskey ? "" : "password", isPasskey ? "This passkey could not be used. Try again, or enter the password." : "The password is not right. Try again.");
        return Page();
    }

    /// <summary>The address of this page, with a way back to the page of the request.</summary>
    public static string AddressFor(HttpRequest request) => ReturnAddress.AskingFrom("/account/confirm", request);

    private async Task ShowAsync(Member member)
    {
        HasPasskey = (await users.GetPasskeysAsync(member)).Count > 0;
        new Head("Confirm that it is you", "", null) { NoIndex = true, HasCharts = false }.On(this);
    }
}
