using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Web.Components;
using PRIOslo.Bomiljo.Web.Language;
using PRIOslo.Bomiljo.Web.Map;
using PRIOslo.Bomiljo.Web.SiteCheck;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>Composes the web application: services, headers, pages and endpoints.</summary>
public static class WebServer
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="ProblemException">BOM-801 for an address beyond loopback, BOM-803 for a port in use, BOM-4xx without a
    /// database, BOM-1xx for a wrong rule file.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var urls = LoopbackOnly.Apply(builder);
        await using var dataSource = await DatabaseAccess.OpenWebDataSourceAsync();
        AddServices(builder.Services, dataSource);

        await using var app = builder.Build();
        Use(app);
        try
        {
            await app.RunAsync();
            return (int)ExitCode.Done;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new ProblemException(ProblemCode.PortInUse, urls, "another program listens there already.",
                "Stop it, or choose another port with --urls or --port.", failure);
        }
    }

    private static void AddServices(IServiceCollection services, NpgsqlDataSource dataSource)
    {
        services.AddSingleton(dataSource);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new PublishedReader(dataSource));
        services.AddSingleton(new SiteCheckService(dataSource, RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"))));
        services.AddSingleton(MatrixGroup.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "groups.json")));
        services.AddSingleton<SiteAnswerer>();
        services.AddSingleton<HeatMapLoader>();
        // Nothing is posted, so keys that protect forms need not outlive the process.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddExceptionHandler<ProblemPages>();
        services.AddProblemDetails();
        services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "image/svg+xml"]);
        services.AddRequestLocalization(PageLanguage.Configure);
    }

    private static void Use(WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseExceptionHandler();
        app.UseStaticFiles(new StaticFileOptions
        {
            // Names without a hash stay the same over versions: ask each time, and get 304 where nothing changed.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
        app.MapAreas();
        app.MapHealth();
        app.MapFallback(ProblemPages.NotFound);
    }
}
