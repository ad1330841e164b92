using System.IO.Compression;
using System.Text;
using PRIOslo.Bomiljo.Import.Formats;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 1 of 4 (read → normalise → place → store): a stream in, raw rows out, one at a time.</summary>
/// <remarks>A zipped delivery is read entry by entry, by name, with lines counted on.</remarks>
public sealed class ReadStep(SourceMapping mapping, MappedColumns columns, string shownAs)
{
    /// <summary>What may come out of an archive whatever its size.</summary>
    private const long HarmlessBytes = 64L << 20;

    /// <summary>Tables pack to a tenth, very regular ones to a fiftieth; the format's limit is a thousandth.</summary>
    private const long MostTimesPacked = 200;

    private readonly FileShape _file = mapping.File;
    private readonly List<string> _readAs = [];

    /// <summary>How the file was read, once rows have been: <c>csv, windows-1252, ;</c>; several where an archive's entries differ.</summary>
    public string ReadAs => string.Join(" + ", _readAs);

    /// <param name="stream">Seekable.</param>
    /// <exception cref="ProblemException">BOM-301 to BOM-305, BOM-311, BOM-315, BOM-316: the file does not fit its mapping.</exception>
    public IEnumerable<RawRow> Read(Stream stream)
    {
        if (!IsZip(stream))
            return ReadOne(stream, shownAs, 0);
        using var archive = OpenZip(stream);
        if (archive.GetEntry("[Content_Types].xml") is null)
            return ReadEntries(stream);
        foreach (var part in archive.Entries)
            DemandNoBomb(part, part.Length);
        return ReadOne(Rewound(stream), shownAs, 0);
    }

    private IEnumerable<RawRow> ReadEntries(Stream stream)
    {
        using var archive = OpenZip(Rewound(stream));
        var lines = 0;
        var entries = archive.Entries.Where(entry => entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal))
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal).ToList();
        if (entries.Count == 0)
            throw new ProblemException(ProblemCode.EmptyFile, shownAs, "the archive is empty.", "Fetch the delivery again from the source.");
        for (var at = 0; at < entries.Count; at++)
        {
            using var copy = Unpack(entries[at]);
            var last = lines;
            foreach (var row in ReadOne(copy, entries.Count == 1 ? shownAs : $"{shownAs}, entry {at + 1}", lines))
            {
                last = row.Line;
                yield return row;
            }

            lines = last;
        }
    }

    private IEnumerable<RawRow> ReadOne(Stream stream, string name, int linesBefore)
    {
        var head = new PeekedStream(stream);
        var isSpreadsheet = head.Head.StartsWith("PK\u0003\u0004"u8) || FileLook.IsOldSpreadsheet(head.Head);
        if (_file.Format == "excel" ? !head.Head.IsEmpty : _file.Format == "table" && isSpreadsheet)
        {
            Note("excel");
            return ReadAhead.Of(new ExcelRows(_file, columns, name).Read(Rewound(stream), linesBefore));
        }

        var encoding = EncodingLook.Of(_file, head.Head, stream);
        FileLook.Check(head, encoding, name);
        var letters = encoding == "utf-8" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        if (_file.Format is "csv" or "table" or "excel")
        {
            var separator = SeparatorLook.Of(_file, columns, letters, head.Left);
            Note($"csv, {encoding}, {SeparatorLook.Shown(separator)}");
            return new CsvRows(_file, encoding, separator, mapping.OccurredAt, columns, name).Read(head, linesBefore);
        }

        Note($"{_file.Format}, {encoding}");
        var utf8 = encoding == "utf-8" ? head : Encoding.CreateTranscodingStream(head, letters, Encoding.UTF8);
        return new JsonRows(_file, columns, name).Read(utf8, linesBefore);
    }

    private void Note(string readAs)
    {
        if (!_readAs.Contains(readAs))
            _readAs.Add(readAs);
    }

    /// <summary>To a file of its own that goes when it is closed: spreadsheets are not read from front to back.</summary>
    private FileStream Unpack(ZipArchiveEntry entry)
    {
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            using var packed = entry.Open();
            var buffer = new byte[1 << 16];
            for (int read; (read = packed.Read(buffer)) > 0;)
            {
                copy.Write(buffer, 0, read);
                DemandNoBomb(entry, copy.Length);
            }

            return (FileStream)Rewound(copy);
        }
        catch (Exception failure)
        {
            copy.Dispose();
            if (failure is InvalidDataException)
                throw Damaged(failure);
            throw;
        }
    }

    /// <exception cref="ProblemException">BOM-315: it unpacks to so much more than it is that it can only be meant to do harm, or is damaged.</exception>
    private void DemandNoBomb(ZipArchiveEntry entry, long unpackedBytes)
    {
        if (unpackedBytes > HarmlessBytes && unpackedBytes > MostTimesPacked * entry.CompressedLength)
        {
            throw new ProblemException(ProblemCode.UnpacksTooFar, shownAs, "what is packed in it grows to far more than any delivery does.",
                "Fetch the delivery again from the source, unpacked.");
        }
    }

    private ZipArchive OpenZip(Stream stream)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries; // reads the list, so that a damaged one is met here
            return archive;
        }
        catch (InvalidDataException damaged)
        {
            throw Damaged(damaged);
        }
    }

    private ProblemException Damaged(Exception cause) => new(ProblemCode.BinaryFile, shownAs,
        "the file is an archive or a spreadsheet that cannot be opened: it is damaged or cut off.", "Fetch it again, unpack it or export it as CSV.", cause);

    private static bool IsZip(Stream stream)
    {
        Span<byte> head = stackalloc byte[4];
        var read = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        Rewound(stream);
        return head[..read].SequenceEqual("PK\u0003\u0004"u8) || head[..read].SequenceEqual("PK\u0005\u0006"u8); // the other is an archive of nothing
    }

    private static Stream Rewound(Stream stream)
    {
        stream.Position = 0;
        return stream;
    }
}
