using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.OpenServices;
using PRIOslo.Bomiljo.Web.Pages;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Turns a failure into a page that says what is wrong and what to do, with its code.</summary>
public sealed class ProblemPages(WebDatabase database, ILogger<ProblemPages> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        if (exception is BadHttpRequestException bad)
        {
            await WriteAsync(httpContext, bad.StatusCode, ProblemPage.Kind.BadRequest, code: null);
            return true;
        }

        if (exception is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
        {
            log.LogWarning("{Code}: the database refused a role.", ProblemCode.NotForRole);
            await ForbiddenAsync(httpContext);
            return true;
        }

        var problem = exception as ProblemException ?? DatabaseProblems.Translate(exception);
        if (problem is not null && ServiceProblems.StatusOf(problem.Code) is { } status)
        {
            await ServiceProblems.WriteAsync(httpContext, status, problem.Code, problem.Message);
            return true;
        }

        if (problem is not null && problem.Code.Exit == ExitCode.DatabaseUnavailable)
        {
            log.LogWarning("{Code}: the database does not answer.", problem.Code);
            database.ForgetConnections();
            httpContext.Response.Headers.RetryAfter = "5";
            // To a reader every way in which the database is away is the same.
            await WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, ProblemPage.Kind.NoDatabase, ProblemCode.CannotConnect);
            return true;
        }

        if (problem?.Code == ProblemCode.NoProvider)
        {
            log.LogWarning("{Problem}", problem.Message);
            httpContext.Response.Headers.RetryAfter = "30";
            await WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, ProblemPage.Kind.NoProvider, problem.Code);
            return true;
        }

        // Messages may repeat what somebody wrote: the kind and the place of the failure are enough to find it.
        log.LogError("A page failed: {Kind} {SqlState}\n{Place}", exception.GetType().Name, (exception as PostgresException)?.SqlState, exception.StackTrace);
        await WriteAsync(httpContext, StatusCodes.Status500InternalServerError, ProblemPage.Kind.Unexpected, problem?.Code);
        return true;
    }

    public static Task NotFound(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, ProblemPage.Kind.NotFound, code: null);

    public static Task ForbiddenAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status403Forbidden, ProblemPage.Kind.Forbidden, ProblemCode.NotForRole);

    public static Task BadFormAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, ProblemPage.Kind.BadForm, ProblemCode.BadForm);

    public static Task TooManyAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status429TooManyRequests, ProblemPage.Kind.TooMany, ProblemCode.TooManyRequests);

    /// <param name="context">The callback.</param>
    /// <param name="code">BOM-811 for a callback that does not hold, BOM-812 for a person without a role here.</param>
    public static Task SignInFailedAsync(HttpContext context, ProblemCode code) => code == ProblemCode.NoRole
        ? WriteAsync(context, StatusCodes.Status403Forbidden, ProblemPage.Kind.NoRole, code)
        : WriteAsync(context, StatusCodes.Status400BadRequest, ProblemPage.Kind.SignInFailed, code);

    private static async Task WriteAsync(HttpContext context, int status, ProblemPage.Kind kind, ProblemCode? code)
    {
        if (OpenServiceOptions.Covers(context.Request.Path))
        {
            await ServiceProblems.WriteAsync(context, status, code, detail: null);
            return;
        }

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
