using System.Text.Json;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>What a rate is per.</summary>
public enum DenominatorUnit
{
    Residents,
    Dwellings,
    MunicipalDwellings,
    SquareKilometres,
}

/// <summary>Which areas are neighbours.</summary>
public enum ContiguityKind
{
    /// <summary>A common border or corner.</summary>
    Queen,

    /// <summary>The nearest centre points.</summary>
    Nearest,
}

/// <summary>Who made the report that an incident is known by.</summary>
public enum Reporter
{
    /// <summary>A rise may be more reporting.</summary>
    Public,

    /// <summary>A service at work.</summary>
    Service,
}

/// <param name="Theme">A theme's code, or <c>total</c>.</param>
/// <param name="RatePer">Units of the denominator that the rate is stated for, 1 or more.</param>
/// <param name="IndexWeight">The theme's part in the combined index, 0 or more.</param>
public sealed record ThemeParameters(string Theme, DenominatorUnit Denominator, int RatePer, double IndexWeight);

/// <summary>All that an analyst may choose about the measurement, read from <c>importers/measurement.json</c> and kept with each one.</summary>
/// <param name="Seed">Of all simulations; each takes its own stream from it, the year and the theme.</param>
/// <param name="Draws">Of counts behind each simulated p-value, 999 or more.</param>
/// <param name="IndexDraws">From the joint posterior behind the ranks, 100 or more.</param>
/// <param name="ContiguityToleranceMetres">The widest sliver that is taken as a common border, 0–100.</param>
/// <param name="NearestNeighbours">Neighbours of each area where the contiguity is <see cref="ContiguityKind.Nearest"/>, 1–20.</param>
/// <param name="HistoryYears">Years that dispersion and trend look back over, the measured one included, 1–50.</param>
/// <param name="Significance">The expected share of false marks that is accepted, above 0 and at most 0.2.</param>
/// <param name="AssumedDispersion">φ at least where a theme has no second year to estimate it from, 1–10.</param>
/// <param name="ExceedanceRatio">The multiple of the city's rate that the posterior probability is about, above 1.</param>
/// <param name="ReportedBy">Who reports, by source; a source that is missing is not known.</param>
/// <param name="Themes">One per theme, and one for the total.</param>
public sealed record MeasurementParameters(
    ulong Seed,
    int Draws,
    int IndexDraws,
    ContiguityKind Contiguity,
    double ContiguityToleranceMetres,
    int NearestNeighbours,
    int HistoryYears,
    double Significance,
    double AssumedDispersion,
    double ExceedanceRatio,
    IReadOnlyDictionary<string, Reporter> ReportedBy,
    IReadOnlyList<ThemeParameters> Themes)
{
    private const string ShownAs = "importers/measurement.json";

    public static string DefaultPath => Path.Combine(ProjectFolders.Importers, "measurement.json");

    /// <exception cref="ProblemException">BOM-002, BOM-101, BOM-102: the file is missing or wrong.</exception>
    public static MeasurementParameters Load(string path)
    {
        var read = StrictJson.Read<MeasurementParameters>(path, ShownAs);
        Require(read.Draws is >= 999 and <= 10_000_000, "draws", "999 to 10000000");
        Require(read.IndexDraws is >= 100 and <= 1_000_000, "indexDraws", "100 to 1000000");
        Require(read.ContiguityToleranceMetres is >= 0 and <= 100, "contiguityToleranceMetres", "0 to 100");
        Require(read.NearestNeighbours is >= 1 and <= 20, "nearestNeighbours", "1 to 20");
        Require(read.HistoryYears is >= 1 and <= 50, "historyYears", "1 to 50");
        Require(read.Significance is > 0 and <= 0.2, "significance", "above 0, at most 0.2");
        Require(read.AssumedDispersion is >= 1 and <= 10, "assumedDispersion", "1 to 10");
        Require(read.ExceedanceRatio is > 1 and <= 100, "exceedanceRatio", "above 1, at most 100");
        foreach (var theme in read.Themes)
        {
            Require(theme.RatePer is >= 1 and <= 1_000_000, $"themes, «{theme.Theme}», ratePer", "1 to 1000000");
            Require(theme.IndexWeight is >= 0 and <= 1_000, $"themes, «{theme.Theme}», indexWeight", "0 to 1000");
        }

        Require(read.Themes.Select(theme => theme.Theme).Distinct(StringComparer.Ordinal).Count() == read.Themes.Count, "themes", "each theme once");
        Require(read.Themes.All(theme => theme.Theme != Taxonomy.Total || theme.IndexWeight == 0), $"themes, «{Taxonomy.Total}», indexWeight", "0, as its parts have weights");
        _ = read.Of(Taxonomy.Total);
        return read;
    }

    /// <exception cref="ProblemException">BOM-101: the theme is not in the file.</exception>
    public ThemeParameters Of(string theme) => Themes.FirstOrDefault(known => known.Theme == theme)
        ?? throw new ProblemException(ProblemCode.BadConfiguration, ShownAs, $"the theme «{theme}» has no denominator.", "Add it under themes.");

    /// <summary>The same text for the same parameters; part of what a measurement rests on.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        this with { ReportedBy = new SortedDictionary<string, Reporter>(ReportedBy.ToDictionary(), StringComparer.Ordinal) }, StrictJson.Options);

    /// <returns>The first of the years that a measurement looks back on.</returns>
    public int FirstYear(int year) => year - HistoryYears + 1;

    /// <summary>The seed of one simulation: FNV-1a (Fowler, Noll and Vo, 64 bits) over the seed, the year and the name.</summary>
    /// <param name="name">A theme's code, or another simulation's name.</param>
    public ulong SeedOf(int year, string name)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in FormattableString.Invariant($"{Seed}:{year}:{name}"))
            hash = unchecked((hash ^ letter) * 1_099_511_628_211UL);
        return hash;
    }

    private static void Require(bool holds, string key, string range)
    {
        if (!holds)
            throw new ProblemException(ProblemCode.BadConfiguration, $"{ShownAs}, {key}", "the value is out of range.", $"Give {range}.");
    }
}
