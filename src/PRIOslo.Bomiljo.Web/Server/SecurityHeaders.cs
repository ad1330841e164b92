using PRIOslo.Bomiljo.Web.OpenServices;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Headers of every response: nothing from other hosts, no inline script or style, no framing, HTTPS from now on.</summary>
public sealed class SecurityHeaders(RequestDelegate next, Provider provider, OpenServiceOptions services)
{
    // The map's own controls carry their icons as data: pictures in the style sheet.
    internal const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /// <summary>Sets them when the response begins: one that tells of an error is emptied first, headers and all.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Signing out posts a form here that leads on to the provider, and browsers hold such a way to form-action.
        // The printed report has a policy of its own.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = provider.EndSessionOrigin is { } origin ? $"{Policy} {origin}" : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (services.IsPublic && OpenServiceOptions.Covers(context.Request.Path))
        {
            // What everybody may read, pages of other servers may read too (without cookies).
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = "Content-Crs, ETag";
        }

        headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000"; // a year
    }
}
