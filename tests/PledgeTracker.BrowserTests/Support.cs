using Microsoft.Playwright;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.BrowserTests;

/// <summary>A journey in a real browser; skipped by name where no Chromium is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Executable is null)
        {
            Skip = Browser.Missing;
        }
    }
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Browser.Executable is null)
        {
            Skip = Browser.Missing;
        }
    }
}

/// <summary>The tracker over a real Kestrel, and one Chromium for all journeys.</summary>
public sealed class Browser : IAsyncLifetime, IAsyncDisposable
{
    public const string Missing = "Needs Chromium: tests/run installs it, or set PLEDGETRACKER_TEST_CHROMIUM to the program's path.";

    private readonly NewsroomApp _app = new();
    private readonly List<IBrowserContext> _contexts = [];
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public static string? Executable { get; } = new[]
    {
        Environment.GetEnvironmentVariable("PLEDGETRACKER_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser",
    }.FirstOrDefault(File.Exists);

    /// <summary>The program itself, to make accounts and drafts with.</summary>
    public NewsroomApp App => _app;

    /// <summary>Where the tracker answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Executable is null)
        {
            return;
        }

        _app.UseKestrel(0);
        _app.StartServer();
        Address = _app.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        _playwright = await Playwright.CreateAsync();

        // As long as everything else is waited for: other tests, and the format, are at work beside these.
        SetDefaultExpectTimeout(30_000);
        _chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _playwright?.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A window of a fresh visitor.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, bool dark = false, bool scripts = true)
    {
        var context = await _chromium!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
        });
        _contexts.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>Closes every window, so that the next journey has the machine to itself.</summary>
    public async Task CloseAllAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        _contexts.Clear();
    }
}

/// <summary>Journeys that share one Chromium, one after the other, and leave no window open.</summary>
[Collection(nameof(Browser))]
public abstract class Journeys(Browser browser) : IAsyncLifetime
{
    protected Browser Chromium { get; } = browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Chromium.CloseAllAsync();
}

[CollectionDefinition(nameof(Browser))]
public sealed class SharedBrowser : ICollectionFixture<Browser>;
