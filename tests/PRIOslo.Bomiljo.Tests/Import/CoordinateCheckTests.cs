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
}
