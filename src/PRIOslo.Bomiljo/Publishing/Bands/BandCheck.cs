namespace PRIOslo.Bomiljo.Publishing.Bands;

/// <summary>The last check of a theme's squares: they are drawn anew over other hidden incidents, and have to be the same.</summary>
internal static class BandCheck
{
    /// <summary>Other worlds for a reader who does not see the hidden delbydeler: they have none, more at every address, or very many at one.</summary>
    private static readonly Func<IEnumerable<BandIncident>, IEnumerable<BandIncident>>[] Worlds =
    [
        _ => [],
        rows => rows.Select(row => row with { Incidents = (2 * row.Incidents) + 5 }),
        rows => rows.GroupBy(row => row.Code).Select(area => area.First() with { Incidents = 10 * area.Sum(row => row.Incidents) }),
    ];

    /// <param name="goesOut">What is to be published of the theme; null where nothing is.</param>
    /// <param name="draw">Draws it from incidents.</param>
    /// <param name="theme">What it was drawn from.</param>
    /// <returns>True where what goes out would tell one of the worlds from another.</returns>
    public static bool IsTelling(ThemeSurface? goesOut, Func<IReadOnlyList<BandIncident>, ThemeSurface?> draw, BandThemeRows theme)
    {
        var hidden = theme.Incidents.Where(row => IsHidden(row.Code)).ToList();
        BandIncident[] shown = [.. theme.Incidents.Where(row => !IsHidden(row.Code))];
        return hidden.Count > 0 && Worlds.Select(world => draw([.. shown, .. world(hidden)]))
            .Any(other => goesOut is null ? other is not null : !goesOut.IsAs(other));

        bool IsHidden(string code) => theme.Counts.TryGetValue(code, out var count) && count is null;
    }
}
