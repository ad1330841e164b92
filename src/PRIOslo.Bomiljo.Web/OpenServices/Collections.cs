using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Services;
using PRIOslo.Bomiljo.Web.Map;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>A collection of features: the figures of a level, the areas, or the bands of the surfaces.</summary>
/// <param name="Id">As addresses name it.</param>
/// <param name="View">Its columns are the features' properties.</param>
internal sealed record Collection(string Id, string View)
{
    private static readonly string[] AreaFilters = ["year", "level", "area", "bydel"];

    public static IReadOnlyList<Collection> All { get; } =
    [
        new(MapSelection.Delbydel, OpenReader.FigureView), new(MapSelection.Bydel, OpenReader.FigureView),
        new(MapSelection.City, OpenReader.FigureView), new("areas", OpenReader.AreaView),
        new("surface", OpenReader.SurfaceView),
    ];

    public string Title => T($"Collection{Id}Title");

    public string Description => T($"Collection{Id}Text");

    /// <summary>The properties that a parameter of their name filters by.</summary>
    public IReadOnlyList<string> Filters => View switch
    {
        OpenReader.FigureView => [.. AreaFilters, "theme"],
        OpenReader.SurfaceView => ["year", "theme"],
        _ => AreaFilters,
    };

    /// <exception cref="ProblemException">BOM-822: there is none of this name.</exception>
    public static Collection Find(string id) =>
        All.FirstOrDefault(collection => collection.Id == id) ?? throw ServiceProblems.NotThere("collection");
}
