using Microsoft.Extensions.Configuration;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.BrowserTests.Server;

public sealed class ServingTests
{
    private const string Https = "https://bomiljo.example";

    // Where to listen, the public address (null: nobody signs in), the proxy (null: none); the code that refuses it, 0 for none.
    [Theory]
    [InlineData("http://127.0.0.1:5080", null, null, 0)]
    [InlineData("http://0.0.0.0:5080", null, null, 801)]
    [InlineData("https://0.0.0.0:5443", null, null, 801)]
    [InlineData("http://127.0.0.1:5080", null, "127.0.0.1", 801)]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080", null, 0)]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080", null, 801)]
    [InlineData("https://0.0.0.0:5443", "http://127.0.0.1:5080", null, 801)]
    [InlineData("http://0.0.0.0:5080", Https, null, 801)]
    [InlineData("https://0.0.0.0:5443;http://0.0.0.0:5080", Https, null, 801)]
    [InlineData("https://0.0.0.0:5443", Https, null, 0)]
    [InlineData("http://0.0.0.0:5080", Https, "10.0.0.2", 0)]
    [InlineData("http://0.0.0.0:5080", Https, "proxy.example", 813)]
    [InlineData("http://0.0.0.0:5080", Https, "", 813)]
    [InlineData("http://127.0.0.1:5080", "http://bomiljo.example", null, 813)]
    [InlineData("http://127.0.0.1:5080", "https://bomiljo.example/sti", null, 813)]
    public void Beyond_this_machine_people_sign_in_over_https(string urls, string? publicUrl, string? proxy, int code)
    {
        var keys = new Dictionary<string, string?>(StringComparer.Ordinal) { ["urls"] = urls };
        if (publicUrl is not null)
        {
            keys["SignIn:Authority"] = "https://provider.example";
            keys["SignIn:ClientId"] = "bomiljo";
            keys["SignIn:ClientSecretFile"] = "/x";
            keys["SignIn:PublicUrl"] = publicUrl;
            keys["SignIn:Roles:les"] = "Viewer";
        }

        if (proxy is not null)
            keys["behind-proxy"] = "true";
        if (proxy is { Length: > 0 })
            keys["Proxy:KnownProxies:0"] = proxy;
        Assert.Equal(code, CodeOf(keys));
    }

    [Theory]
    [InlineData("SignIn:Authority", "http://provider.example")]
    [InlineData("SignIn:ClientId", "")]
    [InlineData("SignIn:Roles:les", "Importer")]
    [InlineData("SignIn:Roles:les", "Everything")]
    [InlineData("SignIn:Scopes:0", "profile")]
    [InlineData("SignIn:ClientSecret", "written-here")]
    public void A_wrong_sign_in_is_refused_at_the_start(string key, string value)
    {
        var keys = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["SignIn:Authority"] = "https://provider.example",
            ["SignIn:ClientId"] = "bomiljo",
            ["SignIn:PublicUrl"] = Https,
            ["SignIn:Roles:les"] = "Viewer",
        };
        Assert.Equal(0, CodeOf(keys));
        keys[key] = value;
        Assert.Equal(813, CodeOf(keys));
    }

    [Theory]
    [InlineData("entra-id")]
    [InlineData("id-porten")]
    [InlineData("keycloak")]
    public void Each_providers_example_is_a_whole_configuration(string provider)
    {
        var file = Path.Combine(ProjectFolders.Geodata, "..", "docs", "sign-in", provider + ".json");
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).AddInMemoryCollection([new("urls", "https://0.0.0.0:5443")]).Build();
        Assert.Equal("https://bomiljo.example.no", Serving.From(configuration).SignIn!.PublicUrl);
    }

    private static int CodeOf(Dictionary<string, string?> keys)
    {
        try
        {
            Serving.From(new ConfigurationBuilder().AddInMemoryCollection(keys).Build());
            return 0;
        }
        catch (ProblemException refused)
        {
            return refused.Code.Number;
        }
    }
}
