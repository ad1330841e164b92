using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>How the database writes <see cref="AreaKind"/>, in its order.</summary>
internal static class AreaKinds
{
    public static readonly string[] Texts = ["delbydel", "grunnkrets", "grid-cell"];
}

/// <summary>Writes placements by binary COPY, inside the caller's transaction.</summary>
internal static class PlacementWriter
{
    private static readonly string[] Outcomes = ["unplaced", "placed", "outside"]; // in the order of PlacementOutcome
    private static readonly string[] Methods = ["none", "polygon", "sliver", "sentrum", "marka", "area-code", "area-share"]; // of PlacementMethod

    public static async Task WriteAsync(
        NpgsqlConnection connection, IEnumerable<(int Vintage, int Delivery, int Line, Placement Placement)> rows, CancellationToken cancel)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "COPY incident.placement (vintage_id, delivery_id, line, outcome, method, delbydel) FROM STDIN (FORMAT binary)", cancel);
        foreach (var (vintage, delivery, line, placement) in rows)
        {
            writer.StartRow();
            writer.Write(vintage, NpgsqlDbType.Integer);
            writer.Write(delivery, NpgsqlDbType.Integer);
            writer.Write(line, NpgsqlDbType.Integer);
            writer.Write(Outcomes[(int)placement.Outcome], NpgsqlDbType.Text);
            writer.Write(Methods[(int)placement.Method], NpgsqlDbType.Text);
            if (placement.Delbydel.IsNone)
                writer.WriteNull();
            else
                writer.Write(placement.Delbydel.ToString(), NpgsqlDbType.Text);
        }

        await writer.CompleteAsync(cancel);
    }
}
