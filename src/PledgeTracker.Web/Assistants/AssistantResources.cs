using System.Globalization;
using System.Text;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Assistants;

/// <summary>A text that assistants can read as a whole.</summary>
/// <param name="name">The end of its name.</param>
/// <param name="title">What people call it.</param>
/// <param name="description">What it holds.</param>
/// <param name="text">Makes it.</param>
internal sealed class AssistantResource(string name, string title, string description, Func<IServiceProvider, CancellationToken, Task<string>> text) : McpServerResource
{
    private const string Begin = "pledgetracker://", Type = "text/markdown";

    /// <summary>All of them.</summary>
    public static IEnumerable<McpServerResource> All { get; } =
    [
        new AssistantResource("method", "Method", "What the tracker’s words mean, how numbers are computed, what counts, and how verdicts are decided. Read it before you explain a verdict or a pace.", (services, cancel) => PageAsync(services, "/method", cancel)),
        new AssistantResource("how-we-work", "How we work", "How pledges are found, entered, reviewed and checked.", (services, cancel) => PageAsync(services, "/how-we-work", cancel)),
        new AssistantResource("corrections", "Corrections policy", "How mistakes are corrected and marked.", (services, cancel) => PageAsync(services, "/corrections-policy", cancel)),
        new AssistantResource("glossary", "Glossary", "Every code and word of the tracker with its meaning: verdicts, paces, bases, steps of the ladder and others.", (services, _) => Task.FromResult(Glossary(services.GetRequiredService<SiteAddress>()))),
        new AssistantResource("filters", "Filters", "What each filter of list_pledges can be, with names and how many pledges have it: companies, places, sectors, tags, lists and others.", FiltersAsync),
    ];

    public override ResourceTemplate ProtocolResourceTemplate { get; } = new() { Name = name, Title = title, Description = description, MimeType = Type, UriTemplate = Begin + name };

    public override Resource ProtocolResource { get; } = new() { Name = name, Title = title, Description = description, MimeType = Type, Uri = Begin + name };

    public override IReadOnlyList<object> Metadata => [];

    public override bool IsMatch(string uri) => uri == Begin + name;

    public override async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken = default)
    {
        Language.English.Speak();
        return new ReadResourceResult { Contents = [new TextResourceContents { Uri = Begin + name, MimeType = Type, Text = await text(request.Services!, cancellationToken) }] };
    }

    private static async Task<string> PageAsync(IServiceProvider services, string path, CancellationToken cancel) =>
        await services.GetRequiredService<PageText>().OfAsync(path, services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request, cancel) + $"\nThis text: {services.GetRequiredService<SiteAddress>().Of(path)}\n";

    private static string Glossary(SiteAddress site)
    {
        var text = new StringBuilder("# Glossary\n");
        foreach (var group in Ui.Glossary.All.GroupBy(t => t.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n");
            foreach (var term in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"- **{term.Label}** (`{term.Code}`): {term.Meaning} {site.Of($"/method#{term.Anchor}")}\n");
            }
        }

        return text.ToString();
    }

    private const int MostChoices = 200;

    private static async Task<string> FiltersAsync(IServiceProvider services, CancellationToken cancel)
    {
        var today = services.GetRequiredService<NewsroomCalendar>().Today;
        var (selection, _) = await services.GetRequiredService<PledgeListing>().SelectAsync(new PledgeFilter(), today, cancel);
        var names = selection.Index.Names;
        var text = new StringBuilder("# Filters of list_pledges\n");
        foreach (var facet in Facet.All)
        {
            var choices = selection.Facets[facet];
            text.Append(CultureInfo.InvariantCulture, $"\n## {facet.Key}\n\n{facet.Meaning}\n\n");
            foreach (var choice in choices.Take(MostChoices))
            {
                var named = facet.NameOf(choice.Code, names);
                text.Append(CultureInfo.InvariantCulture, $"- `{choice.Code}`{(named == choice.Code ? "" : " " + named)}: {choice.Count}\n");
            }

            if (choices.Total > MostChoices)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {choices.Total - MostChoices} more. Search for them by name.\n");
            }
        }

        return text.ToString();
    }
}
