using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Database;

/// <summary>What a backup says about itself.</summary>
/// <param name="Format">1: the form of the file described in <see cref="BackupFile"/>.</param>
/// <param name="ProgramVersion">The program that wrote it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Postgres">The server's version.</param>
/// <param name="Postgis">The extension's version.</param>
/// <param name="Migrations">The numbered schema files that the database had, in order.</param>
/// <param name="Roles">Names of the roles that have rights in the dump; never a password.</param>
/// <param name="DumpBytes">Length of the dump.</param>
/// <param name="DumpSha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record BackupManifest(
    int Format,
    string ProgramVersion,
    DateTimeOffset CreatedAt,
    string Postgres,
    string Postgis,
    IReadOnlyList<string> Migrations,
    IReadOnlyList<string> Roles,
    long DumpBytes,
    string DumpSha256)
{
    internal const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">It is no manifest.</exception>
    internal static BackupManifest Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<BackupManifest>(bytes, Json) ?? throw new JsonException("null");

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
