using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Suitability.Metrics;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class BuiltUpAreaTests
{
    /// <summary>Every pair is measured, and chains are followed from each building in turn.</summary>
    [Fact]
    public void The_buildings_of_a_built_up_area_are_those_that_measuring_every_pair_finds() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var town = Town.Random(random, 10 + random.Next(120), 200 + random.Next(1500));
        var (shapes, dwellings) = (ShapesOf(town.Select(building => building.Footprint)), town.Select(building => building.Dwellings).ToArray());
        BuildingKinds[] kinds = [.. town.Select(building => building.Kind)];

        BuiltUpArea.Mark(shapes, kinds, dwellings);

        Assert.Equal(Expected(shapes, town), kinds.Select(kind => (kind & BuildingKinds.BuiltUp) != BuildingKinds.None));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(50, true)]
    [InlineData(50.01, false)]
    public void A_gap_of_50_m_still_chains_two_blocks_that_are_large_enough_together(double gap, bool isBuiltUp)
    {
        var shapes = ShapesOf([Rectangle(0, 0, 10, 10), Rectangle(10 + gap, 0, 10, 10)]);
        BuildingKinds[] kinds = [BuildingKinds.Residential, BuildingKinds.Residential];

        BuiltUpArea.Mark(shapes, kinds, [30, 30]);

        Assert.All(kinds, kind => Assert.Equal(isBuiltUp, (kind & BuildingKinds.BuiltUp) != BuildingKinds.None));
    }

    private static bool[] Expected(ShapeArrays shapes, Building[] town)
    {
        var builtUp = new bool[town.Length];
        for (var start = 0; start < town.Length; start++)
        {
            if (town[start].Kind == BuildingKinds.Outbuilding)
                continue;
            var (chain, reached) = (new Queue<int>([start]), new HashSet<int> { start });
            while (chain.TryDequeue(out var building))
            {
                for (var other = 0; other < town.Length; other++)
                {
                    if (town[other].Kind != BuildingKinds.Outbuilding && ShapeDistance.IsWithin(50_000, shapes, building, shapes, other) && reached.Add(other))
                        chain.Enqueue(other);
                }
            }

            builtUp[start] = reached.Sum(building => town[building].Dwellings) >= 60;
        }

        return builtUp;
    }
}
