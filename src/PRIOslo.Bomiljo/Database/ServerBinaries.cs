using System.Globalization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Finds PostgreSQL's server programs on this machine.</summary>
internal static class ServerBinaries
{
    private const int OldestMajor = 15;

    private static readonly string[] Patterns =
    [
        "/usr/lib/postgresql/*/bin", // Debian, Ubuntu
        "/usr/pgsql-*/bin", // Fedora, Red Hat
        "/opt/homebrew/opt/postgresql@*/bin", // macOS
        "/usr/local/opt/postgresql@*/bin",
        "/usr/local/pgsql*/bin",
    ];

    /// <summary><c>BOMILJO_PG_BIN</c> if set, else the newest installation of at least version 15, one with PostGIS first.</summary>
    /// <returns>The folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</returns>
    /// <exception cref="ProblemException">BOM-401: none is installed.</exception>
    public static string Find()
    {
        var named = Environment.GetEnvironmentVariable("BOMILJO_PG_BIN");
        if (!string.IsNullOrWhiteSpace(named) && HasServer(named))
            return named;

        var found = Patterns.SelectMany(Expand)
            .Where(folder => HasServer(folder.Path) && folder.Major >= OldestMajor)
            .OrderByDescending(folder => HasPostgis(folder.Major))
            .ThenByDescending(folder => folder.Major)
            .Select(folder => folder.Path)
            .FirstOrDefault();
        return found ?? throw new ProblemException(ProblemCode.NoPostgres, "",
            $"No PostgreSQL server of version {OldestMajor} or newer is installed on this machine.", InstallHint);
    }

    /// <returns>The folder with <c>pg_dump</c>, <c>pg_restore</c> and <c>psql</c> of the server's own version, else of the oldest
    /// newer one; null if there is none. <c>BOMILJO_PG_BIN</c> wins.</returns>
    public static string? FindClient(int serverMajor)
    {
        var named = Environment.GetEnvironmentVariable("BOMILJO_PG_BIN");
        if (!string.IsNullOrWhiteSpace(named) && HasClient(named))
            return named;
        return Patterns.SelectMany(Expand)
            .Where(folder => HasClient(folder.Path) && folder.Major >= serverMajor)
            .OrderBy(folder => folder.Major)
            .Select(folder => folder.Path)
            .FirstOrDefault();
    }

    /// <summary>What to type on each kind of machine.</summary>
    public const string InstallHint =
        """
        Install PostgreSQL with PostGIS, or name a running server in BOMILJO_DATABASE:
          Debian, Ubuntu:  sudo apt-get install postgresql-15 postgresql-15-postgis-3
          Fedora:          sudo dnf install postgresql-server postgis
          macOS:           brew install postgresql@17 postgis
          container:       docker run -d -p 127.0.0.1:5432:5432 -e POSTGRES_PASSWORD=choose-one postgis/postgis:15-3.3
        """;

    private static bool HasServer(string folder) =>
        File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));

    private static bool HasClient(string folder) =>
        Array.TrueForAll(["pg_dump", "pg_restore", "psql"], program => File.Exists(Path.Combine(folder, program)));

    private static bool HasPostgis(int major) =>
        File.Exists($"/usr/share/postgresql/{major}/extension/postgis.control")
        || File.Exists($"/usr/pgsql-{major}/share/extension/postgis.control");

    private static IEnumerable<(string Path, int Major)> Expand(string pattern)
    {
        var parts = pattern.Split('/');
        var star = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        var parent = string.Join('/', parts[..star]);
        if (!Directory.Exists(parent))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories(parent, parts[star]))
        {
            var digits = new string([.. Path.GetFileName(folder).Where(char.IsAsciiDigit)]);
            if (int.TryParse(digits, CultureInfo.InvariantCulture, out var major))
                yield return (Path.Combine([folder, .. parts[(star + 1)..]]), major);
        }
    }
}
