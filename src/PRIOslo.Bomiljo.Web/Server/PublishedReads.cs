using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Web.Server;

/// <summary>What pages read again and again, through the cache. Ask for what is known to be there: every other key takes room too.</summary>
public static class PublishedReads
{
    private const int RowBytes = 250; // a record and its texts, about

    public static Task<IReadOnlyList<PublishedTheme>> ThemesAsync(this PublishedCache cache, CancellationToken cancel) =>
        cache.GetAsync("themes", (connection, _, read) => new PublishedReader(connection).ThemesAsync(read), Size, cancel);

    /// <inheritdoc cref="PublishedReader.FiguresAsync"/>
    public static Task<IReadOnlyList<PublishedFigure>> FiguresAsync(
        this PublishedCache cache, string level, string? theme, string? area, CancellationToken cancel) =>
        cache.GetAsync($"figures {level} {theme} {area}",
            (connection, _, read) => new PublishedReader(connection).FiguresAsync(level, theme, area, year: null, read), Size, cancel);

    public static Task<IReadOnlyList<PublishedCoverage>> CoverageAsync(this PublishedCache cache, int year, CancellationToken cancel) =>
        cache.GetAsync(FormattableString.Invariant($"coverage {year}"),
            (connection, _, read) => new PublishedReader(connection).CoverageAsync(year, read), Size, cancel);

    public static Task<IReadOnlyList<PublishedOverride>> OverridesAsync(this PublishedCache cache, int year, CancellationToken cancel) =>
        cache.GetAsync(FormattableString.Invariant($"overrides {year}"),
            (connection, _, read) => new PublishedReader(connection).OverridesAsync(year, read), rows => Size(rows) + rows.Sum(row => sizeof(char) * (long)row.Reason.Length), cancel);

    private static long Size<T>(IReadOnlyList<T> rows) => (long)RowBytes * rows.Count;
}
