using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace PledgeTracker.Tests.Support;

/// <summary>A PDF that is made for a test.</summary>
public static class PdfFile
{
    /// <summary>A document with a page for each text; its lines stand under one another.</summary>
    public static byte[] Of(params string[] pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        using var document = new PdfDocumentBuilder();
        var font = document.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages)
        {
            var page = document.AddPage(PageSize.A4);
            var y = 780;
            foreach (var line in text.Split('\n'))
            {
                if (line.Length > 0)
                {
                    page.AddText(line, 11, new PdfPoint(50, y), font);
                }

                y -= 16;
            }
        }

        return document.Build();
    }
}
