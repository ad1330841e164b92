using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>Sign-in by OpenID Connect Core 1.0, authorisation code flow (3.1) with PKCE (RFC 7636) and a nonce, on the framework's
/// OAuth handler.</summary>
public sealed class OidcHandler(IOptionsMonitor<OidcOptions> options, ILoggerFactory logger, UrlEncoder encoder, WebDatabase database, Provider provider)
    : OAuthHandler<OidcOptions>(options, logger, encoder)
{
    public const string Name = "oidc";
    public const string IdToken = "id_token";

    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await DiscoverAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        // A callback that belongs to no sign-in does not reach the provider.
        return Request.Query["state"].Count == 1 && Request.Query["code"].Count <= 1
            ? await base.HandleRemoteAuthenticateAsync()
            : HandleRequestResult.Fail("The callback has no state, or several.");
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        properties.Items[Nonce] = nonce;
        var url = base.BuildChallengeUrl(properties, Options.SignIn.PublicUrl.TrimEnd('/') + Options.CallbackPath) + $"&nonce={nonce}";
        return Options.SignIn.AcrValues.Length == 0 ? url : $"{url}&acr_values={Uri.EscapeDataString(string.Join(' ', Options.SignIn.AcrValues))}";
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        await DiscoverAsync();
        return await base.ExchangeCodeAsync(new OAuthCodeExchangeContext(
            context.Properties, context.Code, Options.SignIn.PublicUrl.TrimEnd('/') + Options.CallbackPath));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var text = tokens.Response?.RootElement.TryGetProperty(IdToken, out var value) == true ? value.GetString() : null;
        var token = await IdTokenCheck.RunAsync(text, Options, properties.Items[Nonce]!, TimeProvider);
        var person = PersonClaims.From(Options.SignIn, token) ?? throw new NoRoleException();
        await database.RecordAsync(person, AuditActions.SignIn, "web", new { Role = person.Role.ToString(), person.Bydeler, person.Projects }, Context.RequestAborted);

        await provider.EndSessionAsync(Context.RequestAborted);
        // Only what signing out at the provider needs is kept, on the server.
        var kept = new AuthenticationProperties { RedirectUri = properties.RedirectUri };
        kept.StoreTokens([new AuthenticationToken { Name = IdToken, Value = text! }]);
        var name = token.TryGetProperty("name", out var known) ? known.GetString() ?? "" : "";
        return new AuthenticationTicket(PersonClaims.Principal(person, name, Name), kept, Name);
    }

    /// <exception cref="ProblemException">BOM-816: the provider does not answer, or its document names another issuer.</exception>
    private async Task DiscoverAsync()
    {
        OpenIdConnectConfiguration document;
        try
        {
            document = await Options.Discovery.GetConfigurationAsync(Context.RequestAborted);
        }
        catch (InvalidOperationException silent)
        {
            throw new ProblemException(ProblemCode.NoProvider, "SignIn:Authority", "the provider's discovery document cannot be read.", "Check the address and the network.", silent);
        }

        if (document.Issuer?.TrimEnd('/') != Options.SignIn.Authority.TrimEnd('/')) // Discovery 1.0, 4.3
            throw new ProblemException(ProblemCode.NoProvider, "SignIn:Authority", "the provider's document names another issuer.", "Write the issuer as the provider does.");
        Options.AuthorizationEndpoint = document.AuthorizationEndpoint;
        Options.TokenEndpoint = document.TokenEndpoint;
    }
}

/// <summary>The provider knows the person, but gives no role that is mapped.</summary>
public sealed class NoRoleException : Exception;
