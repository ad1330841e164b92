using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>Where the open services are, and for whom.</summary>
/// <param name="isPublic">Configuration key <c>OpenServices:Public</c>, default false: true opens them to everybody without sign-in,
/// and to pages of other servers. In local mode they are open to this machine anyway.</param>
/// <param name="serving">Tells the address that they are reached by.</param>
public sealed class OpenServiceOptions(bool isPublic, Serving serving)
{
    public const string Key = "OpenServices:Public";
    public const string FeaturesPath = "/ogc";
    public const string TilesPath = "/tiles";

    public bool IsPublic => isPublic;

    /// <summary>True for the addresses of programs: they get errors as problem+json, and no way to a sign-in page.</summary>
    public static bool Covers(PathString path) =>
        path.StartsWithSegments(FeaturesPath, StringComparison.Ordinal) || path.StartsWithSegments(TilesPath, StringComparison.Ordinal);

    /// <summary>Who may keep an answer: everybody, or only the browser of whoever is signed in.</summary>
    /// <param name="immutable">True where the address changes with the content: it may be kept for a year.</param>
    public string CacheControl(bool immutable) => (isPublic ? "public, " : "private, ") + (immutable ? "max-age=31536000, immutable" : "no-cache");

    /// <summary>Scheme, host and port for links: the configured address, in local mode the one that was asked (its host is checked).</summary>
    public string Origin(HttpRequest request) => serving.SignIn?.PublicUrl.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
}
