namespace PRIOslo.Bomiljo.Import;

/// <summary>One row of a delivery, cut down to the columns that the mapping names.</summary>
/// <param name="Line">The line in the file where the row begins, counted from 1.</param>
/// <param name="Values">The mapped columns' texts, in the order of <see cref="MappedColumns"/>; null if the row has the wrong number of fields.</param>
public readonly record struct RawRow(int Line, string[]? Values);
