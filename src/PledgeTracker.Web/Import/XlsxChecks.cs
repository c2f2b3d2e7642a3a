using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace PledgeTracker.Web.Import;

/// <summary>What stands in the XML of one sheet besides its values.</summary>
internal sealed class SheetFacts
{
    /// <summary>Cells that hold no value that could be read, with the reason, by row and column from 0.</summary>
    public Dictionary<(int Row, int Column), string> Unreadable { get; } = [];

    /// <summary>Ranges of merged cells, as Excel names them and by their corners from 0.</summary>
    public List<(string Name, int Top, int Left, int Bottom, int Right)> Merged { get; } = [];

    /// <summary>Hidden rows that hold something, from 1.</summary>
    public List<int> HiddenRows { get; } = [];

    public bool HasHiddenColumns { get; set; }

    /// <summary>How many columns hold something, counted from the first.</summary>
    public int Columns { get; set; }
}

/// <summary>
/// Goes through a workbook before it is read: bounds what is unpacked, and finds what a reader of values passes over in silence,
/// such as formulas that were never computed.
/// </summary>
internal static class XlsxChecks
{
    /// <summary>The most rows that hold something.</summary>
    public const int MostRows = 200_000;

    private const int MostColumns = 300;

    private const long MostOfSheets = 320L * 1024 * 1024;

    private const long MostOfOthers = ImportDesk.MostBytes;

    private const int MostTimes = 150;

    private const int AlwaysTaken = 16 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, IgnoreProcessingInstructions = true };

    /// <summary>Counts the bytes that are unpacked when the workbook is read, whatever its directory says of them.</summary>
    /// <exception cref="ImportException">They are too many.</exception>
    public static void Bound(ZipArchive archive, long packed)
    {
        var (sheets, others) = (0L, 0L);
        var part = new byte[64 * 1024];
        foreach (var entry in archive.Entries.Where(e => e.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) && !e.FullName.StartsWith("xl/media/", StringComparison.OrdinalIgnoreCase)))
        {
            var isSheet = entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);
            using var stream = entry.Open();
            int read;
            while ((read = stream.Read(part)) > 0)
            {
                (sheets, others) = isSheet ? (sheets + read, others) : (sheets, others + read);
                if (sheets + others > Math.Max(AlwaysTaken, packed * MostTimes))
                {
                    throw new ImportException(1, $"The workbook expands to more than {MostTimes} times its size, which is too much for a table. Save the sheet as CSV and choose that.");
                }

                if (sheets > MostOfSheets || others > MostOfOthers)
                {
                    throw new ImportException(1, "Uncompressed, the workbook is too large to be read. Save the sheet as CSV, or split it.");
                }
            }
        }
    }

    /// <summary>The sheets in their order, each with the part of the workbook that holds it.</summary>
    public static List<(string Name, bool IsHidden, string Part)> SheetsOf(ZipArchive archive)
    {
        var workbook = archive.Entries.First(e => e.FullName.StartsWith("xl/workbook", StringComparison.OrdinalIgnoreCase) && e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase));
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var relations = Open(archive, $"xl/_rels/{workbook.Name}.rels"))
        {
            while (relations.Read())
            {
                if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && relations.GetAttribute("Target") is { } target && relations.GetAttribute("Type")?.EndsWith("/worksheet", StringComparison.Ordinal) == true)
                {
                    parts[relations.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
                }
            }
        }

        var sheets = new List<(string, bool, string)>();
        using var reader = XmlReader.Create(workbook.Open(), Settings);
        while (reader.Read())
        {
            // Sheets of charts hold no table.
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && Relation(reader) is { } id && parts.TryGetValue(id, out var part))
            {
                sheets.Add((reader.GetAttribute("name") ?? "", reader.GetAttribute("state") is "hidden" or "veryHidden", part));
            }
        }

        return sheets;

        static string? Relation(XmlReader reader)
        {
            for (var found = reader.MoveToFirstAttribute(); found; found = reader.MoveToNextAttribute())
            {
                if (reader.LocalName == "id" && reader.Prefix.Length > 0)
                {
                    var id = reader.Value;
                    reader.MoveToElement();
                    return id;
                }
            }

            reader.MoveToElement();
            return null;
        }
    }

    /// <summary>Goes through the XML of one sheet.</summary>
    /// <exception cref="ImportException">It has too many rows or columns.</exception>
    public static SheetFacts FactsOf(ZipArchive archive, string part)
    {
        var facts = new SheetFacts();
        using var reader = Open(archive, part);
        var (row, column, rows) = (-1, -1, 0);
        var (isHidden, isFilled) = (false, false);
        var (type, hasFormula, value) = ((string?)null, false, (string?)null);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                switch (reader.LocalName)
                {
                    case "row":
                        row = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : row + 1;
                        (column, isFilled) = (-1, false);
                        isHidden = reader.GetAttribute("hidden") is "1" or "true";
                        break;
                    case "col":
                        facts.HasHiddenColumns |= reader.GetAttribute("hidden") is "1" or "true";
                        break;
                    case "c":
                        column = reader.GetAttribute("r") is { } at && Place(at) is var (_, named) ? named : column + 1;
                        (type, hasFormula, value) = (reader.GetAttribute("t"), false, null);
                        break;
                    case "f":
                        hasFormula = true;
                        break;
                    case "v" or "t" when row >= 0 && column >= 0:
                        value = reader.IsEmptyElement ? "" : type is "e" ? reader.ReadString() : "…";
                        break;
                    case "mergeCell" when reader.GetAttribute("ref")?.Split(':') is [var from, var to] && Place(from) is var (top, left) && Place(to) is var (bottom, right):
                        facts.Merged.Add(($"{from}:{to}", top, left, bottom, right));
                        break;
                }
            }
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "c" })
            {
                if (value is not null || hasFormula)
                {
                    if (column >= MostColumns)
                    {
                        throw new ImportException(row + 1, string.Create(CultureInfo.InvariantCulture, $"The cell {NameOf(row, column)} lies beyond column {NameOf(MostColumns - 1)}, the last that is read. Delete what is there."));
                    }

                    rows += isFilled ? 0 : 1;
                    if (rows > MostRows)
                    {
                        throw new ImportException(row + 1, string.Create(CultureInfo.InvariantCulture, $"The sheet has more than {MostRows:N0} rows. Import it in parts, or save it as CSV."));
                    }

                    if (!isFilled && isHidden)
                    {
                        facts.HiddenRows.Add(row + 1);
                    }

                    isFilled = true;
                    facts.Columns = Math.Max(facts.Columns, column + 1);
                    if (type == "e")
                    {
                        facts.Unreadable[(row, column)] = $"The cell {NameOf(row, column)} holds the error {value}. Correct its formula, or empty it.";
                    }
                    else if (hasFormula && value is null)
                    {
                        facts.Unreadable[(row, column)] = $"The cell {NameOf(row, column)} holds a formula without its result. Open the workbook in a spreadsheet program and save it, or put the value there.";
                    }
                }

                (type, hasFormula, value) = (null, false, null);
            }
        }

        return facts;
    }

    /// <summary>The name of a column, from 0: A, B … AA.</summary>
    public static string NameOf(int column) => column < 26 ? ((char)('A' + column)).ToString() : NameOf((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>The name of a cell, from 0: B7.</summary>
    public static string NameOf(int row, int column) => NameOf(column) + (row + 1).ToString(CultureInfo.InvariantCulture);

    private static (int Row, int Column)? Place(string name)
    {
        var letters = name.TakeWhile(char.IsAsciiLetterUpper).Count();
        return letters is > 0 and < 4 && int.TryParse(name.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? (row - 1, name[..letters].Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1) - 1) : null;
    }

    private static XmlReader Open(ZipArchive archive, string part) =>
        XmlReader.Create((archive.Entries.FirstOrDefault(e => e.FullName.Equals(part, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidDataException(part)).Open(), Settings);
}
