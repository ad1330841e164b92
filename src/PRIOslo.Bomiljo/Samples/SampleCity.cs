using System.Globalization;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>A synthetic city with known hot spots, written as the files that real sources would deliver.</summary>
/// <remarks>The same options, tables and mappings give the same bytes. Rows are streamed: memory grows with the buildings, not
/// with the incidents.</remarks>
public static class SampleCity
{
    /// <summary>Writes deliveries (one a source and year), layers, addresses, population, candidate sites and the truth.</summary>
    /// <param name="options">What to make; checked first.</param>
    /// <param name="folder">Made if it is missing; files of the same names are replaced.</param>
    /// <param name="progress">Told of each file when it is written.</param>
    /// <param name="cancellationToken">Looked at between files.</param>
    /// <returns>The files, in the order of writing.</returns>
    /// <exception cref="ProblemException">BOM-001, BOM-002, BOM-004, or what a mapping or table has wrong.</exception>
    public static IReadOnlyList<SampleFile> Generate(SampleOptions options, string folder, IProgress<SampleFile>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options.Check();
        var taxonomy = Taxonomy.Load(Path.Combine(options.ImportersFolder, "taxonomy.json"));
        var sources = Sources(options.ImportersFolder, taxonomy);
        var areas = CityArea.Read(options.GeodataFolder);
        try
        {
            Directory.CreateDirectory(folder);
            var files = new List<SampleFile>();
            foreach (var file in Write(options, folder, taxonomy, sources, areas))
            {
                files.Add(file);
                progress?.Report(file);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, folder, "the files cannot be written there.",
                "Name a folder that you may write to, on a disk with room.", exception);
        }
    }

    private static SourceFolder[] Sources(string importersFolder, Taxonomy taxonomy)
    {
        if (!Directory.Exists(importersFolder))
            throw new ProblemException(ProblemCode.FileNotFound, importersFolder, "there is no such folder.", "Name the folder importers of the project.");
        return Directory.EnumerateDirectories(importersFolder)
            .Where(source => File.Exists(Path.Combine(source, "source.json")))
            .Order(StringComparer.Ordinal)
            .Select(source => SourceFolder.Load(source, taxonomy))
            .Where(source => source.Mapping.Demonstration)
            .ToArray();
    }

    private static IEnumerable<SampleFile> Write(SampleOptions options, string folder, Taxonomy taxonomy, SourceFolder[] sources,
        IReadOnlyList<CityArea> areas)
    {
        // Random streams: 1 hot spots, 2 incidents, 3 schools, 4 kindergartens, 5 sites, 6 population, 1000 + n area n, 100000 + 1000 s + y delivery.
        var city = CityPlan.Build(areas, options.Buildings, options.Seed);
        var hotSpots = HotSpot.Draw(areas, options.FirstYear, options.LastYear, new Pcg32(options.Seed, 1));
        var plan = IncidentPlan.Draw(options, city.Areas, Array.ConvertAll(sources, source => source.Mapping), taxonomy, hotSpots);
        var totals = new List<DeliveryTotals>();
        for (var source = 0; source < sources.Length; source++)
        {
            var template = DeliveryTemplate.Read(sources[source]);
            for (var year = options.FirstYear; year <= options.LastYear; year++)
            {
                var random = new Pcg32(options.Seed, 100_000 + (1_000 * (ulong)source) + (ulong)(year - options.FirstYear));
                var delivery = new Delivery(sources[source].Mapping, template, city.Areas, plan, source, year, random);
                totals.Add(delivery.Write(folder, string.Create(CultureInfo.InvariantCulture, $"{sources[source].Mapping.Source}-{year}.csv")));
                yield return new SampleFile(totals[^1].File, "delivery", totals[^1].Rows);
            }
        }

        yield return LayerFiles.WriteBuildings(city, folder);
        yield return AddressFile.Write(city, folder);
        yield return LayerFiles.WriteSchools(city, folder, new Pcg32(options.Seed, 3));
        yield return LayerFiles.WriteKindergartens(city, folder, new Pcg32(options.Seed, 4));
        yield return LayerFiles.WriteBusinessAreas(city, folder);
        yield return LayerFiles.WriteMarka(areas, folder);
        yield return LayerFiles.WritePlans(city, folder);
        yield return SiteFile.Write(city, folder, new Pcg32(options.Seed, 5));
        yield return PopulationFile.Write(options.GeodataFolder, folder, new Pcg32(options.Seed, 6));
        yield return TruthFile.Write(options, hotSpots, plan, totals, folder);
    }
}
