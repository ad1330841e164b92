using System.Data.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.OpenServices;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>Who may come in, and what each role may see.</summary>
public static class SignInSetup
{
    public const string CallbackPath = "/logg-inn/svar";
    public const string Planner = "planner";
    public const string Analyst = "analyst";

    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(10);

    public static void AddSignIn(this IServiceCollection services, Serving serving)
    {
        services.AddSingleton<SessionStore>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Planner, policy => policy.RequireRole(nameof(Role.Planner), nameof(Role.Analyst)))
            .AddPolicy(Analyst, policy => policy.RequireRole(nameof(Role.Analyst)));
        if (serving.SignIn is not { } signIn)
        {
            services.AddSingleton(new Provider(null));
            services.AddAuthentication(LocalRole.Name).AddScheme<AuthenticationSchemeOptions, LocalRole>(LocalRole.Name, null);
            return;
        }

        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = ProviderTimeout, MaxResponseContentBufferSize = 1 << 20 };
        var discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{signIn.Authority.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = signIn.Authority.StartsWith("https:", StringComparison.Ordinal) });
        services.AddSingleton(new Provider(discovery));
        services.AddSingleton<OneTimeStates>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => SetCookie(options, signIn))
            .AddOAuth<OidcOptions, OidcHandler>(OidcHandler.Name, options => SetOidc(options, signIn, discovery, http));
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionStore>((options, store) => options.SessionStore = store);
        services.AddOptions<OidcOptions>(OidcHandler.Name)
            .Configure<OneTimeStates>((options, states) => options.StateDataFormat = states);
    }

    /// <summary>The name of a cookie; with HTTPS the prefix keeps it to this very host.</summary>
    public static string CookieName(string name, bool https) => https ? $"__Host-{name}" : name;

    private static void SetCookie(CookieAuthenticationOptions options, SignInOptions signIn)
    {
        options.Cookie.Name = CookieName("bomiljo", signIn.IsHttps);
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = signIn.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        // Strict would leave the cookie out of the request that follows the provider's callback.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.CookieManager = new SessionCookies();
        options.ExpireTimeSpan = SessionStore.Longest;
        options.SlidingExpiration = false; // the store counts idle time
        options.Events.OnRedirectToAccessDenied = context => ProblemPages.ForbiddenAsync(context.HttpContext);
        options.Events.OnRedirectToLogin = context =>
        {
            if (HttpMethods.IsGet(context.Request.Method) && IsNavigation(context.Request))
                context.Response.Redirect(SignInEndpoints.SignInAddress(context.Request));
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }

    private static void SetOidc(OidcOptions options, SignInOptions signIn, ConfigurationManager<OpenIdConnectConfiguration> discovery, HttpClient http)
    {
        options.SignIn = signIn;
        options.Discovery = discovery;
        options.Backchannel = http;
        options.ClientId = signIn.ClientId;
        options.ClientSecret = signIn.ReadSecret();
        options.CallbackPath = CallbackPath;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in signIn.Scopes)
            options.Scope.Add(scope);
        options.RemoteAuthenticationTimeout = OneTimeStates.Lifetime;
        options.CorrelationCookie.Name = CookieName("bomiljo-sign-in-", signIn.IsHttps);
        options.CorrelationCookie.Path = "/";
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = signIn.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Events.OnAccessDenied = context => RefuseAsync(context, ProblemCode.SignInFailed);
        options.Events.OnRemoteFailure = context => context.Failure switch
        {
            DbException failure => Task.FromException(failure),
            NoRoleException => RefuseAsync(context, ProblemCode.NoRole),
            _ => RefuseAsync(context, ProblemCode.SignInFailed),
        };
    }

    private static Task RefuseAsync<TOptions>(HandleRequestContext<TOptions> context, ProblemCode code)
        where TOptions : AuthenticationSchemeOptions
    {
        context.HandleResponse();
        return ProblemPages.SignInFailedAsync(context.HttpContext, code);
    }

    // Browsers say what a request is for; a script's or a program's request cannot follow to another host and is told 401 instead.
    private static bool IsNavigation(HttpRequest request) => request.Headers["Sec-Fetch-Mode"].ToString() switch
    {
        "navigate" => !request.Path.StartsWithSegments("/kart", StringComparison.Ordinal),
        "" => !request.Path.StartsWithSegments("/kart", StringComparison.Ordinal) && !OpenServiceOptions.Covers(request.Path),
        _ => false,
    };

    /// <summary>Does not look at a session while somebody signs in, so that nobody continues in a session planted by another.</summary>
    private sealed class SessionCookies : ICookieManager
    {
        private readonly ChunkingCookieManager _cookies = new();

        public string? GetRequestCookie(HttpContext context, string key) =>
            context.Request.Path == CallbackPath ? null : _cookies.GetRequestCookie(context, key);

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            _cookies.AppendResponseCookie(context, key, value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, key, options);
    }
}
