using System.Net;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Refuses to listen beyond this machine: the pages ask nobody to sign in.</summary>
public static class LoopbackOnly
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Settles the addresses: <c>--urls</c> or <c>ASPNETCORE_URLS</c>, else <see cref="DefaultUrl"/>.</summary>
    /// <returns>The addresses, separated by semicolons.</returns>
    /// <exception cref="ProblemException">BOM-801: an address is not loopback, or is no address.</exception>
    public static string Apply(WebApplicationBuilder builder)
    {
        var urls = builder.Configuration["urls"];
        if (string.IsNullOrWhiteSpace(urls))
            urls = DefaultUrl;
        // Addresses under Kestrel:Endpoints would win over --urls, so they are held to the same.
        var endpoints = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(endpoints))
        {
            if (!IsLoopback(url))
                throw new ProblemException(ProblemCode.NotLoopback, url, "the pages are served to this machine only, as nobody signs in.",
                    $"Use an address such as {DefaultUrl}.");
        }

        builder.WebHost.UseUrls(urls);
        return urls;
    }

    /// <summary>True for <c>localhost</c> and for an IP address in 127.0.0.0/8 or ::1.</summary>
    public static bool IsLoopback(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return false;
        }

        return !address.IsUnixPipe && !address.IsNamedPipe
            && (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
    }
}
