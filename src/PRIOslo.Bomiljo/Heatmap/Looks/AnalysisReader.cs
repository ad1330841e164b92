using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Register;

namespace PRIOslo.Bomiljo.Heatmap.Looks;

/// <summary>A measured version of a year. <c>FrozenAt</c>, <c>Reason</c> and <c>Published</c> are null where they do not apply; <c>Published</c> is
/// <c>provisional</c> or <c>decided</c>.</summary>
public sealed record MeasuredVersion(
    int Year, int Version, DateTimeOffset MeasuredAt, DateTimeOffset? FrozenAt, string? Reason, string? Sha256, string? Published);

/// <summary>A delbydel's true figures. What is not defined or not tested is null.</summary>
/// <remarks>Shares and probabilities are 0–1; <c>Change</c> is this year's rate over last year's.</remarks>
public sealed record AnalysisFigure(
    int Year, string Area, string AreaName, int Incidents, double? Rate, double? RateLow, double? RateHigh, double? RateEb,
    double? Change, double? ChangeP, double? ChangeQ, string? ChangeClass, string? TrendClass,
    string? GiClass, double? GiQ, string? Lisa, double? LisaP, string? Funnel, double? Exceedance, double? Dominance, double? SharePublic,
    bool Interpolated);

/// <summary>What is said of a theme as a whole.</summary>
public sealed record AnalysisTheme(
    string Theme, string NameNb, string NameEn, double Dispersion, double? Moran, double? MoranP, int HotSpots, int ColdSpots, int RatePer, double? PlacedPercent, int? LeastMonths);

/// <summary>The coverage gate's verdict on a source; <c>Findings</c> are sentences in English, <c>Reason</c> the analyst's own.</summary>
public sealed record AnalysisSource(string Source, string Outcome, string? Reason, IReadOnlyList<string> Findings);

/// <summary>Incidents of a theme in one month of the year, hour of the day or day of the week, in a bydel.</summary>
public sealed record ProfileSlot(string Kind, int Slot, int Incidents);

/// <summary>Reads true figures with all that is known of them, for analysts.</summary>
/// <param name="connection">Open, in the name of an analyst; anybody else is refused by the database.</param>
public sealed class AnalysisReader(NpgsqlConnection connection)
{
    /// <summary>Every version of every year, newest first.</summary>
    public Task<IReadOnlyList<MeasuredVersion>> VersionsAsync(CancellationToken cancel) =>
        SqlRows.ReadAsync<MeasuredVersionQuery, MeasuredVersion>(connection, [], MeasuredVersionQuery.Row, cancel);

    /// <param name="year">Null for all years; each in its highest version.</param>
    /// <param name="area">A delbydel; null for all.</param>
    public Task<IReadOnlyList<AnalysisFigure>> FiguresAsync(string theme, int? year, string? area, CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisFigureQuery, AnalysisFigure>(connection,
            [new("theme", theme), new("year", NpgsqlTypes.NpgsqlDbType.Integer) { Value = (object?)year ?? DBNull.Value }, new("area", NpgsqlTypes.NpgsqlDbType.Text) { Value = (object?)area ?? DBNull.Value }],
            AnalysisFigureQuery.Row, cancel);

    /// <summary>The total first.</summary>
    public Task<IReadOnlyList<AnalysisTheme>> ThemesAsync(int year, CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisThemeQuery, AnalysisTheme>(connection, [new("year", year)], AnalysisThemeQuery.Row, cancel);

    public Task<IReadOnlyList<AnalysisSource>> SourcesAsync(int year, CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisSourceQuery, AnalysisSource>(connection, [new("year", year)],
            row => new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<string[]>(3)), cancel);

    /// <param name="bydel">Two digits.</param>
    public Task<IReadOnlyList<ProfileSlot>> ProfileAsync(string theme, int year, string bydel, CancellationToken cancel) =>
        SqlRows.ReadAsync<AnalysisProfileQuery, ProfileSlot>(connection, [new("theme", theme), new("year", year), new("bydel", bydel)],
            row => new(row.GetString(0), row.GetInt16(1), row.GetInt32(2)), cancel);

    /// <inheritdoc cref="RegisterReader.EventsAsync"/>
    public Task<IReadOnlyList<RegisteredEvent>> EventsAsync(string? area, CancellationToken cancel) => new RegisterReader(connection).EventsAsync(area, cancel);

    /// <inheritdoc cref="RegisterReader.NotesAsync"/>
    public Task<IReadOnlyList<AnalystNote>> NotesAsync(string? area, CancellationToken cancel) => new RegisterReader(connection).NotesAsync(area, cancel);
}
