using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Publishing.Attack;

/// <summary>Reads what was answered of drawn areas of a year.</summary>
internal sealed class DrawnAnswerQuery
{
    public static Task<IReadOnlyList<DrawnAnswer>> RunAsync(NpgsqlConnection connection, int year, IEnumerable<string> protectedThemes, CancellationToken cancel) =>
        SqlRows.ReadAsync<DrawnAnswerQuery, DrawnAnswer>(
            connection, [new("year", (short)year), new("protected_themes", protectedThemes.Order(StringComparer.Ordinal).ToArray())], Row, cancel);

    private static DrawnAnswer Row(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetFieldValue<string[]>(3), row.GetInt32(4));
}
