using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Tests.Geography;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class CoordinateCheckTests
{
    private static readonly DelbydelLocator City = new([(DelbydelCode.Parse("0101"), Shapes.Box(580_000, 6_625_000, 625_000, 6_670_000))]);

    [Theory]
    [InlineData(25833)]
    [InlineData(3857)]
    [InlineData(5110)]
    [InlineData(27393)]
    [InlineData(4326)]
    public void Points_in_another_system_stop_the_delivery_with_the_likely_one(int written)
    {
        var transform = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, written);
        var check = new CoordinateCheck(CoordinateTransform.StorageEpsg, "a.csv", City);
        for (var at = 0; at < 20; at++)
        {
            var (x, y) = transform.Apply(595_000 + (at * 300), 6_640_000 + (at * 200));
            check.Add((x, y), City.Locate(x, y));
        }

        Assert.Contains($"they are likely EPSG:{written}.", Problem.Thrown("BOM-306", "a.csv", check.Demand).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(25832, 25832)]
    [InlineData(25833, 25832)]
    [InlineData(4326, 4326)]
    [InlineData(4258, 4258)]
    [InlineData(3857, 25832)]
    [InlineData(25832, 4326)]
    [InlineData(25833, 4326)]
    [InlineData(5110, 5110)]
    [InlineData(27393, 27393)]
    public void Exchanged_columns_stop_the_delivery_and_are_named_as_the_likely_cause(int declared, int written)
    {
        var read = CoordinateTransform.Create(declared, CoordinateTransform.StorageEpsg);
        var transform = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, written);
        var check = new CoordinateCheck(declared, "a.csv", City);
        for (var at = 0; at < 20; at++)
        {
            var (x, y) = transform.Apply(595_000 + (at * 300), 6_640_000 + (at * 200));
            var (east, north) = read.Apply(y, x);
            check.Add((y, x), City.Locate(east, north));
        }

        Assert.Contains($"they are likely EPSG:{written} with east and north exchanged.", Problem.Thrown("BOM-306", "a.csv", check.Demand).Message, StringComparison.Ordinal);
    }

    /// <summary>Points inside, points outside after them, and what is said: nothing, a warning or a refusal.</summary>
    [Theory]
    [InlineData(100, 5, "")]
    [InlineData(100, 6, "points-outside")]
    [InlineData(2, 1, "points-outside")]
    [InlineData(1_100, 900, "points-outside")]
    [InlineData(1_100, 1_200, "BOM-306")]
    public void The_whole_file_is_looked_at(int inside, int outside, string expected)
    {
        var transform = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 25833);
        var check = new CoordinateCheck(CoordinateTransform.StorageEpsg, "a.csv", City);
        for (var at = 0; at < inside + outside; at++)
        {
            var (x, y) = at < inside ? (595_000.0, 6_640_000.0) : transform.Apply(595_000, 6_640_000);
            check.Add((x, y), City.Locate(x, y));
        }

        if (expected == "BOM-306")
        {
            Assert.Contains("likely EPSG:25833", Problem.Thrown("BOM-306", "a.csv", check.Demand).Message, StringComparison.Ordinal);
            return;
        }

        check.Demand();
        Assert.Equal(expected, check.Warning()?.Kind ?? "");
    }
}
