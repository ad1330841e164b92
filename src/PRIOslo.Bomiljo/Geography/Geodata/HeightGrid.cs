using System.Buffers.Binary;
using System.IO.Compression;
using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>A height model: ground heights in the middle of square cells, row by row from the north-west, EPSG:25832.</summary>
/// <param name="West">Of the grid's western edge, metres.</param>
/// <param name="North">Of the grid's northern edge, metres.</param>
/// <param name="CellMetres">Side of a cell.</param>
/// <param name="Columns">Cells from west to east.</param>
/// <param name="Rows">Cells from north to south.</param>
/// <param name="Decimetres">Heights above sea level, one a cell; <see cref="NoHeight"/> where the model has none.</param>
public sealed record HeightGrid(double West, double North, double CellMetres, int Columns, int Rows, short[] Decimetres)
{
    public const short NoHeight = short.MinValue;

    /// <summary>Rows that are stored together.</summary>
    public const int StripRows = 64;

    /// <summary>How many strips the rows make.</summary>
    public int Strips => (Rows + StripRows - 1) / StripRows;

    /// <summary>The rectangle that the grid fills.</summary>
    public Polygon Extent => (Polygon)new GeometryFactory().ToGeometry(new Envelope(West, West + (Columns * CellMetres), North - (Rows * CellMetres), North));

    /// <summary>A strip as it is stored: the steps from height to height, which are small, compressed.</summary>
    public byte[] Encode(int strip)
    {
        var heights = Decimetres.AsSpan(strip * StripRows * Columns, Math.Min(StripRows, Rows - (strip * StripRows)) * Columns);
        var steps = new byte[heights.Length * sizeof(short)];
        for (var (at, last) = (0, (short)0); at < heights.Length; last = heights[at++])
            BinaryPrimitives.WriteInt16LittleEndian(steps.AsSpan(at * sizeof(short)), unchecked((short)(heights[at] - last)));
        using var stored = new MemoryStream();
        using (var zip = new ZLibStream(stored, CompressionLevel.Optimal))
            zip.Write(steps);
        return stored.ToArray();
    }

    /// <summary>Fills the heights of a strip from what <see cref="Encode"/> gave.</summary>
    public void Decode(int strip, byte[] stored)
    {
        var heights = Decimetres.AsSpan(strip * StripRows * Columns, Math.Min(StripRows, Rows - (strip * StripRows)) * Columns);
        var steps = new byte[heights.Length * sizeof(short)];
        using var zip = new ZLibStream(new MemoryStream(stored), CompressionMode.Decompress);
        zip.ReadExactly(steps);
        for (var (at, last) = (0, (short)0); at < heights.Length; last = heights[at++])
            heights[at] = unchecked((short)(last + BinaryPrimitives.ReadInt16LittleEndian(steps.AsSpan(at * sizeof(short)))));
    }
}
