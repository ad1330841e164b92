using System.Globalization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Building type codes of Matrikkelen (NS 3457) → the five kinds that the site check tells apart.</summary>
/// <remarks>The ranges are data: <c>geodata/building_types.csv</c>.</remarks>
internal sealed class BuildingTypes
{
    private static readonly string[] Kinds = ["residential", "business", "school", "outbuilding", "other"];
    private readonly List<(int From, int To, string Kind)> _ranges;

    private BuildingTypes(List<(int, int, string)> ranges) => _ranges = ranges;

    /// <exception cref="ProblemException">BOM-101: a row cannot be read.</exception>
    public static BuildingTypes Load(string path)
    {
        var ranges = new List<(int, int, string)>();
        foreach (var (line, number) in File.ReadLines(path).Select((line, at) => (line, at + 1)).Skip(1))
        {
            var cells = line.Split(';');
            if (cells.Length < 3 || !int.TryParse(cells[0], CultureInfo.InvariantCulture, out var from)
                || !int.TryParse(cells[1], CultureInfo.InvariantCulture, out var to) || !Kinds.Contains(cells[2]))
                throw new ProblemException(ProblemCode.BadConfiguration, $"geodata/{Path.GetFileName(path)}, line {number}", "this row is not from;to;kind;name.", "Correct the file.");
            ranges.Add((from, to, cells[2]));
        }

        return new(ranges);
    }

    /// <param name="type">A Matrikkel code or one of the kinds; anything else is <c>other</c>.</param>
    public string KindOf(string type)
    {
        if (Kinds.Contains(type))
            return type;
        return int.TryParse(type, CultureInfo.InvariantCulture, out var code)
            ? _ranges.Find(range => code >= range.From && code <= range.To).Kind ?? "other"
            : "other";
    }
}
