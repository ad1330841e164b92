using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Export;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>The statistics of a measurement as they are stored; what they should be is told by the tests without a database.</summary>
[Collection("postgis")]
public class StatisticsTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_measurement_stores_its_statistics_themes_index_and_profiles()
    {
        await using var database = await cluster.NewCityAsync();
        await AddYearBeforeAsync(database);
        await database.ExecuteAsync("UPDATE incident.incident SET position = 'point', point = (SELECT ST_Centroid(a.geom) FROM geo.area a WHERE a.code = place_delbydel LIMIT 1), precision = 'day', occurred_at = occurred_at + make_interval(days => 31 * line % 364)"); // in every month, at one point

        var report = await database.MeasureAsync();

        Assert.Equal(["brann", "forsopling", "ro-og-orden", "trygghet", "total"], report.Themes.Select(theme => theme.Theme));
        // Ten ranked delbydeler; the eleventh is Sentrum, which is in no comparison above.
        Assert.Equal(["10"], await database.RowsAsync("SELECT count(*) FROM heatmap.comparison WHERE theme = 'brann' AND level = 'delbydel' AND gi_z IS NOT NULL AND rate_eb IS NOT NULL"));
        Assert.Equal(["0"], await database.RowsAsync("SELECT count(*) FROM heatmap.comparison WHERE area IN ('1601', '16')"));
        Assert.Equal(["10"], await database.RowsAsync("SELECT count(*) FROM heatmap.index_value"));
        Assert.Equal(["years 2022"], await database.RowsAsync("SELECT DISTINCT dispersion_basis, first_year FROM heatmap.theme_result WHERE theme = 'brann'"));
        Assert.Equal(["10"], await database.RowsAsync("SELECT count(*) FROM heatmap.figure WHERE theme = 'brann' AND level = 'delbydel' AND change_p IS NOT NULL AND change_q IS NOT NULL"));
        Assert.Equal(["0"], await database.RowsAsync("SELECT count(*) FROM heatmap.figure WHERE theme = 'total' AND change_q IS NOT NULL"));
        Assert.Equal(
            await database.RowsAsync("SELECT incidents FROM heatmap.figure WHERE level = 'by' AND theme = 'total'"),
            await database.RowsAsync("SELECT sum(incidents)::int FROM heatmap.profile WHERE level = 'by' AND theme = 'total' AND kind = 'month'"));
        // Every incident of the small city's delbydel lies at one point.
        Assert.Equal(["1 1 0"], await database.RowsAsync("SELECT DISTINCT dominance, share_point, share_area FROM heatmap.figure WHERE level = 'delbydel' AND incidents > 0"));
    }

    [PostgisFact]
    public async Task A_change_that_rests_on_an_interpolated_year_is_marked_in_what_is_stored_out_and_exported()
    {
        await using var database = await cluster.NewCityAsync();
        await AddYearBeforeAsync(database);
        await database.ExecuteAsync(
            """
            INSERT INTO geo.population (code, year, residents) SELECT code, 2021, residents FROM geo.population WHERE year = 2022 AND code = '0102';
            DELETE FROM geo.population WHERE year = 2022 AND code = '0102';
            """);
        var measurement = new Measurement(database.Owner, TimeProvider.System);
        foreach (var year in new[] { 2022, SmallCity.Year })
        {
            await measurement.RunAsync(year, interpolate: true, mayFollow: null, elseNextVersion: false, default);
            await database.PublishAsync(year: year);
        }

        const string marked = "SELECT area, interpolated FROM {0} WHERE year = 2023 AND theme = 'forsopling' AND change_interpolated ORDER BY level, area";
        string[] expected = ["0301 False", "01 False", "0102 False"];
        Assert.Equal(expected, await database.RowsAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, marked, "heatmap.figure")));
        Assert.Equal(expected, await database.RowsAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, marked, "published.figure")));
        await using var connection = await database.Owner.OpenConnectionAsync();
        var looked = await new AnalysisReader(connection, SmallCity.Year, 1).FiguresAsync("forsopling", default);
        Assert.Equal(["0102"], looked.Where(figure => figure.Change.Interpolated).Select(figure => figure.Area));
        foreach (var rows in new[] { await ExportQuery.RunAsync(connection, SmallCity.Year, 1, default), await InternalExportQuery.RunAsync(connection, SmallCity.Year, 1, default) })
        {
            Assert.Equal(["0102", "01", "0301"], rows.Where(row => row.Theme == "forsopling" && row.Further.Contains(("change_interpolated", true))).Select(row => row.Area));
            Assert.DoesNotContain(rows, row => row.Further.Contains(("trend_interpolated", true)));
        }
    }

    [PostgisFact]
    public async Task The_largest_point_is_told_from_five_incidents_with_a_point_and_kept_for_all()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.ExecuteAsync("UPDATE heatmap.figure SET incidents = CASE area WHEN '0101' THEN 4 ELSE 5 END, share_point = 1, dominance = 0.5 WHERE level = 'delbydel' AND area IN ('0101', '0102') AND theme = 'brann'");
        await using var connection = await database.Owner.OpenConnectionAsync();

        var shown = await new AnalysisReader(connection, SmallCity.Year, 1).FiguresAsync("brann", default);
        var exported = await InternalExportQuery.RunAsync(connection, SmallCity.Year, 1, default);

        double? Shown(string area) => shown.Single(figure => figure.Area == area).Reservations.Dominance;
        object? Exported(string area) => exported.Single(row => row.Level == "delbydel" && row.Area == area && row.Theme == "brann").Further.Single(field => field.Name == "dominance").Value;
        Assert.Equal((null, 0.5), (Shown("0101"), Shown("0102")));
        Assert.Equal((null, 0.5), (Exported("0101"), Exported("0102")));
    }

    [PostgisFact]
    public async Task The_index_is_told_by_code_with_its_uncertainty_and_put_on_record()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();

        var areas = (await database.RunAsync("heatmap", "index", "--year", "2023", "--json")).Demand(0).Json.GetProperty("areas").EnumerateArray().ToList();

        Assert.Equal(
            await database.RowsAsync("SELECT area, round(value::numeric, 6) FROM heatmap.index_value ORDER BY area"),
            areas.Select(area => FormattableString.Invariant($"{area.GetProperty("area").GetString()} {area.GetProperty("value").GetDouble():0.000000}")));
        Assert.All(areas, area => Assert.InRange(area.GetProperty("worst_tenth_probability").GetDouble(), 0, 1));
        Assert.Equal(["1"], await database.RowsAsync("SELECT count(*) FROM audit.entry WHERE action = 'heatmap.export-internal'"));
        (await database.RunAsync("heatmap", "index", "--year", "2001")).DemandProblem(13, "BOM-603", "2001");
    }

    [PostgisFact]
    public async Task Measuring_again_without_a_change_tells_the_same_of_the_themes()
    {
        await using var database = await cluster.NewCityAsync();

        var (first, second) = (await database.MeasureAsync(), await database.MeasureAsync());

        Assert.True(second.Unchanged);
        Assert.Equal(first.Themes, second.Themes);
        Assert.Equal((first.Areas, first.Figures, first.Incidents), (second.Areas, second.Figures, second.Incidents));
    }

    [PostgisFact]
    public async Task Parameters_and_the_decision_to_interpolate_are_part_of_what_a_measurement_rests_on()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        var parameters = MeasurementParameters.Load(MeasurementParameters.DefaultPath);

        Task<MeasurementReport> RunAsync(MeasurementParameters own, bool interpolate) => new Measurement(database.Owner, TimeProvider.System, own).RunAsync(SmallCity.Year, interpolate, mayFollow: null, elseNextVersion: false, default);
        Assert.True((await RunAsync(parameters, false)).Unchanged);
        Assert.False((await RunAsync(parameters with { Seed = 2 }, false)).Unchanged);
        Assert.Equal(["2"], await database.RowsAsync("SELECT inputs -> 'parameters' ->> 'seed' FROM heatmap.measurement"));
        Assert.False((await RunAsync(parameters with { Seed = 2 }, true)).Unchanged);
    }

    [PostgisFact]
    public async Task Population_is_interpolated_only_when_asked_for_and_marked_to_the_end()
    {
        await using var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("DELETE FROM geo.population");
        await database.AddPopulationAsync(2021);
        await database.AddPopulationAsync(2025);
        await database.ExecuteAsync("UPDATE geo.population SET residents = residents + 400 WHERE year = 2025");

        var problem = await Assert.ThrowsAsync<Problems.ProblemException>(() => database.MeasureAsync());
        await new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: true, mayFollow: null, elseNextVersion: false, default);

        Assert.Equal("BOM-602", problem.Code.ToString());
        Assert.Equal(["0101 True 4437"], await database.RowsAsync("SELECT area, interpolated, denominator FROM heatmap.figure WHERE level = 'delbydel' AND area = '0101' AND theme = 'brann'"));
        await using var connection = await database.Owner.OpenConnectionAsync();
        Assert.True(Assert.Single(await new AnalysisReader(connection, SmallCity.Year, 1).SeriesAsync("brann", "0101", default)).Interpolated);
        await database.PublishAsync();
        Assert.True(Assert.Single(await new PublishedReader(connection).ReleasesAsync(default)).Interpolated);
        Assert.All((await ExportQuery.RunAsync(connection, SmallCity.Year, 1, default)).Where(row => row.Level == "delbydel"),
            row => Assert.Equal(row.Denominator is not null, row.Further.Single(field => field.Name == "interpolated").Value));
        await database.ExecuteAsync("DELETE FROM geo.population WHERE year = 2025");
        var beyond = await Assert.ThrowsAsync<Problems.ProblemException>(() => new Measurement(database.Owner, TimeProvider.System).RunAsync(SmallCity.Year, interpolate: true, mayFollow: null, elseNextVersion: false, default));
        Assert.Contains("--interpolate reaches no further than the known years", beyond.Message, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task An_area_that_was_drawn_anew_is_not_compared_with_its_earlier_self()
    {
        await using var database = await cluster.NewCityAsync();
        await database.AddAreasAsync(vintageYear: 2023);
        await database.ExecuteAsync("UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(601000, 6641000, 602000, 6641500, 25832)) WHERE code = '0101' AND vintage_id = geo.vintage_for('delbydel', 2023)");
        await database.ExecuteAsync("UPDATE incident.incident SET place_vintage = geo.vintage_for('delbydel', 2023) WHERE place_vintage IS NOT NULL");
        await AddYearBeforeAsync(database);

        await database.MeasureAsync();

        Assert.Equal(["0101 boundary-change", "0102 no-change"],
            await database.RowsAsync("SELECT area, change_class FROM heatmap.figure WHERE level = 'delbydel' AND theme = 'brann' AND area IN ('0101', '0102') ORDER BY 1"));
    }

    [PostgisFact]
    public async Task A_year_whose_raw_incidents_are_deleted_still_counts_in_the_series_by_its_measured_figures()
    {
        await using var database = await cluster.NewCityAsync();
        await AddYearBeforeAsync(database);
        await database.MeasureAsync(2022);
        await database.MeasureAsync();
        const string changes = "SELECT area, theme, change FROM heatmap.figure WHERE year = 2023 AND level = 'delbydel' AND theme <> 'total' ORDER BY 1, 2";
        var before = await database.RowsAsync(changes);
        await database.ExecuteAsync(
            """
            DELETE FROM incident.incident WHERE occurred_year = 2022;
            INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('brann', 2022, 36, now(), 'test', 1, 1);
            UPDATE heatmap.measurement SET inputs = '{}' WHERE year = 2023;
            """);

        Assert.False((await database.MeasureAsync()).Unchanged);
        Assert.Equal(before, await database.RowsAsync(changes));
    }

    private static async Task AddYearBeforeAsync(TestDatabase database)
    {
        await database.AddPopulationAsync(2022);
        await database.DeliverAsync("politi", SmallCity.Police, below: 6, seed: 21, year: 2022);
        await database.DeliverAsync("renovasjon", SmallCity.Waste, below: 5, seed: 22, year: 2022);
        await database.DeliverAsync("brann", SmallCity.Fire, below: 4, seed: 23, year: 2022);
    }
}
