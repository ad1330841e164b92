namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>A shape in a cell of a <see cref="GridIndex"/>: its box in millimetres from the grid's corner, and what is asked of it.</summary>
/// <param name="StartsInColumn">Whether the box's western edge lies in the cell's column.</param>
/// <param name="StartsInRow">Whether the box's southern edge lies in the cell's row.</param>
internal readonly record struct GridEntry(
    int MinX, int MinY, int MaxX, int MaxY, int Shape, int Dwellings, BuildingKinds Kind, bool StartsInColumn, bool StartsInRow)
{
    public bool IsPoint => MinX == MaxX && MinY == MaxY;
}

/// <summary>What is done with each shape that <see cref="GridIndex.Visit"/> finds.</summary>
internal interface IGridVisitor
{
    /// <param name="entry">The shape.</param>
    /// <param name="originX">Millimetres east of the grid's corner.</param>
    /// <param name="originY">Millimetres north of the grid's corner.</param>
    void Visit(in GridEntry entry, long originX, long originY);
}
