using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Asks how far the city reaches.</summary>
internal static class KnownExtent
{
    /// <returns>EPSG:25832; null where no municipality and no delbydel is known.</returns>
    public static async Task<Envelope?> ReadAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(SqlFile.For(typeof(KnownExtent)));
        return await command.ExecuteScalarAsync(cancel) is Geometry extent ? extent.EnvelopeInternal : null;
    }
}
