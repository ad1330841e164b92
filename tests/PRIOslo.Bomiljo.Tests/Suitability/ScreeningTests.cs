using System.Text;
using System.Text.Json;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public sealed class ScreeningTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("site;east;north\nA;597000,5;6642000,25\n")]
    [InlineData("\uFEFFsite,east,north\r\nA,597000.5,6642000.25\r\n")]
    [InlineData("Site;Note;North;East\nA;x;6642000.25;597000.5")]
    public async Task Sites_are_read_with_either_separator_and_decimal_mark(string text)
    {
        var site = Assert.Single((await ReadAsync(text)).Sites);

        Assert.Equal(("A", 597000.5, 6642000.25), (site.Id, site.Geometry.Coordinate.X, site.Geometry.Coordinate.Y));
        Assert.Equal((null, null), (site.Group, site.Units));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("500", true)]
    [InlineData("501", false)]
    [InlineData("99999", false)]
    [InlineData("0", false)]
    public async Task A_file_takes_as_many_homes_at_a_site_as_the_check_of_one_does(string units, bool isTaken)
    {
        var table = await ReadAsync($"site;east;north;units\nA;597000;6642000;{units}\n");
        var map = await ReadAsync($$"""{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "A", "properties": { "units": {{units}} }, "geometry": {"type": "Point", "coordinates": [10.7522, 59.9139] } }]}""");

        foreach (var file in new[] { table, map })
        {
            Assert.Equal(isTaken ? 1 : 0, file.Sites.Count);
            Assert.Equal(isTaken ? [] : ["this is not a whole number from 1 to 500."], file.Problems.Select(problem => problem.What));
        }
    }

    [Theory]
    [InlineData("A 5, A 6", "")] // one home listed for two groups: the group tells the two apart
    [InlineData("A 5, A 5", "SameName 2 1,2; SamePlace 2 1,2")]
    [InlineData("A 5, A -", "SameName 2 1,2; SamePlace 2 1,2")] // without a group it is judged for all
    [InlineData("A 5, A 6, A 6", "SameName 2 2,3; SamePlace 3 1,2")]
    [InlineData("A 5, A 6, B 5", "SamePlace 2 1,3")]
    [InlineData("A 5, B 6", "SamePlace 2 1,2")]
    public void Sites_share_a_name_where_the_group_does_not_tell_them_apart_and_a_place_where_they_are_not_one_home(string listed, string told)
    {
        var sites = listed.Split(", ").Select((row, n) => row.Split(' ') is [var id, var group]
            ? new Site(id, PointAt(0, 0), GroupCode.TryParse(group, out var code) ? code : null, Line: n + 1) : null!).ToArray();

        Assert.Equal(told, string.Join("; ", SharedSites.Of(sites).Select(some => $"{some.Kind} {some.Sites} {string.Join(',', some.FirstLines)}")));
    }

    [Fact]
    public async Task Degrees_addresses_groups_and_units_are_understood()
    {
        var degrees = Assert.Single((await ReadAsync("site,lon,lat,group,units\nA,10.7522,59.9139,som-5-7,8\n")).Sites);
        Assert.InRange(degrees.Geometry.Coordinate.X, 597_900, 598_100);
        Assert.InRange(degrees.Geometry.Coordinate.Y, 6_642_800, 6_643_200);
        Assert.Equal(("som-5-7", 8), (degrees.Group.ToString(), degrees.Units));

        var file = await ReadAsync("site;address\nA;Storgata 1\nB;Ingenting 2\n");
        Assert.Equal(597_000, Assert.Single(file.Sites).Geometry.Coordinate.X);
        var problem = Assert.Single(file.Problems);
        Assert.Equal((702, 3, "address"), (problem.Code.Number, problem.Line, problem.Column));
    }

    [Fact]
    public async Task Each_wrong_row_is_told_with_line_and_column_and_the_others_are_read()
    {
        var file = await ReadAsync(
            """
            site;east;north;group;units
            A;597000;6642000;;
            ;597000;6642000;;
            C;x;6642000;;
            D;597000;NaN;;
            E;10,75;59,91;;
            F;597000;6642000;8;
            G;597000;6642000;3;0
            H;597000;6642000
            I;597000;6642000;3;10
            J;6642000;597000;3;10
            """);

        Assert.Equal(["A", "I"], file.Sites.Select(site => site.Id));
        Assert.Equal(
            ["3 site", "4 east", "5 north", "6 east", "7 group", "8 units", "9 site", "11 east"],
            file.Problems.Select(problem => $"{problem.Line} {problem.Column}"));
        Assert.All(file.Problems, problem => Assert.Equal(ProblemCode.BadSites, problem.Code));
        Assert.Contains("changed places", file.Problems[^1].What, StringComparison.Ordinal);
        Assert.Contains("changed places", Assert.Single((await ReadAsync("site,lon,lat\nA,59.9139,10.7522\n")).Problems).What, StringComparison.Ordinal);
        Assert.All(file.Problems, problem => Assert.DoesNotContain("10,75", problem.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name;east;north\nA;1;2\n", 701)]
    [InlineData("site;east\nA;1\n", 701)]
    [InlineData("site;east;north;EAST\nA;1;2;3\n", 701)]
    [InlineData("{ \"type\": \"FeatureCollection\" }", 701)]
    [InlineData("{ not json", 701)]
    [InlineData("{ \"crs\": { \"properties\": { \"name\": \"EPSG:2056\" } }, \"features\": [] }", 504)]
    [InlineData(" \n", 304)]
    [InlineData("site;east;north\nA;1;\0", 305)]
    public async Task A_file_with_a_wrong_frame_is_refused(string text, int code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(text))).Code.Number);

    [Fact]
    public async Task A_file_that_is_not_UTF_8_is_refused()
    {
        await File.WriteAllBytesAsync(_file, Encoding.Latin1.GetBytes("site;east;north\nLøren;1;2\n"));

        Assert.Equal(301, (await Assert.ThrowsAsync<ProblemException>(() => SiteFile.ReadAsync(_file, FindAsync, default))).Code.Number);
    }

    [Theory]
    [InlineData("\"id\": \"7\", \"properties\": {}")]
    [InlineData("\"properties\": { \"site\": \"7\" }")]
    [InlineData("\"properties\": { \"id\": 7 }")]
    public async Task A_feature_has_its_name_beside_its_properties_or_among_them(string named)
    {
        var file = await ReadAsync($$"""
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", {{named}}, "geometry": { "type": "Point", "coordinates": [10.7, 59.9] } }] }
            """);

        Assert.Equal("7", Assert.Single(file.Sites).Id);
    }

    [Fact]
    public async Task GeoJSON_points_and_plots_are_read_in_the_system_that_the_file_names()
    {
        var file = await ReadAsync(
            """
            { "type": "FeatureCollection", "crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::25832" } },
              "features": [
              { "type": "Feature", "id": 7, "properties": { "group": 4 }, "geometry": { "type": "Point", "coordinates": [597000, 6642000] } },
              { "type": "Feature", "properties": { "site": "Tomt" }, "geometry": { "type": "Polygon", "coordinates":
                [[[597000, 6642000], [597100, 6642000], [597100, 6642100], [597000, 6642000]]] } },
              { "type": "Feature", "id": "knute", "properties": null, "geometry": { "type": "Polygon", "coordinates":
                [[[597000, 6642000], [597100, 6642100], [597100, 6642000], [597000, 6642100], [597000, 6642000]]] } },
              { "type": "Feature", "id": "vei", "properties": null, "geometry": { "type": "LineString", "coordinates": [[597000, 6642000], [597001, 6642000]] } },
              { "type": "Feature", "id": "tom", "properties": null, "geometry": null },
              { "type": "Feature", "properties": {}, "geometry": { "type": "Point", "coordinates": [597000, 6642000] } } ] }
            """);

        Assert.Equal(["7", "Tomt"], file.Sites.Select(site => site.Id));
        Assert.Equal(("4", 5000), (file.Sites[0].Group.ToString(), file.Sites[1].Geometry.Area));
        Assert.Equal(["3 geometry", "4 geometry", "5 geometry", "6 id"], file.Problems.Select(problem => $"{problem.Line} {problem.Column}"));
    }

    [Fact]
    public void CSV_has_a_byte_order_mark_semicolons_decimal_commas_and_one_row_a_site_and_group()
    {
        var bytes = Written(ScreeningFormat.Csv);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "site;east;north;delbydel;group;verdict;score;reasons;dwellings_25m;dwellings_50m;dwellings_100m;dwellings_200m;"
            + "residential_share_200m;nearest_dwelling_m;nearest_building_m;nearest_business_m;nearest_school_m;nearest_kindergarten_m;"
            + string.Join(';', MetricDefinition.All.Skip(10).Select(metric => metric.Name)) + ";units;rank;rules_known;rules_deciding;override_verdict;override_by;override_reason;override_date;override_units",
            lines[0]);
        Assert.StartsWith(
            "\"'=Tomt\";597000,5;6642000;0101;6;inspect;70;shielded-nearest-dwelling partly: 60,5 m, at-least 100 m [assumption]"
            + " | shielded-near-business unknown: layer-missing, at-most 100 m [assumption] | shielded-line-of-sight unknown: layer-missing, at-most 0 share [assumption]"
            + " | outside-marka unknown: layer-missing, at-most 0,01 share [law] | plan-purpose unknown: layer-missing, at-most 0,01 share [law]"
            + " | units-at-least met: 8 homes, at-least 6 homes [assumption] | units-at-most met: 8 homes, at-most 10 homes [assumption] | unknown: plot-holds-six (no-plot), ",
            lines[1], StringComparison.Ordinal);
        Assert.Contains(", steepness (layer-missing), cultivated-land (layer-missing), water-or-bog (layer-missing);0;0;4;4;1;60,5;60,5;;;;60,5;60,5;1;;", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(";8;2;3;18;;;;;", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void GeoJSON_is_in_degrees_and_gives_null_for_the_unknown()
    {
        var features = JsonDocument.Parse(Written(ScreeningFormat.GeoJson)).RootElement.GetProperty("features");

        Assert.Equal(2, features.GetArrayLength());
        Assert.InRange(features[0].GetProperty("geometry").GetProperty("coordinates")[1].GetDouble(), 59.8, 60.0);
        var properties = features[0].GetProperty("properties");
        Assert.Equal("inspect", properties.GetProperty("verdict").GetString());
        Assert.Equal(60.5, properties.GetProperty("nearest_dwelling_m").GetDouble());
        Assert.Equal(JsonValueKind.Null, properties.GetProperty("nearest_school_m").ValueKind);
    }

    [Fact]
    public async Task A_plot_written_as_GeoJSON_reads_back_at_the_same_place()
    {
        var site = new Site("Tomt", Rectangle(0, 0, 80, 40));
        using (var stream = File.Create(_file))
            ScreeningWriter.Write(stream, ScreeningFormat.GeoJson, Screen([site], [GroupCode.All[3]]));

        var read = Assert.Single((await SiteFile.ReadAsync(_file, FindAsync, default)).Sites);

        Assert.InRange(site.Geometry.EnvelopeInternal.MinX - read.Geometry.EnvelopeInternal.MinX, -0.02, 0.02);
        Assert.InRange(read.Geometry.Area, 3198, 3202);
    }

    [Fact]
    public void A_grid_becomes_one_square_a_cell_with_a_verdict_and_a_score_for_each_group()
    {
        var result = Screen([new Site("1", PointAt(50, 50)), new Site("2", PointAt(150, 50))], [GroupCode.All[2], GroupCode.All[6]]);
        using var stream = new MemoryStream();
        ScreeningWriter.Write(stream, ScreeningFormat.GeoJson, result, gridMetres: 100);

        var features = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("features");
        Assert.Equal(2, features.GetArrayLength());
        var (first, second) = (Ring(features[0]), Ring(features[1]));
        Assert.Equal(5, first.Length);
        Assert.Equal(first[0], first[4]);
        Assert.True(first[0].Longitude < first[1].Longitude && first[1].Latitude < first[2].Latitude);
        Assert.Equal((first[1], first[2]), (second[0], second[3])); // neighbours share their side
        var properties = features[0].GetProperty("properties");
        Assert.Equal(JsonNamingPolicy.KebabCaseLower.ConvertName($"{result.Verdict(0, 0)}"), properties.GetProperty("verdict_3").GetString());
        Assert.Equal(JsonNamingPolicy.KebabCaseLower.ConvertName($"{result.Verdict(0, 1)}"), properties.GetProperty("verdict_7").GetString());
        Assert.True(properties.TryGetProperty("score_7", out _));

        static (double Longitude, double Latitude)[] Ring(JsonElement feature) =>
            [.. feature.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))];
    }

    [Fact]
    public async Task A_home_without_a_group_is_told_by_its_line()
    {
        await File.WriteAllTextAsync(_file, "site;east;north;group\nA;597000;6642000;3\nB;597001;6642000;\nC;597002;6642000;7\n");
        var csv = (await SiteFile.ReadAsync(_file, FindAsync, default)).WithGroupOnly();
        Assert.Equal(["A", "C"], csv.Sites.Select(site => site.Id));
        Assert.Equal((3, "group"), csv.Problems.Select(problem => (problem.Line, problem.Column)).Single());

        await File.WriteAllTextAsync(_file, """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "geometry": {"type": "Point", "coordinates": [10.7, 59.9]}, "properties": {"site": "A", "group": "3"}},
              {"type": "Feature", "geometry": {"type": "Point", "coordinates": [10.7, 59.9]}, "properties": {"site": "B"}}]}
            """);
        Assert.Equal(2, (await SiteFile.ReadAsync(_file, FindAsync, default)).WithGroupOnly().Problems.Single().Line);
    }

    [Fact]
    public void JSON_holds_one_report_a_site()
    {
        var sites = JsonDocument.Parse(Written(ScreeningFormat.Json)).RootElement.GetProperty("sites");

        Assert.Equal(2, sites.GetArrayLength());
        Assert.Equal("=Tomt", sites[0].GetProperty("site").GetString());
    }

    [Fact]
    public void A_result_that_cannot_be_written_is_told_and_leaves_nothing_behind()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var problem = Assert.Throws<ProblemException>(() =>
            ScreeningWriter.Write(Path.Combine(folder, "ut.csv"), ScreeningFormat.Csv, Screen([], [])));

        Assert.Equal(ProblemCode.CannotWriteFile, problem.Code);
        Assert.False(Directory.Exists(folder));
    }

    public void Dispose() => File.Delete(_file);

    private static byte[] Written(ScreeningFormat format)
    {
        Site[] sites = [new("=Tomt", PointAt(0.5, 0), Units: 8), new("B", PointAt(900, 900))];
        using var stream = new MemoryStream();
        ScreeningWriter.Write(stream, format, Screen(sites, [GroupCode.All[5]]));
        return stream.ToArray();
    }

    private static ScreeningResult Screen(Site[] sites, IReadOnlyList<GroupCode> groups) => ScreeningRun.Run(
        sites,
        InOneDelbydel(Layers(LayerOf(new Building(PointAt(61, 0), BuildingKinds.Residential, 4)))),
        RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json")),
        groups);

    private static Task<SitePoint> FindAsync(string address, CancellationToken cancel) => address == "Storgata 1"
        ? Task.FromResult(new SitePoint(address, East, North))
        : throw new ProblemException(ProblemCode.AddressNotFound, "address", "not there.", "Look again.");

    private async Task<SiteFile> ReadAsync(string text)
    {
        await File.WriteAllTextAsync(_file, text);
        return await SiteFile.ReadAsync(_file, FindAsync, default);
    }
}
