using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>How large and how slow a request may be. The largest that the pages send is a form with a drawn area.</summary>
internal static class RequestLimits
{
    public const int LongestBodyBytes = 64 * 1024;

    /// <summary>What a page may take before it is given up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 500;
        limits.MaxRequestBodySize = LongestBodyBytes;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 50;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
