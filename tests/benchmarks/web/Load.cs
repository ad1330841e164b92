#:property PublishAot=false

// Asks the web server as many clients at once: dotnet run -c Release Load.cs -- ADDRESS CLIENTS SECONDS PAUSE_MS MIX SERVER_PID
// MIX is all (a third each of pages, tiles and features) or tile (one warm tile). Each client asks, reads the answer to its end, waits
// for the pause, and asks again. Prints one line a kind: requests, errors, median, p99 and largest milliseconds; then the server's
// processor time, and its memory at the start, at each quarter of the time, and at the end.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

var (address, clients, seconds, pause) = (new Uri(args[0]), Int(1), Int(2), Int(3));
var server = Int(5);
using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) };
using var http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
var requests = await RequestsAsync(args[4]);
http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
var taken = new ConcurrentBag<(string Kind, double Milliseconds, bool Good)>();
// Everything once, so that what is measured is the running server.
foreach (var (_, path) in requests)
    await AskAsync(path);
using var process = Process.GetProcessById(server);
var before = process.TotalProcessorTime;
var started = Stopwatch.StartNew();
var load = Enumerable.Range(0, clients).Select(number => Task.Run(() => ClientAsync(number))).ToArray();
// At the start, each quarter and the end.
var memory = new List<double> { Megabytes() };
while (memory.Count < 4)
{
    var quarter = TimeSpan.FromSeconds(seconds * memory.Count / 4.0) - started.Elapsed;
    await Task.Delay(quarter > TimeSpan.Zero ? quarter : TimeSpan.Zero);
    memory.Add(Megabytes());
}

await Task.WhenAll(load);
memory.Add(Megabytes());
var elapsed = started.Elapsed.TotalSeconds;

Console.WriteLine($"{"kind",-10}{"requests",10}{"per s",9}{"errors",8}{"p50 ms",9}{"p99 ms",9}{"max ms",9}");
foreach (var kind in taken.GroupBy(one => one.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Append<IEnumerable<(string Kind, double Milliseconds, bool Good)>>(taken))
{
    double[] sorted = [.. kind.Select(one => one.Milliseconds).Order()];
    var name = ReferenceEquals(kind, taken) ? "all" : kind.First().Kind;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-10}{sorted.Length,10}{sorted.Length / elapsed,9:0}{kind.Count(one => !one.Good),8}{At(sorted, .5),9:0.00}{At(sorted, .99),9:0.00}{sorted[^1],9:0.00}"));
}

process.Refresh();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"server's processor time: {(process.TotalProcessorTime - before).TotalMilliseconds / taken.Count:0.00} ms a request (without the database's)"));
Console.WriteLine($"{"second",-22}{string.Concat(memory.Select((_, quarter) => string.Create(CultureInfo.InvariantCulture, $"{seconds * quarter / 4.0,7:0}")))}");
Console.WriteLine($"{"server's memory, MB",-22}{string.Concat(memory.Select(megabytes => string.Create(CultureInfo.InvariantCulture, $"{megabytes,7:0}")))}");

async Task ClientAsync(int number)
{
    var random = new Random(number);
    if (pause > 0)
        await Task.Delay(random.Next(pause));
    while (started.Elapsed.TotalSeconds < seconds)
    {
        var (kind, path) = requests[random.Next(requests.Count)];
        var watch = Stopwatch.GetTimestamp();
        var good = await AskAsync(path);
        taken.Add((kind, Stopwatch.GetElapsedTime(watch).TotalMilliseconds, good));
        if (pause > 0)
            await Task.Delay(pause);
    }
}

async Task<bool> AskAsync(string path)
{
    try
    {
        using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        return response.IsSuccessStatusCode;
    }
    catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
    {
        return false;
    }
}

// As many of each kind, so that each is asked for as often.
async Task<List<(string Kind, string Path)>> RequestsAsync(string mix)
{
    using var description = JsonDocument.Parse(await http.GetStringAsync("/tiles/tiles.json?theme=brann"));
    var template = new Uri(description.RootElement.GetProperty("tiles")[0].GetString()!.Replace("{z}", "Z", StringComparison.Ordinal)
        .Replace("{x}", "X", StringComparison.Ordinal).Replace("{y}", "Y", StringComparison.Ordinal)).PathAndQuery;
    if (mix == "tile")
        return [("tile", Tile(11, 1085, 595))];
    string[] themes = ["total", "brann", "forsopling", "trygghet"];
    var list = new List<(string, string)>();
    for (var n = 0; n < 24; n++)
    {
        var (theme, year) = (themes[n % 4], 2020 + n % 5);
        list.Add(("page", n % 8 == 7 ? "/metode" : $"/?tema={theme}&aar={year}&niva={(n % 3 == 0 ? "bydel" : "delbydel")}"));
        list.Add(("tile", Tile(10 + n % 4, (542 << (n % 4)) + n % 3, (297 << (n % 4)) + n % 5)));
        list.Add(("features", $"/ogc/collections/delbydel/items?year={year}&theme={theme}&limit={(n % 2 == 0 ? 100 : 20)}"));
    }

    return list;

    string Tile(int zoom, int column, int row) => template.Replace("Z/X/Y", $"{zoom}/{column}/{row}", StringComparison.Ordinal);
}

double Megabytes() => double.Parse(File.ReadLines($"/proc/{server}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(share * sorted.Length) - 1)];

int Int(int place) => int.Parse(args[place], CultureInfo.InvariantCulture);
