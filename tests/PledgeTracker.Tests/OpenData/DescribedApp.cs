using System.Net;
using System.Text.Json.Nodes;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The program at an address of its own, with the files of the whole data set, and what was made from its description.</summary>
public sealed class DescribedApp : NewsroomApp
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token, _text;

    public DescribedApp() => UseKestrel(0);

    /// <summary>A folder for what is made.</summary>
    public string Made { get; } = Directory.CreateTempSubdirectory("pledgetracker-clients-").FullName;

    public string Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress.ToString().TrimEnd('/');
        }
    }

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["DataSetsKept"] = "1" };

    public HttpClient Open(string? token = null)
    {
        StartServer();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return client;
    }

    public async Task<JsonNode> DescriptionAsync()
    {
        await FileAsync();
        return JsonNode.Parse(_text!)!;
    }

    /// <summary>The description as a file. The files of the whole data set are made when it is there.</summary>
    public async Task<string> FileAsync()
    {
        var file = Path.Combine(Made, "openapi.json");
        await _one.WaitAsync();
        try
        {
            if (_text is null)
            {
                using var client = Open();
                for (var attempt = 0; (await client.GetAsync("/data/latest/pledgetracker.zip", HttpCompletionOption.ResponseHeadersRead)).StatusCode == HttpStatusCode.NotFound && attempt < 600; attempt++)
                {
                    await Task.Delay(500);
                }

                _text = await client.GetStringAsync("/openapi/v1.json");
                await File.WriteAllTextAsync(file, _text);
            }
        }
        finally
        {
            _one.Release();
        }

        return file;
    }

    public async Task<string> TokenAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_token is null)
            {
                StartServer();
                var member = await AddAsync("Pro Gram", MemberRole.Editor);
                (_token, _) = await WithAsync<ApiTokens, (string?, string?)>(t => t.MakeAsync(member.Id, "a client", ApiTokens.LivesByDefault, true, true, new LogActor(member.Id, member.Name, null)));
            }

            return _token!;
        }
        finally
        {
            _one.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Made, recursive: true);
    }
}
