using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>A delbydel's combined index («Bomiljøindeks»).</summary>
public sealed record IndexValue(string Delbydel, RankedArea Place);

/// <summary>Step 10: the weighted mean of the themes' log relative risks, with ranks by joint posterior draws.</summary>
/// <remarks>
/// A theme takes part if it has a weight, events and denominators; a delbydel if it has a denominator in each of these themes. Without at
/// least two such delbydeler there is nothing to rank.
/// </remarks>
internal static class IndexStep
{
    private const string SeedName = "index";

    public static (IReadOnlyList<IndexValue> Values, IReadOnlyList<ThemeResult> Themes) For(
        IReadOnlyList<Figure> figures, IReadOnlyList<ThemeResult> themes, int year, MeasurementParameters parameters, int threads)
    {
        var taking = themes.Where(theme => theme.Parameters.IndexWeight > 0 && figures.Any(figure => figure.Theme == theme.Theme && figure.Comparison?.Risk is not null)).ToList();
        var risks = taking.ConvertAll(theme => figures
            .Where(figure => figure.Theme == theme.Theme && figure.Comparison?.Risk is not null)
            .ToDictionary(figure => figure.Area.Code, figure => figure.Comparison!.Risk!.Value, StringComparer.Ordinal));
        var areas = risks.Count == 0 ? [] : risks[0].Keys.Where(code => risks.TrueForAll(theme => theme.ContainsKey(code))).Order(StringComparer.Ordinal).ToList();
        if (areas.Count < 2)
            return ([], themes);

        var places = RankIndex.Compute(
            risks.ConvertAll(theme => areas.Select(code => theme[code]).ToArray()),
            taking.ConvertAll(theme => theme.Parameters.IndexWeight),
            parameters.SeedOf(year, SeedName), parameters.IndexDraws, threads);
        return (
            [.. areas.Select((code, at) => new IndexValue(code, places[at]))],
            [.. themes.Select(theme => taking.Contains(theme) ? theme with { IndexWeight = theme.Parameters.IndexWeight } : theme)]);
    }
}
