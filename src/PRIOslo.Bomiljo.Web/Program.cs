using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.Server;

try
{
    return await WebServer.RunAsync(args);
}
catch (ProblemException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return (int)problem.Code.Exit;
}
