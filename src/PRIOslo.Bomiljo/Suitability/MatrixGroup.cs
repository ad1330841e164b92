using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Where the matrix wants a group to live.</summary>
public enum LocationClass
{
    /// <summary>Ordinært bomiljø.</summary>
    Ordinary,

    /// <summary>Skjermet fra ordinært bomiljø, eventuelt ved næringsvirksomhet.</summary>
    Shielded,

    /// <summary>Skjermet fra annen bebyggelse, randsone.</summary>
    Fringe,
}

/// <summary>Where a home for a group comes from, and so what can be judged for it.</summary>
public enum Placement
{
    /// <summary>Homes are built or fitted out for it: a point, a plot or a building is judged.</summary>
    Plot,

    /// <summary>It is housed in existing dwellings: an address is judged, or a place on which a dwelling stands.</summary>
    Dwelling,
}

/// <summary>One row of the matrix: a group by level of functioning and what it needs.</summary>
/// <param name="Code">The group.</param>
/// <param name="Name">A short name.</param>
/// <param name="Challenges">What the group struggles with, in short.</param>
/// <param name="Pathway">Main pathway (hovedforløp), such as «HF 2–3».</param>
/// <param name="Housing">What kind of home it needs.</param>
/// <param name="Standard">Building standard.</param>
/// <param name="LocationClass">Where it should be.</param>
/// <param name="Placement">Whether it is placed on plots or in existing dwellings.</param>
/// <param name="HasBase">Whether its homes stand beside a staff base, which takes a home's ground.</param>
/// <param name="Location">The matrix's own words for that.</param>
/// <param name="Services">Services in or to the home.</param>
public sealed record MatrixGroup(
    GroupCode Code,
    BilingualText Name,
    BilingualText Challenges,
    string Pathway,
    BilingualText Housing,
    BilingualText Standard,
    LocationClass LocationClass,
    Placement Placement,
    bool HasBase,
    BilingualText Location,
    BilingualText Services)
{
    private static readonly Dictionary<string, LocationClass> Classes = new(StringComparer.Ordinal)
    {
        ["ordinary"] = LocationClass.Ordinary,
        ["shielded"] = LocationClass.Shielded,
        ["fringe"] = LocationClass.Fringe,
    };

    private static readonly Dictionary<string, Placement> Placements = new(StringComparer.Ordinal)
    {
        ["plot"] = Placement.Plot,
        ["dwelling"] = Placement.Dwelling,
    };

    private static readonly Dictionary<string, bool> Bases = new(StringComparer.Ordinal) { ["none"] = false, ["staff"] = true };

    private static readonly Lazy<IReadOnlyList<MatrixGroup>> Own = new(() => Load(Path.Combine(ProjectFolders.Geodata, "matrise", "groups.json")));

    /// <summary>The nine groups that belong to the program, in the order of <see cref="GroupCode.All"/>.</summary>
    public static IReadOnlyList<MatrixGroup> Shipped => Own.Value;

    /// <summary>The groups that a place without a dwelling, such as a cell of a grid, can be judged for.</summary>
    public static IReadOnlyList<GroupCode> PlacedOnPlots =>
        [.. GroupCode.All.Where(code => PlacementOf(code) == Placement.Plot)];

    /// <returns>How the matrix places a group.</returns>
    public static Placement PlacementOf(GroupCode code) => Of(code).Placement;

    /// <returns>The matrix's row for a group.</returns>
    public static MatrixGroup Of(GroupCode code) => Shipped.First(group => group.Code == code);

    /// <summary>Reads the matrix's nine groups (<c>geodata/matrise/groups.json</c>).</summary>
    /// <returns>Every group of <see cref="GroupCode.All"/>, in that order.</returns>
    /// <exception cref="Problems.ProblemException">BOM-002, BOM-003, BOM-101, BOM-102, with the file and group.</exception>
    public static IReadOnlyList<MatrixGroup> Load(string path)
    {
        using var document = JsonFile.Open(path);
        var file = new JsonObjectReader(path, document.RootElement);
        MatrixGroup[] groups = [.. file.Array("groups").Select(element => Read(new JsonObjectReader(path, element)))];
        file.RequireNoMore();
        return groups.Select(group => group.Code).SequenceEqual(GroupCode.All)
            ? groups
            : throw file.Problem("the groups are not the matrix's nine in their order.", "Give 1 to 7, som-1-5 and som-5-7, each once.");
    }

    private static MatrixGroup Read(JsonObjectReader entry)
    {
        if (!GroupCode.TryParse(entry.Text("code"), out var code))
            throw entry.Problem("«code» is not a group.", "Use 1 to 7, som-1-5 or som-5-7.");
        entry.Place = $"{entry.Place} group {code}";
        var group = new MatrixGroup(
            code,
            entry.Bilingual("name"),
            entry.Bilingual("challenges"),
            entry.Text("pathway"),
            entry.Bilingual("housing"),
            entry.Bilingual("standard"),
            entry.OneOf("location_class", Classes),
            entry.OneOf("placement", Placements),
            entry.OneOf("base", Bases),
            entry.Bilingual("location"),
            entry.Bilingual("services"));
        entry.RequireNoMore();
        return group;
    }
}
