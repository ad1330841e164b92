using System.Data.Common;
using Npgsql;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary><c>/helse/lever</c>: the process answers. <c>/helse/klar</c>: so does its database; else 503.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/helse/lever", () => Results.Text("lever"));
        routes.MapGet("/helse/klar", async (NpgsqlDataSource dataSource, CancellationToken cancel) =>
        {
            try
            {
                await using var command = dataSource.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancel);
                return Results.Text("klar");
            }
            catch (DbException)
            {
                return Results.Text("BOM-403", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
