namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Measures one site against the layers. Pure functions over arrays.</summary>
public static class SiteMeasurement
{
    private static readonly (long Millimetres, Metric Dwellings)[] Radii =
    [
        (200_000, Metric.Dwellings200m), (100_000, Metric.Dwellings100m),
        (50_000, Metric.Dwellings50m), (25_000, Metric.Dwellings25m),
    ];

    /// <param name="layers">What is there; a layer without shapes counts as missing.</param>
    /// <param name="site">Arrays that hold the site: a point or a plot.</param>
    /// <param name="i">The site's number in them.</param>
    public static MetricValues Measure(MetricLayers layers, ShapeArrays site, int i)
    {
        var values = new MetricValues(UnknownReason.LayerMissing);
        if (layers.Buildings.Shapes.Count > 0)
        {
            CountWithinRadii(layers.Buildings, site, i, values);
            values.Set(Metric.NearestDwelling, layers.Buildings.NearestMetres(site, i, BuildingKinds.Residential));
            values.Set(Metric.NearestBuilding, layers.Buildings.NearestMetres(site, i, BuildingKinds.AllButOutbuildings));
        }

        values.Set(Metric.NearestBusiness, Math.Min(
            Nearest(layers.Businesses), layers.Buildings.NearestMetres(site, i, BuildingKinds.Business)));
        values.Set(Metric.NearestSchool, Nearest(layers.Schools));
        values.Set(Metric.NearestKindergarten, Nearest(layers.Kindergartens));
        return values;

        double Nearest(ShapeLayer layer) => layer.NearestMetres(site, i, BuildingKinds.Other);
    }

    private static void CountWithinRadii(ShapeLayer buildings, ShapeArrays site, int i, MetricValues values)
    {
        var found = new List<int>(64);
        buildings.Index.Find(site.Boxes[i].GrownBy(Radii[0].Millimetres), found);

        Span<long> dwellings = stackalloc long[Radii.Length];
        var (residential, all) = (0, 0);
        foreach (var building in found)
        {
            var kind = buildings.Kinds[building];
            if ((kind & BuildingKinds.AllButOutbuildings) == BuildingKinds.None)
                continue;

            var reached = RadiiReached(site, i, buildings.Shapes, building);
            if (reached == 0)
                continue;

            all++;
            if (kind != BuildingKinds.Residential)
                continue;

            residential++;
            for (var radius = 0; radius < reached; radius++)
                dwellings[radius] += buildings.Dwellings[building];
        }

        for (var radius = 0; radius < Radii.Length; radius++)
            values.Set(Radii[radius].Dwellings, dwellings[radius]);
        if (all > 0)
            values.Set(Metric.ResidentialShare200m, residential / (double)all);
        else
            values.SetUnknown(Metric.ResidentialShare200m, UnknownReason.NothingWithinRadius);
    }

    /// <returns>How many of the radii, from the widest inwards, the building is within.</returns>
    private static int RadiiReached(ShapeArrays site, int i, ShapeArrays buildings, int building)
    {
        if (site.Boxes[i].SquaredDistanceTo(buildings.Boxes[building]) > Radii[0].Millimetres * Radii[0].Millimetres)
            return 0;

        // The distance is right to a thousandth of a millimetre; within a millimetre of a radius, integers decide.
        var distance = ShapeDistance.Between(site, i, buildings, building);
        var reached = 0;
        while (reached < Radii.Length)
        {
            var radius = Radii[reached].Millimetres;
            var isWithin = Math.Abs(distance - radius) > 1
                ? distance < radius
                : ShapeDistance.IsWithin(radius, site, i, buildings, building);
            if (!isWithin)
                break;
            reached++;
        }

        return reached;
    }
}
