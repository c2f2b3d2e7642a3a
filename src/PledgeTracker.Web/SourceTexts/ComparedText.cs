using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>The text of a source, to be held against another reading of it.</summary>
/// <param name="Whole">All of its text, with what stands around the article: what is quoted is looked for here.</param>
/// <param name="Article">What it says itself. In a document without such a part it is all of it.</param>
public sealed record ComparedText(string Whole, string Article)
{
    /// <summary>Whether it asks for a password, so that there may be more behind it.</summary>
    public bool AsksToSignIn { get; init; }

    /// <summary>The kinds of copy whose text is read the same way wherever it comes from.</summary>
    public static IReadOnlyList<EvidenceKind> Kinds { get; } = [EvidenceKind.Html, EvidenceKind.Pdf, EvidenceKind.Text];

    /// <summary>Reads a page or a copy; null where its text cannot be read.</summary>
    /// <param name="kind">What its content is; one of <see cref="Kinds"/>.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="address">Where it was found.</param>
    /// <param name="cancel">Ends it.</param>
    public static ComparedText? Of(EvidenceKind kind, byte[] content, Uri? address, CancellationToken cancel)
    {
        switch (kind)
        {
            case EvidenceKind.Html:
                return HtmlSource.ToCompare(PlainText.Decode(content).Text, address);
            case EvidenceKind.Pdf when PdfSource.Read(content, cancel) is { Problem: null } pdf:
                return new(pdf.Text, pdf.Text);
            case EvidenceKind.Text when PlainText.Of(PlainText.Decode(content).Text) is var text:
                return new(text, text);
            default:
                return null;
        }
    }
}
