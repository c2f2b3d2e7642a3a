namespace PledgeTracker.Web.Http;

/// <summary>Makes HEAD work wherever GET does: monitors and link checkers use it.</summary>
public static class HeadRequests
{
    /// <summary>Lets every endpoint that answers GET answer HEAD too; the server leaves out the body.</summary>
    public static TBuilder AnswersHead<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { } methods
                && methods.HttpMethods.Contains(HttpMethods.Get) && !methods.HttpMethods.Contains(HttpMethods.Head))
            {
                endpoint.Metadata.Add(new HttpMethodMetadata([.. methods.HttpMethods, HttpMethods.Head], methods.AcceptCorsPreflight));
            }
        });
        return endpoints;
    }
}
