using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Turns a file's features into a layer's rows. Pure.</summary>
internal static class LayerReading
{
    private static readonly Lazy<BuildingTypes> Types = new(() => BuildingTypes.Load(Path.Combine(ProjectFolders.Geodata, "building_types.csv")));

    /// <exception cref="ProblemException">BOM-501: an area lacks a code or two areas share one.</exception>
    public static (LayerRows Rows, Topology Topology) Read(string layer, List<GeoFeature> features, string? codeField, string? nameField, string shownAs)
    {
        if (Layers.Areas.Contains(layer))
            return ReadAreas(layer, features, codeField, nameField, shownAs);

        var repaired = 0;
        var usable = new List<(GeoFeature Feature, int Number)>();
        foreach (var (feature, number) in features.Select((feature, at) => (feature, at + 1)))
        {
            if (Usable(feature, ref repaired) is not { } kept)
                continue;
            DemandForm(layer, kept.Geometry!, $"{shownAs}, feature {number}");
            usable.Add((kept, number));
        }

        if (layer == Layers.DwellingUnit)
        {
            var units = usable.Select(used => DwellingUnits.Of(used.Feature)).OfType<DwellingUnit>().ToList();
            return (new(layer, features: DwellingUnits.Count(units, shownAs)), Topology.None with { Repaired = repaired, Dropped = features.Count - units.Count });
        }

        LayerRows rows = layer switch
        {
            "building" => new(layer, buildings: usable.ConvertAll(used => ToBuilding(used.Feature))),
            "address" => new(layer, addresses: [.. usable.Select(used => ToAddress(used.Feature)).OfType<AddressRow>()]),
            _ => new(layer, features: ReadFeatures(layer, usable, codeField, nameField, shownAs)),
        };
        return (rows, Topology.None with { Repaired = repaired, Dropped = features.Count - rows.Count });
    }

    private static List<FeatureRow> ReadFeatures(string layer, List<(GeoFeature Feature, int Number)> features, string? codeField, string? nameField, string shownAs)
    {
        var rows = features.ConvertAll(used => new FeatureRow(
            CodeOf(used.Feature, codeField), NameOf(used.Feature, nameField), FeatureKinds.Of(layer, used.Feature, $"{shownAs}, feature {used.Number}"),
            FeatureKinds.HomesOf(layer, used.Feature), used.Feature.Geometry!));
        FeatureKinds.Demand(layer, rows, shownAs);
        return rows;
    }

    private static (LayerRows, Topology) ReadAreas(string layer, List<GeoFeature> features, string? codeField, string? nameField, string shownAs)
    {
        var (repaired, dropped) = (0, 0);
        var areas = new List<AreaRow>();
        foreach (var (feature, number) in features.Select((feature, at) => (feature, at + 1)))
        {
            if (AreaTopology.Repair(feature.Geometry) is not { } area || !StorageExtent.Holds(area.Polygon))
            {
                dropped++;
                continue;
            }

            repaired += area.Repaired ? 1 : 0;
            var (code, bydel) = AreaCode(layer, CodeOf(feature, codeField), features.Count, $"{shownAs}, feature {number}");
            areas.Add(new AreaRow(code, NameOf(feature, nameField), bydel, area.Polygon));
        }

        if (areas.GroupBy(area => area.Code, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ProblemException(ProblemCode.BadGeodata, $"{shownAs}, area {twice.Key}", "two features have this code.", "Correct the file, or name the right field with --code.");
        var polygons = areas.ConvertAll(area => (Geometry)area.Polygon);
        var overlaps = AreaTopology.Overlaps(polygons);
        var gaps = AreaTopology.Gaps(polygons);
        return (new LayerRows(layer, areas), new Topology(repaired, dropped,
            new(overlaps.Pairs, Math.Round(overlaps.SquareMetres, 1)), new(gaps.Count, Math.Round(gaps.SquareMetres, 1))));
    }

    private static (string Code, string Bydel) AreaCode(string layer, string code, int features, string place) => layer switch
    {
        "delbydel" when DelbydelCode.TryParse(code, out var delbydel) => (delbydel.ToString(), delbydel.Bydel.ToString()),
        "bydel" when BydelCode.TryParse(code, out var bydel) => (bydel.ToString(), bydel.ToString()),
        "grunnkrets" when StatedArea.TryParse(AreaKind.Grunnkrets, code, cellMetres: 0, out var unit) => (unit.Code!, ""),
        "municipality" when features == 1 => ("0301", ""),
        "sentrum" when features == 1 => (DelbydelCode.Sentrum.ToString(), DelbydelCode.Sentrum.Bydel.ToString()),
        "marka" when features == 1 => (DelbydelCode.Marka.ToString(), DelbydelCode.Marka.Bydel.ToString()),
        "municipality" or "sentrum" or "marka" => throw new ProblemException(ProblemCode.BadGeodata, place,
            $"the layer {layer} is one area, the file has {features}.", "Merge them into one feature."),
        _ => throw new ProblemException(ProblemCode.BadGeodata, place, $"the feature has no {layer} code.", "Name the field that holds it with --code."),
    };

    private static GeoFeature? Usable(GeoFeature feature, ref int repaired)
    {
        if (feature.Geometry is not { IsEmpty: false } geometry || !StorageExtent.Holds(geometry))
            return null;
        if (geometry.Dimension < Dimension.Surface || geometry.IsValid)
            return feature;
        if (AreaTopology.Repair(geometry) is not { } fixedArea)
            return null;
        repaired++;
        return feature with { Geometry = fixedArea.Polygon };
    }

    private static void DemandForm(string layer, Geometry geometry, string place)
    {
        if (layer == Layers.WalkingWay && geometry is not ILineal)
            throw new ProblemException(ProblemCode.BadGeodata, place, "a way is a line, and this is none.", "Leave points and areas out of the file, or turn areas into lines.");
        if (layer != Layers.WalkingWay && geometry is ILineal)
            throw new ProblemException(ProblemCode.BadGeodata, place, $"this is a line; the layer {layer} is measured by points and areas.", "Export points or polygons, or check --layer.");
    }

    private static BuildingRow ToBuilding(GeoFeature feature)
    {
        var type = feature.First("type", "bygningstype", "bygningstypekode", "kind");
        var kind = Types.Value.KindOf(type);
        var stated = int.TryParse(feature.First("dwellings", "antall_boliger", "antallBoliger", "antallBoenheter"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int?)null;
        var dwellings = kind == "residential" ? stated ?? 1 : 0; // missing counts as one
        return new BuildingRow(kind, type, dwellings, feature.Geometry!);
    }

    private static AddressRow? ToAddress(GeoFeature feature) =>
        feature.Geometry is Point point && feature.First("street", "adressenavn") is { Length: > 0 } street
        && int.TryParse(feature.First("number", "nummer"), CultureInfo.InvariantCulture, out var number)
            ? new(street, number, feature.First("letter", "bokstav"), feature.First("postcode", "postnummer"), feature.First("place", "poststed"), point)
            : null;

    private static string CodeOf(GeoFeature feature, string? field) =>
        field is null ? feature.First("kode", "code", "delbydel_id", "delbydelsnr", "bydel_id", "bydelsnr", "grunnkretsnummer", "grunnkretsnr", "id") : feature.First(field);

    private static string NameOf(GeoFeature feature, string? field) =>
        field is null ? feature.First("navn", "name", "delbydelsnavn", "bydelsnavn", "grunnkretsnavn") : feature.First(field);
}
