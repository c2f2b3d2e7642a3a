using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PledgeTracker.Web.Http;

/// <summary>Answers for addresses that lead nowhere; the error page says the sentence given here.</summary>
public static class Refusals
{
    internal const string Sentence = "refusal";

    /// <summary>400: the address says something that is not understood.</summary>
    public static IActionResult NotUnderstood(this PageModel page, string sentence) => Refuse(page, StatusCodes.Status400BadRequest, sentence);

    /// <summary>404: the address is understood and there is nothing there.</summary>
    public static IActionResult NothingThere(this PageModel page, string sentence) => Refuse(page, StatusCodes.Status404NotFound, sentence);

    /// <summary>410: there was something, and it was taken off the site.</summary>
    public static IActionResult TakenOff(this PageModel page, string sentence) => Refuse(page, StatusCodes.Status410Gone, sentence);

    /// <summary>Refuses a request before it reaches a page.</summary>
    internal static StatusCodeResult Refuse(HttpContext context, int status, string sentence)
    {
        context.Items[Sentence] = sentence;
        return new StatusCodeResult(status);
    }

    /// <summary>The answer of that status, where it was decided elsewhere.</summary>
    public static IActionResult Refuse(this PageModel page, int status, string sentence) => Refuse(page.HttpContext, status, sentence);
}
