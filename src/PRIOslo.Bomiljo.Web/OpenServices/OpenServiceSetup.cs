using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.OpenServices;

internal static class OpenServiceSetup
{
    public static void AddOpenServices(this IServiceCollection services, IConfiguration configuration, Serving serving)
    {
        services.AddSingleton(new OpenServiceOptions(configuration.GetValue(OpenServiceOptions.Key, false), serving));
        services.AddSingleton<PublishedCache>();
        services.AddSingleton<FeatureEndpoints>();
        services.AddSingleton<TileEndpoints>();
    }

    public static void MapOpenServices(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var features = routes.MapGroup(OpenServiceOptions.FeaturesPath);
        var tiles = routes.MapGroup(OpenServiceOptions.TilesPath);
        if (services.GetRequiredService<OpenServiceOptions>().IsPublic)
        {
            features.AllowAnonymous();
            tiles.AllowAnonymous();
        }

        services.GetRequiredService<FeatureEndpoints>().Map(features);
        services.GetRequiredService<TileEndpoints>().Map(tiles);
    }
}
