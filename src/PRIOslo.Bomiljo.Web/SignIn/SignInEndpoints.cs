using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary><c>/logg-inn</c>, <c>/logg-ut</c>, and in local mode <c>/rolle</c>. Every POST carries the page's antiforgery token.</summary>
public static class SignInEndpoints
{
    public const string SignInPath = "/logg-inn";
    public const string SignOutPath = "/logg-ut";
    public const string SignedOutPath = "/logget-ut";
    public const string RolePath = "/rolle";
    public const string ReturnField = "retur";
    public const string RoleField = "rolle";

    private const int LongestReturn = 2000;

    public static void MapSignIn(this IEndpointRouteBuilder routes, Serving serving)
    {
        var posts = routes.MapGroup("").AddEndpointFilter(DemandTokenAsync);
        if (serving.IsLocal)
        {
            posts.MapPost(RolePath, (Delegate)ChooseRoleAsync);
            return;
        }

        routes.MapGet(SignInPath, (HttpContext context) => Results.Challenge(
                new AuthenticationProperties { RedirectUri = LocalAddress(context.Request.Query[ReturnField]) }, [OidcHandler.Name]))
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        posts.MapPost(SignOutPath, SignOutAsync);
    }

    public static string SignInAddress(HttpRequest request) =>
        SignInPath + QueryString.Create(ReturnField, request.Path + request.QueryString).ToUriComponent();

    /// <returns>The address if it leads to this server, else the front page.</returns>
    public static string LocalAddress(string? address) =>
        address is ['/', ..] and { Length: <= LongestReturn } && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    /// <summary>Lets a form through that carries the token of one of this server's pages.</summary>
    internal static async ValueTask<object?> DemandTokenAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            await ProblemPages.BadFormAsync(context);
            return Results.Empty;
        }

        return await next(invocation);
    }

    private static async Task<IResult> ChooseRoleAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (LocalRole.Parse(form[RoleField]) is { } role)
            context.Response.Cookies.Append(LocalRole.Cookie, role.ToString(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        return Results.LocalRedirect(LocalAddress(form[ReturnField]));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Provider provider, Serving serving, WebDatabase database)
    {
        var token = await context.GetTokenAsync(OidcHandler.IdToken);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await database.RecordAsync(context.User.Person(), AuditActions.SignOut, "web", detail: null, context.RequestAborted);
        if (await provider.EndSessionAsync(context.RequestAborted) is not { } end)
            return Results.LocalRedirect(SignedOutPath);
        var query = QueryString.FromUriComponent(end)
            .Add("id_token_hint", token ?? "")
            .Add("client_id", serving.SignIn!.ClientId)
            .Add("post_logout_redirect_uri", serving.SignIn.PublicUrl.TrimEnd('/') + SignedOutPath);
        return Results.Redirect(end.GetLeftPart(UriPartial.Path) + query.ToUriComponent());
    }
}
