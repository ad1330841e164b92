using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests;

/// <summary>A test that needs a real PostGIS; skipped where none is installed, unless BOMILJO_TEST_POSTGIS=1 demands it.</summary>
public sealed class PostgisFactAttribute : FactAttribute
{
    private static readonly bool Demanded = Environment.GetEnvironmentVariable("BOMILJO_TEST_POSTGIS") == "1";
    private static readonly Lazy<bool> Installed = new(IsInstalled);

    public PostgisFactAttribute()
    {
        if (!Demanded && !Installed.Value)
            Skip = "PostgreSQL with PostGIS is not installed here.";
    }

    private static bool IsInstalled()
    {
        try
        {
            return ServerBinaries.Find().Length > 0;
        }
        catch (ProblemException)
        {
            return false;
        }
    }
}
