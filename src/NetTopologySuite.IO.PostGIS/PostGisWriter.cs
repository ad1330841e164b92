using NetTopologySuite.Geometries;

namespace NetTopologySuite.IO;

/// <summary>Writes PostGIS's extended WKB; the part of the package's interface that Npgsql.NetTopologySuite 8.0.0 calls.</summary>
public class PostGisWriter
{
    private readonly WKBWriter _writer = new(ByteOrder.LittleEndian, handleSRID: true);

    /// <summary>The ordinates kept on writing.</summary>
    public Ordinates HandleOrdinates
    {
        get => _writer.HandleOrdinates;
        set => _writer.HandleOrdinates = value;
    }

    /// <summary>Writes the geometry, with its SRID, to the stream.</summary>
    public void Write(Geometry geometry, Stream stream) => _writer.Write(geometry, stream);

    /// <returns>The geometry's bytes, with its SRID.</returns>
    public byte[] Write(Geometry geometry) => _writer.Write(geometry);
}
