using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages;

/// <summary>
/// One field of a small form: label, hint, error and control, tied together for screen readers. The error is what the
/// page's <see cref="FormPage"/> reports for the field of this name.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>The name under which it is sent, which is also its id.</summary>
    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>Its value. A password is never sent back.</summary>
    public string? Value { get; set; }

    /// <summary>The type of the control, for a field of one line.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Lines of a longer text; 0 for one line.</summary>
    public int Rows { get; set; }

    /// <summary>What can be chosen; null for what is typed.</summary>
    public IReadOnlyList<(string Value, string Text)>? Choices { get; set; }

    /// <summary>What is offered while somebody types, and anything else can be typed too; null where nothing is.</summary>
    public IReadOnlyList<string>? Suggestions { get; set; }

    /// <summary>The <c>autocomplete</c> value for browsers and password managers.</summary>
    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    /// <summary>
    /// The most characters that the browser accepts; null where the page itself reports texts that are too long.
    /// </summary>
    public int? Maxlength { get; set; }

    /// <summary>Whether the page opens with the cursor in it.</summary>
    public bool Autofocus { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var problem = (ViewContext.ViewData.Model as FormPage)?.ProblemOf(Name);
        output.TagName = null;
        output.Content.SetHtmlContent(Html(problem));
    }

    private string Html(string? problem)
    {
        var html = new StringBuilder();
        var described = string.Join(' ', new[] { Hint is null ? null : Name + "-hint", problem is null ? null : Name + "-problem" }.Where(d => d is not null));
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"field wide{(problem is null ? "" : " wrong")}\"><label for=\"{Name}\">").Append(Encode(Label)).Append("</label>");
        if (Hint is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"hint\" id=\"{Name}-hint\">").Append(Encode(Hint)).Append("</p>");
        }

        if (problem is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"problem\" id=\"{Name}-problem\"><span class=\"unseen\">").Append(Encode(Text.T("Problem:"))).Append(" </span>").Append(Encode(problem)).Append("</p>");
        }

        var attributes = $"id=\"{Name}\" name=\"{Name}\"" + (described.Length > 0 ? $" aria-describedby=\"{described}\"" : "") + (problem is null ? "" : " aria-invalid=\"true\"") + (Autofocus ? " autofocus" : "");
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
            html.Append(Maxlength is null ? "" : string.Create(CultureInfo.InvariantCulture, $" maxlength=\"{Maxlength}\""));
            html.Append(Suggestions is null ? "" : $" list=\"{Name}-known\"");
            html.Append(Autocomplete is null ? "" : $" autocomplete=\"{Autocomplete}\"").Append(Inputmode is null ? "" : $" inputmode=\"{Inputmode}\"");
            html.Append(Type == "password" ? ">" : $" value=\"{Encode(Value ?? "")}\">");
            if (Suggestions is not null)
            {
                html.Append(CultureInfo.InvariantCulture, $"<datalist id=\"{Name}-known\">");
                foreach (var suggested in Suggestions)
                {
                    html.Append("<option>").Append(Encode(suggested)).Append("</option>");
                }

                html.Append("</datalist>");
            }
        }

        return html.Append("</div>").ToString();
    }

    private static string Encode(string text) => Markup.Encoder.Encode(text);
}
