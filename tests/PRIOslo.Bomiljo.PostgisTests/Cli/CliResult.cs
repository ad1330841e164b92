using System.Text.Json;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>What a run of the command line gave.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON object that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public CliResult Demand(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode}, not {exitCode}.\n{Output}\n{Error}");
        return this;
    }

    /// <summary>One clear message: code, place, remedy; nothing on standard output, no stack trace.</summary>
    public void DemandProblem(int exitCode, string code, string place)
    {
        Demand(exitCode);
        Assert.StartsWith(code + " ", Error, StringComparison.Ordinal);
        Assert.Contains(place, Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.Equal("", Output);
    }
}
