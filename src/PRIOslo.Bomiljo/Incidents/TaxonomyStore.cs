using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Incidents;

/// <summary>Keeps the database's themes and categories the same as the taxonomy file's.</summary>
public static class TaxonomyStore
{
    /// <summary>Adds what is new and changes what has a new name or weight; codes that incidents use are never removed.</summary>
    /// <returns>How many themes and categories were new or changed.</returns>
    public static async Task<int> SaveAsync(Taxonomy taxonomy, NpgsqlConnection connection, CancellationToken cancel)
    {
        var categories = taxonomy.Themes.SelectMany(theme => theme.Categories, (theme, category) => (theme, category)).ToList();
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(TaxonomyStore)), connection)
        {
            Parameters =
            {
                new("themes", taxonomy.Themes.Select(theme => theme.Code).ToArray()),
                new("themes_nb", taxonomy.Themes.Select(theme => theme.NameNb).ToArray()),
                new("themes_en", taxonomy.Themes.Select(theme => theme.NameEn).ToArray()),
                new("protected", taxonomy.Themes.Select(theme => theme.Protected).ToArray()),
                new("categories", categories.ConvertAll(pair => pair.category.Code).ToArray()),
                new("categories_nb", categories.ConvertAll(pair => pair.category.NameNb).ToArray()),
                new("categories_en", categories.ConvertAll(pair => pair.category.NameEn).ToArray()),
                new("severities", categories.ConvertAll(pair => pair.category.Severity).ToArray()),
                new("category_themes", categories.ConvertAll(pair => pair.theme.Code).ToArray()),
            },
        };
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
