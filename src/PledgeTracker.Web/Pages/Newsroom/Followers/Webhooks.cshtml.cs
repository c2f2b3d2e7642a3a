using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Account.Own;

namespace PledgeTracker.Web.Pages.Newsroom.Followers;

/// <summary>A webhook that somebody wants.</summary>
public sealed class WebhookForm : SmallForm
{
    /// <summary>What it is for.</summary>
    public string? Name { get; set => field = Trimmed(value); }

    /// <summary>Where it is called.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Address { get; set => field = Trimmed(value); }

    /// <summary>How it is written, as a code of <see cref="WebhookFormat"/>.</summary>
    public string? Format { get; set => field = Code.TryParse<WebhookFormat>(value, out _) ? value : Code.Of(WebhookFormat.Json); } = Code.Of(WebhookFormat.Json);

    /// <summary>The list of pledges that it is told of; null for everything.</summary>
    [StringLength(FormLimits.LongText)]
    public string? Query { get; set => field = Trimmed(value); }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name is null || TooLong(Name, Webhook.NameMaxLength) is not null)
        {
            yield return new(Name is null ? "Say what it is for." : TooLong(Name, Webhook.NameMaxLength), [nameof(Name)]);
        }

        if (TooLong(Address, FormLimits.LongText) is null && WebhookDesk.ProblemOf(Address) is { } problem)
        {
            yield return new(problem, [nameof(Address)]);
        }

        if (WebhookDesk.ProblemOfQuery(Query, out _) is { } wrong)
        {
            yield return new(wrong, [nameof(Query)]);
        }
    }
}

/// <summary>The webhooks with their last answers, and the form that adds one.</summary>
public sealed class WebhooksModel(WebhookDesk desk, MemberSignIn signIn) : FormPage
{
    public IReadOnlyList<WebhookLine> Lines { get; private set; } = [];

    public WebhookForm Typed { get; private set; } = new();

    /// <summary>The secret of the webhook that was just added. It is shown on this page and never again.</summary>
    public string? Secret { get; private set; }

    /// <summary>What was done; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>What a format is called.</summary>
    public string NameOf(WebhookFormat format) => format switch { WebhookFormat.Json => "JSON, for a program", WebhookFormat.Teams => "Microsoft Teams", _ => format.ToString() };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Done = Request.Query["done"].ToString() switch
        {
            "test" => "A test is sent in a few seconds. Open this page again to see the answer.",
            "pause" => "It is paused.",
            "resume" => "It is called again from now on.",
            "remove" => "It is removed.",
            _ => null,
        };
        await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? act, int? id, WebhookForm typed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var by = LogActor.Of(HttpContext);
        if (id is { } hook && act is ("test" or "pause" or "resume" or "remove"))
        {
            await (act switch
            {
                "test" => desk.TestAsync(hook),
                "remove" => desk.RemoveAsync(hook, by),
                _ => desk.PauseAsync(hook, act == "pause", by),
            });
            return OwnRedirect.To("/newsroom/webhooks?done=" + act);
        }

        // What leaves the newsroom by itself is set up by somebody who has just proved who they are.
        if (!await signIn.IsConfirmedAsync())
        {
            return OwnRedirect.To(ConfirmModel.AddressFor(Request));
        }

        Typed = typed;
        if (Holds(typed))
        {
            var format = Code.TryParse<WebhookFormat>(typed.Format, out var chosen) ? chosen : WebhookFormat.Json;
            WebhookDesk.ProblemOfQuery(typed.Query, out var query);
            (Secret, var problem) = await desk.AddAsync(typed.Name!, typed.Address!, format, query, by);
            if (problem is not null)
            {
                Problem("name", problem);
            }
        }

        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Lines = await desk.ListAsync(cancel);
        new Head(Problems.Count > 0 ? "Error: Webhooks" : "Webhooks", "", null, "/newsroom/people") { HasCharts = false }.On(this);
    }
}
