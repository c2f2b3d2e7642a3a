using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using QRCoder;

namespace PledgeTracker.Web.Pages.Account.Own;

/// <summary>The code of a new key, and the key itself.</summary>
public sealed class NewCodeForm : SmallForm
{
    public string? Code { get; set; }

    /// <summary>The key, encrypted.</summary>
    public string? Pending { get; set; }
}

/// <summary>
/// Sets up codes. A new key travels encrypted with the form and is stored only when a code of it is entered, so that an
/// abandoned attempt leaves the old key in force.
/// </summary>
public sealed class CodesModel(
    UserManager<Member> users, MemberStore store, Totp totp, MemberSignIn signIn, AttemptLimits limits, NewsroomLog log, IDataProtectionProvider protection) : FormPage
{
    private const int RecoveryCodeCount = 10;

    private static readonly TimeSpan KeyLasts = TimeSpan.FromMinutes(30);

    /// <summary>Whether the member was led here because the newsroom asks for it.</summary>
    public bool Needed { get; private set; }

    /// <summary>Whether codes are on and no new key is being set up.</summary>
    public bool IsOn { get; private set; }

    /// <summary>The authenticator's key, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The key as a QR picture.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>The encrypted key, which the form sends back.</summary>
    public string Pending { get; private set; } = "";

    /// <summary>Shown once, after codes were turned on.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await signIn.IsConfirmedAsync())
        {
            return OwnRedirect.To(ConfirmModel.AddressFor(Request));
        }

        var member = (await users.GetUserAsync(User))!;
        Show(member, users.GenerateNewAuthenticatorKey());
        IsOn = member.TwoFactorEnabled && !Request.Query.ContainsKey("again");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(NewCodeForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!await signIn.IsConfirmedAsync())
        {
            return OwnRedirect.To(ConfirmModel.AddressFor(Request));
        }

        var member = (await users.GetUserAsync(User))!;
        string key;
        try
        {
            key = Protector(member).Unprotect(typed.Pending ?? "");
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return OwnRedirect.To("/account/codes");
        }

        Show(member, key);
        if (!limits.TryTake(HttpContext, AttemptKind.NewCode, member.Email, out var wait))
        {
            return TooManyAttempts(wait);
        }

        var digits = typed.Code is { Length: <= MemberSignIn.CodeMaxLength } code ? new string([.. code.Where(char.IsAsciiDigit)]) : "";
        if (totp.StepOf(key, digits) is not { } step || !await store.TakeTotpStepAsync(member, step, CancellationToken.None))
        {
            Problem("code", "This code is not right. Check the clock of your device, and enter the code that it shows now.");
            return Page();
        }

        if (await TurnOnAsync(member, key) is not { } recoveryCodes)
        {
            Problem("", Members.Meanwhile);
            return Page();
        }

        RecoveryCodes = recoveryCodes;
        await signIn.RefreshSignInAsync(member);
        return Page();
    }

    /// <summary>Turns codes on, all of it or nothing.</summary>
    /// <returns>The recovery codes; null where the account was changed at the same moment.</returns>
    private async Task<IReadOnlyList<string>?> TurnOnAsync(Member member, string key)
    {
        await using var transaction = await store.Context.Database.BeginTransactionAsync();
        await store.SetAuthenticatorKeyAsync(member, key, CancellationToken.None);
        if (!(await users.SetTwoFactorEnabledAsync(member, true)).Succeeded
            || await users.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCodeCount) is not { } codes
            || !(await users.UpdateSecurityStampAsync(member)).Succeeded)
        {
            return null;
        }

        await log.WriteAsync(LogActor.Of(HttpContext), LogAction.SecondFactorSet);
        await transaction.CommitAsync();
        return [.. codes];
    }

    private ITimeLimitedDataProtector Protector(Member member) =>
        protection.CreateProtector("new-authenticator-key", member.Id.ToString(CultureInfo.InvariantCulture)).ToTimeLimitedDataProtector();

    private void Show(Member member, string key)
    {
        new Head("Codes for signing in", "", null) { NoIndex = true, HasCharts = false }.On(this);
        Needed = Request.Query.ContainsKey("needed") && RecoveryCodes.Count == 0;
        Key = string.Join(' ', key.Chunk(4).Select(part => new string(part)));
        Pending = Protector(member).Protect(key, KeyLasts);
        var address = string.Create(CultureInfo.InvariantCulture,
            $"otpauth://totp/PledgeTracker:{Uri.EscapeDataString(member.Email!)}?secret={key}&issuer=PledgeTracker&digits=6");
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        Picture = picture.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
