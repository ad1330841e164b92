using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

public sealed class IdTokenCheckTests : IDisposable
{
    private const string Issuer = "https://provider.example";
    private const string Client = "bomiljo";
    private const string Nonce = "nonce-of-this-sign-in";
    private static readonly DateTimeOffset Now = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly RSA _own = RSA.Create(2048);
    private readonly RSA _foreign = RSA.Create(2048);

    [Fact]
    public async Task A_token_made_for_this_sign_in_holds() =>
        Assert.Equal("p1", (await CheckAsync(Token(Claims()), Nonce)).GetProperty("sub").GetString());

    [Theory]
    [InlineData("iss", "https://other.example")]
    [InlineData("aud", "other-client")]
    [InlineData("nonce", "nonce-of-another-sign-in")]
    [InlineData("nonce", null)]
    [InlineData("exp", -120L)]
    [InlineData("exp", null)]
    [InlineData("nbf", 120L)]
    [InlineData("acr", "low")]
    public async Task A_token_with_another_claim_does_not_hold(string claim, object? value)
    {
        var claims = Claims();
        if (value is null)
            claims.Remove(claim);
        else
            claims[claim] = value is long seconds ? Now.ToUnixTimeSeconds() + seconds : value;
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => CheckAsync(Token(claims), Nonce));
    }

    [Fact]
    public async Task A_token_for_several_clients_names_this_one_as_its_own()
    {
        var claims = Claims();
        claims["aud"] = new[] { Client, "other" };
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => CheckAsync(Token(claims), Nonce));
        claims["azp"] = Client;
        Assert.Equal("p1", (await CheckAsync(Token(claims), Nonce)).GetProperty("sub").GetString());
    }

    [Fact]
    public async Task A_signature_of_another_key_of_the_clients_secret_or_none_does_not_hold()
    {
        var stranger = new SigningCredentials(new RsaSecurityKey(_foreign) { KeyId = "k" }, SecurityAlgorithms.RsaSha256);
        var secret = new SigningCredentials(new SymmetricSecurityKey(_own.ExportRSAPublicKey()), SecurityAlgorithms.HmacSha256);
        var unsigned = new JsonWebTokenHandler().CreateToken(System.Text.Json.JsonSerializer.Serialize(Claims()));
        var good = Token(Claims());
        foreach (var token in new[] { Token(Claims(), stranger), Token(Claims(), secret), unsigned, good[..good.LastIndexOf('.')] + ".", good[..^4] + "AAAA", "x", "", null })
            await Assert.ThrowsAnyAsync<SecurityTokenException>(() => CheckAsync(token, Nonce));
    }

    public void Dispose()
    {
        _own.Dispose();
        _foreign.Dispose();
    }

    private Task<System.Text.Json.JsonElement> CheckAsync(string? token, string nonce)
    {
        var document = new OpenIdConnectConfiguration { Issuer = Issuer };
        document.SigningKeys.Add(new RsaSecurityKey(_own.ExportParameters(includePrivateParameters: false)) { KeyId = "k" });
        return IdTokenCheck.RunAsync(token, new OidcOptions
        {
            ClientId = Client,
            SignIn = new SignInOptions { Authority = Issuer, AcrValues = ["high"] },
            Discovery = new ConfigurationManager<OpenIdConnectConfiguration>(Issuer, new Fixed(document), new HttpDocumentRetriever()),
        }, nonce, new FixedClock(Now));
    }

    private string Token(Dictionary<string, object> claims, SigningCredentials? signer = null) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
        .CreateToken(System.Text.Json.JsonSerializer.Serialize(claims), signer ?? new SigningCredentials(new RsaSecurityKey(_own) { KeyId = "k" }, SecurityAlgorithms.RsaSha256));

    private static Dictionary<string, object> Claims() => new(StringComparer.Ordinal)
    {
        ["iss"] = Issuer,
        ["aud"] = Client,
        ["sub"] = "p1",
        ["nonce"] = Nonce,
        ["acr"] = "high",
        ["iat"] = Now.ToUnixTimeSeconds(),
        ["exp"] = Now.ToUnixTimeSeconds() + 300,
    };

    private sealed class Fixed(OpenIdConnectConfiguration document) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel) => Task.FromResult(document);
    }
}

/// <summary>A clock that a test moves.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Time { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Time;
}
