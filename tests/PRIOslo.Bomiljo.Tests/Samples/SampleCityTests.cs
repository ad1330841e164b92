using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Samples;

namespace PRIOslo.Bomiljo.Tests.Samples;

public class SampleCityTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    private static readonly Taxonomy Themes = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));

    public static TheoryData<string> Sources => ["boligbygg", "brann", "politi", "renovasjon"];

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var again = new SampleFolder();
        Assert.Equal(SampleFolder.Hashes(sample.Folder), SampleFolder.Hashes(again.Folder));

        var other = Directory.CreateTempSubdirectory("bomiljo-sample-").FullName;
        SampleCity.Generate(SampleFolder.Options with { Seed = 2 }, other);
        var hashes = SampleFolder.Hashes(other);
        Directory.Delete(other, recursive: true);
        // Business areas, the forest and plans follow from the area register alone.
        Assert.Equal(["business.geojson", "marka.geojson", "plans.geojson"], SampleFolder.Hashes(sample.Folder).Where(pair => hashes[pair.Key] == pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_is_reported_and_has_the_rows_that_it_says()
    {
        Assert.Equal(Directory.EnumerateFiles(sample.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            sample.Files.Select(file => file.File).Order(StringComparer.Ordinal));
        foreach (var file in sample.Files.Where(file => file.Kind is "address" or "sites" or "population"))
            Assert.Equal(file.Rows, File.ReadLines(Path.Combine(sample.Folder, file.File)).Count() - 1);
        foreach (var file in sample.Files.Where(file => file.File.EndsWith(".geojson", StringComparison.Ordinal)))
        {
            using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(sample.Folder, file.File)));
            Assert.Equal(file.Rows, json.RootElement.GetProperty("features").GetArrayLength());
        }
    }

    [Fact]
    public void The_population_has_the_residents_of_the_projects_table_and_municipal_dwellings_that_say_they_are_synthetic()
    {
        var own = PopulationImport.Read(Path.Combine(sample.Folder, "population.csv"));
        var real = PopulationImport.Read(Path.Combine(ProjectFolders.Geodata, "oslo", "population.csv"));

        Assert.Equal(real.Select(row => (row.Code, row.Year, row.Residents)), own.Select(row => (row.Code, row.Year, row.Residents)));
        Assert.All(own, row => Assert.Equal(row.Code.Length == 4, row is { MunicipalDwellings: > 0, Basis: "synthetic" }));
        Assert.InRange(own.Where(row => row.Year == 2023).Sum(row => row.MunicipalDwellings ?? 0), 8_000, 16_000);
    }

    [Fact]
    public void The_totals_in_the_truth_equal_the_rows_written_and_the_incidents_asked_for()
    {
        var inCity = 0L;
        foreach (var delivery in sample.Truth.GetProperty("deliveries").EnumerateArray())
        {
            var file = delivery.GetProperty("file").GetString()!;
            var source = Source(delivery.GetProperty("source").GetString()!);
            var rows = File.ReadLines(Path.Combine(sample.Folder, file)).Count() - 1 - DeliveryTemplate.Read(source).TitleLines;
            Assert.Equal(rows, Number("rows"));
            Assert.Equal(rows, Number("accepted") + Number("rejected") + Number("duplicate") + Number("ignored"));
            inCity += Number("incidents") - Number("outside");

            long Number(string key) => delivery.GetProperty(key).GetInt64();
        }

        Assert.Equal(SampleFolder.Options.Incidents, inCity);
        Assert.Equal(SampleFolder.Options.Incidents,
            sample.Truth.GetProperty("in_city").EnumerateArray().Sum(row => row.GetProperty("incidents").GetInt64()));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Reading_a_delivery_finds_what_the_truth_says(string name)
    {
        var mapping = Source(name).Mapping;
        foreach (var truth in sample.Truth.GetProperty("deliveries").EnumerateArray().Where(row => row.GetProperty("source").GetString() == name))
        {
            var columns = new MappedColumns(mapping);
            var normalise = new NormaliseStep(mapping, columns, new DateOnly(2024, 12, 31));
            var keys = new HashSet<Guid>();
            long accepted = 0, duplicate = 0, rejected = 0, ignored = 0, incidents = 0;
            using var stream = File.OpenRead(Path.Combine(sample.Folder, truth.GetProperty("file").GetString()!));
            foreach (var outcome in new ReadStep(mapping, columns, name).Read(stream).Select(normalise.Apply))
            {
                switch (outcome)
                {
                    case Accepted row when keys.Add(row.Incident.Key):
                        accepted++;
                        incidents += row.Incident.Count;
                        Assert.Equal(truth.GetProperty("year").GetInt32(), row.Incident.Year);
                        break;
                    case Accepted:
                        duplicate++;
                        break;
                    case Rejected:
                        rejected++;
                        break;
                    default:
                        ignored++;
                        break;
                }
            }

            Assert.Equal(
                (accepted, rejected, duplicate, ignored, incidents),
                (Number("accepted"), Number("rejected"), Number("duplicate"), Number("ignored"), Number("incidents")));

            long Number(string key) => truth.GetProperty(key).GetInt64();
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_delivery_begins_with_the_bytes_of_its_sample_and_ends_its_lines_alike(string name)
    {
        var source = Source(name);
        var bytes = File.ReadAllBytes(source.SamplePath);
        var top = 0;
        for (var line = 0; line <= DeliveryTemplate.Read(source).TitleLines; line++)
            top = Array.IndexOf(bytes, (byte)'\n', top) + 1;
        for (var year = 2022; year <= 2024; year++)
        {
            var written = File.ReadAllBytes(Path.Combine(sample.Folder, $"{name}-{year}.csv"));
            Assert.Equal(bytes[..top], written[..top]);
            var ends = written.Count(value => value == '\n');
            Assert.Equal(bytes[top - 2] == '\r' ? ends : 0, written.Count(value => value == '\r'));
        }
    }

    [Theory]
    [InlineData("boligbygg")]
    [InlineData("politi")]
    public void Codes_of_areas_can_be_read_save_in_damaged_rows(string name)
    {
        var rows = Rows(name, 2023);
        var column = Column(name, mapping => mapping.Area);
        var unreadable = rows.Count(row => !DelbydelCode.TryParse(row[column], out _));
        Assert.InRange(unreadable, 0, rows.Length / 50);
        Assert.True(rows.Select(row => row[column]).Distinct(StringComparer.Ordinal).Count() > 90);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Faults_repeats_and_ignored_rows_are_few_but_there(string name)
    {
        var deliveries = sample.Truth.GetProperty("deliveries").EnumerateArray().Where(row => row.GetProperty("source").GetString() == name).ToArray();
        double Share(string key) => deliveries.Sum(row => row.GetProperty(key).GetInt64()) / (double)deliveries.Sum(row => row.GetProperty("rows").GetInt64());
        Assert.InRange(Share("rejected"), 0.003, 0.02);
        Assert.InRange(Share("duplicate"), Source(name).Mapping.Id is null ? 0 : 0.001, Source(name).Mapping.Id is null ? 0 : 0.012);
        Assert.InRange(Share("ignored"), 0.02, 0.07);
        Assert.InRange(Share("sentrum"), 0.001, 0.03);
        if (name is "renovasjon" or "brann")
            Assert.InRange(Share("outside"), 0.003, 0.02);
    }

    [Fact]
    public void At_least_97_of_100_points_lie_in_the_cell_of_a_centre_point_and_in_a_real_polygon()
    {
        var toDegrees = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 4326);
        var real = RealAreas.Find();
        var areas = CityArea.Read(ProjectFolders.Geodata);
        var (east, north) = (Column("renovasjon", mapping => mapping.East), Column("renovasjon", mapping => mapping.North));
        int points = 0, inCell = 0, inPolygon = 0;
        foreach (var row in Rows("renovasjon", 2023))
        {
            if (!NumberReader.TryRead(row[east], out var x) || !NumberReader.TryRead(row[north], out var y))
                continue;
            points++;
            var nearest = areas.MinBy(area => area.DistanceTo(x, y))!;
            inCell += nearest.DistanceTo(x, y) < nearest.NearestMetres / 2 ? 1 : 0;
            var (longitude, latitude) = toDegrees.Apply(x, y);
            inPolygon += real is null || real.CodesAt(longitude, latitude).Count > 0 ? 1 : 0;
        }

        Assert.InRange(inCell / (double)points, 0.97, 1);
        Assert.InRange(inPolygon / (double)points, 0.97, 1);
    }

    [Fact]
    public void Every_raised_area_stands_out_by_about_its_relative_risk()
    {
        var residents = CityArea.Read(ProjectFolders.Geodata).ToDictionary(area => area.Code, area => area.Residents);
        var mapping = Source("politi").Mapping;
        var (area, category, count) = (Column("politi", m => m.Area), Column("politi", m => m.Category), Column("politi", m => m.Count));
        var spot = sample.Truth.GetProperty("hotspots").EnumerateArray()
            .Single(row => row.GetProperty("themes").EnumerateArray().Any(theme => theme.GetString() == "trygghet"));
        var raised = spot.GetProperty("delbydeler").EnumerateArray().Select(code => DelbydelCode.Parse(code.GetString()!)).ToHashSet();
        var counts = residents.Keys.ToDictionary(code => code, _ => 0);
        foreach (var row in Rows("politi", 2022).Concat(Rows("politi", 2023)).Concat(Rows("politi", 2024)))
        {
            if (mapping.Categories.GetValueOrDefault(row[category])?.StartsWith("trygghet.", StringComparison.Ordinal) == true
                && int.TryParse(row[count], CultureInfo.InvariantCulture, out var incidents) && DelbydelCode.TryParse(row[area], out var code))
                counts[code] += incidents;
        }

        double Rate(Func<DelbydelCode, bool> chosen)
        {
            var codes = residents.Where(pair => pair.Value > 0 && chosen(pair.Key)).Select(pair => pair.Key).ToArray();
            return codes.Sum(code => counts[code]) / (double)codes.Sum(code => residents[code]);
        }

        var ratio = Rate(raised.Contains) / Rate(code => !raised.Contains(code));
        Assert.InRange(ratio / spot.GetProperty("relative_risk").GetDouble(), 0.6, 1.6);
    }

    [Fact]
    public void Fringe_sites_are_shielded_and_sites_among_dwellings_are_not()
    {
        var city = CityPlan.Build(CityArea.Read(ProjectFolders.Geodata), SampleFolder.Options.Buildings, SampleFolder.Options.Seed);
        var buildings = city.Areas.SelectMany(area => area.Buildings).ToArray();
        var sites = File.ReadLines(Path.Combine(sample.Folder, "sites.csv")).Skip(1).Select(line => line.Split(';')).ToArray();
        Assert.True(sites.Length >= 30);
        foreach (var site in sites)
        {
            Assert.True(NumberReader.TryRead(site[1], out var east) & NumberReader.TryRead(site[2], out var north));
            var any = buildings.Any(building => building.Footprint.IsWithin(200, east, north));
            var home = buildings.Any(building => building.Kind == BuildingKind.Residential && building.Footprint.IsWithin(100, east, north));
            Assert.Equal(site[0][0] != 'F', any);
            Assert.Equal(site[0][0] == 'B', home);
        }
    }

    [Fact]
    public void Addresses_have_the_46_columns_of_the_national_register()
    {
        var lines = File.ReadLines(Path.Combine(sample.Folder, "addresses.csv")).ToArray();
        Assert.All(lines, line => Assert.Equal(46, line.Split(';').Length));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var real = Path.Combine(folder.FullName, "..", "shared", "formats", "kartverket-adresse-elverum.csv");
            if (File.Exists(real))
                Assert.Equal(File.ReadLines(real).First(), lines[0]);
        }
    }

    [Theory]
    [InlineData(0, 60_000, 2020, 2024)]
    [InlineData(60_000, 999, 2020, 2024)]
    [InlineData(60_000, 60_000, 2024, 2020)]
    public void Numbers_out_of_range_are_refused_before_anything_is_written(int incidents, int buildings, int first, int last)
    {
        var folder = Path.Combine(sample.Folder, "never");
        var problem = Assert.Throws<ProblemException>(() => SampleCity.Generate(
            SampleFolder.Options with { Incidents = incidents, Buildings = buildings, FirstYear = first, LastYear = last }, folder));
        Assert.Equal(ProblemCode.BadArgument, problem.Code);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_named_as_the_problem()
    {
        var file = Path.Combine(sample.Folder, "sites.csv");
        var problem = Assert.Throws<ProblemException>(() => SampleCity.Generate(SampleFolder.Options, file));
        Assert.Equal(ProblemCode.CannotWriteFile, problem.Code);
    }

    private static SourceFolder Source(string name) => SourceFolder.Load(name, Themes);

    private static int Column(string name, Func<SourceMapping, FieldMapping?> field) =>
        DeliveryTemplate.Read(Source(name)).ColumnOf(field(Source(name).Mapping));

    private string[][] Rows(string name, int year)
    {
        var source = Source(name);
        var encoding = source.Mapping.File.Encodings[0] == "utf-8" ? Encoding.UTF8 : Encoding.Latin1;
        return [.. File.ReadLines(Path.Combine(sample.Folder, $"{name}-{year}.csv"), encoding)
            .Skip(DeliveryTemplate.Read(source).TitleLines + 1).Select(line => line.Split(';'))];
    }
}
