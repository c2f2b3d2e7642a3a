using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Support;

/// <summary>The program with people in its newsroom, who need no second factor and may try as often as tests do.</summary>
public class NewsroomApp : TrackerApp
{
    public const string Password = FormBrowser.UsualPassword;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["RequireSecondFactor"] = "false",
        ["AttemptsByAddress"] = "100000",
        ["AttemptsByName"] = "100000",
    };

    /// <summary>Makes an account.</summary>
    public async Task<Member> AddAsync(string name, MemberRole role)
    {
        _ = Services;
        await using var scope = Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<Members>().AddAsync(EmailOf(name), name, role, Password, LogActor.CommandLine)).Should().BeEmpty();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Member>>().FindByEmailAsync(EmailOf(name)))!;
    }

    /// <summary>Makes an account and signs in with it.</summary>
    public async Task<FormBrowser> SignedInAsync(MemberRole role, string? name = null)
    {
        name ??= "Somebody " + Guid.NewGuid().ToString("N")[..8];
        await AddAsync(name, role);
        var browser = Browse();
        await browser.SignInAsync(EmailOf(name));
        return browser;
    }

    /// <summary>A browser with a store of cookies of its own.</summary>
    public FormBrowser Browse() => new(Visitor());

    public static string EmailOf(string name) => name.Replace(' ', '.').ToLowerInvariant() + "@example.org";

    /// <summary>Does something with the services of one request.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        _ = Services;
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
