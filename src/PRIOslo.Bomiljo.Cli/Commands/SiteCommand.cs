using System.CommandLine;
using System.Globalization;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo site check</c> and <c>bomiljo site screen</c>.</summary>
internal static class SiteCommand
{
    private const int ProblemsShown = 20;

    private static readonly Option<string?> Groups = new("--groups")
    {
        Description = "The matrix's groups to judge for, such as 3,5,som-5-7; all nine where not given.",
    };

    private static readonly Option<string> RulesPath = new("--rules")
    {
        Description = "The rule file.",
        DefaultValueFactory = _ => Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"),
    };

    public static Command Create() => new("site", "Is this site suitable for this group? Every verdict names its rules.")
    {
        CreateCheck(),
        CreateScreen(),
    };

    private static Command CreateCheck()
    {
        var east = new Option<double?>("--east") { Description = "Metres, EPSG:25832." };
        var north = new Option<double?>("--north") { Description = "Metres, EPSG:25832." };
        var longitude = new Option<double?>("--lon") { Description = "Degrees, WGS84." };
        var latitude = new Option<double?>("--lat") { Description = "Degrees, WGS84." };
        var address = new Option<string?>("--address") { Description = "Street 12B, with postcode and place or without." };
        var check = new Command("check", "Check one place.") { east, north, longitude, latitude, address, Groups, RulesPath, Output.JsonOption };
        check.SetAction(async (parsed, cancel) =>
        {
            var (groups, rules) = Choices(parsed);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            using var service = new SiteCheckService(rules);
            var point = (parsed.GetValue(east), parsed.GetValue(north), parsed.GetValue(longitude), parsed.GetValue(latitude), parsed.GetValue(address)) switch
            {
                ({ } e, { } n, null, null, null) => new SitePoint(string.Create(CultureInfo.InvariantCulture, $"{e} {n}"), e, n),
                (null, null, { } lon, { } lat, null) => SitePoint.FromLonLat(string.Create(CultureInfo.InvariantCulture, $"{lon} {lat}"), lon, lat),
                (null, null, null, null, { } text) => await SiteCheckService.FindAddressAsync(connection, text, cancel),
                _ => throw new ProblemException(ProblemCode.BadArgument, "site check", "one place is wanted.",
                    "Give --east and --north, or --lon and --lat, or --address."),
            };
            var report = await service.CheckAsync(connection, point, groups, cancel);
            if (parsed.GetValue(Output.JsonOption))
                Output.Json(report);
            else
                Print(report);
            return 0;
        });
        return check;
    }

    private static Command CreateScreen()
    {
        var sites = new Option<string>("--sites") { Description = "CSV (site with east,north or lon,lat or address) or GeoJSON.", Required = true };
        var format = new Option<ScreeningFormat>("--format") { Description = "csv, geojson or json.", Required = true };
        var target = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var screen = new Command("screen", "Check every site of a file.") { sites, format, target, Groups, RulesPath, Output.JsonOption };
        screen.SetAction(async (parsed, cancel) =>
        {
            var started = TimeProvider.System.GetTimestamp();
            var (groups, rules) = Choices(parsed);
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            await using var connection = await database.OpenConnectionAsync(cancel);
            using var service = new SiteCheckService(rules);
            var file = await SiteFile.ReadAsync(parsed.GetValue(sites)!, (text, stop) => SiteCheckService.FindAddressAsync(connection, text, stop), cancel);
            var reports = await service.ScreenAsync(connection, file.Sites, groups, cancel);
            ScreeningWriter.Write(parsed.GetValue(target)!, parsed.GetValue(format), file.Sites, reports);
            Print(file, parsed.GetValue(target)!, TimeProvider.System.GetElapsedTime(started), parsed.GetValue(Output.JsonOption));
            return (int)(file.Problems.Count > 0 ? ExitCode.RowsRejected : ExitCode.Done);
        });
        return screen;
    }

    private static (IReadOnlyList<GroupCode>? Groups, RuleFile Rules) Choices(ParseResult parsed) => (
        parsed.GetValue(Groups) is { } text ? GroupCode.ParseList(text, "--groups") : null,
        RuleFile.Load(parsed.GetValue(RulesPath)!));

    private static void Print(SiteReport report)
    {
        Output.Line($"{report.Site}: {report.Delbydel?.Name ?? "no delbydel"}{(report.Unknown is { } why ? $" ({Code(why)})" : "")}");
        foreach (var group in report.Groups)
        {
            Output.Line($"Group {group.Group}: {Code(group.Verdict)}{(group.Score is { } score ? Invariant($", score {score}") : "")}");
            foreach (var rule in group.Rules)
            {
                var measured = rule.Measured is { } value ? Invariant($"{value} {rule.Unit}") : Code(rule.Unknown);
                var threshold = rule.Threshold is { } met ? Invariant($", {Code(rule.Comparison)} {met} {rule.Unit}, {Code(rule.BasisKind)}") : "";
                Output.Line($"  {Code(rule.Outcome)} {rule.Id}: {measured}{threshold} ({rule.Layer} {rule.LayerDate:yyyy-MM-dd})");
            }
        }
    }

    private static void Print(SiteFile file, string target, TimeSpan elapsed, bool json)
    {
        var seconds = Math.Round(elapsed.TotalSeconds, 3);
        if (json)
        {
            Output.Json(new
            {
                Out = target,
                Sites = file.Sites.Count,
                Rejections = file.Problems.Select(problem => new { problem.Line, problem.Column, Code = problem.Code.ToString() }),
                Seconds = seconds,
            });
            return;
        }

        Output.Line(Invariant($"{file.Sites.Count} sites checked in {seconds} s, {file.Problems.Count} rows rejected: {target}"));
        foreach (var problem in file.Problems.Take(ProblemsShown))
            Output.Line($"  {problem}");
        if (file.Problems.Count > ProblemsShown)
            Output.Line($"  … and {file.Problems.Count - ProblemsShown} more; --json lists all.");
    }

    private static string Code<T>(T value) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
