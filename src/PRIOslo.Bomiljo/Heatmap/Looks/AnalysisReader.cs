using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Register;

namespace PRIOslo.Bomiljo.Heatmap.Looks;

/// <summary>Reads true figures of one version of a year with all that is known of them, for analysts.</summary>
/// <param name="connection">Open, in the name of an analyst; anybody else is refused by the database.</param>
/// <param name="year">A measured year.</param>
/// <param name="version">One of its versions.</param>
public sealed class AnalysisReader(NpgsqlConnection connection, int year, int version)
{
    /// <summary>Every delbydel, by code.</summary>
    public Task<IReadOnlyList<AnalysisFigure>> FiguresAsync(string theme, CancellationToken cancel) => FiguresAsync(theme, area: null, cancel);

    /// <summary>One delbydel in all years: the shown one in its version, the others in their highest.</summary>
    public Task<IReadOnlyList<AnalysisFigure>> SeriesAsync(string theme, string area, CancellationToken cancel) => FiguresAsync(theme, area, cancel);

    /// <summary>The total first.</summary>
    public Task<IReadOnlyList<AnalysisTheme>> ThemesAsync(CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisThemeQuery, AnalysisTheme>(connection, [new("year", year), new("version", version)], AnalysisThemeQuery.Row, cancel);

    /// <summary>The themes of each measured year by code, without their sum: the shown year in its version, the others in their highest.</summary>
    public async Task<ILookup<int, YearTheme>> YearThemesAsync(CancellationToken cancel) =>
        (await SqlRows.ReadAsync<YearThemeQuery, YearTheme>(connection, [new("year", year), new("version", version)],
            row => new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3)), cancel)).ToLookup(row => row.Year);

    public Task<IReadOnlyList<AnalysisSource>> SourcesAsync(CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisSourceQuery, AnalysisSource>(connection, [new("year", year), new("version", version)],
            row => new(row.GetString(0), row.GetString(1), row.Text(2), row.GetFieldValue<string[]>(3), row.Text(4) is { } nb ? new(nb, row.GetString(5)) : null), cancel);

    /// <summary>Those of the shown version's series.</summary>
    public Task<IReadOnlyList<AnalysisIncompleteSource>> IncompleteSourcesAsync(CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisIncompleteSourceQuery, AnalysisIncompleteSource>(connection, [new("year", year), new("version", version)],
            row => new(row.GetString(0), row.GetInt16(1), row.GetString(2), row.GetFieldValue<string[]>(3), row.Text(4) is { } nb ? new(nb, row.GetString(5)) : null), cancel);

    /// <param name="bydel">Two digits.</param>
    public Task<IReadOnlyList<ProfileSlot>> ProfileAsync(string theme, string bydel, CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisProfileQuery, ProfileSlot>(connection, [new("theme", theme), new("year", year), new("version", version), new("bydel", bydel)],
            row => new(row.GetString(0), row.GetInt16(1), row.GetInt32(2)), cancel);

    /// <summary>By code; empty for an analyst of some bydeler only.</summary>
    public Task<IReadOnlyList<IndexRow>> IndexAsync(CancellationToken cancel) => IndexValueQuery.RunAsync(connection, year, version, cancel);

    /// <inheritdoc cref="RegisterReader.EventsAsync"/>
    public Task<IReadOnlyList<RegisteredEvent>> EventsAsync(string? area, CancellationToken cancel) => new RegisterReader(connection).EventsAsync(area, cancel);

    /// <inheritdoc cref="RegisterReader.NotesAsync"/>
    public Task<IReadOnlyList<AnalystNote>> NotesAsync(string? area, CancellationToken cancel) => new RegisterReader(connection).NotesAsync(area, cancel);

    private Task<IReadOnlyList<AnalysisFigure>> FiguresAsync(string theme, string? area, CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisFigureQuery, AnalysisFigure>(connection,
            [new("theme", theme), new("year", year), new("version", version), new("area", NpgsqlDbType.Text) { Value = (object?)area ?? DBNull.Value }],
            AnalysisFigureQuery.Row, cancel);
}
