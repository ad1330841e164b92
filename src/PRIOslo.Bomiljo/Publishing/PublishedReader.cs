using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Publishing;

/// <summary>Reads the published schema: what may be seen outside, already protected.</summary>
/// <param name="connection">Open, in the name of any role that may read schema <c>published</c>.</param>
public sealed class PublishedReader(NpgsqlConnection connection)
{
    /// <summary>Years that are shown, newest first; empty before anything is published.</summary>
    public Task<IReadOnlyList<PublishedRelease>> ReleasesAsync(CancellationToken cancel) =>
        ReadAsync<PublishedReleaseQuery, PublishedRelease>([], PublishedReleaseQuery.Row, cancel);

    public Task<IReadOnlyList<PublishedTheme>> ThemesAsync(CancellationToken cancel) =>
        ReadAsync<PublishedThemeQuery, PublishedTheme>([], PublishedThemeQuery.Row, cancel);

    /// <summary>Cells of a level (<c>delbydel</c>, <c>bydel</c> or <c>by</c>); null for theme, area or year means all.</summary>
    public Task<IReadOnlyList<PublishedFigure>> FiguresAsync(
        string level, string? theme, string? area, int? year, CancellationToken cancel) =>
        ReadAsync<PublishedFigureQuery, PublishedFigure>(
            [Text("level", level), Text("theme", theme), Text("area", area), Number("year", year)],
            PublishedFigureQuery.Row, cancel);

    public Task<IReadOnlyList<PublishedCoverage>> CoverageAsync(int year, CancellationToken cancel) =>
        ReadAsync<PublishedCoverageQuery, PublishedCoverage>([Number("year", year)], PublishedCoverageQuery.Row, cancel);

    /// <summary>Decisions about the sources of a year; empty where none was needed.</summary>
    public Task<IReadOnlyList<PublishedOverride>> OverridesAsync(int year, CancellationToken cancel) =>
        ReadAsync<PublishedOverrideQuery, PublishedOverride>([Number("year", year)], PublishedOverrideQuery.Row, cancel);

    public Task<IReadOnlyList<PublishedShape>> ShapesAsync(int year, string level, CancellationToken cancel) =>
        ReadAsync<PublishedShapeQuery, PublishedShape>(
            [Number("year", year), Text("level", level)], PublishedShapeQuery.Row, cancel);

    /// <summary>The bands of a theme's surface, lowest first; empty where none is published.</summary>
    public Task<IReadOnlyList<PublishedBand>> BandsAsync(int year, string theme, CancellationToken cancel) =>
        ReadAsync<PublishedBandQuery, PublishedBand>([Number("year", year), Text("theme", theme)], PublishedBandQuery.Row, cancel);

    private Task<IReadOnlyList<TRow>> ReadAsync<TQuery, TRow>(
        NpgsqlParameter[] parameters, Func<NpgsqlDataReader, TRow> row, CancellationToken cancel) =>
        SqlRows.ReadAsync<TQuery, TRow>(connection, parameters, row, cancel);

    private static NpgsqlParameter Text(string name, string? value) =>
        new(name, NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Number(string name, int? value) =>
        new(name, NpgsqlDbType.Integer) { Value = (object?)value ?? DBNull.Value };
}
