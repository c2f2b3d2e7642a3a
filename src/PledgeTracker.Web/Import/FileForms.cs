using System.IO.Compression;

namespace PledgeTracker.Web.Import;

/// <summary>Tells kinds of files apart by what is in them, whatever they are called, and says what to do with those that hold no table.</summary>
internal static class FileForms
{
    private const int MostEntries = 10_000;

    /// <summary>Whether a file is a workbook that can be read.</summary>
    /// <exception cref="ImportException">It is of a kind that is known and cannot be read.</exception>
    public static bool IsWorkbook(ReadOnlySpan<byte> bytes)
    {
        var refusal = bytes switch
        {
            [0xD0, 0xCF, 0x11, 0xE0, ..] or [0x09, 0x02 or 0x04 or 0x08, 0x00 or 0x04 or 0x06 or 0x08 or 0x10, ..] => "This is an Excel file of the old format (.xls), or one that is locked with a password. Open it in Excel, save it as .xlsx without a password, and choose that file.",
            [0x25, 0x50, 0x44, 0x46, ..] => "This is a PDF, and no table can be read from it. Copy the table into a spreadsheet, save that as .xlsx or CSV, and choose that file.",
            [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..] => "This is a picture. Choose the table itself, as .xlsx or CSV.",
            _ => null,
        };
        return refusal is not null ? throw new ImportException(1, refusal) : bytes is [0x50, 0x4B, 0x03 or 0x05, 0x04 or 0x06, ..] && IsWorkbookOf(bytes.ToArray());
    }

    /// <summary>Refuses text that is the markup of a page or of a spreadsheet.</summary>
    /// <exception cref="ImportException">It is.</exception>
    public static void RefuseMarkup(ReadOnlySpan<char> text)
    {
        if (text is not ['<', ..])
        {
            return;
        }

        var begin = text[..Math.Min(text.Length, 4000)];
        throw new ImportException(1, begin.Contains("office:spreadsheet", StringComparison.OrdinalIgnoreCase) || begin.Contains("Excel.Sheet", StringComparison.OrdinalIgnoreCase)
            ? "This is a spreadsheet in Excel’s XML of 2003. Open it in Excel, save it as .xlsx, and choose that file."
            : begin.Contains("<html", StringComparison.OrdinalIgnoreCase) || begin.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            ? "This is a web page and no table, such as the page for signing in that came instead of the file. Sign in where the file is, download it again, and choose that file."
            : "This is XML, and no table that can be read. Save the table as .xlsx or CSV, and choose that file.");
    }

    private static bool IsWorkbookOf(byte[] bytes)
    {
        List<string> names;
        var type = "";
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            names = archive.Entries.Count > MostEntries ? [] : [.. archive.Entries.Select(e => e.FullName)];
            if (archive.GetEntry("mimetype") is { } entry)
            {
                using var stream = entry.Open();
                var begin = new byte[100];
                type = System.Text.Encoding.ASCII.GetString(begin, 0, stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false));
            }
        }
        catch (InvalidDataException)
        {
            throw new ImportException(1, "The workbook is damaged: it may not have been downloaded to its end. Download or save it again.");
        }

        if (names.Exists(n => n.StartsWith("xl/workbook", StringComparison.OrdinalIgnoreCase) && n.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        throw new ImportException(1,
            type.Contains("opendocument", StringComparison.Ordinal) ? "This is a file of the OpenDocument format (.ods). Open it, save it as .xlsx or CSV, and choose that file."
            : names.Exists(n => n.EndsWith(".iwa", StringComparison.Ordinal) || n == "Index.zip") ? "This is a file of Numbers. Export it there as Excel or CSV, and choose that file."
            : names.Contains("xl/workbook.bin") ? "This is a binary Excel workbook (.xlsb). Open it in Excel, save it as .xlsx, and choose that file."
            : names.Contains("word/document.xml") ? "This is a Word document. Copy its table into a spreadsheet, save that as .xlsx or CSV, and choose that file."
            : "This is a ZIP archive and no workbook. Unpack it, and choose the table that is in it.");
    }
}
