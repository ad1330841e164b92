namespace PRIOslo.Bomiljo.Problems;

/// <summary>What the program tells its caller; the numbers are a contract.</summary>
public enum ExitCode
{
    Done = 0,

    /// <summary>A bug: the only outcome that prints a stack trace.</summary>
    Bug = 1,
    WrongArguments = 2,

    /// <summary>A mapping, rule or configuration file is wrong, or a delivery does not fit its mapping.</summary>
    WrongConfiguration = 10,

    /// <summary>Done, but rows were rejected; they are listed.</summary>
    RowsRejected = 11,
    DatabaseUnavailable = 12,

    /// <summary>The data are not complete or not safe enough.</summary>
    Refused = 13,
}
