using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Publishing.Bands;

/// <summary>Incidents of a theme at one address of a delbydel.</summary>
/// <param name="Code">The delbydel.</param>
/// <param name="East">EPSG:25832, metres; null, as <paramref name="North"/>, for those whose place is no point.</param>
internal sealed record BandIncident(string Code, double? East, double? North, int Incidents);

/// <summary>A theme's surface as it goes out.</summary>
/// <param name="Bands">Per cell, row-major from the south-west.</param>
/// <param name="LeftOutPercent">Told incidents without a point; null where they are so few that it is not told, or there are no incidents.</param>
internal sealed record ThemeSurface(byte[] Bands, int? LeftOutPercent)
{
    public bool IsAs(ThemeSurface? other) => other is not null && LeftOutPercent == other.LeftOutPercent && Bands.AsSpan().SequenceEqual(other.Bands);
}

/// <summary>The surfaces of a release's themes.</summary>
/// <param name="city">What all of them rest on.</param>
/// <param name="codes">Its areas, in their order.</param>
internal sealed class ReleaseBands(BandCity city, IReadOnlyList<string> codes)
{
    private readonly SurfaceBands _surfaces = new(city);

    public BandCity City { get; } = city;

    /// <param name="counts">By delbydel; null where hidden.</param>
    /// <param name="incidents">Of all delbydeler.</param>
    /// <returns>Null of a theme most of whose published incidents have no point, or are not in any more.</returns>
    public ThemeSurface? Of(IReadOnlyDictionary<string, int?> counts, IReadOnlyList<BandIncident> incidents)
    {
        var found = incidents.ToLookup(row => row.Code, StringComparer.Ordinal);
        // A delbydel whose incidents are not the published ones, after a retention rule for instance, says nothing either.
        bool[] told = [.. codes.Select(code => counts.GetValueOrDefault(code) == found[code].Sum(row => row.Incidents))];
        var points = codes.SelectMany((code, area) => found[code].Where(row => row.East is not null).Select(row => (Row: row, Area: area))).ToList();
        var bands = _surfaces.Of(new(told,
            new([.. points.Select(point => point.Row.East!.Value)], [.. points.Select(point => point.Row.North!.Value)], [.. points.Select(point => (double)point.Row.Incidents)]),
            [.. points.Select(point => point.Area)]));
        var all = codes.Where((_, area) => told[area]).Sum(code => found[code].Sum(row => row.Incidents));
        var leftOut = all - points.Where(point => told[point.Area]).Sum(point => point.Row.Incidents);
        // Where most of what is published has no point, or is not told of, the squares would be about the few that are left.
        return 2 * (all - leftOut) < codes.Sum(code => counts.GetValueOrDefault(code) ?? 0)
            ? null
            : new(bands, DisclosureRule.IsPrimary(leftOut) || all == 0 ? null : (int)Math.Round(100.0 * leftOut / all));
    }
}
