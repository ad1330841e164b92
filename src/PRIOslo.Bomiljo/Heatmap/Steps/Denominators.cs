using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>What a rate is taken of.</summary>
/// <param name="Value">In the theme's unit, 0 or more.</param>
/// <param name="Interpolated">True if it, or a part of it, lies between two known years.</param>
public readonly record struct Exposure(double Value, bool Interpolated);

/// <summary>Step 2: residents, dwellings, municipal dwellings or km² of an area and year; known or absent, never guessed.</summary>
internal sealed class Denominators
{
    private readonly ILookup<string, PopulationFigure> _figures;
    private readonly ILookup<string, MeasuredArea> _parts;
    private readonly Dictionary<(string Level, string Code, DenominatorUnit Unit, int Year), Exposure?> _known = [];
    private readonly MeasurementData _data;

    public Denominators(MeasurementData data)
    {
        _data = data;
        _figures = data.Population.ToLookup(figure => figure.Code, StringComparer.Ordinal);
        _parts = data.Areas.ToLookup(area => area.Parent, StringComparer.Ordinal);
    }

    /// <summary>The area's own figure, else the sum of its parts if all of them are known (zero is).</summary>
    /// <remarks>
    /// An earlier year's sum is over the parts that the measured year has, and so asks for boundaries that have not moved; km² are those
    /// of the measured year. Sentrum and Marka may lack a figure: hardly anybody lives there, and they are never ranked.
    /// </remarks>
    /// <returns>Null where it is not known.</returns>
    public Exposure? Of(MeasuredArea area, DenominatorUnit unit, int year)
    {
        if (!_known.TryGetValue((area.Level, area.Code, unit, year), out var exposure))
            _known[(area.Level, area.Code, unit, year)] = exposure = Own(area, unit, year) ?? Sum(area, unit, year);
        return exposure;
    }

    private Exposure? Own(MeasuredArea area, DenominatorUnit unit, int year)
    {
        if (unit == DenominatorUnit.SquareKilometres)
            return area.Level == Level.Delbydel && _data.Shapes.TryGetValue(area.Code, out var shape) ? new(shape.Area / 1e6, false) : null;

        (int Year, double Value)? before = null, after = null;
        foreach (var figure in _figures[area.Level == Level.City ? PopulationImport.CityCode : area.Code])
        {
            if (ValueOf(figure, unit) is not { } value)
                continue;
            if (figure.Year == year)
                return new(value, false);
            if (figure.Year < year && (before is null || figure.Year > before.Value.Year))
                before = (figure.Year, value);
            if (figure.Year > year && (after is null || figure.Year < after.Value.Year))
                after = (figure.Year, value);
        }

        if (!_data.Interpolate || before is not { } from || after is not { } to)
            return null;
        return new(from.Value + ((to.Value - from.Value) * (year - from.Year) / (to.Year - from.Year)), true);
    }

    private Exposure? Sum(MeasuredArea area, DenominatorUnit unit, int year)
    {
        if (area.Level == Level.Delbydel)
            return null;
        var (sum, interpolated) = (0.0, false);
        foreach (var part in _parts[area.Code].Where(part => part.Level == (area.Level == Level.City ? Level.Bydel : Level.Delbydel)))
        {
            if (Of(part, unit, year) is { } exposure)
                (sum, interpolated) = (sum + exposure.Value, interpolated || exposure.Interpolated);
            else if (!part.IsSpecial)
                return null;
        }

        return new(sum, interpolated);
    }

    private static double? ValueOf(PopulationFigure figure, DenominatorUnit unit) => unit switch
    {
        DenominatorUnit.Residents => figure.Residents,
        DenominatorUnit.Dwellings => figure.Dwellings,
        DenominatorUnit.MunicipalDwellings => figure.MunicipalDwellings,
        _ => null,
    };
}
