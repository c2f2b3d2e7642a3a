using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>A comment as it is typed.</summary>
public sealed class CommentForm : SmallForm
{
    /// <summary>The place in the draft; empty for all of it.</summary>
    public string? At { get; set; }

    [StringLength(FormLimits.LongText)]
    public string? Text { get; set; }

    /// <summary>The revision that the page showed.</summary>
    public int Number { get; set; }

    /// <summary>The comment that is answered or resolved; null for a new one.</summary>
    public int? Thread { get; set; }

    /// <summary>The newest comment of that thread on the page.</summary>
    public int Last { get; set; }

    /// <summary><c>form</c> for somebody who came from the draft's form, and goes back there.</summary>
    public string? From { get; set; }
}

/// <summary>What members say to each other about a document of any kind.</summary>
public sealed class CommentsModel(Drafts drafts, Comments comments) : FormPage
{
    /// <summary>More places than this are not offered one by one: whoever comments on one of them comes from its part of the form.</summary>
    private const int MostChoices = 400;

    public OpenDraft Open { get; private set; } = null!;

    public IReadOnlyList<CommentThread> Threads { get; private set; } = [];

    /// <summary>The places that can be commented on.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; private set; } = [];

    /// <summary>The place that is chosen.</summary>
    public string At { get; private set; } = "";

    /// <summary>What stands at that place, where it is one field.</summary>
    public string? Said { get; private set; }

    /// <inheritdoc cref="CommentForm.From"/>
    public string? From { get; private set; }

    /// <summary>A new comment that could not be written.</summary>
    public string? Typed { get; private set; }

    /// <summary>An answer that could not be written.</summary>
    public string? TypedAnswer { get; private set; }

    /// <summary>The thread in which something went wrong; 0 for none.</summary>
    public int ProblemAt { get; private set; }

    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(string section, int id, string? at, string? from, CancellationToken cancel)
    {
        Done = Request.Query["done"].ToString() switch { "said" => "Your comment is here now.", "resolved" => "Resolved.", _ => null };
        From = from == "form" ? from : null;
        return await ShowAsync(section, id, at, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string section, int id, string? act, CommentForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (await OpenAsync(section, id) is not { } open)
        {
            return Nothing();
        }

        From = typed.From == "form" ? typed.From : null;
        var (by, path) = (LogActor.Of(HttpContext), typed.At ?? "");
        var refusal = Holds(typed) ? null : "";

        // What was typed beside “Resolve” is an answer too, so that it is not lost.
        if (refusal is null && (act == "write" || !string.IsNullOrWhiteSpace(typed.Text)))
        {
            var threads = typed.Thread is { } answered ? (await comments.OfAsync(open)).FirstOrDefault(t => t.First.Id == answered) : null;
            refusal = await comments.WriteAsync(open with { Number = typed.Thread is null ? typed.Number : open.Number }, path, NameOf(open, threads?.First.Path ?? path), typed.Thread, typed.Text, by);
        }

        if (refusal is null && act == "resolve" && typed.Thread is { } thread)
        {
            // One's own answer of this moment was read.
            var last = string.IsNullOrWhiteSpace(typed.Text) ? typed.Last : (await comments.OfAsync(open)).FirstOrDefault(t => t.First.Id == thread) is { } now && now.Answers.Count(a => a.Id > typed.Last) == 1 ? now.LastId : typed.Last;
            refusal = await comments.ResolveAsync(open.Id, thread, last, by);
        }

        if (refusal is null)
        {
            return OwnRedirect.To(From == "form" && open.Subject.Shape is not null ? FormAt(open, typed.Thread is null ? path : "") : $"{Comments.AddressOf(open)}?done={(act == "resolve" ? "resolved" : "said")}");
        }

        if (refusal.Length > 0)
        {
            Problem(typed.Thread is null || act == "write" ? "text" : "", refusal);
        }

        (ProblemAt, Typed, TypedAnswer) = (typed.Thread ?? 0, typed.Thread is null ? typed.Text : null, typed.Thread is null ? null : typed.Text);
        return await ShowAsync(section, id, path);
    }

    /// <summary>What editors call a place.</summary>
    public string NameOf(string path) => NameOf(Open, path);

    /// <summary>The draft's form at a place, as a path from the root.</summary>
    public string FormAt(string place) => FormAt(Open, place);

    private static string FormAt(OpenDraft open, string place)
    {
        var address = open.Subject.AddressOf(open.Id, open.Key);
        return open.Subject.Shape is null || place.Length == 0 ? address : $"{address}?at={Uri.EscapeDataString(place)}#{DraftForm.IdOf(place)}";
    }

    private static string NameOf(OpenDraft open, string path) => path.Length == 0 ? "all of it" : FieldNames.Of(open.Kind, path);

    private IActionResult Nothing() => this.NothingThere("There is no such document in the newsroom. Look for it in the worklist.");

    private async Task<OpenDraft?> OpenAsync(string section, int id, CancellationToken cancel = default) =>
        Subject.All.FirstOrDefault(s => s.Section == section) is { } subject ? await drafts.OpenAsync(subject.Kind, id, cancel) : null;

    private async Task<IActionResult> ShowAsync(string section, int id, string? at, CancellationToken cancel = default)
    {
        if (await OpenAsync(section, id, cancel) is not { } open)
        {
            return Nothing();
        }

        Open = open;
        At = at is not null && DraftPlaces.Has(open.Content, at) ? at : "";
        var root = (JsonObject)JsonNode.Parse(DraftJson.Write(open.Content))!;
        Said = At.Length > 0 && !At.EndsWith(']') ? Value(root, At) : null;
        Threads = await comments.OfAsync(open, cancel);
        Choices = [("", "All of it"), .. PlacesOf(open, root, At).Select(p => (p, NameOf(open, p)))];
        new Head("Comments", "", null, ReviewModel.SectionOf(open.Kind)) { NoIndex = true, HasCharts = false }.On(this);
        return Page();
    }

    // The sections, the entries of each list as far as there is room, and every field of the part that was chosen.
    private static IEnumerable<string> PlacesOf(OpenDraft open, JsonObject root, string at)
    {
        if (open.Subject.Shape is not { } shape)
        {
            return open.Content.GetType().GetProperties().Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(n => FieldNames.Of(open.Kind, n) != n);
        }

        var places = new List<string>();
        foreach (var part in shape.Parts)
        {
            if (part.One is null)
            {
                places.AddRange(part.Fields.Select(f => part.Name.Length == 0 ? f.Name : $"{part.Name}.{f.Name}"));
            }
            else if (root[part.Name] is JsonArray items)
            {
                for (var i = 0; i < items.Count && (places.Count < MostChoices || at.StartsWith($"{part.Name}[", StringComparison.Ordinal)); i++)
                {
                    var item = string.Create(CultureInfo.InvariantCulture, $"{part.Name}[{i}]");
                    var isChosen = at == item || at.StartsWith(item + ".", StringComparison.Ordinal);
                    if (places.Count < MostChoices || isChosen)
                    {
                        places.Add(item);
                    }

                    places.AddRange(isChosen ? part.Fields.Select(f => $"{item}.{f.Name}") : []);
                }
            }
        }

        if (at.Length > 0 && !places.Contains(at))
        {
            places.Add(at);
        }

        return places;
    }

    private static string? Value(JsonObject root, string path)
    {
        JsonNode? node = root;
        foreach (var step in path.Split('.'))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            node = bracket < 0 ? (node as JsonObject)?[step] : ((node as JsonObject)?[step[..bracket]] as JsonArray)?[int.Parse(step.AsSpan(bracket + 1, step.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture)];
        }

        return node switch { JsonValue value => value.ToString(), JsonArray words when words.All(w => w is JsonValue) => string.Join(", ", words.Select(w => w!.ToString())), _ => null };
    }
}
