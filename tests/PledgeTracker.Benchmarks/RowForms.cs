using System.Diagnostics;
using System.Globalization;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Benchmarks;

/// <summary>
/// How long invented figures take to become one form of rows, and how much memory that needs: neither database nor network are measured. A
/// form is measured in a process of its own, since the peak of a process never falls.
/// </summary>
internal static class RowForms
{
    private const int FiguresPerPledge = 10, DrainEvery = 200;

    public static async Task RunAsync(string name, string[] options)
    {
        var format = RowFormat.All.FirstOrDefault(f => f.Name == name) ?? throw new ArgumentException($"There is no form “{name}”. The forms are: {string.Join(", ", RowFormat.All)}.");
        var figures = options is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000;
        var (table, day) = (Tables.Figures, Invention.Today);
        var notes = new FileNotes("http://127.0.0.1/data/figures." + format, day, "The publisher", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");
        await using var file = File.Create(Path.Combine(Path.GetTempPath(), "figures." + format), 1 << 16, FileOptions.DeleteOnClose);
        var (rows, making) = (0, Stopwatch.StartNew());
        using var sink = format.Open(new SinkTerms(table, table.Choose([]), HasMark: false, _ => { }, notes));
        foreach (var row in Pledges(figures).SelectMany(table.RowsOf))
        {
            sink.Write(row);
            if (++rows % DrainEvery == 0)
            {
                await sink.DrainAsync(file, all: false, default);
            }
        }

        sink.End(null, null);
        await sink.DrainAsync(file, all: true, default);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{format}: {rows} figures in {making.Elapsed.TotalSeconds:0.0} s, {process.TotalProcessorTime.TotalSeconds:0.0} s of processor time, {file.Length / 1e6:0.0} MB, peak {process.PeakWorkingSet64 / 1024 / 1024} MB"));
    }

    private static IEnumerable<PledgeRecord> Pledges(int figures)
    {
        var count = Math.Max(1, figures / FiguresPerPledge);
        var invention = new Invention(count, figures, seed: 1);
        var rules = new ReviewContext
        {
            Companies = Enumerable.Range(0, invention.CompanyCount).Select(invention.Company).ToDictionary(c => c.Slug, StringComparer.Ordinal),
            Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
            Today = Invention.Today,
        };
        for (var i = 0; i < count; i++)
        {
            var pledge = ReviewRules.Review(invention.Pledge(i), rules).Pledge ?? throw new InvalidDataException("An invented pledge does not pass the review.");
            yield return new PledgeRecord(i + 1, new PublishedPledge
            {
                Id = i + 1,
                Pledge = pledge,
                Revision = 1,
                PublishedAt = Invention.Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                PublishedOn = Invention.Today,
                Related = [],
                FigureNumbers = [.. Enumerable.Range(1, pledge.Figures.Count)],
            }, "http://127.0.0.1");
        }
    }
}
