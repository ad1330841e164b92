using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary>What the address asks for; every part may be missing or wrong.</summary>
public sealed record MapRequest(string? Theme, string? Year, string? Level, string? Area, string? Sort, string? Direction);

/// <summary>Reads what the heat map's page shows from the published tables.</summary>
public sealed class HeatMapLoader(PublishedCache cache)
{
    /// <returns>Null before anything is published.</returns>
    public async Task<HeatMap?> LoadAsync(MapRequest request, CancellationToken cancel)
    {
        var (releases, stamp) = await cache.ShownAsync(cancel);
        var themes = await cache.ThemesAsync(cancel);
        if (releases.Count == 0 || themes.Count == 0)
            return null;

        var theme = themes.FirstOrDefault(known => known.Theme == request.Theme) ?? themes[0];
        var release = releases.FirstOrDefault(known => FormattableString.Invariant($"{known.Year}") == request.Year) ?? releases[0];
        var level = request.Level is MapSelection.Bydel ? MapSelection.Bydel : MapSelection.Delbydel;
        var allYears = await cache.FiguresAsync(level, theme.Theme, area: null, cancel);
        var ofYear = allYears.Where(figure => figure.Year == release.Year).ToList();
        var area = FindArea(request.Area, level, ofYear);
        var selection = new MapSelection(theme.Theme, release.Year, level, area,
            request.Sort is MapSelection.ByRate or MapSelection.ByCount ? request.Sort : MapSelection.ByName,
            request.Direction == "ned");
        var city = await cache.FiguresAsync(MapSelection.City, theme: null, area: null, cancel);
        return new HeatMap(
            selection,
            IsCorrected(request, selection),
            stamp,
            releases,
            themes,
            ClassBreaks.Of(allYears.Select(figure => figure.Rate).OfType<double>()),
            FigureOrder.Sort(ofYear, selection),
            area is null ? city : await cache.FiguresAsync(level, theme: null, area, cancel),
            city,
            await cache.CoverageAsync(release.Year, cancel),
            [.. (await cache.OverridesAsync(release.Year, cancel)).Where(decision => decision.BearsOn(theme.Theme))]);
    }

    /// <summary>The area asked for; after a change of level its bydel.</summary>
    private static string? FindArea(string? wanted, string level, List<PublishedFigure> figures)
    {
        var code = level == MapSelection.Bydel && wanted is { Length: 4 } ? wanted[..2] : wanted;
        return figures.Any(figure => figure.Area == code) ? code : null;
    }

    private static bool IsCorrected(MapRequest request, MapSelection selection) =>
        (request.Theme is not null && request.Theme != selection.Theme)
        || (request.Year is not null && request.Year != FormattableString.Invariant($"{selection.Year}"))
        || (request.Level is not null && request.Level != selection.Level);
}
