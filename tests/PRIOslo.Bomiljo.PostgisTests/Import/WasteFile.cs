using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>Made-up deliveries of the waste service, and the import of them.</summary>
internal static class WasteFile
{
    public const string Header = "Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status";
    private static readonly Taxonomy Taxonomy = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));
    private static readonly CultureInfo Norwegian = CultureInfo.GetCultureInfo("nb-NO");

    /// <summary>Never in the hour that spring skips.</summary>
    public static string Row(int number, int year, double east, double north) => string.Create(Norwegian,
        $"R-{number};{1 + (number % 28):00}.{1 + (number % 12):00}.{year} {3 + (number % 21):00}:{number % 60:00};{(number % 3 == 0 ? "Ulovlig dumping" : "Søppel på gate")};;;{east:0.00};{north:0.00};Lukket");

    public static string Write(this TempFolder folder, string name, IEnumerable<string> rows)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllLines(path, rows.Prepend(Header), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return path;
    }

    /// <summary>Points in a square of 6 km in the middle of the city; every hundredth row has a date that does not exist.</summary>
    public static string WriteRandom(this TempFolder folder, string name, int rows, int seed, int epsg = 25832, int year = 2023)
    {
        var random = new Random(seed);
        var transform = CoordinateTransform.Create(25832, epsg);
        return folder.Write(name, Enumerable.Range(1, rows).Select(number =>
        {
            var (east, north) = transform.Apply(594_000 + (random.NextDouble() * 6_000), 6_640_000 + (random.NextDouble() * 6_000));
            return number % 100 == 0 ? $"R-{number};31.02.{year} 12:00;Søppel på gate;;;;;" : Row(number, year, east, north);
        }));
    }

    public static Task<ImportReport> ImportAsync(this TestDatabase database, string path, string source = "renovasjon", bool dryRun = false, int? replaces = null, bool beside = false) =>
        database.ImportAsync(path, new ImportOptions(dryRun, replaces, beside), source);

    public static Task<ImportReport> ImportAsync(this TestDatabase database, string path, ImportOptions options, string source = "renovasjon") =>
        new DeliveryImport(database.Owner, TimeProvider.System, "test").RunAsync(SourceFolder.Load(source, Taxonomy), Taxonomy, path, options, default);
}

/// <summary>A temporary folder of one test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-test-");

    public string Path => _folder.FullName;

    public string File(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
