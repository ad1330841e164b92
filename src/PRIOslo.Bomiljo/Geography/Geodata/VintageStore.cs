using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>A vintage about to be stored.</summary>
internal sealed record NewVintage(
    string Layer, int Year, string FileName, string Sha256, DateTimeOffset ImportedAt, bool Approximate, int Features, Topology Topology,
    LayerOrigin Origin);

/// <summary>Registers a vintage and supersedes the one that it replaces.</summary>
internal static class VintageStore
{
    /// <returns>The new vintage's key.</returns>
    public static async Task<int> AddAsync(NpgsqlConnection connection, NewVintage vintage, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(VintageStore)), connection)
        {
            Parameters =
            {
                new("layer", vintage.Layer), new("year", (short)vintage.Year), new("file", vintage.FileName), new("sha256", vintage.Sha256),
                new("now", vintage.ImportedAt), new("approximate", vintage.Approximate), new("features", vintage.Features),
                new("repaired", vintage.Topology.Repaired), new("dropped", vintage.Topology.Dropped),
                new("pairs", vintage.Topology.Overlaps.Pairs), new("overlap_m2", vintage.Topology.Overlaps.AreaM2),
                new("gaps", vintage.Topology.Gaps.Count), new("gap_m2", vintage.Topology.Gaps.AreaM2),
                new("source", vintage.Origin.Source),
                new("dated_on", NpgsqlDbType.Date) { Value = (object?)vintage.Origin.DatedOn ?? DBNull.Value },
                new("coverage", NpgsqlDbType.Geometry) { Value = (object?)vintage.Origin.Coverage ?? DBNull.Value },
            },
        };
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }
}
