using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PRIOslo.Bomiljo.PostgisTests.Cli;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("demo")]
public class ServeTests(DemoCity city)
{
    [PostgisFact]
    public async Task A_signal_ends_serve_and_the_web_program_with_it()
    {
        foreach (var signal in new[] { "TERM", "INT" })
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
            using var serve = CliProcess.Start(CliProcess.Home(city.Home), "serve", "--urls", address);
            Assert.True(await AnswersAsync(address, TimeSpan.FromSeconds(40)), "The page did not come up.");

            using (Process.Start("kill", [$"-{signal}", serve.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                var ended = Stopwatch.StartNew();
                var result = await CliProcess.EndAsync(serve);

                Assert.InRange(ended.Elapsed.TotalSeconds, 0, 10);
                Assert.Equal(0, result.ExitCode);
                Assert.False(await AnswersAsync(address, TimeSpan.Zero), "The web program is still there.");
            }
        }
    }

    [PostgisFact]
    public async Task A_port_in_use_gives_the_web_programs_message_and_exit_code()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var result = await CliProcess.RunAsync(city.Home, "serve", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("BOM-803 ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(string address, TimeSpan limit)
    {
        using var client = new HttpClient();
        var waited = Stopwatch.StartNew();
        do
        {
            try
            {
                return (await client.GetAsync(new Uri(address + "/helse/lever"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        while (waited.Elapsed < limit);
        return false;
    }
}
