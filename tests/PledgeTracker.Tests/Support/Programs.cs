using System.Diagnostics;

namespace PledgeTracker.Tests.Support;

/// <summary>Runs programs that others wrote.</summary>
public static class Programs
{
    /// <summary>Runs one to its end, and gives what it wrote to either of its outputs.</summary>
    /// <param name="start">The program, what it is told and its environment; in the folder for temporary files where none is named.</param>
    /// <param name="input">What it reads from its standard input.</param>
    public static async Task<(int Code, string Output, string Complaints)> RunAsync(ProcessStartInfo start, string input = "")
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.WorkingDirectory = start.WorkingDirectory.Length > 0 ? start.WorkingDirectory : Path.GetTempPath();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await complaints);
    }
}
