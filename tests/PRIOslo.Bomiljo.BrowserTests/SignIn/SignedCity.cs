using System.Text.Json;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

/// <summary>A city with figures, deliveries and homes in it, whose server asks people to sign in at an identity provider.</summary>
public sealed class SignedCity : IAsyncLifetime
{
    private const string Secret = "test-secret-of-the-client-0123456789";
    private readonly string _folder = Directory.CreateTempSubdirectory("bomiljo-sign-in-").FullName;
    private IdentityProvider? _provider;

    public ServedCity Served { get; } = new();

    public Uri Address => Served.Address;

    public Uri Provider => _provider!.Address;

    public async Task InitializeAsync()
    {
        if (Browser.WhyNot is not null)
            return;
        var app = new Uri(FormattableString.Invariant($"http://127.0.0.1:{ServedCity.FreePort()}"));
        _provider = await IdentityProvider.StartAsync(Secret, app);
        await Served.InitializeAsync(app, "--config", await ConfigurationAsync(app));
        await Served.FillAsync();
        await Served.FillAsync("secrets.sql");
    }

    /// <summary>Writes what <c>serve --config</c> reads.</summary>
    /// <param name="publicUrl">Where people find the server.</param>
    /// <param name="more">Further sections.</param>
    public async Task<string> ConfigurationAsync(Uri publicUrl, object? more = null)
    {
        var secret = Path.Combine(_folder, "secret");
        if (!File.Exists(secret))
        {
            await File.WriteAllTextAsync(secret, Secret + "\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var file = Path.Combine(_folder, Guid.NewGuid() + ".json");
        var sections = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        sections["SignIn"] = JsonSerializer.SerializeToNode(new
        {
            Authority = Provider.GetLeftPart(UriPartial.Authority),
            ClientId = "bomiljo",
            ClientSecretFile = secret,
            PublicUrl = publicUrl.GetLeftPart(UriPartial.Authority),
            Roles = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["bomiljo-lesere"] = "Viewer",
                ["bomiljo-planleggere"] = "Planner",
                ["bomiljo-analytikere"] = "Analyst",
            },
            BydelClaim = "bydel",
            ProjectsClaim = "projects",
        });
        sections["Limits"] ??= JsonSerializer.SerializeToNode(new { PagesPerMinute = 60_000, SitesPerMinute = 60_000, SignInsPerMinute = 60_000 });
        await File.WriteAllTextAsync(file, sections.ToJsonString());
        return file;
    }

    public async Task DisposeAsync()
    {
        await Served.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

[CollectionDefinition("signed city")]
public sealed class SignedCityCollection : ICollectionFixture<SignedCity>;
