using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.Server;

try
{
    return await WebServer.RunAsync(args);
}
catch (Exception failure) when ((failure as ProblemException ?? DatabaseProblems.Translate(failure)) is { } problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return (int)problem.Code.Exit;
}
