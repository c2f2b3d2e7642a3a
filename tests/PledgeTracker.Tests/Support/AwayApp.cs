using System.Net;
using System.Net.Sockets;
using Npgsql;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Support;

/// <summary>The program on a database that can be taken away from it and given back.</summary>
public sealed class AwayApp : NewsroomApp
{
    private readonly TestDatabase? _database;
    private readonly Relay? _relay;

    private AwayApp(TestDatabase? database, Relay? relay) => (_database, _relay) = (database, relay);

    /// <summary>The way to PostgreSQL.</summary>
    public Relay Relay => _relay ?? throw new InvalidOperationException("There is no way to a file.");

    /// <summary>The SQLite file.</summary>
    public string DatabaseFile => Path.Combine(DataDirectory, DatabaseStartup.FileName);

    protected override bool StarterData => false;

    protected override string? Postgres => _relay is null ? null : new NpgsqlConnectionStringBuilder(_database!.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = _relay.Port,
        Pooling = true,
        Timeout = 3,
        CommandTimeout = 3,
        SslMode = SslMode.Disable,
    }.ToString();

    public static async Task<AwayApp> CreateAsync(string kind)
    {
        if (kind == "SQLite")
        {
            return new AwayApp(null, null);
        }

        var database = await TestDatabase.CreateFilledAsync(kind, withPledges: false);
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return new AwayApp(database, new Relay(server.Host!, server.Port));
    }

    /// <summary>The file is renamed, or the server refuses whoever comes; both as long as nobody gives them back.</summary>
    public async Task TakeAwayAsync()
    {
        // The program has begun what it begins by itself.
        await Visitor().GetAsync("/healthz/live");
        if (_relay is null)
        {
            File.Move(DatabaseFile, DatabaseFile + ".away");
        }
        else
        {
            _relay.Cut();
        }

        // Whatever was read a moment ago is old enough to be asked for again.
        Clock.Advance(TimeSpan.FromSeconds(2));
    }

    public void GiveBack()
    {
        if (_relay is null)
        {
            File.Move(DatabaseFile + ".away", DatabaseFile);
        }
        else
        {
            _relay.Restore();
        }

        Clock.Advance(TimeSpan.FromSeconds(2));
    }

    public override async ValueTask DisposeAsync()
    {
        _relay?.Restore();
        await base.DisposeAsync();
        _relay?.Dispose();
        if (_database is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await _database.DisposeAsync();
        }
    }
}

/// <summary>Stands between the program and a server, and can be cut: then it refuses, or takes whoever comes and says nothing.</summary>
public sealed class Relay : IDisposable
{
    private readonly string _host;
    private readonly int _to;
    private readonly List<TcpClient> _open = [];
    private TcpListener _listener;
    private volatile bool _isMute;
    private int _accepted;

    public Relay(string host, int port)
    {
        (_host, _to) = (host, port);
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>How many connections were made so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Ends all connections and refuses new ones.</summary>
    public void Cut()
    {
        _listener.Stop();
        CloseAll();
    }

    /// <summary>Ends all connections; new ones are taken and never answered.</summary>
    public void Mute()
    {
        _isMute = true;
        CloseAll();
    }

    public void Restore()
    {
        CloseAll();
        _listener.Stop();
        _isMute = false;
        _listener = Listen(Port);
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _accepted);
                Keep(near);
                if (!_isMute)
                {
                    var far = new TcpClient();
                    Keep(far);
                    await far.ConnectAsync(_host, _to);
                    _ = PassAsync(near, far);
                    _ = PassAsync(far, near);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut.
        }
    }

    private static async Task PassAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut, or one side is done.
        }
        finally
        {
            to.Close();
            from.Close();
        }
    }

    private void Keep(TcpClient client)
    {
        lock (_open)
        {
            _open.Add(client);
        }
    }

    private void CloseAll()
    {
        lock (_open)
        {
            _open.ForEach(client => client.Close());
            _open.Clear();
        }
    }
}

/// <summary>One program for each database, for all tests of a class; each leaves it as it found it.</summary>
public sealed class AwayApps : IAsyncLifetime
{
    private readonly Dictionary<string, AwayApp> _apps = [];

    public async Task<AwayApp> OnAsync(string kind)
    {
        if (!_apps.TryGetValue(kind, out var app))
        {
            app = _apps[kind] = await AwayApp.CreateAsync(kind);
        }

        return app;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var app in _apps.Values)
        {
            await app.DisposeAsync();
        }
    }
}
