using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.BrowserTests.Server;

public sealed class ListeningTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://127.1.2.3:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://192.168.1.4:5080", false)]
    [InlineData("http://localhost.example:5080", false)]
    [InlineData("http://127.0.0.1.example:5080", false)]
    [InlineData("ikke en adresse", false)]
    [InlineData("", false)]
    public void Only_this_machine_is_loopback(string url, bool loopback) => Assert.Equal(loopback, Loopback.IsLoopback(url));

    [Fact]
    public async Task Listening_beyond_loopback_is_refused_with_exit_13()
    {
        var (exitCode, log) = await WebProcess.RunAsync("http://127.0.0.1:5999;http://0.0.0.0:5999");
        Assert.Equal(13, exitCode);
        Assert.StartsWith("BOM-801 http://0.0.0.0:5999", log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
    }
}
