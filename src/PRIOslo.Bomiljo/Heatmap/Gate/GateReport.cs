using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>The gate's verdict on every source of a year.</summary>
/// <param name="Sources">What was judged, by source.</param>
/// <param name="Verdicts">One per source, in the same order.</param>
internal sealed record GateReport(IReadOnlyList<SourceYear> Sources, IReadOnlyList<GateVerdict> Verdicts)
{
    /// <summary>Sources whose incidents are not counted.</summary>
    public string[] LeftOut => [.. Verdicts.Where(verdict => !verdict.Counts).Select(verdict => verdict.Source)];

    /// <summary>Judges every source with rows in the year or the year before.</summary>
    /// <exception cref="ProblemException">BOM-620: a source is refused. The message names each, with its figures.</exception>
    public static async Task<GateReport> DemandAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        var sources = await SourceYearQuery.RunAsync(connection, year, cancel);
        var decisions = await GateStore.ReadDecisionsAsync(connection, year, cancel);
        var broken = await GateStore.ReadBrokenSourcesAsync(connection, year, cancel);
        var verdicts = sources.ConvertAll(source =>
            CoverageGate.Judge(source, decisions.GetValueOrDefault(source.Source), broken.Contains(source.Source)));
        var refused = verdicts.FindAll(verdict => verdict.Outcome == GateVerdict.Refused);
        return refused.Count == 0 ? new(sources, verdicts) : throw Refusal(year, refused);
    }

    private static ProblemException Refusal(int year, List<GateVerdict> refused)
    {
        var findings = string.Join(' ', refused.SelectMany(verdict =>
            verdict.Findings.Where(finding => finding.Refuses).Select(finding => $"{verdict.Source}: {finding.Text}")));
        var isBreak = refused.TrueForAll(verdict => verdict.Findings.All(finding => !finding.Refuses || finding.Kind is "categories"));
        var isReopened = refused.Exists(verdict => verdict.Findings.Any(finding => finding.Kind == "decision"));
        return new(ProblemCode.CoverageRefused, $"year {year}", $"the data are not complete enough to measure. {findings}",
            (isReopened
                ? $"Decide anew, or take the decision back: `bomiljo measure decision {refused.Find(verdict => verdict.Findings.Any(finding => finding.Kind == "decision"))!.Source} {year} --remove --reason TEXT`. "
                : isBreak
                ? $"If the series is not comparable with the year before, note it: `bomiljo measure break {refused[0].Source} {year} --reason TEXT`. "
                : "Import what is missing. ")
            + $"Or decide, with a reason that is published: `bomiljo measure {year} --override {refused[0].Source} --reason TEXT` counts it as it is, "
            + $"--leave-out {refused[0].Source} measures without it.");
    }
}
