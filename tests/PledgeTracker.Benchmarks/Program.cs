using BenchmarkDotNet.Running;
using PledgeTracker.Benchmarks;
using PledgeTracker.Web.Settings;

const string Usage = """
    generate DIR [--pledges N] [--figures M] [--seed S]   a database of invented pledges in the folder DIR
    serve DIR [--page SLUG] [--urls ADDRESS] …            the tracker on DIR, with what load.sh and pages.sh compare it to
    growth DIR…                                           what an editor's steps and the pages after them cost on each of the folders
    follow DIR                                            what a publication costs the lists of a node, and reading its index for the first time
    plans DIR                                             how SQLite answers every query of every page
    dataset DIR                                           makes the whole data set of DIR, and says how long and how much memory it took
    rows FORM [N]                                         a million invented figures, or N, as csv, xlsx, json, jsonl or parquet: time and memory
    bench DIR [BenchmarkDotNet's arguments]               the pieces of a page, one by one; DIR as above
    """;

try
{
    switch (args)
    {
        case ["generate", var directory, .. var options]:
            Generator.Run(directory, options);
            return 0;
        case ["serve", var directory, .. var rest]:
            await Serving.RunAsync(directory, rest);
            return 0;
        case ["growth", .. var directories]:
            await Growth.RunAsync(directories);
            return 0;
        case ["follow", var directory]:
            await Follow.RunAsync(directory);
            return 0;
        case ["plans", var directory]:
            return await Plans.RunAsync(directory);
        case ["dataset", var directory]:
            await Serving.MakeDataSetAsync(directory);
            return 0;
        case ["rows", var form, .. var number]:
            await RowForms.RunAsync(form, number);
            return 0;
        case ["bench", var directory, .. var rest]:
            Environment.SetEnvironmentVariable(PageBenchmarks.DirectoryVariable, Path.GetFullPath(directory));
            BenchmarkSwitcher.FromAssembly(typeof(PageBenchmarks).Assembly).Run([.. rest.Length > 0 ? rest : ["--filter", "*"], "--artifacts", "artifacts/benchmarks/results"]);
            return 0;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 1;
    }
}
catch (Exception e) when (e is StartupException or ArgumentException)
{
    await Console.Error.WriteLineAsync("PledgeTracker.Benchmarks: " + e.Message);
    return 1;
}
