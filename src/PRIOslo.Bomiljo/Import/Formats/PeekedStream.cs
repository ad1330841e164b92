namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>A stream whose beginning has been looked at; it reads as if it had not. Forward only.</summary>
internal sealed class PeekedStream : Stream
{
    private const int LookBytes = 1 << 16;
    private readonly Stream _inner;
    private readonly byte[] _head = new byte[LookBytes];
    private readonly int _headBytes;
    private int _at;

    public PeekedStream(Stream inner)
    {
        _inner = inner;
        _headBytes = inner.ReadAtLeast(_head, LookBytes, throwOnEndOfStream: false);
    }

    /// <summary>The first 64 kB.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headBytes);

    /// <summary>What is left of them.</summary>
    public ReadOnlySpan<byte> Left => _head.AsSpan(_at, _headBytes - _at);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Leaves out the bytes that come next, within the head.</summary>
    public void Skip(int bytes) => _at += bytes;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_at >= _headBytes)
            return _inner.Read(buffer);
        var count = Math.Min(buffer.Length, _headBytes - _at);
        _head.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }
}
