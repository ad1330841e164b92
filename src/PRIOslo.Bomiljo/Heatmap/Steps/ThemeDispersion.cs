using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>How a theme's dispersion is known.</summary>
public enum DispersionBasis
{
    /// <summary>Estimated from areas and years.</summary>
    Years,

    /// <summary>Estimated from areas and the months of the only year, which do not show how years differ: never below the assumed one.</summary>
    Months,

    /// <summary>Assumed: there is nothing to estimate it from.</summary>
    Assumed,
}

/// <summary>φ of a theme with where it comes from.</summary>
/// <param name="Value">What intervals and tests are widened by, 1 or more.</param>
/// <param name="Estimate">Null where it is assumed.</param>
public sealed record ThemeDispersion(double Value, DispersionBasis Basis, Dispersion? Estimate);

/// <summary>Step 4: one dispersion per theme, from the ranked delbydeler over the unbroken years.</summary>
internal static class DispersionStep
{
    private const int Months = 12;

    /// <param name="ranked">Delbydeler, without Sentrum and Marka.</param>
    public static ThemeDispersion For(
        MeasurementData data, MeasurementParameters parameters, AreaCounts counts, Denominators denominators, SeriesOfYears series,
        IReadOnlyList<MeasuredArea> ranked, string theme)
    {
        var first = series.FirstYear(theme);
        var years = data.Year - first + 1;
        if (years > 1)
        {
            var events = new int[ranked.Count * years];
            var exposures = new double[events.Length];
            for (var cell = 0; cell < events.Length; cell++)
            {
                var (area, year) = (ranked[cell / years], first + (cell % years));
                events[cell] = counts.Of(year, area, theme);
                exposures[cell] = (series.IsComparable(area, year) || year == data.Year) && !series.IsIncomplete(area, theme, year)
                    ? denominators.Of(area, parameters.Of(theme).Denominator, year)?.Value ?? double.NaN
                    : 0;
            }

            // Areas and years have levels of their own in the model, so that its fit hardly asks for the exposures: where one is unknown, all are 1.
            if (exposures.Any(double.IsNaN))
                exposures = [.. exposures.Select(exposure => exposure == 0 ? 0.0 : 1.0)];
            if (Dispersion.FromAreasAndPeriods(events, exposures, years) is { } estimate)
                return new(estimate.Value, DispersionBasis.Years, estimate);
        }

        return FromMonths(data, ranked, theme) is { } monthly
            ? new(Math.Max(monthly.Value, parameters.AssumedDispersion), DispersionBasis.Months, monthly)
            : new(parameters.AssumedDispersion, DispersionBasis.Assumed, null);
    }

    private static Dispersion? FromMonths(MeasurementData data, IReadOnlyList<MeasuredArea> ranked, string theme)
    {
        var rows = ranked.Select((area, row) => (area.Code, row)).ToDictionary(pair => pair.Code, pair => pair.row, StringComparer.Ordinal);
        var events = new int[ranked.Count * Months];
        foreach (var count in data.Times.Where(count => count.Kind == "month" && (theme == Taxonomy.Total || count.Theme == theme)))
        {
            if (rows.TryGetValue(count.Delbydel, out var row))
                events[(row * Months) + count.Slot - 1] += count.Incidents;
        }

        double[] exposures = [.. Enumerable.Repeat(1.0, events.Length)];
        return Dispersion.FromAreasAndPeriods(events, exposures, Months);
    }
}
