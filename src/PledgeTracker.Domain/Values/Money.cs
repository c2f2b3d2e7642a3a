using System.Diagnostics.CodeAnalysis;

namespace PledgeTracker.Domain.Values;

/// <summary>An amount in whole units of one currency. Amounts in different currencies are never added.</summary>
/// <param name="Amount">Whole units of the currency, not cents.</param>
/// <param name="Currency">The ISO 4217 code, three capital letters.</param>
public sealed record Money(long Amount, string Currency)
{
    /// <summary>The form of an ISO 4217 code as a regular expression.</summary>
    public const string CurrencyPattern = "^[A-Z]{3}$";

    /// <summary>Whether the text has the form of an ISO 4217 code; the list of currencies itself changes and is not kept here.</summary>
    public static bool IsCurrency([NotNullWhen(true)] string? code) =>
        code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    /// <summary>
    /// The signs of currencies that stand beside an amount, each with its code. A sign that several currencies share, like ¥ or kr, is
    /// none of them; the dollar alone is the United States’, as in the press that writes it so.
    /// </summary>
    private static readonly (string Sign, string Code)[] Signs =
        [("US$", "USD"), ("C$", "CAD"), ("CA$", "CAD"), ("A$", "AUD"), ("AU$", "AUD"), ("NZ$", "NZD"), ("HK$", "HKD"), ("S$", "SGD"), ("R$", "BRL"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR"), ("₩", "KRW")];

    /// <summary>
    /// Reads an amount as people write it in a table: a quantity, with the sign or the code of its currency before the number or
    /// after it, or without one: <c>$12 billion</c>, <c>more than €500 million</c>, <c>1.5bn USD</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="amount">The quantity, in whole units.</param>
    /// <param name="currency">The ISO 4217 code; null where none stands there.</param>
    public static bool TryParseTyped(string? text, [NotNullWhen(true)] out Quantity? amount, out string? currency)
    {
        (amount, currency) = (null, null);
        var typed = (text ?? "").Trim();
        foreach (var (sign, code) in Signs)
        {
            var at = typed.IndexOf(sign, StringComparison.Ordinal);

            // The sign of another currency may end in this one, as “NT$” does.
            if (at >= 0 && (at == 0 || !char.IsLetter(typed[at - 1])))
            {
                // Of a range, the sign may stand at both ends.
                (typed, currency) = (typed.Replace(sign, "", StringComparison.Ordinal), code);
                break;
            }
        }

        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (currency is null && (IsCurrency(words.FirstOrDefault()) || IsCurrency(words.LastOrDefault())) && words.Length > 1)
        {
            currency = IsCurrency(words[0]) ? words[0] : words[^1];
            typed = string.Join(' ', IsCurrency(words[0]) ? words[1..] : words[..^1]);
        }

        return Quantity.TryParse(typed, out amount);
    }

    public override string ToString() => $"{Currency} {Amount.ToString("N0", QuantityText.Digits)}";
}
