using System.Collections.Concurrent;
using System.Reflection;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Reads the <c>.sql</c> files that lie beside their class; they are embedded in the assembly under their path.</summary>
public static class SqlFile
{
    private static readonly Assembly Assembly = typeof(SqlFile).Assembly;
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <returns>The text of the <c>.sql</c> file with the type's name, in the folder that the type's namespace names.</returns>
    public static string For<T>() => For(typeof(T));

    /// <inheritdoc cref="For{T}"/>
    public static string For(Type type)
    {
        const string root = "PRIOslo.Bomiljo.";
        var folder = type.Namespace![root.Length..].Replace('.', '/');
        return Read($"{folder}/{type.Name}.sql");
    }

    /// <summary>Every file below a folder, in the order of their names.</summary>
    public static IReadOnlyList<(string Name, string Text)> In(string folder) =>
        [.. Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[(folder.Length + 1)..], Read(name)))];

    private static string Read(string name) => Texts.GetOrAdd(name, static key =>
    {
        using var stream = Assembly.GetManifestResourceStream(key)
            ?? throw new InvalidOperationException($"No embedded query {key}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
