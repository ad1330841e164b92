using System.Globalization;
using System.Text;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Writes candidate sites: in the empty fringe (<c>F-</c>), in business areas (<c>N-</c>) and among dwellings (<c>B-</c>).</summary>
internal static class SiteFile
{
    private const int SitesAmongDwellings = 15;

    public static SampleFile Write(CityPlan city, string folder, Pcg32 random)
    {
        using var file = new StreamWriter(Path.Combine(folder, "sites.csv"), append: false, Encoding.UTF8);
        file.NewLine = "\n";
        file.WriteLine("site;east;north;units");
        var rows = 0;
        foreach (var (site, east, north) in Sites(city, random))
        {
            // 6 to 10 units is what the programme found to work.
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{site};{Decimal(east)};{Decimal(north)};{6 + random.Next(5)}"));
            rows++;
        }

        return new SampleFile("sites.csv", "sites", rows);
    }

    private static IEnumerable<(string Site, double East, double North)> Sites(CityPlan city, Pcg32 random)
    {
        foreach (var area in city.Areas.Where(area => area.IsFringe))
        {
            yield return ($"F-{area.Code}", area.FringePlace.East, area.FringePlace.North);
        }

        foreach (var area in city.Areas)
        {
            if (area.Business is { } place)
                yield return ($"N-{area.Code}", place.East, place.North);
        }

        var dense = city.Areas.Where(area => area.Area.IsLivedIn && area.Buildings.Count > 0)
            .OrderBy(area => area.Area.NearestMetres).ThenBy(area => area.Code).Take(SitesAmongDwellings);
        foreach (var area in dense.OrderBy(area => area.Code))
        {
            var (east, north) = area.PointNearBuilding(random);
            yield return ($"B-{area.Code}", east, north);
        }
    }

    private static string Decimal(double metres) => metres.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
}
