using Microsoft.Playwright;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.BrowserTests;

/// <summary>Passkeys, with the authenticator that Chromium brings for tests.</summary>
public sealed class PasskeyJourneys(Browser browser) : Journeys(browser)
{
    [BrowserFact]
    public async Task A_passkey_is_added_named_used_to_sign_in_and_removed()
    {
        var page = await WithAuthenticatorAsync();
        var name = "Pass Key " + Guid.NewGuid().ToString("N")[..6];
        await Chromium.App.AddAsync(name, MemberRole.Editor);
        await SignInWithPasswordAsync(page, name);
        await page.GotoAsync(Local("/account/passkeys"));
        await page.GetByLabel("Its name").FillAsync("Key on the ring");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Key on the ring" }).WaitForAsync();
        await page.GetByLabel("Name of the passkey Key on the ring").FillAsync("Old key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Old key" }).WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(Local("/account/sign-in"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/newsroom$"));
        await Expect(page.Locator(".member")).ToContainTextAsync(name);

        await page.GotoAsync(Local("/account/passkeys"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Old key" }).ClickAsync();
        await page.GetByText("You have none.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(Local("/account/sign-in"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByText("This passkey could not be used.").WaitForAsync();
    }

    [BrowserFact]
    public async Task An_answer_of_an_authenticator_is_good_once()
    {
        var page = await WithAuthenticatorAsync();
        var name = "Re Player " + Guid.NewGuid().ToString("N")[..6];
        await Chromium.App.AddAsync(name, MemberRole.Editor);
        await SignInWithPasswordAsync(page, name);
        await page.GotoAsync(Local("/account/passkeys"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Passkey" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(Local("/account/sign-in"));
        string? sent = null;
        page.Request += (_, request) => sent = request.PostData?.Contains("credential=%7B", StringComparison.Ordinal) == true ? request.PostData : sent;
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/newsroom$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        var token = "";
        await page.GotoAsync(Local("/account/sign-in"));
        token = await page.Locator("form[data-passkey] [name=__RequestVerificationToken]").GetAttributeAsync("value");
        var fields = System.Web.HttpUtility.ParseQueryString(sent!);
        var status = await page.EvaluateAsync<int>(
            "async ([credential, token]) => (await fetch('/account/sign-in', { method: 'POST', body: new URLSearchParams({ act: 'passkey', credential, __RequestVerificationToken: token }) })).status",
            new[] { fields["credential"], token });

        status.Should().Be(400);
        (await page.GotoAsync(Local("/newsroom")))!.Url.Should().Contain("/account/sign-in");
    }

    // A passkey is bound to a name, and an address of numbers is none.
    private string Local(string path) => $"http://localhost:{new Uri(Chromium.Address).Port}{path}";

    private async Task SignInWithPasswordAsync(IPage page, string name)
    {
        await page.GotoAsync(Local("/account/sign-in"));
        await page.GetByLabel("E-mail address").FillAsync(NewsroomApp.EmailOf(name));
        await page.GetByLabel("Password").FillAsync(NewsroomApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/newsroom$"));
    }

    private async Task<IPage> WithAuthenticatorAsync()
    {
        var page = await Chromium.OpenAsync();
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return page;
    }
}
