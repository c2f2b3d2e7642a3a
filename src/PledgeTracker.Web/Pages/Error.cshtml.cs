using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>
/// The page behind every error status. It does not touch the database, so that it works when the database does not.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(MostResent)]
[RequestFormLimits(ValueLengthLimit = Newsroom.WholeDraftPage.ValueBytes, ValueCountLimit = Newsroom.WholeDraftPage.MostFields)]
public sealed class ErrorModel(SiteAddress site) : PageModel
{
    /// <summary>The most bytes of a form that are kept for sending again: the largest draft, without files.</summary>
    private const int MostResent = 10 * 1024 * 1024;

    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    /// <summary>Whether somebody opened the address that assistants ask at.</summary>
    public bool IsForAssistants { get; private set; }

    /// <summary>The address to which the form can be sent again; null where there is nothing to send.</summary>
    public string? ResendTo { get; private set; }

    /// <summary>Whether a sign-in is needed before the form is sent again.</summary>
    public bool MustSignIn { get; private set; }

    /// <summary>What was sent, field by field.</summary>
    public IReadOnlyList<(string Name, string Value)> Resend { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        // Not a bound parameter: where a form cannot be read, nothing is bound.
        var code = int.Parse((string)RouteData.Values["code"]!, NumberStyles.None, CultureInfo.InvariantCulture);

        // When the address was opened directly, without an error behind it, the page does not exist.
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        if (!failed && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            code = StatusCodes.Status404NotFound;
            Response.StatusCode = code;
        }

        var wasPost = Request.HasFormContentType;
        IsForAssistants = DataAnswers.IsForAssistants(HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath);
        (Heading, var sentence) = code switch
        {
            400 when wasPost => (T("This form could not be accepted"), T("It was sent from another page, or its proof of origin is too old. Go back, where your text is still there. Open the page again in another tab, and send it again.")),
            400 => (T("This address is not understood"), T("Something in the address cannot be read.")),
            401 when !IsNewsroom(HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath) => (T("You are signed out"), T("Nothing was saved. Sign in, and do it again.")),
            401 => (T("You are signed out"), T("Nothing was saved, but nothing is lost. This page keeps what you sent. Sign in in another tab, come back here, and send it again.")),
            403 => (T("This is not for your role"), T("Your account may not do this. An administrator can change its role.")),
            404 => (T("There is no such page"), T("There is nothing at this address. It may be mistyped.")),
            413 => (T("This is too much at once"), T("This is larger than the form accepts. Nothing was saved. Go back, where your text is still there, and shorten it.")),
            429 => (T("Too many attempts"), T("Wait a few minutes and try again.")),
            405 when IsForAssistants => (T("This address is for assistants"), ""),
            405 => (T("This cannot be done here"), T("Pages of this site can be read, and nothing else.")),
            410 => (T("This pledge was taken off the site"), T("It was here once.")),
            >= 500 when wasPost => (T("Something went wrong on our side"), T("This was not saved, but nothing is lost. This page keeps what you sent, except files. The error has been logged. Send it again in a moment.")),
            >= 500 => (T("Something went wrong on our side"), T("The page could not be made. The error has been logged. Try again in a moment.")),
            _ => (T("This page cannot be shown"), T("The request was refused.")),
        };
        Sentence = HttpContext.Items[Refusals.Sentence] as string ?? sentence;
        var outage = HttpContext.Items[Outages.Fault] as StorageFault?;
        Sentence = await KeepAsync(code, outage is not null, cancel) ?? Sentence;
        if (outage is { } fault)
        {
            (Heading, Sentence) = Words(fault, wasPost, ResendTo is not null);
        }

        if (Http.DataAnswers.ErrorFor(HttpContext, code, Heading, Sentence, site.Of("")) is { } data)
        {
            return data;
        }

        new Head(Heading, "", null) { NoIndex = true, HasCharts = false }.On(this);
        return Page();
    }

    /// <summary>Keeps a posted form to be sent again: only of the newsroom, since the forms of accounts hold secrets.</summary>
    /// <returns>What to say where it cannot be kept; null otherwise.</returns>
    private async Task<string?> KeepAsync(int code, bool isOutage, CancellationToken cancel)
    {
        var origin = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var signedOut = origin is not null && code == StatusCodes.Status401Unauthorized;
        var path = isOutage || signedOut ? origin?.OriginalPath : HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (!Request.HasFormContentType || !IsNewsroom(path))
        {
            return null;
        }

        try
        {
            Resend = [.. (await Request.ReadFormAsync(cancel)).SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))];
            ResendTo = path + (signedOut ? origin!.OriginalQueryString : Request.QueryString);
            MustSignIn = signedOut;
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // It is too large, or the disk has no room for its files.
            return signedOut
                ? T("Nothing was saved, and what you sent is too large to keep on this page. Sign in in another tab. Then go back, where your text is still there, and send it again.")
                : T("This was not saved, and it is too large to keep on this page. Go back, where your text is still there, and send it again in a moment.");
        }
    }

    private static (string Heading, string Sentence) Words(StorageFault fault, bool wasPost, bool isKept)
    {
        var passes = fault is StorageFault.Busy or StorageFault.Unreachable;
        var (heading, next) = fault switch
        {
            StorageFault.Full => (T("The server’s disk is full"), T("The operator of this tracker must make room.")),
            StorageFault.ReadOnly => (T("The database can only be read"), T("The operator of this tracker must fix it.")),
            StorageFault.Missing => (T("The database file is not where it was"), T("It was moved, replaced or deleted while the program was running. The operator of this tracker must put it back or restart the program.")),
            StorageFault.Busy => (T("The database is busy"), T("Try again in a few seconds.")),
            StorageFault.Unreachable => (T("The database cannot be reached"), T("Try again in a few seconds.")),
            _ => (T("The database cannot be used"), T("The operator of this tracker must fix it.")),
        };
        var kept = isKept ? T("This was not saved, but nothing is lost. This page keeps what you sent, except files.") : T("This was not saved. Go back, where your text is still there.");
        return (heading, !wasPost ? next : passes ? kept + " " + T("Send it again in a few seconds.") : next + " " + kept + " " + T("Send it again once that is done."));
    }

    private static bool IsNewsroom(string? path) => path?.StartsWith("/newsroom", StringComparison.OrdinalIgnoreCase) == true;
}
