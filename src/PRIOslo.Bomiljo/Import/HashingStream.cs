using System.Security.Cryptography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Hashes what is read through it. A step back is allowed, within what has been read.</summary>
internal sealed class HashingStream(FileStream inner) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashedTo;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value <= _hashedTo ? value : throw new NotSupportedException("Only backwards.");
    }

    /// <summary>Reads what is left and gives the hash of the whole.</summary>
    public string FinishHash()
    {
        var rest = new byte[1 << 16];
        while (Read(rest, 0, rest.Length) > 0)
        {
        }

        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var from = inner.Position;
        var read = inner.Read(buffer);
        var known = (int)Math.Min(read, Math.Max(0, _hashedTo - from));
        _hash.AppendData(buffer[known..read]);
        _hashedTo = Math.Max(_hashedTo, from + read);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        inner.Dispose();
        base.Dispose(disposing);
    }
}
