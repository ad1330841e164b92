using System.Buffers.Binary;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Where a key has been seen.</summary>
internal enum KeySeen
{
    Nowhere,
    InThisFile,
    InAnEarlierDelivery,
}

/// <summary>The keys of incidents, in about 13 bytes each, so that ten million fit where a set of whole keys would not.</summary>
/// <remarks>
/// Extendible hashing (Fagin, Nievergelt, Pippenger &amp; Strong, 1979): pages of one size, one of which is divided when it fills, so that
/// growth never needs old and new table together. A key is known by 63 of its 128 bits: among n keys two are mistaken for one
/// with probability n² / 2⁶⁴, for ten million 1 in 200,000. Not safe to use from several threads.
/// </remarks>
internal sealed class KeySet
{
    private const int PageSlots = 4_096;
    private const int PageMost = PageSlots * 4 / 5;
    private const ulong Earlier = 1; // the lowest bit tells where the key has been seen
    private readonly ulong[] _divided = new ulong[PageSlots];
    private Page[] _directory = [new Page(0)];
    private int _depth;

    public long Count { get; private set; }

    public KeySeen Find(Guid key)
    {
        var mark = MarkOf(key);
        var page = _directory[DirectoryAt(mark)];
        return SeenAs(page.Slots[page.At(mark)]);
    }

    /// <summary>Adds a key that an earlier delivery brought.</summary>
    public void AddEarlier(Guid key) => Add(MarkOf(key) | Earlier);

    /// <returns>Where it had been seen before; nowhere if it is new. From now on it has been seen in this file.</returns>
    public KeySeen Add(Guid key) => Add(MarkOf(key));

    private KeySeen Add(ulong mark)
    {
        while (true)
        {
            var page = _directory[DirectoryAt(mark)];
            var at = page.At(mark);
            if (page.Slots[at] != 0)
            {
                var seen = SeenAs(page.Slots[at]);
                page.Slots[at] = mark;
                return seen;
            }

            if (page.Used < PageMost)
            {
                page.Slots[at] = mark;
                page.Used++;
                Count++;
                return KeySeen.Nowhere;
            }

            Divide(page);
        }
    }

    private void Divide(Page full)
    {
        if (full.Depth == _depth)
        {
            var wider = new Page[_directory.Length * 2];
            for (var at = 0; at < wider.Length; at++)
                wider[at] = _directory[at / 2];
            _directory = wider;
            _depth++;
        }

        full.Slots.CopyTo(_divided, 0);
        Array.Clear(full.Slots);
        (full.Used, full.Depth) = (0, full.Depth + 1);
        var upper = new Page(full.Depth);
        for (var at = 0; at < _directory.Length; at++)
        {
            if (_directory[at] == full && (at >> (_depth - full.Depth) & 1) != 0)
                _directory[at] = upper;
        }

        foreach (var mark in _divided)
        {
            if (mark == 0)
                continue;
            var half = _directory[DirectoryAt(mark)];
            half.Slots[half.At(mark)] = mark;
            half.Used++;
        }
    }

    private int DirectoryAt(ulong mark) => _depth == 0 ? 0 : (int)(mark >> (64 - _depth));

    private static KeySeen SeenAs(ulong mark) =>
        mark == 0 ? KeySeen.Nowhere : (mark & Earlier) == 0 ? KeySeen.InThisFile : KeySeen.InAnEarlierDelivery;

    /// <returns>63 bits of the hash, none of them the lowest; never 0.</returns>
    private static ulong MarkOf(Guid key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes);
        var mark = BinaryPrimitives.ReadUInt64LittleEndian(bytes) & ~Earlier;
        return mark == 0 ? 2 : mark;
    }

    /// <param name="depth">How many of the first bits its keys have in common.</param>
    private sealed class Page(int depth)
    {
        public readonly ulong[] Slots = new ulong[PageSlots];
        public int Depth = depth;
        public int Used;

        /// <returns>Where the mark stands, or the free slot for it.</returns>
        public int At(ulong mark)
        {
            var at = (int)(mark >> 1) & (PageSlots - 1);
            while (Slots[at] != 0 && ((Slots[at] ^ mark) & ~Earlier) != 0)
                at = (at + 1) & (PageSlots - 1);
            return at;
        }
    }
}
