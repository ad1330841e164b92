using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Suitability.Overrides;

internal sealed class SiteOverrideQuery
{
    /// <summary>How far two points of the same site may lie apart, metres, included.</summary>
    public const double SameSiteMetres = 1;

    private SiteOverrideQuery()
    {
    }

    /// <param name="connection">Row security leaves out the decisions of projects that the caller is not a member of.</param>
    /// <param name="point">Null: everywhere.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    public static async Task<SiteOverrides> RunAsync(NpgsqlConnection connection, SitePoint? point, CancellationToken cancel) =>
        new(await SqlRows.ReadAsync<SiteOverrideQuery, PlacedOverride>(
            connection,
            [Metres("east", point?.East), Metres("north", point?.North), new("metres", SameSiteMetres)],
            row => new PlacedOverride(row.GetDouble(9), row.GetDouble(10), new SiteOverride(
                row.GetInt32(0),
                row.GetString(1),
                Codes.Parse<Verdict>(row.GetString(2)),
                row.GetString(3),
                row.IsDBNull(4) ? null : Codes.Parse<Verdict>(row.GetString(4)),
                row.IsDBNull(5) ? null : row.GetDouble(5),
                row.IsDBNull(6) ? null : row.GetInt32(6),
                row.GetString(7),
                row.GetFieldValue<DateOnly>(8))),
            cancel));

    private static NpgsqlParameter Metres(string name, double? value) => new(name, NpgsqlDbType.Double) { Value = (object?)value ?? DBNull.Value };
}
