using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Surfaces;

/// <summary>Reads what a surface is computed from.</summary>
public static class SurfaceReader
{
    /// <param name="theme">A theme's code, or <c>total</c>.</param>
    /// <exception cref="ProblemException">BOM-001 an unknown theme; BOM-503 no boundaries, or no addresses, which the mask needs; BOM-601 no incident
    /// of the theme is placed to a point; BOM-602 no residents of the year.</exception>
    public static async Task<SurfaceData> ReadAsync(NpgsqlConnection connection, int year, string theme, CancellationToken cancel)
    {
        if (theme != Taxonomy.Total && !await IsThemeAsync(connection, theme, cancel))
            throw new ProblemException(ProblemCode.BadArgument, $"«{theme}»", "this is no theme.", "Write a theme's code, such as brann, or total.");
        var cells = await SqlRows.ReadAsync<SurfaceGridQuery, (int Column, int Row, int West, int South)>(
            connection, [new("year", year), new("cell", HeatSurface.CellMetres)], row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)), cancel);
        if (cells.Count == 0)
            throw Missing("delbydel");
        var incidents = await SqlRows.ReadAsync<SurfaceIncidentQuery, (double East, double North, long Incidents, bool IsPoint)>(
            connection, [new("year", year), new("theme", theme)],
            row => row.GetBoolean(3) ? (row.GetDouble(0), row.GetDouble(1), row.GetInt64(2), true) : (0, 0, row.GetInt64(2), false), cancel);
        var points = incidents.Where(incident => incident.IsPoint).ToList();
        if (points.Count == 0)
        {
            throw new ProblemException(ProblemCode.NothingToMeasure, $"year {year}, theme {theme}", "no incident is placed to a point or an address.",
                "Import deliveries with coordinates or addresses.");
        }

        var homes = await HomesAsync(connection, year, version: null, cancel);
        if (homes.Weights.Length == 0)
            throw new ProblemException(ProblemCode.NoPopulation, $"year {year}", "there are no residents of delbydeler for the year.", "Import them with `bomiljo population import FILE`.");
        var addresses = await AddressesAsync(connection, year, cancel);
        if (addresses.Weights.Length == 0)
            throw Missing("address");
        return new(
            Grid(cells),
            new([.. points.Select(point => point.East)], [.. points.Select(point => point.North)], [.. points.Select(point => (double)point.Incidents)]),
            incidents.Where(incident => !incident.IsPoint).Sum(incident => incident.Incidents),
            homes,
            addresses);
    }

    /// <summary>Where residents of the year live; empty where their number is not known.</summary>
    /// <param name="version">Of a release, whose residents are taken; null for those known today.</param>
    internal static async Task<WeightedPoints> HomesAsync(NpgsqlConnection connection, int year, int? version, CancellationToken cancel)
    {
        var homes = await SqlRows.ReadAsync<ResidentPointQuery, (double East, double North, double Residents)>(
            connection, [new("year", year), new("version", NpgsqlDbType.Integer) { Value = (object?)version ?? DBNull.Value }],
            row => (row.GetDouble(0), row.GetDouble(1), row.GetDouble(2)), cancel);
        return new([.. homes.Select(home => home.East)], [.. homes.Select(home => home.North)], [.. homes.Select(home => home.Residents)]);
    }

    /// <summary>The points of the address register that applies to the year, weight 1 each; empty where there is none.</summary>
    internal static async Task<WeightedPoints> AddressesAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        var addresses = await SqlRows.ReadAsync<SurfaceAddressQuery, (double East, double North)>(
            connection, [new("year", year)], row => (row.GetDouble(0), row.GetDouble(1)), cancel);
        return new([.. addresses.Select(address => address.East)], [.. addresses.Select(address => address.North)], [.. addresses.Select(_ => 1.0)]);
    }

    private static KernelGrid Grid(IReadOnlyList<(int Column, int Row, int West, int South)> cells)
    {
        var (columns, rows) = (cells.Max(cell => cell.Column) + 1, cells.Max(cell => cell.Row) + 1);
        var inside = new bool[columns * rows];
        foreach (var (column, row, _, _) in cells)
            inside[(row * columns) + column] = true;
        return new(cells[0].West, cells[0].South, HeatSurface.CellMetres, columns, rows, inside);
    }

    private static async Task<bool> IsThemeAsync(NpgsqlConnection connection, string theme, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM incident.theme WHERE theme = @theme)", connection) { Parameters = { new("theme", theme) } };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static ProblemException Missing(string layer) => new(ProblemCode.MissingLayer, layer, "the layer is not imported.",
        $"Import it with `bomiljo geodata import FILE --layer {layer}`.");
}

internal abstract class SurfaceGridQuery;

internal abstract class SurfaceIncidentQuery;

internal abstract class ResidentPointQuery;

internal abstract class SurfaceAddressQuery;
