using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo;

/// <summary>Where the data files that belong to the program lie: <c>geodata/</c> and <c>importers/</c>.</summary>
/// <remarks>They are looked for upwards from the program, so a checkout and an installed folder both work.</remarks>
public static class ProjectFolders
{
    private static readonly Lazy<string> RootFolder = new(FindRoot);

    /// <summary>The folder that holds <c>geodata/</c> and <c>importers/</c>.</summary>
    /// <exception cref="ProblemException">BOM-101: there is no such folder above the program.</exception>
    public static string Root => RootFolder.Value;

    public static string Geodata => Path.Combine(Root, "geodata");

    public static string Importers => Path.Combine(Root, "importers");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "geodata", "oslo"))
                && Directory.Exists(Path.Combine(folder.FullName, "importers")))
                return folder.FullName;
        }

        throw new ProblemException(ProblemCode.BadConfiguration, AppContext.BaseDirectory,
            "no folder above the program holds geodata/ and importers/.", "Install the program together with both folders.");
    }
}
