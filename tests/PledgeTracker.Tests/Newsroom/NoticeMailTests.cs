using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>Notices by e-mail, with a real mail server.</summary>
public sealed class NoticeMailTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly MailServer _server = new();
    private MailingApp _app = null!;
    private int _member;

    public async Task InitializeAsync()
    {
        _app = new MailingApp(_server.Settings);
        _member = (await _app.AddAsync("Ann Lee", MemberRole.Editor)).Id;
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Notices_of_the_same_minutes_are_one_e_mail_with_an_address_each()
    {
        await TellAsync("one", "Ed Itor gave you “A” to look after.");
        await TellAsync("two", "Ed Itor commented on “B”,\r\nSubject: forged");
        await TellAsync("one", "told twice");
        (await SendAsync()).Should().Be(0, "others may follow");
        _app.Clock.Advance(NoticeBoard.Gathering);

        (await SendAsync()).Should().Be(1);
        (await SendAsync()).Should().Be(0, "it was sent");
        var mail = _server.Taken.Should().ContainSingle().Subject;
        (mail.To.ToString(), mail.Subject).Should().Be(("\"Ann Lee\" <ann.lee@example.org>", "2 notices from the newsroom"));
        mail.TextBody.Should().Contain("http://localhost/newsroom/pledges/1").And.Contain("/newsroom/notices").And.NotContain("told twice");
    }

    [Fact]
    public async Task A_text_of_several_lines_makes_no_other_header()
    {
        await TellAsync("one", "Ed Itor returned “A”: no.\r\nBcc: everybody@example.org");
        _app.Clock.Advance(NoticeBoard.Gathering);
        await SendAsync();

        var mail = _server.Taken.Single();
        mail.Bcc.Count.Should().Be(0);
        mail.Subject.Should().Contain("Bcc: everybody", "it is text");
    }

    [Fact]
    public async Task A_server_that_refuses_is_asked_again_after_longer_and_longer_with_the_same_Message_ID()
    {
        await TellAsync("one", "Ed Itor gave you “A” to look after.");
        _app.Clock.Advance(NoticeBoard.Gathering);
        _server.Refuses = true;
        (await SendAsync()).Should().Be(0);
        (await SendAsync()).Should().Be(0);
        _server.Refused.Should().ContainSingle("a minute has not passed");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        _server.Refused.Should().HaveCount(2, "the second pause is two minutes");
        _server.Refuses = false;
        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await SendAsync()).Should().Be(1);
        _server.Taken.Single().MessageId.Should().Be(_server.Refused.First().MessageId);
    }

    [Fact]
    public async Task What_no_server_takes_stays_in_the_newsroom_and_says_so()
    {
        await TellAsync("one", "Ed Itor gave you “A” to look after.");
        _server.Refuses = true;
        for (var i = 0; i < NoticeMail.MostFailures + 3; i++)
        {
            _app.Clock.Advance(TimeSpan.FromHours(20));
            await SendAsync();
        }

        _server.Refused.Should().HaveCount(NoticeMail.MostFailures);
        var ann = _app.Browse();
        await ann.SignInAsync("ann.lee@example.org");
        (await ann.GoAsync("/newsroom/notices")).Page.QuerySelector(".notices")!.TextContent.Should().Contain("could not be sent by e-mail");
    }

    [Fact]
    public async Task Who_has_seen_it_chose_otherwise_or_left_gets_no_e_mail()
    {
        await TellAsync("seen", "Seen.");
        await _app.WithAsync<NoticeBoard, bool>(async b => { await b.SeenAsync(_member, int.MaxValue); return true; });
        await _app.WithAsync<NoticeBoard, bool>(async b => { await b.ChooseAsync(_member, Enum.GetValues<NoticeKind>().ToDictionary(k => k, k => k == NoticeKind.Assigned ? NoticeWay.Newsroom : NoticeWay.Mail)); return true; });
        await TellAsync("newsroom", "In the newsroom.");
        _app.Clock.Advance(NoticeBoard.Gathering);
        (await SendAsync()).Should().Be(0);
        await TellAsync("mail", "By e-mail.", NoticeKind.Commented);
        await _app.WithDatabaseAsync(c => c.Set<Member>().ExecuteUpdateAsync(set => set.SetProperty(m => m.IsDisabled, true)));
        _app.Clock.Advance(NoticeBoard.Gathering);

        (await SendAsync()).Should().Be(0);
        _server.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_programs_that_send_at_once_send_one()
    {
        await TellAsync("one", "Ed Itor gave you “A” to look after.");
        _app.Clock.Advance(NoticeBoard.Gathering);

        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync()))).Sum().Should().Be(1);
        _server.Taken.Should().ContainSingle();
    }

    private Task<int> SendAsync() => _app.WithAsync<PledgeTrackerDbContext, int>(c => _app.Services.GetRequiredService<NoticeMail>().SendDueAsync(c));

    private Task<bool> TellAsync(string key, string text, NoticeKind kind = NoticeKind.Assigned) =>
        _app.WithAsync<NoticeBoard, bool>(async b => { await b.TellAsync(kind, [_member, _member], key, text, "/newsroom/pledges/1"); return true; });

    private sealed class MailingApp(IReadOnlyDictionary<string, string> mail) : NewsroomApp
    {
        protected override bool StarterData => false;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings.Concat(mail)) { ["PublicAddress"] = "http://localhost" };
    }
}
