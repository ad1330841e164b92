using System.Text;
using System.Text.Json;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class SiteOverridesTests
{
    private static readonly SiteOverrides Decided = new(
    [
        At(0, 0, 7, "5", Verdict.Suitable, "=Befart; skjermet av åsen"),
        At(0.5, 0, 9, "5", Verdict.Unsuitable, "Ny befaring"),
        At(500, 0, 8, "5", Verdict.Inspect, "Annet sted"),
    ]);

    [Theory]
    [InlineData(0, 0, "5", 9)] // the latest within a metre
    [InlineData(-1, 0, "5", 7)]
    [InlineData(-1.001, 0, "5", null)]
    [InlineData(0.5, 1, "5", 9)]
    [InlineData(501, 0, "5", 8)]
    [InlineData(0, 0, "6", null)]
    public void The_latest_decision_for_the_group_within_a_metre_stands(double east, double north, string group, int? number) =>
        Assert.Equal(number, Decided.Find(PointAt(east, north), group)?.Id);

    [Fact]
    public void For_a_plot_no_decision_is_found() => Assert.Null(Decided.Find(Rectangle(-5, -5, 10, 10), "5"));

    [Fact]
    public void A_screening_tells_the_decision_beside_the_computed_verdict_in_every_form()
    {
        var result = ScreeningRun.Run(
            [new Site("A", PointAt(-1, 0)), new Site("B", PointAt(900, 0))], InOneDelbydel(Layers()),
            RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json")), [GroupCode.All[4]]);

        var rows = Encoding.UTF8.GetString(Written(ScreeningFormat.Csv)).Split("\r\n");
        Assert.EndsWith(";override_verdict;override_by;override_reason;override_date;override_units", rows[0], StringComparison.Ordinal);
        Assert.Equal("unknown", rows[1].Split(';')[5]);
        Assert.EndsWith(";suitable;kari;\"'=Befart; skjermet av åsen\";2025-03-02;8", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(";;;;;", rows[2], StringComparison.Ordinal);

        var features = JsonDocument.Parse(Written(ScreeningFormat.GeoJson)).RootElement.GetProperty("features");
        Assert.Equal(("unknown", "suitable", "kari", "2025-03-02"),
            (Text(features[0], "verdict"), Text(features[0], "override_verdict"), Text(features[0], "override_by"), Text(features[0], "override_date")));
        Assert.Null(Text(features[1], "override_verdict"));
        Assert.Equal(8, features[0].GetProperty("properties").GetProperty("override_units").GetInt32());
        Assert.Equal(JsonValueKind.Null, features[1].GetProperty("properties").GetProperty("override_units").ValueKind);

        var sites = JsonDocument.Parse(Written(ScreeningFormat.Json)).RootElement.GetProperty("sites");
        Assert.Equal("suitable", sites[0].GetProperty("groups")[0].GetProperty("override").GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, sites[1].GetProperty("groups")[0].GetProperty("override").ValueKind);

        byte[] Written(ScreeningFormat format)
        {
            using var stream = new MemoryStream();
            ScreeningWriter.Write(stream, format, result, overrides: Decided);
            return stream.ToArray();
        }

        static string? Text(JsonElement feature, string name) => feature.GetProperty("properties").GetProperty(name).GetString();
    }

    private static PlacedOverride At(double east, double north, int number, string group, Verdict verdict, string reason) => new(
        East + east, North + north, new SiteOverride(number, group, verdict, reason, Verdict.Inspect, 50, 8, "kari", new DateOnly(2025, 3, 2)));
}
