using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Benchmarks;

/// <summary>
/// What it costs a node to have its lists true again after one publication, and to read the index whole for the first time: processor
/// time of this process, which serves nobody meanwhile.
/// </summary>
internal static class Follow
{
    private const int WarmUp = 5, Rounds = 20;

    public static async Task RunAsync(string directory)
    {
        await using var app = Serving.Build(directory);
        using var database = await Serving.OpenAsync(app, directory);
        var slug = await Serving.SlugAsync(app);
        var indexes = app.Services.GetRequiredService<PledgeIndexes>();
        var first = await CostAsync(indexes);
        var costs = new List<double>();
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            await PublishAsync(app, slug, string.Create(CultureInfo.InvariantCulture, $"Told for the {round}th time at {Stopwatch.GetTimestamp()}"));
            costs.Add(await CostAsync(indexes));
        }

        var pledges = (await indexes.GetAsync(default)).Count;
        var follow = Measures.Median(costs.Skip(WarmUp));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"the index of {pledges} pledges, read for the first time in a process: {first:0} ms of processor; one publication taken in: {follow:0.00} ms, the median of {Rounds}"));
        Measures.Note("index", first);
        Measures.Note("follow", follow);
    }

    private static async Task PublishAsync(WebApplication app, string slug, string title)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var document = await context.Documents.Include(d => d.PublishedRevision).SingleAsync(d => d.Kind == DocumentKind.Pledge && d.Key == slug);
        var draft = (PledgeDraft)Subject.Of(DocumentKind.Pledge).Read(document.PublishedRevision!);
        var now = DateTime.UtcNow;
        var revision = document.Add(draft with { Title = title }, now, "Fol Low");
        await context.SaveChangesAsync();
        var terms = new PublicationTerms("Fol Low", now, DateOnly.FromDateTime(now), "Another title.") { Kind = PublicationKind.Update };
        if (await new Publication(context).PublishAsync(document, revision, terms) is [var problem, ..])
        {
            throw new ArgumentException($"It was not published: {problem}");
        }

        await transaction.CommitAsync();
    }

    // The version is looked up too, as by the first reader after the publication.
    private static async Task<double> CostAsync(PledgeIndexes indexes)
    {
        var before = Environment.CpuUsage.TotalTime;
        await indexes.GetAsync(default);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
