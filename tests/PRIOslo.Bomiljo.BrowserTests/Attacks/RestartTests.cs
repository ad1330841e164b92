using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.Attacks;

[Collection("signed city")]
public sealed class RestartTests(SignedCity city)
{
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(5);

    [BrowserFact]
    public async Task A_database_killed_under_load_gives_errors_for_five_seconds_at_most_and_needs_no_restart()
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, "planlegger");
        var answers = new ConcurrentQueue<(TimeSpan At, HttpStatusCode Status)>();
        using var stop = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        string[] paths = ["/?tema=brann&aar=2023", "/kart/omrader.geojson?tema=brann&aar=2023&niva=bydel", "/sted?lon=10.75&lat=59.91"];
        var load = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            for (var round = n; !stop.IsCancellationRequested; round++)
            {
                using var response = await visitor.GetAsync(paths[round % paths.Length]);
                answers.Enqueue((clock.Elapsed, response.StatusCode));
            }
        })).ToList();

        await Task.Delay(TimeSpan.FromSeconds(2));
        var killed = clock.Elapsed;
        await city.Served.KillDatabaseAsync();
        await city.Served.Cluster.StartAsync(default);
        var back = clock.Elapsed;
        await Task.Delay(LongestOutage + TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.Status}"));
        Assert.Contains(answers, answer => answer.At < killed && answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.At < killed || answer.At > back + LongestOutage), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Contains(answers, answer => answer.At > back + LongestOutage);
    }
}
