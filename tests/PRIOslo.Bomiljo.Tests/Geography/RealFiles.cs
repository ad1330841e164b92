namespace PRIOslo.Bomiljo.Tests.Geography;

/// <summary>Public files beside the project, for tests that pass without them.</summary>
internal static class RealFiles
{
    /// <returns>Null where the file is not at hand.</returns>
    public static string? Find(string folder, string name)
    {
        for (var from = new DirectoryInfo(AppContext.BaseDirectory); from is not null; from = from.Parent)
        {
            var file = Path.Combine(from.FullName, "..", "shared", folder, name);
            if (File.Exists(file))
                return Path.GetFullPath(file);
        }

        return null;
    }
}
