using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace PledgeTracker.Web.Import;

/// <summary>Reads the rows of a table that is text.</summary>
internal static class CsvSheet
{
    private const int CellMaxLength = 20_000;

    /// <summary>The rows of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="encoding">Its encoding, in words.</param>
    /// <param name="asked">The code of its delimiter; null to find it.</param>
    public static Sheet Open(string text, string encoding, string? asked)
    {
        var mark = asked is null ? ImportText.DelimiterOf(text) : ImportText.Delimiters.FirstOrDefault(d => d.Code == asked).Mark is var m and not '\0' ? m : ',';
        var skipped = 0;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
            skipped = 1;
        }

        var name = ImportText.Delimiters.FirstOrDefault(d => d.Mark == mark).Name;
        return new Sheet($"CSV in {encoding} with {name ?? mark.ToString()}s", Rows(text, mark, skipped)) { Delimiter = name ?? "delimiter" };
    }

    private static IEnumerable<SheetRow> Rows(string text, char mark, int skipped)
    {
        var badQuotes = false;
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = mark.ToString(),
            DetectColumnCountChanges = false,
            IgnoreBlankLines = true,

            // Most cells of a column are alike, so each text is stored once.
            CacheFields = true,
            MaxFieldSize = CellMaxLength,

            // Quotes in ="007" are fine: they are how a file tells Excel to leave a text alone.
            BadDataFound = bad => badQuotes |= !(bad.Field.StartsWith("=\"", StringComparison.Ordinal) && bad.Field.TrimEnd().EndsWith('"')),
            Mode = CsvMode.RFC4180,
        });
        while (true)
        {
            var line = parser.RawRow + 1 + skipped;
            badQuotes = false;
            if (!Next(parser, line))
            {
                yield break;
            }

            var cells = parser.Record!;
            if (!cells.All(string.IsNullOrWhiteSpace))
            {
                yield return new SheetRow(line, cells, badQuotes ? "The quotation marks of this row do not match. Put quotation marks around the cell, and double those inside it." : null);
            }
        }
    }

    private static bool Next(CsvParser parser, int line)
    {
        try
        {
            return parser.Read();
        }
        catch (CsvHelperException e) when (e is MaxFieldSizeException or BadDataException or ParserException)
        {
            throw new ImportException(line, e is MaxFieldSizeException
                ? string.Create(CultureInfo.InvariantCulture, $"A cell has more than {CellMaxLength:N0} characters. A quotation mark may be missing at its end.")
                : "The quotation marks of this line do not match. Add the missing one.");
        }
    }
}
