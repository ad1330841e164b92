using Npgsql;
using NpgsqlTypes;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>One row of a binary COPY, column by column; null and NaN become null.</summary>
internal readonly struct CopyRow(NpgsqlBinaryImporter writer)
{
    public CopyRow Add(int value, bool small = false)
    {
        if (small)
            writer.Write((short)value, NpgsqlDbType.Smallint);
        else
            writer.Write(value, NpgsqlDbType.Integer);
        return this;
    }

    public CopyRow Add(int? value, bool small = false)
    {
        if (value is { } known)
            return Add(known, small);
        writer.WriteNull();
        return this;
    }

    public CopyRow Add(double? value)
    {
        if (value is { } known && !double.IsNaN(known))
            writer.Write(known, NpgsqlDbType.Double);
        else
            writer.WriteNull();
        return this;
    }

    public CopyRow Add(string? value)
    {
        if (value is not null)
            writer.Write(value, NpgsqlDbType.Text);
        else
            writer.WriteNull();
        return this;
    }

    public CopyRow Add(bool? value)
    {
        if (value is { } known)
            return Add(known);
        writer.WriteNull();
        return this;
    }

    public CopyRow Add(bool value)
    {
        writer.Write(value, NpgsqlDbType.Boolean);
        return this;
    }
}
