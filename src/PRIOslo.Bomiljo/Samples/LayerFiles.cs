using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Writes the site layers of the synthetic city: buildings, schools, kindergartens, business areas, the forest and plans.</summary>
internal static class LayerFiles
{
    private const int ResidentsPerSchool = 5_000;
    private const int ResidentsPerKindergarten = 2_000;

    // SOSI Plan's codes for the purpose of an area.
    private const int Homes = 1110;
    private const int MixedUse = 1800;
    private const int Greenery = 3001;

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

    /// <summary>The forest as one rectangle around its centre point, clear of every other area's.</summary>
    public static SampleFile WriteMarka(IReadOnlyList<CityArea> areas, string folder)
    {
        using var file = new GeoJsonFile(Path.Combine(folder, "marka.geojson"), "marka");
        if (areas.FirstOrDefault(area => area.Code == DelbydelCode.Marka) is { } forest)
        {
            var half = Math.Round(0.5 * forest.NearestMetres);
            file.WriteRectangle(new Footprint(forest.East, forest.North, half, half), Named("Marka"));
        }

        return new SampleFile("marka.geojson", "marka", file.Features);
    }

    /// <summary>Plans: homes where people live, business areas that may hold homes too, and a green place in every other fringe.</summary>
    public static SampleFile WritePlans(CityPlan city, string folder)
    {
        using var file = new GeoJsonFile(Path.Combine(folder, "plans.geojson"), "plans");
        foreach (var area in city.Areas)
        {
            file.WriteRectangle(new Footprint(area.Area.East, area.Area.North, area.Area.RadiusMetres, area.Area.RadiusMetres), Purpose(Homes));
            if (area.Business is { } place)
                file.WriteRectangle(place, Purpose(MixedUse));
        }

        foreach (var (area, number) in city.Areas.Where(area => area.IsFringe).Select((area, number) => (area, number)))
        {
            if (number % 2 == 0)
                file.WriteRectangle(new Footprint(area.FringePlace.East, area.FringePlace.North, 150, 150), Purpose(Greenery));
        }

        return new SampleFile("plans.geojson", "plan", file.Features);
    }

    private static Dictionary<string, object> Purpose(int code) => new(StringComparer.Ordinal) { ["arealformål"] = code };

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
