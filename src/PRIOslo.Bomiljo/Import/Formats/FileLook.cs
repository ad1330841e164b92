using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>A first look at a file's bytes: empty, binary, or plainly in another encoding than its mapping says.</summary>
internal static class FileLook
{
    /// <summary>Leaves the stream after a byte order mark, if there is one.</summary>
    /// <exception cref="ProblemException">BOM-301, BOM-304, BOM-305.</exception>
    public static void Check(PeekedStream stream, string encoding, string shownAs)
    {
        var head = stream.Head;
        if (head.IsEmpty || head.Trim(" \t\r\n\uFEFF"u8).IsEmpty)
            throw new ProblemException(ProblemCode.EmptyFile, shownAs, "the file is empty.", "Fetch the delivery again from the source.");
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
            throw new ProblemException(ProblemCode.WrongEncoding, shownAs, "the file is UTF-16 or UTF-32, which is not read.", "Save it as UTF-8.");
        if (head.StartsWith("PK\u0003\u0004"u8) || IsOldSpreadsheet(head) || head.Contains((byte)0))
        {
            throw new ProblemException(ProblemCode.BinaryFile, shownAs, "the file is binary, not text (a spreadsheet or an archive?).",
                "Unpack it or export it as CSV.");
        }

        var hasMark = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]);
        if (encoding != "utf-8" && (hasMark || IsPlainlyUtf8(head)))
        {
            throw new ProblemException(ProblemCode.WrongEncoding, shownAs, $"the file is UTF-8, not {encoding}.",
                "Correct file.encoding in the mapping or save the file anew.");
        }

        stream.Skip(hasMark ? 3 : 0);
    }

    /// <summary>True for the container of <c>.xls</c> files.</summary>
    public static bool IsOldSpreadsheet(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>True if there are letters beyond ASCII and all of them are well-formed UTF-8.</summary>
    private static bool IsPlainlyUtf8(ReadOnlySpan<byte> head)
    {
        var lastNewline = head.LastIndexOf((byte)'\n'); // a cut in the middle of a letter must not count against it
        var whole = lastNewline < 0 ? head : head[..lastNewline];
        return whole.ContainsAnyInRange((byte)0x80, (byte)0xFF) && System.Text.Unicode.Utf8.IsValid(whole);
    }
}
