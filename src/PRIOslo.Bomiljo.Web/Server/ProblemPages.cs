using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.Pages;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Turns a failure into a page that says what is wrong and what to do, with its code.</summary>
public sealed class ProblemPages(NpgsqlDataSource dataSource, ILogger<ProblemPages> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var problem = exception as ProblemException ?? DatabaseProblems.Translate(exception);
        if (problem is not null && problem.Code.Exit == ExitCode.DatabaseUnavailable)
        {
            log.LogWarning("{Code}: the database does not answer.", problem.Code);
            // Connections kept from before the failure are dead: the next request opens a new one.
            dataSource.Clear();
            httpContext.Response.Headers.RetryAfter = "5";
            // To a reader every way in which the database is away is the same.
            await WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, ProblemPage.Kind.NoDatabase, ProblemCode.CannotConnect);
            return true;
        }

        log.LogError(exception, "A page failed.");
        await WriteAsync(httpContext, StatusCodes.Status500InternalServerError, ProblemPage.Kind.Unexpected, problem?.Code);
        return true;
    }

    public static Task NotFound(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, ProblemPage.Kind.NotFound, code: null);

    private static async Task WriteAsync(HttpContext context, int status, ProblemPage.Kind kind, ProblemCode? code)
    {
        // The failed page has used up the request's services for rendering, which serve one page each.
        await using var scope = context.RequestServices.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<ProblemPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ProblemPage.Reason)] = kind,
            [nameof(ProblemPage.Code)] = code?.ToString() ?? "",
        })
        { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(context);
    }
}
