using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// A date as it is written in the language of the page. A translation takes it with what must stand before it in that language,
/// <c>{0:desde}</c>: “desde el 19 de septiembre de 2018”, “desde octubre de 2020”, “desde 2021”. The forms are those of
/// <see cref="Language.DateForms"/>; English has none and takes the date as it stands.
/// </summary>
public sealed class SaidDate : IFormattable, IHtmlContent
{
    private readonly PartialDate _date;
    private readonly string _written;
    private readonly bool _isElement;

    private SaidDate(PartialDate date, string written, bool isElement) => (_date, _written, _isElement) = (date, written, isElement);

    /// <summary>The date as text.</summary>
    /// <param name="date">What day, month or year it is, which decides the form.</param>
    /// <param name="written">How the date alone is written.</param>
    public static SaidDate Plain(PartialDate date, string written) => new(date, written, isElement: false);

    /// <summary>The date as an element with its machine form.</summary>
    /// <param name="date">What day, month or year it is, which decides the form.</param>
    /// <param name="written">How the date alone is written.</param>
    public static SaidDate Element(PartialDate date, string written) => new(date, written, isElement: true);

    /// <summary>The date alone.</summary>
    public override string ToString() => _isElement ? $"<time datetime=\"{_date}\">{_written}</time>" : _written;

    /// <summary>The date with what stands before it.</summary>
    /// <param name="format">The name of a form of the current language; nothing for the date alone.</param>
    /// <param name="formatProvider">Not needed: the date is written already.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) => Language.Current.BeforeDate(format, _date) + ToString();

    /// <summary>Writes the date, as text or as an element.</summary>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(ToString());
    }

    public static implicit operator string(SaidDate date) => date?.ToString() ?? "";
}
