using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Samples;

namespace PRIOslo.Bomiljo.Tests.Samples;

/// <summary>A source that the program has never seen gets deliveries in its own shape, without code.</summary>
public sealed class OtherSourceTests : IDisposable
{
    private readonly string _importers = Directory.CreateTempSubdirectory("bomiljo-importers-").FullName;

    [Theory]
    [InlineData(4326)]
    [InlineData(25833)]
    public void Columns_separator_and_coordinate_system_come_from_the_mapping(int epsg)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_importers, "gatelys")).FullName;
        File.Copy(Path.Combine(ProjectFolders.Importers, "taxonomy.json"), Path.Combine(_importers, "taxonomy.json"));
        File.WriteAllText(Path.Combine(folder, "source.json"), $$"""
            {
              "$schema": "../source.schema.json", "source": "gatelys", "version": 1, "name": { "nb": "Gatelys", "en": "Street lights" }, "legalBasis": "none",
              "retentionMonths": 1, "file": { "format": "csv", "encoding": "windows-1252", "separator": "|", "titleLines": 1 },
              "epsg": {{epsg}}, "occurredAt": { "column": "Når", "formats": ["yyyy-MM-dd"], "precision": "day" },
              "category": { "column": "Hva" }, "east": { "column": "Øst" }, "north": { "column": "Nord" },
              "categories": { "Knust |lampe|": "ro-og-orden.vandalism" }
            }
            """);
        File.WriteAllText(Path.Combine(folder, "sample.csv"), "Tittel\r\nMerknad|Nord|Øst|Hva|Når\r\n", System.Text.Encoding.Latin1);
        var options = SampleFolder.Options with { Incidents = 2_000, Buildings = 5_000, FirstYear = 2024, ImportersFolder = _importers };
        SampleCity.Generate(options, Path.Combine(_importers, "out"));

        var mapping = SourceFolder.Load(folder, Taxonomy.Load(Path.Combine(_importers, "taxonomy.json"))).Mapping;
        var columns = new MappedColumns(mapping);
        var normalise = new NormaliseStep(mapping, columns, new DateOnly(2024, 12, 31));
        using var stream = File.OpenRead(Path.Combine(_importers, "out", "gatelys-2024.csv"));
        var accepted = new ReadStep(mapping, columns, "gatelys").Read(stream).Select(normalise.Apply).OfType<Accepted>().ToArray();

        var areas = CityArea.Read(ProjectFolders.Geodata);
        var inCity = accepted.Count(row => row.Incident.Point is var (east, north)
            && areas.Any(area => area.DistanceTo(east, north) <= area.RadiusMetres + 60));
        Assert.Equal(2_000, inCity);
    }

    public void Dispose() => Directory.Delete(_importers, recursive: true);
}
