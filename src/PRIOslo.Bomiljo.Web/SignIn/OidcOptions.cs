using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>Options of <see cref="OidcHandler"/>; the endpoints come from the provider's discovery document.</summary>
public sealed class OidcOptions : OAuthOptions
{
    public SignInOptions SignIn { get; set; } = new();

    /// <summary>Fetches the discovery document and keys when first needed, and again when a key is not among them.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration> Discovery { get; set; } = null!;

    // The base class asks for endpoints, which are not known before the first sign-in.
    public override void Validate()
    {
        if (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret) || !CallbackPath.HasValue || Discovery is null)
            throw new InvalidOperationException("Sign-in lacks client id, secret, callback path or discovery.");
    }
}
