using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account;

/// <summary>Who somebody is to be in the newsroom, and the password; a reset asks for the password alone.</summary>
public sealed class NewPasswordForm : SmallForm
{
    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Password { get; set; }
}

/// <summary>
/// The page that one-time addresses lead to: the first administrator's, an invitation's and a reset's. They share a form,
/// since each ends with a password that nobody else knows.
/// </summary>
public sealed class NewPasswordModel(Members members, AttemptLimits limits, KnownDevices devices) : FormPage
{
    public AccountLinkKind Kind { get; private set; }

    public string Heading { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    public string? Email { get; private set; }

    public string? Name { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await FindAsync(token) is not { } link)
        {
            return this.NothingThere("This address can no longer be used. It works once and for a limited time. Ask an administrator for a new one. If there is no administrator yet, start the program again.");
        }

        Show(link);
        Name = link.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, NewPasswordForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!limits.TryTake(HttpContext, AttemptKind.Link, null, out var wait))
        {
            return TooManyAttempts(wait);
        }

        if (await FindAsync(token) is not { } link)
        {
            return this.NothingThere("This address was already used or has expired. Ask an administrator for a new one.");
        }

        Show(link);

        // An input longer than such a value can be is not shown again.
        (Email, Name) = (typed.Email is { Length: <= Members.EmailMaxLength } email ? email : null, typed.Name is { Length: <= Member.NameMaxLength } name ? name : null);
        var address = HttpContext.Connection.RemoteIpAddress?.ToString();
        var problems = Kind == AccountLinkKind.Reset
            ? await members.ResetPasswordAsync(token, typed.Password ?? "", address)
            : await members.AcceptAsync(Kind, token, typed.Email, typed.Name, typed.Password ?? "", address);
        if (problems is null)
        {
            return this.NothingThere("This address was already used or has expired. Ask an administrator for a new one.");
        }

        if (problems.Count == 0)
        {
            // Whoever was given the one-time address counts as known to the account, and can sign in while others try his
            // name.
            devices.Remember(HttpContext, await members.EmailOfAsync(link) ?? typed.Email!);
            return OwnRedirect.To(AccountServices.SignInPath);
        }

        foreach (var problem in problems)
        {
            Problem(problem.Field, problem.Message);
        }

        return Page();
    }

    private Task<AccountLink?> FindAsync(string token)
    {
        Kind = HttpContext.Request.Path.StartsWithSegments("/setup", StringComparison.OrdinalIgnoreCase) ? AccountLinkKind.Setup
            : HttpContext.Request.Path.StartsWithSegments("/account/invitation", StringComparison.OrdinalIgnoreCase) ? AccountLinkKind.Invitation
            : AccountLinkKind.Reset;
        return token.Length == 64 ? members.FindLinkAsync(Kind, token) : Task.FromResult<AccountLink?>(null);
    }

    private void Show(AccountLink link)
    {
        (Heading, Explanation) = Kind switch
        {
            AccountLinkKind.Setup => ("Make the first administrator", "This newsroom has no account yet. The first administrator manages accounts and invites the others."),
            AccountLinkKind.Invitation => ("Join the newsroom", $"You were invited with the address {link.Email}."),
            _ => ("Set a new password", "You will be signed out everywhere."),
        };
        new Head(Heading, "", null) { NoIndex = true, HasCharts = false }.On(this);
    }
}
