using System.Globalization;

namespace PledgeTracker.Web.Ui;

/// <summary>A language of the public pages.</summary>
/// <param name="Code">As in <c>lang</c> and <c>hreflang</c>.</param>
/// <param name="Name">In the language itself.</param>
/// <param name="Prefix">What its addresses begin with; empty for the language that needs none.</param>
/// <param name="Culture">How it writes numbers and dates.</param>
public sealed record Language(string Code, string Name, string Prefix, CultureInfo Culture)
{
    /// <summary>
    /// The language of the program's own texts. Numbers and dates are written in it as the invariant culture has them, so that
    /// they do not depend on what the server's libraries know.
    /// </summary>
    public static readonly Language English = new("en", "English", "", CultureInfo.InvariantCulture);

    /// <summary>All languages, the one without a prefix first. A second one stands here as soon as every public text has it.</summary>
    public static readonly IReadOnlyList<Language> All = [English];

    /// <summary>The language of the page that is being written.</summary>
    public static Language Current
    {
        get
        {
            var code = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
            foreach (var language in All)
            {
                if (language.Code == code)
                {
                    return language;
                }
            }

            return English;
        }
    }

    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;
}

/// <summary>
/// Takes the language off the beginning of an address, before anything else looks at it: <c>/es/pledges</c> is the page
/// <c>/pledges</c> in Spanish. What is the same in every language (files, the newsroom, the API) has one address only, and a
/// prefix before it leads there.
/// </summary>
public sealed class LanguagePrefix(RequestDelegate next)
{
    private static readonly PathString[] WithoutLanguage = ["/newsroom", "/account", "/api", "/openapi", "/healthz", "/dev", "/css", "/js", "/fonts", "/oembed", "/evidence", "/suggest", "/data/api/explorer"];

    public Task InvokeAsync(HttpContext context)
    {
        foreach (var language in Language.All)
        {
            if (language.Prefix.Length == 0 || !context.Request.Path.StartsWithSegments(language.Prefix, StringComparison.Ordinal, out var rest))
            {
                continue;
            }

            if (IsTheSameInAll(rest))
            {
                context.Response.Redirect(context.Request.PathBase + rest + context.Request.QueryString, permanent: true);
                return Task.CompletedTask;
            }

            context.Request.Path = rest.HasValue ? rest : "/";
            return InAsync(language, context);
        }

        return next(context);
    }

    private async Task InAsync(Language language, HttpContext context)
    {
        // Flows into everything that answers this request, and nowhere else.
        CultureInfo.CurrentUICulture = language.Culture;
        await next(context);
    }

    private static bool IsTheSameInAll(PathString path) =>
        path.Value is { } text && text.LastIndexOf('.') > text.LastIndexOf('/')
        || Array.Exists(WithoutLanguage, start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
}
