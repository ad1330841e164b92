using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>Who answers for what goes out: <c>geodata/publisher.json</c>.</summary>
/// <param name="Publisher">The publisher's address in Felles datakatalog's register of organisations.</param>
/// <param name="ContactLine">As it stands at the foot of a fact sheet.</param>
/// <param name="Licence">Of the EU's list of licences.</param>
/// <param name="AccessUrl">Where the files can be had.</param>
/// <param name="MethodUrl">Where the method is told; null until it is published somewhere.</param>
/// <param name="Dataset">What the datasets' identifiers begin with; the year follows. No page need answer there.</param>
public sealed record PublisherSettings(
    string Publisher, string PublisherName, TwoTexts ContactName, string ContactUrl, TwoTexts ContactLine, string Licence, string AccessUrl, string? MethodUrl, string Dataset)
{
    /// <exception cref="ProblemException">BOM-002, BOM-101, BOM-102: the file is missing or wrong.</exception>
    public static PublisherSettings Load(string? path = null)
    {
        var settings = StrictJson.Read<PublisherSettings>(path ?? Path.Combine(ProjectFolders.Geodata, "publisher.json"), "geodata/publisher.json");
        foreach (var address in new[] { settings.Publisher, settings.ContactUrl, settings.Licence, settings.AccessUrl, settings.Dataset, settings.MethodUrl ?? settings.Dataset })
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out _))
                throw new ProblemException(ProblemCode.BadConfiguration, "geodata/publisher.json", "one of the addresses is none.", "Write addresses in full, beginning with https://.");
        }

        return settings;
    }
}

/// <summary>A text in bokmål and in English.</summary>
public sealed record TwoTexts(string Nb, string En);
