using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Followers;

/// <summary>
/// Writes the e-mails to readers, plain and as HTML, in the reader's language. Each can be ended by one click of the mail program (RFC 8058), which needs
/// no page and no cookie; where the tracker is not known by an https address that header would be refused, and the link stands alone.
/// </summary>
public sealed class FollowMail(Mailer mailer, SiteRoot root, IOptions<PledgeTrackerOptions> options)
{
    /// <summary>How many pieces of news stand in one e-mail; of more, the rest is counted.</summary>
    public const int MostStories = 50;

    /// <summary>A reader who is written to.</summary>
    /// <param name="Address">The e-mail address.</param>
    /// <param name="Secret">The secret of the reader's own page.</param>
    /// <param name="Language">The reader's language.</param>
    public sealed record To(string Address, string Secret, Language Language);

    /// <summary>The question whether a reader wants to follow a page.</summary>
    public MimeMessage Confirmation(Guid key, To to, Follow follow)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(follow);
        return to.Language.While(() =>
        {
            var text = new MailText(to.Language);
            var page = root.Known + to.Language.Prefix + follow.Page;
            if (follow.ConfirmedAt is not null)
            {
                text.Line(T("You asked to follow a page that you follow already. How often stays as it was."));
                text.Link(follow.Name, page);
                Foot(text, to);
                return Message(key, to, F($"You follow this already: {follow.Name}"), text, isList: false);
            }

            text.Line(F($"Somebody asked {options.Value.Publisher} to send news about this page to this address. If it was you, please confirm."));

            // Whoever asks chooses the words of a search, and they would reach a mailbox that did not ask: the page with the button names them.
            var isSearch = follow.Page.StartsWith("/pledges?", StringComparison.Ordinal);
            var name = isSearch ? T("A list of pledges. The page where you confirm names it.") : follow.Name;
            if (isSearch)
            {
                text.Line(name);
            }
            else
            {
                text.Link(name, page);
            }

            text.Line(PaceOf(follow.Pace));
            text.Button(T("Yes, send me this news"), string.Create(CultureInfo.InvariantCulture, $"{Own(to, "/follow/confirm")}/{follow.Id}"));
            text.Small(T("If it was not you, do nothing. Without an answer the request is deleted after two days."));
            text.Small(T("Block this address for two years, whoever asks:"), Own(to, "/follow/never"));
            text.Small(T("What is kept, why and for how long:"), root.Known + to.Language.Prefix + "/privacy#follow");
            return Message(key, to, F($"Please confirm: {name}"), text, isList: false);
        });
    }

    /// <summary>News, corrections first.</summary>
    /// <param name="key">What the Message-ID is made of.</param>
    /// <param name="to">The reader.</param>
    /// <param name="stories">The news, in their order.</param>
    /// <param name="because">What the reader follows that found them.</param>
    public MimeMessage News(Guid key, To to, IReadOnlyList<Story> stories, IReadOnlyList<string> because)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(stories);
        return to.Language.While(() =>
        {
            var text = new MailText(to.Language);
            var corrections = stories.Count(s => s.Kind == PublicationKind.Correction);
            if (stories.Count > 1)
            {
                text.Line(corrections > 0
                    ? Plural(corrections, "{1} publications. {0} of them is a correction and stands first.", "{1} publications. {0} of them are corrections and stand first.", Wording.Number(stories.Count))
                    : Plural(stories.Count, "{0} publication.", "{0} publications."));
            }

            foreach (var story in stories.Take(MostStories))
            {
                Tell(text, story);
            }

            if (stories.Count > MostStories)
            {
                text.Line(Plural(stories.Count - MostStories, "And {0} more publication.", "And {0} more publications."));
                text.Link(T("All updates and corrections"), root.Known + to.Language.Prefix + "/changes");
            }

            text.Small(F($"You get this e-mail because you follow: {string.Join("; ", because.Take(5))}{(because.Count > 5 ? " …" : "")}"));
            Foot(text, to);
            var subject = stories is [var one] ? $"{one.Label}: {one.Title}"
                : corrections > 0 ? Plural(corrections, "{0} correction, {1} publications in all", "{0} corrections, {1} publications in all", Wording.Number(stories.Count))
                : Plural(stories.Count, "{0} publication on pages you follow", "{0} publications on pages you follow");
            return Message(key, to, subject, text, isList: true);
        });
    }

    /// <summary>The question whether a reader who was not heard of for long still wants this.</summary>
    public MimeMessage StillWanted(Guid key, To to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return to.Language.While(() =>
        {
            var text = new MailText(to.Language);
            text.Line(T("You have followed pages here for almost two years. Do you still want these e-mails?"));
            text.Button(T("Yes, look at what I follow"), Own(to, "/follow/own"));
            text.Line(T("Opening that page is enough. If you do nothing, your address is deleted in a month and the e-mails end."));
            Foot(text, to);
            return Message(key, to, T("Do you still want these e-mails?"), text, isList: true);
        });
    }

    /// <summary>How often, in a sentence.</summary>
    public static string PaceOf(FollowPace pace) => pace switch
    {
        FollowPace.Daily => T("Once a day, in the morning, if anything changed."),
        FollowPace.Weekly => T("Once a week, on Monday morning, if anything changed."),
        _ => T("Some minutes after each change."),
    };

    private static void Tell(MailText text, Story story)
    {
        text.Heading($"{story.Label}: {story.Title}", story.Address);
        var (before, after) = story.Paragraphs();
        before.ToList().ForEach(text.Line);
        story.Changes.ToList().ForEach(text.Change);
        after.ToList().ForEach(text.Line);
        if (story.CiteAddress is { } cite)
        {
            text.Link(T("This state of the page, for citing"), cite);
        }
    }

    private void Foot(MailText text, To to)
    {
        text.Small(T("What you follow, how often, and the proof of your consent:"), Own(to, "/follow/own"));
        text.Small(T("Stop all of these e-mails:"), Own(to, "/follow/stop"));
        text.Small(F($"{options.Value.Publisher} keeps your address for this alone."), root.Known + to.Language.Prefix + "/privacy#follow");
    }

    private string Own(To to, string path) => $"{root.Known}{to.Language.Prefix}{path}/{to.Secret}";

    private MimeMessage Message(Guid key, To to, string subject, MailText text, bool isList)
    {
        var message = mailer.NewMessage(key.ToString("N"));
        message.To.Add(new MailboxAddress(null, to.Address));
        message.Subject = subject.ReplaceLineEndings(" ");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(HeaderId.ContentLanguage, to.Language.Code);
        if (isList)
        {
            var stop = Own(to, "/follow/stop");
            message.Headers.Add(HeaderId.ListId, $"PledgeTracker <follow.{message.From.Mailboxes.First().Domain}>");
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            if (stop.StartsWith("https://", StringComparison.Ordinal))
            {
                message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
            }
        }

        message.Body = new MultipartAlternative(
            new TextPart("plain") { Text = text.Plain, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = text.Html(subject), ContentTransferEncoding = ContentEncoding.QuotedPrintable });
        return message;
    }
}

/// <summary>One e-mail as plain text and as HTML, written together so that the two say the same.</summary>
/// <param name="language">Its language.</param>
public sealed class MailText(Language language)
{
    // Mail programs know no style sheets of the site; colours follow the reader's light or dark screen where the program allows it.
    private const string Style = """
        :root{color-scheme:light dark}
        body{margin:0;padding:24px 16px;background:#fff;color:#1c1b19;font:16px/1.5 Georgia,'Times New Roman',serif}
        main{display:block;max-width:620px;margin:0 auto}
        h2{font-size:19px;line-height:1.3;margin:28px 0 8px;padding-top:20px;border-top:1px solid #cfcac1}
        p{margin:0 0 12px}
        a{color:#1d4f91}
        .change{margin:0 0 8px;padding-left:12px;border-left:3px solid #cfcac1}
        .button a{display:inline-block;padding:10px 18px;border:2px solid #1d4f91;border-radius:4px;text-decoration:none;font-weight:bold}
        .small{font-size:14px;color:#5a564f;margin:0 0 8px}
        .foot{margin-top:32px;padding-top:16px;border-top:1px solid #cfcac1}
        @media (prefers-color-scheme:dark){body{background:#161614;color:#ece8e1}a{color:#9cc2f5}.small{color:#b3ada3}h2,.change,.foot{border-color:#4a4741}.button a{border-color:#9cc2f5}}
        """;

    private readonly StringBuilder _plain = new(), _html = new();
    private bool _hasFoot;

    /// <summary>The e-mail as plain text.</summary>
    public string Plain => _plain.ToString().TrimEnd() + "\n";

    /// <summary>The e-mail as HTML.</summary>
    /// <param name="title">Its subject.</param>
    public string Html(string title) =>
        $"<!DOCTYPE html>\n<html lang=\"{language.Code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><title>{Encoded(title)}</title><style>{Style}</style></head><body><main>{_html}{(_hasFoot ? "</div>" : "")}</main></body></html>";

    /// <summary>A paragraph.</summary>
    public void Line(string text)
    {
        _plain.Append(text).Append("\n\n");
        _html.Append("<p>").Append(Encoded(text)).Append("</p>\n");
    }

    /// <summary>A heading that leads to a page.</summary>
    public void Heading(string text, string address)
    {
        _plain.Append('\n').Append(text).Append('\n').Append(address).Append("\n\n");
        _html.Append("<h2>").Append(Anchor(text, address)).Append("</h2>\n");
    }

    /// <summary>Words that lead to a page.</summary>
    public void Link(string text, string address)
    {
        _plain.Append(text).Append(":\n").Append(address).Append("\n\n");
        _html.Append("<p>").Append(Anchor(text, address)).Append("</p>\n");
    }

    /// <summary>What is to be clicked.</summary>
    public void Button(string text, string address)
    {
        _plain.Append(text).Append(":\n").Append(address).Append("\n\n");
        _html.Append("<p class=\"button\">").Append(Anchor(text, address)).Append("</p>\n");
    }

    /// <summary>A field that changed.</summary>
    public void Change(StoryChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _plain.Append("- ").Append(change.InWords).Append("\n\n");
        using var html = new StringWriter(CultureInfo.InvariantCulture);
        change.InHtml.WriteTo(html, Markup.Encoder);
        _html.Append("<p class=\"change\">").Append(html).Append("</p>\n");
    }

    /// <summary>A small line at the end, with an address.</summary>
    public void Small(string text, string? address = null)
    {
        if (!_hasFoot)
        {
            _plain.Append("-- \n");
            _html.Append("<div class=\"foot\">");
            _hasFoot = true;
        }

        _plain.Append(text).Append('\n').Append(address is null ? "" : address + "\n").Append('\n');
        _html.Append("<p class=\"small\">").Append(address is null ? Encoded(text) : Anchor(text.TrimEnd(':'), address)).Append("</p>\n");
    }

    private static string Anchor(string text, string address) => $"<a href=\"{Encoded(address)}\">{Encoded(text)}</a>";

    private static string Encoded(string text) => Markup.Encoder.Encode(text);
}
