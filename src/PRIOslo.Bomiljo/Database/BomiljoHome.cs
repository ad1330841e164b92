using System.Security.Cryptography;
using System.Text;

namespace PRIOslo.Bomiljo.Database;

/// <summary>The folder that holds the private cluster and all other state of one installation.</summary>
/// <param name="Folder">Absolute path.</param>
public sealed record BomiljoHome(string Folder)
{
    /// <summary><c>BOMILJO_HOME</c>, else <c>/var/lib/prioslo-bomiljo</c> for root, else the user's data folder.</summary>
    public static BomiljoHome FromEnvironment()
    {
        var named = Environment.GetEnvironmentVariable("BOMILJO_HOME");
        if (!string.IsNullOrWhiteSpace(named))
            return new(Path.GetFullPath(named));
        return IsRoot
            ? new("/var/lib/prioslo-bomiljo")
            : new(Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "prioslo-bomiljo"));
    }

    public static bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    /// <summary>Eight hexadecimal digits that tell one home from another; short, for socket paths.</summary>
    public string ShortName => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)))[..8];
}
