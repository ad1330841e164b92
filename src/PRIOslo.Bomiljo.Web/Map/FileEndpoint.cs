using System.Text;
using Npgsql;
using PRIOslo.Bomiljo.Publishing.Export;
using PRIOslo.Bomiljo.Publishing.Report;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary><c>/fil/{year}/{format}</c>: a year's published figures as <c>bomiljo heatmap export</c> writes them, and
/// <c>/fil/{year}/{format}/metadata</c> the file's DCAT record. Read in the name of a viewer. The ETag holds the shown releases.</summary>
public static class FileEndpoint
{
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fil/{year:int}/{format}", (int year, string format, HttpContext context, PublishedCache cache, CancellationToken cancel) => SendAsync(year, format, false, context, cache, cancel));
        routes.MapGet("/fil/{year:int}/{format}/metadata", (int year, string format, HttpContext context, PublishedCache cache, CancellationToken cancel) => SendAsync(year, format, true, context, cache, cancel));
    }

    private static async Task SendAsync(int year, string format, bool metadata, HttpContext context, PublishedCache cache, CancellationToken cancel)
    {
        if ((await cache.ShownAsync(cancel)).Releases.All(release => release.Year != year) || !HeatmapExport.Formats.Contains(format))
        {
            await ProblemPages.NotFound(context);
            return;
        }

        var key = FormattableString.Invariant($"file {year} {format} {metadata}");
        var answer = await cache.GetAsync(key, (connection, now, read) => PrepareAsync(connection, year, format, metadata, now.Stamp + key, read), prepared => prepared.Bytes, cancel);
        await answer.SendAsync(context, "private, no-cache");
    }

    private static async Task<PreparedAnswer> PrepareAsync(NpgsqlConnection connection, int year, string format, bool metadata, string question, CancellationToken cancel)
    {
        var (release, seal) = await new ReportReader(connection).SealedAsync(year, cancel);
        var rows = await ExportQuery.RunAsync(connection, year, release.Version, cancel);
        var name = FormattableString.Invariant($"varmekart-{year}.{format}");
        var folder = Directory.CreateTempSubdirectory("bomiljo-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            await HeatmapExport.WriteAsync(rows, format, path, cancel);
            var content = await File.ReadAllBytesAsync(path, cancel);
            return metadata
                ? PreparedAnswer.Of(question, Encoding.UTF8.GetBytes(DatasetRecord.Write(release, seal, PublisherSettings.Load(), name, format, content, rows)), "application/ld+json")
                : PreparedAnswer.Of(question, content, DatasetRecord.MediaType(format), ("Content-Disposition", $"attachment; filename=\"{name}\""));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
