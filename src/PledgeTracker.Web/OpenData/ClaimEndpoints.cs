using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Claimed totals as JSON: each claimant, list and check as the document that was published, now or as one of its revisions, and for a list
/// the ladder that is computed of it. Numbers of the ladder are the text of a quantity, with its hedge.
/// </summary>
public static class ClaimEndpoints
{
    public static void MapClaims(this IEndpointRouteBuilder data)
    {
        data.MapMethods("/claims.json", DataAnswers.Reading, async (ClaimIndexes indexes, SiteAddress site, IOptions<PledgeTrackerOptions> options, CancellationToken cancel) =>
        {
            var index = await indexes.GetAsync(cancel);
            return Json(json =>
            {
                json.WriteString("self", site.Of("/claims.json"));
                json.WriteString("license", options.Value.LicenceAddress);
                All(json, "claimants", index.Claimants, "/claims/", c => c.Slug, c => c.Name, site);
                All(json, "lists", index.Lists, "/lists/", l => l.Slug, l => l.Title, site);
                All(json, "checks", index.Checks, "/checks/", c => c.Slug, c => c.By, site);
            });
        }).WithMetadata(new PublicPageAttribute()).WithName("listClaims").WithSummary("Claimants, lists and checks of claimed totals, with their addresses").WithTags("Pages as data");

        Map(data, ClaimSection.Claimants, "A claimant with every claim");
        Map(data, ClaimSection.Checks, "A check with its results");
        Map(data, ClaimSection.Lists, "A list with its entries and its ladder", (ladders, answer, cancel) =>
            ladders.OfAsync(answer.Found!.Content, answer.State!.On ?? answer.State.Today, answer.State.On is not null, cancel));
    }

    private static void Map<T>(IEndpointRouteBuilder data, ClaimSection<T> section, string summary, Func<Ladders, ClaimAnswer<T>, CancellationToken, Task<Ladder>>? ladderOf = null) =>
        data.MapMethods(section.PathOf("{slug:name}") + ".json", DataAnswers.Reading, (HttpContext http, ClaimPages pages, ClaimDocuments documents, Ladders ladders, CancellationToken cancel) =>
            http.ShowAsync(pages, section, async answer => await documents.AnswerAsync(answer.State!, ladderOf is null ? null : await ladderOf(ladders, answer, cancel), cancel), cancel))
            .WithMetadata(new PublicPageAttribute(section.StateKeys)).WithName("get" + Code.Label(section.Kind)).WithSummary(summary).WithTags("Pages as data");

    internal static IResult Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, DataText.Json))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Results.Bytes(buffer.ToArray(), "application/json; charset=utf-8");
    }

    private static void All<T>(Utf8JsonWriter json, string name, IEnumerable<PublishedClaims<T>> published, string path, Func<T, string> slugOf, Func<T, string> titleOf, SiteAddress site)
    {
        json.WriteStartArray(name);
        foreach (var one in published)
        {
            json.WriteStartObject();
            json.WriteString("slug", slugOf(one.Content));
            json.WriteString("title", titleOf(one.Content));
            json.WriteString("url", site.Of(path + slugOf(one.Content)));
            json.WriteNumber("revision", one.Revision);
            json.WriteString("published_at", DataText.Instant(one.PublishedAt));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>Answers with the published document of a claimant, a list or a check.</summary>
public sealed class ClaimDocuments(PledgeTrackerDbContext context, SiteAddress site, IOptions<PledgeTrackerOptions> options)
{
    /// <summary>
    /// The document as it was published, with its address, its revision and the newest one, and with the ladder of a list. As known on a day, a
    /// claimant is without the claims of later days.
    /// </summary>
    public async Task<IResult> AnswerAsync(ClaimState state, Ladder? ladder, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(state);
        var document = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == state.Id && r.Number == state.Revision).Select(r => r.Document).FirstAsync(cancel);
        if (state is { Kind: DocumentKind.Claimant, On: { } day })
        {
            var known = ClaimSection.Claimants.Read(document, state.Slug).Claims.Where(c => c.Date.Earliest <= day).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
            var draft = DraftJson.Read<ClaimantDraft>(document);
            document = DraftJson.Write(draft with { Claims = [.. draft.Claims.Where(c => c.Id is not null && known.Contains(c.Id.Trim()))] });
        }

        return ClaimEndpoints.Json(json =>
        {
            json.WriteString("self", site.Of(state.Path + ".json" + state.Query));
            json.WriteString("url", site.Of(state.Path + state.Query));
            json.WriteString("history_url", site.Of(state.Path + "/history"));
            json.WriteString("license", options.Value.LicenceAddress);
            json.WriteNumber("revision", state.Revision);
            json.WriteString("published_at", DataText.Instant(state.PublishedAt));
            json.WriteNumber("newest_revision", state.NewestRevision);
            json.WriteString("newest_url", site.Of(state.Path));
            json.WritePropertyName("document");
            json.WriteRawValue(document);
            if ((ladder?.On ?? state.On) is { } asKnownOn)
            {
                json.WriteString("as_known_on", DataText.Of(asKnownOn));
            }

            if (ladder is not null)
            {
                json.WriteStartArray("ladder");
                foreach (var rung in ladder.Rungs)
                {
                    Rung(json, rung, ladder);
                }

                json.WriteEndArray();
            }
        });
    }

    private static void Rung(Utf8JsonWriter json, LadderRung rung, Ladder ladder)
    {
        json.WriteStartObject();
        json.WriteString("step", Code.Of(rung.Step));
        json.WriteBoolean("is_known", rung.IsKnown || (rung.Step == LadderStep.OnTheList && ladder.Version is not null));
        json.WriteStartArray("claimed");
        foreach (var (claimant, claim) in rung.Claimed)
        {
            json.WriteStartObject();
            json.WriteString("claimant", claimant.Slug);
            json.WriteString("claim", claim.Key);
            json.WriteString("speaker", claim.Speaker);
            json.WriteString("date", claim.Date.ToString());
            Number(json, claim.Quantity, claim.InWords, claim.Unit, claim.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("checked");
        foreach (var (check, result) in rung.Checked)
        {
            json.WriteStartObject();
            json.WriteString("check", check.Slug);
            json.WriteString("date", check.Date.ToString());
            json.WriteString("label", result.Label);
            Number(json, result.Quantity, result.InWords, result.Unit, result.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        // What follows is the tracker’s own arithmetic.
        json.WriteStartObject("own");
        Sums(json, rung.Sums);
        json.WriteStartArray("left_out");
        foreach (var (item, why) in rung.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("item", item.Key);
            json.WriteString("why", Code.Of(why));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("newness");
        foreach (var newness in rung.Newness)
        {
            json.WriteStartObject();
            json.WriteString("newness", Code.Of(newness.Newness));
            Keys(json, "items", newness.Items.Select(i => i.Key));
            Sums(json, newness.Sums);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("matched");
        foreach (var sum in rung.Matched)
        {
            json.WriteStartObject();
            json.WriteString("metric", sum.Metric.Code);
            json.WriteString("funnel_step", sum.Funnel is { } step ? Code.Of(step) : null);
            json.WriteString("sum", sum.Sum?.ToString());
            Keys(json, "pledges", sum.Pledges.Select(p => p.Slug));
            Keys(json, "without", sum.Without.Select(p => p.Slug));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("pledges_left_out");
        foreach (var (pledge, why, kind) in rung.PledgesLeftOut)
        {
            json.WriteStartObject();
            json.WriteString("pledge", pledge.Slug);
            json.WriteString("why", Code.Of(why));
            json.WriteString("match", Code.Of(kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Sums(Utf8JsonWriter json, IReadOnlyList<ItemSum> sums)
    {
        json.WriteStartArray("sums");
        foreach (var sum in sums)
        {
            json.WriteStartObject();
            Number(json, sum.Sum, null, sum.Unit, sum.Currency);
            Keys(json, "items", sum.Items.Select(i => i.Key));
            json.WriteNumber("without_number", sum.WithoutNumber);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, Quantity? quantity, string? words, ClaimUnit? unit, string? currency)
    {
        json.WriteString("quantity", quantity?.ToString());
        json.WriteString("in_words", words);
        json.WriteString("unit", unit is { } known ? Code.Of(known) : null);
        json.WriteString("currency", currency);
    }

    private static void Keys(Utf8JsonWriter json, string name, IEnumerable<string> keys)
    {
        json.WriteStartArray(name);
        foreach (var key in keys)
        {
            json.WriteStringValue(key);
        }

        json.WriteEndArray();
    }
}
