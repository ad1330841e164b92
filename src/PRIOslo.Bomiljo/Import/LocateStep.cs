using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Part of import step 3: gives an accepted row its position, by its point, its address or the area that it states.</summary>
/// <remarks>A point decides before an address, an address before an area. The address goes no further than this. Pure.</remarks>
public sealed class LocateStep
{
    private readonly Coarsening? _coarsen;
    private readonly double _leastConfidence;
    private readonly Geocoder? _geocoder;
    private readonly NearestAddress? _nearest;

    /// <param name="mapping">The source's.</param>
    /// <param name="geocoder">Null where no address register is imported, or none is needed.</param>
    public LocateStep(SourceMapping mapping, Geocoder? geocoder)
    {
        _coarsen = mapping.Coarsen;
        _leastConfidence = mapping.Address?.LeastConfidence ?? 1;
        _geocoder = geocoder;
        _nearest = _coarsen?.ToAddress == true && geocoder is not null ? new NearestAddress(geocoder.Book) : null;
    }

    /// <returns>The row without its address.</returns>
    public Accepted Apply(Accepted row)
    {
        var incident = row.Incident;
        if (incident.Point is { } point)
            return Located(row, FromPoint(incident, point));
        if (row.Address is not { } address || _geocoder is null)
            return Located(row, incident with { Position = new(AreaOf(incident)) });
        var found = _geocoder.Find(address);
        if (found.Method == GeocodeMethod.Failed || found.Confidence < _leastConfidence)
            return Located(row, incident with { Position = new(AreaOf(incident), found.Method, found.Confidence) });
        ref readonly var known = ref _geocoder.Book[found.Address];
        var (placed, isSquare) = Coarsened((known.EastMetres, known.NorthMetres));
        var kind = isSquare ? PositionKind.GridCell : found.Method == GeocodeMethod.Street ? PositionKind.Street : PositionKind.Address;
        return Located(row, incident with { Point = placed, Position = new(kind, found.Method, found.Confidence) });
    }

    private static Accepted Located(Accepted row, Incident incident) => row with { Incident = incident, Address = null, Written = null };

    private Incident FromPoint(Incident incident, (double East, double North) point)
    {
        if (_coarsen?.ToAddress == true && _nearest?.Find(point.East, point.North) is { } at)
        {
            var address = _nearest.Book[at];
            return incident with { Point = (address.EastMetres, address.NorthMetres), Position = new(PositionKind.Address) };
        }

        if (_coarsen is { ToAddress: true, GridMetres: 0 })
            return incident with { Point = null, Position = new(AreaOf(incident)) };
        var (kept, isSquare) = Coarsened(point, always: _coarsen?.ToAddress == true);
        return incident with { Point = kept, Position = new(isSquare ? PositionKind.GridCell : PositionKind.Point) };
    }

    /// <summary>Where points go to addresses, an address is coarse enough; otherwise it goes to its square as a point does.</summary>
    private ((double East, double North) Point, bool IsSquare) Coarsened((double East, double North) point, bool always = false) =>
        _coarsen is { GridMetres: > 0 } coarsen && (always || !coarsen.ToAddress) ? (coarsen.Centre(point), true) : (point, false);

    private static PositionKind AreaOf(Incident incident) =>
        incident.Area.IsNone ? PositionKind.None : incident.Area.Kind == AreaKind.GridCell ? PositionKind.GridCell : PositionKind.Area;
}
