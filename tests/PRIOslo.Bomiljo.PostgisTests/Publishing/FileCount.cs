using System.Globalization;
using System.Text;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>
/// Counts incidents straight from the generated files with a few lines per source, and places points by PostGIS; shares
/// nothing with the program's import.
/// </summary>
internal sealed class FileCount(DemoCity city)
{
    private const string Minute = "dd.MM.yyyy HH:mm";

    public async Task<List<(string Theme, int Incidents)>> CountAsync(int year, string delbydel) =>
    [
        ("forsopling", await PointsAsync(delbydel, Rows("renovasjon", 1, Encoding.UTF8)
            .Where(row => row[2] is "Full container" or "Søppel på gate" or "Søppel i park" or "Ulovlig dumping" or "Hensatt grovavfall" or "Farlig avfall")
            .Where(row => IsIn(year, row[1], Minute)).Select(row => (row[0], row[5], row[6])))),
        ("brann", await PointsAsync(delbydel, Rows("brann", 3, Encoding.UTF8)
            .Where(row => row[10] is "0301" or "301")
            .Where(row => row[3] is "Brann i bygning" or "Brann i skorstein" or "Brann i personbil" or "Brann i gress- eller innmark" or "Brann annet")
            .Where(row => IsIn(year, row[19], "dd.MM.yyyy HH:mm:ss")).Select(row => (row[0], row[36], row[37])))),
        ("trygghet", Police(year, delbydel, "Voldshendelse", "Tyveri", "Innbrudd")),
        ("ro-og-orden", Police(year, delbydel, "Ro og orden", "Skadeverk")),
        ("bostabilitet", Rows("boligbygg", 1, Encoding.Latin1)
            .Where(row => row[2] is "Naboklage" or "Husbråk" or "Varsel om oppsigelse" or "Fravikelse" or "Skade på bolig" or "Skade på fellesareal")
            .Where(row => IsIn(year, row[1], "dd.MM.yyyy") && row[7].PadLeft(4, '0') == delbydel)
            .DistinctBy(row => row[0]).Count()),
    ];

    private int Police(int year, string delbydel, params string[] kinds) => Rows("politi", 1, Encoding.UTF8)
        .Where(row => kinds.Contains(row[2]) && row[1].PadLeft(4, '0') == delbydel && IsIn(year, row[0], "yyyy-MM"))
        .Sum(row => int.TryParse(row[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);

    /// <summary>Points in the delbydel's polygon, each id once.</summary>
    private async Task<int> PointsAsync(string delbydel, IEnumerable<(string Id, string East, string North)> rows)
    {
        var points = rows.DistinctBy(row => row.Id).Select(row => (East: Metres(row.East), North: Metres(row.North))).Where(at => at is { East: not null, North: not null }).ToList();
        await using var command = city.Database.CreateCommand(
            """
            SELECT count(*)::int FROM unnest(@east, @north) AS at (east, north)
            JOIN geo.area a ON a.code = @code AND ST_Covers(a.geom, ST_SetSRID(ST_MakePoint(east, north), 25832))
            """);
        command.Parameters.Add(new("east", points.ConvertAll(at => at.East!.Value).ToArray()));
        command.Parameters.Add(new("north", points.ConvertAll(at => at.North!.Value).ToArray()));
        command.Parameters.Add(new("code", delbydel));
        return (int)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>All years' files, oldest first, with blank cells where a row is short.</summary>
    private IEnumerable<string[]> Rows(string source, int headerLines, Encoding encoding) =>
        Directory.GetFiles(Path.Combine(city.Home, "demo"), $"{source}-*.csv").Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadAllLines(file, encoding).Skip(headerLines))
            .Select(line => line.Split(';').Select(cell => cell.Trim('"')).Concat(Enumerable.Repeat("", 40)).ToArray());

    private static bool IsIn(int year, string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Year == year;

    private static double? Metres(string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
