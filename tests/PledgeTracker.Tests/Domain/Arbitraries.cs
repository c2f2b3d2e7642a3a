using FsCheck;
using FsCheck.Fluent;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>Any value of the domain, with the ends of each range more often than chance would have them.</summary>
public static class Arbitraries
{
    public static Arbitrary<long> AnyLong() => Longs.ToArbitrary();

    public static Arbitrary<DateOnly> AnyDay() => Days.ToArbitrary();

    public static Arbitrary<PartialDate> AnyPartialDate() =>
        (from day in Days
         from precision in Gen.Choose(1, 3)
         select precision switch
         {
             1 => PartialDate.OfYear(day.Year),
             2 => PartialDate.OfMonth(day.Year, day.Month),
             _ => PartialDate.OfDay(day),
         }).ToArbitrary();

    public static Arbitrary<Quantity> AnyQuantity() =>
        (from kind in Gen.Elements(Enum.GetValues<QuantityKind>())
         from a in Longs
         from b in Longs
         select kind switch
         {
             QuantityKind.Exactly => Quantity.Exactly(a),
             QuantityKind.About => Quantity.About(a),
             QuantityKind.AtLeast => Quantity.AtLeast(a),
             QuantityKind.MoreThan => Quantity.MoreThan(a),
             QuantityKind.UpTo => Quantity.UpTo(a),
             QuantityKind.Nearly => Quantity.Nearly(a),
             QuantityKind.FewerThan => Quantity.FewerThan(a),
             _ => Quantity.Between(Math.Min(a, b), Math.Max(a, b)),
         }).ToArbitrary();

    private static Gen<long> Longs { get; } = Gen.Frequency(
        (2, Gen.Elements(0L, 1, -1, 999, 1_000, -1_000, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1)),
        (3, Gen.Choose(-1_000_000, 1_000_000).Select(n => (long)n)),
        (2, from high in Gen.Choose(int.MinValue, int.MaxValue)
            from low in Gen.Choose(int.MinValue, int.MaxValue)
            select ((long)high << 32) | (uint)low));

    private static Gen<DateOnly> Days { get; } = Gen.Frequency(
        (1, Gen.Elements(DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2016, 2, 29), new DateOnly(2017, 12, 31))),
        (4, Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber)),
        (4, Gen.Choose(new DateOnly(2015, 1, 1).DayNumber, new DateOnly(2028, 1, 1).DayNumber).Select(DateOnly.FromDayNumber)));
}
