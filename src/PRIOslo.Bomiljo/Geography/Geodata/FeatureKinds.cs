using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>What a feature's kind is, in each layer that tells kinds apart.</summary>
/// <remarks>
/// Plan purposes (SOSI Plan's codes for arealformål) are data, <c>geodata/plan_purposes.csv</c>, and so are types of land (AR5's
/// codes for arealtype), <c>geodata/land_use_types.csv</c>.
/// </remarks>
internal sealed class FeatureKinds
{
    private static readonly Lazy<FeatureKinds> Purposes = new(() => new FeatureKinds("plan_purposes.csv", "homes", "other"));
    private static readonly Lazy<FeatureKinds> LandTypes = new(() => new FeatureKinds("land_use_types.csv", "cultivated", "water", "bog", "other"));
    private readonly List<(int From, int To, string Kind)> _codes = [];
    private readonly string[] _kinds;

    private FeatureKinds(string file, params string[] kinds)
    {
        var path = Path.Combine(ProjectFolders.Geodata, file);
        _kinds = kinds;
        foreach (var (line, number) in File.ReadLines(path).Select((line, at) => (line, at + 1)).Skip(1))
        {
            var cells = line.Split(';');
            if (cells.Length < 3 || !int.TryParse(cells[0], CultureInfo.InvariantCulture, out var from)
                || !int.TryParse(cells[1], CultureInfo.InvariantCulture, out var to) || !kinds.Contains(cells[2]))
                throw new ProblemException(ProblemCode.BadConfiguration, $"geodata/{Path.GetFileName(path)}, line {number}", "this row is not from;to;kind;name.", "Correct the file.");
            _codes.Add((from, to, cells[2]));
        }
    }

    /// <summary>Layers that say nothing to a rule without their features' kinds, and where the kinds are looked for.</summary>
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["plan"] = WithCut("kind", "arealformål", "arealformal", "formål", "formal", "type"),
        ["noise"] = WithCut("kind", "sone", "støysonekategori", "stoysonekategori", "type"),
        ["land-use"] = WithCut("kind", "artype", "arealtype", "type"),
        ["ownership"] = WithCut("kind", "eiertype", "owner", "eier"),
    };

    /// <exception cref="ProblemException">BOM-501: a layer that lives by its kinds tells none: no rule could be judged by it.</exception>
    public static void Demand(string layer, IReadOnlyList<FeatureRow> rows, string shownAs)
    {
        if (Fields.TryGetValue(layer, out var fields) && rows.Count > 0 && rows.All(row => row.Kind.Length == 0))
        {
            throw new ProblemException(ProblemCode.BadGeodata, shownAs, $"no feature tells a kind that the layer {layer} knows.",
                $"Give it in one of the fields {string.Join(", ", fields.Where(field => !field.Contains('\uFFFD')))}; geodata/README.md says which values are known.");
        }
    }

    /// <returns>What whoever imports the layer had better know: how many of its features tell no known kind.</returns>
    public static IReadOnlyList<string> Notices(string layer, LayerRows rows) => Fields.ContainsKey(layer) && rows.Untold > 0
        ? [string.Create(CultureInfo.InvariantCulture, $"{rows.Untold} of {rows.Count} features tell no kind that the layer {layer} knows; geodata/README.md says which are known.")]
        : [];

    /// <returns>
    /// The kind that rules look for: of a plan <c>homes</c> or <c>other</c>, of land use <c>cultivated</c>, <c>water</c>, <c>bog</c>
    /// or <c>other</c>, of noise <c>red</c> or <c>yellow</c>, of ownership <c>municipal</c> or <c>other</c>, of a facility its groups separated by commas; else as written. Empty where not told.
    /// </returns>
    /// <exception cref="ProblemException">BOM-501: a facility's groups are not understood.</exception>
    public static string Of(string layer, GeoFeature feature, string place) => layer switch
    {
        "plan" => Purposes.Value.KindOf(feature.First(Fields[layer])),
        "land-use" => LandTypes.Value.KindOf(feature.First(Fields[layer])),
        "noise" => feature.First(Fields[layer]).ToLowerInvariant() switch
        {
            "r" or "rød" or "rod" or "red" => "red",
            "g" or "gul" or "yellow" => "yellow",
            _ => "",
        },
        "ownership" => feature.First(Fields[layer]).ToLowerInvariant() switch
        {
            "" => "",
            "municipal" or "kommune" or "kommunal" or "oslo kommune" => "municipal",
            _ => "other",
        },
        "facility" => GroupsOf(feature, place),
        _ => feature.First("kind", "type", "formal", "arealformal"),
    };

    /// <returns>Homes in a facility or municipal flats at a place; null where it is neither or does not say.</returns>
    public static int? HomesOf(string layer, GeoFeature feature) =>
        layer is "facility" or "municipal-flat"
        && int.TryParse(feature.First("homes", "capacity", "units", "dwellings", "boliger", "antall", "plasser"), NumberStyles.None, CultureInfo.InvariantCulture, out var homes)
            ? homes
            : null;

    /// <summary>A word in the field «kind» that is no group says what else the facility is: its groups are not stated then.</summary>
    private static string GroupsOf(GeoFeature feature, string place)
    {
        var stated = feature.First("groups", "group", "grupper", "gruppe");
        if (FacilityGroups.TryParse(stated.Length > 0 ? stated : feature.First("kind"), out var groups) || stated.Length == 0)
            return string.Join(',', groups);
        throw new ProblemException(ProblemCode.BadGeodata, place, "the facility's groups are not understood.",
            "Write 1 to 7, som-1-5 or som-5-7, separated by commas, or as a range such as 5-7; leave the field empty where they are not known.");
    }

    /// <summary>A code, or a kind as it is; empty for what is neither.</summary>
    private string KindOf(string written)
    {
        if (_kinds.Contains(written))
            return written;
        return int.TryParse(written, CultureInfo.InvariantCulture, out var code)
            ? _codes.Find(range => code >= range.From && code <= range.To).Kind ?? ""
            : "";
    }

    /// <summary>A Shapefile cuts names after ten bytes, if need be in the middle of a letter.</summary>
    private static string[] WithCut(params string[] names) =>
        [.. names, .. names.Select(name => Encoding.UTF8.GetBytes(name)).Where(bytes => bytes.Length > 10).Select(bytes => Encoding.UTF8.GetString(bytes[..10]))];
}
