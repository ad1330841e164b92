using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Access;

/// <summary>Signs who the person is, for the database to check: <c>base64url(JSON) "." base64url(HMAC-SHA256)</c>, RFC 2104.</summary>
/// <param name="key">32 bytes; the database holds the same.</param>
/// <param name="clock">A claim's end is told by it, so it must not be off from the database's by more than seconds.</param>
public sealed class ClaimSigner(byte[] key, TimeProvider clock)
{
    /// <summary>A claim counts for so long.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(60);

    /// <param name="person">Who asks.</param>
    /// <param name="backendProcessId">The connection's server process: on any other the claim is worth nothing.</param>
    public string Sign(Person person, int backendProcessId)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Payload(
            person.Id, NameOf(person.Role), person.Bydeler, person.Projects, clock.GetUtcNow().Add(Lifetime).ToUnixTimeSeconds(), backendProcessId)));
        return $"{payload}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(payload)))}";
    }

    internal static string NameOf(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Planner => "planner",
        Role.Analyst => "analyst",
        Role.Importer => "importer",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private sealed record Payload(
        [property: JsonPropertyName("sub")] string Sub,
        [property: JsonPropertyName("role")] string Role,
        [property: JsonPropertyName("bydel")] IReadOnlyList<string>? Bydel,
        [property: JsonPropertyName("projects")] IReadOnlyList<int> Projects,
        [property: JsonPropertyName("exp")] long Exp,
        [property: JsonPropertyName("pid")] int Pid);
}
