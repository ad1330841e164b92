using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>A row or feature of a sites file that is no site. Never holds a cell's value.</summary>
/// <param name="Code">BOM-701, or BOM-702 for an address that is not in the register.</param>
/// <param name="Line">Line in a CSV file (the header is line 1), or number of a GeoJSON feature, from 1.</param>
/// <param name="Column">Column or property; «geometry» for a feature's place.</param>
/// <param name="What">What is wrong.</param>
public sealed record SiteProblem(ProblemCode Code, int Line, string Column, string What)
{
    public override string ToString() => $"{Code} line {Line}, column {Column}: {What}";
}

/// <summary>A sites file, read: rows = sites + problems.</summary>
public sealed record SiteFile(IReadOnlyList<Site> Sites, IReadOnlyList<SiteProblem> Problems)
{
    /// <summary>Finds an address; throws <see cref="ProblemException"/> BOM-702 where there is none.</summary>
    public delegate Task<SitePoint> AddressFinder(string address, CancellationToken cancel);

    /// <summary>The sites that name their group; the others are problems, each at its line.</summary>
    public SiteFile WithGroupOnly() => new(
        [.. Sites.Where(site => site.Group is not null)],
        [.. Problems, .. Sites.Where(site => site.Group is null).Select(site => new SiteProblem(ProblemCode.BadSites, site.Line, "group", "an existing home needs its group."))]);

    /// <summary>Reads CSV (<c>;</c> or <c>,</c>) or GeoJSON, told apart by the first character.</summary>
    /// <exception cref="ProblemException">
    /// BOM-002, BOM-003, BOM-301, BOM-304, BOM-305: no readable text file. BOM-701: header or frame of the file is wrong, or it holds no site. BOM-504:
    /// GeoJSON in a coordinate system that the program does not know.
    /// </exception>
    public static async Task<SiteFile> ReadAsync(string path, AddressFinder findAddress, CancellationToken cancel)
    {
        var text = TextFile.Read(path);
        var file = text.AsSpan().TrimStart()[0] == '{'
            ? SiteGeoJson.Read(path, text)
            : await SiteCsv.ReadAsync(path, text, findAddress, cancel);
        return file.Sites.Count + file.Problems.Count > 0 ? file : throw new ProblemException(
            ProblemCode.BadSites, path, "there is no site in it.", "Give a row under the header, or a feature, for each site.");
    }
}
