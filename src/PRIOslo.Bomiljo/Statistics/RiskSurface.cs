namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Events per 1,000 residents at each cell: one density over another, both of the same kernel and bandwidth.</summary>
/// <remarks>J. F. Bithell (1990), An application of density estimation to geographical epidemiology, Statistics in Medicine 9, 691–701.</remarks>
public static class RiskSurface
{
    public const double FewestResidents = 10;
    public const double FewestAddresses = 8;
    private const double PerResidents = 1_000;

    /// <param name="events">Events per km² at each cell.</param>
    /// <param name="residents">Residents per km² at each cell.</param>
    /// <param name="residentsBehind">Residents within the kernel's reach of the cell (<see cref="KernelDensity.CountWithin"/>).</param>
    /// <param name="addressesBehind">Addresses within the same reach.</param>
    /// <returns>NaN where fewer than ten residents or eight addresses stand behind the cell, or the density of residents is 0.</returns>
    public static double[] RatePer1000(
        ReadOnlySpan<double> events, ReadOnlySpan<double> residents, ReadOnlySpan<double> residentsBehind, ReadOnlySpan<double> addressesBehind)
    {
        if (residents.Length != events.Length || residentsBehind.Length != events.Length || addressesBehind.Length != events.Length)
            throw new ArgumentException("All surfaces are on the same grid.", nameof(residents));
        var rates = new double[events.Length];
        for (var cell = 0; cell < rates.Length; cell++)
        {
            var masked = residentsBehind[cell] < FewestResidents || addressesBehind[cell] < FewestAddresses || residents[cell] == 0;
            rates[cell] = masked ? double.NaN : PerResidents * events[cell] / residents[cell];
        }

        return rates;
    }
}
