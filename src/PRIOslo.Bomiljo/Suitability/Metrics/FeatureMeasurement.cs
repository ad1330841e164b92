using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Measures one site against layers of places and zones. Pure functions over arrays.</summary>
internal static class FeatureMeasurement
{
    // What areas are computed to: a share of 99 hundredths is no less for the last bit of a double.
    private const int ShareDecimals = 9;

    private static readonly (Metric Metric, LayerPart Part)[] Nearest =
    [
        (Metric.NearestSchool, LayerPart.School),
        (Metric.NearestKindergarten, LayerPart.Kindergarten),
        (Metric.NearestLowThreshold, LayerPart.LowThreshold),
        (Metric.NearestTransit, LayerPart.Transit),
    ];

    private static readonly (Metric Metric, LayerPart Part, LayerPart? Whole)[] Shares =
    [
        (Metric.MarkaShare, LayerPart.Marka, null),
        (Metric.PlanBarredShare, LayerPart.PlanBarringHomes, null),
        (Metric.MunicipalLandShare, LayerPart.MunicipalLand, LayerPart.Ownership),
        (Metric.NoiseRedShare, LayerPart.NoiseRed, null),
        (Metric.NoiseYellowShare, LayerPart.NoiseYellow, null),
        (Metric.FloodShare, LayerPart.Flood, null),
        (Metric.QuickClayShare, LayerPart.QuickClay, null),
        (Metric.ContaminatedShare, LayerPart.Contamination, null),
        (Metric.HeritageShare, LayerPart.Heritage, null),
        (Metric.SteepShare, LayerPart.Steep, null),
        (Metric.CultivatedLandShare, LayerPart.CultivatedLand, null),
        (Metric.WaterOrBogShare, LayerPart.WaterOrBog, null),
    ];

    public static void Measure(MetricLayers layers, Geometry geometry, ShapeArrays site, int i, MetricValues values)
    {
        foreach (var (metric, part) in Nearest)
        {
            if (layers[part] is { } layer)
                values.Set(metric, layer.NearestMetres(site, i, BuildingKinds.Other));
        }

        if (layers.Walking is { } ways)
        {
            var metres = ways.MetresToStop(site, i);
            if (double.IsInfinity(metres))
                values.SetUnknown(Metric.NearestTransitOnFoot, UnknownReason.NoWayToStop);
            else
                values.Set(Metric.NearestTransitOnFoot, metres);
        }

        foreach (var (metric, part, whole) in Shares)
        {
            if (layers[part] is not { } zones)
                continue;
            if (whole is { } all && UnknownShare(layers[all]!, geometry, site, i) > MetricValues.NegligibleShare)
                values.SetUnknown(metric, UnknownReason.NothingHere);
            else
                values.Set(metric, Share(zones, geometry, site, i));
        }

        if (layers[LayerPart.Plan] is { } plans)
            values.Set(Metric.PlanUnknownShare, UnknownShare(plans, geometry, site, i));
        if (layers[LayerPart.LandUse] is { } ground)
            values.Set(Metric.LandUseUnknownShare, UnknownShare(ground, geometry, site, i));
    }

    /// <summary>Facilities and municipal flats, those of the site itself left out.</summary>
    /// <param name="layers">What is there.</param>
    /// <param name="geometry">The site.</param>
    /// <param name="site">Arrays that hold the site.</param>
    /// <param name="i">The site's number in them.</param>
    /// <param name="buildings">What was found of the buildings around.</param>
    /// <param name="plannedUnits">Homes planned; null where not stated.</param>
    /// <param name="values">Where the results go.</param>
    public static void MeasureHomes(
        MetricLayers layers, Geometry geometry, ShapeArrays site, int i, in BuildingScan buildings, int? plannedUnits, MetricValues values)
    {
        if (layers[LayerPart.Facility] is { } facilities)
        {
            var own = OwnBuildings.FeaturesOf(facilities, geometry, site, i, layers.Buildings, buildings.Own);
            SetNearest(Metric.NearestFacility, facilities.NearestMetres(site, i, BuildingKinds.Other, Span(own)));
            values.Set(Metric.FacilityCapacity150m, HomesWithin(facilities, site, i, 150_000, own));
        }

        if (layers[LayerPart.FacilityFor5To7] is { } shielded)
        {
            var own = OwnBuildings.FeaturesOf(shielded, geometry, site, i, layers.Buildings, buildings.Own);
            SetNearest(Metric.NearestFacilityFor5To7, shielded.NearestMetres(site, i, BuildingKinds.Other, Span(own)));
        }

        if (layers[LayerPart.SmallHouse] is { } small)
        {
            var own = OwnBuildings.FeaturesOf(small, geometry, site, i, layers.Buildings, buildings.Own);
            values.Set(Metric.SmallHouses50m, (plannedUnits ?? 1) + HomesWithin(small, site, i, 50_000, own));
        }

        if (layers[LayerPart.MunicipalFlat] is not { } flats || layers.Buildings.Shapes.Count == 0)
            return;
        if (buildings.OtherDwellings == 0)
        {
            values.SetUnknown(Metric.MunicipalShare200m, UnknownReason.NothingWithinRadius);
            return;
        }

        var ownFlats = OwnBuildings.FeaturesOf(flats, geometry, site, i, layers.Buildings, buildings.Own);
        values.Set(Metric.MunicipalShare200m, Math.Min(
            1, HomesWithin(flats, site, i, BuildingScan.ReachMillimetres, ownFlats) / (double)buildings.OtherDwellings));

        void SetNearest(Metric metric, double metres)
        {
            if (double.IsInfinity(metres))
                values.SetUnknown(metric, UnknownReason.NoneInLayer);
            else
                values.Set(metric, metres);
        }
    }

    private static double Share(ShapeLayer zones, Geometry geometry, ShapeArrays site, int i)
    {
        var touching = OwnBuildings.Touching(zones, site, i);
        if (geometry.Dimension == Dimension.Point || touching.Count == 0)
            return touching.Count > 0 ? 1 : 0;
        return ShapeGeometry.ShareWithin(geometry, zones.Shapes, touching);
    }

    private static double UnknownShare(ShapeLayer known, Geometry geometry, ShapeArrays site, int i) =>
        Math.Round(1 - Share(known, geometry, site, i), ShareDecimals);

    private static ReadOnlySpan<int> Span(List<int>? shapes) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(shapes);

    private static long HomesWithin(ShapeLayer layer, ShapeArrays site, int i, long radius, List<int>? except)
    {
        var sum = new HomesSum(layer.Shapes, site, i, radius, except);
        layer.Index.Visit(site.Boxes[i].GrownBy(radius), ref sum);
        return sum.Homes;
    }

    private struct HomesSum(ShapeArrays shapes, ShapeArrays site, int i, long radius, List<int>? except) : IGridVisitor
    {
        public long Homes { get; private set; }

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (except?.Contains(entry.Shape) != true && ShapeDistance.IsWithin(radius, site, i, shapes, entry.Shape))
                Homes += entry.Dwellings;
        }
    }
}
