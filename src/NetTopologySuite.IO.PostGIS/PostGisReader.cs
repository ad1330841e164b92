using NetTopologySuite.Geometries;

namespace NetTopologySuite.IO;

/// <summary>Reads PostGIS's extended WKB; the part of the package's interface that Npgsql.NetTopologySuite 8.0.0 calls.</summary>
public class PostGisReader(CoordinateSequenceFactory coordinateSequenceFactory, PrecisionModel precisionModel, Ordinates handleOrdinates)
{
    private readonly WKBReader _reader = new(
        new NtsGeometryServices(coordinateSequenceFactory, precisionModel, -1))
    {
        HandleOrdinates = handleOrdinates,
        HandleSRID = true,
    };

    /// <summary>The ordinates kept on reading.</summary>
    public Ordinates HandleOrdinates
    {
        get => _reader.HandleOrdinates;
        set => _reader.HandleOrdinates = value;
    }

    /// <returns>The geometry at the stream's position, with its SRID.</returns>
    /// <exception cref="ParseException">The bytes are not a geometry.</exception>
    public Geometry Read(Stream stream) => _reader.Read(stream);

    /// <inheritdoc cref="Read(Stream)"/>
    public Geometry Read(byte[] data) => _reader.Read(data);
}
