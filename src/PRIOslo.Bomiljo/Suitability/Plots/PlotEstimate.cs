namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>How many homes of a model a plot is estimated to hold beside their staff base.</summary>
/// <param name="Model">The home model.</param>
/// <param name="Units">Homes, the staff base not counted.</param>
/// <param name="SixToTenPossible">Whether the 6 to 10 homes that worked fit.</param>
/// <param name="OrMore">Whether counting stopped here and more would fit.</param>
public sealed record HomesOnPlot(string Model, int Units, bool SixToTenPossible, bool OrMore);

/// <summary>An estimate of what a plot can hold; for an architect to decide.</summary>
/// <param name="AreaSquareMetres">The plot's.</param>
/// <param name="BuildableSquareMetres">Inside the setback, and clear of the buildings that stand.</param>
/// <param name="Modules">Building modules in the best arrangement tried.</param>
/// <param name="ModulesOrMore">Whether counting stopped at <see cref="PlotFit.MostModules"/>.</param>
/// <param name="Homes">By model.</param>
public sealed record PlotEstimate(
    double AreaSquareMetres, double BuildableSquareMetres, int Modules, bool ModulesOrMore, IReadOnlyList<HomesOnPlot> Homes)
{
    /// <summary>How many buildings of its own stand on the plot; null where no layer of footprints tells.</summary>
    public int? Standing { get; init; }

    /// <summary>The same if the plot's own buildings are torn down; null where none stands.</summary>
    public PlotEstimate? IfCleared { get; init; }

    /// <summary>Homes of the smallest model where they need no staff base, each with its outdoor space.</summary>
    public int UnitsWithoutBase { get; init; }

    /// <summary>Whether counting stopped at <see cref="UnitsWithoutBase"/>, and more would fit.</summary>
    public bool UnitsWithoutBaseOrMore => ModulesOrMore && UnitsWithoutBase == Modules;

    /// <summary>Homes of the smallest model beside their staff base.</summary>
    public int PossibleUnits => Homes.Count == 0 ? 0 : Homes.Max(home => home.Units);

    /// <summary>Whether counting stopped at <see cref="PossibleUnits"/>, and more would fit.</summary>
    public bool PossibleUnitsOrMore => Homes.Any(home => home.OrMore && home.Units == PossibleUnits);

    /// <summary>As <see cref="PossibleUnits"/> if the plot's own buildings, which never count against it, may be torn down: what rules are held against.</summary>
    public int PossibleUnitsAtMost => IfCleared?.PossibleUnits ?? PossibleUnits;

    /// <returns>Whether a single home fits, with its staff base where there must be one, at least once the plot is cleared.</returns>
    public bool HoldsHome(bool hasBase) => (hasBase ? PossibleUnitsAtMost : (IfCleared ?? this).UnitsWithoutBase) > 0;
}
