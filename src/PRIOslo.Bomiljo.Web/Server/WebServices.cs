using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.ResponseCompression;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Web.Analysis;
using PRIOslo.Bomiljo.Web.Language;
using PRIOslo.Bomiljo.Web.Ledger;
using PRIOslo.Bomiljo.Web.Map;
using PRIOslo.Bomiljo.Web.OpenServices;
using PRIOslo.Bomiljo.Web.SignIn;
using PRIOslo.Bomiljo.Web.SiteCheck;

namespace PRIOslo.Bomiljo.Web.Server;

internal static class WebServices
{
    public static void AddWeb(this IServiceCollection services, IConfiguration configuration, Serving serving, WebDatabase database)
    {
        services.AddSingleton(serving);
        services.AddSingleton(database);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new SiteCheckService(RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"))));
        services.AddSingleton(MatrixGroup.Shipped);
        services.AddSingleton<PersonDatabase>();
        services.AddOpenServices(configuration, serving);
        services.AddSingleton<SiteAnswerer>();
        services.AddSingleton<WhatIfAnswerer>();
        services.AddSingleton<HeatMapLoader>();
        services.AddSingleton<DrawnAnswerer>();
        services.AddSingleton<DeliveryLoader>();
        services.AddSingleton<AnalysisLoader>();
        AddProtection(services, configuration, serving);
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddExceptionHandler<ProblemPages>();
        services.AddProblemDetails();
        services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "image/svg+xml"]);
        services.AddRequestLocalization(PageLanguage.Configure);
    }

    private static void AddProtection(IServiceCollection services, IConfiguration configuration, Serving serving)
    {
        services.Configure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. serving.HostNames];
            options.AllowEmptyHosts = false;
            options.IncludeFailureMessage = false;
        });
        services.Configure<FormOptions>(options => (options.ValueCountLimit, options.KeyLengthLimit) = (20, 100));
        // Sessions live in this process, so the keys of their cookies need not outlive it.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = SignInSetup.CookieName("bomiljo-form", serving.IsHttps);
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = serving.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true; // set for every response
        });
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = RequestLimits.Longest });
        services.AddRateLimits(configuration);
        services.AddSignIn(serving);
    }
}
