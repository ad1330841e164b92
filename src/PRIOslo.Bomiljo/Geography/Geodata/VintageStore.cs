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

    /// <returns>Whether real areas of the layer would put approximate ones out of use, as <c>geo.current_vintage</c> has it; only areas do.</returns>
    public static async Task<bool> RetiresApproximateAsync(NpgsqlDataSource database, string layer, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM geo.current_vintage WHERE approximate AND @layer IN (layer, 'delbydel'))");
        command.Parameters.AddWithValue("layer", layer);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>What was read, where that is known only after the rows are in.</summary>
    public static async Task CountAsync(NpgsqlConnection connection, int vintage, int features, int dropped, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("UPDATE geo.vintage SET features = @features, dropped = @dropped WHERE vintage_id = @vintage", connection)
        {
            Parameters = { new("features", features), new("dropped", dropped), new("vintage", vintage) },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The distinct street names of an address vintage, for the search of similar ones.</summary>
    public static async Task AddStreetsAsync(NpgsqlConnection connection, int vintage, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO geo.street (vintage_id, street) SELECT DISTINCT vintage_id, street FROM geo.address WHERE vintage_id = @vintage", connection)
        {
            Parameters = { new("vintage", vintage) },
        };
        await command.ExecuteNonQueryAsync(cancel);
        await using var analyse = new NpgsqlCommand("ANALYZE geo.address, geo.street", connection);
        await analyse.ExecuteNonQueryAsync(cancel);
    }
}
