using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Pages.Shared;

namespace PledgeTracker.Web.Pages;

/// <summary>
/// The page behind every status that is no success. Touches no database, so that it works when the database does not.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public IActionResult OnGet(int code)
    {
        // Asked for by its own address, without an error behind it, it is a page that does not exist.
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        if (!failed && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            code = StatusCodes.Status404NotFound;
            Response.StatusCode = code;
        }

        (Heading, var sentence) = code switch
        {
            400 => ("This address is not understood", "Something in the address cannot be read."),
            404 => ("There is no such page", "Nothing stands at this address. It may have been mistyped."),
            405 => ("This cannot be done here", "Pages of this site can be read, and nothing else."),
            410 => ("This pledge was taken off the site", "It stood here once."),
            >= 500 => ("Something went wrong on our side", "The page could not be made. The fault is written down; try again in a moment."),
            _ => ("This page cannot be shown", "The request was refused."),
        };
        Sentence = HttpContext.Items[Refusals.Sentence] as string ?? sentence;
        new Head(Heading, "", null) { NoIndex = true, HasCharts = false }.On(this);
        return Page();
    }
}
