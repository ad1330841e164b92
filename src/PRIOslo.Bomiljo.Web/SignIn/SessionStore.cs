using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>Sessions, in this process's memory: the browser holds a random key to one, and no token.</summary>
/// <remarks>A session ends after <see cref="Idle"/> without a request, after <see cref="Longest"/> in any case, on sign-out, and when the
/// server stops. Above <see cref="Capacity"/> the one that ends first gives way.</remarks>
public sealed class SessionStore(TimeProvider clock) : ITicketStore
{
    public const int Capacity = 10_000;

    private const int KeyBytes = 32;
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public static TimeSpan Idle { get; } = TimeSpan.FromMinutes(30);

    public static TimeSpan Longest { get; } = TimeSpan.FromHours(8);

    public int Count => _sessions.Count;

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var now = clock.GetUtcNow();
        if (_sessions.Count >= Capacity)
            MakeRoom(now);
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        _sessions[key] = new Session(ticket, now + Longest, now + Idle);
        return Task.FromResult(key);
    }

    // The cookie's handler renews when half of the idle time has gone: the end moves at each request instead.
    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        if (_sessions.TryGetValue(key, out var known))
            _sessions.TryUpdate(key, known with { Ticket = ticket }, known);
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var now = clock.GetUtcNow();
        if (!_sessions.TryGetValue(key, out var known))
            return Task.FromResult<AuthenticationTicket?>(null);
        if (known.Ends <= now || known.IdleEnds <= now)
        {
            _sessions.TryRemove(key, out _);
            return Task.FromResult<AuthenticationTicket?>(null);
        }

        _sessions.TryUpdate(key, known with { IdleEnds = now + Idle }, known);
        return Task.FromResult<AuthenticationTicket?>(known.Ticket);
    }

    public Task RemoveAsync(string key)
    {
        _sessions.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, session) in _sessions)
        {
            if (session.Ends <= now || session.IdleEnds <= now)
                _sessions.TryRemove(key, out _);
        }

        if (_sessions.Count >= Capacity)
            _sessions.TryRemove(_sessions.MinBy(entry => entry.Value.IdleEnds).Key, out _);
    }

    private sealed record Session(AuthenticationTicket Ticket, DateTimeOffset Ends, DateTimeOffset IdleEnds);
}
