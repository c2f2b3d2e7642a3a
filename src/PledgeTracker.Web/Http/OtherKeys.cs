using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Marks an address that reports a query key which it does not read, so that a misspelt one does not pass for an answer. What
/// such an address keeps for others, and what it answers unseen to those who have it, holds for its own keys alone.
/// </summary>
public sealed class OtherKeys
{
    private OtherKeys()
    {
    }

    /// <summary>The mark.</summary>
    public static OtherKeys Refused { get; } = new();

    /// <summary>The first key of a request that its address reports; null where there is none.</summary>
    public static string? In(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.Request.Query.Count == 0 || !IsRead(http.Request) || http.GetEndpoint()?.Metadata is not { } marks || marks.GetMetadata<OtherKeys>() is null)
        {
            return null;
        }

        var known = KnownTo(marks);
        return http.Request.Query.Keys.FirstOrDefault(key => !known.Contains(key) && !TrackingKeys.Has(key));
    }

    /// <summary>Refuses the request if it has such a key.</summary>
    /// <exception cref="DataRequestException">It has one.</exception>
    public static void Refuse(HttpContext http)
    {
        if (In(http) is { } unknown)
        {
            throw Refusal(unknown, KnownTo(http.GetEndpoint()!.Metadata));
        }
    }

    /// <summary>The refusal of a key, with those that the address reads.</summary>
    public static DataRequestException Refusal(string unknown, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        ArgumentNullException.ThrowIfNull(known);
        var shown = Wording.Shorten(unknown);
        return new DataRequestException(known.Count == 0
            ? $"There is no parameter “{shown}” here. Remove it."
            : $"There is no parameter “{shown}” here. The parameters are: {string.Join(", ", known)}.");
    }

    private static IReadOnlyList<string> KnownTo(EndpointMetadataCollection marks) => marks.GetMetadata<PublicPageAttribute>()?.QueryKeys ?? [];

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
