using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Account.Own;

/// <summary>A passkey that is added, renamed or removed.</summary>
public sealed class PasskeyForm : SmallForm
{
    /// <summary>Which one, of those that are there; null for a new one.</summary>
    [StringLength(PasskeysModel.IdMaxLength)]
    public string? Id { get; set; }

    public string? Name { get; set; }

    /// <summary>What the browser's authenticator answered, as JSON.</summary>
    [StringLength(FormLimits.Credential)]
    public string? Credential { get; set; }
}

public sealed class PasskeysModel(UserManager<Member> users, MemberSignIn signIn, NewsroomLog log) : FormPage
{
    public const int Most = 10;

    public const int NameMaxLength = 50;

    // In characters: a credential id has at most 1,023 bytes (WebAuthn 3, 4), here in base64.
    internal const int IdMaxLength = 1400;

    public IReadOnlyList<(string Id, string Name, DateTimeOffset Added)> Passkeys { get; private set; } = [];

    public string? Name { get; private set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.IsConfirmedAsync() ? await ShowAsync() : OwnRedirect.To(ConfirmModel.AddressFor(Request));

    /// <summary>What the browser's authenticator is asked to make.</summary>
    public async Task<IActionResult> OnPostOptionsAsync()
    {
        var member = (await users.GetUserAsync(User))!;
        return await signIn.IsConfirmedAsync()
            ? Content(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
            {
                Id = member.Id.ToString(CultureInfo.InvariantCulture),
                Name = member.Email!,
                DisplayName = member.Name,
            }), "application/json")
            : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(string? act, PasskeyForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!await signIn.IsConfirmedAsync())
        {
            return OwnRedirect.To(ConfirmModel.AddressFor(Request));
        }

        var member = (await users.GetUserAsync(User))!;
        Name = string.IsNullOrWhiteSpace(typed.Name) ? "Passkey" : typed.Name.Trim();
        if (Name.Length > NameMaxLength || Name.Any(char.IsControl))
        {
            Name = null;
            Problem("name", $"Enter a name of at most {NameMaxLength} characters.");
            return await ShowAsync();
        }

        switch (act)
        {
            case "add":
                return await AddAsync(member, typed.Credential);
            case "rename" when await FindAsync(member, typed.Id) is { } passkey:
                passkey.Name = Name;
                if (await FailedAsync(await users.AddOrUpdatePasskeyAsync(member, passkey)) is { } notRenamed)
                {
                    return notRenamed;
                }

                return OwnRedirect.To("/account/passkeys");
            case "remove" when await FindAsync(member, typed.Id) is { } passkey:
                if (await FailedAsync(await users.RemovePasskeyAsync(member, passkey.CredentialId)) is { } notRemoved)
                {
                    return notRemoved;
                }

                await users.UpdateSecurityStampAsync(member);
                await log.WriteAsync(LogActor.Of(HttpContext), LogAction.PasskeyRemoved, details: passkey.Name);
                await signIn.RefreshSignInAsync(member);
                return OwnRedirect.To("/account/passkeys");
            default:
                Problem("", "There is no such passkey. It may have been removed already.");
                return await ShowAsync();
        }
    }

    private async Task<IActionResult> AddAsync(Member member, string? credential)
    {
        if ((await users.GetPasskeysAsync(member)).Count >= Most)
        {
            Problem("", $"You have {Most} passkeys, and cannot have more. Remove one first.");
            return await ShowAsync();
        }

        try
        {
            var made = string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAttestationAsync(credential);
            if (made is { Succeeded: true })
            {
                made.Passkey.Name = Name;
                if (await FailedAsync(await users.AddOrUpdatePasskeyAsync(member, made.Passkey)) is { } notAdded)
                {
                    return notAdded;
                }

                await log.WriteAsync(LogActor.Of(HttpContext), LogAction.PasskeyAdded, details: Name);
                return OwnRedirect.To("/account/passkeys");
            }
        }
        catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException or PasskeyException or FormatException)
        {
            // It was sent without the challenge it answers, or sent twice.
        }

        Problem("", "The passkey was not added. Try again.");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync();
    }

    /// <summary>Shows the page with what is wrong; null where nothing is.</summary>
    private async Task<IActionResult?> FailedAsync(IdentityResult result)
    {
        if (result.Succeeded)
        {
            return null;
        }

        Problem("", Members.Words(result));
        return await ShowAsync();
    }

    private async Task<UserPasskeyInfo?> FindAsync(Member member, string? id)
    {
        try
        {
            return id is null ? null : await users.GetPasskeyAsync(member, Base64Url.DecodeFromChars(id));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<IActionResult> ShowAsync()
    {
        new Head("Passkeys", "", null) { NoIndex = true, HasCharts = false }.On(this);
        Passkeys = [.. (await users.GetPasskeysAsync((await users.GetUserAsync(User))!))
            .OrderBy(p => p.CreatedAt).Select(p => (Base64Url.EncodeToString(p.CredentialId), p.Name ?? "Passkey", p.CreatedAt))];
        return Page();
    }
}
