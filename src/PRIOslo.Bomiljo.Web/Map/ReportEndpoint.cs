using System.Security.Cryptography;
using System.Text;
using PRIOslo.Bomiljo.Publishing.Report;
using PRIOslo.Bomiljo.Web.Language;
using PRIOslo.Bomiljo.Web.Server;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary><c>/rapport/{year}</c>: the yearly report, as <c>bomiljo heatmap report</c> writes it; with <c>?sprak=en</c> in English.</summary>
/// <remarks>Read anew each time, so that an event that is taken back is gone at once.</remarks>
public static class ReportEndpoint
{
    /// <summary>The page's own style is the only thing that it may use.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportStyle.Text)))}'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    public static void MapReport(this IEndpointRouteBuilder routes) => routes.MapGet("/rapport/{year:int}", GetAsync);

    private static async Task<IResult> GetAsync(int year, HttpContext context, PublishedCache cache, PersonDatabase database, CancellationToken cancel)
    {
        if ((await cache.ShownAsync(cancel)).Releases.All(release => release.Year != year))
            return Results.NotFound();
        var data = await database.AskOfOneMomentAsync(connection => new ReportReader(connection).ReadAsync(year, cancel), cancel);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(YearReport.Write(data, PageLanguage.IsEnglish), "text/html; charset=utf-8");
    }
}
