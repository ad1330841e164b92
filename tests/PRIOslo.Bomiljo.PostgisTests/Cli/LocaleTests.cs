namespace PRIOslo.Bomiljo.PostgisTests.Cli;

[Collection("postgis")]
public sealed class LocaleTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Numbers_and_dates_are_written_and_read_the_same_whatever_the_machines_language()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var expected = await CheckAsync("C");

        foreach (var language in new[] { "nb_NO.UTF-8", "de_DE.UTF-8", "ar_SA.UTF-8" })
            Assert.Equal(expected, await CheckAsync(language));

        async Task<string> CheckAsync(string language)
        {
            var environment = new Dictionary<string, string?>(CliProcess.EnvironmentOf(database), StringComparer.Ordinal) { ["LC_ALL"] = language };
            return (await CliProcess.RunAsync(environment, "site", "check", "--lon", "10.7390", "--lat", "59.9140")).Demand(0).Output;
        }
    }
}
