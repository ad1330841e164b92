using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Heatmap.SameEvents;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Reads all that a year's figures are computed from, in the measurement's transaction.</summary>
internal static class MeasurementReader
{
    /// <param name="gate">Of the year: says which sources are not counted in it, and which source-years are not compared.</param>
    public static async Task<MeasurementData> ReadAsync(NpgsqlConnection connection, MeasurementBasis basis, GateReport gate, CancellationToken cancel)
    {
        var year = basis.Year;
        await using (var memory = new NpgsqlCommand("SET LOCAL work_mem = '64MB'", connection)) // else a year's incidents are sorted on disk
            await memory.ExecuteNonQueryAsync(cancel);
        var (areas, shapes) = await AreaQuery.RunAsync(connection, year, BydelNames(), cancel);
        return Restatement.Apply(new MeasurementData(
            year, basis.Interpolate, areas,
            await MeasurementStore.ReadThemesAsync(connection, year, gate.LeftOut, cancel),
            await IncidentCountQuery.RunAsync(connection, basis.FirstYear, year, cancel),
            await PopulationQuery.RunAsync(connection, cancel))
        {
            Shapes = shapes,
            ToldTwice = await ToldTwiceQuery.RunAsync(connection, basis.FirstYear, year, basis.SameEvents, cancel),
            Comparable = await ComparableAreaQuery.RunAsync(connection, basis.FirstYear, year, basis.CodeChanges, cancel),
            Incomplete = await IncompleteAreas.ReadAsync(connection, basis.FirstYear, year, basis.CodeChanges, cancel),
            UnbrokenSince = await SeriesBreakQuery.RunAsync(connection, basis.FirstYear, year, gate.Incomplete, cancel),
            Severities = await SeverityQuery.RunAsync(connection, cancel),
            Times = await TimeCountQuery.RunAsync(connection, year, cancel),
            Points = await DominanceQuery.RunAsync(connection, year, cancel),
            Sources = await QualityQuery.RunAsync(connection, year, cancel),
            Coverage = await CoverageQuery.RunAsync(connection, year, cancel),
        }, basis.CodeChanges);
    }

    private static Dictionary<string, string> BydelNames() => AreaRegister.Load(AreaRegister.DefaultPath)
        .GroupBy(area => area.Code.Bydel)
        .ToDictionary(group => group.Key.ToString(), group => group.First().BydelName, StringComparer.Ordinal);
}
