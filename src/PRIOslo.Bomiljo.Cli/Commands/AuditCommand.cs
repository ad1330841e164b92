using System.CommandLine;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo audit verify | list</c>.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "Who did what: sign-ins, looks at raw data, imports, measurements, exports, decisions.")
    {
        CreateVerify(),
        CreateList(),
    };

    private static Command CreateVerify()
    {
        var known = new Option<string?>("--known")
        {
            Description = "A head that was printed earlier and kept outside the database; finds a chain that the owner wrote anew.",
            HelpName = "SEQ:HASH",
        };
        var verify = new Command("verify", "Compute the chain of entries anew and say what was changed or is missing.") { known, Output.JsonOption };
        verify.SetAction(async (parsed, cancel) =>
        {
            var place = parsed.GetValue(known) is { } text ? AuditPlace.TryParse(text) ?? throw Unreadable() : null;
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var report = await AuditReader.VerifyAsync(database, place, cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(new { Intact = report.Findings.Count == 0, report.Entries, Head = report.Head.ToString(), report.Findings });
            else
                Print(report);
            return (int)(report.Findings.Count == 0 ? ExitCode.Done : ExitCode.Refused);
        });
        return verify;
    }

    private static Command CreateList()
    {
        var last = new Option<int>("--last") { Description = "How many entries.", DefaultValueFactory = _ => 50 };
        var list = new Command("list", "Show the latest entries.") { last, Output.JsonOption };
        list.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var entries = await AuditReader.ListAsync(database, parsed.GetValue(last), cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new
                {
                    Entries = entries.Select(entry => new
                    {
                        entry.Seq,
                        entry.At,
                        entry.Actor,
                        entry.Role,
                        entry.Action,
                        entry.Subject,
                        Detail = System.Text.Json.Nodes.JsonNode.Parse(entry.Detail),
                        Hash = Convert.ToHexStringLower(entry.Hash),
                    }),
                });
                return 0;
            }

            foreach (var entry in entries)
                Output.Line($"{entry.Seq,6}  {entry.At:yyyy-MM-dd HH:mm:ss}Z  {entry.Actor} ({entry.Role})  {entry.Action}  {entry.Subject}  {entry.Detail}");
            return 0;
        });
        return list;
    }

    private static void Print(AuditReport report)
    {
        foreach (var finding in report.Findings)
            Output.Line($"entry {finding.Seq}: {Words(finding.Fault)}");
        Output.Line(report.Findings.Count == 0
            ? $"The chain of {report.Entries} entries is unbroken."
            : $"The chain is broken in {report.Findings.Count} places.");
        Output.Line($"Head {report.Head}");
    }

    private static string Words(AuditFault fault) => fault switch
    {
        AuditFault.Changed => "was changed",
        AuditFault.Missing => "is missing",
        AuditFault.Unchained => "does not follow from the one before, which was replaced",
        AuditFault.Truncated => "and what came after it are missing at the end",
        AuditFault.HeadDiffers => "is not the one that the head tells of",
        AuditFault.Rewritten => "is not the one that was noted: the chain was written anew",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static ProblemException Unreadable() =>
        new(ProblemCode.BadArgument, "--known", "this is no place in the chain.", "Copy it from what audit verify printed: number, colon, hash.");
}
