using System.Net;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

[Collection("signed city")]
public sealed class ForgedCallbackTests(SignedCity city)
{
    private const int Callbacks = 10_000;
    private const long MostGrowthBytes = 150L << 20;

    [BrowserFact]
    public async Task Ten_thousand_forged_and_replayed_callbacks_sign_nobody_in_and_take_no_memory()
    {
        using var visitor = new Visitor(city.Address);
        using (await visitor.SignInAsync("leser"))
        {
        }

        var used = visitor.Callback!.Query;
        var before = city.Served.MemoryBytes;
        var sessions = await city.Served.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'sign-in'");
        var seen = new System.Collections.Concurrent.ConcurrentBag<(HttpStatusCode Status, bool SetsSession)>();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = city.Address };
        await Parallel.ForEachAsync(Enumerable.Range(0, Callbacks), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, cancel) =>
        {
            using var request = new HttpRequestMessage(n % 50 == 0 ? HttpMethod.Post : HttpMethod.Get, "/logg-inn/svar" + Forge(n, used));
            request.Headers.Add("Cookie", FormattableString.Invariant($"bomiljo-sign-in-{n}=N; bomiljo={n}"));
            using var response = await client.SendAsync(request, cancel);
            seen.Add((response.StatusCode, response.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.Any(cookie => cookie.StartsWith("bomiljo=", StringComparison.Ordinal) && !cookie.StartsWith("bomiljo=;", StringComparison.Ordinal))));
        });

        Assert.Equal(Callbacks, seen.Count);
        Assert.All(seen, answer => Assert.Equal((HttpStatusCode.BadRequest, false), answer));
        Assert.Equal(sessions, await city.Served.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'sign-in'"));
        Assert.InRange(city.Served.MemoryBytes - before, long.MinValue, MostGrowthBytes);
        Assert.Equal(HttpStatusCode.OK, (await visitor.ReadAsync("/")).Status);
    }

    private static string Forge(int n, string used) => (n % 6) switch
    {
        0 => used,
        1 => FormattableString.Invariant($"?code={n}&state={Guid.NewGuid():N}"),
        2 => "",
        3 => $"?code=x&state={new string('A', 43)}",
        4 => $"{used}&state=other",
        _ => FormattableString.Invariant($"?error=server_error&error_description=x&state={n}"),
    };
}
