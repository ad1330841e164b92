using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>An exclusive lock between processes on one home folder; freed by the system when the holder dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is free.</summary>
    /// <exception cref="ProblemException">BOM-404: the folder cannot be used, or another process has held the lock for two minutes.</exception>
    public static async Task<FolderLock> TakeAsync(string folder, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return await WaitAsync(folder, cancel);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException || (refused is IOException && DatabaseProblems.Translate(refused) is null))
        {
            throw new ProblemException(ProblemCode.CannotStart, folder, "the program cannot keep its state in this folder.",
                "Choose another BOMILJO_HOME, a folder that you may write to; wait if another command has been at work for long.", refused);
        }
    }

    private static async Task<FolderLock> WaitAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, "cluster.lock");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (attempt < 600 && File.Exists(path))
            {
                await Task.Delay(200, cancel);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
