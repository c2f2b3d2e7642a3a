using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// What a request for data asks for beside the filter: <c>?fields=slug,title&amp;limit=100&amp;cursor=…</c>. What is not
/// understood is reported to programs, where a page would ignore it.
/// </summary>
public sealed record DataRequest
{
    public const string FieldsKey = "fields", LimitKey = "limit", CursorKey = "cursor", MarkKey = "bom";

    public const int MostRows = 1000;

    /// <summary>The keys of a list that can also be read as known on a day.</summary>
    public static readonly string[] ListKeys = PledgeFilter.Keys;

    /// <summary>The keys a filtered list reads, in any form.</summary>
    public static readonly string[] FilterKeys = [.. ListKeys.Where(key => key != PledgePages.OnKey)];

    /// <summary>The keys that choose columns, and how rows are paged and written.</summary>
    public static readonly string[] RowKeys = [FieldsKey, LimitKey, CursorKey, MarkKey];

    /// <summary>Which columns, by name; empty for all.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>How many rows at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to continue; empty for the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether a CSV file begins with a byte-order mark.</summary>
    public bool Mark { get; init; }

    /// <summary>Reads a query string.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="limit">How many rows where none is asked for.</param>
    /// <exception cref="DataRequestException">It is not understood.</exception>
    public static DataRequest Read(IQueryCollection query, int limit)
    {
        var limitText = One(query, LimitKey);
        var most = limit;
        if (limitText is not null and not "all" && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostRows))
        {
            throw new DataRequestException($"“{PledgeFilter.Shorten(limitText)}” is not a number of rows. Write 1 to {MostRows}, or “all”.");
        }

        var mark = One(query, MarkKey);
        if (mark is not (null or "0" or "1"))
        {
            throw new DataRequestException($"“{PledgeFilter.Shorten(mark)}” is not understood. Set bom to 1 for a file that Excel can open, or to 0.");
        }

        return new DataRequest
        {
            Fields = One(query, FieldsKey) is { } fields ? fields.Split(',', StringSplitOptions.TrimEntries) : [],
            Limit = limitText == "all" ? null : most,
            Cursor = One(query, CursorKey),
            Mark = mark == "1",
        };
    }

    /// <summary>Refuses a parameter that an address does not read, so that a misspelt one is not silently ignored.</summary>
    /// <exception cref="DataRequestException">There is such a parameter.</exception>
    public static void RefuseOthers(IQueryCollection query, string[] known)
    {
        if (query.Keys.FirstOrDefault(k => !known.Contains(k) && !TrackingKeys.Has(k)) is { } unknown)
        {
            throw OtherKeys.Refusal(unknown, known);
        }
    }

    /// <summary>Reads a filter as the page does, and refuses what the page would ignore.</summary>
    /// <exception cref="DataRequestException">It is not understood.</exception>
    public static PledgeFilter ReadFilter(IQueryCollection query) =>
        PledgeFilter.TryRead(query, out var filter, out var problem) ? filter : throw new DataRequestException(problem);

    /// <summary>Reads a key that may occur once; null where it is empty or missing.</summary>
    /// <exception cref="DataRequestException">It occurs several times.</exception>
    public static string? One(IQueryCollection query, string key)
    {
        var problem = "";
        return PledgeFilter.TryOne(query, key, out var value, ref problem) ? value : throw new DataRequestException(problem);
    }
}

/// <summary>Where the next page of rows begins. Opaque to clients, and valid only for the list it came from.</summary>
/// <param name="Place">The pledge in the list's order.</param>
/// <param name="Skip">How many rows of that pledge were already returned.</param>
public sealed record DataCursor(PledgePlace Place, int Skip)
{
    private const string Version = "1";

    /// <summary>The token for an address.</summary>
    /// <param name="list">What identifies the list: its table and filter.</param>
    public string ToToken(string list) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Version}\n{Mark(list)}\n{Place.Id}\n{Skip}\n{Place.Value}")));

    /// <summary>Reads a token.</summary>
    /// <exception cref="DataRequestException">It is not a valid token, or comes from another list.</exception>
    public static DataCursor Read(string token, string list)
    {
        string[] parts;
        try
        {
            parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n', 5);
        }
        catch (FormatException)
        {
            throw NoCursor();
        }

        if (parts is not [Version, var mark, var id, var skip, var value]
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pledge)
            || !int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var rows))
        {
            throw NoCursor();
        }

        return mark == Mark(list)
            ? new DataCursor(new PledgePlace(value, pledge), rows)
            : throw new DataRequestException("This cursor is from another list. A cursor works only with the same filter, order and table. Start again without one.");
    }

    internal static DataRequestException NoCursor() => new("This is not a cursor. Use “next” from the previous answer without changing it, or start again without a cursor.");

    private static string Mark(string list) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, 6));
}
