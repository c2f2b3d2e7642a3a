using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Reading;

/// <summary>How an address of a pledge, company, claimant, list or check answers in a format that is not a page.</summary>
public static class PledgeForms
{
    /// <summary>Answers with a pledge in some format, or says why not.</summary>
    public static Task<IResult> ShowAsync(this HttpContext http, PledgePages pages, string ending, Func<PledgeView, IResult> show, CancellationToken cancel) =>
        http.ShowAsync(pages, ending, view => Task.FromResult(show(view)), cancel);

    /// <inheritdoc cref="ShowAsync(HttpContext, PledgePages, string, Func{PledgeView, IResult}, CancellationToken)"/>
    public static async Task<IResult> ShowAsync(this HttpContext http, PledgePages pages, string ending, Func<PledgeView, Task<IResult>> show, CancellationToken cancel) =>
        await pages.FindAsync((string)http.Request.RouteValues["slug"]!, http.Request.Query, cancel) switch
        {
            PledgeAnswer.Shown shown => await show(shown.View),
            PledgeAnswer.Moved moved => OwnRedirect.To($"{Ui.Language.Current.Prefix}/pledges/{moved.Slug}{ending}{http.Request.QueryString}", permanent: true),
            PledgeAnswer.Refused refused => http.Refuse(refused.Status, refused.Sentence),
            _ => throw new InvalidOperationException("There is no other answer."),
        };

    /// <summary>Answers with a claimant, a list or a check in some format, or says why not.</summary>
    public static async Task<IResult> ShowAsync<T>(this HttpContext http, ClaimPages pages, ClaimSection<T> section, Func<ClaimAnswer<T>, Task<IResult>> show, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(show);
        var answer = await pages.FindAsync(section, (string)http.Request.RouteValues["slug"]!, http.Request.Query, cancel);
        return answer.Found is null ? http.Refuse(answer.Status, answer.Sentence) : await show(answer);
    }

    /// <summary>Answers with a company in some format, redirects to its present address, or says why not.</summary>
    public static async Task<IResult> ShowCompanyAsync(this HttpContext http, CompanyListing companies, string ending, Func<Company, Task<IResult>> show, CancellationToken cancel)
    {
        var slug = (string)http.Request.RouteValues["slug"]!;
        return await companies.FindAsync(slug, cancel) is { } company ? await show(company)
            : await companies.MovedAsync(slug, cancel) is { } now ? OwnRedirect.To($"/companies/{now}{ending}{http.Request.QueryString}", permanent: true)
            : http.Refuse(StatusCodes.Status404NotFound, $"There is no company at the address “{PledgeFilter.Shorten(slug)}”.");
    }
}
