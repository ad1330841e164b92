using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>How much less exactly than delivered a source's incidents are kept.</summary>
/// <param name="Time">Start of the day, month or year in the place of the minute; null keeps the time.</param>
/// <param name="GridMetres">The point becomes the centre of its square in a grid of this side; 0 keeps it.</param>
/// <param name="ToAddress">The point becomes that of the nearest address within
/// <see cref="Geography.Addresses.NearestAddress.FarthestMetres"/>; where there is none, its square, or without gridMetres no point.</param>
public sealed record Coarsening(TimePrecision? Time = null, int GridMetres = 0, bool ToAddress = false)
{
    /// <param name="instant">As delivered.</param>
    /// <param name="precision">As delivered; kept where it is the coarser one.</param>
    public (DateTimeOffset Instant, TimePrecision Precision) Apply(DateTimeOffset instant, TimePrecision precision)
    {
        if (Time is not { } wanted || wanted <= precision)
            return (instant, precision);
        var day = OsloTime.DayOf(instant);
        var start = wanted switch
        {
            TimePrecision.Day => day,
            TimePrecision.Month => new DateOnly(day.Year, day.Month, 1),
            _ => new DateOnly(day.Year, 1, 1),
        };
        return (OsloTime.ToInstant(start.ToDateTime(TimeOnly.MinValue)), wanted);
    }

    /// <param name="point">EPSG:25832, metres.</param>
    /// <returns>The point itself where it is to go to an address: <see cref="LocateStep"/> does that.</returns>
    public (double East, double North)? Apply((double East, double North)? point) =>
        point is { } known && GridMetres > 0 && !ToAddress ? Centre(known) : point;

    /// <returns>The centre of the point's square.</returns>
    public (double East, double North) Centre((double East, double North) point) => (Centre(point.East), Centre(point.North));

    private double Centre(double metres) => (Math.Floor(metres / GridMetres) + 0.5) * GridMetres;
}
