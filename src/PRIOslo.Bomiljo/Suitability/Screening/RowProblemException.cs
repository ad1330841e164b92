using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Carries what is wrong with one value up to the loop that knows the row.</summary>
internal sealed class RowProblemException(string column, string what) : Exception(what)
{
    public SiteProblem At(int line) => new(ProblemCode.BadSites, line, column, Message);
}
