using System.Net;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>What stays on this machine.</summary>
public static class Loopback
{
    /// <summary>The names by which this machine may be asked for; another name in the Host header is an attack (DNS rebinding).</summary>
    public static IReadOnlyList<string> Names { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>True for <c>localhost</c> and for an IP address in 127.0.0.0/8 or ::1.</summary>
    public static bool IsLoopback(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return !address.IsUnixPipe && !address.IsNamedPipe
                && (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                    || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
