namespace PRIOslo.Bomiljo.Samples;

/// <summary>Writes the site layers of the synthetic city: buildings, schools, kindergartens and business areas.</summary>
internal static class LayerFiles
{
    private const int ResidentsPerSchool = 5_000;
    private const int ResidentsPerKindergarten = 2_000;

    public static SampleFile WriteBuildings(CityPlan city, string folder)
    {
        using var file = new GeoJsonFile(Path.Combine(folder, "buildings.geojson"), "buildings");
        foreach (var building in city.Areas.SelectMany(area => area.Buildings))
        {
            file.WriteRectangle(building.Footprint, building.Kind == BuildingKind.Residential
                ? new Dictionary<string, object>(StringComparer.Ordinal) { ["type"] = TypeOf(building.Kind), ["dwellings"] = building.Dwellings }
                : new Dictionary<string, object>(StringComparer.Ordinal) { ["type"] = TypeOf(building.Kind) });
        }

        return new SampleFile("buildings.geojson", "building", file.Features);
    }

    public static SampleFile WriteSchools(CityPlan city, string folder, Pcg32 random) =>
        WritePoints(city, folder, "schools.geojson", "school", "Eksempelskole", ResidentsPerSchool, random);

    public static SampleFile WriteKindergartens(CityPlan city, string folder, Pcg32 random) =>
        WritePoints(city, folder, "kindergartens.geojson", "kindergarten", "Eksempelbarnehage", ResidentsPerKindergarten, random);

    public static SampleFile WriteBusinessAreas(CityPlan city, string folder)
    {
        using var file = new GeoJsonFile(Path.Combine(folder, "business.geojson"), "business");
        foreach (var area in city.Areas)
        {
            if (area.Business is { } place)
                file.WriteRectangle(place, Named($"Eksempel næringsområde {area.Code}"));
        }

        return new SampleFile("business.geojson", "business", file.Features);
    }

    private static SampleFile WritePoints(CityPlan city, string folder, string fileName, string kind, string name, int residentsPerPlace, Pcg32 random)
    {
        using var file = new GeoJsonFile(Path.Combine(folder, fileName), kind);
        foreach (var area in city.Areas.Where(area => area.Area.IsLivedIn && area.Buildings.Count > 0))
        {
            for (var number = 1; number <= 1 + (area.Area.Residents / residentsPerPlace); number++)
            {
                var place = random.Pick(area.Buildings).Footprint;
                file.WritePoint(place.East, place.North, Named($"{name} {area.Code}-{number}"));
            }
        }

        return new SampleFile(fileName, kind, file.Features);
    }

    private static Dictionary<string, object> Named(string name) => new(StringComparer.Ordinal) { ["name"] = name };

    private static string TypeOf(BuildingKind kind) => kind switch
    {
        BuildingKind.Residential => "residential",
        BuildingKind.Business => "business",
        BuildingKind.Outbuilding => "outbuilding",
        _ => "other",
    };
}
