using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using PRIOslo.Bomiljo.Suitability.Sensitivity;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo site check | screen | override | project | rules | backtest</c>.</summary>
internal static class SiteCommand
{
    /// <summary>Side of the grid that tells how much of the city passes, metres.</summary>
    private const int BacktestGridMetres = 200;

    private static readonly Option<string?> Groups = new("--groups")
    {
        Description = "The matrix's groups to judge for, such as 3,5,som-5-7; all nine where not given.",
    };

    private static readonly Option<string> RulesPath = new("--rules")
    {
        Description = "The rule file.",
        DefaultValueFactory = _ => Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"),
    };

    private static readonly Option<bool> Sensitivity = new("--sensitivity")
    {
        Description = "Move every threshold a quarter up and down and draw the weights anew: which verdicts flip, and on which rule they hang.",
    };

    private static readonly Option<bool> WithoutHomes = new("--without-homes")
    {
        Description = "Withhold what would tell where facilities and municipal flats are, and what people decided, for a result that leaves the house.",
    };

    public static Command Create() => new("site", "Is this site suitable for this group? Every verdict names its rules.")
    {
        CreateCheck(),
        CreateScreen(),
        SiteOverrideCommand.Create(RulesPath),
        SiteProjectCommand.Create(),
        SiteRulesCommand.Create(RulesPath),
        CreateBacktest(),
    };

    private static Command CreateCheck()
    {
        var place = new PlaceOptions();
        var plot = new Option<string?>("--plot") { Description = "Instead of a place: a GeoJSON file with the plot; several polygons are one plot." };
        var units = UnitsOption();
        var check = new Command("check", "Check one place.")
        {
            plot, units, Groups, RulesPath, Sensitivity, WithoutHomes, Output.JsonOption,
        };
        place.AddTo(check);
        check.SetAction(async (parsed, cancel) =>
        {
            var (groups, rules) = Choices(parsed);
            if (parsed.GetValue(plot) is not null && place.AreGiven(parsed))
                throw new ProblemException(ProblemCode.BadArgument, "--plot", "a plot and a place are given.", "Give --plot alone, or the place alone.");
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            using var service = new SiteCheckService(rules);
            var site = parsed.GetValue(plot) is { } file
                ? PlotText.Read(file) with { Units = parsed.GetValue(units) }
                : Site.At(await place.ReadAsync(parsed, connection, cancel), parsed.GetValue(units));
            var result = await service.ScreenAsync(connection, [site], groups, !parsed.GetValue(WithoutHomes), cancel);
            var report = SiteReporting.Of(result, 0, await OverridesAsync(parsed, connection, cancel));
            await AuditLog.AppendAsync(connection, AuditActions.SiteLook, report.Delbydel?.Code ?? "", null, cancel);
            SiteOutput.Write(report, parsed.GetValue(Sensitivity) ? SensitivityRun.Run(result) : null, parsed.GetValue(Output.JsonOption));
            return 0;
        });
        return check;
    }

    private static Command CreateScreen()
    {
        var sites = new Option<string?>("--sites") { Description = "CSV (site with east,north or lon,lat or address) or GeoJSON of points and plots." };
        var grid = new Option<int?>("--grid") { Description = "Instead of a file: a grid over the whole city, its side in metres." };
        var format = new Option<ScreeningFormat>("--format") { Description = "csv, geojson (of a grid one square a cell, for a map) or json.", DefaultValueFactory = _ => ScreeningFormat.Csv };
        var target = new Option<string?>("--out") { Description = "The file to write; needed unless a grid or the sensitivity is asked for." };
        var screen = new Command("screen", "Check every site of a file, or of a grid over the city.")
        {
            sites, grid, format, target, Groups, RulesPath, Sensitivity, WithoutHomes, Output.JsonOption,
        };
        screen.SetAction(async (parsed, cancel) =>
        {
            var started = TimeProvider.System.GetTimestamp();
            var (groups, rules) = Choices(parsed);
            if (parsed.GetValue(sites) is null == parsed.GetValue(grid) is null)
                throw new ProblemException(ProblemCode.BadArgument, "site screen", "either a file of sites or a grid is wanted.", "Give --sites or --grid.");
            if (parsed.GetValue(target) is null && parsed.GetValue(grid) is null && !parsed.GetValue(Sensitivity))
                throw new ProblemException(ProblemCode.BadArgument, "--out", "there is no file to write to.", "Give --out.");

            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            using var service = new SiteCheckService(rules);
            IReadOnlyList<GroupCode> leftOut = parsed.GetValue(grid) is null ? [] : [.. (groups ?? GroupCode.All).Except(MatrixGroup.PlacedOnPlots)];
            groups = leftOut.Count == 0 ? groups : [.. (groups ?? GroupCode.All).Except(leftOut)];
            if (groups is { Count: 0 })
                throw new ProblemException(ProblemCode.BadArgument, "--groups", "these groups are placed in existing dwellings: no cell of a grid can be judged for them.", "Check addresses instead, or name other groups.");
            var file = parsed.GetValue(grid) is { } side
                ? new SiteFile(GridSites.Over((await service.LayersAsync(connection, cancel)).Areas, side), [])
                : await SiteFile.ReadAsync(parsed.GetValue(sites)!, (text, stop) => SiteCheckService.FindAddressAsync(connection, text, stop), cancel);
            var result = await service.ScreenAsync(connection, file.Sites, groups, !parsed.GetValue(WithoutHomes), cancel);
            await AuditLog.AppendAsync(connection, AuditActions.SiteScreen, parsed.GetValue(grid) is { } cells ? $"grid {cells}" : "sites", new { Sites = VisitedDelbydeler(result) }, cancel);
            if (parsed.GetValue(target) is { } path)
                ScreeningWriter.Write(path, parsed.GetValue(format), result, parsed.GetValue(grid), await OverridesAsync(parsed, connection, cancel));
            var sensitivity = parsed.GetValue(Sensitivity) ? SensitivityRun.Run(result) : null;
            SiteOutput.Write(new ScreenedFile(file, parsed.GetValue(grid) is null ? SharedSites.Of(file.Sites) : [], parsed.GetValue(target), VerdictCounts.Of(result), leftOut, LayerWarnings.Of(result), sensitivity),
                TimeProvider.System.GetElapsedTime(started), parsed.GetValue(Output.JsonOption));
            return (int)(file.Problems.Count > 0 ? ExitCode.RowsRejected : ExitCode.Done);
        });
        return screen;
    }

    private static Command CreateBacktest()
    {
        var homes = new Argument<string>("FILE") { Description = "Existing homes with their group: as the sites of a screening." };
        var backtest = new Command("backtest", "Hold the rules against homes that exist: which of them would fail.") { homes, RulesPath, Output.JsonOption };
        backtest.SetAction(async (parsed, cancel) =>
        {
            var rules = RuleFile.Load(parsed.GetValue(RulesPath)!);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            using var service = new SiteCheckService(rules);
            var read = await SiteFile.ReadAsync(parsed.GetValue(homes)!, (text, stop) => SiteCheckService.FindAddressAsync(connection, text, stop), cancel);
            var file = read.WithGroupOnly();
            var areas = (await service.LayersAsync(connection, cancel)).Areas;
            var city = areas.Extent.IsNull
                ? null
                : await service.ScreenAsync(connection, GridSites.Over(areas, BacktestGridMetres), MatrixGroup.PlacedOnPlots, mayKnowHomes: true, cancel);
            var result = await service.ScreenAsync(connection, file.Sites, null, mayKnowHomes: true, cancel);
            await AuditLog.AppendAsync(connection, AuditActions.SiteScreen, "backtest", new { Sites = VisitedDelbydeler(result) }, cancel);
            SiteOutput.Write(Backtest.Of(result, city), file, SharedSites.Of(file.Sites), LayerWarnings.Of(city is null ? [result] : [result, city]), parsed.GetValue(Output.JsonOption));
            return (int)(file.Problems.Count > 0 ? ExitCode.RowsRejected : ExitCode.Done);
        });
        return backtest;
    }

    internal static Option<int?> UnitsOption() => new("--units") { Description = $"How many homes are planned there, 1 to {Site.MostUnits}.", CustomParser = ParseUnits };

    private static int? ParseUnits(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is > 0 and <= Site.MostUnits)
            return units;
        result.AddError($"--units is a whole number from 1 to {Site.MostUnits}.");
        return null;
    }

    /// <returns>How many places were judged in each delbydel, by its code; those in none under "".</returns>
    private static SortedDictionary<string, int> VisitedDelbydeler(ScreeningResult result) => new(
        result.Places.CountBy(place => place.Delbydel?.Code ?? "").ToDictionary(), StringComparer.Ordinal);

    /// <summary>Reasons in a person's words stay in the house.</summary>
    private static async Task<SiteOverrides?> OverridesAsync(ParseResult parsed, NpgsqlConnection connection, CancellationToken cancel) =>
        parsed.GetValue(WithoutHomes) ? null : await SiteCheckService.OverridesAsync(connection, point: null, cancel);

    private static (IReadOnlyList<GroupCode>? Groups, RuleFile Rules) Choices(ParseResult parsed) => (
        parsed.GetValue(Groups) is { } text ? GroupCode.ParseList(text, "--groups") : null,
        RuleFile.Load(parsed.GetValue(RulesPath)!));
}
