namespace PRIOslo.Bomiljo.PostgisTests.Cli;

public sealed class HelpTests
{
    [Theory]
    [InlineData("measure break", "bomiljo measure break <NAME> <YEAR> [options]")]
    [InlineData("measure decision", "bomiljo measure decision <SOURCE> <YEAR> [options]")]
    [InlineData("measure freeze", "bomiljo measure freeze <YEAR> [options]")]
    [InlineData("import check", "bomiljo import check <FOLDER> [options]")]
    [InlineData("measure", "bomiljo measure <YEAR> [command] [options]")]
    public async Task A_verbs_usage_is_what_one_types(string verb, string usage)
    {
        var help = await CliProcess.RunAsync(new Dictionary<string, string?>(StringComparer.Ordinal), [.. verb.Split(' '), "--help"]);

        Assert.Equal(0, help.ExitCode);
        Assert.Contains($"\n  {usage}\n", help.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
