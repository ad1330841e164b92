using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Tests.Database;

public class OwnerConnectionTests
{
    private const string Server = "Host=db.example.no;Username=bomiljo_owner;Database=bomiljo";

    [Theory]
    [InlineData(Server, 0)]
    [InlineData(Server + ";Command Timeout=45", 45)]
    [InlineData(Server + ";CommandTimeout=45", 45)]
    public void An_owners_commands_take_as_long_as_they_need_unless_the_connection_string_says_otherwise(string text, int seconds)
    {
        using var owner = DatabaseAccess.Build(text, "kari");

        Assert.Equal(seconds, new NpgsqlConnectionStringBuilder(owner.ConnectionString).CommandTimeout);
    }

    [Fact]
    public void The_webs_commands_end_after_half_a_minute()
    {
        using var web = DatabaseAccess.Build(Server);

        Assert.Equal(30, new NpgsqlConnectionStringBuilder(web.ConnectionString).CommandTimeout);
    }
}
