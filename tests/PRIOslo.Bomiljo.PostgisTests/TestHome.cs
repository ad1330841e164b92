using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.PostgisTests;

/// <summary>An installation of a test's own.</summary>
internal static class TestHome
{
    /// <summary>Stops the server and takes all its folders away, also the socket's, which a user's installation keeps.</summary>
    public static async Task RemoveAsync(string home)
    {
        if (!Directory.Exists(home))
            return;
        var cluster = await LocalCluster.OfAsync(new BomiljoHome(home), default);
        await cluster.StopAsync(default);
        foreach (var folder in new[] { Path.GetDirectoryName(cluster.ServerFolder)!, cluster.SocketFolder, home }) // the first is home, where the server could enter it
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
