using System.Security.Cryptography;
using System.Text;
using PRIOslo.Bomiljo.Publishing.Export;
using PRIOslo.Bomiljo.Publishing.Report;
using PRIOslo.Bomiljo.Web.Language;
using PRIOslo.Bomiljo.Web.Server;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary><c>/rapport/{year}</c> and <c>/faktaark/{year}/{area}</c>: the yearly report and a delbydel's fact sheet, as <c>bomiljo heatmap</c> writes them;
/// with <c>?sprak=en</c> in English.</summary>
/// <remarks>Read anew each time, so that an event that is taken back is gone at once.</remarks>
public static class ReportEndpoint
{
    /// <summary>The page's own style is the only thing that it may use.</summary>
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportStyle.Text)))}'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    public static void MapReport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rapport/{year:int}", (int year, HttpContext context, PublishedCache cache, PersonDatabase database, CancellationToken cancel) =>
            SendAsync(year, data => YearReport.Write(data, PageLanguage.IsEnglish), context, cache, database, cancel));
        routes.MapGet("/faktaark/{year:int}/{area}", (int year, string area, HttpContext context, PublishedCache cache, PersonDatabase database, CancellationToken cancel) =>
            SendAsync(year, data => data.Figures.Any(figure => figure.Level == "delbydel" && figure.Area == area) ? Sheet(data, area) : null, context, cache, database, cancel));
    }

    private static byte[] Sheet(ReportData data, string area)
    {
        var line = PublisherSettings.Load().ContactLine;
        return FactSheet.Write(data, area, PageLanguage.Pick(line.Nb, line.En), PageLanguage.IsEnglish);
    }

    private static async Task SendAsync(
        int year, Func<ReportData, byte[]?> write, HttpContext context, PublishedCache cache, PersonDatabase database, CancellationToken cancel)
    {
        if ((await cache.ShownAsync(cancel)).Releases.All(release => release.Year != year))
        {
            await ProblemPages.NotFound(context);
            return;
        }

        var data = await database.AskOfOneMomentAsync(connection => new ReportReader(connection).ReadAsync(year, cancel), cancel);
        if (write(data) is not { } page)
        {
            await ProblemPages.NotFound(context);
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "private, no-cache";
        await Results.Bytes(page, "text/html; charset=utf-8").ExecuteAsync(context);
    }
}
