using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Assistants;

/// <summary>Something of claimed totals as assistants are told of it: a claim, a list, an entry of one, or a check.</summary>
internal sealed record SaidClaim(
    [property: Means("claim, claimant, list, entry or check.")] string Kind,
    [property: Means("What stands at the end of its address. Other tools take it.")] string Slug,
    string Title,
    [property: Means("What it says, in sentences that name who says it. Quote it whole where you can.")] string Sentence,
    [property: Means("The number as it was said, with its hedge. Null where there is none.")] HedgedNumber? Number,
    [property: Means("The day the answer describes.")] string Day,
    [property: Means("The state of judgement: a claim is never judged here. This is what others found of it, if anything is recorded, each with the address of the check.")] string Judgement,
    IReadOnlyList<SaidSource> Sources,
    [property: Means("The address to cite. A revision never changes. A day shows what is known today to have been public by then.")] string Cite)
{
    public void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Title} ({Kind})\n{Sentence} {Judgement} (PledgeTracker, as of {Day}: {Cite})\n");
        SaidSource.Write(text, Sources);
    }
}

/// <summary>Claims, lists, entries or checks, in parts.</summary>
internal sealed record FoundClaims(
    [property: Means("What this is a part of, in a sentence.")] string Finding,
    [property: Means("How many there are.")] int Total,
    IReadOnlyList<SaidClaim> Found,
    [property: Means("What to send as “after” for those that follow. Null at the end.")] string? Next,
    [property: Means("The address to cite.")] string Cite) : AssistantAnswer
{
    /// <summary>Whether others were told before.</summary>
    internal bool Continues { get; init; }

    public override string InWords()
    {
        var text = new StringBuilder().Append(Finding).Append('\n');
        foreach (var one in Found)
        {
            text.Append('\n');
            one.Write(text);
        }

        return text.Append(End(Next, Continues)).Append(CultureInfo.InvariantCulture, $" The page: {Cite}\n").ToString();
    }
}

/// <summary>A step of a ladder.</summary>
internal sealed record SaidStep(
    string Step,
    [property: Means("What the step holds.")] string Meaning,
    [property: Means("What others say, each with who says it. Never add these up.")] IReadOnlyList<string> Others,
    [property: Means("What the tracker adds up itself.")] IReadOnlyList<string> Own,
    [property: Means("What is not known. Null where something is.")] string? Unknown);

/// <summary>A list with its ladder: what stands behind a claimed total, step by step.</summary>
internal sealed record SaidLadder(
    SaidClaim List,
    [property: Means("The steps, the widest first. No step is subtracted from another, and none is a share of another.")] IReadOnlyList<SaidStep> Steps,
    [property: Means("What must be said with the ladder.")] IReadOnlyList<string> Notes) : AssistantAnswer
{
    public override string InWords()
    {
        var text = new StringBuilder();
        List.Write(text);
        text.Append(CultureInfo.InvariantCulture, $"\n{string.Join(' ', Notes)}\n");
        foreach (var step in Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{step.Step}: {step.Meaning}\n");
            foreach (var line in step.Others.Concat(step.Own))
            {
                text.Append("- ").Append(line).Append('\n');
            }

            if (step.Unknown is { } unknown)
            {
                text.Append("- ").Append(unknown).Append('\n');
            }
        }

        return text.ToString();
    }
}

/// <summary>What assistants can ask about claimed totals.</summary>
internal static class ClaimTools
{
    private static readonly AssistantParameter ListName = new("list", "What stands at the end of its address, like us-white-house-2025.") { IsRequired = true };

    public static IEnumerable<McpServerTool> All { get; } =
    [
        new AssistantTool<FoundClaims>("list_claims", "List claimed totals",
            "Names everybody who claims a total of companies’ pledges, the lists that claims are based on, and the checks of both.",
            [AssistantParameter.Limit, AssistantParameter.After], ListAsync),
        new AssistantTool<FoundClaims>("read_claimant", "Read a claimant",
            "The claims of one claimant, the newest first: each number as it was said, by whom and when, with its sources and with what checks found.",
            [new("claimant", "What stands at the end of the address, like donald-trump.") { IsRequired = true }, AssistantParameter.On, AssistantParameter.Revision, AssistantParameter.Limit, AssistantParameter.After], ClaimantAsync),
        new AssistantTool<SaidLadder>("read_list", "Read a list and its ladder",
            "The ladder of a list: from the claimed total to what is on the list, by companies, new, promised in jobs, counted so far, and new or attributable. Says at each step who says what, and what is not known.",
            [ListName, AssistantParameter.On, AssistantParameter.Revision], LadderAsync),
        new AssistantTool<FoundClaims>("list_entries", "Entries of a list",
            "The entries of a list as the list has them, narrowed as on its page, each with what was found of it and the pledges it is matched to.",
            [
                ListName, AssistantParameter.On, AssistantParameter.Revision, new(ListFilter.GroupKey, "Only entries of which something of this group was found.") { Words = Code.Codes<FindingGroup>() },
                new(ListFilter.CompanyKey, "Only entries whose companies or words on the list have these letters."), new(ListFilter.PlaceKey, "Only entries whose place or state has these letters."),
                new(ListFilter.VerdictKey, "Only entries matched to a pledge with this verdict.") { Words = Code.Codes<VerdictKind>() }, AssistantParameter.Limit, AssistantParameter.After,
            ], EntriesAsync),
        new AssistantTool<FoundClaims>("read_check", "Read a check",
            "One check of claims or of a list: how it was made, what it found, its limits, and any reply to it.",
            [new("check", "What stands at the end of the address, like propublica-2018.") { IsRequired = true }, AssistantParameter.Revision], CheckAsync),
    ];

    private static string NotJudged => "The tracker does not judge claims.";

    private static async Task<FoundClaims> ListAsync(AssistantQuestion question, CancellationToken cancel)
    {
        var (index, site, day) = (await question.Get<ClaimIndexes>().GetAsync(cancel), question.Get<SiteAddress>(), DataText.Of(question.Get<NewsroomCalendar>().Today)!);
        List<(string Name, Func<SaidClaim> Tell)> all =
        [
            .. index.Claimants.Select(c => Of(ClaimSection.Claimants, c, c.Content.Slug)),
            .. index.Lists.Select(l => Of(ClaimSection.Lists, l, l.Content.Slug)),
            .. index.Checks.Select(c => Of(ClaimSection.Checks, c, c.Content.Slug)),
        ];
        return Part(question, "Claimants, lists and checks of claimed totals.", all, one => one.Name, one => one.Tell(), site.Of("/claims"));

        (string, Func<SaidClaim>) Of<T>(ClaimSection<T> section, PublishedClaims<T> published, string slug) => ($"{Code.Of(section.Kind)}/{slug}", () =>
        {
            var about = section.About(published.Content);
            return new(Code.Of(section.Kind), slug, about.Name, about.About, null, day, NotJudged, [], site.Of(section.PathOf(slug) + PledgePages.QueryOf(null, published.Revision)));
        }
        );
    }

    private static async Task<FoundClaims> ClaimantAsync(AssistantQuestion question, CancellationToken cancel)
    {
        var view = Shown(await question.Get<ClaimViews>().ClaimantAsync(PledgeTools.SlugOf(question.One("claimant")!, "claims"), question.Query, cancel));
        return Part(question, $"{view.Claimant.Name}: {view.Claimant.Summary} {view.Sentence} As of {DataText.Of(view.Day)}.", view.NewestFirst.ToList(), claim => $"{view.Claimant.Slug}/{claim.Key}", claim => Of(question, view, claim), CiteOf(question, view));
    }

    private static async Task<SaidLadder> LadderAsync(AssistantQuestion question, CancellationToken cancel)
    {
        var view = await ListViewAsync(question, question.One("list")!, cancel);
        var rows = LadderWords.RowsOf(view.Ladder);
        return new(Of(question, view), [.. rows.Select(row => new SaidStep(
            row.Title, row.Meaning ?? "", [.. row.Others.Select(Line)], [.. row.Own.Select(Line)],
            row.Others.Count == 0 && row.Own.Count == 0 ? row.NoOthers : row.HasOwnSide && row.Own.Count == 0 ? row.NoOwn : null))], LadderWords.NotesOf(view.Ladder));

        static string Line(SaidNumber said) => said.Number.Length == 0 ? said.Words : $"{said.Number} ({said.Words})";
    }

    private static async Task<FoundClaims> EntriesAsync(AssistantQuestion question, CancellationToken cancel)
    {
        if (!ListFilter.TryRead(question.Query, out var filter, out var problem))
        {
            throw new DataRequestException(problem);
        }

        var view = await ListViewAsync(question, question.One("list")!, cancel);
        return Part(question, $"Entries of the list “{view.List.Title}”, kept by {ClaimWords.Within(view.List.Keeper)}. {ClaimWords.Completeness(view.List, view.Day)}", view.Fitting(filter), item => item.Key, item => Of(view, item), CiteOf(question, view));
    }

    private static async Task<FoundClaims> CheckAsync(AssistantQuestion question, CancellationToken cancel)
    {
        var view = Shown(await question.Get<ClaimViews>().CheckAsync(PledgeTools.SlugOf(question.One("check")!, "checks"), question.Query, cancel));
        return new(view.Sentence, 1, [Of(question, view)], null, CiteOf(question, view));
    }

    /// <summary>What a search found among claimed totals.</summary>
    public static async Task<IReadOnlyList<SaidClaim>> OfHitsAsync(AssistantQuestion question, IReadOnlyList<ClaimHit> hits, CancellationToken cancel)
    {
        var (views, found) = (question.Get<ClaimViews>(), new List<SaidClaim>());
        foreach (var hit in hits)
        {
            switch (hit)
            {
                case { Claimant: { } claimant } when (await views.ClaimantAsync(claimant.Slug, QueryCollection.Empty, cancel)).View is { } view:
                    found.Add(hit.Claim is { } claim ? Of(question, view, claim)
                        : new("claimant", claimant.Slug, claimant.Name, $"{claimant.Summary} {view.Sentence}", null, DataText.Of(view.Day)!, NotJudged, [], CiteOf(question, view)));
                    break;
                case { List: { } list } when (await views.ListAsync(list.Slug, QueryCollection.Empty, cancel)).View is { } view:
                    found.Add(hit.Item is { } item ? Of(view, item) : Of(question, view));
                    break;
                case { Check: { } check } when (await views.CheckAsync(check.Slug, QueryCollection.Empty, cancel)).View is { } view:
                    found.Add(Of(question, view));
                    break;
            }
        }

        return found;
    }

    private static SaidClaim Of(AssistantQuestion question, ClaimantView view, Claim claim)
    {
        var checks = view.ChecksOf(claim).Where(check => ClaimParagraph.Found(check) is not null).Select(check => $"{ClaimParagraph.Found(check)} {AddressOf(view, check)}").ToList();
        return new("claim", $"{view.Claimant.Slug}/{claim.Key}", $"{ClaimWords.SaidBy(view.Claimant, claim)}, {claim.Date.InWords()}", ClaimParagraph.Said(new(view.Claimant, claim)),
            claim.Quantity is { } quantity ? HedgedNumber.Of(quantity, ClaimWords.Of(quantity, claim.Unit, claim.Currency)) : null, DataText.Of(view.Day)!,
            checks.Count == 0 ? $"{NotJudged} No check of this claim is recorded." : $"{NotJudged} {string.Join(' ', checks)}",
            SaidSource.Of(claim.Sources), CiteOf(question, view) + "#claim-" + claim.Key);
    }

    private static SaidClaim Of(AssistantQuestion question, ListView view)
    {
        // The paragraph and the ladder say what they found.
        var checks = view.Ladder.Checks.Reverse().Select(check => $"{check.By} ({check.Date.InWords()}): {AddressOf(view, check)}").ToList();
        return new("list", view.List.Slug, view.List.Title, ClaimParagraph.Of(view.Ladder, view.Matched), null, DataText.Of(view.Day)!,
            checks.Count == 0 ? NotJudged : $"{NotJudged} Checks of the list and of claims that rest on it: {string.Join(", ", checks)}.", SaidSource.Of(view.List.Sources), CiteOf(question, view));
    }

    private static SaidClaim Of(ListView view, ListItem item)
    {
        var amount = item.Amount is { } sum ? Wording.AsSaid(sum, item.Currency) : item.AmountInWords;
        var jobs = item.Jobs is { } number ? ClaimWords.Of(number, ClaimUnit.Jobs, null) : item.JobsInWords;
        var said = string.Join(", ", ((string?[])[amount, jobs]).OfType<string>());
        var findings = view.FindingsOf(item).ToList();
        var matches = view.MatchesOf(item).Select(m => $"{Wording.Label(m.Match.Kind)}: {view.Site.Of("/pledges/" + m.Match.Pledge + PledgePages.QueryOf(view.On))}.");
        return new("entry", item.Key, item.AsListed, $"The list “{view.List.Title}”, kept by {ClaimWords.Within(view.List.Keeper)}, has the entry “{item.AsListed}”{(said.Length > 0 ? ": " + said : "")}. {string.Join(' ', matches)}".TrimEnd(),
            item.Amount is { } quantity ? HedgedNumber.Of(quantity, Wording.AsSaid(quantity, item.Currency)) : null, DataText.Of(view.Day)!,
            findings.Count == 0 ? "No finding about this entry is recorded." : string.Join(' ', findings.Select(Found)),
            SaidSource.Of(item.Sources.Concat(findings.SelectMany(f => f.Sources))), view.Site.Of(ListFilter.AddressOf(view.List, item, PledgePages.QueryOf(view.On, view.State.Revision))));

        string Found(ItemFinding finding) => view.Index.Check(finding.Check)?.Content is { } check
            ? $"{check.By} ({check.Date.InWords()}) found: {Wording.Words(finding.Class)}. {finding.Text.TrimEnd('.')}. {AddressOf(view, check)}"
            : $"{(finding.Check is null ? "The tracker’s editors found" : "A check that is not published here found")}: {Wording.Words(finding.Class)}. {finding.Text.TrimEnd('.')}.";
    }

    private static SaidClaim Of(AssistantQuestion question, CheckView view)
    {
        var check = view.Check;
        var results = check.Results.Select(r => ClaimWords.Of(r) is { } number ? $"{number} ({r.Label}: {r.Text.TrimEnd('.')})." : $"{r.Label}: {r.Text}");
        var rest = new[] { ("Method: ", (string?)check.Method), ("Limits: ", check.Limits), ("Reply: ", check.Reply) }.Where(p => p.Item2 is not null).Select(p => p.Item1 + p.Item2);
        return new("check", check.Slug, view.Name, $"{view.Sentence} {string.Join(' ', results)} {string.Join(' ', rest)}", null, DataText.Of(view.Day)!, "This is somebody else’s work. The tracker does not judge it.", SaidSource.Of(check.Sources), CiteOf(question, view));
    }

    // The address that a citation of the page names.
    private static string CiteOf(AssistantQuestion question, ClaimView view) => Citation.Of(view.State, view.Site, question.Get<IOptions<PledgeTrackerOptions>>().Value.Publisher).Url;

    // Where a finding can be read in full, at the state that it is told of.
    private static string AddressOf(ClaimView view, Check check) => view.Site.Of(ClaimSection.Checks.PathOf(check.Slug) + PledgePages.QueryOf(null, view.Index.Check(check.Slug)?.Revision));

    private static async Task<ListView> ListViewAsync(AssistantQuestion question, string slug, CancellationToken cancel) =>
        Shown(await question.Get<ClaimViews>().ListAsync(PledgeTools.SlugOf(slug, "lists"), question.Query, cancel));

    private static TView Shown<TView>(ClaimViewAnswer<TView> answer)
        where TView : ClaimView
        => answer.View ?? throw new DataRequestException(answer.Sentence, answer.Status);

    // What follows what was already handed out, found by its name: it stays the same while editors publish.
    private static FoundClaims Part<T>(AssistantQuestion question, string finding, IReadOnlyList<T> all, Func<T, string> nameOf, Func<T, SaidClaim> tell, string cite)
    {
        var limit = question.Limit();
        var start = 0;
        if (question.One(AssistantParameter.AfterKey) is { } after && (start = all.TakeWhile(one => nameOf(one) != after).Count() + 1) > all.Count)
        {
            throw AssistantQuestion.NoNext();
        }

        List<T> some = [.. all.Skip(start).Take(limit)];
        return new(finding, all.Count, [.. some.Select(tell)], start + limit < all.Count ? nameOf(some[^1]) : null, cite) { Continues = start > 0 };
    }
}
