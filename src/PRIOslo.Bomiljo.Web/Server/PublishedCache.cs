using System.Collections.Concurrent;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>The releases that are shown.</summary>
/// <param name="Stamp">16 hexadecimal digits; others as soon as anything is published, published anew or taken back, or another version of the
/// program writes what is made of it.</param>
public sealed record ShownReleases(IReadOnlyList<PublishedRelease> Releases, string Stamp)
{
    /// <param name="programVersion">Of the program that writes the answers.</param>
    public static ShownReleases Of(IReadOnlyList<PublishedRelease> releases, string programVersion)
    {
        var text = string.Join(';', releases.Select(r => FormattableString.Invariant($"{r.Year}.{r.Version}@{r.PublishedAt.UtcTicks}")).Prepend(programVersion));
        return new(releases, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
    }
}

/// <summary>What was read from the published tables, kept in memory for as long as the same releases are shown.</summary>
/// <remarks>Read in the name of a viewer, so that it may be given to everybody who may see anything. A release never changes
/// without a new time of publishing; who publishes is seen after <see cref="Recheck"/> at the latest. Several who ask for the same
/// at once wait for one reading.</remarks>
public sealed class PublishedCache(WebDatabase database, TimeProvider clock) : IDisposable
{
    /// <summary>What the memory holds at most; above it the longest unused goes.</summary>
    public const long CapacityBytes = 96L * 1024 * 1024;

    /// <summary>How old the knowledge of what is shown may be.</summary>
    public static TimeSpan Recheck { get; } = TimeSpan.FromSeconds(1);

    // More at once would not be read sooner, and whoever asks for something else waits for a connection less long.
    private const int ReadingsAtOnce = 8;
    private const int EntryBytes = 512; // bookkeeping, about
    private static readonly Person Viewer = new("published", Role.Viewer, Bydeler: [], Projects: []);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = CapacityBytes });
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _underWay = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _readings = new(ReadingsAtOnce);
    private readonly Lock _gate = new();
    private Task<ShownReleases>? _shown;
    private long _shownAt;

    /// <summary>The shown releases. Where there are none, the next who asks looks again.</summary>
    public Task<ShownReleases> ShownAsync(CancellationToken cancel)
    {
        Task<ShownReleases> shown;
        lock (_gate)
        {
            if (_shown is null || (_shown.IsCompleted && IsOver(_shown)))
                (_shown, _shownAt) = (ReadShownAsync(), clock.GetTimestamp());
            shown = _shown;
        }

        return shown.IsCompletedSuccessfully ? shown : shown.WaitAsync(cancel);
    }

    /// <summary>What <paramref name="read"/> gives, from memory if it has been read since the last release.</summary>
    /// <param name="key">Names what is read; keys of different kinds begin differently.</param>
    /// <param name="read">Reads it; what it throws is thrown here and not kept.</param>
    /// <param name="bytes">About how much memory it takes.</param>
    public Task<T> GetAsync<T>(
        string key, Func<NpgsqlConnection, ShownReleases, CancellationToken, Task<T>> read, Func<T, long> bytes, CancellationToken cancel)
        where T : class =>
        MakeAsync(key, shown => ReadAsync(shown, read), bytes, cancel);

    /// <summary>The same for what is made without asking the database.</summary>
    public async Task<T> MakeAsync<T>(string key, Func<ShownReleases, Task<T>> make, Func<T, long> bytes, CancellationToken cancel)
        where T : class
    {
        var shown = await ShownAsync(cancel);
        var full = $"{shown.Stamp} {key}";
        if (_kept.TryGetValue(full, out T? known))
            return known!;
        var reading = _underWay.GetOrAdd(full, _ => new Lazy<Task<object>>(() => KeepAsync(full, shown, make, bytes)));
        return (T)await reading.Value.WaitAsync(cancel);
    }

    public void Dispose()
    {
        _kept.Dispose();
        _readings.Dispose();
    }

    private bool IsOver(Task<ShownReleases> shown) =>
        !shown.IsCompletedSuccessfully || shown.Result.Releases.Count == 0 || clock.GetElapsedTime(_shownAt) > Recheck;

    private async Task<ShownReleases> ReadShownAsync()
    {
        await using var session = await database.OpenAsync(Viewer, CancellationToken.None);
        return ShownReleases.Of(await new PublishedReader(session.Connection).ReleasesAsync(CancellationToken.None), Measurement.ProgramVersion);
    }

    // Nobody's own request ends a reading that others wait for; the driver's time limit does.
    private async Task<T> ReadAsync<T>(ShownReleases shown, Func<NpgsqlConnection, ShownReleases, CancellationToken, Task<T>> read)
    {
        await _readings.WaitAsync();
        try
        {
            await using var session = await database.OpenAsync(Viewer, IsolationLevel.RepeatableRead, CancellationToken.None); // one reading is of one moment
            return await read(session.Connection, shown, CancellationToken.None);
        }
        finally
        {
            _readings.Release();
        }
    }

    private async Task<object> KeepAsync<T>(string full, ShownReleases shown, Func<ShownReleases, Task<T>> make, Func<T, long> bytes)
        where T : class
    {
        try
        {
            var value = await make(shown);
            if (shown.Releases.Count > 0)
                _kept.Set(full, value, new MemoryCacheEntryOptions { Size = EntryBytes + (sizeof(char) * (long)full.Length) + bytes(value) });
            return value;
        }
        finally
        {
            _underWay.TryRemove(full, out _);
        }
    }
}
