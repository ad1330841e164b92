using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Writes the columns position, geocode_method and geocode_confidence of an incident.</summary>
internal static class PositionWriter
{
    private static readonly string[] Kinds = ["none", "point", "address", "street", "grid-cell", "area"]; // in the order of PositionKind
    private static readonly string[] Methods = ["failed", "exact", "normalised", "fuzzy", "street"]; // of GeocodeMethod

    public static string NameOf(PositionKind kind) => Kinds[(int)kind];

    public static void Write(CopyRows rows, IncidentPosition position)
    {
        rows.Text(NameOf(position.Kind));
        if (position.Method is { } method)
        {
            rows.Text(Methods[(int)method]);
            rows.Float4((float)position.Confidence);
        }
        else
        {
            rows.Null();
            rows.Null();
        }
    }
}
