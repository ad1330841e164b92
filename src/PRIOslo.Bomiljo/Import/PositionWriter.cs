using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Writes the columns position, geocode_method and geocode_confidence of an incident.</summary>
internal static class PositionWriter
{
    private static readonly string[] Kinds = ["none", "point", "address", "street", "grid-cell", "area"]; // in the order of PositionKind
    private static readonly string[] Methods = ["failed", "exact", "normalised", "fuzzy", "street"]; // of GeocodeMethod

    public static void Write(NpgsqlBinaryImporter writer, IncidentPosition position)
    {
        writer.Write(Kinds[(int)position.Kind], NpgsqlDbType.Text);
        if (position.Method is { } method)
        {
            writer.Write(Methods[(int)method], NpgsqlDbType.Text);
            writer.Write((float)position.Confidence, NpgsqlDbType.Real);
        }
        else
        {
            writer.WriteNull();
            writer.WriteNull();
        }
    }
}
