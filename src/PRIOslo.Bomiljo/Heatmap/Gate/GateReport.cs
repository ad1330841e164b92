using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>The gate's verdict on every source of a year.</summary>
/// <param name="Sources">What was judged, by source.</param>
/// <param name="Verdicts">One per source, in the same order.</param>
internal sealed record GateReport(IReadOnlyList<SourceYear> Sources, IReadOnlyList<GateVerdict> Verdicts)
{
    /// <summary>Sources whose incidents are not counted.</summary>
    public string[] LeftOut => [.. Verdicts.Where(verdict => !verdict.Counts).Select(verdict => verdict.Source)];

    /// <summary>Source-years of the series, the measured year included, that lack months or places: no change is tested from or to them.</summary>
    public IReadOnlyList<IncompleteSourceYear> Incomplete { get; init; } = [];

    /// <summary>Judges every source with rows in the year or the year before, and the years looked back on.</summary>
    /// <param name="firstYear">Of the years looked back on.</param>
    /// <param name="year">The measured one.</param>
    /// <param name="changes">The table of changed areas.</param>
    /// <exception cref="ProblemException">BOM-620: a source is refused in the measured year. The message names each, with its figures.</exception>
    public static async Task<GateReport> DemandAsync(NpgsqlConnection connection, int firstYear, int year, CodeChanges changes, CancellationToken cancel)
    {
        var sources = await SourceYearQuery.RunAsync(connection, year, firstYear, changes, cancel);
        var decisions = await GateStore.ReadDecisionsAsync(connection, year, cancel);
        var broken = await GateStore.ReadBrokenSourcesAsync(connection, year, cancel);
        var verdicts = sources.ConvertAll(source =>
            CoverageGate.Judge(source, decisions.GetValueOrDefault(source.Source), broken.Contains(source.Source)));
        var refused = verdicts.FindAll(verdict => verdict.Outcome == GateVerdict.Refused);
        if (refused.Count == 0)
        {
            return new(sources, verdicts)
            {
                Incomplete =
                [
                    .. await EarlierYears.JudgeAsync(connection, firstYear, year, cancel),
                    .. verdicts.Zip(sources, CoverageGate.Incomplete).OfType<IncompleteSourceYear>(),
                ],
            };
        }

        var findings = string.Join(' ', refused.SelectMany(verdict =>
            verdict.Findings.Where(finding => finding.Refuses).Select(finding => $"{verdict.Source}: {finding.Text}")));
        throw new ProblemException(ProblemCode.CoverageRefused, $"year {year}", $"the data are not complete enough to measure. {findings}", string.Join(' ', refused.Select(verdict => Remedy(year, verdict))));
    }

    private static bool IsReopened(GateVerdict verdict) => verdict.Findings.Any(finding => finding.Kind == "decision");

    private static string Remedy(int year, GateVerdict verdict)
    {
        var (source, missing) = (verdict.Source, verdict.Findings.Where(finding => finding.Refuses && finding.Kind is not ("decision" or "old-areas")).ToList());
        List<string> ways = [];
        if (verdict.Findings.Any(finding => finding.Kind == "old-areas"))
        {
            ways.Add(OldAreasRemedy(source));
        }

        if (missing.Count > 0)
        {
            ways.Add(missing.TrueForAll(finding => finding.Kind is "categories") ? $"If {source} is not comparable with the year before, note it: `bomiljo measure break {source} {year} --reason TEXT`."
                : $"Import what is missing of {source}.");
        }

        if (IsReopened(verdict))
            ways.Add($"Take the decision back: `bomiljo measure decision {source} {year} --remove --reason TEXT`.");
        var decide = $"Or decide{(IsReopened(verdict) ? " anew" : "")}, with a reason that is published: ";
        ways.Add(verdict.Findings.Any(finding => finding.Kind == "old-areas")
            ? $"{decide}`bomiljo measure {year} --leave-out {source} --reason TEXT` measures without it."
            : $"{decide}`bomiljo measure {year} --override {source} --reason TEXT` counts it as it is, --leave-out {source} measures without it.");
        return string.Join(' ', ways);
    }

    internal static string OldAreasRemedy(string source) =>
        $"Ask {source} for a delivery by the year's areas and withdraw the one that is in (`bomiljo delivery withdraw N`); where an old area went wholly to one new area, "
        + "say so in geodata/oslo/code_changes.csv with share 1, and measure again; a code of which nobody knows what became of it is listed there without a successor, and its rows count as unplaced.";
}
