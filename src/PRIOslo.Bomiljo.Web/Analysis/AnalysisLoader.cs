using System.Globalization;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Heatmap.Register;
using PRIOslo.Bomiljo.Web.Language;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Analysis;

/// <summary>What the analysts' page shows.</summary>
/// <param name="Area">The chosen delbydel over the years; empty where none is chosen or nothing is measured of it.</param>
/// <param name="LacksWantedTheme">True where the address names a theme that the year lacks, and the total is shown instead.</param>
/// <param name="Index">Empty for an analyst of some bydeler only.</param>
public sealed record AnalysisView(
    ChosenVersion Version, AnalysisTheme Theme, bool LacksWantedTheme, IReadOnlyList<MeasuredVersion> Versions, IReadOnlyList<AnalysisTheme> Themes, IReadOnlyList<AnalysisSource> Sources,
    IReadOnlyList<AnalysisFigure> Figures, IReadOnlyList<AnalysisFigure> Area, IReadOnlyList<IndexRow> Index, IReadOnlyList<ProfileSlot> Profile,
    IReadOnlyList<RegisteredEvent> Events, IReadOnlyList<AnalystNote> Notes, ILookup<int, YearTheme> YearThemes)
{
    /// <summary>Source-years that lack months or places: no change or trend is tested from or to them.</summary>
    public IReadOnlyList<AnalysisIncompleteSource> IncompleteSources { get; init; } = [];

    public int Year => Version.Shown.Year;

    /// <summary>The chosen delbydel in the shown version; null where none is chosen.</summary>
    public AnalysisFigure? Chosen => Area.FirstOrDefault(figure => figure.Year == Year);

    /// <summary>The versions of the shown year, newest first.</summary>
    public IEnumerable<MeasuredVersion> OfYear => Versions.Where(version => version.Year == Year);

    /// <summary>A row per year in which the area is measured, or something is on record about it; without a figure where it is not measured.</summary>
    public IReadOnlyList<(int Year, AnalysisFigure? Figure)> Timeline =>
    [
        .. Area.Select(figure => figure.Year).Concat(Notes.Select(note => note.Year)).Concat(Events.SelectMany(one => new[] { one.FirstDay.Year, one.LastDay?.Year ?? one.FirstDay.Year }))
            .Concat(Versions.Select(version => version.Year).Where(year => Events.Any(one => Spans(one, year))))
            .Distinct().Order().Select(year => (year, Area.FirstOrDefault(figure => figure.Year == year))),
    ];

    /// <summary>True where an event lasts into the year.</summary>
    public static bool Spans(RegisteredEvent one, int year) => one.FirstDay.Year <= year && (one.LastDay?.Year ?? int.MaxValue) >= year;

    /// <summary>Why a year has no comparable year before it, in words; null where it has one, or the class says all.</summary>
    public string? WhyNoChange(AnalysisFigure figure)
    {
        if (figure.Change.Class != "no-earlier-year")
            return null;
        var (now, before) = (YearThemes[figure.Year].ToList(), YearThemes[figure.Year - 1].ToList());
        var (year, earlier) = (AnalysisRequest.Text(figure.Year), AnalysisRequest.Text(figure.Year - 1));
        return before.Count == 0 ? Texts.T("AnalysisWhy_not-measured", earlier)
            : Theme.Theme != AnalysisLoader.Total ? before.Exists(theme => theme.Theme == Theme.Theme) ? null : Texts.T("AnalysisWhy_not-in-measurement", earlier)
            : string.Join(' ', new[] { Texts.T("AnalysisWhy_other-themes", earlier, year), Only(year, now.ExceptBy(before.Select(theme => theme.Theme), theme => theme.Theme)), Only(earlier, before.ExceptBy(now.Select(theme => theme.Theme), theme => theme.Theme)) }.OfType<string>());
    }

    /// <summary>The page of a delbydel, in the same year, version and theme.</summary>
    public string Address(string? area) => AnalysisRequest.Address(Year, Version.Newer is null ? null : Version.Shown.Version, Theme.Theme, area);

    private static string? Only(string year, IEnumerable<YearTheme> themes) =>
        themes.Select(theme => PageLanguage.Pick(theme.NameNb, theme.NameEn)).ToList() is { Count: > 0 } names ? Texts.T("AnalysisWhy_more", year, string.Join(", ", names)) : null;
}

/// <summary>What the address asks for.</summary>
/// <param name="Version">Null for the year's newest.</param>
public sealed record AnalysisRequest(int? Year, int? Version, string? Theme, string? Area)
{
    public const string Path = "/analyse";

    /// <summary>Reads the parts of an address.</summary>
    /// <param name="version">A number, or year and number as the chooser writes them (<c>2023-1</c>), so that a choice does not go over to another year.</param>
    public static AnalysisRequest Parse(string? year, string? version, string? theme, string? area)
    {
        var parts = (version ?? "").Split('-');
        var ofThisYear = parts.Length == 1 || parts[0] == year;
        return new(Number(year), ofThisYear ? Number(parts[^1]) : null, theme, area);
    }

    /// <returns>The page's address, in the page's language.</returns>
    public static string Address(int year, int? version, string theme, string? area)
    {
        var query = QueryString.Create("tema", theme).Add("aar", Text(year));
        if (version is { } known)
            query = query.Add("versjon", $"{Text(year)}-{Text(known)}");
        if (area is not null)
            query = query.Add("omrade", area);
        if (PageLanguage.IsEnglish)
            query = query.Add(PageLanguage.Parameter, PageLanguage.English);
        return Path + query.ToUriComponent();
    }

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Reads the analysts' page in the analyst's name.</summary>
public sealed class AnalysisLoader(PersonDatabase database)
{
    internal const string Total = "total";

    /// <param name="wanted">A year or version that is not measured gives the newest, a theme that is not measured the total.</param>
    /// <returns>Null before anything is measured.</returns>
    public Task<AnalysisView?> LoadAsync(AnalysisRequest wanted, CancellationToken cancel) => database.AskAsync(async connection =>
    {
        var versions = await MeasuredVersions.ReadAsync(connection, cancel);
        if (versions.Count == 0)
            return null;
        var version = MeasuredVersions.Choose(versions, wanted.Year, wanted.Version) ?? MeasuredVersions.Choose(versions, wanted.Year, null) ?? MeasuredVersions.Choose(versions, null, null)!;
        var reader = new AnalysisReader(connection, version.Shown.Year, version.Shown.Version);
        var themes = await reader.ThemesAsync(cancel);
        if (themes.Count == 0)
            return null;
        var theme = themes.FirstOrDefault(known => known.Theme == wanted.Theme) ?? themes.First(known => known.Theme == Total);
        var figures = await reader.FiguresAsync(theme.Theme, cancel);
        var area = figures.FirstOrDefault(figure => figure.Area == wanted.Area)?.Area;
        return new AnalysisView(
            version, theme, !string.IsNullOrEmpty(wanted.Theme) && wanted.Theme != theme.Theme, versions, themes, await reader.SourcesAsync(cancel), figures,
            area is null ? [] : await reader.SeriesAsync(theme.Theme, area, cancel), await reader.IndexAsync(cancel),
            area is null ? [] : await reader.ProfileAsync(theme.Theme, area[..2], cancel),
            await reader.EventsAsync(area, cancel), await reader.NotesAsync(area, cancel), await reader.YearThemesAsync(cancel))
        {
            IncompleteSources = await reader.IncompleteSourcesAsync(cancel),
        };
    }, cancel);
}
