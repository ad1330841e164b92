using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Looks;

/// <summary>The Bomiljøindeks of a delbydel: 0 is the city, higher is more of what the themes count.</summary>
/// <param name="RankLow">With 95 % probability the place, counted from the highest, is between this one and <paramref name="RankHigh"/>.</param>
/// <param name="RankWeightsLow">The highest place while the weights vary.</param>
/// <param name="WorstTenthProbability">0–1, from joint posterior draws.</param>
/// <param name="AmongWorstTenth">True only where that probability is at least 0.8.</param>
public sealed record IndexRow(
    string Area, string AreaName, double Value, double ValueLow, double ValueHigh, int RankLow, int RankHigh, int RankWeightsLow, int RankWeightsHigh,
    double WorstTenthProbability, bool AmongWorstTenth);

/// <summary>Reads the index of a version of a year, for analysts.</summary>
public abstract class IndexValueQuery
{
    /// <returns>By code; empty where that version has no index.</returns>
    public static Task<IReadOnlyList<IndexRow>> RunAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel) =>
        SqlRows.ReadAsync<IndexValueQuery, IndexRow>(connection, [new("year", (short)year), new("version", version)], row => new(
            row.GetString(0), row.GetString(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8),
            row.GetDouble(9), row.GetBoolean(10)), cancel);
}
