using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>Writes a file so that it is there whole or not at all.</summary>
public static class WholeFile
{
    private const int NoSpaceLeft = 28; // ENOSPC: told as a full disk

    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="write">Writes to the path that it is given.</param>
    /// <exception cref="ProblemException">BOM-004: the file cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<string, Task> write)
    {
        if (string.IsNullOrWhiteSpace(path) || Directory.Exists(path))
            throw new ProblemException(ProblemCode.CannotWriteFile, path, "this is a folder, not a file.", "Name the file to write.");
        var partial = path + ".partial";
        try
        {
            await write(partial);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException { HResult: not NoSpaceLeft })
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, Path.GetFileName(path), "the file cannot be written there.", "Choose a folder that exists and that you may write to.", refused);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    /// <inheritdoc cref="WriteAsync"/>
    public static Task WriteBytesAsync(string path, byte[] bytes, CancellationToken cancel) =>
        WriteAsync(path, partial => File.WriteAllBytesAsync(partial, bytes, cancel));
}
