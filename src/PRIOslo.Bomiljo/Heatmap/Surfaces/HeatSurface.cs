using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Surfaces;

/// <summary>Points with a weight each, EPSG:25832, metres.</summary>
public sealed record WeightedPoints(double[] East, double[] North, double[] Weights)
{
    public double Total => Weights.Sum();
}

/// <summary>What a surface is computed from.</summary>
/// <param name="Grid">Cells whose centre lies in an area of the city.</param>
/// <param name="Incidents">Those placed by a point or an address.</param>
/// <param name="LeftOut">Incidents placed only to a street, grid cell or area.</param>
/// <param name="Residents">One point per building with dwellings, or per area where it has none.</param>
/// <param name="Addresses">Weight 1 each.</param>
public sealed record SurfaceData(KernelGrid Grid, WeightedPoints Incidents, long LeftOut, WeightedPoints Residents, WeightedPoints Addresses);

/// <summary>A heat surface of a theme and year: true figures, for analysts.</summary>
/// <param name="DensityPerKm2">Row-major, from the south-west: incidents per km²; 0 outside the city.</param>
/// <param name="RatePer1000">Incidents per 1,000 residents; NaN where too few live behind the cell, and outside the city.</param>
/// <param name="Incidents">The incidents that the surface is made of.</param>
/// <param name="LeftOut">Those left out, as their place is no point.</param>
/// <param name="Integral">Σ density × cell area: the same number as the incidents, less what lies beyond the kernel's reach of the city.</param>
/// <param name="MaskedCells">Cells in the city without a rate.</param>
public sealed record HeatSurface(
    KernelGrid Grid, double[] DensityPerKm2, double[] RatePer1000, double Incidents, long LeftOut, double Integral, int MaskedCells)
{
    /// <summary>Side of a cell.</summary>
    public const double CellMetres = 100;

    /// <param name="shape">Quartic or Gaussian.</param>
    /// <param name="bandwidthMetres">Of incidents and residents alike; also the radius that residents and addresses stand behind a cell within.</param>
    public static HeatSurface Compute(SurfaceData data, KernelShape shape, double bandwidthMetres)
    {
        var density = Density(data.Incidents).Values;
        var rates = RiskSurface.RatePer1000(density, Density(data.Residents).Values, Behind(data.Residents), Behind(data.Addresses));
        var (inside, integral, masked) = (data.Grid.Inside, 0.0, 0);
        for (var cell = 0; cell < rates.Length; cell++)
        {
            if (inside is not null && !inside[cell])
            {
                rates[cell] = double.NaN;
                continue;
            }

            integral += density[cell] * data.Grid.CellKm2;
            masked += double.IsNaN(rates[cell]) ? 1 : 0;
        }

        return new(data.Grid, density, rates, data.Incidents.Total, data.LeftOut, integral, masked);

        DensitySurface Density(WeightedPoints points) => KernelDensity.Estimate(points.East, points.North, points.Weights, data.Grid, shape, bandwidthMetres);

        double[] Behind(WeightedPoints points) => KernelDensity.CountWithin(points.East, points.North, points.Weights, data.Grid, bandwidthMetres);
    }
}
