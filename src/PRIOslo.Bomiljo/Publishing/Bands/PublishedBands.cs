using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Publishing.Suppression;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Publishing.Bands;

/// <summary>Puts the surfaces that readers may see beside a release's figures.</summary>
internal static class PublishedBands
{
    /// <summary>Writes none where residents or addresses are not known, as the mask needs them, and none of a theme most of whose published
    /// incidents have no point, or are not in any more.</summary>
    /// <param name="connection">In the transaction that has written the release's figures.</param>
    public static async Task AddAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        var figures = await SqlRows.ReadAsync<BandFigureQuery, (string Theme, string Code, int? Count, double Residents)>(
            connection, Release(year, version), row => (row.GetString(0), row.GetString(1), row.GetFieldValue<int?>(2), row.GetDouble(3)), cancel);
        string[] codes = [.. figures.Select(figure => figure.Code).Distinct()];
        if (await CityAsync(connection, year, version, figures, codes, cancel) is not { } city)
            return;
        var incidents = (await SqlRows.ReadAsync<BandIncidentQuery, (string Theme, string Code, double? East, double? North, int Incidents)>(
                connection, Release(year, version),
                row => (row.GetString(0), row.GetString(1), row.GetFieldValue<double?>(2), row.GetFieldValue<double?>(3), (int)row.GetInt64(4)), cancel))
            .ToLookup(row => row.Theme, StringComparer.Ordinal);
        var surfaces = new SurfaceBands(city);
        foreach (var theme in figures.GroupBy(figure => figure.Theme))
        {
            var found = incidents[theme.Key].ToLookup(row => row.Code, StringComparer.Ordinal);
            var counts = theme.ToDictionary(figure => figure.Code, figure => figure.Count, StringComparer.Ordinal);
            // A delbydel whose incidents are not the published ones, after a retention rule for instance, says nothing either.
            bool[] told = [.. codes.Select(code => counts.GetValueOrDefault(code) == found[code].Sum(row => row.Incidents))];
            var points = codes.SelectMany((code, area) => found[code].Where(row => row.East is not null).Select(row => (Row: row, Area: area))).ToList();
            var bands = surfaces.Of(new(told,
                new([.. points.Select(point => point.Row.East!.Value)], [.. points.Select(point => point.Row.North!.Value)], [.. points.Select(point => (double)point.Row.Incidents)]),
                [.. points.Select(point => point.Area)]));
            var all = codes.Where((_, area) => told[area]).Sum(code => found[code].Sum(row => row.Incidents));
            var leftOut = all - points.Where(point => told[point.Area]).Sum(point => point.Row.Incidents);
            // Where most of what is published has no point, or is not told of, the squares would be about the few that are left.
            if (2 * (all - leftOut) < codes.Sum(code => counts.GetValueOrDefault(code) ?? 0))
                continue;
            await WriteAsync(connection, year, version, theme.Key, city.Grid, bands, DisclosureRule.IsPrimary(leftOut) || all == 0 ? null : (int)Math.Round(100.0 * leftOut / all), cancel);
        }
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
        NpgsqlConnection connection, int year, int version, string theme, KernelGrid grid, byte[] bands, int? leftOutPercent, CancellationToken cancel)
    {
        int[] cells = [.. Enumerable.Range(0, bands.Length).Where(cell => bands[cell] != SurfaceBands.None)];
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(PublishedBands)), connection)
        {
            Parameters =
            {
                new("year", (short)year), new("version", version), new("theme", theme), new("reach", SurfaceBands.ReachMetres),
                new("left_out_percent", NpgsqlDbType.Integer) { Value = (object?)leftOutPercent ?? DBNull.Value },
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
