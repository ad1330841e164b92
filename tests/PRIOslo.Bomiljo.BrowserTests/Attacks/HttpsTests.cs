using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PRIOslo.Bomiljo.BrowserTests.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.Attacks;

[Collection("signed city")]
public sealed class HttpsTests(SignedCity city)
{
    [BrowserFact]
    public async Task With_a_certificate_cookies_keep_to_this_host_and_https_stays()
    {
        var address = new Uri($"https://127.0.0.1:{ServedCity.FreePort()}");
        var certificate = Path.GetTempFileName();
        await File.WriteAllBytesAsync(certificate, Certificate());
        var file = await city.ConfigurationAsync(address, new { Kestrel = new { Certificates = new { Default = new { Path = certificate, Password = "" } } } });
        await using var web = await WebProcess.StartAsync(address, "--config", file);
        File.Delete(certificate);
        using var visitor = new Visitor(address);
        using var first = await visitor.GetAsync("/logg-inn");
        Assert.Equal("max-age=31536000", Assert.Single(first.Headers.GetValues("Strict-Transport-Security")));
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-bomiljo-sign-in-", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        var signedOut = await visitor.ReadAsync("/logget-ut");
        Assert.Equal(HttpStatusCode.OK, signedOut.Status);
    }

    [BrowserFact]
    public async Task Behind_a_proxy_only_the_declared_one_is_believed_and_plain_http_is_turned_away()
    {
        var address = new Uri($"http://127.0.0.1:{ServedCity.FreePort()}");
        var file = await city.ConfigurationAsync(new Uri("https://bomiljo.example"), new { Proxy = new { KnownProxies = new[] { "127.0.0.1" } } });
        await using (await WebProcess.StartAsync(address, "--config", file, "--behind-proxy", "true"))
        {
            Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(address, "/", "https"));
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(address, "/", "http"));
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(address, "/", proto: null));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(address, "/helse/klar", proto: null));
        }

        file = await city.ConfigurationAsync(new Uri("https://bomiljo.example"), new { Proxy = new { KnownProxies = new[] { "10.9.9.9" } } });
        await using (await WebProcess.StartAsync(address, "--config", file, "--behind-proxy", "true"))
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(address, "/", "https"));
    }

    [BrowserFact]
    public async Task A_provider_that_does_not_answer_is_told_and_the_server_goes_on()
    {
        var address = new Uri($"http://127.0.0.1:{ServedCity.FreePort()}");
        var nobody = $"http://127.0.0.1:{ServedCity.FreePort()}";
        await using var web = await WebProcess.StartAsync(address, "--config", await city.ConfigurationAsync(address), "--SignIn:Authority", nobody);
        using var visitor = new Visitor(address);
        var (status, text) = await visitor.ReadAsync("/logg-inn");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("BOM-816", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.ReadAsync("/helse/klar")).Status);
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri address, string path, string? proto)
    {
        using var client = new HttpClient(WebProcess.Handler()) { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = path == "/" ? "bomiljo.example" : address.Authority;
        if (proto is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", proto);
            request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        }

        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static byte[] Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
