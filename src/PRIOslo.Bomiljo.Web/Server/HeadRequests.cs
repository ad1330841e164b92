namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Answers HEAD as GET, with the same headers; the server itself leaves the body out.</summary>
public sealed class HeadRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (isHead)
            context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            if (isHead)
                context.Request.Method = HttpMethods.Head;
        }
    }
}
