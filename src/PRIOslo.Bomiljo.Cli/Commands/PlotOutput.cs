using System.Globalization;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Plots;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>What a plot is estimated to hold, and the staff it takes, as lines of text.</summary>
internal static class PlotOutput
{
    public static void Write(PlotEstimate plot)
    {
        Output.Line(Invariant($"Plot of {plot.AreaSquareMetres} m², an estimate for an architect to decide:"));
        if (plot.Standing is null)
            Output.Line("  No layer of buildings: taken as empty.");
        if (plot.IfCleared is { } cleared)
        {
            Write(Invariant($"with the {plot.Standing} of its buildings standing"), plot);
            Write("if they are torn down, which is what the verdict rests on", cleared);
        }
        else
        {
            Write("as it is", plot);
        }
    }

    /// <returns>Such as «at least 2 for 10 residents», «2 to 3 where the base is staffed by day».</returns>
    public static string Of(StaffReport staff)
    {
        var count = staff.Max is { } most ? Invariant($"{staff.Min} to {most}") : Invariant($"at least {staff.Min}");
        return staff.Residents is { } residents ? Invariant($"{count} for {residents} residents") : $"{count} where the base is staffed by day";
    }

    private static void Write(string when, PlotEstimate plot)
    {
        var homes = plot.Homes.Select(home => $"{Counted(home.Units, home.OrMore)} of model {home.Model}{(home.SixToTenPossible ? "" : " (6 to 10 not possible)")}");
        Output.Line(Invariant($"  {when}: {plot.BuildableSquareMetres} m² to build on, {Counted(plot.Modules, plot.ModulesOrMore)} {(plot is { Modules: 1, ModulesOrMore: false } ? "module" : "modules")}; homes beside their staff base: {string.Join(", ", homes)}; without a base: {Counted(plot.UnitsWithoutBase, plot.UnitsWithoutBaseOrMore)}"));
    }

    private static string Counted(int count, bool orMore) => orMore ? Invariant($"{count} or more") : Invariant($"{count}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
