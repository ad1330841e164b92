using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Publishing.Bands;

/// <summary>What the surfaces of a release are drawn from.</summary>
/// <param name="Codes">Its areas, in their order.</param>
internal sealed record BandRelease(ReleaseBands Bands, IReadOnlyList<string> Codes, IReadOnlyList<BandThemeRows> Themes);

/// <param name="Counts">By delbydel; null where hidden.</param>
internal sealed record BandThemeRows(string Theme, IReadOnlyDictionary<string, int?> Counts, IReadOnlyList<BandIncident> Incidents);

/// <summary>Puts the surfaces that readers may see beside a release's figures.</summary>
internal static class PublishedBands
{
    /// <summary>Writes none where residents or addresses are not known, as the mask needs them, and none of a theme most of whose published
    /// incidents have no point, or are not in any more.</summary>
    /// <param name="connection">In the transaction that has written the release's figures.</param>
    /// <exception cref="ProblemException">BOM-604: what was drawn depends on hidden counts or places.</exception>
    public static async Task AddAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        if (await ReadAsync(connection, year, version, cancel) is not { } release)
            return;
        foreach (var theme in release.Themes)
        {
            var surface = release.Bands.Of(theme.Counts, theme.Incidents);
            if (BandCheck.IsTelling(surface, incidents => release.Bands.Of(theme.Counts, incidents), theme))
            {
                throw new ProblemException(ProblemCode.NotProtected, $"year {year}, theme {theme.Theme}", "the squares tell of hidden counts; nothing was published.",
                    "Report this as an error of the program.");
            }

            if (surface is not null)
                await WriteAsync(connection, year, version, theme.Theme, release.Bands.City.Grid, surface, cancel);
        }
    }

    /// <returns>What the surfaces of a release are drawn from; null where residents or addresses are not known.</returns>
    internal static async Task<BandRelease?> ReadAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        var figures = await SqlRows.ReadAsync<BandFigureQuery, (string Theme, string Code, int? Count, double Residents)>(
            connection, Release(year, version), row => (row.GetString(0), row.GetString(1), row.GetFieldValue<int?>(2), row.GetDouble(3)), cancel);
        string[] codes = [.. figures.Select(figure => figure.Code).Distinct()];
        if (await CityAsync(connection, year, version, figures, codes, cancel) is not { } city)
            return null;
        var incidents = (await SqlRows.ReadAsync<BandIncidentQuery, (string Theme, BandIncident Incident)>(
                connection, Release(year, version),
                row => (row.GetString(0), new(row.GetString(1), row.GetFieldValue<double?>(2), row.GetFieldValue<double?>(3), (int)row.GetInt64(4))), cancel))
            .ToLookup(row => row.Theme, row => row.Incident, StringComparer.Ordinal);
        return new(new(city, codes), codes, [.. figures.GroupBy(figure => figure.Theme).Select(theme =>
            new BandThemeRows(theme.Key, theme.ToDictionary(figure => figure.Code, figure => figure.Count, StringComparer.Ordinal), [.. incidents[theme.Key]]))]);
    }

    private static async Task<BandCity?> CityAsync(
        NpgsqlConnection connection, int year, int version, IReadOnlyList<(string Theme, string Code, int? Count, double Residents)> figures, string[] codes, CancellationToken cancel)
    {
        var homes = await SurfaceReader.HomesAsync(connection, year, version, cancel);
        var addresses = await SurfaceReader.AddressesAsync(connection, year, cancel);
        if (homes.Weights.Length == 0 || addresses.Weights.Length == 0)
            return null;
        var cells = await SqlRows.ReadAsync<BandCellQuery, (int Column, int Row, int West, int South, string[] Near)>(
            connection, [.. Release(year, version), new("cell", SurfaceBands.CellMetres), new("reach", SurfaceBands.ReachMetres)],
            row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetFieldValue<string[]>(4)), cancel);
        if (cells.Count == 0)
            return null;
        var (columns, rows) = (cells.Max(cell => cell.Column) + 1, cells.Max(cell => cell.Row) + 1);
        var (inside, near) = (new bool[columns * rows], new int[columns * rows][]);
        Array.Fill(near, []);
        foreach (var cell in cells)
        {
            var at = (cell.Row * columns) + cell.Column;
            (inside[at], near[at]) = (true, [.. cell.Near.Select(code => Array.IndexOf(codes, code))]);
            inside[at] &= !near[at].Contains(-1); // an area without figures is told of nowhere
        }

        var residents = figures.DistinctBy(figure => figure.Code).ToDictionary(figure => figure.Code, figure => figure.Residents, StringComparer.Ordinal);
        return new(new KernelGrid(cells[0].West, cells[0].South, SurfaceBands.CellMetres, columns, rows, inside), near,
            [.. codes.Select(code => residents[code])], homes, addresses);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, int year, int version, string theme, KernelGrid grid, ThemeSurface surface, CancellationToken cancel)
    {
        var bands = surface.Bands;
        int[] cells = [.. Enumerable.Range(0, bands.Length).Where(cell => bands[cell] != SurfaceBands.None)];
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(PublishedBands)), connection)
        {
            Parameters =
            {
                new("year", (short)year), new("version", version), new("theme", theme), new("reach", SurfaceBands.ReachMetres),
                new("left_out_percent", NpgsqlDbType.Integer) { Value = (object?)surface.LeftOutPercent ?? DBNull.Value },
                new("cell", grid.CellMetres), new("west", grid.West), new("south", grid.South),
                new("columns", cells.Select(cell => cell % grid.Columns).ToArray()), new("rows", cells.Select(cell => cell / grid.Columns).ToArray()),
                new("bands", cells.Select(cell => (short)bands[cell]).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlParameter[] Release(int year, int version) => [new("year", year), new("version", version)];
}

internal abstract class BandFigureQuery;

internal abstract class BandIncidentQuery;

internal abstract class BandCellQuery;
