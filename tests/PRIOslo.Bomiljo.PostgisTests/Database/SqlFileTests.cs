using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.PostgisTests.Database;

[Collection("postgis")]
public sealed partial class SqlFileTests(PostgisCluster cluster)
{
    /// <summary>Every query beside a class; migrations and views have run already.</summary>
    private static IEnumerable<(string Name, string Text)> Queries => typeof(SqlFile).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !name.StartsWith("Database/", StringComparison.Ordinal))
        .Select(name => (name, Text(name)));

    [PostgisFact]
    public async Task Every_query_prepares_against_the_schema()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        var wrong = new List<string>();
        foreach (var (name, text) in Queries)
        {
            foreach (var statement in StatementEnd().Split(Comment().Replace(text, "")).Where(part => !string.IsNullOrWhiteSpace(part)))
            {
                try
                {
                    await using var prepare = new Npgsql.NpgsqlCommand($"PREPARE p AS {Numbered(statement)}", connection);
                    await prepare.ExecuteNonQueryAsync();
                    await using var forget = new Npgsql.NpgsqlCommand("DEALLOCATE p", connection);
                    await forget.ExecuteNonQueryAsync();
                }
                catch (Npgsql.PostgresException untyped) when (untyped.SqlState == Npgsql.PostgresErrorCodes.IndeterminateDatatype)
                {
                    // The driver tells the type; this is missed last, when all else in the statement has been found sound.
                }
                catch (Npgsql.PostgresException refused)
                {
                    wrong.Add($"{name}: {refused.MessageText}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(Queries.Count() >= 15);
    }

    [PostgisFact]
    public void Every_sql_file_opens_with_its_purpose_and_every_query_has_its_class()
    {
        var assembly = typeof(SqlFile).Assembly;
        Assert.All(assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)),
            name => Assert.StartsWith("-- ", Text(name), StringComparison.Ordinal));
        Assert.All(Queries, query => Assert.NotNull(assembly.GetType("PRIOslo.Bomiljo." + query.Name[..^4].Replace('/', '.'))));
    }

    /// <summary>@names as $1, $2, … in the order of their first use.</summary>
    private static string Numbered(string statement)
    {
        var names = new List<string>();
        return Parameter().Replace(statement, match =>
        {
            if (!names.Contains(match.Value))
                names.Add(match.Value);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${names.IndexOf(match.Value) + 1}");
        });
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(SqlFile).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@";\s*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex StatementEnd();

    [GeneratedRegex("--.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![@\w])@[a-z]\w*", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Parameter();
}
