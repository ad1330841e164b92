using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>The identity provider, as far as it is known.</summary>
/// <param name="discovery">Null in local mode.</param>
public sealed class Provider(ConfigurationManager<OpenIdConnectConfiguration>? discovery)
{
    private volatile string? _endSessionOrigin;

    /// <summary>Scheme, host and port of the address to sign out at; null before the first sign-in.</summary>
    public string? EndSessionOrigin => _endSessionOrigin;

    /// <returns>Null if the provider has none, or in local mode.</returns>
    public async Task<Uri?> EndSessionAsync(CancellationToken cancel)
    {
        if (discovery is null || (await discovery.GetConfigurationAsync(cancel)).EndSessionEndpoint is not { Length: > 0 } address)
            return null;
        var url = new Uri(address);
        _endSessionOrigin = url.GetLeftPart(UriPartial.Authority);
        return url;
    }
}
