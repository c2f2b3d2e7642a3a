using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using PledgeTracker.Web.Ui;
using SkiaSharp;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>
/// A picture of a stored page, as Chromium draws it from the copy alone. The page comes from strangers: it is shown within a frame that may
/// run no script, load nothing and go nowhere, neither on the network nor on this machine's disk.
/// </summary>
/// <param name="chromium">The path of the program.</param>
public sealed class PagePicture(string chromium)
{
    /// <summary>The width of the picture.</summary>
    public const int Width = 1280;

    /// <summary>The most of its height: what stands further down is in the copy, and not in the picture.</summary>
    public const int MostHeight = 5000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // One at a time: each takes the memory of a browser.
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>Draws a page.</summary>
    /// <param name="html">The bytes of the stored copy.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>A PNG; null where none could be made.</returns>
    public async Task<byte[]?> OfAsync(byte[] html, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(html);
        var folder = Directory.CreateTempSubdirectory("pledgetracker-picture-");
        await One.WaitAsync(cancel);
        try
        {
            var (page, picture) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.png"));
            await File.WriteAllTextAsync(page, Framed(PlainText.Decode(html).Text), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), cancel);
            return await RunAsync(folder.FullName, page, picture, cancel) && File.Exists(picture) ? Cropped(await File.ReadAllBytesAsync(picture, cancel)) : null;
        }
        finally
        {
            One.Release();
            TryDelete(folder);
        }
    }

    // The policy holds for the frame too, and for wherever a page would lead it.
    private static string Framed(string html) =>
        $"""
        <!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:">
        <style>html,body,iframe{"{"}margin:0;border:0;width:100%;height:{MostHeight.ToString(CultureInfo.InvariantCulture)}px;display:block;background:#fff{"}"}</style><iframe sandbox srcdoc="{Markup.Encoder.Encode(html)}"></iframe>
        """;

    private async Task<bool> RunAsync(string folder, string page, string picture, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(chromium) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["HOME"] = folder;
        foreach (var argument in (string[])[
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>",

            // The root of a container has no right to make the browser's own sandbox, in which the page would run one layer deeper.
            .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(),
            $"--user-data-dir={Path.Combine(folder, "profile")}", $"--window-size={Width},{MostHeight}", $"--screenshot={picture}", new Uri(page).AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return false;
        }

        using (process)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            try
            {
                // Read to their ends, or the program waits for a reader.
                var said = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, patience.Token), process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token));
                await process.WaitForExitAsync(patience.Token);
                await said;
                return process.ExitCode == 0;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return false;
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

    // Without the empty rest of the window below a short page.
    private static byte[]? Cropped(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        if (picture is null)
        {
            return null;
        }

        var pixels = picture.GetPixelSpan();
        var (row, last) = (picture.RowBytes, picture.Height - 1);
        while (last > 0 && pixels.Slice(last * row, row).SequenceEqual(pixels.Slice((picture.Height - 1) * row, row)))
        {
            last--;
        }

        using var cropped = new SKBitmap();
        picture.ExtractSubset(cropped, new SKRectI(0, 0, picture.Width, Math.Min(picture.Height, last + 40)));
        using var data = cropped.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process that was ended a moment ago may still write there; the system clears its own folder for such files.
        }
    }
}
