using System.Buffers.Binary;
using System.Text;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Writes rows in PostgreSQL's binary COPY format (PostgreSQL's manual, COPY, «Binary Format»): big-endian, each field after
/// its length.</summary>
/// <remarks>A tenth of the time that a general-purpose writer takes, which is much where rows come by the million.</remarks>
/// <param name="stream">A COPY … FROM STDIN (FORMAT binary); stays open.</param>
internal sealed class CopyRows(Stream stream)
{
    private const int LargestFixedField = 64;
    private const uint PointWithSrid = 0x2000_0001; // EWKB: the type 1 and the flag that an SRID follows
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    /// <summary>Once, before the first row.</summary>
    public void Begin() => Header.CopyTo(Take(Header.Length));

    public void StartRow(short fields) => BinaryPrimitives.WriteInt16BigEndian(Take(2), fields);

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    public void Int2(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(2), value);

    public void Int4(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(4), value);

    public void Float4(float value) => BinaryPrimitives.WriteSingleBigEndian(Field(4), value);

    public void Int8(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(8), value);

    public void Bool(bool value) => Field(1)[0] = value ? (byte)1 : (byte)0;

    public void Uuid(Guid value) => value.TryWriteBytes(Field(16), bigEndian: true, out _);

    /// <summary>A <c>timestamptz</c>: microseconds since 2000.</summary>
    public void Instant(DateTimeOffset value) =>
        BinaryPrimitives.WriteInt64BigEndian(Field(8), (value.UtcTicks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>A <c>geometry</c>: a point in <see cref="CoordinateTransform.StorageEpsg"/>, as EWKB.</summary>
    public void Point(double east, double north)
    {
        var ewkb = Field(25);
        ewkb[0] = 1; // little-endian
        BinaryPrimitives.WriteUInt32LittleEndian(ewkb[1..], PointWithSrid);
        BinaryPrimitives.WriteInt32LittleEndian(ewkb[5..], CoordinateTransform.StorageEpsg);
        BinaryPrimitives.WriteDoubleLittleEndian(ewkb[9..], east);
        BinaryPrimitives.WriteDoubleLittleEndian(ewkb[17..], north);
    }

    /// <summary>A <c>text</c>; null where it is null.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var most = 4 + Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _buffer.Length)
            throw new ArgumentException("A stored text is short.", nameof(value));
        if (_buffer.Length - _used < most)
            Flush();
        var bytes = Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_used + 4));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_used), bytes);
        _used += 4 + bytes;
    }

    /// <summary>Once, after the last row.</summary>
    public void End()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        Flush();
    }

    private Span<byte> Field(int bytes)
    {
        var place = Take(4 + bytes);
        BinaryPrimitives.WriteInt32BigEndian(place, bytes);
        return place[4..];
    }

    private Span<byte> Take(int bytes)
    {
        if (_buffer.Length - _used < LargestFixedField)
            Flush();
        _used += bytes;
        return _buffer.AsSpan(_used - bytes, bytes);
    }

    private void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
