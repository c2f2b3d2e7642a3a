namespace PledgeTracker.Web.Data;

/// <summary>A stored copy of a source. The file lies in the data folder under its SHA-256; this row describes it.</summary>
public sealed class EvidenceFile
{
    /// <summary>The most characters of the name a copy was uploaded under.</summary>
    public const int NameMaxLength = 200;

    /// <summary>64 lower-case hexadecimal digits: the file's name on disk, in its address and in drafts.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What the content is, regardless of the file's name.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The name it was uploaded under, without a path.</summary>
    public required string Name { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AddedAt { get; init; }

    public required string AddedBy { get; init; }

    public int? MemberId { get; init; }
}

/// <summary>A stored copy that a published pledge shows: readers may download only these.</summary>
public sealed class PledgeEvidence
{
    public required int PledgeId { get; init; }

    public required string Sha256 { get; init; }
}

/// <summary>The kinds of file that can be stored. What is known of each stands in <c>Evidence/EvidenceForm</c>.</summary>
public enum EvidenceKind
{
    Pdf,
    Png,
    Jpeg,
    Html,
    Text,
    Heif,
    Webp,
    Eml,
    Msg,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
}
