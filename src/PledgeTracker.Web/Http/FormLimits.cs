using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Http;

/// <summary>
/// How much a form may hold. A form is read once, before its token is looked at and before any handler runs; a larger form
/// than the page allows is refused there, and none of its values is kept or shown again. A handler's text has at most
/// <see cref="Field"/> characters; one that takes more says so with <see cref="StringLengthAttribute"/>. A page that takes
/// more as a whole says so with <see cref="RequestSizeLimitAttribute"/> and <see cref="RequestFormLimitsAttribute"/>.
/// </summary>
public sealed class FormLimits : IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>The most characters of a text whose handler sets no other limit: more than any one-line field keeps.</summary>
    public const int Field = 1_000;

    /// <summary>The most characters of a longer text: more than is ever kept, so that the page can say beside the field what is too long.</summary>
    public const int LongText = 5_000;

    /// <summary>The most characters of what a browser's authenticator answers.</summary>
    public const int Credential = 16_000;

    /// <summary>The most bytes of one value as it is sent; a character of a longer text may take nine.</summary>
    public const int ValueBytes = 64 * 1024;

    /// <summary>The most bytes of a whole form.</summary>
    public const int FormBytes = 256 * 1024;

    /// <summary>Runs after the page's own limits are set, and before the anti-forgery token is read from the form.</summary>
    public int Order => 950;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || context.ActionDescriptor is not CompiledPageActionDescriptor page)
        {
            return;
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            context.Result = Refusals.Refuse(context.HttpContext, StatusCodes.Status400BadRequest,
                T("A field of the form is too long, or there are too many fields. Nothing was saved. Go back and shorten your text, which is still there."));
            return;
        }
        catch (BadHttpRequestException e)
        {
            context.Result = new StatusCodeResult(e.StatusCode);
            return;
        }

        foreach (var (name, most) in FieldsOf(page))
        {
            foreach (var value in form[name])
            {
                if (value is null)
                {
                    continue;
                }

                if (LengthOf(value) is var length && length > most)
                {
                    context.Result = Refusals.Refuse(context.HttpContext, StatusCodes.Status400BadRequest,
                        Plural(length, "The field “{1}” has {0} character, and {2:N0} is the most. Nothing was saved. Go back, where your text is still there, and shorten it.", "The field “{1}” has {0} characters, and {2:N0} is the most. Nothing was saved. Go back, where your text is still there, and shorten it.", name, most));
                    return;
                }

                if (value.Contains('\0', StringComparison.Ordinal))
                {
                    context.Result = Refusals.Refuse(context.HttpContext, StatusCodes.Status400BadRequest,
                        F($"The field “{name}” has a character that cannot be shown. Nothing was saved. Go back, where your text is still there, and type it again."));
                    return;
                }
            }
        }
    }

    /// <summary>
    /// The text fields of a page's handlers, parameters or properties of a form, each with the most characters it may have.
    /// </summary>
    public static IEnumerable<(string Name, int Most)> FieldsOf(CompiledPageActionDescriptor page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.HandlerMethods.Where(h => HttpMethods.IsPost(h.HttpMethod)).SelectMany(h => h.Parameters).SelectMany(parameter =>
            parameter.ParameterType == typeof(string) ? [(parameter.Name, MostOf(parameter.ParameterInfo))]
            : parameter.ParameterType.IsAssignableTo(typeof(SmallForm)) ? parameter.ParameterType.GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name), MostOf(p)))
            : Enumerable.Empty<(string, int)>());
    }

    private static int MostOf(ICustomAttributeProvider field) =>
        field.GetCustomAttributes(typeof(StringLengthAttribute), inherit: true) is [StringLengthAttribute { MaximumLength: var most }] ? most : Field;

    /// <summary>Counts characters as the person typing does: a line break is one, though a browser sends it as two.</summary>
    public static int LengthOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length - text.AsSpan().Count("\r\n");
    }
}

/// <summary>
/// What a small form sends: one property a field, sent under its name in camel case. Every form in which more than one thing is
/// typed has one. A longer text says with <see cref="StringLengthAttribute"/> how much it takes; what can be seen without a
/// database is looked at in <see cref="Validate"/>, and its messages stand beside their fields.
/// </summary>
public abstract class SmallForm : IValidatableObject
{
    /// <summary>What is wrong, each with the property it is about.</summary>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];

    /// <summary>The message for a text that is longer than is kept; null where it is not.</summary>
    protected static string? TooLong(string? typed, int most) =>
        typed is not null && FormLimits.LengthOf(typed) is var length && length > most ? string.Create(CultureInfo.InvariantCulture, $"Shorten this to {most:N0} characters. It has {length:N0}.") : null;

    /// <summary>A text without white space at its ends; null for none.</summary>
    protected static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}

/// <summary>Puts the limits of forms in force.</summary>
public static class FormLimitServices
{
    /// <summary>Forms are limited to a small size, unless their page says otherwise.</summary>
    public static void AddFormLimits(this IServiceCollection services)
    {
        services.Configure<FormOptions>(form => form.ValueLengthLimit = FormLimits.ValueBytes);
        services.Configure<MvcOptions>(mvc =>
        {
            mvc.Filters.Add(new RequestSizeLimitAttribute(FormLimits.FormBytes));
            mvc.Filters.Add(new FormLimits());
        });
    }
}
