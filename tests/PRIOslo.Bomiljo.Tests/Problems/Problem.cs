using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests;

/// <summary>Demands an expected error with its code and place.</summary>
internal static class Problem
{
    public static ProblemException Thrown(string code, string place, Action action) => Check(Assert.Throws<ProblemException>(action), code, place);

    public static ProblemException Check(ProblemException problem, string code, string place)
    {
        Assert.Equal(code, problem.Code.ToString());
        Assert.StartsWith(code, problem.Message, StringComparison.Ordinal);
        Assert.Contains(place, problem.Message, StringComparison.Ordinal);
        return problem;
    }
}
