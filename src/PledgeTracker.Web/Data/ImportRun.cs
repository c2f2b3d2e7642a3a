using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data;

/// <summary>One imported file: read and compared first, written once somebody confirms it.</summary>
public sealed class ImportRun
{
    public int Id { get; init; }

    public required string FileName { get; init; }

    /// <summary>The file as it came; null once it is dealt with.</summary>
    public byte[]? Content { get; set; }

    /// <summary>The encoding and delimiter that were asked for; null where the program finds them.</summary>
    public string? Encoding { get; set; }

    public string? Delimiter { get; set; }

    /// <summary>Which of two numbers in a date is the day, as somebody said; null where nobody did.</summary>
    public DateOrder? DateOrder { get; set; }

    /// <summary>The mark before decimals, as somebody said; null where nobody did.</summary>
    public DecimalMark? DecimalMark { get; set; }

    /// <summary>The longest name of a sheet, longer than any program takes.</summary>
    public const int SheetMaxLength = 100;

    public const int MatchingMaxLength = 20_000;

    public const int SaidMaxLength = 4000;

    public const int FaultsMaxLength = 8000;

    /// <summary>The sheet of a workbook that was asked for, by name or number; null for the first visible one.</summary>
    public string? Sheet { get; set; }

    /// <summary>What somebody said about the columns of the file, as JSON; null where nobody did.</summary>
    public string? Matching { get; set; }

    /// <summary>What was done with the file while it was read, a sentence a line.</summary>
    public string? Said { get; set; }

    /// <summary>What is wrong with whole columns, a sentence a line.</summary>
    public string? Faults { get; set; }

    /// <summary>What the file was read as, in words for people.</summary>
    public string? ReadAs { get; set; }

    /// <summary>How <see cref="ReadAs"/> names documents that are no pledges.</summary>
    public const string OfClaims = "claimants, lists or checks";

    /// <summary>Whether it holds documents that are no pledges.</summary>
    public bool HoldsClaims => ReadAs?.Contains(OfClaims, StringComparison.Ordinal) == true;

    public ImportState State { get; set; } = ImportState.Waiting;

    /// <summary>UTC.</summary>
    public required DateTime UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    public int? MemberId { get; init; }

    /// <summary>Whether the pledges are published when they are written; otherwise they become drafts.</summary>
    public bool Publish { get; set; }

    /// <summary>Who confirmed, as an account; and by name.</summary>
    public int? ConfirmedById { get; set; }

    public string? ConfirmedBy { get; set; }

    /// <summary>What readers are told about changes to published pledges.</summary>
    public string? NoteToReaders { get; set; }

    public int Rows { get; set; }

    public int New { get; set; }

    public int Changed { get; set; }

    public int Same { get; set; }

    public int Wrong { get; set; }

    /// <summary>How many pledges would be written, or were written.</summary>
    public int Pledges { get; set; }

    /// <summary>A digest of the comparison: if it is different at the time of writing, nothing is written.</summary>
    public string? Digest { get; set; }

    /// <summary>Why nothing was written, in a sentence.</summary>
    public string? Failure { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? FinishedAt { get; set; }
}

/// <summary>What one row of an imported file comes to.</summary>
public sealed class ImportRow
{
    public int Id { get; init; }

    public int ImportRunId { get; init; }

    /// <summary>The line of the file on which the row begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column, or the place within the pledge; null where the whole row is meant.</summary>
    public string? Column { get; init; }

    public required ImportOutcome Outcome { get; init; }

    /// <summary>The address of the pledge it is about.</summary>
    public string? Pledge { get; init; }

    /// <summary>What is new, different or wrong, in words.</summary>
    public string? Text { get; init; }
}

/// <summary>
/// How far an import is. While it is being worked on it keeps its state, so that it is taken up again if the program is
/// killed.
/// </summary>
public enum ImportState
{
    /// <summary>To be read and compared.</summary>
    Waiting,

    /// <summary>It was compared; somebody confirms it or drops it.</summary>
    Ready,

    /// <summary>To be written.</summary>
    Confirmed,

    Done,

    /// <summary>Nothing was written.</summary>
    Failed,

    /// <summary>Somebody dropped it.</summary>
    Dropped,
}

/// <summary>How an imported row compares with what is stored.</summary>
public enum ImportOutcome
{
    New,
    Changed,
    Same,
    Wrong,
}
