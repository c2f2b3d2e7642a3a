using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PledgeTracker.Tests.Support;

/// <summary>
/// Finds in source text what people are shown there without a translation: on the newsroom's pages, in messages and at the command
/// line. A value in a text is written as <c>{0}</c>. A text has three words or more, and begins or ends like a sentence: names, codes,
/// addresses and SQL are none.
/// </summary>
internal static partial class ShownTexts
{
    /// <summary>Every such text of a file.</summary>
    /// <param name="path">Its path, which says whether it is code, a Razor page or a script.</param>
    /// <param name="source">Its content.</param>
    public static IEnumerable<string> In(string path, string source) =>
        (path.EndsWith(".cs", StringComparison.Ordinal) ? Code(source)
            : path.EndsWith(".cshtml", StringComparison.Ordinal) ? Page(source).Concat(Quoted(source))
            : Quoted(source))
        .SelectMany(t => t.Split('\n')).Select(t => Spaces().Replace(Tags().Replace(t, ""), " ").Trim()).Where(IsText).Distinct();

    /// <summary>Whether a text is one for people.</summary>
    public static bool IsText(string text) =>
        Word().Count(text) >= 3 && (BeginsASentence().IsMatch(text) || text[^1] is '.' or '?') && !Technical().IsMatch(text);

    // Texts joined with "+" are one text.
    private static IEnumerable<string> Code(string source) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<ExpressionSyntax>()
            .Where(e => e is InterpolatedStringExpressionSyntax || e.IsKind(SyntaxKind.StringLiteralExpression) || IsJoined(e))
            .Where(e => !IsJoined(e.Parent)).Select(Written);

    private static bool IsJoined(SyntaxNode? node) => node is BinaryExpressionSyntax sum && sum.IsKind(SyntaxKind.AddExpression)
        && (IsString(sum.Left) || IsString(sum.Right) || IsJoined(sum.Left));

    private static bool IsString(SyntaxNode node) => node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression);

    private static string Written(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(c => c is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : "{0}")),
        BinaryExpressionSyntax sum => (IsString(sum.Left) || IsJoined(sum.Left) ? Written(sum.Left) : "{0}") + (IsString(sum.Right) ? Written(sum.Right) : "{0}"),
        _ => "{0}",
    };

    // What stands between the tags of blocks. A branch begins a text of its own.
    private static IEnumerable<string> Page(string source)
    {
        source = Statements().Replace(Comments().Replace(source, ""), "\u2028");
        source = Branches().Replace(source, "\u2028");
        return Blocks().Split(Expressions().Replace(source, "{0}").Replace('\n', ' ')).SelectMany(Parts);
    }

    // Braces that are no value end a branch.
    private static IEnumerable<string> Parts(string text) => text.Replace("{0}", "\u2029", StringComparison.Ordinal).Split('\u2028', '{', '}').Select(t => t.Replace("\u2029", "{0}", StringComparison.Ordinal));

    private static IEnumerable<string> Quoted(string source) => Strings().Matches(source).Select(m => Expressions().Replace(m.Groups[1].Value, "{0}"));

    [GeneratedRegex(@"[A-Za-z][a-z’']+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:[A-Z“]|\{0\}.*[.?]$|- )")]
    private static partial Regex BeginsASentence();

    // SQL, media types, attributes of HTML, C#, addresses with a query.
    [GeneratedRegex(@"^(?:SELECT|INSERT|PRAGMA|CREATE|DROP|ALTER|ATTACH|DELETE|UPDATE|COMMENT|VACUUM|Bearer)\b|\bPRAGMA |charset=|=""|=>|\?\?|&&|==|!=|\w\(\w*\)|@Html|asp-")]
    private static partial Regex Technical();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();

    // Lines that are C# and nothing else.
    [GeneratedRegex(@"^[ \t]*(?:@(?:page|model|using|section|inject|\{).*|(?:var|case|default|break|continue|return|else|foreach|if|for|switch)\b.*|[(\w]+ .*;|.*=> .*|[{}\])];?)$", RegexOptions.Multiline)]
    private static partial Regex Statements();

    [GeneratedRegex(@"@?(?:\}?\s*else )?(?:if|foreach|for) \((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)\s*\{?|\}\s*else\s*\{")]
    private static partial Regex Branches();

    [GeneratedRegex(@"@\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|@[A-Za-z_]\w*(?:[!?]?\.\w+|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\])*")]
    private static partial Regex Expressions();

    [GeneratedRegex(@"</?(?:p|li|ul|ol|h[1-6]|div|section|article|form|dl|dt|dd|table|thead|tbody|tr|th|td|caption|label|button|summary|details|select|option|nav|partial|input|field|textarea|progress|meta|script|html|head|body|title|header|main|link)\b(?:[^<>""']|""[^""]*""|'[^']*')*>")]
    private static partial Regex Blocks();

    [GeneratedRegex(@"""((?:[^""\\\n]|\\.)*)""")]
    private static partial Regex Strings();
}
