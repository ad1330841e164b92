using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Publishing.Visible;

/// <summary>Puts beside a release's shown figures what they alone allow to say: intervals and classes.</summary>
internal static class VisibleFigures
{
    /// <summary>Enough for classes at a false discovery rate of 5 % among 96 areas: the least p, 2·10⁻⁴, is below 0.05/96.</summary>
    private const int Draws = 9_999;

    /// <param name="connection">In the transaction that has written the release's counts.</param>
    public static async Task AddAsync(NpgsqlConnection connection, int year, int version, MeasurementParameters parameters, CancellationToken cancel)
    {
        var areas = await VisibleAreaQuery.RunAsync(connection, year, version, cancel);
        var borders = await SqlRows.ReadAsync<BorderQuery, (string Area, string Other)>(
            connection, [new("year", (short)year), new("version", version), new("tolerance_metres", parameters.ContiguityToleranceMetres)],
            row => (row.GetString(0), row.GetString(1)), cancel);
        var bordering = borders.GroupBy(pair => pair.Area, StringComparer.Ordinal)
            .ToDictionary(pairs => pairs.Key, pairs => (IReadOnlyList<string>)[.. pairs.Select(pair => pair.Other)], StringComparer.Ordinal);
        var figures = new List<VisibleFigure>();
        var dispersions = new List<(string Theme, double Dispersion)>();
        foreach (var theme in areas.GroupBy(area => area.Theme))
        {
            var dispersion = VisibleDispersion.Of([.. theme], parameters.AssumedDispersion);
            dispersions.Add((theme.Key, dispersion));
            figures.AddRange(VisibleStatistics.Of([.. theme], bordering, new(
                dispersion, parameters.Significance, theme.Key != Taxonomy.Total, parameters.SeedOf(year, theme.Key), Draws)));
        }

        await WriteAsync(connection, year, version, figures, dispersions, cancel);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, int year, int version, List<VisibleFigure> figures, List<(string Theme, double Dispersion)> dispersions, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(VisibleFigures)), connection)
        {
            Parameters =
            {
                new("year", (short)year), new("version", version),
                new("dispersion_themes", dispersions.ConvertAll(theme => theme.Theme).ToArray()),
                new("dispersions", dispersions.ConvertAll(theme => theme.Dispersion).ToArray()),
                new("levels", figures.ConvertAll(figure => figure.Of.Level).ToArray()), new("areas", figures.ConvertAll(figure => figure.Of.Area).ToArray()),
                new("themes", figures.ConvertAll(figure => figure.Of.Theme).ToArray()),
                new("rate_lows", figures.ConvertAll(figure => figure.RateLow).ToArray()), new("rate_highs", figures.ConvertAll(figure => figure.RateHigh).ToArray()),
                new("changes", figures.ConvertAll(figure => figure.Change).ToArray()),
                new("change_classes", figures.ConvertAll(figure => figure.ChangeClass).ToArray()),
                new("trend_classes", figures.ConvertAll(figure => figure.TrendClass).ToArray()),
                new("changes_interpolated", figures.ConvertAll(figure => figure.ChangeInterpolated).ToArray()),
                new("trends_interpolated", figures.ConvertAll(figure => figure.TrendInterpolated).ToArray()),
                new("rate_classes", figures.ConvertAll(figure => figure.RateClass).ToArray()),
                new("hotspot_classes", figures.ConvertAll(figure => figure.HotspotClass).ToArray()), new("lisas", figures.ConvertAll(figure => figure.Lisa).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }
}

internal abstract class BorderQuery;
