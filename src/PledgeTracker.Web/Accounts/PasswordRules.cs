using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// Which passwords are refused: common ones, with or without digits and signs around them, and the names of the site, its
/// owner and the companies it follows (ASVS 6.2.4, 6.2.11, 6.2.12). No rule asks for kinds of characters; length is what
/// counts.
/// </summary>
public sealed class PasswordRules(PledgeTrackerDbContext context) : IPasswordValidator<Member>
{
    public const int MinLength = 12;

    /// <summary>Longer passwords are refused: hashing them would cost work and add nothing.</summary>
    public const int MaxLength = 200;

    private static readonly Lazy<HashSet<string>> Common = new(() =>
    {
        using var list = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("PledgeTracker.Web.Accounts.common-passwords.txt")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#').ToHashSet(StringComparer.OrdinalIgnoreCase);
    });

    public async Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user, string? password)
    {
        var companies = await context.Companies.AsNoTracking().Select(c => c.Name).ToListAsync();
        return ProblemOf(password ?? "", user.Email, user.Name, companies) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = problem })
            : IdentityResult.Success;
    }

    /// <summary>What to change about a password, in a sentence; null where it is good enough.</summary>
    public static string? ProblemOf(string password, string? email, string? name, IReadOnlyCollection<string>? companies = null)
    {
        if (password.Length < MinLength)
        {
            return $"Choose a password of {MinLength} characters or more. A few words together are easy to remember.";
        }

        if (password.Length > MaxLength)
        {
            return $"Choose a password of at most {MaxLength} characters.";
        }

        var letters = new string([.. password.ToUpperInvariant().Where(char.IsLetterOrDigit)]);
        var core = letters.Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (Common.Value.Contains(password) || Common.Value.Contains(letters) || Common.Value.Contains(core) || IsRepeated(letters))
        {
            return "This password is common and easy to guess. Choose another.";
        }

        string?[] own = ["pledgetracker", email, email?.Split('@')[0], name, .. companies ?? []];
        foreach (var word in own.OfType<string>())
        {
            var plain = new string([.. word.ToUpperInvariant().Where(char.IsLetterOrDigit)]);
            if (plain.Length >= 4 && letters.Replace(plain, "", StringComparison.Ordinal).Length < MinLength / 2)
            {
                return "This password is made of a name that others know. Choose another.";
            }
        }

        return null;
    }

    private static bool IsRepeated(string text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (Enumerable.Range(period, text.Length - period).All(i => text[i] == text[i - period]))
            {
                return true;
            }
        }

        // Neighbouring characters in a row, up or down: 123456789012, abcdefghijkl.
        return text.Length > 1 && Enumerable.Range(1, text.Length - 1).All(i => (text[i] - text[i - 1] + 10) % 10 == (text[1] - text[0] + 10) % 10);
    }
}
