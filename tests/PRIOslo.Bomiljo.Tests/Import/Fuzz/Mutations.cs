using System.IO.Compression;
using System.Text;

namespace PRIOslo.Bomiljo.Tests.Import.Fuzz;

/// <summary>Damages a delivery in one of the ways in which files get damaged, or are made to do harm. The seed decides all.</summary>
internal sealed class Mutations(int seed)
{
    private const int HugeCell = 300_000;
    private const int DeepNesting = 20_000;
    private readonly Random _random = new(seed);

    private static readonly byte[][] Nasty =
    [
        [0], [0xFF], [0xE6], "\""u8.ToArray(), "\"\""u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\r\n\r\n"u8.ToArray(), ";"u8.ToArray(), ","u8.ToArray(),
        "\uFEFF"u8.ToArray(), "9999999999999999999999"u8.ToArray(), "-1"u8.ToArray(), "1e308"u8.ToArray(), "NaN"u8.ToArray(), "31.02.2023"u8.ToArray(),
        "9999-12-31T23:59:59"u8.ToArray(), "0001-01-01"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "null"u8.ToArray(),
        "\\u0000"u8.ToArray(), "\\uD800"u8.ToArray(), "<"u8.ToArray(), "&#x0;"u8.ToArray(), "]]>"u8.ToArray(), "\u001F"u8.ToArray(), "\u2028"u8.ToArray(),
    ];

    /// <param name="file">Any of the samples.</param>
    public byte[] Apply(byte[] file)
    {
        var isZip = file.AsSpan().StartsWith("PK\u0003\u0004"u8);
        for (var left = 1 + _random.Next(3); left > 0; left--)
        {
            isZip = isZip && file.AsSpan().StartsWith("PK\u0003\u0004"u8);
            file = isZip && _random.Next(4) > 0 ? InOnePart(file) : Once(file);
        }

        return _random.Next(12) == 0 ? Zipped(file) : file;
    }

    private byte[] Once(byte[] file) => _random.Next(13) switch
    {
        0 => FlippedBytes(file),
        1 => file[..At(file)],
        2 => [.. file[..At(file)], .. Nasty[_random.Next(Nasty.Length)], .. file],
        3 or 4 => Put(file, Nasty[_random.Next(Nasty.Length)], cut: _random.Next(12)),
        5 => Put(file, Enumerable.Repeat((byte)"a1 \"æ"[_random.Next(4)], HugeCell).ToArray(), 0),
        6 => Put(file, Encoding.ASCII.GetBytes(new string("[{\"("[_random.Next(4)], DeepNesting)), 0),
        7 => Lines(file, lines => lines.RemoveAt(_random.Next(lines.Count))),
        8 => Lines(file, lines => lines.Insert(_random.Next(lines.Count), lines[_random.Next(lines.Count)])),
        9 => Lines(file, lines => (lines[0], lines[^1]) = (lines[^1], lines[0])),
        10 => Recoded(file),
        11 => Doubled(file),
        _ => Put(file, [], cut: _random.Next(200)),
    };

    private int At(byte[] file) => _random.Next(file.Length + 1);

    private byte[] FlippedBytes(byte[] file)
    {
        var flipped = file.ToArray();
        for (var left = 1 + _random.Next(8); left > 0 && flipped.Length > 0; left--)
            flipped[_random.Next(flipped.Length)] ^= (byte)(1 << _random.Next(8));
        return flipped;
    }

    private byte[] Put(byte[] file, byte[] bytes, int cut)
    {
        var from = At(file);
        return [.. file[..from], .. bytes, .. file[Math.Min(from + cut, file.Length)..]];
    }

    private byte[] Doubled(byte[] file)
    {
        var from = At(file);
        var to = from + _random.Next(file.Length - from + 1);
        return [.. file[..to], .. file[from..]];
    }

    private static byte[] Lines(byte[] file, Action<List<byte[]>> change)
    {
        var text = Encoding.Latin1.GetString(file);
        var lines = text.Split('\n').Select(Encoding.Latin1.GetBytes).ToList();
        change(lines);
        return [.. lines.SelectMany((line, at) => at == 0 ? line : line.Prepend((byte)'\n'))];
    }

    private byte[] Recoded(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file);
        return _random.Next(5) switch
        {
            0 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            1 => Encoding.BigEndianUnicode.GetBytes(text),
            2 => Encoding.Latin1.GetBytes(text),
            3 => [0xEF, 0xBB, 0xBF, .. file],
            _ => Encoding.UTF32.GetBytes(text),
        };
    }

    /// <summary>Inside the archive, so that the damage is met further in than by the unpacker.</summary>
    private byte[] InOnePart(byte[] file)
    {
        try
        {
            using var from = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            var chosen = _random.Next(from.Entries.Count);
            using var into = new MemoryStream();
            using (var copy = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (entry, at) in from.Entries.Select((entry, at) => (entry, at)))
                {
                    using var part = new MemoryStream();
                    using (var packed = entry.Open())
                        packed.CopyTo(part);
                    using var written = copy.CreateEntry(at == chosen && _random.Next(20) == 0 ? "../" + entry.FullName : entry.FullName).Open();
                    written.Write(at == chosen ? Once(part.ToArray()) : part.ToArray());
                }
            }

            return into.ToArray();
        }
        catch (InvalidDataException)
        {
            return Once(file); // an earlier mutation has broken the archive
        }
    }

    private static byte[] Zipped(byte[] file)
    {
        using var into = new MemoryStream();
        using (var zip = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("delivery").Open();
            entry.Write(file);
        }

        return into.ToArray();
    }
}
