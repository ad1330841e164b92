using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Attack;

namespace PRIOslo.Bomiljo.PostgisTests;

/// <summary>A test that needs a real PostGIS, and the solver that publishing needs; skipped where one of them is not installed, unless
/// BOMILJO_TEST_POSTGIS=1 demands it.</summary>
public sealed class PostgisFactAttribute : FactAttribute
{
    private static readonly bool Demanded = Environment.GetEnvironmentVariable("BOMILJO_TEST_POSTGIS") == "1";
    private static readonly Lazy<bool> Installed = new(IsInstalled);

    public PostgisFactAttribute()
    {
        if (!Demanded && !Installed.Value)
            Skip = "PostgreSQL with PostGIS, or GLPK (Debian: glpk-utils), is not installed here.";
    }

    private static bool IsInstalled()
    {
        try
        {
            return ServerBinaries.Find().Length > 0 && Glpsol.IsInstalled;
        }
        catch (ProblemException)
        {
            return false;
        }
    }
}
