using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Ui;
using QRCoder;

namespace PledgeTracker.Web.Pages.Account.Own;

public sealed class CodesModel(UserManager<Member> users, MemberSignIn signIn, AttemptLimits limits, NewsroomLog log) : FormPage
{
    private const int RecoveryCodeCount = 10;

    /// <summary>Whether the member was led here because the newsroom asks for it.</summary>
    public bool Needed { get; private set; }

    /// <summary>The authenticator's key, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The key as a QR picture.</summary>
    public string Picture { get; private set; } = "";

    public bool IsOn { get; private set; }

    /// <summary>Shown once, after codes were turned on.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await signIn.IsConfirmedAsync())
        {
            return LocalRedirect(ConfirmModel.AddressFor(Request));
        }

        // A key that waits to be confirmed is shown again, so that a reload does not make the scanned one useless.
        var member = (await users.GetUserAsync(User))!;
        if (!member.TwoFactorEnabled && await users.GetAuthenticatorKeyAsync(member) is null)
        {
            await NewKeyAsync(member);
        }

        await ShowAsync(member);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? act, string? code)
    {
        if (!await signIn.IsConfirmedAsync())
        {
            return LocalRedirect(ConfirmModel.AddressFor(Request));
        }

        var member = (await users.GetUserAsync(User))!;
        if (act == "again")
        {
            await NewKeyAsync(member);
            return LocalRedirect("/account/codes");
        }

        if (!limits.TryTake(HttpContext, "codes of " + member.Email, out var wait))
        {
            await ShowAsync(member);
            return this.TooMany(wait);
        }

        var typed = new string([.. (code ?? "").Where(char.IsAsciiDigit)]);
        if (!await users.VerifyTwoFactorTokenAsync(member, Totp.Name, typed))
        {
            Problem("code", "This code is not right. Check the clock of the device, and enter the code that it shows now.");
            await ShowAsync(member);
            return Page();
        }

        await users.SetTwoFactorEnabledAsync(member, true);
        RecoveryCodes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCodeCount))!];
        await users.UpdateSecurityStampAsync(member);
        await log.WriteAsync(LogActor.Of(HttpContext), LogAction.SecondFactorSet);
        await signIn.RefreshSignInAsync(member);
        await ShowAsync(member);
        return Page();
    }

    /// <summary>Until it is confirmed the old key stays good for nothing: codes are off while a new one is set up.</summary>
    private async Task NewKeyAsync(Member member)
    {
        if (member.TwoFactorEnabled)
        {
            await users.SetTwoFactorEnabledAsync(member, false);
        }

        await users.ResetAuthenticatorKeyAsync(member);
        await signIn.RefreshSignInAsync(member);
    }

    private async Task ShowAsync(Member member)
    {
        new Head("Codes for signing in", "", null) { NoIndex = true, HasCharts = false }.On(this);
        Needed = Request.Query.ContainsKey("needed") && RecoveryCodes.Count == 0;
        IsOn = member.TwoFactorEnabled;
        var key = await users.GetAuthenticatorKeyAsync(member) ?? "";
        Key = string.Join(' ', key.Chunk(4).Select(part => new string(part)));
        var address = string.Create(CultureInfo.InvariantCulture,
            $"otpauth://totp/PledgeTracker:{Uri.EscapeDataString(member.Email!)}?secret={key}&issuer=PledgeTracker&digits=6");
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        Picture = picture.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
