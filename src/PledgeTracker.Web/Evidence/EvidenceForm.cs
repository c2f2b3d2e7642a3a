using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Evidence;

/// <summary>
/// What is known of a kind of file that can be stored: the one list for the upload, the download and the words about it. How its
/// bytes are recognised is in <see cref="EvidenceContent"/>. All of them are given to readers as downloads and never shown within
/// the site, since strangers wrote them.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The everyday word for it, within a sentence.</param>
/// <param name="MediaType">What it is sent as. A browser must not take it for a page: mail is sent as plain bytes.</param>
/// <param name="Endings">The endings of its names; the first is that of its downloads.</param>
public sealed record EvidenceForm(EvidenceKind Kind, string Name, string MediaType, params string[] Endings)
{
    private const string Bytes = "application/octet-stream";

    private const string Office = "application/vnd.openxmlformats-officedocument.";

    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    /// <summary>Every kind, each at its own index.</summary>
    public static IReadOnlyList<EvidenceForm> All { get; } =
    [
        new(EvidenceKind.Pdf, "a PDF", "application/pdf", ".pdf"),
        new(EvidenceKind.Png, "a PNG picture", "image/png", ".png"),
        new(EvidenceKind.Jpeg, "a JPEG picture", "image/jpeg", ".jpg", ".jpeg"),
        new(EvidenceKind.Html, "an HTML page", "text/html; charset=utf-8", ".html", ".htm") { IsText = true },
        new(EvidenceKind.Text, "plain text", "text/plain; charset=utf-8", ".txt", ".md", ".csv") { IsText = true },
        new(EvidenceKind.Heif, "a HEIC picture", "image/heic", ".heic", ".heif"),
        new(EvidenceKind.Webp, "a WebP picture", "image/webp", ".webp"),
        new(EvidenceKind.Eml, "an e-mail", Bytes, ".eml") { IsText = true },
        new(EvidenceKind.Msg, "an Outlook e-mail", Bytes, ".msg"),
        new(EvidenceKind.Docx, "a Word document", Office + "wordprocessingml.document", ".docx"),
        new(EvidenceKind.Xlsx, "an Excel workbook", Office + "spreadsheetml.sheet", ".xlsx"),
        new(EvidenceKind.Pptx, "a PowerPoint presentation", Office + "presentationml.presentation", ".pptx"),
        new(EvidenceKind.Odt, "an OpenDocument text", OpenDocument + "text", ".odt"),
        new(EvidenceKind.Ods, "an OpenDocument spreadsheet", OpenDocument + "spreadsheet", ".ods"),
        new(EvidenceKind.Odp, "an OpenDocument presentation", OpenDocument + "presentation", ".odp"),
    ];

    /// <summary>What can be stored, for whoever chose something else.</summary>
    public const string Takes = "PDF, PNG, JPEG, HEIC, WebP, HTML, plain text in UTF-8, e-mail (.eml, .msg), Word, Excel, PowerPoint (.docx, .xlsx, .pptx) or OpenDocument (.odt, .ods, .odp)";

    /// <summary>The endings of all kinds, for the field in which a file is chosen.</summary>
    public static string Accepted { get; } = string.Join(',', All.SelectMany(f => f.Endings));

    /// <summary>The ending of its downloads.</summary>
    public string Ending => Endings[0];

    /// <summary>Whether it is text, so that a name may call it any other text: a page saved as .txt is no mistake.</summary>
    public bool IsText { get; private init; }

    /// <summary>What is known of a kind.</summary>
    public static EvidenceForm Of(EvidenceKind kind) => All[(int)kind];

    /// <summary>The kind that a file's name stands for; null for an unknown ending.</summary>
    public static EvidenceForm? OfName(string name)
    {
        var ending = Path.GetExtension(name);
        return All.FirstOrDefault(f => f.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase));
    }
}
