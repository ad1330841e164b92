namespace PRIOslo.Bomiljo.Problems;

/// <summary>An expected error: printed as one message without a stack trace.</summary>
/// <remarks>Says what, where and what to do. Never holds a cell's value.</remarks>
public sealed class ProblemException : Exception
{
    /// <param name="code">The stable code; it also gives the exit code.</param>
    /// <param name="place">File, line, column, layer or option that the problem is about; empty for none.</param>
    /// <param name="what">One sentence: what is wrong.</param>
    /// <param name="remedy">One sentence: what to do.</param>
    /// <param name="inner">The cause, for a debugger; not printed.</param>
    public ProblemException(ProblemCode code, string place, string what, string remedy, Exception? inner = null)
        : base(place.Length == 0 ? $"{code} {what} {remedy}" : $"{code} {place}: {what} {remedy}", inner)
        => (Code, Place) = (code, place);

    public ProblemCode Code { get; }

    /// <summary>What the problem is about; empty for none.</summary>
    public string Place { get; }
}
