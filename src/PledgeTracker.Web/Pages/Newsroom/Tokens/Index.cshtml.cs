using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Account.Own;

namespace PledgeTracker.Web.Pages.Newsroom.Tokens;

/// <summary>A token that somebody wants.</summary>
public sealed class TokenForm : SmallForm
{
    /// <summary>What it is for.</summary>
    public string? Name { get; set => field = Trimmed(value); }

    /// <summary>Whether it may write drafts.</summary>
    public bool Drafts { get; set; }

    /// <summary>Whether it may add figures.</summary>
    public bool Figures { get; set; }

    /// <summary>How many days it is to live; the usual time instead of one that is not in the list.</summary>
    public int Days { get; set => field = ApiTokens.Lives.Contains(value) ? value : ApiTokens.LivesByDefault; } = ApiTokens.LivesByDefault;

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiTokens.ProblemOf(Name) is { } problem)
        {
            yield return new(problem, [nameof(Name)]);
        }

        if (!Drafts && !Figures)
        {
            yield return new("Choose what the token is for.", [nameof(Figures)]);
        }
    }
}

/// <summary>The tokens of programs: members make and revoke their own, and an administrator sees and revokes all.</summary>
public sealed class IndexModel(ApiTokens tokens, MemberSignIn signIn, TimeProvider clock) : FormPage
{
    public IReadOnlyList<ApiTokens.Line> Lines { get; private set; } = [];

    /// <summary>The token that was just made. It is shown on this page and never again.</summary>
    public string? Made { get; private set; }

    public TokenForm Typed { get; private set; } = new() { Figures = true };

    public bool IsDone { get; private set; }

    public bool SeesAll => User.IsInRole(Policies.Administrator);

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        IsDone = Request.Query.ContainsKey("done");
        await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? act, int? id, TokenForm typed, CancellationToken cancel)
    {
        var by = LogActor.Of(HttpContext);
        if (act == "revoke" && id is { } token)
        {
            await tokens.RevokeAsync(token, SeesAll ? null : User.MemberId(), by);
            return OwnRedirect.To("/newsroom/tokens?done=1");
        }

        // Ending a token in a hurry needs no new proof of identity; making one does (ASVS 7.5.1).
        if (!await signIn.IsConfirmedAsync())
        {
            return OwnRedirect.To(ConfirmModel.AddressFor(Request));
        }

        Typed = typed;
        if (Holds(typed))
        {
            (Made, var problem) = await tokens.MakeAsync(User.MemberId(), typed.Name!, typed.Days, typed.Drafts, typed.Figures, by);
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
        Lines = await tokens.ListAsync(SeesAll ? null : User.MemberId(), cancel);
        new Head(Problems.Count > 0 ? "Error: Tokens" : "Tokens", "", null, "/newsroom/tokens") { HasCharts = false }.On(this);
    }
}
