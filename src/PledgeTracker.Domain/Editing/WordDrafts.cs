using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>A metric as an editor wrote it. Its code is fixed when it is added.</summary>
public sealed record MetricDraft : Draft
{
    /// <summary>The most characters of a code.</summary>
    public const int CodeMaxLength = 50;

    public string? Label { get; init; }

    public string? Singular { get; init; }

    public string? Plural { get; init; }

    /// <summary>One of <see cref="MetricFamily"/>, in its written form.</summary>
    public string? Family { get; init; }

    public bool IsLevel { get; init; }

    /// <summary>What is promised of it, with <c>{0}</c> for the number: <c>hire {0} people</c>.</summary>
    public string? Promise { get; init; }

    public string? Definition { get; init; }

    /// <summary>What a metric's row says, as a draft.</summary>
    public static MetricDraft Of(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new()
        {
            Label = metric.Label,
            Singular = metric.Singular,
            Plural = metric.Plural,
            Family = Code.Of(metric.Family),
            IsLevel = metric.IsLevel,
            Promise = metric.Promise,
            Definition = metric.Definition,
        };
    }

    /// <summary>The metric under its code.</summary>
    /// <exception cref="InvalidDataException"><see cref="Problems"/> finds something.</exception>
    public Metric Under(string code) => Problems().Count > 0 ? throw new InvalidDataException($"The metric '{code}' cannot be read: {string.Join(" ", Problems())}") : new()
    {
        Code = code,
        Label = Label!,
        Singular = Singular!,
        Plural = Plural!,
        Family = Code.TryParse<MetricFamily>(Family, out var family) ? family : default,
        IsLevel = IsLevel,
        Promise = Promise,
        Definition = Definition!,
    };

    /// <summary>What is wrong with the draft by itself, without looking at what else is stored.</summary>
    public IReadOnlyList<ReviewProblem> Problems()
    {
        var problems = new List<ReviewProblem>();
        foreach (var (field, text, most) in new[] { ("label", Label, 100), ("singular", Singular, 50), ("plural", Plural, 50), ("definition", Definition, 2000) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > most || text.Any(char.IsControl))
            {
                problems.Add(new(field, $"Enter this in at most {most} characters."));
            }
        }

        if (Promise is { } promise && (promise.Length > 100 || promise.Any(char.IsControl) || promise.Split("{0}") is not { Length: 2 } parts || string.Concat(parts).AsSpan().IndexOfAny('{', '}') >= 0))
        {
            problems.Add(new("promise", "Write what is promised, with {0} once in place of the number: hire {0} people."));
        }

        if (!Code.TryParse<MetricFamily>(Family, out _))
        {
            problems.Add(new("family", "Choose what it counts."));
        }

        return problems;
    }
}

/// <summary>A new name for a tag.</summary>
public sealed record TagDraft : Draft
{
    /// <summary>The most characters of a tag.</summary>
    public const int NameMaxLength = 50;

    /// <summary>The new name. The name of another tag merges the two; an empty one takes the tag off its pledges.</summary>
    public string? Name { get; init; }

    /// <summary>What is wrong with the name by itself.</summary>
    public IReadOnlyList<ReviewProblem> Problems() =>
        Name is { } name && (name.Length > NameMaxLength || name.AsSpan().IndexOfAny(',', ';') >= 0 || name.Any(char.IsControl) || name != name.Trim())
            ? [new("name", $"Enter a name of at most {NameMaxLength} characters and without commas.")]
            : [];
}

/// <summary>A new name for a sector of companies.</summary>
public sealed record SectorDraft : Draft
{
    /// <summary>The most characters of a sector.</summary>
    public const int NameMaxLength = 100;

    /// <summary>The new name. The name of another sector merges the two.</summary>
    public string? Name { get; init; }

    /// <summary>What is wrong with the name by itself.</summary>
    public IReadOnlyList<ReviewProblem> Problems() =>
        Name is not { } name || name.Length is 0 or > NameMaxLength || name.Any(char.IsControl) || name != name.Trim()
            ? [new("name", $"Enter a name of at most {NameMaxLength} characters.")]
            : [];
}
