namespace PledgeTracker.Web.Evidence;

/// <summary>The stored copies of sources.</summary>
public static class EvidenceServices
{
    public static void AddEvidence(this IServiceCollection services)
    {
        services.AddScoped<EvidenceStore>();
        services.AddSingleton<EvidenceChecks>();
        services.AddHostedService<EvidenceClosing>();
    }
}
