namespace PRIOslo.Bomiljo.Publishing;

/// <summary>Names the query of a measurement's true counts.</summary>
internal abstract class CellQuery;
