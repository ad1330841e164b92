using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Heatmap.Register;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Analysis;

/// <summary>What the analysts' page shows.</summary>
/// <param name="Area">The chosen delbydel over the years; empty where none is chosen or nothing is measured of it.</param>
public sealed record AnalysisView(
    int Year, string Theme, IReadOnlyList<MeasuredVersion> Versions, IReadOnlyList<AnalysisTheme> Themes, IReadOnlyList<AnalysisSource> Sources,
    IReadOnlyList<AnalysisFigure> Figures, IReadOnlyList<AnalysisFigure> Area, IReadOnlyList<ProfileSlot> Profile,
    IReadOnlyList<RegisteredEvent> Events, IReadOnlyList<AnalystNote> Notes)
{
    public AnalysisTheme Chosen => Themes.First(theme => theme.Theme == Theme);
}

/// <summary>Reads the analysts' page in the analyst's name.</summary>
public sealed class AnalysisLoader(PersonDatabase database)
{
    private const string Total = "total";

    /// <param name="year">Null, or one that is not measured, for the newest.</param>
    /// <param name="theme">Null, or one that is not measured, for the total.</param>
    /// <param name="area">A delbydel; null for none.</param>
    /// <returns>Null before anything is measured.</returns>
    public Task<AnalysisView?> LoadAsync(int? year, string? theme, string? area, CancellationToken cancel) => database.AskAsync(async connection =>
    {
        var reader = new AnalysisReader(connection);
        var versions = await reader.VersionsAsync(cancel);
        if (versions.Count == 0)
            return null;
        var shown = versions.FirstOrDefault(version => version.Year == year)?.Year ?? versions[0].Year;
        var themes = await reader.ThemesAsync(shown, cancel);
        if (themes.Count == 0)
            return null;
        var chosen = themes.FirstOrDefault(known => known.Theme == theme)?.Theme ?? Total;
        var figures = await reader.FiguresAsync(chosen, shown, null, cancel);
        var series = figures.Any(figure => figure.Area == area) ? await reader.FiguresAsync(chosen, null, area, cancel) : [];
        return new AnalysisView(
            shown, chosen, versions, themes, await reader.SourcesAsync(shown, cancel), figures, series,
            series.Count == 0 ? [] : await reader.ProfileAsync(chosen, shown, area![..2], cancel),
            await reader.EventsAsync(series.Count == 0 ? null : area, cancel), await reader.NotesAsync(series.Count == 0 ? null : area, cancel));
    }, cancel);
}
