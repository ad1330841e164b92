using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PRIOslo.Bomiljo.Cli;

/// <summary>Help without the arguments of the verbs above: <c>measure YEAR</c> has subverbs, which are typed without that year.</summary>
internal sealed class HelpAsTyped : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var above = parseResult.CommandResult.Command.Parents.OfType<Command>().FirstOrDefault();
        for (; above is not null; above = above.Parents.OfType<Command>().FirstOrDefault())
        {
            foreach (var argument in above.Arguments)
                argument.Hidden = true;
        }

        return _help.Invoke(parseResult);
    }
}
