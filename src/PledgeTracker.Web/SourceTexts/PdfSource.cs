using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>Reads the text of a PDF, page by page.</summary>
internal static class PdfSource
{
    /// <summary>How long the pages may take together; those behind are told and not read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static SourceText Read(string path, CancellationToken cancel) => Read(() => PdfDocument.Open(path), cancel);

    public static SourceText Read(byte[] content, CancellationToken cancel) => Read(() => PdfDocument.Open(content), cancel);

    private static SourceText Read(Func<PdfDocument> open, CancellationToken cancel)
    {
        try
        {
            using var document = open();
            var (text, pages, began) = (new StringBuilder(), new List<int>(), TimeProvider.System.GetTimestamp());
            var said = new List<string>();
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                cancel.ThrowIfCancellationRequested();
                if (text.Length > SourceText.MostCharacters || TimeProvider.System.GetElapsedTime(began) > Patience)
                {
                    said.Add(string.Create(CultureInfo.InvariantCulture, $"Only the first {number - 1:N0} of {document.NumberOfPages:N0} pages were read."));
                    break;
                }

                pages.Add(text.Length);
                text.Append(PlainText.Of(ContentOrderTextExtractor.GetText(document.GetPage(number), addDoubleNewline: true))).Append("\n\n");
            }

            return string.IsNullOrWhiteSpace(text.ToString())
                ? SourceText.None("This PDF holds pictures of pages and no text. Have a program recognise its text and store that copy, or paste the text.")
                : new SourceText { Text = text.ToString(), Pages = pages, Title = TitleOf(document), Said = said };
        }
        catch (PdfDocumentEncryptedException)
        {
            return SourceText.None("This PDF opens with a password only. Store a copy without one, or paste its text.");
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException)
        {
            // Of a PDF that is not as it should be, the library throws whatever it comes across first.
            return SourceText.None("The text of this PDF cannot be read. Print it to a new PDF and store that, or paste its text.");
        }
    }

    // Programs write the name of the file that the PDF was made of.
    private static string? TitleOf(PdfDocument document) =>
        document.Information.Title?.Trim() is { Length: > 3 } title && !title.Contains(".doc", StringComparison.OrdinalIgnoreCase) && !title.StartsWith("Microsoft", StringComparison.OrdinalIgnoreCase) && title.Contains(' ', StringComparison.Ordinal) ? title : null;
}
