using Microsoft.AspNetCore.Mvc;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>Errors of the open services, for programs: RFC 9457.</summary>
internal static class ServiceProblems
{
    public const string ContentType = "application/problem+json";

    public static ProblemException UnknownParameter(IEnumerable<string> known) => new(ProblemCode.UnknownServiceParameter, "query",
        "there is a parameter that this resource does not know.", $"It knows {string.Join(", ", known)}.");

    public static ProblemException BadParameter(string parameter, string what, string remedy) =>
        new(ProblemCode.BadServiceParameter, parameter, what, remedy);

    public static ProblemException NotThere(string what) =>
        new(ProblemCode.NoSuchServiceResource, what, "there is none of this name.", "Follow the links from /ogc.");

    /// <returns>The HTTP status; null for a problem that is not the services' own.</returns>
    public static int? StatusOf(ProblemCode code) =>
        code == ProblemCode.UnknownServiceParameter || code == ProblemCode.BadServiceParameter ? StatusCodes.Status400BadRequest
        : code == ProblemCode.NoSuchServiceResource ? StatusCodes.Status404NotFound
        : null;

    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Null where the status says it all.</param>
    /// <param name="detail">What is wrong and what to do; null for nothing more.</param>
    public static Task WriteAsync(HttpContext context, int status, ProblemCode? code, string? detail)
    {
        var problem = new ProblemDetails { Status = status, Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        if (code is { } known)
            problem.Extensions["code"] = known.ToString();
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem, options: null, ContentType, context.RequestAborted);
    }
}
