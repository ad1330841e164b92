using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Reads what a report tells from the published schema alone.</summary>
/// <param name="connection">Open, in the name of any role that may read schema <c>published</c>, in a transaction that is repeatable read: what is
/// published meanwhile would otherwise be mixed in.</param>
public sealed class ReportReader(NpgsqlConnection connection)
{
    private static readonly string[] Levels = ["delbydel", "bydel", "by"];

    /// <exception cref="ProblemException">BOM-660: the year is not published.</exception>
    public async Task<ReportData> ReadAsync(int year, CancellationToken cancel)
    {
        var (release, seal) = await SealedAsync(year, cancel);
        var published = new PublishedReader(connection);
        var (figures, rates) = (new List<PublishedFigure>(), new List<PublishedFigure>());
        foreach (var level in Levels)
        {
            var ofLevel = await published.FiguresAsync(level, theme: null, area: null, year: null, cancel);
            figures.AddRange(ofLevel.Where(figure => figure.Year == year).OrderBy(figure => figure.Area, StringComparer.Ordinal).ThenBy(figure => figure.Theme, StringComparer.Ordinal));
            if (level == "delbydel")
                rates.AddRange(ofLevel);
        }

        var themes = (await published.ThemesAsync(cancel)).Where(theme => figures.Exists(figure => figure.Theme == theme.Theme)).ToList();
        return new(
            release,
            seal,
            themes,
            figures,
            themes.ToDictionary(theme => theme.Theme,
                theme => ClassBreaks.Of(rates.Where(figure => figure.Theme == theme.Theme).Select(figure => figure.Rate).OfType<double>()), StringComparer.Ordinal),
            await published.CoverageAsync(year, cancel),
            await RowsAsync<ReportBreakQuery, ReportBreak>(year, ReportBreakQuery.Row, cancel),
            await RowsAsync<ReportEventQuery, ReportEvent>(year, ReportEventQuery.Row, cancel),
            await RowsAsync<ReportShapeQuery, ReportShape>(year, ReportShapeQuery.Row, cancel))
        {
            Correction = await CorrectionAsync(year, cancel),
        };
    }

    /// <summary>The shown version, and what it rests on.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<(PublishedRelease Release, ReportSeal Seal)> SealedAsync(int year, CancellationToken cancel)
    {
        var published = new PublishedReader(connection);
        var release = (await published.ReleasesAsync(cancel)).FirstOrDefault(known => known.Year == year)
            ?? throw new ProblemException(ProblemCode.NotPublished, $"year {year}", "the year is not published.", $"Run `bomiljo measure {year}`.");
        var seal = (await RowsAsync<ReportSealQuery, ReportSeal>(year, ReportSealQuery.Row, cancel))[0];
        return (release, seal with
        {
            Sources = await RowsAsync<ReportSourceQuery, ReportSource>(year, ReportSourceQuery.Row, cancel),
            Overrides = await published.OverridesAsync(year, cancel),
        });
    }

    private async Task<ReportCorrection?> CorrectionAsync(int year, CancellationToken cancel)
    {
        var rows = await RowsAsync<ReportCorrectionQuery, (int Corrects, string Reason, CorrectedTheme Theme)>(year, ReportCorrectionQuery.Row, cancel);
        return rows.Count == 0 ? null : new(rows[0].Corrects, rows[0].Reason, [.. rows.Select(row => row.Theme)]);
    }

    private Task<IReadOnlyList<TRow>> RowsAsync<TQuery, TRow>(int year, Func<NpgsqlDataReader, TRow> row, CancellationToken cancel) =>
        SqlRows.ReadAsync<TQuery, TRow>(connection, [new("year", NpgsqlDbType.Integer) { Value = year }], row, cancel);
}
