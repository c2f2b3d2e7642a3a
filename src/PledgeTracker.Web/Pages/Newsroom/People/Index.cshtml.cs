using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Account.Own;

namespace PledgeTracker.Web.Pages.Newsroom.People;

/// <summary>Somebody who is invited; of a member who is there already, the role alone.</summary>
public sealed class MemberForm : SmallForm
{
    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Role { get; set; }
}

public sealed class IndexModel(Members members, Desk.Assignments assignments, MemberSignIn signIn, SiteAddress site, Mailer mailer) : FormPage
{
    public IReadOnlyList<Member> All { get; private set; } = [];

    /// <summary>How many documents each member looks after.</summary>
    public IReadOnlyDictionary<int, int> Held { get; private set; } = new Dictionary<int, int>();

    /// <summary>A one-time address that was just made.</summary>
    public string? Link { get; private set; }

    public string? LinkFor { get; private set; }

    /// <summary>Where the address was e-mailed to; null where it was not.</summary>
    public string? MailedTo { get; private set; }

    /// <summary>Whether sending the e-mail failed.</summary>
    public bool MailFailed { get; private set; }

    public string? Email { get; private set; }

    public string? Name { get; private set; }

    public async Task OnGetAsync() => await ShowAsync();

    public async Task<IActionResult> OnPostAsync(string? act, int id, MemberForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!await signIn.IsConfirmedAsync())
        {
            return OwnRedirect.To(ConfirmModel.AddressFor(Request));
        }

        var by = LogActor.Of(HttpContext);
        var wanted = Code.TryParse<MemberRole>(typed.Role, out var parsed) ? parsed : MemberRole.Editor;
        switch (act)
        {
            case "role":
                Problem("", await members.ChangeRoleAsync(id, wanted, by));
                break;
            case "disable":
                Problem("", await members.DisableAsync(id, by));
                break;
            case "enable":
                Problem("", await members.EnableAsync(id, by));
                break;
            case "sessions":
                Problem("", await members.EndSessionsAsync(id, by));
                break;
            case "factor":
                Problem("", await members.ResetSecondFactorAsync(id, by));
                break;
            case "reset":
                if (await members.ResetLinkAsync(id, by) is { } reset)
                {
                    var member = (await members.AllAsync()).First(m => m.Id == id);
                    (Link, LinkFor) = (site.Of("/account/reset/" + reset), member.Name);
                    await MailAsync(member.Email!, member.Name, "Your new password for PledgeTracker", "set a new password");
                }
                else
                {
                    Problem("", "There is no such account, or it is closed. Open the page again to see the accounts.");
                }

                break;
            case "invite":
                // An input longer than such a value can be is not shown again.
                (Email, Name) = (typed.Email is { Length: <= Members.EmailMaxLength } email ? email : null, typed.Name is { Length: <= Member.NameMaxLength } name ? name : null);
                var (token, problems) = await members.InviteAsync(typed.Email, typed.Name, wanted, by);
                foreach (var problem in problems)
                {
                    Problem(problem.Field, problem.Message);
                }

                if (token is not null)
                {
                    (Link, LinkFor) = (site.Of("/account/invitation/" + token), typed.Name);
                    await MailAsync(typed.Email!.Trim(), typed.Name!.Trim(), "Your account at PledgeTracker", "join the newsroom");
                    (Email, Name) = (null, null);
                }

                break;
            default:
                Problem("", "The request was not understood. Use one of the buttons on the page.");
                break;
        }

        await ShowAsync();
        return Page();
    }

    private async Task MailAsync(string to, string name, string subject, string what)
    {
        if (!mailer.IsSet)
        {
            return;
        }

        var sent = await mailer.SendAsync(to, name, subject,
            $"Hello {name},\n\nUse this address to {what}. It works once, within seven days:\n\n{Link}\n\nIf you did not expect this e-mail, you can ignore it.\n", cancel: HttpContext.RequestAborted);
        (MailedTo, MailFailed) = (sent ? to : null, !sent);
    }

    private async Task ShowAsync()
    {
        new Head("People", "", null, "/newsroom/people") { NoIndex = true, HasCharts = false }.On(this);
        All = await members.AllAsync();
        Held = await assignments.CountsAsync();
    }
}
