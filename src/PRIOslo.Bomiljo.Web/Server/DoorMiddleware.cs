using System.Net;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Turns away what came the wrong way, before anything else looks at it: 400 without a page.</summary>
/// <remarks>In local mode: what did not start on this machine, or passed a proxy. With sign-in over HTTPS: what reached the server by
/// plain HTTP, save the health endpoints asked from this machine. Always: an address with the character NUL, which no text of the
/// database may hold.</remarks>
public sealed class DoorMiddleware(RequestDelegate next, Serving serving)
{
    private static readonly string[] ProxyMarks = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via"];

    public Task InvokeAsync(HttpContext context)
    {
        var near = context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);
        var passes = serving.IsLocal
            ? near && !ProxyMarks.Any(context.Request.Headers.ContainsKey)
            : !serving.IsHttps || context.Request.IsHttps || (near && context.Request.Path.StartsWithSegments("/helse", StringComparison.Ordinal));
        if (passes && context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) != true)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
