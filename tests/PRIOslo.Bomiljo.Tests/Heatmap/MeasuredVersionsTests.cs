using PRIOslo.Bomiljo.Heatmap.Looks;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class MeasuredVersionsTests
{
    private static readonly IReadOnlyList<MeasuredVersion> Versions = [Of(2024, 1), Of(2023, 3), Of(2023, 1)];

    [Theory]
    [InlineData(null, null, "2024 1")]
    [InlineData(2023, null, "2023 3")]
    [InlineData(2023, 3, "2023 3")]
    [InlineData(2023, 1, "2023 1, newer 3")]
    [InlineData(2023, 2, null)]
    [InlineData(2022, null, null)]
    [InlineData(null, 2, null)]
    public void The_newest_is_meant_where_no_version_is_named(int? year, int? version, string? expected) =>
        Assert.Equal(expected, MeasuredVersions.Choose(Versions, year, version) is { } chosen
            ? $"{chosen.Shown.Year} {chosen.Shown.Version}{(chosen.Newer is { } newer ? $", newer {newer.Version}" : "")}"
            : null);

    [Theory]
    [InlineData(1, null, null)]
    [InlineData(2, null, 1)]
    [InlineData(3, null, 1)]
    public void An_earlier_version_that_readers_see_is_not_newer(int version, int? newer, int? seen)
    {
        IReadOnlyList<MeasuredVersion> decidedFirst = [Of(2023, 1), Of(2023, 3), Of(2023, 2)];

        var chosen = MeasuredVersions.Choose(decidedFirst, 2023, version)!;

        Assert.Equal((version, newer, seen), (chosen.Shown.Version, chosen.Newer?.Version, chosen.Seen?.Version));
    }

    private static MeasuredVersion Of(int year, int version) => new(year, version, DateTimeOffset.UnixEpoch, null, null, null, null);
}
