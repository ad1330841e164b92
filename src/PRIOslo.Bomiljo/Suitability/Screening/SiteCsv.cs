using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Sites as CSV: <c>site</c> with <c>east, north</c> (EPSG:25832), <c>lon, lat</c> (WGS84) or <c>address</c>.</summary>
/// <remarks>Optional columns <c>group</c> and <c>units</c>; others are left alone. Decimal comma or point.</remarks>
internal static class SiteCsv
{
    public static async Task<SiteFile> ReadAsync(
        string path, string text, SiteFile.AddressFinder findAddress, CancellationToken cancel)
    {
        using var reader = new StringReader(text);
        var isMalformed = false;
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = text.AsSpan(0, text.IndexOf('\n') is var end and >= 0 ? end : text.Length).Contains(';') ? ";" : ",",
            BadDataFound = _ => isMalformed = true,
            IgnoreBlankLines = true,
        });

        await parser.ReadAsync();
        var columns = Header(path, parser.Record ?? []);
        var (sites, problems) = (new List<Site>(), new List<SiteProblem>());
        while (await parser.ReadAsync())
        {
            var line = parser.RawRow;
            try
            {
                if (isMalformed || parser.Count != columns.Count)
                    throw new RowProblemException("site", "the row has not as many columns as the header, or a stray quotation mark.");
                sites.Add(await SiteAsync(columns, parser.Record!, findAddress, cancel) with { Line = line });
            }
            catch (RowProblemException problem)
            {
                problems.Add(problem.At(line));
            }
            catch (ProblemException unknown) when (unknown.Code == ProblemCode.AddressNotFound)
            {
                problems.Add(new SiteProblem(unknown.Code, line, "address", "the address is not in the register, or is no street and number."));
            }

            isMalformed = false;
        }

        return new SiteFile(sites, problems);
    }

    private static async Task<Site> SiteAsync(
        List<string> columns, string[] cells, SiteFile.AddressFinder findAddress, CancellationToken cancel)
    {
        var id = SiteValues.Id(Cell("site"), "site");
        var (column, x, y) = columns.Contains("east")
            ? FromMetres()
            : columns.Contains("lon") ? await FromLonLatAsync() : await FromAddressAsync();
        return new Site(id, SiteValues.Place(new Point(x, y), column), SiteValues.Group(Cell("group")), SiteValues.Units(Cell("units"))) { IsAddress = column == "address" };

        string? Cell(string name) => columns.IndexOf(name) is var at and >= 0 ? cells[at] : null;

        (string, double, double) FromMetres()
        {
            var (east, north) = (SiteValues.Number(Cell("east"), "east"), SiteValues.Number(Cell("north"), "north"));
            if (CoordinateOrder.IsDegrees(east, north))
                throw new RowProblemException("east", CoordinateOrder.NotMetresRemedy);
            return CoordinateOrder.IsSwappedMetres(east, north) ? throw new RowProblemException("east", CoordinateOrder.MetresRemedy) : ("east", east, north);
        }

        Task<(string, double, double)> FromLonLatAsync()
        {
            var (longitude, latitude) = (SiteValues.Number(Cell("lon"), "lon"), SiteValues.Number(Cell("lat"), "lat"));
            if (CoordinateOrder.IsSwappedDegrees(longitude, latitude))
                throw new RowProblemException("lon", CoordinateOrder.DegreesRemedy);
            var (east, north) = CoordinateTransform.Create(4326, CoordinateTransform.StorageEpsg).Apply(longitude, latitude);
            return Task.FromResult(("lon", east, north));
        }

        async Task<(string, double, double)> FromAddressAsync()
        {
            var point = await findAddress(Cell("address") ?? "", cancel);
            return ("address", point.East, point.North);
        }
    }

    private static List<string> Header(string path, string[] cells)
    {
        List<string> columns = [.. cells.Select(cell => cell.Trim().ToLowerInvariant())];
        var hasPlace = Has("east", "north") || Has("lon", "lat") || Has("address");
        if (!Has("site") || !hasPlace)
            throw Wrong("the header lacks the site's name or its place.", "Name the columns site and east, north — or lon, lat — or address.");
        if (columns.Where(column => column.Length > 0).GroupBy(column => column, StringComparer.Ordinal).Any(group => group.Count() > 1))
            throw Wrong("a column stands twice in the header.", "Give each column a name of its own.");
        return columns;

        bool Has(params string[] names) => Array.TrueForAll(names, columns.Contains);

        ProblemException Wrong(string what, string remedy) => new(ProblemCode.BadSites, $"{path} line 1", what, remedy);
    }
}
