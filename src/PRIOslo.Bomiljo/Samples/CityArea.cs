using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>A delbydel as the synthetic city sees it: a disc around the area's centre point.</summary>
/// <param name="Code">Known to the area register.</param>
/// <param name="East">Centre point, EPSG:25832, metres.</param>
/// <param name="North">Centre point, EPSG:25832, metres.</param>
/// <param name="Residents">Of the latest year that the population table holds; 0 where it holds none.</param>
/// <param name="NearestMetres">Distance to the nearest other centre point.</param>
internal sealed record CityArea(DelbydelCode Code, double East, double North, int Residents, double NearestMetres)
{
    /// <summary>Buildings and incidents stay within it: less than half-way to the nearest other centre, so that a point lies
    /// in the area's cell of a Voronoi map, and mostly in the real polygon.</summary>
    public double RadiusMetres { get; } = Math.Min(0.46 * NearestMetres, 900);

    public bool IsLivedIn => Residents > 0;

    /// <returns>All areas, ordered by code. Special ones have no residents.</returns>
    /// <exception cref="ProblemException">BOM-002 or BOM-501: a table is missing or cannot be read.</exception>
    public static IReadOnlyList<CityArea> Read(string geodataFolder)
    {
        var areas = Table.Read(Path.Combine(geodataFolder, "oslo", "delbydeler.csv"), "code", "lat", "lon");
        var residents = LatestResidents(Path.Combine(geodataFolder, "oslo", "population.csv"));
        var toStorage = CoordinateTransform.Create(4326, CoordinateTransform.StorageEpsg);
        var centres = areas.Select(row =>
        {
            var (east, north) = toStorage.Apply(Number(row[2]), Number(row[1]));
            return (Code: DelbydelCode.Parse(row[0]), East: WholeCentimetres(east), North: WholeCentimetres(north));
        }).OrderBy(centre => centre.Code).ToArray();

        return centres.Select(centre => new CityArea(
            centre.Code, centre.East, centre.North,
            residents.GetValueOrDefault(centre.Code).Residents,
            centres.Where(other => other.Code != centre.Code)
                .Min(other => Distance(centre.East - other.East, centre.North - other.North)))).ToArray();
    }

    public double DistanceTo(double east, double north) => Distance(East - east, North - north);

    private static double Distance(double dx, double dy) => Math.Sqrt((dx * dx) + (dy * dy));

    private static Dictionary<DelbydelCode, (int Year, int Residents)> LatestResidents(string file)
    {
        var latest = new Dictionary<DelbydelCode, (int Year, int Residents)>();
        foreach (var row in Table.Read(file, "code", "year", "residents"))
        {
            // Four digits are a delbydel here; bydel and city rows have other lengths.
            if (row[0].Length != 4 || !DelbydelCode.TryParse(row[0], out var code))
                continue;
            var year = int.Parse(row[1], CultureInfo.InvariantCulture);
            if (year >= latest.GetValueOrDefault(code).Year)
                latest[code] = (year, int.Parse(row[2], CultureInfo.InvariantCulture));
        }

        return latest;
    }

    // The projection's last bits may differ between machines; everything that follows is computed from these.
    private static double WholeCentimetres(double metres) => Math.Round(metres * 100) / 100;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
