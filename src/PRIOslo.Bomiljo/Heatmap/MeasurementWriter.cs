using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Steps;

namespace PRIOslo.Bomiljo.Heatmap;

internal sealed record MeasurementHead(int Year, int Version, DateTimeOffset MeasuredAt, string ProgramVersion, int VintageId, string Inputs, int FirstYear, bool Interpolate, string CodeChanges);

/// <summary>Writes one version of a year to <c>heatmap.*</c>, replacing what stood under it.</summary>
internal static class MeasurementWriter
{
    public static async Task WriteAsync(NpgsqlConnection connection, MeasurementHead head, MeasurementData data, YearFigures result, CancellationToken cancel)
    {
        await WriteHeadAsync(connection, head, data, cancel);
        await CopyAsync(connection, head, "told_twice", "area, theme, incidents", data.ToldTwice.Counts.Where(twice => twice.Year == head.Year),
            (row, twice) => row.Add(twice.Delbydel).Add(twice.Theme).Add(twice.Incidents), cancel);
        await CopyAsync(connection, head, "same_event", "rule, first, second, pairs", data.ToldTwice.Rules,
            (row, rule) => row.Add(rule.Rule).Add(rule.First).Add(rule.Second).Add(rule.Pairs), cancel);
        await CopyAsync(connection, head, "figure",
            "level, area, theme, incidents, denominator, interpolated, rate_per, rate, rate_low, rate_high, weighted, weighted_low, weighted_high, "
            + "change, change_low, change_high, change_p, change_q, change_q_by, change_class, change_interpolated, trend, trend_low, trend_high, trend_p, trend_q, trend_class, trend_years, trend_interpolated, "
            + "dominance, share_public, share_point, share_street, share_area, restated_until",
            result.Figures, (row, figure) => Add(row, figure, result.Themes, RestatedUntil(figure, data)), cancel);
        await CopyAsync(connection, head, "comparison",
            "level, area, theme, city_percent, city_percent_low, city_percent_high, rate_eb, rate_eb_local, "
            + "gi_z, gi_p, gi_q, gi_class, moran, lisa_p, lisa_q, lisa, exceedance, funnel",
            result.Figures.Where(figure => figure.Comparison is not null), (row, figure) => Add(row, figure, figure.Comparison!), cancel);
        await CopyAsync(connection, head, "theme_result",
            "theme, denominator_unit, rate_per, without_rate, dispersion, dispersion_basis, dispersion_unfloored, dispersion_without_farthest, dispersion_freedom, "
            + "first_year, areas_tested, moran, moran_p, city_rate, eb_variance, hot_spots, cold_spots, changes_up, changes_down, placed_percent, least_months, index_weight",
            result.Themes, Add, cancel);
        await CopyAsync(connection, head, "index_value",
            "area, value, value_low, value_high, rank, rank_low, rank_high, worst_tenth_probability, among_worst_tenth, rank_weights_low, rank_weights_high",
            result.Index, Add, cancel);
        await CopyAsync(connection, head, "profile", "level, area, theme, kind, slot, incidents", result.Profiles,
            (row, profile) => row.Add(profile.Level).Add(profile.Area).Add(profile.Theme).Add(profile.Kind).Add(profile.Slot, small: true).Add(profile.Incidents), cancel);
    }

    private static async Task WriteHeadAsync(NpgsqlConnection connection, MeasurementHead head, MeasurementData data, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(MeasurementWriter)), connection)
        {
            Parameters =
            {
                new("year", (short)head.Year), new("version", head.Version), new("at", head.MeasuredAt), new("program", head.ProgramVersion),
                new("vintage", head.VintageId), new("inputs", head.Inputs), new("first_year", head.FirstYear), new("interpolate", head.Interpolate), new("code_changes", head.CodeChanges),
                new("levels", data.Areas.Select(area => area.Level).ToArray()), new("codes", data.Areas.Select(area => area.Code).ToArray()),
                new("names", data.Areas.Select(area => area.Name).ToArray()), new("parents", data.Areas.Select(area => area.Parent).ToArray()),
                new("sources", data.Coverage.Select(row => row.Source).ToArray()), new("themes", data.Coverage.Select(row => string.Join(',', row.Themes)).ToArray()),
                new("placed", data.Coverage.Select(row => row.Placed).ToArray()), new("unplaced", data.Coverage.Select(row => row.Unplaced).ToArray()),
                new("outside", data.Coverage.Select(row => row.Outside).ToArray()), new("months", data.Coverage.Select(row => row.Months).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task CopyAsync<TRow>(
        NpgsqlConnection connection, MeasurementHead head, string table, string columns, IEnumerable<TRow> rows, Action<CopyRow, TRow> add, CancellationToken cancel)
    {
        await using var writer = await connection.BeginBinaryImportAsync($"COPY heatmap.{table} (year, version, {columns}) FROM STDIN (FORMAT binary)", cancel);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancel);
            add(new CopyRow(writer).Add(head.Year, small: true).Add(head.Version), row);
        }

        await writer.CompleteAsync(cancel);
    }

    private static int? RestatedUntil(Figure figure, MeasurementData data) =>
        figure.Area.Level != Level.City && figure.Trend is { Years: var years } && data.RestatedUntil.TryGetValue(figure.Area.Code, out var until) && until > data.Year - years
            ? until : null;

    private static void Add(CopyRow row, Figure figure, IReadOnlyList<ThemeResult> themes, int? restatedUntil)
    {
        row.Add(figure.Area.Level).Add(figure.Area.Code).Add(figure.Theme).Add(figure.Incidents).Add(figure.Denominator).Add(figure.Interpolated)
            .Add(themes.First(theme => theme.Theme == figure.Theme).Parameters.RatePer)
            .Add(figure.Rate?.Value).Add(figure.Rate?.Low).Add(figure.Rate?.High)
            .Add(figure.Weighted?.Value).Add(figure.Weighted?.Low).Add(figure.Weighted?.High);
        var change = figure.Change?.Test;
        row.Add(change?.RateRatio).Add(change?.Low).Add(change?.High).Add(change?.PValue).Add(figure.Change?.Q).Add(figure.Change?.QStrict).Add(figure.Change?.Class).Add(figure.Change?.Interpolated);
        var trend = figure.Trend?.Test;
        row.Add(trend?.AnnualRatio).Add(trend?.Low).Add(trend?.High).Add(trend?.PValue).Add(figure.Trend?.Q).Add(figure.Trend?.Class).Add(figure.Trend?.Years, small: true).Add(figure.Trend?.Interpolated);
        var quality = figure.Quality;
        row.Add(quality.Dominance).Add(quality.SharePublic).Add(quality.SharePoint).Add(quality.ShareStreet).Add(quality.ShareArea).Add(restatedUntil, small: true);
    }

    private static void Add(CopyRow row, Figure figure, Comparison comparison)
    {
        var (percent, spot) = (comparison.CityPercent, comparison.Spot);
        row.Add(figure.Area.Level).Add(figure.Area.Code).Add(figure.Theme).Add(percent.PerCent).Add(percent.Low).Add(percent.High)
            .Add(comparison.RateEb).Add(comparison.RateEbLocal)
            .Add(spot?.GiZ).Add(spot?.GiP).Add(spot?.GiQ).Add(spot?.GiClass)
            .Add(spot?.Moran).Add(spot?.LisaP).Add(spot?.LisaQ).Add(spot?.Lisa)
            .Add(comparison.Exceedance).Add(comparison.Funnel);
    }

    private static void Add(CopyRow row, ThemeResult theme)
    {
        var (dispersion, estimate) = (theme.Dispersion, theme.Dispersion.Estimate);
        row.Add(theme.Theme).Add(DenominatorUnits.NameOf(theme.Parameters.Denominator)).Add(theme.Parameters.RatePer).Add(theme.WithoutRate)
            .Add(dispersion.Value).Add(dispersion.Basis.ToString().ToLowerInvariant()).Add(estimate?.Unfloored).Add(estimate?.WithoutFarthest).Add(estimate?.DegreesOfFreedom)
            .Add(theme.FirstYear, small: true).Add(theme.City.Areas).Add(theme.City.Moran).Add(theme.City.MoranP).Add(theme.City.Rate).Add(theme.City.EbVariance)
            .Add(theme.HotSpots).Add(theme.ColdSpots).Add(theme.ChangesUp).Add(theme.ChangesDown)
            .Add(theme.PlacedPercent).Add(theme.LeastMonths, small: true).Add(theme.IndexWeight);
    }

    private static void Add(CopyRow row, IndexValue value)
    {
        var place = value.Place;
        row.Add(value.Delbydel).Add(place.Index).Add(place.Low).Add(place.High).Add(place.Rank).Add(place.RankLow).Add(place.RankHigh)
            .Add(place.WorstTenthProbability).Add(place.IsAmongWorstTenth).Add(place.RankAtWorst).Add(place.RankAtBest);
    }
}
