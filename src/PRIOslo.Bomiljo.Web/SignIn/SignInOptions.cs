using System.Net;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>How people sign in: the configuration's section <c>SignIn</c>. Examples per provider are in docs/sign-in.</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>The provider's issuer, such as <c>https://login.microsoftonline.com/TENANT/v2.0</c>. Plain HTTP on loopback only.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>A file that holds the client's secret; nobody but its owner may read it.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>Where people find this server, such as <c>https://bomiljo.example.no</c>: the callback's address is built from it, never
    /// from what a request says.</summary>
    public string PublicUrl { get; set; } = "";

    public string[] Scopes { get; set; } = ["openid", "profile"];

    /// <summary>Levels of assurance that are asked for and accepted (<c>acr</c>); empty: any.</summary>
    public string[] AcrValues { get; set; } = [];

    /// <summary>The claim with the person's lasting id.</summary>
    public string IdClaim { get; set; } = "sub";

    /// <summary>The claim whose values <see cref="Roles"/> names; a full stop leads into an object, such as <c>realm_access.roles</c>.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>From the claim's value to viewer, planner or analyst. Of several the one that may most counts; without one nobody gets in.</summary>
    public Dictionary<string, Role> Roles { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The claim with the two-digit codes of the person's bydeler. Empty: nobody is limited to a bydel.</summary>
    public string BydelClaim { get; set; } = "";

    /// <summary>The value of <see cref="BydelClaim"/> that stands for the whole city.</summary>
    public string AllBydeler { get; set; } = "alle";

    /// <summary>The claim with the numbers of the person's site projects, beside those added by or for the person. Empty: these alone.</summary>
    public string ProjectsClaim { get; set; } = "";

    /// <summary>True if people reach the server by HTTPS.</summary>
    public bool IsHttps => new Uri(PublicUrl).Scheme == Uri.UriSchemeHttps;

    /// <returns>Null where no sign-in is configured.</returns>
    /// <exception cref="ProblemException">BOM-813: a key is missing or wrong.</exception>
    public static SignInOptions? From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.Exists())
            return null;
        SignInOptions options;
        try
        {
            // Lists replace their defaults, where the binder would add to them.
            options = new SignInOptions { Scopes = [] };
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException unreadable)
        {
            throw Wrong("", "a key is unknown or its value cannot be read.", unreadable);
        }

        if (options.Scopes.Length == 0)
            options.Scopes = ["openid", "profile"];
        options.Check();
        return options;
    }

    /// <summary>Reads the client's secret.</summary>
    /// <exception cref="ProblemException">BOM-813: not there, empty, or others may read it.</exception>
    public string ReadSecret()
    {
        if (!File.Exists(ClientSecretFile))
            throw Wrong(nameof(ClientSecretFile), "the file is not there.");
        if (!OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(ClientSecretFile) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
            throw Wrong(nameof(ClientSecretFile), "others than its owner may read or write the file; set its mode to 0600.");
        var secret = File.ReadAllText(ClientSecretFile).Trim();
        return secret.Length > 0 ? secret : throw Wrong(nameof(ClientSecretFile), "the file is empty.");
    }

    private void Check()
    {
        if (!IsSafe(Authority))
            throw Wrong(nameof(Authority), "this is no https address.");
        if (!IsSafe(PublicUrl) || new Uri(PublicUrl) is not { PathAndQuery: "/", UserInfo: "" })
            throw Wrong(nameof(PublicUrl), "this is no https address without a path.");
        if (ClientId.Length == 0)
            throw Wrong(nameof(ClientId), "it is missing.");
        if (!Scopes.Contains("openid", StringComparer.Ordinal))
            throw Wrong(nameof(Scopes), "openid is not among them.");
        if (Roles.Count == 0 || Roles.ContainsValue(Role.Importer))
            throw Wrong(nameof(Roles), "each value leads to viewer, planner or analyst, and there must be one.");
    }

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps
            || (url.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    private static ProblemException Wrong(string key, string what, Exception? inner = null) =>
        new(ProblemCode.BadSignInConfiguration, key.Length == 0 ? Section : $"{Section}:{key}", what, "Correct the configuration; examples are in docs/sign-in.", inner);
}
