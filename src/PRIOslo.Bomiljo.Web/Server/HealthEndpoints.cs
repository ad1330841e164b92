using System.Data.Common;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary><c>/helse/lever</c>: the process answers. <c>/helse/klar</c>: so does its database; else 503.</summary>
public static class HealthEndpoints
{
    private static readonly Person Probe = new("helse", Role.Viewer, Bydeler: [], Projects: []);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/helse/lever", () => Results.Text("lever")).AllowAnonymous();
        routes.MapGet("/helse/klar", async (WebDatabase database, CancellationToken cancel) =>
        {
            try
            {
                await using var session = await database.OpenAsync(Probe, cancel);
                return Results.Text("klar");
            }
            catch (DbException)
            {
                database.ForgetConnections();
                return Results.Text(ProblemCode.CannotConnect.ToString(), statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
    }
}
