using Microsoft.AspNetCore.WebUtilities;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Embeds;

/// <summary>An address of a page that can be embedded, as somebody pasted it, taken apart.</summary>
/// <param name="Language">The language of the page.</param>
/// <param name="Section">The first step of its path: <c>pledges</c>, <c>claims</c>, <c>lists</c> or <c>compare</c>.</param>
/// <param name="Slug">Which page of the section; empty for a comparison.</param>
/// <param name="Query">The query, with whatever was added to it on its way.</param>
internal sealed record PastedAddress(Language Language, string Section, string Slug, IQueryCollection Query)
{
    private const int Longest = 2000;

    // What stands under a page's own address and is about nothing but it.
    private static readonly string[] PartsOfPledge = ["embed", "use", "sources", "history"], PartsOfClaims = ["embed", "history"];

    /// <summary>
    /// Takes an address apart. It may have come by either scheme or none, by the name with or without <c>www.</c>, with slashes, capitals
    /// and escapes that browsers leave there, and may lead to the frame itself. Null where it is of another site or of another page.
    /// </summary>
    /// <param name="pasted">The address.</param>
    /// <param name="root">The tracker's own, without a slash at its end.</param>
    public static PastedAddress? Read(string pasted, string root)
    {
        var address = pasted.Trim();
        if (address.Length is 0 or > Longest)
        {
            return null;
        }

        // A scheme stands before everything else: a query may hold another address.
        address = address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address
            : address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && address.AsSpan().IndexOfAny('/', '?', '#') == scheme + 1 ? address
            : "https://" + address;
        var own = new Uri(root);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !IsSameSite(url, own)
            || StepsOf(url) is not { } steps || StepsOf(own) is not { } before || !steps.Take(before.Length).SequenceEqual(before, StringComparer.Ordinal))
        {
            return null;
        }

        var path = steps[before.Length..];
        var language = Language.English;
        if (path.Length > 0)
        {
            var first = "/" + path[0].ToLowerInvariant();
            if (Language.All.FirstOrDefault(known => known.Prefix == first) is { } spoken)
            {
                (language, path) = (spoken, path[1..]);
            }
        }

        // Names in addresses have no capitals; those of somebody's keyboard mean the same page.
        string[] page = [.. path.Select(step => step.ToLowerInvariant())];
        var slug = page switch
        {
            ["compare"] or ["compare", "embed"] => "",
            ["pledges", var pledge] => pledge,
            ["pledges", var pledge, var part] when PartsOfPledge.Contains(part) => pledge,
            ["claims" or "lists", var said] => said,
            ["claims" or "lists", var said, var part] when PartsOfClaims.Contains(part) => said,
            _ => null,
        };
        return slug is null || (slug.Length > 0 && !Domain.Values.Slug.IsWellFormed(slug)) ? null
            : new(language, page[0], slug, new QueryCollection(QueryHelpers.ParseQuery(url.Query)));
    }

    private static bool IsSameSite(Uri url, Uri own) =>
        (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0 && NameOf(url) == NameOf(own)
        && (url.IsDefaultPort ? own.IsDefaultPort : url.Port == own.Port);

    private static string NameOf(Uri url)
    {
        var name = url.IdnHost.TrimEnd('.');
        return name.StartsWith("www.", StringComparison.Ordinal) ? name["www.".Length..] : name;
    }

    private static string[] StepsOf(Uri url) => Uri.UnescapeDataString(url.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries);
}
