using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PRIOslo.Bomiljo.Heatmap.Register;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Analysis;

/// <summary>What an analyst writes in the page: measures, events and notes. The database decides of which bydeler, and puts it on record.</summary>
public static class AnalysisEndpoints
{
    public const string EventPath = AnalysisRequest.Path + "/tiltak";
    public const string NotePath = AnalysisRequest.Path + "/notat";
    public const string ReturnField = "retur";

    /// <summary>Holds the code of what was wrong with a form.</summary>
    public const string RefusedField = "avvist";

    public static void MapAnalysis(this IEndpointRouteBuilder routes)
    {
        var posts = routes.MapGroup("").RequireAuthorization(SignInSetup.Analyst).AddEndpointFilter(SignInEndpoints.DemandTokenAsync);
        posts.MapPost(EventPath, (Delegate)AddEventAsync);
        posts.MapPost(NotePath, (Delegate)AddNoteAsync);
    }

    private static Task<IResult> AddEventAsync(HttpContext context, PersonDatabase database, TimeProvider clock) => WriteAsync(context, database, clock, (register, form) =>
    {
        if (Day(form["fra"]) is not { } first || (form["til"] is not [null or ""] and not [] && Day(form["til"]) is null))
            throw new ProblemException(ProblemCode.BadArgument, "fra", "this is no day.", "Write it as 2023-05-01.");
        // What may be told outside the house is decided on the command line, where it is warned of.
        return register.AddAsync(new(0, form["slag"].ToString(), form["sted"] is [{ Length: > 0 } area] ? area : null, first, Day(form["til"]), form["tekst"].ToString(), Public: false, ""), context.RequestAborted);
    });

    private static Task<IResult> AddNoteAsync(HttpContext context, PersonDatabase database, TimeProvider clock) => WriteAsync(context, database, clock, (register, form) =>
    {
        _ = int.TryParse(form["aar"], NumberStyles.None, CultureInfo.InvariantCulture, out var year);
        return register.AddNoteAsync(form["sted"].ToString(), year, form["tekst"].ToString(), context.RequestAborted);
    });

    private static async Task<IResult> WriteAsync(HttpContext context, PersonDatabase database, TimeProvider clock, Func<EventRegister, IFormCollection, Task<int>> write)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = SignInEndpoints.LocalAddress(form[ReturnField]);
        try
        {
            await database.ActAsync(connection => write(new EventRegister(connection, clock), form), context.RequestAborted);
        }
        catch (ProblemException refused) when (refused.Code == ProblemCode.BadArgument || refused.Code == ProblemCode.PersonInWords)
        {
            return Results.LocalRedirect(QueryHelpers.AddQueryString(back, RefusedField, refused.Code == ProblemCode.PersonInWords ? "person" : "form"));
        }

        return Results.LocalRedirect(back + "#timeline");
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
