using System.Globalization;
using System.Text;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Embeds;

/// <summary>
/// What other sites show in a frame: one request, no script, nothing stored, light and dark. Live without a version in its
/// address; frozen with <c>?on=</c> or <c>?revision=</c>.
/// </summary>
public static class EmbedPages
{
    /// <summary>The query key of the colour theme: light, dark or auto.</summary>
    public const string ThemeKey = "theme";

    /// <summary>The query key of the pledges in a comparison.</summary>
    public const string PledgeKey = "pledge";

    /// <summary>The most pledges in a comparison.</summary>
    public const int MostCompared = 6;

    /// <summary>The height in pixels that is enough for the embed of a pledge at any width from 300 pixels on.</summary>
    public const int Height = 820;

    // What the embed of claimed totals has around its drawing: on a phone, and in the widest frame.
    private const int AroundNarrow = 330, AroundWide = 210;

    // From this width on the wide drawing is shown; the style sheet has the same, and the room at both sides.
    private const int WideFrom = 480, Padding = 28;

    // The narrowest and the widest that a drawing is shown, and how wide the wide one is drawn: between the two, so that its words are
    // neither small in a narrow frame nor large in a wide one.
    private const int NarrowestDrawing = 300, WidestFrame = 760, WideDrawing = 660;

    // Of a ladder in a frame: with more it would be no small request any more, and no short one to scroll.
    private const int MostNumbers = 2;

    // In days: after a year without a check, a live embed must not pass for news.
    private const int Stale = 365;

    public static void AddEmbeds(this IServiceCollection services) => services.AddSecurityHeaderPolicies().AddPolicy(EmbedHeaders.Policy, EmbedHeaders.Headers);

    public static void MapEmbeds(this IEndpointRouteBuilder endpoints)
    {
        var frames = endpoints.MapGroup("").AddEndpointFilter(RefusedWithin).RefusesOtherKeys().WithSecurityHeadersPolicy(EmbedHeaders.Policy);
        endpoints.MapOEmbed();
        frames.MapMethods("/pledges/{slug:name}/embed", DataAnswers.Reading, (HttpContext http, PledgePages pages, CancellationToken cancel) =>
            PledgeAsync(http, pages, cancel))
            .WithMetadata(new PublicPageAttribute(PledgePages.OnKey, PledgePages.RevisionKey, ChartFile.TargetKey, ThemeKey))
            .WithName("embedPledge").WithSummary("A pledge for a frame on another site").WithTags("Embeds");
        frames.MapMethods("/compare/embed", DataAnswers.Reading, CompareAsync)
            .WithMetadata(new PublicPageAttribute(PledgeKey, PledgePages.OnKey, ThemeKey))
            .WithName("embedComparison").WithSummary("Two to six pledges for a frame on another site").WithTags("Embeds");
        frames.MapMethods("/claims/{slug:name}/embed", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            ClaimsAsync(http, views.ClaimantAsync(slug, http.Request.Query, cancel), view => (view.Claimant.Summary, options => view.Picture(http.SeriesOf(), options))))
            .WithMetadata(new PublicPageAttribute([.. ClaimSection.Claimants.StateKeys, ChartFile.SeriesKey, ThemeKey]))
            .WithName("embedClaimant").WithSummary("A claimant for a frame on another site").WithTags("Embeds");
        frames.MapMethods("/lists/{slug:name}/embed", DataAnswers.Reading, (string slug, HttpContext http, ClaimViews views, CancellationToken cancel) =>
            ClaimsAsync(http, views.ListAsync(slug, http.Request.Query, cancel), view => (ClaimParagraph.Beginning(view.Ladder), view.Picture)))
            .WithMetadata(new PublicPageAttribute([.. ClaimSection.Lists.StateKeys, ThemeKey]))
            .WithName("embedList").WithSummary("A list with its ladder for a frame on another site").WithTags("Embeds");
    }

    /// <summary>The snippet for a page that gives the frame a fixed height.</summary>
    public static string FixedSnippet(IShownPage view, string query) => Snippet(view, query, $"width=\"100%\" height=\"{HeightOf(view)}\"");

    /// <summary>The snippet for a page that lets the frame grow narrower and higher: its shape follows its width.</summary>
    public static string ResponsiveSnippet(IShownPage view, string query) =>
        $"<div style=\"max-width:{WidestFrame}px\">{Snippet(view, query, "width=\"100%\"", $"border:0;width:100%;height:{Heights(view)}")}</div>";

    private static string Snippet(IShownPage view, string query, string size, string style = "border:0")
    {
        var title = Encode(view.Name);
        return $"<iframe title=\"{title}\" src=\"{Encode(view.Url + "/embed" + query)}\" {size} loading=\"lazy\" style=\"{style}\"></iframe>\n<p><a href=\"{Encode(view.Url + query)}\">{title} (PledgeTracker)</a></p>";
    }

    // A ladder is as high as it has steps and numbers, so that the height of its frame is taken from the drawings.
    internal static int HeightOf(IShownPage view) => DrawnHeights(view) is var (narrow, wide) ? Math.Max(narrow, wide) : Height;

    // The middle value is far below the lower height on one side of the width at which the drawing changes, and far above the higher one
    // on the other, and so chooses one of them.
    private static string Heights(IShownPage view)
    {
        if (DrawnHeights(view) is not var (narrow, wide))
        {
            return "clamp(620px,calc(740px - 18vw),680px)";
        }

        var beyond = narrow > wide ? $"{WideFrom + Padding}px - 100vw" : $"100vw - {WideFrom + Padding}px";
        return string.Create(CultureInfo.InvariantCulture, $"clamp({Math.Min(narrow, wide)}px,calc(({beyond})*1000),{Math.Max(narrow, wide)}px)");
    }

    private static (int Narrow, int Wide)? DrawnHeights(IShownPage view)
    {
        Func<ChartOptions, string>? picture = view switch
        {
            ClaimantView claimant => options => claimant.Picture(null, options),
            ListView list => list.Picture,
            _ => null,
        };
        return picture is null ? null
            : (AroundNarrow + DrawnHeight(picture(Narrow), NarrowestDrawing), AroundWide + DrawnHeight(picture(Wide), WidestFrame - Padding));
    }

    private static ChartOptions Narrow => new("n") { Width = ChartOptions.Narrow, ReadAs = "w", MostNumbers = MostNumbers, HasOtherFonts = true };

    private static ChartOptions Wide => new("w") { Width = WideDrawing, MostNumbers = MostNumbers, HasOtherFonts = true };

    // The height on a screen of a drawing that is shown at that width.
    private static int DrawnHeight(string svg, int width)
    {
        const string begin = "viewBox=\"";
        var at = svg.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var box = svg[at..svg.IndexOf('"', at)].Split(' ');
        return (int)Math.Ceiling(double.Parse(box[3], CultureInfo.InvariantCulture) * width / double.Parse(box[2], CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> PledgeAsync(HttpContext http, PledgePages pages, CancellationToken cancel)
    {
        var theme = ThemeOf(http.Request.Query);
        return await pages.FindAsync((string)http.Request.RouteValues["slug"]!, http.Request.Query, cancel) switch
        {
            PledgeAnswer.Shown shown => Html(PledgePage(shown.View, ChartFile.TargetOf(shown.View, http.Request.Query), theme, NamesRevision(http.Request.Query))),
            PledgeAnswer.Moved moved => OwnRedirect.To($"{Language.Current.Prefix}/pledges/{moved.Slug}/embed{http.Request.QueryString}", permanent: true),
            PledgeAnswer.Refused refused => Refused(theme, refused.Status, refused.Sentence),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }

    private static string PledgePage(PledgeView view, Domain.Pledges.Target target, string theme, bool isRevision)
    {
        var pledge = view.Pledge;
        var html = BeginOf(view, theme);
        if (view.WasMade)
        {
            html.Append("<p>").Append(Markup.Verdict(pledge.VerdictKind, pledge.Verdict?.LapsedBecause)).Append(pledge.Verdict is { } verdict ? " " + Encode(F($"since {verdict.Date.InWords()}")) : "").Append("</p>");
            var progress = view.Progress.First(p => p.Target == target);
            html.Append(ProgressBar.Render(progress));
        }

        html.Append("<p>").Append(Encode(view.Paragraph)).Append("</p>");
        if (view.WasMade)
        {
            html.Append(PledgeChart.Render(pledge, target, view.On, new ChartOptions("w")));
            html.Append(PledgeChart.Render(pledge, target, view.On, new ChartOptions("n") { Width = ChartOptions.Narrow, ReadAs = "w" }));
        }

        return End(html, view, State(view, isRevision));
    }

    // A frame that names a revision shows it for ever, even while it is the newest.
    private static bool NamesRevision(IQueryCollection query) => !string.IsNullOrEmpty(query[PledgePages.RevisionKey]);

    private static async Task<IResult> ClaimsAsync<T>(HttpContext http, Task<ClaimViewAnswer<T>> asked, Func<T, (string Sentence, Func<ChartOptions, string> Picture)> shown)
        where T : ClaimView
    {
        var theme = ThemeOf(http.Request.Query);
        var answer = await asked;
        if (answer.View is not { } view)
        {
            return Refused(theme, answer.Status, answer.Sentence);
        }

        var (sentence, picture) = shown(view);
        var html = BeginOf(view, theme).Append("<p>").Append(Encode(sentence)).Append("</p>").Append(picture(Wide)).Append(picture(Narrow));
        return Html(End(html, view, State(view, NamesRevision(http.Request.Query))));
    }

    private static async ValueTask<object?> RefusedWithin(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DataRequestException problem) when (!context.HttpContext.Response.HasStarted)
        {
            return Refused("auto", problem.Status, problem.Message);
        }
    }

    // An error page may not stand in a frame, so the embed itself says what is wrong.
    private static IResult Refused(string theme, int status, string sentence) =>
        Html(Begin("PledgeTracker", theme, null).Append("<main><p>").Append(Encode(sentence)).Append("</p></main></body></html>").ToString(), status);

    private static StringBuilder BeginOf(IShownPage view, string theme) => Begin(view.Name, theme, view.Url)
        .Append("<main><h1><a href=\"").Append(Encode(view.CiteAddress)).Append("\" target=\"_blank\" rel=\"noopener\">").Append(Encode(view.Name)).Append("</a></h1>");

    private static string End(StringBuilder html, IShownPage view, string state) => html
        .Append("<p class=\"note\">").Append(Encode(state)).Append("</p><p class=\"foot\">PledgeTracker: ").Append(Encode(view.CiteAddress)).Append("</p></main></body></html>").ToString();

    /// <summary>What an embed of claimed totals says about its age. Nothing is said of checks: those are of the claims, and not of the page.</summary>
    /// <param name="view">The page.</param>
    /// <param name="isRevision">Whether its address names the revision, so that it stays.</param>
    public static string State(ClaimView view, bool isRevision = false)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.On is { } on)
        {
            return F($"Frozen: as known on {on.InWords()}.");
        }

        if (view.State.IsEarlier || isRevision)
        {
            return Frozen(view.State.Revision, view.PublishedOn, view.State.IsEarlier);
        }

        var days = view.Today.DayNumber - view.PublishedOn.DayNumber;
        var state = F($"Live, as of {view.Today.InWords()}. Published {view.PublishedOn.InWords()}.");
        return days > Stale ? state + " " + Plural(days, "Nothing was changed for {0} day. This may be out of date.", "Nothing was changed for {0} days. This may be out of date.") : state;
    }

    /// <summary>What an embed says about its age: which state it shows, and when an editor last checked it.</summary>
    /// <param name="view">The page.</param>
    /// <param name="isRevision">Whether its address names the revision, so that it stays.</param>
    public static string State(PledgeView view, bool isRevision = false)
    {
        if (view.LooksBack)
        {
            return F($"Frozen: as known on {view.On.InWords()}.");
        }

        if (view.Newest is not null || isRevision)
        {
            return Frozen(view.Published.Revision, view.Published.PublishedOn, view.Newest is not null);
        }

        var checkedOn = Checked(view);
        var looked = checkedOn ?? view.Published.PublishedOn;
        var days = view.Today.DayNumber - looked.DayNumber;
        var state = checkedOn is null
            ? F($"Live, as of {view.Today.InWords()}. Published {looked.InWords()}. No check is recorded.")
            : F($"Live, as of {view.Today.InWords()}. Last checked {looked.InWords()}.");
        return days > Stale ? state + " " + Plural(days, "No check is recorded for {0} day. This may be out of date.", "No check is recorded for {0} days. This may be out of date.") : state;
    }

    private static string Frozen(int revision, DateOnly published, bool isEarlier) => isEarlier
        ? F($"Frozen: revision {revision}, published {published.InWords()}. There is a newer one.")
        : F($"Frozen: revision {revision}, published {published.InWords()}.");

    // The day of the last check or look-up; null where none is recorded.
    private static DateOnly? Checked(PledgeView view) =>
        new[] { view.Pledge.LastChecked, Absence.Newest(view.Pledge)?.Date }.Max();

    // That it was published shows that somebody read it on that day.
    private static DateOnly Looked(PledgeView view) => Checked(view) ?? view.Published.PublishedOn;

    private static async Task<IResult> CompareAsync(HttpContext http, PledgePages pages, CancellationToken cancel)
    {
        var theme = ThemeOf(http.Request.Query);
        var slugs = ComparedNames.Several(http.Request.Query);
        var views = new List<PledgeView>();
        foreach (var slug in slugs)
        {
            switch (await pages.FindAsync(slug, http.Request.Query, cancel))
            {
                case PledgeAnswer.Shown shown:
                    views.Add(shown.View);
                    break;
                case PledgeAnswer.Moved moved:
                    return OwnRedirect.To(Language.Current.Prefix + "/compare/embed" + http.Request.QueryString.Value!.Replace("=" + slug, "=" + moved.Slug, StringComparison.Ordinal), permanent: true);
                case PledgeAnswer.Refused refused:
                    return Refused(theme, refused.Status, refused.Sentence);
            }
        }

        var html = Begin(T("Pledges compared"), theme, null);
        html.Append("<main><h1>").Append(Encode(T("What was promised, and what counts"))).Append("</h1><table><tbody>");
        foreach (var view in views)
        {
            var progress = view.Progress[0];
            html.Append("<tr><td><a href=\"").Append(Encode(view.CiteAddress)).Append("\" target=\"_blank\" rel=\"noopener\">").Append(Encode($"{view.Company}: {view.Pledge.Title}")).Append("</a><br>")
                .Append(Markup.Verdict(view.Pledge.VerdictKind, view.Pledge.Verdict?.LapsedBecause))
                .Append(view.Pledge.Undone is { } undone ? "<br>" + Encode(Wording.Undone(undone)) : "").Append("</td><td class=\"wide\">")
                .Append(ProgressBar.RenderRow(progress.Share, progress.ExpectedShare, view.Pledge.Figures.Count > 0))
                .Append(Encode(view.WasMade ? ChartWords.Finding(progress) : T("Not yet made"))).Append("</td></tr>");
        }

        html.Append("</tbody></table><p class=\"note\">").Append(Encode(views[0].LooksBack
            ? F($"Frozen: as known on {views[0].On.InWords()}.")
            : F($"Live, as of {views[0].Today.InWords()}. Last checked {views.Min(Looked).InWords()} or later.")))
            .Append(' ').Append(Encode(T("The shares say how far each is from its own promise. The numbers measure different things, so do not add them."))).Append("</p><p class=\"foot\">PledgeTracker: ").Append(Encode(views[0].Site)).Append("</p></main></body></html>");
        return Html(html.ToString());
    }

    /// <summary>The colours that a query asks for.</summary>
    /// <exception cref="DataRequestException">There are none of that name.</exception>
    internal static string ThemeOf(IQueryCollection query)
    {
        var problem = "";
        return PledgeFilter.TryOne(query, ThemeKey, out var theme, ref problem) && theme is null or "light" or "dark" or "auto"
            ? theme ?? "auto"
            : throw new DataRequestException(problem.Length > 0 ? problem : $"There is no theme “{PledgeFilter.Shorten(theme!)}”. There are: light, dark, auto.");
    }

    private static StringBuilder Begin(string title, string theme, string? canonical) => new StringBuilder(16 * 1024)
        .Append("<!DOCTYPE html><html lang=\"").Append(Language.Current.Code).Append(Language.Current.IsRightToLeft ? "\" dir=\"rtl" : "").Append("\"><head><meta charset=\"utf-8\"><title>").Append(Encode(title))
        .Append("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">")
        .Append(canonical is null ? "" : $"<link rel=\"canonical\" href=\"{Encode(canonical)}\">")
        .Append("<style>").Append(theme switch { "light" => EmbedStyle.Light, "dark" => EmbedStyle.Dark, _ => EmbedStyle.Auto }).Append("</style></head><body>");

    private static IResult Html(string html, int status = StatusCodes.Status200OK) => Results.Text(html, "text/html; charset=utf-8", statusCode: status);

    private static string Encode(string text) => Markup.Encoder.Encode(text);
}
