using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.BrowserTests.Server;

public sealed class ShownReleasesTests
{
    [Fact]
    public void Another_program_gives_the_same_releases_another_stamp()
    {
        IReadOnlyList<PublishedRelease> releases = [new(2023, 1, DateTimeOffset.UnixEpoch, Provisional: false, Approximate: false, Cells: 1, Suppressed: 0)];

        var (one, same, other) = (ShownReleases.Of(releases, "1.0.0"), ShownReleases.Of([.. releases], "1.0.0"), ShownReleases.Of(releases, "1.0.1"));

        Assert.Equal(one.Stamp, same.Stamp);
        Assert.NotEqual(one.Stamp, other.Stamp);
    }
}
