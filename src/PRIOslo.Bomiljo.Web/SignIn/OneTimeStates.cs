using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>Sign-ins under way. What belongs to one (nonce, PKCE verifier, way back) stays here; the provider gets a random key to it as
/// <c>state</c>, good for one callback within <see cref="Lifetime"/>.</summary>
/// <remarks>A callback with another key stores nothing. Above <see cref="Capacity"/> the oldest sign-in is forgotten.</remarks>
public sealed class OneTimeStates(TimeProvider clock) : ISecureDataFormat<AuthenticationProperties>
{
    public const int Capacity = 5000;

    private const int KeyBytes = 32;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (AuthenticationProperties Properties, DateTimeOffset Ends)> _underWay = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How many are under way.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _underWay.Count;
        }
    }

    public string Protect(AuthenticationProperties data)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            // Keys lie in the order of their ends. One that was used is gone from the table already.
            while (_order.TryPeek(out var oldest)
                && (_order.Count >= Capacity || !_underWay.TryGetValue(oldest, out var known) || known.Ends <= now))
                _underWay.Remove(_order.Dequeue());
            _underWay[key] = (data, now + Lifetime);
            _order.Enqueue(key);
        }

        return key;
    }

    public string Protect(AuthenticationProperties data, string? purpose) => Protect(data);

    public AuthenticationProperties? Unprotect(string? protectedText)
    {
        lock (_gate)
        {
            return protectedText is not null && _underWay.Remove(protectedText, out var known) && known.Ends > clock.GetUtcNow()
                ? known.Properties
                : null;
        }
    }

    public AuthenticationProperties? Unprotect(string? protectedText, string? purpose) => Unprotect(protectedText);
}
