using System.Text.Json;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

public sealed class NeighbourTests
{
    private static readonly GeometryFactory Factory = new();

    [Fact]
    public void Borders_and_corners_make_neighbours_and_slivers_do_not_part_them()
    {
        Geometry[] areas =
        [
            Square(0, 0), Square(100.8, 0), // a gap of 0.8 m
            Square(99.5, 100), // touches one across a border with an overlap, the other by a corner
            Square(500, 500),
            Factory.CreatePolygon(),
        ];

        var neighbours = Contiguity.Queen(areas);

        Assert.Equal([1, 2], neighbours.Of(0).ToArray());
        Assert.Equal([0, 2], neighbours.Of(1).ToArray());
        Assert.True(neighbours.IsIsland(3) && neighbours.IsIsland(4));
        Assert.DoesNotContain(1, Contiguity.Queen(areas, toleranceMetres: 0).Of(0).ToArray());
    }

    [Fact]
    public void Contiguity_of_the_96_delbydeler_is_that_of_geos_and_holds_all_links_of_spdep()
    {
        if (FindShapes() is not { } file)
            return;
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var shapes = GeoJsonReader.Read(json, 4326, "delbydeler").ToDictionary(feature => feature.Properties["kode"], feature => feature.Geometry!);

        var neighbours = Contiguity.Queen([.. ReferenceData.Areas.Texts("code").Select(code => shapes[code])]);

        Assert.Equal(ReferenceData.Areas.Texts("touching"), Enumerable.Range(0, 96).Select(i => string.Join(' ', neighbours.Of(i).ToArray())));
        Assert.All(Enumerable.Range(0, 96), i => Assert.Subset(
            neighbours.Of(i).ToArray().ToHashSet(), ReferenceData.AreaNeighbours.Of(i).ToArray().ToHashSet()));
    }

    [Fact]
    public void Nearest_neighbours_are_those_of_a_plain_search_and_ties_go_to_the_lower_number()
    {
        var random = new SimulatedCounts(5);
        double[] east = [.. Enumerable.Range(0, 400).Select(_ => random.Between(1, 5_000))];
        double[] north = [.. Enumerable.Range(0, 400).Select(_ => random.Between(1, 9_000))];

        var found = NearestNeighbours.Of(east, north, 6);

        for (var i = 0; i < east.Length; i++)
        {
            var plain = Enumerable.Range(0, east.Length).Where(j => j != i)
                .OrderBy(j => Math.Pow(east[j] - east[i], 2) + Math.Pow(north[j] - north[i], 2)).Take(6).Order();
            Assert.Equal(plain, found.Of(i).ToArray());
        }

        Assert.Equal([1], NearestNeighbours.Of([0, 10, 0, -10], [0, 0, 10, 0], 1).Of(0).ToArray());
        Assert.Equal([1, 2], NearestNeighbours.Of([5, 5, 5], [5, 5, 5], 8).Of(0).ToArray());
        Assert.Equal(0, NearestNeighbours.Of([1], [1], 3).Links);
    }

    [Fact]
    public void Lists_that_name_the_area_itself_or_one_twice_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Neighbours([[0]]));
        Assert.Throws<ArgumentException>(() => new Neighbours([[1, 1], []]));
        Assert.Throws<ArgumentException>(() => new Neighbours([[2], []]));
    }

    [Fact]
    public void Conditional_permutation_agrees_with_all_permutations_of_six_values()
    {
        double[] values = [2, 3, 3.2, 5, 8, 7];
        var neighbours = new Neighbours([[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4]]);

        var p = Permutation.Local(values, neighbours, 40_000, seed: 1);

        // The first area's two neighbours (3 and 5): of the ten pairs of the other five, 3 + 3.2 alone is smaller, and 8 give 8 or more (itself too).
        Assert.Equal(0.9, p[0].Greater, 0.01);
        Assert.Equal(0.2, p[0].Less, 0.01);
        Assert.Equal(p, Permutation.Local(values, neighbours, 40_000, seed: 1, threads: 1));
    }

    [Fact]
    public void Global_permutation_agrees_with_the_normal_approximation_on_96_areas()
    {
        var moran = Permutation.Global(ReferenceData.Rates, ReferenceData.AreaNeighbours, centred: true, 20_000, seed: 2);
        var g = Permutation.Global(ReferenceData.Rates, ReferenceData.AreaNeighbours, centred: false, 20_000, seed: 2);

        Assert.True(moran.Greater < 0.002);
        Assert.Equal(GetisOrd.Global(ReferenceData.Rates, ReferenceData.AreaNeighbours).PGreater, g.Greater, 0.02);
    }

    [Fact]
    public void Equal_values_and_islands_have_no_statistic_and_no_class()
    {
        var equal = LocalMoran.Test([3, 3, 3, 3], new Neighbours([[1], [0], [3], [2]]));
        Assert.All(equal, area => Assert.True(double.IsNaN(area.Value)));
        Assert.True(double.IsNaN(GlobalMoran.Test([3, 3, 3, 3], new Neighbours([[1], [0], [3], [2]])).Z));
        Assert.True(double.IsNaN(GetisOrd.Global([1, 2], new Neighbours([[1], [0]])).Value));
        Assert.Equal(
            [LisaClass.HighHigh, LisaClass.HighHigh, LisaClass.LowLow, LisaClass.None],
            LocalMoran.Classes([9, 8, 1, 1], new Neighbours([[1], [0], [3], [2]]), [0.01, 0.05, 0.02, double.NaN]));
    }

    private static Polygon Square(double west, double south) => (Polygon)Factory.ToGeometry(new Envelope(west, west + 100, south, south + 100));

    private static string? FindShapes()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "..", "shared", "geodata", "oslo-delbydeler.geojson");
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}
