using System.CommandLine;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo heatmap surface</c>.</summary>
internal static class SurfaceCommand
{
    public static Command Create()
    {
        var year = new Option<int>("--year") { Description = "A year with incidents.", Required = true };
        var theme = new Option<string>("--theme") { Description = "A theme's code, or total.", Required = true };
        var bandwidth = new Option<double>("--bandwidth") { Description = "In metres, 50 to 5000.", DefaultValueFactory = _ => 500, CustomParser = DecimalNumber.Metres(50, 5_000) };
        var kernel = new Option<string>("--kernel") { Description = "quartic or gaussian.", DefaultValueFactory = _ => "quartic" };
        kernel.AcceptOnlyFromAmong("quartic", "gaussian");
        var rate = new Option<bool>("--rate") { Description = "In an .asc file: incidents per 1,000 residents instead of per km². A .csv file has both." };
        var file = new Option<string>("--out") { Description = "The file to write: .asc (Arc/Info ASCII grid) or .csv.", Required = true };
        var surface = new Command("surface", "A heat surface on a grid of 100 m: true figures, for analysts; nothing of it may leave the house.")
        {
            year, theme, bandwidth, kernel, rate, file, Output.JsonOption,
        };
        surface.SetAction(async (parsed, cancel) =>
        {
            var (wanted, shape) = (parsed.GetValue(theme)!, parsed.GetValue(kernel) == "gaussian" ? KernelShape.Gaussian : KernelShape.Quartic);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            // Before anything is read, so that no figure leaves without a trace.
            await AuditLog.AppendAsync(connection, AuditActions.InternalExport, $"year {parsed.GetValue(year)}",
                new { Surface = wanted, Kernel = shape.ToString(), BandwidthMetres = parsed.GetValue(bandwidth) }, cancel);
            var result = HeatSurface.Compute(await SurfaceReader.ReadAsync(connection, parsed.GetValue(year), wanted, cancel), shape, parsed.GetValue(bandwidth));
            await SurfaceFile.WriteAsync(result, parsed.GetValue(rate), parsed.GetValue(file)!, cancel);
            if (parsed.GetValue(Output.JsonOption))
            {
                Output.Json(new
                {
                    File = parsed.GetValue(file),
                    result.Grid.Columns,
                    result.Grid.Rows,
                    HeatSurface.CellMetres,
                    result.Incidents,
                    result.LeftOut,
                    result.Integral,
                    result.MaskedCells,
                });
            }
            else
            {
                Output.Line($"{result.Grid.Columns} × {result.Grid.Rows} cells of {HeatSurface.CellMetres:0} m: {result.Incidents:0} incidents, {result.Integral:0.0} on the surface; "
                    + $"{result.LeftOut} left out, as their place is no point. {result.MaskedCells} cells have too few residents or addresses behind them for a rate.");
            }

            return 0;
        });
        return surface;
    }
}
