using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Where the server listens, who may reach it, and how people come in.</summary>
/// <param name="Urls">The addresses, separated by semicolons.</param>
/// <param name="SignIn">Null in local mode: this machine only, and people choose their role.</param>
/// <param name="Proxies">The proxies whose word about a request counts; empty without <c>--behind-proxy</c>.</param>
public sealed record Serving(string Urls, SignInOptions? SignIn, IReadOnlyList<IPAddress> Proxies)
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public bool IsLocal => SignIn is null;

    /// <summary>True if browsers reach the server by HTTPS only.</summary>
    public bool IsHttps => SignIn?.IsHttps == true;

    /// <summary>The names that a request's Host header may hold.</summary>
    public IReadOnlyList<string> HostNames => SignIn is null ? Loopback.Names : [new Uri(SignIn.PublicUrl).Host, .. Loopback.Names];

    /// <summary>Settles the addresses: <c>--urls</c> or <c>ASPNETCORE_URLS</c>, else <see cref="DefaultUrl"/>.</summary>
    /// <exception cref="ProblemException">BOM-801: beyond loopback without sign-in and HTTPS, or a proxy before a server where nobody
    /// signs in; BOM-813: the sign-in or the proxies are configured wrongly.</exception>
    public static Serving From(IConfiguration configuration)
    {
        var urls = configuration["urls"];
        if (string.IsNullOrWhiteSpace(urls))
            urls = DefaultUrl;
        var signIn = SignInOptions.From(configuration);
        var proxies = configuration.GetValue("behind-proxy", false) ? KnownProxies(configuration) : [];
        if (signIn is null && proxies.Count > 0)
        {
            throw new ProblemException(ProblemCode.NotLoopback, "--behind-proxy", "behind a proxy others than this machine reach the pages, and nobody signs in.",
                "Configure the section SignIn, or leave the option out.");
        }

        // Addresses under Kestrel:Endpoints would win over --urls, so they are held to the same.
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(endpoints))
            Demand(url, signIn, proxies.Count > 0);
        return new Serving(urls, signIn, proxies);
    }

    /// <summary>Believes <c>X-Forwarded-For</c> and <c>-Proto</c> of the declared proxies, one step back, and nobody else's.</summary>
    public ForwardedHeadersOptions ForwardedHeadersOptions()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in Proxies)
            options.KnownProxies.Add(proxy);
        return options;
    }

    private static void Demand(string url, SignInOptions? signIn, bool proxied)
    {
        if (Loopback.IsLoopback(url))
            return;
        if (signIn is null)
        {
            throw new ProblemException(ProblemCode.NotLoopback, url, "the pages are served to this machine only, as nobody signs in.",
                $"Use an address such as {DefaultUrl}, or configure the section SignIn and HTTPS.");
        }

        if (!signIn.IsHttps || !(proxied || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ProblemException(ProblemCode.NotLoopback, url, "beyond this machine the pages are served by HTTPS only.",
                "Use an https address with a certificate (Kestrel:Certificates:Default), or --behind-proxy with Proxy:KnownProxies; SignIn:PublicUrl is https in both.");
        }
    }

    private static List<IPAddress> KnownProxies(IConfiguration configuration)
    {
        var proxies = new List<IPAddress>();
        foreach (var text in configuration.GetSection("Proxy:KnownProxies").Get<string[]>() ?? [])
        {
            proxies.Add(IPAddress.TryParse(text, out var proxy) ? proxy : throw new ProblemException(
                ProblemCode.BadSignInConfiguration, "Proxy:KnownProxies", "one is no IP address.", "Write each as 10.0.0.2."));
        }

        return proxies.Count > 0 ? proxies : throw new ProblemException(
            ProblemCode.BadSignInConfiguration, "Proxy:KnownProxies", "--behind-proxy needs the proxy's address.", "List it, such as [\"10.0.0.2\"].");
    }
}
