using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account;

/// <summary>How somebody signs in: with a password, or with a passkey.</summary>
public sealed class SignInForm : SmallForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    /// <summary>What the browser's authenticator answered, as JSON.</summary>
    [StringLength(FormLimits.Credential)]
    public string? Credential { get; set; }
}

public sealed class SignInModel(MemberSignIn signIn, AttemptLimits limits) : FormPage
{
    /// <summary>The same message for every failure.</summary>
    public const string Refusal = "The e-mail address or the password is not right, or the account is locked for a few minutes. Try again.";

    /// <summary>What was typed as the e-mail address.</summary>
    public string? Email { get; private set; }

    public IActionResult OnGet()
    {
        Head();
        return User.Identity?.IsAuthenticated == true ? OwnRedirect.To(ReturnAddress.Of(Request)) : Page();
    }

    /// <summary>The challenge for the browser's authenticator; it names no account.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() =>
        limits.TryTake(HttpContext, AttemptKind.Passkey, null, out _)
            ? Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json")
            : StatusCode(StatusCodes.Status429TooManyRequests);

    public async Task<IActionResult> OnPostAsync(string? act, SignInForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Head();
        var isPasskey = act == "passkey";
        Email = typed.Email is { Length: <= Members.EmailMaxLength } email ? email : null;
        if (!limits.TryTake(HttpContext, isPasskey ? AttemptKind.Passkey : AttemptKind.Password, isPasskey ? null : Email, out var wait))
        {
            return TooManyAttempts(wait, isPasskey ? "" : " You can still sign in with a passkey, or in a browser that you have signed in with before.");
        }

        if (isPasskey)
        {
            if (await signIn.PasskeyAsync(typed.Credential) == SignInOutcome.SignedIn)
            {
                return OwnRedirect.To(ReturnAddress.Of(Request));
            }

            Problem("", "This passkey could not be used. Try again, or sign in with the password.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        switch (await signIn.PasswordAsync(typed.Email, typed.Password))
        {
            case SignInOutcome.SignedIn:
                return OwnRedirect.To(ReturnAddress.Of(Request));
            case SignInOutcome.NeedsCode:
                return OwnRedirect.To("/account/sign-in/code" + Request.QueryString);
            case SignInOutcome.NeedsPasskey:
                Problem("", "This account needs its passkey. Use “Sign in with a passkey”. If you have lost it, an administrator can reset the second factor.");
                return Page();
            default:
                Problem("email", Refusal);
                return Page();
        }
    }

    private void Head() => new Head("Sign in", "", null) { NoIndex = true, HasCharts = false }.On(this);
}
