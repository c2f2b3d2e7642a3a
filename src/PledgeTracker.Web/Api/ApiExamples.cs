using System.Text.Json.Nodes;

namespace PledgeTracker.Web.Api;

/// <summary>What can be sent to the addresses for writing, as the description shows it. Each is accepted as it stands.</summary>
internal static class ApiExamples
{
    /// <summary>The example for an address, by the name of its document; null where there is none.</summary>
    public static JsonNode? Of(string noun) => Texts.TryGetValue(noun, out var text) ? JsonNode.Parse(text) : null;

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["figures"] = """
            {
              "pledge": "alibaba-million-us-jobs-2017", "target": "jobs", "quantity": "more than 1,200", "span": "total", "as_of": "2018-09",
              "basis": "company-statement", "reported_by": "Alibaba", "counting": "counted",
              "source_url": "https://example.org/report", "source_title": "Report", "source_publisher": "Alibaba", "source_kind": "company-statement", "source_role": "proof"
            }
            """,
        ["pledge"] = """
            {
              "slug": "acme-plant-500-jobs-2026", "company": "alibaba", "title": "500 jobs at a plant in Ohio",
              "announced": { "date": "2026-03-02", "sources": ["release"] },
              "targets": [{ "id": "jobs", "metric": "jobs-created", "quantity": 500, "deadline": "2028" }],
              "sources": [{ "id": "release", "url": "https://example.org/release", "title": "A plant in Ohio", "publisher": "Acme", "published": "2026-03-02", "kind": "company-statement", "role": "promise" }]
            }
            """,
        ["company"] = """
            {
              "name": "Acme", "legalName": "Acme Corporation", "otherNames": ["Acme Works (until 2019)"], "headquartersCountry": "US",
              "website": "https://acme.example", "listings": ["NYSE: ACME"]
            }
            """,
        ["claimant"] = """{ "name": "The Institute for Jobs", "summary": "An institute that adds up what companies announce." }""",
        ["list"] = """{ "title": "Investments announced in 2026", "keeper": "The Institute for Jobs", "items": [{ "id": "acme", "amount": "5,000,000", "currency": "USD" }] }""",
        ["check"] = """{ "by": "The Gazette", "date": "2026-05", "method": "The companies of the list were asked." }""",
    };
}
