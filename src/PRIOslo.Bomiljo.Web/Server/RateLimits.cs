using System.Threading.RateLimiting;
using PRIOslo.Bomiljo.Web.OpenServices;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>How much one person, or one address before sign-in, may ask for: configuration section <c>Limits</c>, per minute.</summary>
/// <remarks>Each may ask for a third of a minute's share at once. Looking up sites and drawing areas is held shorter: nobody goes through the whole city.
/// What is asked for is told by the route, which takes more than one spelling of an address.</remarks>
public static class RateLimits
{
    public const string SignIn = "sign-in";

    private const string SiteRoute = "/sted";
    private const string DrawnRoute = "/omrade";
    private const string AliveRoute = "/helse/lever";

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var pages = configuration.GetValue("Limits:PagesPerMinute", 1200);
        var sites = configuration.GetValue("Limits:SitesPerMinute", 60);
        var perService = configuration.GetValue("Limits:ServicesPerMinute", 6000);
        var signIns = configuration.GetValue("Limits:SignInsPerMinute", 60);
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RequestLog.Route(context) switch
                {
                    AliveRoute => RateLimitPartition.GetNoLimiter(""),
                    SiteRoute when context.Request.QueryString.HasValue || HttpMethods.IsPost(context.Request.Method) => Of("site", context, sites),
                    DrawnRoute when HttpMethods.IsPost(context.Request.Method) => Of("drawn", context, sites),
                    _ when OpenServiceOptions.Covers(context.Request.Path) => Of("service", context, perService),
                    _ => Of("page", context, pages),
                });
            options.AddPolicy(SignIn, context => Of(SignIn, context, signIns));
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "10";
                return new ValueTask(ProblemPages.TooManyAsync(rejected.HttpContext));
            };
        });
    }

    private static RateLimitPartition<string> Of(string what, HttpContext context, int perMinute)
    {
        var who = context.User.FindFirst(PersonClaims.Id)?.Value is { } person ? $"person {person}" : $"address {context.Connection.RemoteIpAddress}";
        return RateLimitPartition.GetTokenBucketLimiter($"{what} {who}", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, perMinute / 3),
            TokensPerPeriod = Math.Max(1, perMinute / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        });
    }
}
