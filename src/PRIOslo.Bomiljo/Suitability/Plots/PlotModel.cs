using System.Globalization;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>A home model and how many building modules it takes; a staff base takes as many.</summary>
public sealed record HomeModel(string Model, int Rooms, int Modules);

/// <summary>Staff on duty as far as the documents tell; null where they do not.</summary>
public sealed record StaffFact(IReadOnlyList<GroupCode> Groups, int? Residents, string Base, int? StaffMin, int? StaffMax);

/// <summary>What the estimate of homes on a plot builds on: one storey of equal modules in rows.</summary>
/// <param name="SetbackMetres">Kept free along the plot's boundary.</param>
/// <param name="ModuleWidthMetres">A module's side along the row.</param>
/// <param name="ModuleDepthMetres">A module's side across the row.</param>
/// <param name="RowGapMetres">Between two rows.</param>
/// <param name="OutdoorSquareMetresPerHome">Outside the modules, for each home.</param>
/// <param name="Reason">Where the figures come from.</param>
/// <param name="Homes">The home models, the smallest first.</param>
/// <param name="Staff">The documents' figures.</param>
public sealed record PlotModel(
    double SetbackMetres,
    double ModuleWidthMetres,
    double ModuleDepthMetres,
    double RowGapMetres,
    double OutdoorSquareMetresPerHome,
    BilingualText Reason,
    IReadOnlyList<HomeModel> Homes,
    IReadOnlyList<StaffFact> Staff)
{
    private static readonly Lazy<PlotModel> Own = new(() => Load(Path.Combine(ProjectFolders.Geodata, "matrise")));

    /// <summary>The one that belongs to the program.</summary>
    public static PlotModel Shipped => Own.Value;

    /// <summary>Reads <c>plot-fit.json</c>, <c>modules.csv</c> and <c>staffing.csv</c> of a folder.</summary>
    /// <exception cref="ProblemException">BOM-002, BOM-101, BOM-102, with the file.</exception>
    public static PlotModel Load(string folder)
    {
        var path = Path.Combine(folder, "plot-fit.json");
        using var document = JsonFile.Open(path);
        var file = new JsonObjectReader(path, document.RootElement);
        var model = new PlotModel(
            Length("setback_m"), Positive("module_width_m"), Positive("module_depth_m"), Length("row_gap_m"), Length("outdoor_m2_per_home"),
            file.Bilingual("reason"),
            [.. Rows(folder, "modules.csv", cells => cells.Length > 7 && Whole(cells[1]) is > 0 && Whole(cells[7]) is > 0)
                .Select(cells => new HomeModel(cells[0], Whole(cells[1])!.Value, Whole(cells[7])!.Value)).OrderBy(home => home.Modules)],
            [.. Rows(folder, "staffing.csv", cells => cells.Length > 4).Select(cells => new StaffFact(
                GroupCode.ParseList(cells[0], "staffing.csv"), Whole(cells[1]), cells[2], Whole(cells[3]), Whole(cells[4])))]);
        file.RequireNoMore();
        return model;

        double Length(string key) => file.Number(key) ?? throw file.Problem($"«{key}» is missing.", "Give a number of 0 or more.");

        double Positive(string key) => Length(key) is var number and > 0 ? number : throw file.Problem($"«{key}» is 0.", "Give a length above 0.");
    }

    private static IEnumerable<string[]> Rows(string folder, string name, Func<string[], bool> isWhole)
    {
        var path = Path.Combine(folder, name);
        foreach (var (line, number) in TextFile.Read(path).Split('\n', StringSplitOptions.TrimEntries).Select((line, at) => (line, at + 1)).Skip(1).Where(row => row.line.Length > 0))
        {
            var cells = line.Split(';');
            yield return isWhole(cells) ? cells : throw new ProblemException(
                ProblemCode.BadConfiguration, $"{path} line {number}", "a column is missing, or rooms or modules are no whole number above 0.", "Correct the row after the file's header.");
        }
    }

    private static int? Whole(string cell) => int.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? number : null;
}
