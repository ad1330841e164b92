using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>Checks an id token as OpenID Connect Core 1.0, 3.1.3.7 asks: signature by the provider's published keys, issuer,
/// audience, time, nonce, and the level of assurance where one is wanted.</summary>
public static class IdTokenCheck
{
    /// <summary>How far the provider's clock may be off.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(1);

    // Public keys only: neither «none» nor a signature made with the client's secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <returns>The token's payload.</returns>
    /// <exception cref="SecurityTokenException">The token is missing or does not hold.</exception>
    public static async Task<JsonElement> RunAsync(string? idToken, OidcOptions options, string nonce, TimeProvider clock)
    {
        if (string.IsNullOrEmpty(idToken))
            throw new SecurityTokenException("The provider sent no id token.");
        var provider = await options.Discovery.GetConfigurationAsync(CancellationToken.None);
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ConfigurationManager = options.Discovery,
            ValidIssuer = provider.Issuer,
            ValidAudience = options.ClientId,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = ClockSkew,
            LifetimeValidator = (notBefore, expires, _, parameters) => IsNow(notBefore, expires, clock.GetUtcNow().UtcDateTime, parameters.ClockSkew),
        });
        if (!result.IsValid)
            throw new SecurityTokenException("The id token does not hold.", result.Exception);

        var token = (JsonWebToken)result.SecurityToken;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Value(token, "nonce")), Encoding.UTF8.GetBytes(nonce)))
            throw new SecurityTokenException("The id token belongs to another sign-in.");
        if (token.Audiences.Count() > 1 && Value(token, "azp") != options.ClientId)
            throw new SecurityTokenException("The id token is made for another client.");
        if (options.SignIn.AcrValues is { Length: > 0 } levels && !levels.Contains(Value(token, "acr"), StringComparer.Ordinal))
            throw new SecurityTokenException("The sign-in is not of the level asked for.");
        return JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
    }

    private static bool IsNow(DateTime? notBefore, DateTime? expires, DateTime now, TimeSpan skew) =>
        expires is { } end && now - skew < end && (notBefore is not { } start || now + skew >= start);

    private static string Value(JsonWebToken token, string claim) => token.TryGetPayloadValue(claim, out string value) ? value ?? "" : "";
}
