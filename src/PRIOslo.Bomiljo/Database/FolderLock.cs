namespace PRIOslo.Bomiljo.Database;

/// <summary>An exclusive lock between processes on one home folder; freed by the system when the holder dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is free.</summary>
    /// <exception cref="TimeoutException">Another process has held it for two minutes.</exception>
    public static async Task<FolderLock> TakeAsync(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
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
