using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>
/// The page behind every status that is no success. Touches no database, so that it works when the database does not.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(MostResent)]
[RequestFormLimits(ValueLengthLimit = Newsroom.Pledges.EditModel.ValueBytes, ValueCountLimit = Newsroom.Pledges.EditModel.MostFields)]
public sealed class ErrorModel(SiteAddress site) : PageModel
{
    /// <summary>The most bytes of a form that are kept for sending again: the largest draft, without files.</summary>
    private const int MostResent = 10 * 1024 * 1024;

    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    /// <summary>Where what was sent can be sent again; null where there is nothing to send.</summary>
    public string? ResendTo { get; private set; }

    /// <summary>Whether a sign-in comes before sending it again.</summary>
    public bool MustSignIn { get; private set; }

    /// <summary>What was sent, field by field.</summary>
    public IReadOnlyList<(string Name, string Value)> Resend { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        // Not bound: where a form cannot be read, nothing is bound.
        var code = int.Parse((string)RouteData.Values["code"]!, NumberStyles.None, CultureInfo.InvariantCulture);

        // Asked for by its own address, without an error behind it, it is a page that does not exist.
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        if (!failed && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            code = StatusCodes.Status404NotFound;
            Response.StatusCode = code;
        }

        var wasPost = Request.HasFormContentType;
        (Heading, var sentence) = code switch
        {
            400 when wasPost => (T("This form could not be taken"), T("It was sent from another page, or its proof of where it came from is too old. Go back, where what you typed still stands, open the page anew in another tab, and send it again.")),
            400 => (T("This address is not understood"), T("Something in the address cannot be read.")),
            401 => (T("You are signed out"), T("Nothing was saved, and nothing is lost: what you sent is kept on this page. Sign in in another tab, come back here, and send it again.")),
            403 => (T("This is not for your role"), T("Your account may not do this. An administrator can change its role.")),
            404 => (T("There is no such page"), T("Nothing stands at this address. It may have been mistyped.")),
            413 => (T("This is too much at once"), T("What was sent is larger than this form takes. Nothing was saved; go back, where it still stands, and shorten it.")),
            429 => (T("Too many attempts"), T("Wait a few minutes and try again.")),
            405 => (T("This cannot be done here"), T("Pages of this site can be read, and nothing else.")),
            410 => (T("This pledge was taken off the site"), T("It stood here once.")),
            >= 500 when wasPost => (T("Something went wrong on our side"), T("This was not saved, and nothing is lost: what you sent is kept on this page, apart from files. The fault is written down; send it again in a moment.")),
            >= 500 => (T("Something went wrong on our side"), T("The page could not be made. The fault is written down; try again in a moment.")),
            _ => (T("This page cannot be shown"), T("The request was refused.")),
        };
        Sentence = HttpContext.Items[Refusals.Sentence] as string ?? sentence;
        if (OpenData.DataAnswers.ErrorFor(HttpContext, code, Heading, Sentence, site.Of("")) is { } data)
        {
            return data;
        }

        var signedOut = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } origin && code == StatusCodes.Status401Unauthorized
            ? origin.OriginalPath + origin.OriginalQueryString
            : null;

        // Only of the newsroom's forms: those of accounts hold secrets.
        var broken = HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path is { } path && path.StartsWith("/newsroom", StringComparison.OrdinalIgnoreCase)
            ? path + Request.QueryString
            : null;
        if (wasPost && (signedOut ?? broken) is { } address)
        {
            try
            {
                Resend = [.. (await Request.ReadFormAsync(cancel)).SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))];
                (ResendTo, MustSignIn) = (address, signedOut is not null);
            }
            catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
            {
                Sentence = signedOut is null
                    ? T("This was not saved, and it is too large to be kept on this page. Go back, where it still stands, and send it again in a moment.")
                    : T("Nothing was saved, and what you sent is too large to be kept on this page. Sign in in another tab, go back, where it still stands, and send it again.");
            }
        }

        new Head(Heading, "", null) { NoIndex = true, HasCharts = false }.On(this);
        return Page();
    }
}
