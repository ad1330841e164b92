using Npgsql;
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

    /// <returns>At most one a group; row security leaves out those of projects that the caller is not a member of.</returns>
    public static Task<IReadOnlyList<SiteOverride>> RunAsync(NpgsqlConnection connection, SitePoint point, CancellationToken cancel) =>
        SqlRows.ReadAsync<SiteOverrideQuery, SiteOverride>(
            connection,
            [new("east", point.East), new("north", point.North), new("metres", SameSiteMetres)],
            row => new SiteOverride(
                row.GetInt32(0),
                row.GetString(1),
                Codes.Parse<Verdict>(row.GetString(2)),
                row.GetString(3),
                row.IsDBNull(4) ? null : Codes.Parse<Verdict>(row.GetString(4)),
                row.IsDBNull(5) ? null : row.GetDouble(5),
                row.GetString(6),
                row.GetFieldValue<DateOnly>(7)),
            cancel);
}
