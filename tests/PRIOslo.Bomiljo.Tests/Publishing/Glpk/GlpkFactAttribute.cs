using PRIOslo.Bomiljo.Publishing.Attack;

namespace PRIOslo.Bomiljo.Tests.Publishing.Glpk;

/// <summary>A test that needs GLPK's solver; skipped where it is not installed, unless BOMILJO_TEST_GLPK=1 demands it.</summary>
public sealed class GlpkFactAttribute : FactAttribute
{
    private static readonly bool Demanded = Environment.GetEnvironmentVariable("BOMILJO_TEST_GLPK") == "1";

    public GlpkFactAttribute()
    {
        if (!Demanded && !Glpsol.IsInstalled)
            Skip = "GLPK (Debian: glpk-utils) is not installed here.";
    }
}
