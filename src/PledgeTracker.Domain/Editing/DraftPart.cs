namespace PledgeTracker.Domain.Editing;

/// <summary>Fields that belong together: one object of the draft's document, or a list of them.</summary>
/// <param name="name">Its name in the document; empty for the pledge itself.</param>
/// <param name="heading">What editors call it.</param>
/// <param name="means">What it is, for those who write documents.</param>
public abstract class DraftPart(string name, string heading, string means)
{
    /// <summary>Its name in the document; empty for the pledge itself.</summary>
    public string Name => name;

    /// <summary>What editors call it.</summary>
    public string Heading => heading;

    /// <summary>What it is, for those who write documents.</summary>
    public string Means => means;

    /// <summary>Its fields, in the order of the document.</summary>
    public abstract IReadOnlyList<DraftField> Fields { get; }

    /// <summary>The number whose currency stands beside it in <see cref="Currency"/>: the first one; null where the part has no currency.</summary>
    public DraftField? Amount => Currency is null ? null : Fields.FirstOrDefault(f => f.Kind == FieldKind.Quantity);

    /// <summary>The field of the currency; null where the part has none.</summary>
    public DraftField? Currency => Fields.FirstOrDefault(f => f.Name == "currency");

    /// <summary>The record of the draft whose properties the fields are.</summary>
    public abstract Type Draft { get; }

    /// <summary>Its fields in the order in which the form asks for them.</summary>
    public IReadOnlyList<DraftField> Asked => field ??= InOrderAsked();

    /// <summary>What one item of the list is called; null where the part is no list.</summary>
    public string? One { get; init; }

    /// <summary>How many a document has at least; null where it may leave out the whole list.</summary>
    public int? Least { get; init; }

    /// <summary>The fields by which an item of the list is recognised when it is folded.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>What editors are told about the part as a whole.</summary>
    public string? Hint { get; init; }

    /// <summary>Lists within each item of the list.</summary>
    public IReadOnlyList<DraftPart> Parts { get; init; } = [];

    private List<DraftField> InOrderAsked()
    {
        var asked = Fields.ToList();
        foreach (var moved in Fields.Where(f => f.AskedAfter is not null))
        {
            asked.Remove(moved);
            asked.Insert(asked.FindIndex(f => f.Name == moved.AskedAfter) + 1, moved);
        }

        return asked;
    }
}

/// <summary>A part with the way from its draft to what a published pledge has of it.</summary>
/// <param name="name">Its name in the document; empty for the pledge itself.</param>
/// <param name="heading">What editors call it.</param>
/// <param name="means">What it is, for those who write documents.</param>
/// <param name="fields">Its fields, in the order of the document.</param>
public sealed class DraftPart<TDraft, TPart>(string name, string heading, string means, IReadOnlyList<DraftField<TDraft, TPart>> fields)
    : DraftPart(name, heading, means)
{
    /// <inheritdoc/>
    public override IReadOnlyList<DraftField<TDraft, TPart>> Fields => fields;

    /// <inheritdoc/>
    public override Type Draft => typeof(TDraft);
}
