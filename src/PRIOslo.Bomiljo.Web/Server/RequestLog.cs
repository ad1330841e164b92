using Microsoft.AspNetCore.Diagnostics;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>One line a request: method, the route's pattern (never the address that was asked for), status and milliseconds.</summary>
public sealed class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            log.LogInformation("{Method} {Route} {Status} {Milliseconds}", Method(context.Request.Method), Route(context),
                context.Response.StatusCode, Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 1));
        }
    }

    /// <returns>The pattern of the route that serves the request, also where it failed there; «-» where none does.</returns>
    internal static string Route(HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is RouteEndpoint { RoutePattern.RawText: { } text } ? text : "-";

    // A method is free text too.
    private static string Method(string method) => method.Length <= 7 && method.All(char.IsAsciiLetterUpper) ? method : "-";
}
