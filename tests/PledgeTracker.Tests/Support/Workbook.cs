using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace PledgeTracker.Tests.Support;

/// <summary>An Excel workbook put together by hand, so that a test can hold what no program would write.</summary>
public sealed class Workbook
{
    // Styles in the order of their numbers: general, a day, a month, a year, thousands, a percentage.
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4"><numFmt numFmtId="164" formatCode="d\-mmm\-yyyy"/><numFmt numFmtId="165" formatCode="mmm\-yy"/><numFmt numFmtId="166" formatCode="yyyy"/><numFmt numFmtId="167" formatCode="[$$-409]#,##0.00"/></numFmts>
        <fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/><xf numFmtId="167" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    private readonly List<(string Name, string State, string Xml)> _sheets = [];

    private readonly Dictionary<string, string> _others = [];

    /// <summary>Adds a sheet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">Its rows: texts, numbers, days, or XML of cells as it is where it begins with “&lt;”.</param>
    /// <param name="after">XML that follows the rows.</param>
    /// <param name="state">visible, hidden or veryHidden.</param>
    public Workbook Sheet(string name, IEnumerable<object?[]> rows, string after = "", string state = "visible")
    {
        var xml = new StringBuilder();
        foreach (var (row, at) in rows.Select((r, i) => (r, i + 1)))
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{at}\">");
            for (var i = 0; i < row.Length; i++)
            {
                var name1 = Cell(i, at);
                xml.Append(row[i] switch
                {
                    null => "",
                    string text when text.StartsWith("<c", StringComparison.Ordinal) => text.Replace("<c", $"<c r=\"{name1}\"", StringComparison.Ordinal),
                    string text => $"<c r=\"{name1}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
                    DateTime day => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{name1}\" s=\"1\"><v>{day.ToOADate()}</v></c>"),
                    bool yes => $"<c r=\"{name1}\" t=\"b\"><v>{(yes ? 1 : 0)}</v></c>",
                    var number => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{name1}\"><v>{number}</v></c>"),
                });
            }

            xml.Append("</row>");
        }

        return Raw(name, $"<sheetData>{xml}</sheetData>{after}", state);
    }

    /// <summary>Adds a sheet whose XML is given.</summary>
    public Workbook Raw(string name, string xml, string state = "visible")
    {
        _sheets.Add((name, state, $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{xml}</worksheet>"));
        return this;
    }

    /// <summary>Adds another part, or takes the place of one.</summary>
    public Workbook Part(string path, string text)
    {
        _others[path] = text;
        return this;
    }

    public byte[] ToArray()
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
            ["_rels/.rels"] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                + string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + "<Relationship Id=\"rIdS\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>",
            ["xl/styles.xml"] = Styles,
        };
        for (var i = 0; i < _sheets.Count; i++)
        {
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = _sheets[i].Xml;
        }

        foreach (var (path, text) in _others)
        {
            parts[path] = text;
        }

        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in parts)
            {
                using var part = new StreamWriter(archive.CreateEntry(path, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                part.Write(text);
            }
        }

        return bytes.ToArray();
    }

    private static string Cell(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{(column < 26 ? "" : ((char)('A' + (column / 26) - 1)).ToString())}{(char)('A' + (column % 26))}{row}");
}
