using System.Security.Cryptography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>A file to be taken in, known by the hash of its bytes.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its name without folder: all that messages and the ledger show.</param>
/// <param name="Sha256">Hash at first sight, lower-case hexadecimal.</param>
/// <param name="SizeBytes">Length at first sight.</param>
internal sealed record DeliveryFile(string Path, string Name, string Sha256, long SizeBytes)
{
    /// <exception cref="ProblemException">BOM-002 not there; BOM-003 a directory, or not readable.</exception>
    public static async Task<DeliveryFile> OpenAsync(string path, CancellationToken cancel)
    {
        var name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path));
        if (Directory.Exists(path))
            throw new ProblemException(ProblemCode.NotAFile, name, "this is a folder, not a file.", "Name the files in it.");
        try
        {
            await using var stream = Open(path);
            if (!stream.CanSeek)
                throw new ProblemException(ProblemCode.NotAFile, name, "this is a pipe or a device, not a file.", "Save the delivery as a file first.");
            var hash = await SHA256.HashDataAsync(stream, cancel);
            return new DeliveryFile(path, name, Convert.ToHexStringLower(hash), stream.Length);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(ProblemCode.FileNotFound, name, "the file is not there.", "Check the path.", missing);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ProblemException(ProblemCode.NotAFile, name, "the file may not be read by this user.", "Give the user the right to read it.", refused);
        }
    }

    public Stream OpenAgain() => new HashingStream(Open(Path));

    /// <summary>What was read must be what was hashed at first sight.</summary>
    /// <exception cref="ProblemException">BOM-307.</exception>
    public void DemandUnchanged(Stream read)
    {
        if (((HashingStream)read).FinishHash() != Sha256)
        {
            throw new ProblemException(ProblemCode.FileChanged, Name, "the file changed while it was read; nothing was stored.",
                "Wait until it is written to its end and run the command again.");
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16, FileOptions.SequentialScan);
}
