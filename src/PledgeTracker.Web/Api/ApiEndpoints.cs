using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;
using Scalar.AspNetCore;

namespace PledgeTracker.Web.Api;

/// <summary>
/// Writing for programs: <c>POST /api/drafts</c> and <c>POST /api/figures</c>, and for claimants, lists, checks and companies
/// <c>GET</c> and <c>POST /api/lists/{slug}</c>. The same drafts, rules, review and log as the forms; nothing is published.
/// </summary>
public static class ApiEndpoints
{
    /// <summary>The most figures in one request.</summary>
    public const int MostFigures = 500;

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ApiDesk>();
        builder.Services.AddApiDocument();
    }

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").RefusesWhatItDoesNotUnderstand().WithSecurityHeadersPolicy(SecurityHeaders.ForData).WithTags("Writing");
        api.MapPost("/drafts", (HttpContext http, ApiDesk desk, CancellationToken cancel) => desk.TakeAsync(http, t => t.MayDraft, desk.DraftAsync, cancel))
            .WithName("postDraft").WithSummary("Begins a draft of a pledge, or adds a revision to one").WithMetadata(new ApiDescription("A pledge's document, as /data/pledge.schema.json describes it. It may be incomplete."));
        api.MapGet("/drafts/{slug}", (string slug, HttpContext http, ApiDesk desk, CancellationToken cancel) => desk.NewestAsync(http, Subject.Of(DocumentKind.Pledge), slug, cancel))
            .WithName("readDraft").WithSummary("The newest draft of a pledge, also before it is published").WithMetadata(new ApiReading());
        api.MapPost("/figures", (HttpContext http, ApiDesk desk, CancellationToken cancel) => desk.TakeAsync(http, t => t.MayReportFigures, desk.FiguresAsync, cancel))
            .WithName("postFigures").WithSummary("Adds figures to drafts of their pledges").WithMetadata(new ApiDescription($"One figure or a list of up to {MostFigures}. The fields have the names of the columns in an import of figures."));
        foreach (var subject in (Subject[])[Subject.Of(DocumentKind.Claimant), Subject.Of(DocumentKind.List), Subject.Of(DocumentKind.Check), Subject.Of(DocumentKind.Company)])
        {
            var name = char.ToUpperInvariant(subject.Noun[0]) + subject.Noun[1..];
            api.MapGet($"/{subject.Section}/{{slug}}", (string slug, HttpContext http, ApiDesk desk, CancellationToken cancel) => desk.NewestAsync(http, subject, slug, cancel))
                .WithName($"read{name}Draft").WithSummary($"The newest draft of a {subject.Noun}, also where nothing is published yet").WithMetadata(new ApiReading());
            api.MapPost($"/{subject.Section}/{{slug}}", (string slug, HttpContext http, ApiDesk desk, CancellationToken cancel) =>
                    desk.TakeAsync(http, t => t.MayDraft, (request, body, by, stop) => desk.DraftAsync(request, subject, slug, body, by, stop), cancel))
                .WithName($"post{name}Draft").WithSummary($"Begins a draft of a {subject.Noun}, or adds a revision to one")
                .WithMetadata(new ApiDescription(subject.Shape is null ? $"A {subject.Noun}'s document. It must be complete." : $"A {subject.Noun}'s document, as /data/{subject.Noun}.schema.json describes it. It may be incomplete."));
        }

        // Served for its script only: the page that comes with it has an inline script, which the content security policy
        // blocks.
        app.MapScalarApiReference("/data/api/scalar", scalar => scalar.WithOpenApiRoutePattern("/openapi/v1.json")).WithSecurityHeadersPolicy(SecurityHeaders.ForData);
        app.MapGet("/data/api/scalar", () => OwnRedirect.To("/data/api/explorer")).ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new PublicPageAttribute()).WithSecurityHeadersPolicy(SecurityHeaders.ForData);
    }
}

/// <summary>What a request body holds, for the description of the API.</summary>
public sealed record ApiDescription(string Body);

/// <summary>Marks an address that answers only who has a token, for the description of the API.</summary>
public sealed record ApiReading;

/// <summary>Handles what programs send.</summary>
public sealed partial class ApiDesk(
    PledgeTrackerDbContext context, ApiTokens tokens, Drafts drafts, Importer importer, SiteAddress site, RefusalLog refusals, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    /// <summary>The most problems that a refusal lists.</summary>
    private const int MostProblems = 100;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    internal sealed record Done(int Status, string Answer, string? Location, int? Revision = null);

    /// <summary>What the newsroom has at an address.</summary>
    /// <param name="Id">The document; 0 for a company that has none yet.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="State">What its newest revision waits for.</param>
    /// <param name="Newest">The number of that; 0 where there is none.</param>
    private sealed record Found(int Id, string Key, WorkState State, int Newest);

    /// <summary>
    /// Checks who asks, whether they may, and whether the same request was answered before; then does the work, all or
    /// nothing.
    /// </summary>
    internal async Task<IResult> TakeAsync(HttpContext http, Func<ApiToken, bool> may, Func<HttpContext, byte[], LogActor, CancellationToken, Task<Done>> work, CancellationToken cancel)
    {
        var (token, refused) = await WhoAsync(http, may, cancel);
        if (token is null)
        {
            return refused!;
        }

        if (http.Request.Headers.ContentEncoding is { Count: > 0 } packed && packed != "identity")
        {
            return http.Refuse(StatusCodes.Status415UnsupportedMediaType, "Send the request without “Content-Encoding”. Compressed requests are not accepted.");
        }

        if (!http.Request.HasJsonContentType())
        {
            return http.Refuse(StatusCodes.Status415UnsupportedMediaType, "Send JSON: “Content-Type: application/json”.");
        }

        if (await ReadAsync(http, cancel) is not { } body)
        {
            return http.Refuse(StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"A request may have at most {DraftBounds.Document:N0} bytes. Send less at once."));
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > ApiRequest.KeyMaxLength)
        {
            throw new DataRequestException($"An Idempotency-Key may have at most {ApiRequest.KeyMaxLength} characters. Choose a shorter one.");
        }

        var by = new LogActor(token.Token.MemberId, $"{token.Owner} (token {token.Token.Name})", http.Connection.RemoteIpAddress?.ToString());
        var hash = ApiTokens.HashOf(http.Request.Path + "\n" + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(body)));
        for (var again = false; ; again = true)
        {
            try
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                if (key.Length > 0 && await context.ApiRequests.AsNoTracking().FirstOrDefaultAsync(r => r.TokenId == token.Token.Id && r.Key == key, cancel) is { } before)
                {
                    if (before.Hash != hash)
                    {
                        return http.Refuse(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request. Choose a new one for each request.");
                    }

                    http.Response.Headers["Idempotency-Replayed"] = "true";
                    return Answer(http, new Done(before.Status, before.Answer, before.Location));
                }

                var done = await work(http, body, by, cancel);
                if (key.Length > 0)
                {
                    var now = clock.GetUtcNow().UtcDateTime;
                    await context.ApiRequests.Where(r => r.TokenId == token.Token.Id && r.At < now - Remembered).ExecuteDeleteAsync(cancel);
                    context.ApiRequests.Add(new ApiRequest { TokenId = token.Token.Id, Key = key, Hash = hash, Status = done.Status, Answer = done.Answer, Location = done.Location, At = now });
                    await context.SaveChangesAsync(cancel);
                }

                await transaction.CommitAsync(cancel);
                context.ChangeTracker.Clear();
                return Answer(http, done);
            }
            catch (ApiRefusal refusal)
            {
                context.ChangeTracker.Clear();
                if (refusal.Problems.Count > 0)
                {
                    http.Items[typeof(DataProblems)] = new DataProblems(refusal.Problems);
                }

                return http.Refuse(refusal.Status, refusal.Message);
            }
            catch (DbUpdateException) when (!again)
            {
                // The same request came twice at the same time and the other one was first: its answer is the answer to
                // this one too. Where it was another request for the same address, that one is looked at anew.
                context.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Who asks, where that token allows it; otherwise the refusal.</summary>
    private async Task<(ApiTokens.Line? Token, IResult? Refused)> WhoAsync(HttpContext http, Func<ApiToken, bool> may, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (token, holds) = await tokens.FindAsync(http.Request.Headers.Authorization, cancel);
        if (token is null || !holds)
        {
            await refusals.TokenAsync(http, RefusalKind.Token, token);
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"PledgeTracker\"";
            return (null, http.Refuse(StatusCodes.Status401Unauthorized, "Send a token: “Authorization: Bearer pt_…”. A member of the newsroom can make one at /newsroom/tokens. A token that was revoked or has expired is not valid."));
        }

        if (!may(token.Token))
        {
            await refusals.TokenAsync(http, RefusalKind.TokenScope, token);
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"PledgeTracker\", error=\"insufficient_scope\"";
            return (null, http.Refuse(StatusCodes.Status403Forbidden, "This token does not allow this request. Use a token that does."));
        }

        return (token, null);
    }

    /// <summary>The newest draft of a document.</summary>
    internal async Task<IResult> NewestAsync(HttpContext http, Subject subject, string slug, CancellationToken cancel)
    {
        if ((await WhoAsync(http, t => t.MayDraft, cancel)).Refused is { } refused)
        {
            return refused;
        }

        try
        {
            if (await FindAsync(subject, slug, cancel) is not { } found
                || (found.Id > 0 && subject.Kind == DocumentKind.Pledge ? await drafts.OpenAsync(subject.Kind, found.Id, cancel) : await drafts.OpenAsync(subject.Kind, slug, cancel)) is not { } open)
            {
                return http.Refuse(StatusCodes.Status404NotFound, $"There is no {subject.Noun} at this address in the newsroom. Post a document to begin one.");
            }

            var problems = (await subject.ReviewAsync(context, open.Id, open.Key, open.Content, options.Value.DayAt(clock.GetUtcNow()), cancel)).Problems;
            return Answer(http, new Done(StatusCodes.Status200OK, Json(json =>
            {
                About(json, subject, open.Id, slug, open.Number, problems);
                json.WriteString("state", Domain.Values.Code.Of(open.State));
                json.WritePropertyName("document");
                json.WriteRawValue(DraftJson.Write(open.Content));
            }), null, open.Number));
        }
        catch (ApiRefusal refusal)
        {
            return http.Refuse(refusal.Status, refusal.Message);
        }
    }

    /// <summary>A draft of a whole pledge: a new one, or the next revision of one that is there.</summary>
    internal Task<Done> DraftAsync(HttpContext http, byte[] body, LogActor by, CancellationToken cancel) => DraftAsync(http, Subject.Of(DocumentKind.Pledge), null, body, by, cancel);

    /// <summary>A draft of a whole document: a new one, or the next revision of one that is there.</summary>
    /// <param name="http">The request.</param>
    /// <param name="subject">What it is.</param>
    /// <param name="slug">Its address; null for a pledge, whose document says it.</param>
    /// <param name="body">The document.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<Done> DraftAsync(HttpContext http, Subject subject, string? slug, byte[] body, LogActor by, CancellationToken cancel)
    {
        var draft = ApiBody.Read(subject, body);
        if (subject.Shape is not null)
        {
            if (DraftBounds.Check(draft) is { Count: > 0 } tooLarge)
            {
                throw new ApiRefusal(StatusCodes.Status422UnprocessableEntity, "Nothing was saved, because this is larger than a draft may be. Shorten it.")
                {
                    Problems = [.. tooLarge.Take(MostProblems).Select(p => ApiProblem.Of(subject.Kind, p))],
                };
            }

            draft = DraftForm.WithWrittenValues(draft);
        }

        slug ??= (draft as PledgeDraft)?.Slug;
        if (slug is not null && subject.Kind == DocumentKind.Pledge)
        {
            // A pledge has no key before its first publication, so that no index keeps two from being begun at one address.
            await context.HoldAsync("/pledges/" + slug, cancel);
        }

        var found = slug is null ? null : await FindAsync(subject, slug, cancel);
        var today = options.Value.DayAt(clock.GetUtcNow());
        if (subject.Kind == DocumentKind.Company && (await subject.ReviewAsync(context, found?.Id ?? 0, slug!, draft, today, cancel)).Problems is { Count: > 0 } wrong)
        {
            // Pledges can name a company as soon as it is saved, so that it is saved only whole, as by its form.
            throw new ApiRefusal(StatusCodes.Status422UnprocessableEntity, "Nothing was saved, because a company must be complete.") { Problems = [.. wrong.Select(p => ApiProblem.Of(subject.Kind, p))] };
        }

        int id, revision;
        if (found is null)
        {
            if (subject.Kind != DocumentKind.Pledge && await subject.KeyProblemAsync(context, slug!) is { } unfit)
            {
                throw new ApiRefusal(StatusCodes.Status400BadRequest, unfit);
            }

            id = draft is PledgeDraft pledge ? await drafts.StartAsync(pledge, by) : await drafts.StartAsync(subject.Kind, slug!, draft, by);
            revision = 1;
        }
        else
        {
            (id, revision) = await SaveAsync(http, subject, found, draft, by);
        }

        var problems = (await subject.ReviewAsync(context, id, found?.Key ?? slug ?? "", draft, today, cancel)).Problems;
        return new Done(found is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, Json(json => About(json, subject, id, slug, revision, problems)), site.Of(subject.AddressOf(id, slug ?? "")), revision);
    }

    // The next revision of a document, on top of the one that the request names.
    private async Task<(int Id, int Revision)> SaveAsync(HttpContext http, Subject subject, Found found, Draft draft, LogActor by)
    {
        if (found.State is WorkState.InReview or WorkState.Scheduled)
        {
            throw new ApiRefusal(StatusCodes.Status409Conflict, $"This {subject.Noun} is in review or scheduled. A member must withdraw it before it can be changed.");
        }

        var match = http.Request.Headers.IfMatch.ToString().Trim('"');
        if (match.Length == 0)
        {
            throw new ApiRefusal(StatusCodes.Status428PreconditionRequired, $"There is already a {subject.Noun} at this address. Say which revision you changed: “If-Match: \"{found.Newest}\"” for the newest.");
        }

        if (int.TryParse(match, NumberStyles.None, CultureInfo.InvariantCulture, out var baseNumber))
        {
            var (id, result) = subject.Kind == DocumentKind.Company ? await drafts.SaveAsync(subject.Kind, found.Key, baseNumber, draft, by) : (found.Id, await drafts.SaveAsync(found.Id, baseNumber, draft, by));
            if (result is SaveResult.Saved saved)
            {
                return (id, saved.Number);
            }
        }

        throw new ApiRefusal(StatusCodes.Status412PreconditionFailed, $"Somebody else saved this {subject.Noun}, and nothing was saved. Get the newest revision, {found.Newest}, and apply your change to it.");
    }

    // What the newsroom has at an address. A pledge is found there before its first publication too, and a company of which only
    // the row is there.
    private async Task<Found?> FindAsync(Subject subject, string slug, CancellationToken cancel)
    {
        var kind = subject.Kind;
        var documents = context.Documents.AsNoTracking().Where(d => d.Kind == kind);
        if (kind == DocumentKind.Pledge)
        {
            var ids = (await PledgeAddresses.FindAsync(context, [slug], cancel))[slug].ToList();
            if (ids.Count > 1)
            {
                throw new ApiRefusal(StatusCodes.Status409Conflict, $"Several drafts are to have this address: {string.Join(", ", ids.Select(i => site.Of(subject.AddressOf(i, slug))))}. Give each its own address, or discard those that are not needed.");
            }

            documents = documents.Where(d => ids.Contains(d.Id));
        }
        else
        {
            documents = documents.Where(d => d.Key == slug);
        }

        return await documents.Select(d => new Found(d.Id, d.Key, d.State, d.NewestNumber)).FirstOrDefaultAsync(cancel)
            ?? (kind == DocumentKind.Company && await subject.StandingAsync(context, slug, cancel) is not null ? new Found(0, slug, WorkState.Published, 0) : null);
    }

    private void About(Utf8JsonWriter json, Subject subject, int id, string? slug, int revision, IReadOnlyList<ReviewProblem> problems)
    {
        json.WriteNumber(subject.Noun + "_id", id);
        if (slug is not null)
        {
            json.WriteString("slug", slug);
        }

        json.WriteNumber("revision", revision);
        json.WriteString("edit_url", site.Of(subject.AddressOf(id, slug ?? "")));
        json.WriteBoolean("passes_review", problems.Count == 0);
        ApiProblem.Write(json, "problems", problems.Select(p => ApiProblem.Of(subject.Kind, p)));
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        if (http.Request.ContentLength > DraftBounds.Document)
        {
            return null;
        }

        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(part, cancel)) > 0)
        {
            await body.WriteAsync(part.AsMemory(0, read), cancel);
            if (body.Length > DraftBounds.Document)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, DataText.Json))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static IResult Answer(HttpContext http, Done done)
    {
        if (done.Location is { } location)
        {
            http.Response.Headers.Location = location;
        }

        if (done.Revision is { } revision)
        {
            http.Response.Headers.ETag = $"\"{revision}\"";
        }

        return Results.Text(done.Answer, "application/json; charset=utf-8", statusCode: done.Status);
    }
}
