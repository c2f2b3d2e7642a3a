using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>A page with a form: what is wrong with what was sent, field by field.</summary>
public abstract class FormPage : PageModel
{
    /// <summary>What is wrong, with the field it is about; an empty field stands for the form as a whole.</summary>
    public List<(string Field, string Message)> Problems { get; } = [];

    protected void Problem(string field, string message) => Problems.Add((field, message));

    /// <summary>Reports beside a field that its text is longer than allowed.</summary>
    protected void Bound(string field, string? typed, int most)
    {
        if (typed is not null && FormLimits.LengthOf(typed) is var length && length > most)
        {
            Problem(field, string.Create(CultureInfo.InvariantCulture, $"Shorten this to {most:N0} characters. It has {length:N0}."));
        }
    }

    protected void Problem(string field, IEnumerable<string> messages) => Problems.AddRange(messages.Select(m => (field, m)));

    /// <summary>
    /// Takes over the validation errors of a bound form, in the order of its fields; true where there are none.
    /// </summary>
    protected bool Holds(SmallForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var fields = form.GetType().GetProperties().Select(p => p.Name).ToList();
        foreach (var name in ModelState.Keys.OrderBy(fields.IndexOf))
        {
            Problem(JsonNamingPolicy.CamelCase.ConvertName(name), ModelState[name]!.Errors.Select(e => e.ErrorMessage));
        }

        return Problems.Count == 0;
    }

    /// <summary>The answer to too many attempts; what was typed stays in the form.</summary>
    /// <param name="wait">How long until another attempt is accepted.</param>
    /// <param name="otherwise">What is still possible meanwhile.</param>
    protected IActionResult TooManyAttempts(TimeSpan wait, string otherwise = "")
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
        Problem("", Plural(minutes, "There were too many attempts. Wait {0} minute and try again.", "There were too many attempts. Wait {0} minutes and try again.") + otherwise);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    /// <summary>The message beside a field; null where nothing is wrong with it.</summary>
    public string? ProblemOf(string field) => Problems.Find(p => p.Field == field).Message;
}
