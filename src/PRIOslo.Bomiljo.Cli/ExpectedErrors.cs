using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli;

/// <summary>The one place where errors become messages and exit codes. Expected ones print without a stack trace.</summary>
internal static class ExpectedErrors
{
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. Nothing half-done was stored.");
            return 130;
        }
        catch (Exception failure) when ((failure as ProblemException ?? DatabaseProblems.Translate(failure)) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return (int)problem.Code.Exit;
        }
        catch (Exception bug)
        {
            await Console.Error.WriteLineAsync(bug.ToString());
            return (int)ExitCode.Bug;
        }
    }
}
