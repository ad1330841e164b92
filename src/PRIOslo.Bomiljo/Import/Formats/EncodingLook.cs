using System.Buffers;
using System.Text;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Tells a file's encoding by its first letters beyond ASCII.</summary>
/// <remarks>What windows-1252 writes in Norwegian is hardly ever well-formed UTF-8: a letter of the upper half would have to be followed by one
/// of its signs and by no other letter.</remarks>
internal static class EncodingLook
{
    private const int BlockBytes = 1 << 16;

    /// <summary>A file that begins as UTF-8 and goes on as something else is held for UTF-8, and refused when it is read, up to this many
    /// broken letters for a whole one. Beyond, the first letter is UTF-8 by chance.</summary>
    private const int MostBrokenPerLetter = 10;

    /// <param name="file">What the mapping allows.</param>
    /// <param name="head">The file's first bytes.</param>
    /// <param name="rest">What comes after them; left where it was.</param>
    /// <returns>One of those that the mapping allows.</returns>
    public static string Of(FileShape file, ReadOnlySpan<byte> head, Stream rest)
    {
        if (file.Encodings is [var only])
            return only;
        if (head.StartsWith(Encoding.UTF8.Preamble))
            return "utf-8";
        var (isUtf8, cut) = IsUtf8(head);
        if (isUtf8 is null && rest.CanSeek)
        {
            var before = rest.Position;
            var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
            head[^cut..].CopyTo(block);
            for (int read; isUtf8 is null && (read = rest.ReadAtLeast(block.AsSpan(cut, BlockBytes - cut), BlockBytes - cut, throwOnEndOfStream: false)) > 0;)
            {
                var bytes = block.AsSpan(0, cut + read);
                (isUtf8, cut) = IsUtf8(bytes);
                bytes[^cut..].CopyTo(block);
            }

            ArrayPool<byte>.Shared.Return(block);
            rest.Position = before;
            if (isUtf8 is null && cut > 0) // the file ends there
                isUtf8 = false;
        }

        return isUtf8 is { } decided ? decided ? "utf-8" : "windows-1252" : file.Encodings[0];
    }

    /// <returns>Null where all whole letters are ASCII: both encodings read them alike. And how many bytes at the end begin a letter of UTF-8
    /// that goes on beyond them, 0 to 3.</returns>
    private static (bool? IsUtf8, int Cut) IsUtf8(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (at < 0)
            return (null, 0);
        var (letters, broken, firstIsWhole) = (0, 0, false);
        while (at < bytes.Length)
        {
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
            if (status == OperationStatus.NeedMoreData)
                break;
            broken += status == OperationStatus.InvalidData ? 1 : 0;
            letters += length > 1 && status == OperationStatus.Done ? 1 : 0;
            firstIsWhole |= letters == 1 && broken == 0;
            at += length;
        }

        return (letters + broken == 0 ? null : letters > broken || (firstIsWhole && letters * MostBrokenPerLetter >= broken), bytes.Length - at);
    }
}
