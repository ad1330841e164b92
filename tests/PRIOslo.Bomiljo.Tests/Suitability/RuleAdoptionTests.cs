using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public sealed class RuleAdoptionTests : IDisposable
{
    private const string Rule = "shielded-nearest-dwelling";
    private static readonly string Shipped = Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json");
    private static readonly Adoption Decision = new("Byrådet", new DateOnly(2025, 6, 12), "sak 25/123 «æøå»");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void An_adopted_threshold_becomes_a_new_version_and_all_that_stood_there_is_kept_letter_by_letter()
    {
        var (path, before) = (Copy(), File.ReadAllText(Shipped));

        RuleAdoption.Write(path, Adopt(80));

        var after = File.ReadAllText(path);
        var at = Enumerable.Range(0, before.Length).First(n => before[n] != after[n]);
        Assert.EndsWith(before[at..], after, StringComparison.Ordinal);
        Assert.Contains("\"groups\": [\"3\", \"5\", \"6\", \"som-5-7\"]", after[at..(after.Length - before.Length + at)], StringComparison.Ordinal);
        var file = RuleFile.Load(path);
        Assert.Equal([100, 80], file.Rules.Where(rule => rule.Id == Rule).Select(rule => rule.Threshold!.Met));
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.part"));
    }

    [Fact]
    public void The_version_that_is_valid_at_the_date_is_used()
    {
        var path = Copy();
        RuleAdoption.Write(path, Adopt(80));
        RuleAdoption.Write(path, Adopt(60) with { Partly = 40, ValidFrom = new DateOnly(2026, 1, 1) });
        var file = RuleFile.Load(path);

        Assert.Equal((100.0, BasisKind.Assumption), Of(file, new DateOnly(2025, 6, 11)));
        Assert.Equal((80.0, BasisKind.Adopted), Of(file, new DateOnly(2025, 6, 12)));
        Assert.Equal((80.0, BasisKind.Adopted), Of(file, new DateOnly(2025, 12, 31)));
        Assert.Equal((60.0, BasisKind.Adopted), Of(file, new DateOnly(2026, 1, 1)));
        var days = file.On(new DateOnly(2027, 1, 1)).Rules;
        Assert.Equal(RuleFile.Load(Shipped).Rules.Select(rule => rule.Id), days.Select(rule => rule.Id)); // the order stands, ids are unique
        Assert.Equal((40.0, 60.0, Decision), (days.Single(rule => rule.Id == Rule).Threshold!.Partly, days.Single(rule => rule.Id == Rule).RadiusMetres, days.Single(rule => rule.Id == Rule).Adoption));

        static (double, BasisKind) Of(RuleFile rules, DateOnly day) =>
            rules.On(day).Rules.Single(rule => rule.Id == Rule) is var rule ? (rule.Threshold!.Met, rule.BasisKind) : default;
    }

    [Fact]
    public void An_assumption_that_is_not_met_asks_for_inspection_and_once_adopted_it_rules_the_site_out()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(70, 0), PRIOslo.Bomiljo.Suitability.Metrics.BuildingKinds.Residential, 1)), NothingForbidden));
        var path = Copy();
        RuleAdoption.Write(path, Adopt(80));
        var file = RuleFile.Load(path);

        Assert.Equal(Verdict.Inspect, On(new DateOnly(2025, 6, 11)));
        Assert.Equal(Verdict.Unsuitable, On(new DateOnly(2025, 6, 12)));

        Verdict On(DateOnly day) => SiteCheck.Check(new Site("a", PointAt(0, 0)), layers, file.On(day), [GroupCode.All[4]]).Groups[0].Verdict;
    }

    [Fact]
    public void In_a_file_that_extends_the_shipped_one_only_that_file_changes_and_its_versions_replace_from_their_day_on()
    {
        Copy();
        var own = Path.Combine(_folder.FullName, "own.json");
        var fringe = File.ReadAllText(Shipped);
        var first = fringe[fringe.IndexOf('{', fringe.IndexOf("\"rules\"", StringComparison.Ordinal))..fringe.IndexOf("    {\n      \"id\": \"ordinary-dwellings\"", StringComparison.Ordinal)].Trim().TrimEnd(',');
        File.WriteAllText(own, $$"""{ "extends": "location-rules.json", "rules": [ {{first}} ] }""");

        RuleAdoption.Write(own, Adopt(80));

        Assert.Equal(fringe, File.ReadAllText(Path.Combine(_folder.FullName, "location-rules.json")));
        var file = RuleFile.Load(own);
        Assert.Equal(100, file.On(new DateOnly(2025, 6, 11)).Rules.Single(rule => rule.Id == Rule).Threshold!.Met);
        Assert.Equal(80, file.On(new DateOnly(2025, 6, 12)).Rules.Single(rule => rule.Id == Rule).Threshold!.Met);
        Assert.Single(file.Rules, rule => rule.Id == "ordinary-residential-share"); // without a first day it replaces what it extends
    }

    public static TheoryData<string, AdoptedThreshold, int> Refused => new()
    {
        { "no such rule", Adopt(80) with { Rule = "finnes-ikke" }, 665 },
        { "law", Adopt(0.1) with { Rule = "outside-marka", Unit = "share" }, 665 },
        { "information", Adopt(80) with { Rule = "nearest-school" }, 665 },
        { "another unit", Adopt(80) with { Unit = "share" }, 665 },
        { "no number", Adopt(double.NaN), 665 },
        { "a slip of the pen", Adopt(99_999), 665 },
        { "a slip in the step before", Adopt(80) with { Partly = 5_000 }, 665 },
        { "met everywhere", Adopt(0), 665 },
        { "half a metre for a hundred", Adopt(0.5), 665 },
        { "a slip downwards in the step before", Adopt(80) with { Partly = 0.8 }, 665 },
        { "half a home", Adopt(8.5) with { Rule = "units-at-most", Unit = "homes" }, 665 },
        { "half a home in the step before", Adopt(8) with { Rule = "units-at-most", Unit = "homes", Partly = 9.5 }, 665 },
        { "a share above 1", Adopt(50) with { Rule = "gathering-municipal-200m", Unit = "share" }, 665 },
        { "partly as strict", Adopt(80) with { Partly = 80 }, 665 },
        { "nobody", Adopt(80) with { Adoption = Decision with { Body = " " } }, 665 },
    };

    [Theory]
    [InlineData(Rule, 10, "m")] // a tenth
    [InlineData(Rule, 12.5, "m")]
    [InlineData("units-at-most", 9, "homes")]
    public void What_is_a_tenth_or_more_is_adopted_and_what_counts_in_whole_numbers(string rule, double met, string unit)
    {
        var path = Copy();

        RuleAdoption.Write(path, Adopt(met) with { Rule = rule, Unit = unit });

        Assert.Equal(met, RuleFile.Load(path).Rules.Last(candidate => candidate.Id == rule).Threshold!.Met);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_adopted_is_refused_and_the_file_stays(string why, AdoptedThreshold adopted, int code)
    {
        var path = Copy();

        Assert.Equal((why, code), (why, Assert.Throws<ProblemException>(() => RuleAdoption.Write(path, adopted)).Code.Number));
        Assert.Equal(File.ReadAllText(Shipped), File.ReadAllText(path));
    }

    [Theory]
    [InlineData(80, 150)]
    [InlineData(300, 300)]
    public void A_radius_of_the_rules_own_goes_along_and_reaches_as_far_as_the_adopted_threshold(double met, double radius)
    {
        var path = Copy();
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"partly\": 50,\n", "\"partly\": 50, \"radius\": 150,\n", StringComparison.Ordinal));
        Assert.Equal(150, RuleFile.Load(path).Rules.First(rule => rule.Id == Rule).RadiusMetres);

        RuleAdoption.Write(path, Adopt(met));

        Assert.Equal((met, radius), RuleFile.Load(path).Rules.Last(rule => rule.Id == Rule) is var rule ? (rule.Threshold!.Met, rule.RadiusMetres) : default);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one_and_no_part()
    {
        var path = Copy();
        File.CreateSymbolicLink(path + ".part", "/dev/full"); // a disk without space

        Assert.Equal(ProblemCode.CannotWriteFile, Assert.Throws<ProblemException>(() => RuleAdoption.Write(path, Adopt(80))).Code);

        Assert.Equal(File.ReadAllText(Shipped), File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Two_versions_from_the_same_day_are_refused()
    {
        var path = Copy();
        RuleAdoption.Write(path, Adopt(80));

        Assert.Equal(ProblemCode.CannotAdopt, Assert.Throws<ProblemException>(() => RuleAdoption.Write(path, Adopt(70))).Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static AdoptedThreshold Adopt(double met) => new(Rule, met, null, "m", Decision, Decision.On);

    private string Copy()
    {
        var path = Path.Combine(_folder.FullName, "location-rules.json");
        File.Copy(Shipped, path);
        return path;
    }
}
