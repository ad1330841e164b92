using System.Globalization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>How old each layer may be before its use gives a warning: <c>geodata/layer_terms.csv</c>.</summary>
public sealed class LayerTerms
{
    private static readonly Lazy<LayerTerms> Own = new(() => Load(Path.Combine(ProjectFolders.Geodata, "layer_terms.csv")));
    private readonly Dictionary<string, int> _years = new(StringComparer.Ordinal);

    public static LayerTerms Shipped => Own.Value;

    /// <exception cref="ProblemException">BOM-002, BOM-101: a row is not layer;years;reason.</exception>
    public static LayerTerms Load(string path)
    {
        var terms = new LayerTerms();
        foreach (var (line, number) in TextFile.Read(path).Split('\n').Select((line, at) => (line.Trim(), at + 1)).Skip(1).Where(row => row.Item1.Length > 0))
        {
            var cells = line.Split(';');
            if (cells.Length < 3 || !int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var years) || years == 0 || !terms._years.TryAdd(cells[0], years))
                throw new ProblemException(ProblemCode.BadConfiguration, $"{path} line {number}", "this row is not layer;years;reason with each layer once.", "Correct the file.");
        }

        return terms;
    }

    /// <returns>Whether a layer of that day is older than it may be; false for a layer without a term.</returns>
    public bool IsOutdated(string layer, DateOnly dated, DateOnly today) => _years.TryGetValue(layer, out var years) && dated.AddYears(years) < today;
}
