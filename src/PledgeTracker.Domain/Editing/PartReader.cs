using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// Reads the fields of one part of a draft, each as its description says. What cannot be read becomes a problem of the whole
/// document, with the field’s path.
/// </summary>
/// <param name="whole">The document as far as it is read.</param>
/// <param name="draft">The part.</param>
/// <param name="list">The list it stands in: <c>figures</c>; its own name where it stands in none, empty for the document itself.</param>
/// <param name="index">Its place in the list; null where it stands in none.</param>
internal sealed class PartReader<TDraft, TPart>(DraftReader whole, TDraft draft, string list, int? index = null)
{
    // Put together only for a problem: most fields have none, and a published document of ten figures has two hundred fields.
    private string Path => index is { } at ? $"{list}[{at}]" : list;

    /// <summary>The document as far as it is read.</summary>
    public DraftReader Whole => whole;

    public TDraft Draft => draft;

    public void Problem(DraftField field, string message, IReadOnlyList<Offer>? offers = null) => whole.Problem(PathOf(field), message, offers);

    /// <summary>A required text; empty where it is missing, which is a problem.</summary>
    public string Text(DraftField<TDraft, TPart> field)
    {
        var before = whole.Problems.Count;
        var value = Optional(field);
        if (value is null && whole.Problems.Count == before)
        {
            Problem(field, field.Missing!);
        }

        return value ?? "";
    }

    public string? Optional(DraftField<TDraft, TPart> field)
    {
        var value = DraftReader.Clean(field.TypedIn(draft), field.MaxLength, out var problem);
        if (problem is not null)
        {
            Problem(field, problem);
        }

        return value;
    }

    public T Word<T>(DraftField<TDraft, TPart> field, T? otherwise = null)
        where T : struct, Enum
    {
        var code = field.TypedIn(draft);
        if (Code.TryParse<T>(code, out var value))
        {
            return value;
        }

        if (code is null && otherwise is { } unsaid)
        {
            return unsaid;
        }

        Problem(field, string.IsNullOrWhiteSpace(code) ? field.Missing! : $"'{code}' cannot be used here. Choose one of these: {string.Join(", ", field.Codes)}.");
        return default;
    }

    public T? OptionalWord<T>(DraftField<TDraft, TPart> field)
        where T : struct, Enum
    {
        var code = field.TypedIn(draft);
        if (string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        if (Code.TryParse<T>(code, out var value))
        {
            return value;
        }

        Problem(field, $"'{code}' cannot be used here. Choose one of these: {string.Join(", ", field.Codes)}.");
        return null;
    }

    public PartialDate Date(DraftField<TDraft, TPart> field)
    {
        if (Optional(field) is { } value)
        {
            return DateIn(field, value) ?? default;
        }

        Problem(field, field.Missing!);
        return default;
    }

    public PartialDate? OptionalDate(DraftField<TDraft, TPart> field) => Optional(field) is { } value ? DateIn(field, value) : null;

    private PartialDate? DateIn(DraftField<TDraft, TPart> field, string value)
    {
        if (PartialDate.TryParse(value, out var date))
        {
            return date;
        }

        // Documents hold dates in one form, so that other programs can read them. Forms and imports have written it by now.
        var reading = TypedDate.Read(value, whole.Typed);
        Problem(
            field,
            reading.Value is { } typed ? $"Write “{value}” as {typed}." : reading.Problem!,
            OffersOf(reading));
        return null;
    }

    public DateOnly Day(DraftField<TDraft, TPart> field)
    {
        if (OptionalDay(field) is { } day)
        {
            return day;
        }

        Problem(field, field.Missing!);
        return default;
    }

    public DateOnly? OptionalDay(DraftField<TDraft, TPart> field)
    {
        if (Optional(field) is not { } value)
        {
            return null;
        }

        if (PartialDate.TryParse(value, out var date) && date.Day is not null)
        {
            return date.Earliest;
        }

        var reading = TypedDate.Read(value, whole.Typed);
        Problem(
            field,
            reading.Value is null && reading.Offers.Count > 0 ? reading.Problem! : "Write the day like 2017-01-09.",
            [.. OffersOf(reading).Where(d => d.Written.Length is 0 or 10)]);
        return null;
    }

    public Quantity Quantity(DraftField<TDraft, TPart> field)
    {
        if (OptionalQuantity(field) is { } quantity)
        {
            return quantity;
        }

        if (whole.Problems is not [.., var last] || last.Field != PathOf(field))
        {
            Problem(field, field.Missing!);
        }

        return Values.Quantity.Exactly(0);
    }

    public Quantity? OptionalQuantity(DraftField<TDraft, TPart> field)
    {
        if (Optional(field) is not { } value)
        {
            return null;
        }

        if (whole.IsPublished && Values.Quantity.TryParse(value, out var published))
        {
            return published;
        }

        var reading = TypedQuantity.Read(value, whole.Typed);
        if (reading.Value is { } quantity)
        {
            return quantity;
        }

        Problem(field, reading.Problem!, reading.Offers);
        return null;
    }

    /// <summary>One number with its hedge; a range is a problem.</summary>
    public Quantity? OptionalNumber(DraftField<TDraft, TPart> field)
    {
        if (OptionalQuantity(field) is not { } quantity)
        {
            return null;
        }

        if (quantity.Kind != QuantityKind.Between)
        {
            return quantity;
        }

        Problem(field, "Write one number, like 7,000 or about 9,000. Describe other possible numbers under Hedges.");
        return null;
    }

    public Metric? Metric(DraftField<TDraft, TPart> field)
    {
        var code = Text(field);
        if (code.Length > 0 && !whole.Context.Metrics.ContainsKey(code))
        {
            Problem(field, $"There is no metric '{code}'. Choose one that is listed.");
        }

        return whole.Context.Metrics.GetValueOrDefault(code);
    }

    public string? Currency(DraftField<TDraft, TPart> field, Metric? metric)
    {
        var currency = Optional(field);
        if (metric is not null && metric.Family == MetricFamily.Money != currency is not null)
        {
            Problem(field, currency is null ? "Enter the currency, like USD." : $"Only money has a currency. Leave it empty for {metric.Label}.");
        }
        else if (currency is not null && !Money.IsCurrency(currency))
        {
            Problem(field, "Enter the currency as its three-letter code, like USD.");
        }

        return currency;
    }

    /// <summary>The currency of an amount: needed beside one, and out of place without.</summary>
    public string? CurrencyOf(DraftField<TDraft, TPart> field, bool needed, bool allowed)
    {
        var currency = Optional(field);
        if (currency is null ? needed : !allowed)
        {
            Problem(field, currency is null ? "Enter the currency, like USD." : "Only money has a currency.");
        }
        else if (currency is not null && !Money.IsCurrency(currency))
        {
            Problem(field, "Enter the currency as its three-letter code, like USD.");
        }

        return currency;
    }

    /// <summary>A required word that other parts point at; each list within a document has it once.</summary>
    public string Key(DraftField<TDraft, TPart> field)
    {
        var key = Text(field);
        if (key.Length > 0 && key.AsSpan().IndexOfAny(",;/\n\r") >= 0)
        {
            Problem(field, "Leave commas, semicolons, slashes and line breaks out of the short name.");
        }
        else if (key.Length > 0 && !whole.Keys.Add((list, key)))
        {
            Problem(field, $"Two of these are named '{key}'. Rename one.");
        }

        return key;
    }

    /// <summary>An optional word that must be one of those known; any is taken where that is not checked.</summary>
    public string? Known(DraftField<TDraft, TPart> field, IReadOnlySet<string>? known, string noun)
    {
        var value = Optional(field);
        if (value is not null && known is not null && !known.Contains(value))
        {
            Problem(field, $"There is no {noun} '{value}'.");
        }

        return value;
    }

    public List<Source> Sources(IReadOnlyList<string> keys)
    {
        var sources = new List<Source>(keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            if (!whole.Sources.TryGetValue(keys[i], out var source))
            {
                whole.Problem($"{Path}.sources[{i}]", $"There is no source '{keys[i]}' in the list of sources. Choose one that is listed, or add it.");
            }
            else if (!sources.Contains(source))
            {
                sources.Add(source);
            }
        }

        return sources;
    }

    /// <summary>A list of texts, none of which may be empty.</summary>
    public List<string> Texts(DraftField<TDraft, TPart> field, IReadOnlyList<string> texts)
    {
        var read = new List<string>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var text = DraftReader.Clean(texts[i], field.MaxLength, out var problem);
            if (text is null)
            {
                whole.Problem($"{PathOf(field)}[{i}]", problem ?? field.Missing!);
            }

            read.Add(text ?? "");
        }

        return read;
    }

    /// <summary>A list of texts, each checked by a rule.</summary>
    public IReadOnlyList<string> Each(DraftField<TDraft, TPart> field, IReadOnlyList<string> texts, Func<string, string?> problemOf)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (problemOf(texts[i]) is { } problem)
            {
                whole.Problem($"{PathOf(field)}[{i}]", problem);
            }
        }

        return texts;
    }

    /// <summary>A list within the part.</summary>
    public List<TInner> Items<TInnerDraft, TInner>(IReadOnlyList<TInnerDraft> drafts, DraftPart<TInnerDraft, TInner> part, Func<PartReader<TInnerDraft, TInner>, TInner> read) =>
        drafts.Count == 0 ? [] : whole.Items(drafts, part, read, Path + ".");

    // What was understood is offered too: it only has to be written.
    private static IReadOnlyList<Offer> OffersOf(Reading<PartialDate?> reading) => reading.Value is { } one ? (Offer[])[new(one.ToString(), one.ToWords())] : reading.Offers;

    private string PathOf(DraftField field) => Path is { Length: > 0 } path ? $"{path}.{field.Name}" : field.Name;
}
