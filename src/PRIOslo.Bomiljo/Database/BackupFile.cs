using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>
/// One file with everything: a ZIP archive of <c>bomiljo.dump</c> (pg_dump's custom format) and <c>manifest.json</c>, whose
/// SHA-256 is the archive's comment. PostgreSQL's own tools read the dump once it is unpacked.
/// </summary>
internal static class BackupFile
{
    private const string DumpName = "bomiljo.dump";
    private const string ManifestName = "manifest.json";
    private static ReadOnlySpan<byte> ZipMagic => "PK\x3\x4"u8;

    /// <summary>Writes beside the place and renames at the end, so that the name never stands for half a backup.</summary>
    /// <param name="path">Replaced if it is there. Readable by its owner only.</param>
    /// <param name="writeDump">Writes the dump to the stream that it is given.</param>
    /// <param name="describe">Makes the manifest from the dump's length and SHA-256.</param>
    /// <exception cref="ProblemException">BOM-003, BOM-004, BOM-405.</exception>
    public static async Task<BackupManifest> WriteAsync(
        string path, Func<Stream, CancellationToken, Task> writeDump, Func<long, string, BackupManifest> describe, CancellationToken cancel)
    {
        var partial = path + ".partial";
        if (Directory.Exists(path))
            throw new ProblemException(ProblemCode.NotAFile, path, "this is a folder.", "Name a file in it.");
        try
        {
            BackupManifest manifest;
            await using (var file = Create(partial))
            {
                manifest = await WriteArchiveAsync(file, writeDump, describe, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
            return manifest;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException || (refused is IOException && DatabaseProblems.Translate(refused) is null))
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, path, "the file cannot be written.",
                "Choose a folder that is there and that you may write to.", refused);
        }
        finally
        {
            if (File.Exists(partial)) // failed on the way
                File.Delete(partial);
        }
    }

    /// <summary>Reads the whole file once and compares every sum, before anything is done with it.</summary>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-412, BOM-413.</exception>
    public static async Task<BackupManifest> VerifyAsync(string path, CancellationToken cancel)
    {
        if (Directory.Exists(path))
            throw new ProblemException(ProblemCode.NotAFile, path, "this is a folder.", "Name the backup's file.");
        try
        {
            await using var file = File.OpenRead(path);
            var magic = new byte[ZipMagic.Length];
            if (await file.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, cancel) < magic.Length || !ZipMagic.SequenceEqual(magic))
                throw NotOurs(path);
            file.Position = 0;
            await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
            var manifest = await ReadManifestAsync(archive, path, cancel);
            await using var dump = await OpenDumpAsync(archive, path, cancel);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(dump, cancel));
            return hash == manifest.DumpSha256 ? manifest : throw Damaged(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(ProblemCode.FileNotFound, path, "the file is not there.", "Check the name.", missing);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ProblemException(ProblemCode.FileNotFound, path, "the file may not be read.", "Run as the user that owns it.", refused);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw Damaged(path, broken);
        }
    }

    /// <summary>Copies the dump out; for a file that <see cref="VerifyAsync"/> has passed.</summary>
    public static async Task CopyDumpAsync(string path, Stream target, CancellationToken cancel)
    {
        await using var archive = await ZipFile.OpenReadAsync(path, cancel);
        await using var dump = await OpenDumpAsync(archive, path, cancel);
        await dump.CopyToAsync(target, cancel);
    }

    private static FileStream Create(string partial)
    {
        File.Delete(partial); // left by a run that was killed
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(partial, options);
    }

    private static async Task<BackupManifest> WriteArchiveAsync(
        FileStream file, Func<Stream, CancellationToken, Task> writeDump, Func<long, string, BackupManifest> describe, CancellationToken cancel)
    {
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        using var sha256 = SHA256.Create();
        long bytes;
        await using (var entry = await archive.CreateEntry(DumpName, CompressionLevel.NoCompression).OpenAsync(cancel)) // pg_dump has compressed it
        await using (var hashing = new CryptoStream(entry, sha256, CryptoStreamMode.Write, leaveOpen: true))
        {
            await writeDump(hashing, cancel);
            await hashing.FlushFinalBlockAsync(cancel);
            bytes = entry.Position;
        }

        var manifest = describe(bytes, Convert.ToHexStringLower(sha256.Hash!));
        var text = manifest.ToBytes();
        await using (var entry = await archive.CreateEntry(ManifestName, CompressionLevel.NoCompression).OpenAsync(cancel))
            await entry.WriteAsync(text, cancel);
        archive.Comment = BackupManifest.Hash(text);
        return manifest;
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive archive, string path, CancellationToken cancel)
    {
        var entry = archive.GetEntry(ManifestName) ?? throw NotOurs(path);
        await using var stream = await entry.OpenAsync(cancel);
        using var text = new MemoryStream();
        await stream.CopyToAsync(text, cancel);
        if (BackupManifest.Hash(text.ToArray()) != archive.Comment)
            throw Damaged(path);
        var manifest = BackupManifest.Parse(text.ToArray());
        return manifest.Format == BackupManifest.CurrentFormat
            ? manifest
            : throw new ProblemException(ProblemCode.DatabaseNewer, path, $"the backup has form {manifest.Format}, which this program does not know.",
                "Use the newer program.");
    }

    private static async Task<Stream> OpenDumpAsync(ZipArchive archive, string path, CancellationToken cancel) =>
        await (archive.GetEntry(DumpName) ?? throw NotOurs(path)).OpenAsync(cancel);

    private static ProblemException NotOurs(string path) => new(ProblemCode.NotABackup, path,
        "this is no backup that `bomiljo db backup` wrote.", "Name such a file.");

    private static ProblemException Damaged(string path, Exception? cause = null) => new(ProblemCode.BackupDamaged, path,
        "the backup is damaged: its sums do not hold. Nothing was changed.", "Use another copy of it, or an older backup.", cause);
}
