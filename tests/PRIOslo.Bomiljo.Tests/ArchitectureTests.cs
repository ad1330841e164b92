using System.Text.RegularExpressions;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests;

/// <summary>Who may know whom. A room is the first name after the root namespace; «» is the root itself.</summary>
public sealed partial class ArchitectureTests
{
    private const string Root = "PRIOslo.Bomiljo";
    private const string Mapping = "Import.Mapping"; // a door of its own into the room Import

    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Problems"] = [],
        ["Statistics"] = [],
        [""] = ["Problems"],
        ["Database"] = ["", "Problems", "Access"], // opens the web's database, which takes on a person's role
        ["Audit"] = ["", "Problems", "Database"],
        ["Access"] = ["", "Problems", "Database", "Audit"],
        ["Geography"] = ["", "Problems", "Database", "Audit"],
        ["Incidents"] = ["", "Problems", "Database", "Geography"],
        [Mapping] = ["", "Problems", "Database", "Geography", "Incidents"],
        ["Import"] = ["", "Problems", "Database", "Audit", "Geography", "Incidents", "Statistics", Mapping],
        ["Heatmap"] = ["", "Problems", "Database", "Audit", "Geography", "Incidents", "Statistics"],
        ["Publishing"] = ["", "Problems", "Database", "Audit", "Geography", "Incidents", "Statistics", "Heatmap"],
        ["Suitability"] = ["", "Problems", "Database", "Audit", "Geography"],
        ["Samples"] = ["", "Problems", "Geography", "Incidents", Mapping],
    };

    [Fact]
    public void No_room_of_the_compiled_library_knows_one_that_it_may_not()
    {
        var wrong = CompiledReferences.Of(typeof(ProblemCode).Assembly)
            .Where(pair => IsForbidden(RoomOf(pair.From.Namespace!), RoomOf(pair.To.Namespace!)))
            .Select(pair => $"{pair.From.FullName} knows {pair.To.FullName}")
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Empty(wrong);
    }

    /// <summary>Constants and names in comments leave no trace in the compiled library.</summary>
    [Fact]
    public void No_source_file_names_the_namespace_of_a_room_that_it_may_not_know()
    {
        var wrong = new List<string>();
        foreach (var file in SourceFiles("PRIOslo.Bomiljo"))
        {
            var text = File.ReadAllText(file);
            var from = RoomOf(NamespaceLine().Match(text).Groups["name"].Value);
            wrong.AddRange(RoomNames().Matches(text)
                .Select(match => match.Groups["name"].Value)
                .Where(name => MayKnow.ContainsKey(RoomOf($"{Root}.{name}")) && IsForbidden(from, RoomOf($"{Root}.{name}")))
                .Select(name => $"{file} names {name}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_room_of_the_library_is_listed_here()
    {
        var rooms = typeof(ProblemCode).Assembly.GetTypes()
            .Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .Select(RoomOf).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(MayKnow.Keys.Order(StringComparer.Ordinal), rooms);
    }

    [Fact]
    public void Command_line_and_web_never_see_each_other()
    {
        Assert.Equal(["PRIOslo.Bomiljo"], ReferencedProjects("PRIOslo.Bomiljo.Cli"));
        Assert.Equal(["PRIOslo.Bomiljo"], ReferencedProjects("PRIOslo.Bomiljo.Web"));
        Assert.Equal(["NetTopologySuite.IO.PostGIS"], ReferencedProjects("PRIOslo.Bomiljo"));
    }

    [Theory]
    [InlineData("PRIOslo.Bomiljo.Import", "PRIOslo.Bomiljo.Heatmap", true)]
    [InlineData("PRIOslo.Bomiljo.Suitability.Rules", "PRIOslo.Bomiljo.Incidents", true)]
    [InlineData("PRIOslo.Bomiljo.Samples", "PRIOslo.Bomiljo.Import", true)]
    [InlineData("PRIOslo.Bomiljo.Statistics", "PRIOslo.Bomiljo.Problems", true)]
    [InlineData("PRIOslo.Bomiljo.Samples", "PRIOslo.Bomiljo.Import.Mapping", false)]
    [InlineData("PRIOslo.Bomiljo.Publishing.Export", "PRIOslo.Bomiljo.Heatmap", false)]
    [InlineData("PRIOslo.Bomiljo.Geography.Geodata", "PRIOslo.Bomiljo.Geography", false)]
    public void The_rules_tell_allowed_from_forbidden(string from, string to, bool forbidden) =>
        Assert.Equal(forbidden, IsForbidden(RoomOf(from), RoomOf(to)));

    [Fact]
    public void References_are_found_in_signatures_bodies_generics_and_attributes()
    {
        var found = CompiledReferences.Of(typeof(ArchitectureTests).Assembly, "PRIOslo")
            .Where(pair => pair.From.FullName!.StartsWith(typeof(Probe).FullName!, StringComparison.Ordinal))
            .Select(pair => pair.To).ToHashSet();

        Assert.Superset(new HashSet<Type>
        {
            typeof(ExitCode), typeof(ProblemException), typeof(ProblemCode), typeof(PRIOslo.Bomiljo.Statistics.Rate), typeof(PRIOslo.Bomiljo.Geography.OsloTime),
        }, found);
    }

    private static bool IsForbidden(string from, string to) => from != to && !MayKnow[from].Contains(to);

    private static string RoomOf(string ns)
    {
        var name = ns.Length > Root.Length ? ns[(Root.Length + 1)..] : "";
        return name.StartsWith(Mapping, StringComparison.Ordinal) ? Mapping : name.Split('.')[0];
    }

    private static IEnumerable<string> SourceFiles(string project) =>
        Directory.EnumerateFiles(Path.Combine(ProjectFolders.Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> ReferencedProjects(string project) =>
        XDocument.Load(Path.Combine(ProjectFolders.Root, "src", project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"(?<![\w.""/])(PRIOslo\.Bomiljo\.)?(?<name>(Problems|Statistics|Database|Audit|Access|Geography|Incidents|Import|Heatmap|Publishing|Suitability|Samples)\.[A-Z]\w*)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoomNames();
}
