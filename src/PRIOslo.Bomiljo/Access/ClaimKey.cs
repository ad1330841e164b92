using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Access;

/// <summary>The key of <see cref="ClaimSigner"/>: the database's own 32 bytes, which only the owner can read.</summary>
public static class ClaimKey
{
    private const int LengthBytes = 32;

    /// <param name="owner">The database, as owner.</param>
    public static async Task<byte[]> ReadAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand("SELECT key FROM access.claim_key");
        return (byte[])(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Writes the key as base64 to a new file that only its owner may read.</summary>
    /// <exception cref="ProblemException">BOM-004: the file is there already, or cannot be made.</exception>
    public static async Task WriteFileAsync(byte[] key, string path, CancellationToken cancel)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var writer = new StreamWriter(path, options);
            await writer.WriteLineAsync(Convert.ToBase64String(key).AsMemory(), cancel);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, path, "the file is there already, or its folder cannot be written to.",
                "Remove it first, or choose another --out.", refused);
        }
    }

    /// <exception cref="ProblemException">BOM-802: not there, readable by others, or no key.</exception>
    public static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw Unusable(path, "the file is not there.");
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != UnixFileMode.None)
            throw Unusable(path, "others than its owner may read or change the file.");
        try
        {
            var key = Convert.FromBase64String(await File.ReadAllTextAsync(path, cancel));
            return key.Length == LengthBytes ? key : throw Unusable(path, "the file holds no key.");
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, "the file cannot be read, or holds no key.");
        }
    }

    /// <summary>BOM-802 about the key's file.</summary>
    internal static ProblemException Unusable(string place, string what) => new(ProblemCode.NoWebConnection, place, what,
        $"Write it with `bomiljo db claim-key --out FILE` as the owner, keep it at mode 0600, and name it in {DatabaseAccess.ClaimKeyVariable}.");
}
