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
    /// <exception cref="ProblemException">BOM-002, BOM-101, BOM-501: a table is missing or cannot be read.</exception>
    public static IReadOnlyList<CityArea> Read(string geodataFolder)
    {
        var register = Path.Combine(geodataFolder, "oslo", "delbydeler.csv");
        if (!File.Exists(register))
            throw new ProblemException(ProblemCode.FileNotFound, register, "there is no such file.", "Name the folder geodata of the project.");
        var residents = PopulationImport.Read(Path.Combine(geodataFolder, "oslo", "population.csv"))
            .GroupBy(row => row.Code, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Year)!.Residents, StringComparer.Ordinal);
        var centres = AreaRegister.Load(register)
            .Select(area => (area.Code, East: WholeCentimetres(area.EastMetres), North: WholeCentimetres(area.NorthMetres)))
            .OrderBy(centre => centre.Code).ToArray();

        return centres.Select(centre => new CityArea(
            centre.Code, centre.East, centre.North,
            residents.GetValueOrDefault(centre.Code.ToString()),
            centres.Where(other => other.Code != centre.Code)
                .Min(other => Distance(centre.East - other.East, centre.North - other.North)))).ToArray();
    }

    public double DistanceTo(double east, double north) => Distance(East - east, North - north);

    private static double Distance(double dx, double dy) => Math.Sqrt((dx * dx) + (dy * dy));

    // The projection's last bits may differ between machines; everything that follows is computed from these.
    private static double WholeCentimetres(double metres) => Math.Round(metres * 100) / 100;
}
