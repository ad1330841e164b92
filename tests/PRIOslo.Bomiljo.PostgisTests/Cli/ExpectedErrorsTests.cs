using System.Reflection;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

public sealed class ExpectedErrorsTests
{
    /// <summary>The runtime's own end of an unhandled exception would be 134.</summary>
    [Fact]
    public async Task A_bug_ends_with_exit_code_1()
    {
        var run = Assembly.LoadFrom(Path.Combine(CliProcess.Folder, "PRIOslo.Bomiljo.Cli.dll"))
            .GetType("PRIOslo.Bomiljo.Cli.ExpectedErrors", throwOnError: true)!.GetMethod("RunAsync")!;

        Assert.Equal(1, await RunAsync(() => throw new InvalidOperationException("made up")));
        Assert.Equal(130, await RunAsync(() => throw new OperationCanceledException()));
        Assert.Equal(7, await RunAsync(() => Task.FromResult(7)));

        Task<int> RunAsync(Func<Task<int>> command) => (Task<int>)run.Invoke(null, [command])!;
    }
}
