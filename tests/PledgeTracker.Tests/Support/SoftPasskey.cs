using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;

namespace PledgeTracker.Tests.Support;

/// <summary>An authenticator in software: one passkey of ES256 that answers what the program asks of a browser (WebAuthn 3).</summary>
public sealed class SoftPasskey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string _user = "";

    /// <summary>Makes the passkey and adds it to the account that a browser is signed in with.</summary>
    public async Task AddAsync(FormBrowser browser)
    {
        (await SendAsync(browser, "/account/passkeys", "add", isNew: true)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await browser.GoAsync("/account/passkeys");
    }

    /// <summary>Signs a browser in.</summary>
    public Task<HttpResponseMessage> SignInAsync(FormBrowser browser) => SendAsync(browser, "/account/sign-in", "passkey");

    /// <summary>Confirms who the one is who is signed in with a browser.</summary>
    public Task<HttpResponseMessage> ConfirmAsync(FormBrowser browser) => SendAsync(browser, "/account/confirm", "passkey");

    /// <summary>What the form of a page would send after the authenticator has answered, with a header that names its origin.</summary>
    public async Task<Func<HttpRequestMessage>> FormAsync(FormBrowser browser, string address, string act, bool isNew)
    {
        await browser.GoAsync(address);
        var origin = browser.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var token = ((IHtmlInputElement)browser.Page.QuerySelector("main [name=__RequestVerificationToken]")!).Value;
        var options = await browser.Client.PostAsync(address + "?handler=Options", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token }));
        options.StatusCode.Should().Be(HttpStatusCode.OK);
        var asked = await options.Content.ReadAsStringAsync();
        var credential = isNew ? Create(asked, origin) : Get(asked, origin);
        return () => new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["act"] = act, ["name"] = "Soft key", ["credential"] = credential }),
            Headers = { { "Origin", origin } },
        };
    }

    private async Task<HttpResponseMessage> SendAsync(FormBrowser browser, string address, string act, bool isNew = false)
    {
        using var request = (await FormAsync(browser, address, act, isNew))();
        return await browser.Client.SendAsync(request);
    }

    private string Create(string options, string origin)
    {
        using var asked = JsonDocument.Parse(options);
        _user = asked.RootElement.GetProperty("user").GetProperty("id").GetString()!;
        var point = _key.ExportParameters(includePrivateParameters: false).Q;

        // A map of key type, algorithm, curve and the two coordinates (RFC 9053).
        byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(asked.RootElement.GetProperty("rp").GetProperty("id").GetString()!, 0x45), .. new byte[16], 0, (byte)_id.Length, .. _id, .. publicKey];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new
        {
            clientDataJSON = Text(Said("webauthn.create", asked.RootElement, origin)),
            attestationObject = Text(attestation),
            transports = new[] { "internal" },
        });
    }

    private string Get(string options, string origin)
    {
        using var asked = JsonDocument.Parse(options);
        var data = Data(asked.RootElement.GetProperty("rpId").GetString()!, 0x05);
        var said = Said("webauthn.get", asked.RootElement, origin);
        var signature = _key.SignData([.. data, .. SHA256.HashData(said)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Text(said), authenticatorData = Text(data), signature = Text(signature), userHandle = _user });
    }

    public void Dispose() => _key.Dispose();

    // The hash of the name, the flags (here a user who proved himself), and a counter that stands still.
    private static byte[] Data(string name, byte flags)
    {
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), data);
        data[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), 0);
        return data;
    }

    private static byte[] Said(string type, JsonElement options, string origin) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Text(_id),
        rawId = Text(_id),
        type = "public-key",
        clientExtensionResults = new { },
        response,
    });
}
