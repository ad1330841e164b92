using System.Globalization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>How high buildings are taken to be by their use, where nothing measures it: data in <c>geodata/building_heights.csv</c>.</summary>
public sealed class BuildingHeights
{
    private static readonly Lazy<BuildingHeights> Own = new(() => Load(Path.Combine(ProjectFolders.Geodata, "building_heights.csv")));
    private static readonly BuildingKinds[] Uses =
        [BuildingKinds.Residential, BuildingKinds.Business, BuildingKinds.School, BuildingKinds.Outbuilding, BuildingKinds.Other];
    private readonly Dictionary<BuildingKinds, double> _metres = [];

    public static BuildingHeights Shipped => Own.Value;

    /// <exception cref="ProblemException">BOM-002, BOM-101: a row is not kind;height_metres;reason, or a kind is missing.</exception>
    public static BuildingHeights Load(string path)
    {
        var heights = new BuildingHeights();
        foreach (var (line, number) in TextFile.Read(path).Split('\n').Select((line, at) => (line.Trim(), at + 1)).Skip(1).Where(row => row.Item1.Length > 0))
        {
            var cells = line.Split(';');
            if (cells.Length < 3 || !Enum.TryParse<BuildingKinds>(cells[0], ignoreCase: true, out var kind) || !Uses.Contains(kind)
                || !double.TryParse(cells[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres) || metres is <= 0 or > 100 || !heights._metres.TryAdd(kind, metres))
                throw new ProblemException(ProblemCode.BadConfiguration, $"{path} line {number}", "this row is not kind;height_metres;reason with each kind once.", "Correct the file.");
        }

        return Uses.All(heights._metres.ContainsKey)
            ? heights
            : throw new ProblemException(ProblemCode.BadConfiguration, path, "a kind of building has no height.", "Give residential, business, school, outbuilding and other.");
    }

    /// <returns>Metres above the ground, for the use among the bits; of several the highest.</returns>
    public double Metres(BuildingKinds kinds) =>
        _metres.TryGetValue(kinds & ~BuildingKinds.BuiltUp, out var metres) ? metres : Uses.Where(use => (kinds & use) != BuildingKinds.None).Max(use => _metres[use]);
}
