using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Measures one site against the layers. Pure functions over arrays.</summary>
public static class SiteMeasurement
{
    /// <param name="layers">What is there.</param>
    /// <param name="geometry">The site: a point or a plot, EPSG:25832.</param>
    /// <param name="plannedUnits">Homes planned; null where not stated.</param>
    /// <param name="isAddress">Whether the site is named by its address, whose point may stand at the entrance of its building.</param>
    /// <returns>Null where the geometry is no place in EPSG:25832.</returns>
    public static MetricValues? Measure(MetricLayers layers, Geometry geometry, int? plannedUnits = null, bool isAddress = false)
    {
        var table = NewTable(layers, 1);
        var values = table[0];
        return TryMeasure(layers, geometry, plannedUnits, isAddress, values) ? values : null;
    }

    /// <summary>A table for many sites, with room for the layers' coverage.</summary>
    public static MetricTable NewTable(MetricLayers layers, int sites)
    {
        var table = new MetricTable(sites);
        foreach (var (_, bounded) in layers.Coverages)
            table.AddCoverage(bounded);
        return table;
    }

    /// <summary>Fills one row of a table that <see cref="NewTable"/> made for the same layers.</summary>
    /// <returns>False, with nothing measured, where the geometry is no place in EPSG:25832.</returns>
    internal static bool TryMeasure(MetricLayers layers, Geometry geometry, int? plannedUnits, bool isAddress, MetricValues values)
    {
        if (ShapeArraysBuilder.TryOne(geometry) is not { } site)
            return false;

        values.SetAllUnknown(UnknownReason.LayerMissing);
        var scan = new BuildingScan(site, 0, geometry, layers.Buildings.Shapes, isAddress ? OwnBuildings.AtEntrance(site, 0, layers.Buildings) : null);
        if (layers.Buildings.Shapes.Count > 0)
        {
            layers.Buildings.Index.Visit(site.Boxes[0].GrownBy(BuildingScan.ReachMillimetres), ref scan);
            SetBuildings(layers.Buildings, site, scan, values);
        }

        values.Set(Metric.NearestBusiness, Math.Min(
            layers[LayerPart.Business]?.NearestMetres(site, 0, BuildingKinds.Other) ?? double.PositiveInfinity,
            scan.NearestBusiness ?? layers.Buildings.NearestMetres(site, 0, BuildingKinds.Business)));
        if (layers.Terrain is { } terrain && layers.Buildings.Shapes.Count > 0)
            SetSight(LineOfSight.Measure(layers.Buildings, terrain, BuildingHeights.Shipped, site, 0, scan.Own), values);
        FeatureMeasurement.Measure(layers, geometry, site, 0, values);
        FeatureMeasurement.MeasureHomes(layers, geometry, site, 0, scan, plannedUnits, values);
        if (plannedUnits is { } units)
            values.Set(Metric.PlannedUnits, units);
        else
            values.SetUnknown(Metric.PlannedUnits, UnknownReason.NotStated);
        values.SetUnknown(Metric.PossibleUnits, UnknownReason.NoPlot);
        for (var n = 0; n < layers.Coverages.Count; n++)
            values.SetCovered(n, layers.Coverages[n].Coverage.MetresAround(geometry, site, 0));
        if (layers.Buildings.Shapes.Count > 0 && values.CoveredMetres(MetricDefinition.Of(Metric.NearestDwelling)) >= 0)
            values.SetDwelling(scan.Dwellings[0] > scan.OtherDwellings);
        return true;
    }

    private static void SetSight((long Near, long? Seen) sight, MetricValues values)
    {
        var why = sight.Seen is null ? UnknownReason.OutsideCoverage : UnknownReason.NothingWithinRadius;
        if (sight.Seen is { } seen)
            values.Set(Metric.VisibleDwellings100m, seen);
        else
            values.SetUnknown(Metric.VisibleDwellings100m, why);
        if (sight is { Near: > 0, Seen: { } part })
            values.Set(Metric.VisibleDwellingShare100m, part / (double)sight.Near);
        else
            values.SetUnknown(Metric.VisibleDwellingShare100m, why);
    }

    private static void SetBuildings(ShapeLayer buildings, ShapeArrays site, in BuildingScan scan, MetricValues values)
    {
        var own = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scan.Own);
        values.Set(Metric.Dwellings200m, scan.Dwellings[0]);
        values.Set(Metric.Dwellings100m, scan.Dwellings[1]);
        values.Set(Metric.Dwellings50m, scan.Dwellings[2]);
        values.Set(Metric.Dwellings25m, scan.Dwellings[3]);
        SetShare(Metric.ResidentialShare200m, scan.Residential, scan.All);
        SetShare(Metric.OtherResidentialShare200m, scan.OtherResidential, scan.OtherAll);

        var residential = scan.NearestResidential ?? buildings.NearestMetres(site, 0, BuildingKinds.Residential);
        var any = scan.NearestAny ?? buildings.NearestMetres(site, 0, BuildingKinds.AllButOutbuildings);
        values.Set(Metric.NearestDwelling, residential);
        values.Set(Metric.NearestBuilding, any);
        SetOther(Metric.NearestOtherDwelling, residential, scan.NearestOtherResidential
            ?? (own.IsEmpty ? residential : buildings.NearestMetres(site, 0, BuildingKinds.Residential, own)));
        SetOther(Metric.NearestOtherBuilding, any, scan.NearestOtherAny
            ?? (own.IsEmpty ? any : buildings.NearestMetres(site, 0, BuildingKinds.AllButOutbuildings, own)));

        var builtUp = scan.NearestOtherBuiltUp ?? buildings.NearestMetres(site, 0, BuildingKinds.BuiltUp, own);
        if (double.IsInfinity(builtUp))
            values.SetUnknown(Metric.BuiltUpArea, UnknownReason.NoneInLayer);
        else
            values.Set(Metric.BuiltUpArea, Math.Max(0, builtUp - BuiltUpArea.EdgeMetres));

        // A layer that holds the kind, and none but the site's own, tells that there is no other.
        void SetOther(Metric metric, double ofAll, double metres)
        {
            if (double.IsInfinity(metres) && !double.IsInfinity(ofAll))
                values.SetUnknown(metric, UnknownReason.NoneInLayer);
            else
                values.Set(metric, metres);
        }

        void SetShare(Metric metric, int part, int all)
        {
            if (all > 0)
                values.Set(metric, part / (double)all);
            else
                values.SetUnknown(metric, UnknownReason.NothingWithinRadius);
        }
    }
}
