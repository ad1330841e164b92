using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Services;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>What a request for features asks for.</summary>
internal sealed record ItemsRequest(Collection Collection, ServiceQuery Query, Crs Crs, OpenRequest Features)
{
    public const int DefaultLimit = 100;

    /// <summary>More are not given at once; a larger limit counts as this.</summary>
    public const int MaxLimit = 1000;

    public static IReadOnlyList<string> Paging { get; } = ["limit", "offset"];

    public static IReadOnlyList<string> Selecting { get; } = ["bbox", "bbox-crs", "datetime"];

    /// <exception cref="ProblemException">BOM-820, BOM-821: a parameter is unknown or wrong.</exception>
    public static ItemsRequest Of(Collection collection, IQueryCollection given)
    {
        var query = new ServiceQuery(given, [.. Paging, .. Selecting, "crs", .. collection.Filters]);
        var crs = Crs.Parse("crs", query.Text("crs"));
        var boxCrs = Crs.Parse("bbox-crs", query.Text("bbox-crs"));
        var years = YearInterval.Parse(query.Text("datetime"));
        return new(collection, query, crs, new OpenRequest(
            collection.Id, Id: null, query.Whole("year", 1), query.Text("level"), query.Text("area"), query.Text("bydel"), query.Text("theme"),
            years.First, years.Last, BoundingBox.Parse(query.Text("bbox"), boxCrs), boxCrs.Srid,
            crs.Srid, crs.LatitudeFirst, crs.Decimals, query.Whole("offset", 0) ?? 0, Math.Min(query.Whole("limit", 1) ?? DefaultLimit, MaxLimit)));
    }

    /// <exception cref="ProblemException">BOM-820, BOM-821: a parameter is unknown or wrong.</exception>
    public static ItemsRequest OfOne(Collection collection, string id, IQueryCollection given)
    {
        var query = new ServiceQuery(given, "crs");
        var crs = Crs.Parse("crs", query.Text("crs"));
        return new(collection, query, crs, new OpenRequest(
            collection.Id, id, null, null, null, null, null, null, null, null, Crs.Wgs84.Srid, crs.Srid, crs.LatitudeFirst, crs.Decimals, 0, 1));
    }
}
