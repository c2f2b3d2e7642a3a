using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>A page with a form: what is wrong with what was sent, field by field.</summary>
public abstract class FormPage : PageModel
{
    /// <summary>What is wrong, with the field it is about; an empty field stands for the form as a whole.</summary>
    public List<(string Field, string Message)> Problems { get; } = [];

    protected void Problem(string field, string message) => Problems.Add((field, message));

    /// <summary>Says beside a field that what was typed is longer than what is kept.</summary>
    protected void Bound(string field, string? typed, int most)
    {
        if (typed is not null && FormLimits.LengthOf(typed) is var length && length > most)
        {
            Problem(field, string.Create(CultureInfo.InvariantCulture, $"Shorten this to {most:N0} characters; it has {length:N0}."));
        }
    }

    protected void Problem(string field, IEnumerable<string> messages) => Problems.AddRange(messages.Select(m => (field, m)));

    /// <summary>Takes what the form that was bound finds wrong with itself, and says whether it is nothing.</summary>
    protected bool Holds()
    {
        foreach (var (name, state) in ModelState)
        {
            // A field is sent under its property's name, in small letters.
            Problem(name.ToLowerInvariant(), state.Errors.Select(e => e.ErrorMessage));
        }

        return Problems.Count == 0;
    }

    /// <summary>The answer to too many attempts; what was typed stands in the form still.</summary>
    /// <param name="wait">Until when another is taken.</param>
    /// <param name="otherwise">What may go on meanwhile.</param>
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

/// <summary>One field of a small form: one label, one hint, one message.</summary>
public sealed record FormField(string Name, string Label)
{
    public string? Value { get; init; }

    public string Type { get; init; } = "text";

    public string? Hint { get; init; }

    /// <summary>The word for browsers and password managers.</summary>
    public string? Autocomplete { get; init; }

    public string? InputMode { get; init; }

    public string? Problem { get; init; }

    /// <summary>Lines of a longer text; 0 for one line.</summary>
    public int Rows { get; init; }

    /// <summary>The most characters that the browser takes; null where the page says by itself what is too long.</summary>
    public int? MaxLength { get; init; }

    public IReadOnlyList<(string Value, string Text)>? Choices { get; init; }

    public IHtmlContent Html()
    {
        var html = new StringBuilder();
        var described = string.Join(' ', new[] { Hint is null ? null : Name + "-hint", Problem is null ? null : Name + "-problem" }.Where(d => d is not null));
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"field wide{(Problem is null ? "" : " wrong")}\"><label for=\"{Name}\">").Append(Encode(Label)).Append("</label>");
        if (Hint is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"hint\" id=\"{Name}-hint\">").Append(Encode(Hint)).Append("</p>");
        }

        if (Problem is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"problem\" id=\"{Name}-problem\"><span class=\"unseen\">").Append(Encode(T("Problem:"))).Append(" </span>").Append(Encode(Problem)).Append("</p>");
        }

        var attributes = $"id=\"{Name}\" name=\"{Name}\"" + (described.Length > 0 ? $" aria-describedby=\"{described}\"" : "") + (Problem is null ? "" : " aria-invalid=\"true\"");
        if (Choices is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<select {attributes}>");
            foreach (var (value, text) in Choices)
            {
                html.Append("<option value=\"").Append(Encode(value)).Append(value == Value ? "\" selected>" : "\">").Append(Encode(text)).Append("</option>");
            }

            html.Append("</select>");
        }
        else if (Rows > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<textarea rows=\"{Rows}\" {attributes}>\n").Append(Encode(Value ?? "")).Append("</textarea>");
        }
        else
        {
            html.Append(CultureInfo.InvariantCulture, $"<input type=\"{Type}\" {attributes}");
            html.Append(MaxLength is null ? "" : string.Create(CultureInfo.InvariantCulture, $" maxlength=\"{MaxLength}\""));
            html.Append(Autocomplete is null ? "" : $" autocomplete=\"{Autocomplete}\"").Append(InputMode is null ? "" : $" inputmode=\"{InputMode}\"");

            // A password is never sent back.
            html.Append(Type == "password" ? ">" : $" value=\"{Encode(Value ?? "")}\">");
        }

        return new HtmlString(html.Append("</div>").ToString());
    }

    private static string Encode(string text) => Markup.Encoder.Encode(text);
}
