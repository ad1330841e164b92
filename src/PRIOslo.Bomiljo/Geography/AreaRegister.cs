using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>A delbydel of the register.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Not a key: Sagene and Frogner name both a bydel and a delbydel.</param>
/// <param name="BydelName">The name of its bydel.</param>
/// <param name="EastMetres">Centre point, EPSG:25832.</param>
/// <param name="NorthMetres">Centre point, EPSG:25832.</param>
public sealed record RegisteredArea(DelbydelCode Code, string Name, string BydelName, double EastMetres, double NorthMetres);

/// <summary>Reads <c>geodata/oslo/delbydeler.csv</c>.</summary>
public static class AreaRegister
{
    public static string DefaultPath => Path.Combine(ProjectFolders.Geodata, "oslo", "delbydeler.csv");

    /// <exception cref="ProblemException">BOM-101: a row cannot be read.</exception>
    public static IReadOnlyList<RegisteredArea> Load(string path)
    {
        var toMetres = CoordinateTransform.Create(4326, CoordinateTransform.StorageEpsg);
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";" });
        csv.Read();
        csv.ReadHeader();
        var areas = new List<RegisteredArea>();
        while (csv.Read())
        {
            if (!DelbydelCode.TryParse(csv.GetField("code"), out var code) || !csv.TryGetField<double>("lon", out var lon) || !csv.TryGetField<double>("lat", out var lat))
            {
                throw new ProblemException(ProblemCode.BadConfiguration, $"{Path.GetFileName(path)}, line {csv.Parser.RawRow}",
                    "code, lat or lon cannot be read.", "Correct the file.");
            }

            var (east, north) = toMetres.Apply(lon, lat);
            areas.Add(new(code, csv.GetField("name") ?? "", csv.GetField("bydel_name") ?? "", east, north));
        }

        return areas;
    }
}
