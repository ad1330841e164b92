using Microsoft.AspNetCore.Connections;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.Analysis;
using PRIOslo.Bomiljo.Web.Components;
using PRIOslo.Bomiljo.Web.Map;
using PRIOslo.Bomiljo.Web.OpenServices;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Composes the web application: configuration, middleware, pages and endpoints.</summary>
public static class WebServer
{
    /// <summary>Names a JSON file whose keys win over the program's own settings; environment and command line win over it.</summary>
    public const string ConfigurationOption = "config";

    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="ProblemException">BOM-801 for an address that may not be listened on, BOM-803 for a port in use, BOM-813 for a
    /// wrong sign-in, BOM-4xx and BOM-802 without a database, BOM-1xx for a wrong rule file.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        AddConfiguration(builder, args);
        var serving = Serving.From(builder.Configuration);
        builder.WebHost.UseUrls(serving.Urls);
        builder.WebHost.ConfigureKestrel(RequestLimits.Set);
        builder.Logging.ClearProviders().AddJsonConsole(console => console.UseUtcTimestamp = true);
        await using var database = await DatabaseAccess.OpenWebAsync();
        builder.Services.AddWeb(builder.Configuration, serving, database);

        await using var app = builder.Build();
        Use(app, serving);
        try
        {
            await app.RunAsync();
            return (int)ExitCode.Done;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new ProblemException(ProblemCode.PortInUse, serving.Urls, "another program listens there already.",
                "Stop it, or choose another port with --urls or --port.", failure);
        }
    }

    private static void AddConfiguration(WebApplicationBuilder builder, string[] args)
    {
        if (builder.Configuration[ConfigurationOption] is not { Length: > 0 } file)
            return;
        try
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddCommandLine(args);
        }
        catch (FileNotFoundException missing)
        {
            throw new ProblemException(ProblemCode.FileNotFound, file, "the file is not there.", "Check the path.", missing);
        }
        catch (InvalidDataException wrong)
        {
            throw new ProblemException(ProblemCode.BadConfiguration, file, "this is no JSON file.", "Correct the file.", wrong);
        }
    }

    internal static void Use(WebApplication app, Serving serving)
    {
        if (serving.Proxies.Count > 0)
            app.UseForwardedHeaders(serving.ForwardedHeadersOptions());
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<DoorMiddleware>();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseExceptionHandler();
        app.UseStaticFiles(new StaticFileOptions
        {
            // Names without a hash stay the same over versions: ask each time, and get 304 where nothing changed.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseMiddleware<HeadRequests>();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
        app.MapAreas();
        app.MapBands();
        app.MapReport();
        app.MapFiles();
        app.MapAnalysis();
        app.MapOpenServices();
        app.MapSignIn(serving);
        app.MapHealth();
        app.MapFallback(ProblemPages.NotFound).AllowAnonymous();
    }
}
