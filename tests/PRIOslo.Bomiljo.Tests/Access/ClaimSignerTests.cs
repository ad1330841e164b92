using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PRIOslo.Bomiljo.Access;

namespace PRIOslo.Bomiljo.Tests.Access;

public class ClaimSignerTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];
    private static readonly DateTimeOffset Noon = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_claim_says_who_where_until_when_and_on_which_connection()
    {
        var claim = new ClaimSigner(Key, new Fixed()).Sign(new Person("p-1", Role.Analyst, ["01", "16"], [3]), 4711);
        Assert.Equal(
            $$"""{"sub":"p-1","role":"analyst","bydel":["01","16"],"projects":[3],"exp":{{Noon.ToUnixTimeSeconds() + 60}},"pid":4711}""",
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(claim.Split('.')[0])));
    }

    [Fact]
    public void Its_second_part_is_the_HMAC_of_its_first()
    {
        var parts = new ClaimSigner(Key, new Fixed()).Sign(new Person("p", Role.Viewer, null, []), 1).Split('.');
        Assert.Equal(2, parts.Length);
        Assert.Equal(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes(parts[0])), Base64Url.DecodeFromChars(parts[1]));
    }

    [Fact]
    public void No_limit_to_bydeler_is_told_as_null_and_none_as_an_empty_list()
    {
        var signer = new ClaimSigner(Key, new Fixed());
        Assert.Contains("\"bydel\":null,", Payload(signer.Sign(new Person("p", Role.Analyst, null, []), 1)), StringComparison.Ordinal);
        Assert.Contains("\"bydel\":[],", Payload(signer.Sign(new Person("p", Role.Analyst, [], []), 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Viewer, "viewer")]
    [InlineData(Role.Planner, "planner")]
    [InlineData(Role.Analyst, "analyst")]
    [InlineData(Role.Importer, "importer")]
    public void A_role_is_called_as_the_database_calls_it(Role role, string name) =>
        Assert.Contains($"\"role\":\"{name}\"", Payload(new ClaimSigner(Key, new Fixed()).Sign(new Person("p", role, null, []), 1)), StringComparison.Ordinal);

    [Fact]
    public void A_claim_counts_for_a_minute_at_most() => Assert.True(ClaimSigner.Lifetime <= TimeSpan.FromSeconds(60));

    private static string Payload(string claim) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(claim.Split('.')[0]));

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
