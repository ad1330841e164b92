using PRIOslo.Bomiljo.Publishing.Services;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>What the type of a column becomes outside.</summary>
internal static class PropertyTypes
{
    /// <summary>JSON Schema's name.</summary>
    public static string Json(OpenProperty property) => property.SqlType switch
    {
        "smallint" or "integer" or "bigint" => "integer",
        "real" or "double precision" or "numeric" => "number",
        "boolean" => "boolean",
        _ => "string",
    };

    /// <summary>TileJSON's name.</summary>
    public static string Tile(OpenProperty property) => Json(property) switch
    {
        "integer" or "number" => "Number",
        "boolean" => "Boolean",
        _ => "String",
    };
}
