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

    public override string ToString() => $"{Currency} {Amount.ToString("N0", QuantityText.Digits)}";
}
