namespace PledgeTracker.Web.Charts;

/// <summary>
/// Estimates how wide a text is in Public Sans with tabular figures, from a table of character widths: the server renders
/// no fonts, but labels must still keep apart.
/// </summary>
public static class TextWidth
{
    // Covers other fonts on a reader's device; most are narrower than Public Sans.
    private const double Allowance = 1.04;

    // Thousandths of the font size, for the characters from space to tilde; measured in a browser, without kerning.
    private static readonly short[] Regular =
    [
        243, 251, 426, 603, 700, 904, 709, 248, 303, 309, 394, 555, 300, 378, 300, 351, 700, 700, 700,
        700, 700, 700, 700, 700, 700, 700, 226, 240, 546, 555, 546, 521, 831, 710, 671, 689, 694, 621,
        594, 733, 766, 283, 389, 682, 578, 886, 754, 734, 637, 748, 677, 670, 594, 701, 673, 954, 688,
        607, 637, 303, 351, 303, 473, 518, 219, 553, 597, 544, 597, 567, 396, 623, 577, 248, 263, 562,
        303, 865, 577, 566, 596, 596, 391, 506, 389, 581, 505, 780, 565, 535, 481, 328, 263, 332, 568,
    ];

    private static readonly short[] Strong =
    [
        234, 268, 455, 610, 700, 923, 750, 255, 320, 324, 437, 573, 300, 386, 300, 368, 700, 700, 700,
        700, 700, 700, 700, 700, 700, 700, 250, 261, 563, 573, 563, 529, 829, 719, 678, 705, 708, 629,
        605, 747, 768, 297, 396, 701, 578, 903, 770, 749, 645, 762, 687, 682, 606, 714, 690, 962, 704,
        640, 655, 322, 368, 322, 479, 537, 243, 560, 603, 546, 603, 572, 397, 626, 585, 258, 277, 572,
        317, 882, 586, 571, 602, 602, 403, 518, 404, 589, 513, 785, 577, 551, 489, 359, 266, 360, 592,
    ];

    /// <summary>The width of a text in units of the font size's own unit.</summary>
    public static double Of(string text, double fontSize, bool strong = false)
    {
        var table = strong ? Strong : Regular;
        double width = 0;
        foreach (var c in text)
        {
            width += Of(c, table);
        }

        return width / 1000 * fontSize * Allowance;
    }

    private static double Of(char c, short[] table) => c switch
    {
        >= ' ' and <= '~' => table[c - ' '],
        '·' or '’' or '‘' => 250,
        '“' or '”' => 450,
        '−' or '–' => 576,
        '€' or '£' or '¥' => 700,
        < '\u0250' => 620,

        // Other scripts: as wide as the font is high, since too much is better than too little.
        _ => 1134,
    };

    /// <summary>
    /// The text in lines of at most this width, broken between words; what does not fit into the last line ends in an ellipsis.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double fontSize, bool strong, double width, int mostLines)
    {
        var lines = new List<string>();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var line = "";
        for (var i = 0; i < words.Length; i++)
        {
            var longer = line.Length == 0 ? words[i] : line + " " + words[i];
            if (Of(longer, fontSize, strong) <= width)
            {
                line = longer;
                continue;
            }

            if (lines.Count == mostLines - 1)
            {
                line = Cut(longer, fontSize, strong, width);
                break;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = Of(words[i], fontSize, strong) <= width ? words[i] : Cut(words[i], fontSize, strong, width);
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static string Cut(string text, double fontSize, bool strong, double width)
    {
        // Once through, since a word may have thousands of letters.
        var table = strong ? Strong : Regular;
        var room = (width / fontSize / Allowance * 1000) - Of('…', table);
        var length = 0;
        while (length < text.Length && (room -= Of(text[length], table)) >= 0)
        {
            length++;
        }

        return text[..length].TrimEnd() + "…";
    }
}
