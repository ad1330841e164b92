using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Writes <c>population.csv</c>: the residents that the project's table has, with invented dwellings and municipal dwellings.</summary>
/// <remarks>No open figure of municipal dwellings per delbydel is known; without one, housing stability has no rate.</remarks>
internal static class PopulationFile
{
    private const double ResidentsPerDwelling = 2.0;
    private const double LeastMunicipalShare = 0.01;
    private const double MunicipalShareRange = 0.07; // with u² on average a third of it: about as many as the city lets

    public static SampleFile Write(string geodataFolder, string folder, Pcg32 random)
    {
        using var file = new StreamWriter(Path.Combine(folder, "population.csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        file.NewLine = "\n";
        file.WriteLine("code;year;residents;dwellings;municipal_dwellings;basis;source");
        var rows = PopulationImport.Read(Path.Combine(geodataFolder, "oslo", "population.csv"));
        var shares = rows.Where(row => row.Code.Length == 4).Select(row => row.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToDictionary(code => code, _ => ShareOf(random), StringComparer.Ordinal);
        foreach (var row in rows)
        {
            // A bydel's and the city's are the sums of these.
            var dwellings = shares.ContainsKey(row.Code) ? (int)Math.Round(row.Residents / ResidentsPerDwelling) : (int?)null;
            var municipal = dwellings is { } all ? Math.Max(1, (int)Math.Round(all * shares[row.Code])) : (int?)null;
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Code};{row.Year};{row.Residents};{dwellings};{municipal};{(dwellings is null ? row.Basis : "synthetic")};sample"));
        }

        return new SampleFile("population.csv", "population", rows.Count);
    }

    private static double ShareOf(Pcg32 random)
    {
        var u = random.NextDouble();
        return LeastMunicipalShare + (MunicipalShareRange * u * u);
    }
}
